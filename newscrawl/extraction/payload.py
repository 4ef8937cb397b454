"""Text that a page holds only as data: ``articleBody`` of JSON-LD, and the state that script frameworks print."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import orjson
from lxml import etree, html

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.structured import StructuredData, texts
from newscrawl.page import Page
from newscrawl.text import clean, paragraphs, plain

__all__ = ["Stored", "article_body", "find_payload"]

Payload = dict[str, Any]


class Stored(NamedTuple):
    """An article that is there as data."""

    body: Candidate
    """Its paragraphs."""

    fields: dict[str, Candidate]
    """What else the data tell, by field name."""


_TITLES = ("title", "headline", "headLine", "name", "articleTitle", "seoTitle")
_BODIES = (
    "articleBody",
    "body",
    "content",
    "text",
    "bodyHtml",
    "contentHtml",
    "html",
    "paragraphs",
    "blocks",
    "article",
    "story",
)
_TEXTS = ("html", "text", "content", "value", "paragraph", "body", "children", "data", "blocks", "elements")
_AUTHORS = ("authors", "author", "byline", "contributors", "creators")
_TIMES = {
    "date_published": ("publishedAt", "published_at", "datePublished", "publishDate", "firstPublished", "published",
                       "publicationDate", "createdAt", "date"),
    "date_modified": ("updatedAt", "updated_at", "dateModified", "lastModified", "modifiedAt", "modified", "updated"),
}  # fmt: skip
_SKIPPED_TYPES = re.compile(
    r"image|video|embed|advert|related|newsletter|caption|promo|gallery|iframe|link", re.IGNORECASE
)
_MOST_NODES = 20_000
_MOST_TEXT = 400_000
_LEAST_TEXT = 120


def article_body(data: StructuredData) -> list[str]:
    """Return the paragraphs of the JSON-LD ``articleBody``."""
    body = data.article.get("articleBody")
    return _split(body) if isinstance(body, str) else [line for text in texts(body) for line in _split(text)]


def find_payload(page: Page, headline: str) -> Stored | None:
    """Return the article that an object in the page's script data describes.

    It is the one whose title says what ``headline`` says.
    """
    if not headline or not page.mentions("application/json", "__NEXT_DATA__"):
        return None
    wanted = plain(headline)
    for script in page.tagged("script"):
        if "json" not in (script.get("type") or "") or "ld+json" in (script.get("type") or "") or not script.text:
            continue
        try:
            state = orjson.loads(script.text.strip())
        except orjson.JSONDecodeError:
            continue
        for node in _objects(state):
            if any(plain(value) == wanted for key in _TITLES if isinstance(value := node.get(key), str)):
                found = _text_of(node)
                if sum(map(len, found)) >= _LEAST_TEXT:
                    return Stored(Candidate(found, "payload.body"), _fields(node))
    return None


def _fields(node: Payload) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    people = [name for key in _AUTHORS for name in texts(node.get(key))]
    if people:
        found["authors"] = Candidate(people, "payload.author")
    for field, keys in _TIMES.items():
        value = next((node[key] for key in keys if isinstance(node.get(key), str) and node[key]), None)
        if value:
            found[field] = Candidate(value, f"payload.{field}")
    return found


def _objects(state: Any) -> Iterator[Payload]:
    """Yield objects, those near the root first."""
    queue = deque([state])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        node = queue.popleft()
        if isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            queue.extend(value for value in node if isinstance(value, (dict, list)))


def _text_of(node: Payload) -> list[str]:
    best: list[str] = []
    for key in _BODIES:
        found = list(_lines(node.get(key)))
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return best


def _lines(value: Any) -> Iterator[str]:
    """Yield the paragraphs of a body: HTML, text, or a list of blocks of either."""
    stack = [value]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, str):
            yield from _split(node)
        elif isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict) and not _SKIPPED_TYPES.search(
            str(node.get("type") or node.get("__typename") or "")
        ):
            stack.extend(node[key] for key in reversed(_TEXTS) if isinstance(node.get(key), (str, list, dict)))


def _split(text: str) -> list[str]:
    if len(text) > _MOST_TEXT:
        return []
    if "&" in text and ("<" not in text or "&lt;" in text):
        text = unescape(text)
    if "<" in text and ">" in text:
        try:
            return paragraphs(html.fragment_fromstring(text, create_parent="div"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return []
    lines = re.split(r"\n\s*\n" if re.search(r"\n\s*\n", text) else r"\n", text)
    return [line for line in map(clean, lines) if line]
