"""The time of day beside a written date, and its zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newscrawl.date_eastern import EASTERN
from newscrawl.date_tokens import Token
from newscrawl.date_zones import ZONES

__all__ = ["Clock", "FoundClock", "find_clock"]

_HALVES: Final = {"a": 0, "p": 12}
_MOST_OFFSET: Final = 15 * 60
_SPELT_OUT: Final = frozenset({"z", "utc", "gmt", "eastern", "pacific"})
"""Zones that are read in any case; other names must be in capitals, for French *et* and *est* are words."""

_NIGHT_OWLS: Final = frozenset({"ja", "zh", "ko"})
_LATEST: Final = 29

_ZONE: Final = re.compile(
    r"\s?[(\[]?(?:(?:utc|gmt)?\s?(?P<sign>[+\-−])(?P<hours>\d{2}):?(?P<minutes>\d{2})(?!\d)"
    r"|(?:utc|gmt)\s?(?P<sign2>[+\-−])(?P<hours2>\d{1,2})(?!\d)"
    r"|(?<=\d)(?P<sign3>[+\-−])(?P<hours3>\d{2})(?![\d:])"
    r"|(?P<name>[^\W\d_]{1,7})(?![^\W_]))"
)


class Clock(NamedTuple):
    """A time of day as written."""

    hour: int
    """24 and above are hours of the next day."""

    minute: int = 0
    second: int = 0
    microsecond: int = 0
    zone: int | str | None = None
    """Minutes east of UTC, or an IANA name."""


class FoundClock(NamedTuple):
    """A time of day and where it stands."""

    at: int
    """Place among the tokens."""

    clock: Clock
    start: int
    end: int
    """Where it begins in the text and where its zone ends."""


def find_clock(text: str, raw: str, tokens: Sequence[Token], date: range, language: str | None) -> FoundClock | None:
    """Find the first time of day behind the date, else the last before it.

    ``text`` is folded, ``raw`` is not. ``date`` are the places of the date's tokens; figures with dots beside a date
    can be a time.
    """
    places = [i for i, token in enumerate(tokens) if token.kind == "T"]
    if not places and date:
        places = [i for i, token in enumerate(tokens) if i not in date and _is_dotted_clock(token)]
    if not places:
        return None
    at = next((i for i in places if i >= date.start), places[-1])
    match = tokens[at].match
    hour, minute, second, micro, half = _reading(match)
    end = match.end()
    if half is None and at + 1 < len(tokens) and tokens[at + 1].kind == "A":
        half, end = tokens[at + 1].value, tokens[at + 1].match.end()
    elif half is None:
        before = next((token for token in reversed(tokens[:at]) if token.kind != "p"), None)
        half = before.value if before is not None and before.kind == "A" else None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    if minute > 59 or second > 60 or (hour > 23 and not _is_late(hour, minute + second, language, raw)):
        return None
    zone, end = _zone(text, end, language, raw)
    return FoundClock(at, Clock(hour, minute, min(second, 59), micro, zone), match.start(), end)


def _is_late(hour: int, past: int, language: str | None, raw: str) -> bool:
    """Tell whether an hour is one of the next day: East Asian papers count on for who is still up (``25:10``)."""
    if hour == 24 and not past:
        return True
    return hour <= _LATEST and (language in _NIGHT_OWLS or EASTERN.search(raw) is not None)


def _is_dotted_clock(token: Token) -> bool:
    """Tell whether figures with dots can be a time: ``22.08``, ``22.08.15``."""
    match = token.match
    if token.kind == "D" and match["s"] == ".":
        hour, minute, second = match["a"], match["b"], match["c"]
        return len(second) == 2 and len(minute) == 2 and int(hour) < 24 and int(minute) < 60 and int(second) < 60
    if token.kind == "P" and match["ps"] == ".":
        return len(match["p2"]) == 2 and int(match["p1"]) < 24 and int(match["p2"]) < 60
    return False


def _reading(match: re.Match[str]) -> tuple[int, int, int, int, int | None]:
    if match["ch"]:
        micro = int(match["cf"][:6].ljust(6, "0")) if match["cf"] else 0
        half = _HALVES.get(match["ca"])
        return int(match["ch"]), int(match["cm"]), int(match["cs"] or 0), micro, half
    if match["ah"]:
        return int(match["ah"]), int(match["am"] or 0), 0, 0, _HALVES[match["aa"]]
    if match["nh"]:
        return int(match["nh"]), int(match["nm"] or match["nm2"] or 0), 0, 0, None
    if match["lh"]:
        return int(match["lh"]), int(match["lm"] or 0), 0, 0, None
    if match["a"]:
        return int(match["a"]), int(match["b"]), int(match["c"]), 0, None
    return int(match["p1"]), int(match["p2"]), 0, 0, None


def _zone(text: str, end: int, language: str | None, raw: str) -> tuple[int | str | None, int]:
    match = _ZONE.match(text, end)
    if match is None:
        return None, end
    sign = match["sign"] or match["sign2"] or match["sign3"]
    if sign:
        hours = int(match["hours"] or match["hours2"] or match["hours3"])
        minutes = hours * 60 + int(match["minutes"] or 0)
        if minutes > _MOST_OFFSET:
            return None, end
        return (minutes if sign == "+" else -minutes), match.end()
    name = match["name"]
    if name not in _SPELT_OUT and name.upper() not in raw:
        return None, end
    if name == "cst" and language == "zh":
        return 480, match.end()
    zone = ZONES.get(name)
    return zone, match.end() if zone is not None else end
