"""When an article was published or changed, chosen from what its page tells in several places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from newscrawl.dates import guess_day_first, is_ambiguous, parse_date
from newscrawl.extraction.candidates import Candidate
from newscrawl.loaders.context import Context

__all__ = ["SAME_DAY", "ArticleClock", "best_time", "tells_hour"]

_HOUR = re.compile(r"\d\s?[:hT時时시点]\s?\d\d|\d\d\.\d\d\s?Uhr|\d\s?[ap]\.?m\b|\d\s?[時时시]|\A\d{10,}", re.IGNORECASE)
_MOST_TIMES = 12
_MOST_TRIED = 30
_LOOSE_FINDERS = frozenset(("page.line", "page.opening"))
SAME_DAY = (timedelta(hours=-14), timedelta(hours=38))
"""How far a moment in UTC can be from the midnight that begins its day where it happened."""

_UTC_TO_ZONE = (timedelta(hours=-12), timedelta(hours=14))
_ZONE_STEP = timedelta(minutes=30)
_NEAR = ("json_ld.", "meta.", "microdata.", "rdfa.", "page.time", "head.date")
"""Finders of what speaks of the article itself, its updates and other stories apart."""


class ArticleClock:
    """Reads the dates of an article with what page and profile tell about them."""

    def __init__(self, context: Context, language: str | None, raws: Iterable[str]) -> None:
        profile = context.profile
        self._language = language
        self._zone = profile.timezone if profile else None
        self._day_first = profile.day_first if profile else None
        self._raws: Iterable[str] | None = raws if self._day_first is None else None
        self._now = context.fetched_at

    def read(self, raw: str) -> datetime | None:
        """Return the moment, in the zone that ``raw`` or the profile names if any does."""
        if self._raws is not None and is_ambiguous(raw):
            self._day_first, self._raws = guess_day_first(self._raws, self._language), None
        return parse_date(raw, language=self._language, zone=self._zone, now=self._now, day_first=self._day_first)


def best_time(candidates: Iterable[Candidate], clock: ArticleClock) -> tuple[datetime, Candidate] | None:
    """Return the best time and where it is from, in the zone in which the page shows it.

    That is the first candidate that is a time; if it tells no hour, a later one that tells the hour of that day.
    """
    best: tuple[datetime, Candidate] | None = None
    for tried, candidate in enumerate(candidates):
        if tried >= _MOST_TRIED:
            break
        has_hour = tells_hour(candidate.value)
        if best is not None:
            if tried >= _MOST_TIMES:
                break
            if not has_hour or (candidate.finder in _LOOSE_FINDERS and best[1].finder != "url"):
                continue
        moment = clock.read(candidate.value)
        if moment is None:
            continue
        if best is not None:
            apart = moment.replace(tzinfo=None) - best[0].replace(tzinfo=None, hour=0, minute=0, second=0)
            if not SAME_DAY[0] <= apart <= SAME_DAY[1]:
                continue
        best = moment, candidate
        if has_hour:
            break
    if best is not None and best[0].tzinfo is not None and not best[0].utcoffset():
        return _in_page_zone(best[0], candidates, clock), best[1]
    return best


def tells_hour(text: str) -> bool:
    """Tell whether a time as printed names an hour."""
    return _HOUR.search(text) is not None


def _in_page_zone(moment: datetime, candidates: Iterable[Candidate], clock: ArticleClock) -> datetime:
    """Return a time given in UTC in the zone of the page, where the page tells the same time by its own clock too.

    A time without zone is the same if it is off by whole half hours. A day alone counts as its midnight, and only where
    UTC has another day: software that stores days stores that midnight.
    """
    for tried, candidate in enumerate(candidates):
        if tried >= _MOST_TIMES or not candidate.finder.startswith(_NEAR):
            break
        shown = clock.read(candidate.value)
        if shown is None:
            continue
        if shown.tzinfo is not None:
            if shown.utcoffset() and abs(shown - moment) < timedelta(minutes=1):
                return moment.astimezone(shown.tzinfo)
            continue
        there = moment.replace(tzinfo=None, microsecond=0)
        if not tells_hour(candidate.value) and (shown.date() == there.date() or shown < there):
            continue
        apart = shown - (there if shown.second else there.replace(second=0))
        if _UTC_TO_ZONE[0] <= apart <= _UTC_TO_ZONE[1] and not apart % _ZONE_STEP:
            return moment.astimezone(timezone(apart))
    return moment
