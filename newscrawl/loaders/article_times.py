"""When an article was published or changed, chosen from what its page tells in several places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta, timezone
from itertools import islice

from newscrawl.dates import guess_day_first, is_ambiguous, parse_date
from newscrawl.extraction.candidates import Candidate, Candidates
from newscrawl.extraction.dated import change_in
from newscrawl.loaders.context import Context

__all__ = ["SAME_DAY", "ArticleClock", "find_times", "tells_hour"]

_HOUR = re.compile(r"\d\s?[:hT時时시点]\s?\d\d|\d\d\.\d\d\s?Uhr|\d\s?[ap]\.?m\b|\d\s?[時时시]|\A\d{10,}", re.IGNORECASE)
_MOST_TIMES = 12
_MOST_TRIED = 30
_FIRST_PAGES = 1991
"""The year of the first pages of the web."""

SAME_DAY = (timedelta(hours=-13), timedelta(hours=33))
"""How far a moment in UTC can be from the midnight that begins its day where it happened: Tonga to Alaska."""

_NEAR_MIDNIGHT = (timedelta(hours=-4), timedelta(hours=4))
"""How far clocks of one site are apart: what happens closer to midnight has the day before or the next on some."""

_CALENDARS_APART = 20
_UTC_TO_ZONE = (timedelta(hours=-11), timedelta(hours=14))
_ZONE_STEP = timedelta(minutes=30)
_DECLARED = re.compile(r"(?P<data>json_ld|meta\.(?:article|og):)|(?P<meta>meta)|(?P<element>microdata)|(?P<rdfa>rdfa)")
_SHOWN = re.compile(r"microdata|page|head")
_MOST_PRINTED = 4


class ArticleClock:
    """Reads the dates of an article with what page and profile tell about them."""

    def __init__(self, context: Context, language: str | None, raws: Iterable[str]) -> None:
        profile = context.profile
        self._language = language
        self._zone = profile.timezone if profile else None
        self._day_first = profile.day_first if profile else None
        self._raws: Iterable[str] | None = raws if self._day_first is None else None
        self._now = context.fetched_at
        self._known: dict[str, datetime | None] = {}

    def read(self, raw: str) -> datetime | None:
        """Return the moment, in the zone that ``raw`` or the profile names if any does."""
        if raw not in self._known:
            self._known[raw] = self._parse(raw)
        return self._known[raw]

    def _parse(self, raw: str) -> datetime | None:
        if self._raws is not None and is_ambiguous(raw):
            self._day_first, self._raws = guess_day_first(self._raws, self._language), None
        return parse_date(raw, language=self._language, zone=self._zone, now=self._now, day_first=self._day_first)

    def is_ahead(self, day: datetime) -> bool:
        """Tell whether a day had not begun anywhere when the page was fetched, as that of an event."""
        return self._now is not None and day.date() - self._now.date() > timedelta(days=1)


def find_times(
    found: Mapping[str, Candidates], context: Context, language: str | None
) -> dict[str, tuple[datetime, Candidate]]:
    """Return ``date_published`` and ``date_modified``, as far as they are told, and what they were read from.

    They are in the zone in which the page shows its times where that is known.
    """
    none = Candidates()
    raws = (c.value for name in ("date_published", "date_any", "date_modified") for c in found.get(name, none))
    clock = ArticleClock(context, language, raws)
    times: dict[str, tuple[datetime, Candidate]] = {}
    published = _best_time(found.get("date_published", none), clock)
    if published is not None and _DECLARED.match(published[1].finder):
        published = _printed_instead(published, found, clock) or published
    if published is None or published[1].finder == "url":
        published = _best_time(found.get("date_any", none), clock, published)
    if published is not None:
        shown = found.get("date_shown", none)
        moment = _in_page_zone(_with_zone(published[0], shown, clock), shown, clock)
        times["date_published"] = moment, published[1]
    if modified := _last_change(found.get("date_modified", none), clock, published):
        moment, candidate = modified
        if _is_utc(moment) and published is not None and published[0].tzinfo is not None:
            moment = moment.astimezone(times["date_published"][0].tzinfo)
        times["date_modified"] = moment, candidate
    return times


def _best_time(
    candidates: Iterable[Candidate], clock: ArticleClock, best: tuple[datetime, Candidate] | None = None
) -> tuple[datetime, Candidate] | None:
    """Return the first candidate that is a time; if it tells no hour, a later one that tells the hour of that day.

    Days before the web that a page but prints come last: a page rather tells of them.
    """
    told: tuple[datetime, Candidate] | None = None
    for tried, candidate in enumerate(candidates):
        if tried >= (_MOST_TRIED if best is None else _MOST_TIMES):
            break
        has_hour = tells_hour(candidate.value)
        if best is not None and (not has_hour or change_in(candidate.finder) is not None):
            continue
        moment = clock.read(candidate.value)
        if moment is None or (best is not None and not _is_same_day(moment, best[0])):
            continue
        if moment.year < _FIRST_PAGES and candidate.finder.startswith(("head.", "page.")):
            told = told or (moment, candidate)
            continue
        best = moment, candidate
        if has_hour:
            break
    return best or told


def _last_change(
    candidates: Iterable[Candidate], clock: ArticleClock, published: tuple[datetime, Candidate] | None
) -> tuple[datetime, Candidate] | None:
    """Return the time of the last change: one before the publication is that of a draft, if another one is told."""
    best = _best_time(candidates, clock)
    if best is None or published is None or not _is_before(best[0], published[0]):
        return best
    later = (c for c in candidates if (moment := clock.read(c.value)) and not _is_before(moment, published[0]))
    return _best_time(later, clock) or best


def _is_before(moment: datetime, other: datetime) -> bool:
    if (moment.tzinfo is None) != (other.tzinfo is None):
        return moment.date() < other.date()
    return moment < other


def _printed_instead(
    declared: tuple[datetime, Candidate], found: Mapping[str, Candidates], clock: ArticleClock
) -> tuple[datetime, Candidate] | None:
    """Return the day printed beside the headline where it is another one than that declared, and more to be believed.

    It is if a second declaration names it, or if nothing but one declaration is against it and no mark-up calls it that
    of a change. Systems put the time at which a record was made, or made again, into the head of the page.
    """
    printed = None
    for candidate in islice(found.get("date_printed", ()), _MOST_PRINTED):
        day = None if is_ambiguous(candidate.value) else clock.read(candidate.value)
        if day is None or day.year < _FIRST_PAGES or clock.is_ahead(day) or _may_be_same(declared[0], day):
            return None
        printed = printed or (day, candidate)
    if printed is None:
        return None
    published = found["date_published"]
    if not any(map(_DECLARED.match, _finders_of(printed[0], published, clock))):
        changes = _finders_of(printed[0], found.get("date_modified", ()), clock)
        against = {_origin(finder) for finder in _finders_of(declared[0], published, clock)}
        if len(against - {""}) > 1 or any(map(_SHOWN.match, changes)):
            return None
    return printed if tells_hour(printed[1].value) else _best_time(published, clock, printed)


def _finders_of(day: datetime, candidates: Iterable[Candidate], clock: ArticleClock) -> set[str]:
    """Return the finders of the first candidates that are times of a day."""
    return {
        candidate.finder
        for candidate in islice(candidates, _MOST_TRIED)
        if (moment := clock.read(candidate.value)) is not None and moment.date() == day.date()
    }


def _origin(finder: str) -> str:
    """Return where a time is declared, if it is; what writes JSON-LD writes the properties of Open Graph too."""
    if finder == "page.time":
        return "element"
    match = _DECLARED.match(finder)
    return (match.lastgroup or "") if match is not None else ""


def _is_same_day(moment: datetime, day: datetime) -> bool:
    if not _is_utc(moment):
        return moment.date() == day.date()
    apart = moment.replace(tzinfo=None) - day.replace(tzinfo=None, hour=0, minute=0, second=0)
    return SAME_DAY[0] <= apart <= SAME_DAY[1]


def _may_be_same(declared: datetime, printed: datetime) -> bool:
    """Tell whether a printed day is that declared, in another zone or calendar or with day and month swapped."""
    if _is_same_day(declared, printed) or printed.year > declared.year + _CALENDARS_APART:
        return True
    if declared.tzinfo is not None and printed.date() in {(declared + step).date() for step in _NEAR_MIDNIGHT}:
        return True
    return (printed.year, printed.month, printed.day) == (declared.year, declared.day, declared.month)


def tells_hour(text: str) -> bool:
    """Tell whether a time as printed names an hour."""
    return _HOUR.search(text) is not None


def _is_utc(moment: datetime) -> bool:
    return moment.tzinfo is not None and not moment.utcoffset()


def _with_zone(moment: datetime, shown: Iterable[Candidate], clock: ArticleClock) -> datetime:
    """Return an hour without zone as the page tells it elsewhere with its zone, if it does."""
    if moment.tzinfo is not None or moment.time() == time():
        return moment
    for candidate in islice(shown, _MOST_TIMES):
        told = clock.read(candidate.value) if tells_hour(candidate.value) else None
        if told is None or told.tzinfo is None:
            continue
        apart = moment.replace(second=0, microsecond=0) - told.replace(tzinfo=None, second=0, microsecond=0)
        if not apart:
            return moment.replace(tzinfo=told.tzinfo)
        if _is_utc(told) and _UTC_TO_ZONE[0] <= apart <= _UTC_TO_ZONE[1] and not apart % _ZONE_STEP:
            return moment.replace(tzinfo=timezone(apart))
    return moment


def _in_page_zone(moment: datetime, shown: Iterable[Candidate], clock: ArticleClock) -> datetime:
    """Return a time given in UTC in the zone of the page, where the page tells the same time by its own clock too.

    A time without zone is the same if it is off by whole half hours. A day alone counts as its midnight, and only where
    UTC has another day: software that stores days stores that midnight.
    """
    if not _is_utc(moment):
        return moment
    for candidate in islice(shown, _MOST_TIMES):
        local = clock.read(candidate.value)
        if local is None:
            continue
        if local.tzinfo is not None:
            if local.utcoffset() and abs(local - moment) < timedelta(minutes=1):
                return moment.astimezone(local.tzinfo)
            continue
        there = moment.replace(tzinfo=None, microsecond=0)
        if not tells_hour(candidate.value) and (local.date() == there.date() or local < there):
            continue
        apart = local - (there if local.second else there.replace(second=0))
        if _UTC_TO_ZONE[0] <= apart <= _UTC_TO_ZONE[1] and not apart % _ZONE_STEP:
            return moment.astimezone(timezone(apart))
    return moment
