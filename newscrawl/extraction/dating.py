"""When an article was published and changed: metadata first, then what the page prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.metadata import MODIFIED, PUBLISHED, metas
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.signature import signed_times
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["find_modified", "find_published", "has_date", "in_url", "is_date_line"]

_HAS_DATE = re.compile(r"\d{1,2}\D{1,4}\d{1,2}|\d{4}|\d{1,2}\D{1,12}\d{2}")
_DATE_NAME = re.compile(
    r"(?<![a-z])(?:date|datum|fecha|time|timestamp|published|publish|pubdate|posted|post-date|postdate|entry-date|datetime|"
    r"created|meta-date|datepublished|article-date|publication)(?![a-z])"
)
_DATE_NEEDLES = ("date", "datum", "fecha", "time", "publi", "posted", "created")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UPDATED = re.compile(
    r"updat|modif|aktualis|geändert|stand:|mis à jour|actuali|atualiz|aggiorn|bijgewerkt|gewijzigd|изменен|обновлен|"
    r"güncelle|zmieni|uppdatera|opdater|最終更新|更新|수정|تحديث|تعديل|עודכן",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)|"
    r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
)
_URL_DAY_FIRST = re.compile(r"(?<![\d])((?:0?[1-9]|[12]\d|3[01])[-._](?:0?[1-9]|1[0-2])[-._](?:19|20)\d\d)(?!\d)")
_FULL_DATE = re.compile(
    r"(?:(?<!\d)(?<!\d[./-])\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d\d)(?!\d)|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th|º)?\s(?:de\s)?\w{3,12}\.?,?\s(?:de\s)?\d{4}|"
    r"\w{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?)"
    r"(?:[\s,–—-]*(?:at|um|à|a las|alle|às|kl\.?|om)?\s*\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?)?"
)
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}[:h]\d\d(?![\d:])")
_RDFA = re.compile(r"(?:^|\s)(?:dc:created|dc:date|schema:datePublished)(?:\s|$)")
_BARS = re.compile(r"\n|\s[|•·]\s")
_LONGEST = 160
_OPENING = 70
_MOST_AROUND_DATE = 45
_MOST_IN_DATE_LINE = 20
_MOST = 12


def has_date(text: str) -> bool:
    """Tell whether a short text can hold a date."""
    return len(text) < _LONGEST and _HAS_DATE.search(text) is not None


def is_date_line(text: str) -> bool:
    """Tell whether a line holds a full date, or a time of the clock, and hardly anything else.

    >>> is_date_line("Friday, 13 December 2024, 18:40"), is_date_line("In office since May 2022")
    (True, False)
    """
    rest = _FULL_DATE.sub("", text)
    told = len(rest) < len(text) or _CLOCK.search(text) is not None
    return told and len(rest) <= _MOST_IN_DATE_LINE


def _is_mostly_date(text: str) -> bool:
    """Tell whether a line is there for its date, as a caption with a date is not."""
    match = _FULL_DATE.search(text)
    return match is None or len(text) - len(match[0]) <= _MOST_AROUND_DATE


def find_published(scope: Scope) -> Iterator[Candidate]:
    """Yield times of publication, best first."""
    page, data, head = scope.page, scope.data, scope.head
    yield from data.text("datePublished")
    yield from metas(page, PUBLISHED)
    for element in page.by_itemprop.get("datePublished", ())[:3]:
        yield Candidate(
            element.get("datetime") or element.get("content") or element_text(element), "microdata.datePublished"
        )
    if page.mentions("dc:created", "dc:date", "schema:datePublished"):
        for element in page.elements:
            if _RDFA.search(element.get("property") or "") and element.get("content") and not scope.is_beside(element):
                yield Candidate(element.get("content"), "rdfa.date")
    yield from _times(scope)
    for line in _lines(block.text for block in head):
        if has_date(first := _UPDATED.split(line)[0]) and _is_mostly_date(first):
            yield Candidate(first, "head.date")
    yield from _named(scope)
    for text in signed_times(scope.blocks()):
        if has_date(text):
            yield Candidate(text, "page.signed")
    yield from data.text("dateCreated", "uploadDate")
    for node in data.nodes:
        if isinstance(value := node.get("datePublished"), str):
            yield Candidate(value, "json_ld.datePublished")
    for block in head:
        if has_date(block.text):
            yield Candidate(block.text, "head.date")
    yield from in_url(page)
    yield from _around(scope)


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield what texts say in lines and between bars, where that is a date, then the whole texts."""
    for text in texts:
        parts = _BARS.split(text)
        if len(parts) > 1:
            yield from (part for part in parts if _HAS_DATE.search(part))
        yield text
        if (match := _FULL_DATE.search(text)) and len(match[0]) < len(text):
            yield match[0]


