"""Links of an HTML page, each with the kind it is believed to be."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from newscrawl.discovery.looks import Look, headline_like, look
from newscrawl.discovery.wordpress import listing_links
from newscrawl.discovery.wordpress_site import api_root, site_link, sitemap_link
from newscrawl.page import Page
from newscrawl.text import clean, grouped_number, raw_text
from newscrawl.urls import absolute, article_key
from newscrawl.visits import Link, LinkKind

__all__ = ["page_links"]

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "text/xml+rss",
)
_NEVER = (
    "mailto:",
    "javascript:",
    "tel:",
    "data:",
    "whatsapp:",
    "sms:",
    "file:",
    "ftp:",
    "about:",
    "callto:",
    "skype:",
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PAGING_CLASS = re.compile(r"\b(?:page-numbers|nextpostslink|page-link|pager\w*|paginat\w+|next-page|older-posts)\b")
_DISCUSSION = re.compile(r"#(?:comments?|respond|disqus_thread|reactions)\Z")
_COUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")
_ARTICLE, _LIST, _PAGE = LinkKind.ARTICLE, LinkKind.LIST, LinkKind.PAGE  # a member costs more to look up than to use
_UNWANTED_REL = frozenset(("ugc", "sponsored"))
_REFRESH = re.compile(r"[\d.\s]*[;,]?\s*url\s*=\s*[\"']?\s*([^\"'\s]+)", re.IGNORECASE)


def page_links(
    page: Page, *, told: Mapping[str, bool] | None = None, besides: Container[etree._Element] = ()
) -> list[Link]:
    """Return the links of a page, each address once, declared feeds and next pages first, then in page order.

    ``position`` counts from 1. An address is what it looks like; where that says nothing, a link that is set as a
    headline leads to an ``ARTICLE``. Views of an article (comment pages, reply forms, comment feeds, AMP) stand for
    the article. Left out: files, log-in, carts, sharing, search, machinery, other views of the page itself, those that
    it declares included, and, unless they look like articles, links that the site asks not to follow (``nofollow``).

    ``told`` are the addresses that the caller knows, and whether as an article: they are left out, too, unless the page
    says more of them (that an address leads to an article, a number of comments). That saves most of the work. Anchors
    in ``besides`` are left out, whatever they lead to.
    """
    collector = _Collector(page, told or {})
    for link in _declared(page):
        collector.links.setdefault(link.url, link)
    rels = page.values("rel")
    for element, href in _followed(page):
        if href[0] != "#" and element not in besides:
            collector.add(element, href, rels.get(element))
    for link in _listed(page):
        collector.links.setdefault(link.url, link)
    found = []
    for position, each in enumerate(collector.links.values(), 1):
        if each is not None:
            each.position = position
            found.append(each)
    return found


class _Collector:
    """The links of one page by address; ``None`` for those that say nothing new."""

    def __init__(self, page: Page, told: Mapping[str, bool]) -> None:
        self._page = page
        self._told = told
        self._own = article_key(page.url)
        self._forms = set(_other_forms(page))
        self._root = _root(page.base_url)
        self.links: dict[str, Link | None] = {}

    def add(self, element: etree._Element, href: str, rel: str | None) -> None:
        """Take in an anchor with its address and ``rel`` as written."""
        # As much of the page's base as the address needs, so that what is resolved once serves other pages too.
        if href[0] == "/" and href[1:2] != "/":
            base = self._root
        else:
            base = "" if href.startswith(("http://", "https://")) else self._page.base_url
        seen = _resolve(base, href)
        if seen is None or seen.kind is None:
            return
        rel_names = rel.lower().split() if rel else ()
        if rel_names and (
            not _UNWANTED_REL.isdisjoint(rel_names) or ("nofollow" in rel_names and seen.kind is not _ARTICLE)
        ):
            return
        url, kind = seen.url, seen.kind
        known = self.links.get(url)
        if known is None and url not in self.links and (url in self._forms or _is_own(url, self._own, self._page)):
            return
        counts = "#" in href and _DISCUSSION.search(href) is not None
        if not counts and self._says_nothing(known, seen, element, rel_names):
            self.links.setdefault(url, None)
            return
        text = _text(element)
        if counts:
            data, text = _comment_count(text), ""
        else:
            data = {}
        if kind is _PAGE or kind is _LIST:
            kind = _kind_by_place(element, kind, rel_names, text)
        if known is not None:
            _merge(known, kind, text, data)
            return
        self.links[url] = Link(
            url=url, kind=kind, source="page", found_on=self._page.url, title=text or None, data=data
        )

    def _says_nothing(
        self, known: Link | None, seen: Look, element: etree._Element, rel: list[str] | tuple[()]
    ) -> bool:
        """Tell whether an anchor, whatever its text is, adds nothing to what the page or the caller knows."""
        if known is not None:
            return known.title is not None and (known.kind is not _PAGE or not _may_be_article(element, rel))
        told = self._told.get(seen.url)
        if told is None:
            return False
        if told or seen.kind is _LIST:
            return True
        return seen.kind is not _ARTICLE and not _may_be_article(element, rel)


def _followed(page: Page) -> Iterable[tuple[etree._Element, str]]:
    """Return the elements that lead to other pages, with their addresses, in document order."""
    if {"area", "frame"}.isdisjoint(page.tags):
        return page.anchors
    addressed = ((e, e.get("href") or e.get("src")) for e in page.tagged("a", "area", "frame"))
    return [(element, href) for element, href in addressed if href]


@lru_cache(maxsize=64)
def _root(url: str) -> str:
    return urljoin(url, "/")


@lru_cache(maxsize=4096)
def _resolve(base: str, href: str) -> Look | None:
    if href.lstrip()[:11].lower().startswith(_NEVER):
        return None
    url = absolute(base, href)
    return look(url) if url else None


def _is_own(url: str, own: str, page: Page) -> bool:
    """Tell whether an address is a view or a part of the page itself."""
    key = article_key(url)
    if key == own:
        return True
    # "/story/2/" and "/story/?page=2" beside "/story/" are pages of one story, read through the article's follow-ups.
    if key.startswith(own) and look(page.url).kind is LinkKind.ARTICLE:
        rest = key[len(own) :]
        if not rest.startswith(("/", "?", "&")):
            return False  # "/?p=160" beside "/?p=16"
        rest = rest.lstrip("/?&")
        return (rest.isdigit() and len(rest) < 3) or rest.startswith("page")
    return False


def _text(element: etree._Element) -> str:
    text = clean(raw_text(element) if len(element) else element.text)
    return text or clean(element.get("title"))


def _comment_count(text: str) -> dict[str, Any]:
    numbers = _COUNT.findall(text)
    number = grouped_number(numbers[0]) if len(numbers) == 1 else None
    return {} if number is None else {"comment_count": number}


def _kind_by_place(element: etree._Element, kind: LinkKind, rel: list[str] | tuple[()], text: str) -> LinkKind:
    if "next" in rel or "prev" in rel:
        return _LIST
    if kind is _LIST:
        return kind
    if "bookmark" in rel and headline_like(text):
        return _ARTICLE
    if "tag" in rel or "author" in rel:
        return _LIST
    if text.isdigit() and len(text) < 5 and _in_pager(element):
        return _LIST
    return _ARTICLE if headline_like(text) and _in_heading(element) else kind


def _may_be_article(element: etree._Element, rel: list[str] | tuple[()]) -> bool:
    """Tell whether the place of an anchor can make an address of unknown kind an article's."""
    return "bookmark" in rel or _in_heading(element)


