"""The headline as readers see it, and where on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.body import plain
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["find_headline", "without_site"]

_LEVELS = ("h1", "h2", "h3")
_MOST_HEADINGS = 60
_SEPARATOR = re.compile(r"\s+[|–—•·»:~-]\s+|\s*[|»]\s*|--+|_(?=\S+$)|\s+::\s+")
_SCHEMA_HEADLINE = etree.XPath("//*[@itemprop='headline' and not(self::meta)]")


def find_headline(page: Page, data: StructuredData) -> tuple[list[Candidate], etree._Element | None]:
    """Return candidates, best first, and the element that shows the headline."""
    declared = list(_declared(page, data))
    known = {plain(candidate.value) for candidate in declared}
    title = plain(page.title)
    best: tuple[int, str, etree._Element] | None = None
    seen = 0
    for level in _LEVELS:
        for element in page.root.iter(level):
            seen += 1
            if seen > _MOST_HEADINGS:
                break
            text = element_text(element)
            key = plain(text)
            if not key:
                continue
            score = _score(level, key, known, title, page)
            if score and (best is None or score > best[0]):
                best = (score, text, element)
        if best is not None:
            break
    shown = [Candidate(best[1], best[2].tag)] if best is not None else []
    return shown + declared, best[2] if best is not None else None


def _score(level: str, key: str, known: set[str], title: str, page: Page) -> int:
    if key in known:
        return 4
    if len(key) > 12 and (key in title or any(key in other or (len(other) > 12 and other in key) for other in known)):
        return 3
    if level == "h1" and len(key) > 12 and key != plain(page.first_meta("og:site_name")):
        return 1
    return 0


def _declared(page: Page, data: StructuredData) -> Iterator[Candidate]:
    if value := page.first_meta("og:title"):
        yield Candidate(without_site(value, page), "meta.og:title")
    yield from data.text("headline")
    for name in ("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"):
        if value := page.first_meta(name):
            yield Candidate(without_site(value, page), f"meta.{name}")
    if page.title:
        yield Candidate(without_site(page.title, page), "title")


def without_site(title: str, page: Page) -> str:
    """Cut the site's name off a title.

    A part behind (or before) a separator is the site's name when ``og:site_name`` or the host says so, or when it is
    short and the rest is long.
    """
    site = plain(page.first_meta("og:site_name", "application-name"))
    from newscrawl.urls import host

    name = plain(host(page.url).removeprefix("www.").rpartition(".")[0])
    for match in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        key = plain(tail)
        if not head or not key:
            continue
        if key and (key == site or (site and (site in key or key in site)) or key in name or name in key):
            title = head
            continue
        break
    return title