def in_url(page: Page) -> Iterator[Candidate]:
    """Yield the day that the page's address names, if it names one."""
    path = urlsplit(page.url).path
    if match := _URL_DATE.search(path):
        year, month, day = (part for part in match.groups() if part)
        yield Candidate(f"{year}-{int(month):02}-{int(day):02}", "url")
    elif match := _URL_DAY_FIRST.search(path):
        yield Candidate(match[1].replace("-", ".").replace("_", "."), "url")


def _around(scope: Scope) -> Iterator[Candidate]:
    """Yield printed dates near the text: in short lines above the headline and below the text, and where it begins."""
    lines = scope.lines
    for text in _lines(lines):
        first = _UPDATED.split(text)[0]
        if has_date(first) and _FULL_DATE.search(first):
            yield Candidate(first, "page.line")
    for text in (scope.page.title, *scope.opening):
        if match := _FULL_DATE.search(text[:_OPENING]):
            yield Candidate(match[0], "page.opening")
    for text in lines:
        if has_date(text) and (match := _FULL_DATE.search(text)):
            yield Candidate(match[0], "page.line")


def find_modified(scope: Scope) -> Iterator[Candidate]:
    """Yield times of the last change, best first."""
    page, data = scope.page, scope.data
    yield from data.text("dateModified")
    yield from metas(page, MODIFIED)
    for element in page.by_itemprop.get("dateModified", ())[:3]:
        yield Candidate(
            element.get("datetime") or element.get("content") or element_text(element), "microdata.dateModified"
        )
    for element in page.tagged("time"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".split()
        if element.get("datetime") and ("updated" in names or "modified" in names) and "published" not in names:
            yield Candidate(element.get("datetime"), "page.time")
            return
    for line in _lines(block.text for block in scope.head):
        if (match := _UPDATED.search(line)) and has_date(line[match.start() :]):
            yield Candidate(line[match.start() :], "head.updated")


def _times(scope: Scope) -> list[Candidate]:
    """Return ``<time>`` elements: those with a class of publication, those around the text, then others."""
    ranked: list[tuple[int, str]] = []
    for at, element in enumerate(scope.page.tagged("time")):
        if at >= _MOST:
            break
        value = element.get("datetime") or element_text(element)
        if not value or not _HAS_DATE.search(value) or scope.is_beside(element):
            continue
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "pubdate" in element.attrib or "publish" in names or "entry-date" in names:
            rank = 0
        else:
            rank = 2 - any(parent in scope.around and parent.tag == "article" for parent in element.iterancestors())
        ranked.append((rank + 3 * (_UPDATED.search(names) is not None), value))
    ranked.sort(key=lambda entry: entry[0])
    return [Candidate(value, "page.time") for _, value in ranked[:4]]


def _named(scope: Scope) -> Iterator[Candidate]:
    """Yield texts of elements whose class speaks of a date."""
    count = 0
    for name in scope.page.classes_like(*_DATE_NEEDLES):
        if not _DATE_NAME.search(_CAMEL.sub("-", name).lower()):
            continue
        for element in scope.page.by_class[name][:_MOST]:
            text = element.get("content") or element.get("title") or ""
            if not has_date(text):
                text = element_text(element)
            if has_date(text) and not scope.is_beside(element) and scope.holds(element):
                yield Candidate(text, "page.date")
                count += 1
                break
        if count >= _MOST:
            return
