"""The times of a page, read with what the page as a whole tells about its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from newscrawl.dates import guess_day_first, is_ambiguous, parse_date
from newscrawl.loaders.context import Context

__all__ = ["PageClock"]

_SAMPLE = 10
_MARKS = re.compile(r"[/.-]")
"""What dates in figures, whose order is in question, are written with."""

_HOURS = re.compile(r"\d[:hHtT.]\d\d|\d\s?[時시时apAP]")


class PageClock:
    """Reads times; whether day or month comes first is decided once, from all ``raws`` of the page.

    ``earliest`` is a time that none of them can be before (that of the article), where it is known.
    """

    def __init__(self, context: Context, raws: Iterable[str | None], *, earliest: datetime | None = None) -> None:
        profile = context.profile
        self._now = context.fetched_at
        self._language = (profile.language if profile else None) or context.page.language
        self._zone = profile.timezone if profile else None
        self._known: dict[str, datetime | None] = {}
        self._day_first = self._order([raw for raw in raws if raw and _MARKS.search(raw)], earliest)

    def _order(self, raws: Sequence[str], earliest: datetime | None) -> bool | None:
        order = guess_day_first(raws)
        if order is None and earliest is not None and any(map(is_ambiguous, raws)):
            order = self._order_after(raws, earliest)
        return guess_day_first(raws, self._language) if order is None else order

    def _order_after(self, raws: Sequence[str], earliest: datetime) -> bool | None:
        """Choose the order in which the times follow ``earliest`` the more closely; ``None`` when both do alike."""
        fits = {}
        for day_first in (True, False):
            times = [parse_date(raw, language=self._language, day_first=day_first) for raw in raws[:_SAMPLE]]
            gaps = [(time.date() - earliest.date()).days for time in times if time is not None]
            fits[day_first] = (sum(gap >= -1 for gap in gaps), -sum(gap for gap in gaps if gap >= -1))
        return None if fits[True] == fits[False] else fits[True] > fits[False]

    def read(self, machine: str | None, raw: str | None) -> datetime | None:
        """Return the time, in UTC where the zone is known; the machine-readable one unless only ``raw`` has an hour."""
        exact = self._parse(machine) if machine else None
        if exact is not None and (raw is None or _HOURS.search(machine or "") or not _HOURS.search(raw)):
            return exact
        printed = self._parse(raw) if raw else None
        return printed or exact

    def _parse(self, text: str) -> datetime | None:
        if text not in self._known:
            value = parse_date(text, language=self._language, zone=self._zone, now=self._now, day_first=self._day_first)
            self._known[text] = value.astimezone(UTC) if value is not None and value.tzinfo is not None else value
        return self._known[text]
