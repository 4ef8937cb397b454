"""The JSON-LD of an article: which node speaks of it, and reading values as publishers write them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from newscrawl.extraction.candidates import Candidate
from newscrawl.page import Page
from newscrawl.text import clean, plain
from newscrawl.urls import article_key

__all__ = ["ARTICLE_TYPES", "StructuredData", "names", "node_types", "texts"]

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle ScholarlyArticle TechArticle "
    "BlogPosting LiveBlogPosting SocialMediaPosting DiscussionForumPosting Report Review CriticReview Recipe".split()
)
"""schema.org types that are written and dated as articles are."""

_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "WebPageElement", "VideoObject"))
_MOST_NODES = 400
_SURE_KEY = 12
"""Letters from which on a headline in a title is no chance."""


def node_types(node: dict[str, Any]) -> list[str]:
    """Return the types of a node without vocabulary prefix."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [v.rpartition("/")[2].rpartition(":")[2] for v in values if isinstance(v, str)]


class StructuredData:
    """The JSON-LD of a page, read as one graph."""

    def __init__(self, page: Page) -> None:
        self.nodes = page.json_ld[:_MOST_NODES]
        self._by_id = {node["@id"]: node for node in self.nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        self.types = {name for node in self.nodes for name in node_types(node)}
        self.article = self._pick_article(page)

    def _pick_article(self, page: Page) -> dict[str, Any]:
        found = []
        for node in self.nodes:
            inner = node.get("mainEntity")
            both = (node, inner if isinstance(inner, dict) else {})
            found += [candidate for candidate in both if ARTICLE_TYPES.intersection(node_types(candidate))]
        if len(found) < 2:
            return found[0] if found else {}
        keys = {article_key(page.url), article_key(page.canonical_url or page.url)}
        for node in found:
            if any(article_key(url) in keys for url in _addresses(node)):
                return node
        shown = {plain(page.title), plain(page.first_meta("og:title"))} - {""}
        titled = [node for node in found if any(_is_titled(node, title) for title in shown)]
        return max(titled or found, key=lambda node: len(node) if "datePublished" in node else 0)

    def resolved(self, value: Any) -> Any:
        """Follow a reference to another node of the page."""
        if isinstance(value, dict) and "@id" in value and "name" not in value:
            return self._by_id.get(value["@id"], value)
        return value

    def first(self, *keys: str) -> Any:
        """Return the first of the article's values that is not empty."""
        return next((self.article[key] for key in keys if self.article.get(key)), None)

    def text(self, *keys: str) -> Iterator[Candidate]:
        """Yield the article's texts under ``keys`` as candidates."""
        for key in keys:
            for value in texts(self.article.get(key)):
                yield Candidate(value, f"json_ld.{key}")
                break

    def people(self, *keys: str) -> list[tuple[str, str]]:
        """Return (name, schema.org type) of the article's authors."""
        found = []
        for key in keys:
            value = self.article.get(key)
            for entry in value if isinstance(value, list) else [value]:
                entry = self.resolved(entry)
                if isinstance(entry, list):
                    entry = entry[0] if entry else None
                kind = (node_types(entry) or [""])[0] if isinstance(entry, dict) else ""
                found += [(name, kind) for name in names(entry)]
            if found:
                break
        return found


def texts(value: Any) -> list[str]:
    """Return the strings of a JSON-LD value: of a string, a list, or ``@value`` and ``name`` of a node.

    >>> texts([{"@value": " Rice &amp; wheat"}, 3, None])
    ['Rice & wheat', '3']
    """
    if isinstance(value, str):
        text = clean(html.unescape(value) if "&" in value else value)
        return [text] if text else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, (int, float)):
        return [str(value)]
    if isinstance(value, list):
        return [text for entry in value[:_MOST_NODES] for text in (texts(entry) if not isinstance(entry, list) else [])]
    if isinstance(value, dict):
        return texts(value.get("@value") or (value.get("name") if not isinstance(value.get("name"), dict) else None))
    return []


def names(value: Any) -> list[str]:
    """Return the names of a person or organisation."""
    if isinstance(value, dict):
        full = texts(value.get("name"))
        if full:
            return full
        parts = texts(value.get("givenName")) + texts(value.get("familyName"))
        return [" ".join(parts)] if parts else texts(value.get("@value"))
    return texts(value)


def _is_titled(node: dict[str, Any], title: str) -> bool:
    """Tell whether a node bears a title, in which the site's name may stand beside it."""
    key = plain(next(iter(texts(node.get("headline"))), ""))
    return len(key) >= _SURE_KEY and key in title


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.startswith("http"):
            yield value.partition("#")[0]