def _in_pager(element: etree._Element) -> bool:
    node: etree._Element | None = element
    for _ in range(4):
        if node is None:
            return False
        if _PAGING_CLASS.search(node.get("class", "").lower()):
            return True
        node = node.getparent()
    return False


def _in_heading(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is not None:
        if parent.tag in _HEADINGS:
            return True
        grandparent = parent.getparent()
        if grandparent is not None and grandparent.tag in _HEADINGS:
            return True
    return len(element) > 0 and any(child.tag in _HEADINGS for child in element)


def _merge(known: Link, kind: LinkKind, text: str, data: dict[str, Any]) -> None:
    if kind is LinkKind.ARTICLE and known.kind is LinkKind.PAGE:
        known.kind, known.title = kind, text or known.title
    elif text and not known.title:
        known.title = text
    if data:
        known.data.update(data)


def _listed(page: Page) -> Iterator[Link]:
    """Yield the entries of a list in JSON-LD (schema.org ``ItemList``), for pages that draw the list with scripts."""
    parts = (part for node in page.json_ld for part in (node, node.get("mainEntity")))
    for part in parts:
        entries = part.get("itemListElement") if isinstance(part, dict) and part.get("@type") == "ItemList" else None
        for entry in entries if isinstance(entries, list) else ():
            item = entry.get("item", entry) if isinstance(entry, dict) else entry
            named = item if isinstance(item, dict) else {"url": item}
            address = named.get("url") or named.get("@id")
            url = page.absolute(address) if isinstance(address, str) else None
            seen = look(url) if url else None
            if seen is None or seen.kind is None or _is_own(seen.url, article_key(page.url), page):
                continue
            title = named.get("headline") or named.get("name")
            title = clean(title) or None if isinstance(title, str) else None
            yield Link(url=seen.url, kind=seen.kind, source="page", found_on=page.url, title=title)


def _declared(page: Page) -> Iterator[Link]:
    """Yield what ``<link>`` elements declare: feeds, the next page of a list, the WordPress API."""
    for rel, url, attributes in page.links:
        if "alternate" in rel and attributes.get("type", "").strip().lower() in _FEED_TYPES:
            seen = look(url)
            comments = url.rstrip("/").endswith("/comments/feed")
            if comments or seen.kind is not LinkKind.ARTICLE or not seen.view:  # else the comments of one article
                yield Link(
                    url=url,
                    kind=LinkKind.FEED,
                    source="autodiscovery",
                    found_on=page.url,
                    title=clean(attributes.get("title")) or None,
                    data={"comments": True} if comments else {},
                )
        elif "next" in rel or "prev" in rel:
            yield from _leading_on(page, url, "pagination")
    if (target := _refreshed(page)) is not None:
        yield from _leading_on(page, target, "page")
    if (api := api_root(page)) is not None:
        root, source = api
        yield from listing_links(root, found_on=page.url, source=source)
    yield from filter(None, (site_link(page), sitemap_link(page)))


def _other_forms(page: Page) -> Iterator[str]:
    """Yield the addresses under which a page declares itself for telephones, for printing and in short."""
    for rel, url, attributes in page.links:
        if "amphtml" in rel or "shortlink" in rel or ("alternate" in rel and "media" in attributes):
            yield look(url).url


def _leading_on(page: Page, url: str, source: str) -> Iterator[Link]:
    """Yield the link to what a page declares to follow it, unless that is the page itself: an article or a list."""
    seen = look(url)
    if seen.kind is not None and not _is_own(seen.url, article_key(page.url), page):
        kind = seen.kind if seen.kind is LinkKind.ARTICLE else LinkKind.LIST
        yield Link(url=seen.url, kind=kind, source=source, found_on=page.url)


def _refreshed(page: Page) -> str | None:
    """Return where a page sends its readers by itself (``<meta http-equiv="refresh">``), if not to itself anew."""
    found = _REFRESH.match(page.first_meta("refresh") or "")
    url = page.absolute(found[1]) if found else None
    return url if url and url.partition("?")[0] != page.url.partition("?")[0] else None
