"""Times that feeds, sitemaps and APIs tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from newscrawl.dates import parse_date

__all__ = ["from_epoch", "parse_timestamp"]

_COARSE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?\Z")
_LAST_STAMP = 4_102_444_800  # the year 2100, in seconds


@lru_cache(maxsize=4096)
def parse_timestamp(text: str | None) -> datetime | None:
    """Read a time; ``None`` for anything else. UTC where the zone is given, naive where it is not.

    Unlike a date on a page, a year or a month alone is one: sitemaps may say no more.

    >>> parse_timestamp("Fri, 21 Nov 2014 14:45:00 +0900")
    datetime.datetime(2014, 11, 21, 5, 45, tzinfo=datetime.timezone.utc)
    >>> parse_timestamp("2014-11")
    datetime.datetime(2014, 11, 1, 0, 0)
    """
    text = text.strip() if text else ""
    if len(text) < 4:
        return None
    if (coarse := _COARSE.match(text)) and text > "1":
        return datetime(int(coarse[1]), int(coarse[2] or 1), 1)
    when = parse_date(text)
    return when.astimezone(UTC) if when is not None and when.tzinfo is not None else when


def from_epoch(value: object) -> datetime | None:
    """Return the UTC time of a Unix time in seconds, milliseconds or microseconds; ``None`` if it is none.

    >>> from_epoch(1416581100000)
    datetime.datetime(2014, 11, 21, 14, 45, tzinfo=datetime.timezone.utc)
    """
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    while _LAST_STAMP < seconds < float("inf"):
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= _LAST_STAMP else None
