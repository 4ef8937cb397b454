"""The times of a page, read with what the page as a whole tells about its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from newscrawl.dates import guess_day_first, parse_date
from newscrawl.loaders.context import Context

__all__ = ["PageClock"]

_HOURS = re.compile(r"\d[:hT.]\d\d|\d\s?[時시时ap]", re.IGNORECASE)


class PageClock:
    """Reads times; whether day or month comes first is decided once, from all ``raws`` of the page."""

    def __init__(self, context: Context, raws: Iterable[str | None]) -> None:
        profile = context.profile
        self._now = context.fetched_at
        self._language = (profile.language if profile else None) or context.page.language
        self._zone = profile.timezone if profile else None
        self._day_first = profile.day_first if profile else None
        if self._day_first is None:
            self._day_first = guess_day_first((raw for raw in raws if raw), self._language)
        self._known: dict[str, datetime | None] = {}

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
