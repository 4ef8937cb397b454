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


def find_continuation(page: Page) -> Iterator[Link]:
    """Yield the link to the article's next page, if it has one."""
    for url in _declared(page):
        if _follows(page, url):
            yield Link(
                url=url, kind=LinkKind.CONTINUATION, source="pagination", found_on=page.url, article_url=_first(page)
            )
            return


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
