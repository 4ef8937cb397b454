"""When an article was published and changed: metadata first, then what the page prints."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from newscrawl.dates import is_date
from newscrawl.extraction.blocks import blocks, pieces
from newscrawl.extraction.boilerplate import is_byline_like
from newscrawl.extraction.byline import is_sure_name
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.dated import (
    BARS,
    MEMBERSHIP,
    before_change,
    change_in,
    day_in_address,
    first_date,
    has_date,
    is_date_line,
    is_mostly_date,
    lines_of,
    path_of,
)
from newscrawl.extraction.metadata import DATED, MODIFIED, PUBLISHED, metas
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.signature import signed_times
from newscrawl.extraction.time_elements import Place, named_dates, ranked_times
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = [
    "AGE",
    "find_dated",
    "find_modified",
    "find_printed",
    "find_published",
    "find_shown",
    "has_date",
    "in_url",
    "is_date_line",
]

_PUBLISHED_META = re.compile(r"(?<!un)(?:publi(?:sh|cation)|pub)\w*[-_:. ]?(?:date|time|on|at)\b")
_KNOWN_METAS = frozenset((*PUBLISHED, *DATED))
_RDFA = ("dc:created", "dc:date", "schema:datePublished")
_DATELINE = re.compile(r"\W{0,3}(?:[^\W\d_][\w.'’-]*[,/\s(–-]+){0,4}\Z")
_BEHIND_DATELINE = re.compile(r"\s*(?:[)\].:–—/-]|\()")
_STORED_KEYS = ("datePublished", "date_published", "publishedAt", "published_at", "publishDate", "publish_date",
                "published_time", "publicationDate", "pubDate", "dateCreated")  # fmt: skip
_STORED_TIME = re.compile(r"\\?[\"']\s*:\s*\\?[\"'](\d{4}-\d\d-\d\d[^\"'\\<>]{0,30})")
_OPENING = 70
_MOST_ABOVE, _FEWEST_LISTED = 4, 3
_LONGEST_LABEL = 30
_NO_LINES = frozenset(("th", "dt", "figcaption"))
_EVENT = re.compile(r"\W*(?:when|wann|quand|cuándo|quando|released?|erscheint|sortie|estreno|uscita)\b", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_a-z][\w.’'-]+,\s")
_MOST_BEFORE = 12
_LONGEST_AGE = 40
_DIGIT = re.compile(r"\d")
AGE: Final = "head.age"
"""The finder of times that count from when the page was fetched (``3 hours ago``)."""


def find_published(scope: Scope) -> Iterator[Candidate]:
    """Yield times of publication, best first."""
    yield from _declared(scope)
    times = ranked_times(scope)
    yield from (Candidate(value, "page.time") for rank, value in times if rank <= Place.IN_ARTICLE)
    yield from _in_head(scope)
    yield from (Candidate(value, "page.time") for rank, value in times if rank == Place.NEAR)
    for text in signed_times(scope.blocks()):
        if has_date(text):
            yield Candidate(text, "page.signed")
    yield from _above(scope)
    yield from _in_dateline(scope)
    yield from metas(scope.page, DATED)
    yield from named_dates(scope)
    yield from in_url(scope.page)
    yield from (Candidate(value, "page.time") for rank, value in times if rank == Place.FAR)
    yield from scope.data.text("dateCreated", "uploadDate")
    for node in scope.data.nodes:
        if isinstance(value := node.get("datePublished"), str):
            yield Candidate(value, "json_ld.datePublished")


def find_dated(scope: Scope) -> Iterator[Candidate]:
    """Yield times that are better than none where :func:`find_published` yields no time, best first."""
    yield from _ages(scope)
    yield from _before(scope)
    yield from _around(scope)
    yield from find_modified(scope)
    yield from _anywhere(scope)
    yield from _stored(scope.page)


def find_shown(scope: Scope) -> Iterator[Candidate]:
    """Yield times of publication that can be by the page's own clock: all that are found at little cost."""
    yield from metas(scope.page, PUBLISHED)
    yield from (Candidate(value, "page.time") for rank, value in ranked_times(scope) if rank <= Place.NEAR)
    yield from _in_head(scope)
    yield from metas(scope.page, DATED)


def _declared(scope: Scope) -> Iterator[Candidate]:
    """Yield what mark-up names the time of publication."""
    page = scope.page
    yield from scope.data.text("datePublished")
    yield from metas(page, PUBLISHED)
    for name, values in page.meta.items():
        if "pub" in name and _PUBLISHED_META.search(name) and name not in _KNOWN_METAS and change_in(name) is None:
            yield Candidate(values[0], f"meta.{name}")
    for element in scope.of_article("datePublished")[:3]:
        yield Candidate(_time_of(element), "microdata.datePublished")
    for name in _RDFA:
        for element in page.by_property.get(name, ()):
            if (content := element.get("content")) and not scope.is_beside(element):
                yield Candidate(content, "rdfa.date")


def _time_of(element: etree._Element) -> str:
    return element.get("datetime") or element.get("content") or element_text(element)


def _in_head(scope: Scope) -> Iterator[Candidate]:
    """Yield dates of lines between headline and text, as far as they are not said to be those of a change."""
    for line in lines_of(block.text for block in scope.head if not MEMBERSHIP.search(block.text, 0, _LONGEST_LABEL)):
        if has_date(first := before_change(line)) and is_mostly_date(first):
            yield Candidate(first, "head.date")


