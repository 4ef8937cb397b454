"""The next page of an article that is split over several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.page import Page
from newscrawl.text import whole_number
from newscrawl.visits import Link, LinkKind

__all__ = ["find_continuation"]

_PAGER_CLASSES = (
    "page-links",
    "post-page-numbers",
    "page-link",
    "pagelink",
    "pagelinks",
    "link-pages",
    "article-pagination",
    "wp-link-pages",
)
_NUMBER = re.compile(
    r"(?:/(?:page[/-]?)?|[?&](?:page|p|seite|pag|pagina|s)=|[-_,](?:seite-|page-|p)?)(\d{1,3})(?:\.s?html?)?/?$",
    re.IGNORECASE,
)
_STORY = re.compile(r"/[^/?]*(?:[-_][^/?]*[-_]|\d{5,}|\.s?html?\Z)[^/?]*\Z|\?")
"""Addresses of stories rather than of sections, whose stories can be numbered too: ``/news/12`` and ``/news/13``."""

_PAGE_END = re.compile(r"/(?:page[/-]?)?\d|/?[?&](?:page|seite|pagina)=", re.IGNORECASE)


def find_continuation(page: Page) -> Iterator[Link]:
    """Yield the link to the article's next page, if it has one."""
    url = next((url for url in _declared(page) if _follows(page, url)), None) or _linked(page)
    if url is not None:
        yield Link(
            url=url, kind=LinkKind.CONTINUATION, source="pagination", found_on=page.url, article_url=_first(page)
        )


def _declared(page: Page) -> Iterator[str]:
    for rel, url, _ in page.links:
        if "next" in rel:
            yield url
    for name in _PAGER_CLASSES:
        for element in page.by_class.get(name, ())[:30]:
            anchors: Iterator[etree._Element] = element.iter("a")
            for anchor in anchors:
                target = page.absolute(anchor.get("href"))
                if target is not None:
                    yield target


def _linked(page: Page) -> str | None:
    """Return what any anchor leads to, if that can be nothing but the second or a later page of this one.

    A number behind a slash or in a parameter counts. Of a page that has a number itself the address without it has to
    be that of a story, and linked to, since stories can be numbered: "/news/12" beside "/news/13".
    """
    places = {(page.url.rstrip("/"), 2)}
    own, number = _split(page.url)
    if number is not None and _PAGE_END.match(page.url, len(own)) and _STORY.search(own) and _leads_to(page, own):
        places.add((own, number + 1))
    ends = tuple(f"{sign}{number}{slash}" for _, number in places for sign, slash in (("/", ""), ("/", "/"), ("=", "")))
    if not page.leads(*(f"{end}\n" for end in ends)):
        return None
    for _, href in page.anchors:
        url = page.absolute(href) if href.endswith(ends) else None
        if url is not None and (split := _split(url)) in places and _PAGE_END.match(url, len(split[0])):
            return url
    return None


def _leads_to(page: Page, bare: str) -> bool:
    return any((page.absolute(href) or "").rstrip("/") == bare for _, href in page.anchors)


def _follows(page: Page, url: str) -> bool:
    """Tell whether an address is this page's with the next higher page number."""
    own, number = _split(page.url)
    other, next_number = _split(url)
    if next_number is None or urlsplit(url).netloc != urlsplit(page.url).netloc:
        return False
    if other == page.url.rstrip("/") or other == own:
        return next_number == (number if number is not None and other == own else 1) + 1
    return False


def _split(url: str) -> tuple[str, int | None]:
    match = _NUMBER.search(url)
    if match is None:
        return url.rstrip("/"), None
    return url[: match.start()].rstrip("/"), whole_number(match[1])


def _first(page: Page) -> str:
    return page.canonical_url or page.url
