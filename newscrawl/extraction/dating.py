"""When an article was published and changed: metadata first, then what the page prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.metadata import MODIFIED, PUBLISHED, metas
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["find_modified", "find_published", "has_date"]

_HAS_DATE = re.compile(r"\d{1,2}\D{1,4}\d{1,2}|\d{4}|\d{1,2}\D{1,12}\d{2}")
_DATE_NAME = re.compile(
    r"(?<![a-z])(?:date|datum|fecha|time|timestamp|published|publish|pubdate|posted|post-date|postdate|entry-date|datetime|"
    r"created|meta-date|data|datepublished|article-date|publication)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UPDATED = re.compile(
    r"updat|modif|aktualis|geändert|stand:|mis à jour|actuali|atualiz|aggiorn|bijgewerkt|gewijzigd|изменен|обновлен|güncelle|zmieni|uppdatera|opdater|最終更新|更新|수정",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
)
_LONGEST = 160
_MOST = 12


def has_date(text: str) -> bool:
    """Tell whether a short text can hold a date."""
    return len(text) < _LONGEST and _HAS_DATE.search(text) is not None


def find_published(
    page: Page, data: StructuredData, head: Sequence[Block], container: etree._Element | None
) -> Iterator[Candidate]:
    """Yield times of publication, best first."""
    yield from data.text("datePublished")
    yield from metas(page, PUBLISHED)
    for element in page.by_itemprop.get("datePublished", ())[:3]:
        yield Candidate(
            element.get("datetime") or element.get("content") or element_text(element), "microdata.datePublished"
        )
    times = _times(page, container)
    yield from times
    for block in head:
        if has_date(block.text) and not _UPDATED.search(block.text):
            yield Candidate(block.text, "head.date")
    yield from _named(page)
    yield from data.text("dateCreated", "uploadDate")
    for node in data.nodes:
        if isinstance(value := node.get("datePublished"), str):
            yield Candidate(value, "json_ld.datePublished")
    for block in head:
        if has_date(block.text):
            yield Candidate(block.text, "head.date")
    if match := _URL_DATE.search(urlsplit(page.url).path):
        year, month, day = (part for part in match.groups() if part)
        yield Candidate(f"{year}-{int(month):02}-{int(day):02}", "url")


def find_modified(page: Page, data: StructuredData) -> Iterator[Candidate]:
    """Yield times of the last change, best first."""
    yield from data.text("dateModified")
    yield from metas(page, MODIFIED)
    for element in page.by_itemprop.get("dateModified", ())[:3]:
        yield Candidate(
            element.get("datetime") or element.get("content") or element_text(element), "microdata.dateModified"
        )
    for element in page.root.iter("time"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".split()
        if element.get("datetime") and ("updated" in names or "modified" in names) and "published" not in names:
            yield Candidate(element.get("datetime"), "page.time")
            return


def _times(page: Page, container: etree._Element | None) -> list[Candidate]:
    """Return ``<time>`` elements: those with a class of publication, those around the text, and the first of the page."""
    ranked: list[tuple[int, str]] = []
    near = set() if container is None else {container, *container.iterancestors()}
    for at, element in enumerate(page.root.iter("time")):
        if at >= _MOST:
            break
        value = element.get("datetime") or element_text(element)
        if not value or not _HAS_DATE.search(value):
            continue
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        rank = 2
        if "pubdate" in element.attrib or "publish" in names or "entry-date" in names or "dt-published" in names:
            rank = 0
        elif any(parent in near and parent.tag in ("article", "main") for parent in element.iterancestors()):
            rank = 1
        elif any(parent.tag in ("aside", "footer", "nav") for parent in element.iterancestors()):
            continue
        if _UPDATED.search(names):
            rank += 3
        ranked.append((rank, value))
    ranked.sort(key=lambda entry: entry[0])
    return [Candidate(value, "page.time") for _, value in ranked[:4]]


def _named(page: Page) -> Iterator[Candidate]:
    """Yield texts of elements whose class speaks of a date."""
    count = 0
    for name, elements in page.by_class.items():
        if not _DATE_NAME.search(_CAMEL.sub("-", name).lower()):
            continue
        for element in elements[:1]:
            text = element.get("content") or element.get("title") or element_text(element)
            if not has_date(text):
                text = element_text(element)
            if has_date(text) and not any(
                parent.tag in ("aside", "footer", "nav") for parent in element.iterancestors()
            ):
                yield Candidate(text, "page.date")
                count += 1
        if count >= _MOST:
            return