def find_printed(scope: Scope) -> Iterator[Candidate]:
    """Yield full dates between headline and text that no word in or before their line calls those of a change."""
    before = ""
    for block in scope.head:
        text = block.text
        if has_date(text):
            first = before_change(text)
            date = first_date(first)
            label = before if len(before) <= _LONGEST_LABEL else ""
            stands_alone = date and block.tag not in _NO_LINES and _is_there_for(date, first)
            if stands_alone and change_in(label) is None and not _EVENT.match(label):
                yield Candidate(date, "head.date")
        before = text


def _is_there_for(date: str, line: str) -> bool:
    """Tell whether a line says when a story was published: the date, and at most words for that, a place or a name."""
    line = next((part for part in BARS.split(line) if date in part), line)
    if _EVENT.match(line):
        return False
    before, _, behind = (part.strip(" |·•,;:–—-()/\t") for part in line.partition(date))
    rest = f"{before} {behind}".strip()
    if not rest or is_date(line) or is_byline_like(rest):
        return True
    return is_sure_name(rest) or (rest == before and _PLACE.match(line) is not None)


def _above(scope: Scope) -> Iterator[Candidate]:
    """Yield date lines just above the headline, the nearest first."""
    above: list[str] = []
    for block in scope.blocks():
        if block.element is scope.headline:
            nearest = [line for line in lines_of(above[: -_MOST_ABOVE - 1 : -1]) if is_date_line(line)]
            if len({first_date(line) for line in nearest} - {None}) < _FEWEST_LISTED:
                yield from (Candidate(line, "page.above") for line in nearest)
            return
        above.append(block.text)


def _in_dateline(scope: Scope) -> Iterator[Candidate]:
    """Yield the date that the text begins with, as releases and agencies print it: ``MAREN, Dec. 13, 2024 -``."""
    for text in scope.opening[:1]:
        date = first_date(text[:_OPENING])
        before, _, behind = text.partition(date or text)
        if date and _DATELINE.match(before) and _BEHIND_DATELINE.match(behind):
            yield Candidate(date, "page.dateline")


def in_url(page: Page) -> Iterator[Candidate]:
    """Yield the day that the page's address names, by which it came or by which it calls itself."""
    addresses = dict.fromkeys((page.url, page.canonical_url or page.url, page.first_meta("og:url") or page.url))
    for address in addresses:
        yield from day_in_address(path_of(address))


def _ages(scope: Scope) -> Iterator[Candidate]:
    """Yield lines between headline and text that say how long ago a story was published."""
    language = scope.page.language
    for block in scope.head:
        for line in [*block.text.split("\n"), *pieces(block)]:
            may_be = len(line) <= _LONGEST_AGE and _DIGIT.search(line) and change_in(line) is None
            if may_be and first_date(line) is None and is_date(line, language=language):
                yield Candidate(line, AGE)


def _before(scope: Scope) -> Iterator[Candidate]:
    """Yield dates of lines right before the text, the nearest first, where more lines stand around it than are kept."""
    node = scope.container
    left = _MOST_BEFORE
    while node is not None and node.tag not in ("body", "article", "main"):
        for sibling in node.itersiblings(preceding=True):
            if not isinstance(sibling.tag, str) or scope.is_apart(sibling):
                continue
            near = deque((block.text for block in blocks(sibling, prune=scope.is_apart)), maxlen=_MOST_BEFORE)
            left -= len(near)
            yield from _dated_lines(reversed(near))
            if left <= 0:
                return
        node = node.getparent()


def _around(scope: Scope) -> Iterator[Candidate]:
    """Yield dates of lines close to the text that are there for them, and those that title and text begin with."""
    yield from _dated_lines(scope.lines)
    for text in (scope.page.title, *scope.opening):
        if date := first_date(text[:_OPENING]):
            yield Candidate(date, "page.opening")


def _dated_lines(texts: Iterable[str]) -> Iterator[Candidate]:
    """Yield the lines that are there for their date, without what they say of a change."""
    for text in lines_of(texts):
        first = before_change(text)
        if first_date(first) and is_mostly_date(first):
            yield Candidate(first, "page.line")


def _anywhere(scope: Scope) -> Iterator[Candidate]:
    """Yield dates of any line close to the text, those between headline and text first."""
    for text in (*(block.text for block in scope.head), *scope.lines):
        if has_date(text) and (date := first_date(text)):
            yield Candidate(date, "page.line")


def _stored(page: Page) -> Iterator[Candidate]:
    """Yield what nothing but a script or the address of the picture tells."""
    html = page.html
    for key in _STORED_KEYS:
        at = html.find(key)
        if at >= 0 and (match := _STORED_TIME.match(html, at + len(key))):
            yield Candidate(match[1], f"script.{key}")
    if image := page.first_meta("og:image"):
        yield from (Candidate(found.value, "meta.og:image") for found in day_in_address(path_of(image)))


def find_modified(scope: Scope) -> Iterator[Candidate]:
    """Yield times of the last change, best first."""
    page, data = scope.page, scope.data
    yield from data.text("dateModified")
    yield from metas(page, MODIFIED)
    for element in scope.of_article("dateModified")[:3]:
        yield Candidate(_time_of(element), "microdata.dateModified")
    yield from (Candidate(value, "page.time") for rank, value in ranked_times(scope) if rank == Place.CHANGE)
    for element in page.by_class.get("updated", ())[:3]:
        if (value := element.get("title")) and has_date(value):
            yield Candidate(value, "page.updated")
    for line in lines_of(block.text for block in scope.head):
        if (at := change_in(line)) is not None and has_date(line[at:]):
            yield Candidate(line[at:], "head.updated")
