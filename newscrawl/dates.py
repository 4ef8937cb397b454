"""Dates as pages print them, read without guessing.

:func:`parse_date` reads absolute dates in some thirty languages, machine formats and relative times. A result is aware
where the string or the caller names a zone, and stays in that zone, whose calendar the day belongs to; it is naive
otherwise: a zone is never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from newscrawl.date_clock import Clock
from newscrawl.date_relative import day_before, instant_before
from newscrawl.date_scanner import Moment, Scan, scan
from newscrawl.date_words import LANGUAGES, WORDS

__all__ = ["guess_day_first", "is_ambiguous", "is_date", "parse_date"]

_MAX_LENGTH: Final = 200
_MAX_STRANGERS: Final = 6
"""Words beside a full date that are put up with (``by Jane Doe in Politics``)."""

_ISO: Final = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T\s]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,:](\d{1,9}))?)?"
    r"\s*(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?(?:\[[\w/]+\])?)?\s*\Z",
    re.ASCII,
)
_COMPACT: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:[Tt]?(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?)?\Z",
    re.ASCII,
)
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])\Z", re.ASCII)
_MAIL: Final = re.compile(
    r"(?:[A-Z][a-z]{2},?\s+)?(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+"
    r"(GMT|UTC|Z|[+-]\d{4})\Z",
    re.ASCII,
)
_EPOCH: Final = re.compile(r"1\d{9}(?:\.\d+|\d{3}|\d{6})?\Z", re.ASCII)

_FIGURES: Final = re.compile(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_ANY_DAY: Final = datetime(2000, 1, 3, tzinfo=UTC)

_MONTH_FIRST_REGIONS: Final = frozenset({"us", "ph", "pr", "gu", "fm", "mh", "pw"})
_DAY_FIRST_ENGLISH: Final = frozenset("gb uk au nz ie za in sg my hk ng ke gh pk jm mt".split())
_MONTH_BEFORE_DAY: Final = frozenset({"ko", "ja", "zh", "hu", "fil", "tl"})


def parse_date(
    raw: str,
    *,
    language: str | None = None,
    zone: str | None = None,
    now: datetime | None = None,
    day_first: bool | None = None,
) -> datetime | None:
    """Read a date; ``None`` when ``raw`` holds none that is sure.

    ``language`` is a BCP 47 tag, ``zone`` an IANA name that times without zone are in. ``now`` is what relative times
    count from (without it they are ``None``) and what finds the year of ``5 May, 10:15``. ``day_first`` says what
    ``03/04/2016`` means; without it the language does, and without that such a date is ``None``. Words around a full
    date (``Posted:``, a weekday, a section) do not matter, but text that merely holds numbers is no date.
    """
    text = raw.strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    if (exact := _machine(text)) is not None:
        return _settle(exact, zone)
    primary, region = _tags(language)
    order = day_first if day_first is not None else _language_order(primary, region)
    found = _scan(text, primary, order is not False)
    if found.moment is not None and found.moment.year is not None:
        return _absolute(found, order, zone, now)
    if now is not None and (when := _relative(found, zone, now if now.tzinfo else now.replace(tzinfo=UTC))):
        return when
    if primary is None or primary in LANGUAGES or not _may_be_date(found):
        return None
    return _settle(_by_dateparser(text, primary), zone)


def is_date(raw: str, *, language: str | None = None) -> bool:
    """Tell whether a line is a date or relative time and nothing else, labels and weekday aside."""
    text = raw.strip()
    if not text or len(text) > _MAX_LENGTH:
        return False
    if _ISO.match(text):
        return True
    found = _scan(text, _tags(language)[0], True)
    if found.moment is not None:
        return not found.strangers and (found.moment.year is not None or found.clock is not None)
    return instant_before(found.tokens, _ANY_DAY) is not None or day_before(found.tokens, _ANY_DAY.date()) is not None


def guess_day_first(raws: Iterable[str], language: str | None = None) -> bool | None:
    """Decide from a page's dates together whether ``03/04/2016`` is 3 April; ``None`` when nothing tells.

    One date with a day past 12 settles it. Else the order in which the dates rise or fall steadily wins, then the
    language.
    """
    pairs = [match for raw in raws for match in _FIGURES.findall(raw[:_MAX_LENGTH])]
    first = sum(int(a) > 12 >= int(b) for a, _, b, _ in pairs)
    second = sum(int(b) > 12 >= int(a) for a, _, b, _ in pairs)
    if first != second:
        return first > second
    if len(pairs) > 2:
        by_day = _steady([(int(c), int(b), int(a)) for a, _, b, c in pairs])
        by_month = _steady([(int(c), int(a), int(b)) for a, _, b, c in pairs])
        if by_day != by_month:
            return by_day
    return _language_order(*_tags(language))


def is_ambiguous(raw: str) -> bool:
    """Tell whether a date in figures means one day or another, depending on what comes first.

    >>> is_ambiguous("03/04/2016"), is_ambiguous("13/04/2016"), is_ambiguous("3 April 2016")
    (True, False, False)
    """
    figures = _FIGURES.findall(raw[:_MAX_LENGTH])
    return any(mark != "." and a != b and int(a) <= 12 and int(b) <= 12 for a, mark, b, _ in figures)


def _steady(days: list[tuple[int, int, int]]) -> bool:
    return len(set(days)) > 1 and (days == sorted(days) or days == sorted(days, reverse=True))


@lru_cache(maxsize=256)
def _tags(language: str | None) -> tuple[str | None, str | None]:
    """Split a BCP 47 tag into primary subtag and region."""
    parts = (language or "").replace("_", "-").lower().split("-")
    return parts[0] or None, next((part for part in parts[1:] if len(part) == 2), None)


def _language_order(primary: str | None, region: str | None) -> bool | None:
    if primary is None:
        return None
    if region in _MONTH_FIRST_REGIONS or primary in _MONTH_BEFORE_DAY:
        return False
    return region in _DAY_FIRST_ENGLISH if primary == "en" else True


@lru_cache(maxsize=512)
def _scan(text: str, language: str | None, day_first: bool) -> Scan:
    return scan(text, language=language, day_first=day_first)


def _machine(text: str) -> datetime | None:
    """Read ISO 8601 and epoch times."""
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, fraction, utc, sign, offset_hours, offset_minutes = match.groups()
    elif text.isdigit() and (match := _EPOCH.match(text)):
        return datetime.fromtimestamp(int(text[:10]), UTC) + timedelta(microseconds=int(text[10:].ljust(6, "0")))
    elif text[0].isdigit() and (match := _COMPACT.match(text)):
        year, month, day, hour, minute, second, fraction, utc, sign, offset_hours, offset_minutes = match.groups()
        if not "1900" <= year <= "2100":
            return None
    elif match := _WEEK.match(text):
        try:
            return datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    else:
        return _mail(text)
    moment = Moment(int(year), int(month), int(day))
    minutes = 0 if utc else None
    if sign:
        minutes = (int(offset_hours) * 60 + int(offset_minutes or 0)) * (1 if sign == "+" else -1)
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return _build(moment, Clock(int(hour or 0), int(minute or 0), min(int(second or 0), 59), micro, minutes), None)


def _mail(text: str) -> datetime | None:
    """Read the common form of RFC 822, which feeds are full of, faster than the scanner does."""
    match = _MAIL.match(text)
    month = WORDS.get(match[2].lower()) if match else None
    if match is None or month is None or month[0] != "M":
        return None
    offset = match[7]
    minutes = (int(offset[1:3]) * 60 + int(offset[3:])) * (-1 if offset[0] == "-" else 1) if offset[0] in "+-" else 0
    clock = Clock(int(match[4]), int(match[5]), min(int(match[6] or 0), 59), 0, minutes)
    return _build(Moment(int(match[3]), month[1], int(match[1])), clock, None)


def _build(moment: Moment, clock: Clock | None, year: int | None) -> datetime | None:
    """Put date and time together, in the zone that the time has; ``None`` where there is no such day."""
    clock = clock or Clock(0)
    try:
        when = datetime(moment.year or year or 0, moment.month, moment.day, clock.hour % 24, clock.minute, clock.second,
                        clock.microsecond)  # fmt: skip
        if clock.hour >= 24:
            when += timedelta(days=1)
        if when.year < 1500 or when.year > 2200:
            return None
        if clock.zone is None:
            return when
        zone = ZoneInfo(clock.zone) if isinstance(clock.zone, str) else timezone(timedelta(minutes=clock.zone))
        return when.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _settle(when: datetime | None, zone: str | None) -> datetime | None:
    """Put a time without zone into ``zone``, if there is one."""
    if when is None or when.tzinfo is not None or zone is None:
        return when
    return when.replace(tzinfo=ZoneInfo(zone))


def _absolute(found: Scan, order: bool | None, zone: str | None, now: datetime | None) -> datetime | None:
    moment = found.moment
    if moment is None or found.strangers > (0 if moment.short else _MAX_STRANGERS):
        return None
    when = _settle(_build(moment, found.clock, None), zone)
    if not moment.open:
        return when
    swapped = _settle(_build(moment._replace(month=moment.day, day=moment.month), found.clock, None), zone)
    if order is None:
        return _only_past(when, swapped, now)
    return when


def _only_past(when: datetime | None, swapped: datetime | None, now: datetime | None) -> datetime | None:
    """Choose between the two readings of ``03/04/2016`` when one of them lies in the future."""
    if now is None:
        return None
    past = [w for w in (when, swapped) if w is not None and _before(w, now)]
    return past[0] if len(past) == 1 else None


def _before(when: datetime, now: datetime) -> bool:
    return when.replace(tzinfo=when.tzinfo or UTC) <= now.replace(tzinfo=now.tzinfo or UTC) + timedelta(days=1)


def _relative(found: Scan, zone: str | None, now: datetime) -> datetime | None:
    if (instant := instant_before(found.tokens, now)) is not None:
        return instant.astimezone(UTC)
    here = now.astimezone(ZoneInfo(zone) if zone else UTC)
    if (day := day_before(found.tokens, here.date())) is not None:
        return _settle(_build(Moment(day.year, day.month, day.day), found.clock, None), zone)
    if found.moment is None or found.strangers:
        return None
    for year in (here.year, here.year - 1):
        when = _settle(_build(found.moment, found.clock, year), zone)
        if when is not None and _before(when, now):
            return when
    return None


def _may_be_date(found: Scan) -> bool:
    """Tell whether a string that no rule reads has the parts of a full date, its month a word that is not known."""
    kinds = [token.kind for token in found.tokens if token.kind not in "fpwTA"]
    return len(kinds) <= 5 and kinds.count("Y") == 1 and "N" in kinds and "x" in kinds and "u" not in kinds


@lru_cache(maxsize=1024)
def _by_dateparser(text: str, language: str) -> datetime | None:
    """Ask dateparser, which knows two hundred languages but takes milliseconds."""
    from dateparser import parse  # type: ignore[import-untyped]  # a slow import that few pages need

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    try:
        when: datetime | None = parse(text, languages=[language], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return when
