"""Elements of a page that are there for a time: ``<time>``, and what is named after a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import islice
from operator import itemgetter

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.dated import change_in, has_date
from newscrawl.extraction.scope import Scope
from newscrawl.text import clean, dashed, element_text

__all__ = ["Place", "named_dates", "ranked_times"]

_DATE_NAME = re.compile(
    r"(?<![a-z])(?:date|datum|fecha|time|timestamp|published|publish|pubdate|posted|post-date|postdate|entry-date|datetime|"
    r"created|meta-date|datepublished|article-date|publication)(?![a-z])"
)
_DATE_NEEDLES = ("date", "datum", "fecha", "time", "publi", "posted", "created")
_DATE_IDS = ("date", "datum", "fecha", "data", "published", "pubdate", "timestamp", "articledate", "postdate")
_TEASER_NAME = re.compile(r"teaser|related|comment|recommend|sidebar|widget")
_MOST = 12
_MOST_SCANNED, _MOST_LISTED = 60, 4
_DAY_SIZE, _CLOCK = 10, re.compile(r"\d[:h]\d\d")


class Place(IntEnum):
    """Where a ``<time>`` stands, the surest place of a publication first."""

    PUBLICATION = 0
    IN_ARTICLE = 1
    NEAR = 2
    FAR = 3
    CHANGE = 4
    """Anywhere, and named after a change."""


def ranked_times(scope: Scope) -> list[tuple[int, str]]:
    """Return the best ``<time>`` elements with their rank."""
    if scope.times is None:
        scope.times = sorted(_ranked(scope), key=itemgetter(0))[:_MOST_LISTED]
    return scope.times


def _ranked(scope: Scope) -> Iterator[tuple[int, str]]:
    page = scope.page
    answers = {time for box in scope.discussion for time in box.iter("time")}
    for element in islice(page.tagged("time"), _MOST_SCANNED):
        if element in answers:
            continue
        value = element.get("datetime") or element_text(element)
        if len(value) == _DAY_SIZE and _CLOCK.search(text := element_text(element)) and has_date(text):
            value = text
        if not has_date(value) or scope.is_beside(element):
            continue
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        rank: int = _place(scope, element)
        if "pubdate" in element.attrib or "publish" in names or "entry-date" in names:
            rank = max(rank - 1, Place.PUBLICATION) if rank < Place.FAR else rank
        elif change_in(names) is not None:
            rank = Place.CHANGE
        yield rank, value


def _place(scope: Scope, element: etree._Element) -> Place:
    """Return the rank of a ``<time>`` by where it stands: in the ``<article>`` of headline or text, near, or far."""
    around = (above for above in element.iterancestors() if above in scope.around or above in scope.above_headline)
    near = False
    for above in around:
        if above.tag == "article":
            return Place.IN_ARTICLE
        near = near or above.tag == "main"
    return Place.NEAR if near or scope.holds(element) else Place.FAR


def named_dates(scope: Scope) -> Iterator[Candidate]:
    """Yield texts of elements whose id or class speaks of a date."""
    for name in _DATE_IDS:
        element = scope.page.by_id.get(name)
        if element is not None and has_date(text := element_text(element)) and not scope.is_beside(element):
            yield Candidate(text, "page.date")
    count = 0
    for name in scope.page.classes_like(*_DATE_NEEDLES):
        lowered = dashed(name)
        if not _DATE_NAME.search(lowered) or _TEASER_NAME.search(lowered):
            continue
        for element in scope.page.by_class[name][:_MOST]:
            text = element.get("content") or element.get("title") or ""
            if not has_date(text):
                text = element_text(element)
            if has_date(text) and not scope.is_beside(element) and (scope.holds(element) or scope.heads(element)):
                yield Candidate(text, "page.date")
                if len(element) > 1:
                    yield Candidate(clean(" ".join(map(str, element.itertext()))), "page.date")
                count += 1
                break
        if count >= _MOST:
            return
