"""Machine-readable times of feeds, sitemaps and APIs: ISO 8601 and the mail format of RSS."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

__all__ = ["from_epoch", "parse_timestamp"]

_SHORT_FRACTION = re.compile(r"[.,](\d+)")
_COARSE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?\Z")
_ZONE_GAP = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d\Z)|(?<=\d) ?(?:UTC|GMT)\Z")
_LONG_ZONE = re.compile(r"\b(?:UTC|GMT)(?=[+-]\d)")
_FIRST_STAMP, _LAST_STAMP = 0, 4_102_444_800  # 1970 to 2099, in seconds


@lru_cache(maxsize=4096)
def parse_timestamp(text: str | None) -> datetime | None:
    """Read a time as machines write it; ``None`` for anything else.

    The answer is in UTC where the zone is given and naive where it is not.

    >>> parse_timestamp("Fri, 21 Nov 2014 14:45:00 +0900")
    datetime.datetime(2014, 11, 21, 5, 45, tzinfo=datetime.timezone.utc)
    >>> parse_timestamp("2014-11")
    datetime.datetime(2014, 11, 1, 0, 0)
    """
    text = " ".join(text.split()) if text else ""
    if len(text) < 4:
        return None
    try:
        found = _read(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found is None or found.year < 1000:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found
    except OverflowError:
        return None


def from_epoch(value: object) -> datetime | None:
    """Return the UTC time of a Unix time in seconds, milliseconds or microseconds; ``None`` if it is none.

    >>> from_epoch(1416581100000)
    datetime.datetime(2014, 11, 21, 14, 45, tzinfo=datetime.timezone.utc)
    """
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    while seconds > _LAST_STAMP:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if seconds > _FIRST_STAMP else None


def _read(text: str) -> datetime | None:
    if text[:4].isdigit():
        if coarse := _COARSE.match(text):
            year, month, day = coarse.groups()
            return datetime(int(year), int(month or 1), int(day or 1))
        iso = _SHORT_FRACTION.sub(lambda m: "." + m[1][:6].ljust(6, "0"), text, count=1)
        return datetime.fromisoformat(_ZONE_GAP.sub(lambda m: "" if m[0] == " " else "+00:00", iso))
    found = parsedate_to_datetime(_LONG_ZONE.sub("", text))
    # "-0000" means "UTC, zone of the writer unknown" (RFC 5322): the moment is known all the same.
    return found.replace(tzinfo=UTC) if found.tzinfo is None and text.endswith("-0000") else found
