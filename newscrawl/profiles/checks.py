"""Checks of the values in a profile. Each takes a key and its value, and returns what the profile holds.

They raise :exc:`FaultError`, which names the key, the rule and the cure; the reader adds the file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from newscrawl.profiles.selectors import Selector
from newscrawl.urls import is_web_url

__all__ = [
    "FaultError", "known_keys", "read_duration", "read_flag", "read_language", "read_name", "read_number",
    "read_patterns", "read_selectors", "read_since", "read_urls", "read_whole", "read_zone",
]  # fmt: skip

_DURATION = re.compile(r"\s*(\d+)\s*(s|m|min|h|d|w)\s*\Z")
_LONGEST_DURATION = 3_650 * 86_400
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_NAME = re.compile(r"[\w.-]+\Z")


class FaultError(ValueError):
    """A value breaks a rule."""

    def __init__(self, key: str, rule: str, cure: str) -> None:
        super().__init__(f"{key}: {rule}; {cure}")


def known_keys(table: Mapping[str, Any], known: Iterable[str], where: str = "") -> None:
    """Raise for the first key that is not known."""
    names = list(known)
    for key in table:
        if key not in names:
            close = difflib.get_close_matches(key, names, n=1)
            cure = f"did you mean {close[0]}?" if close else f"known are {', '.join(names)}"
            raise FaultError(f"{where}{key}", "there is no such key", cure)


def read_name(key: str, value: Any) -> str:
    """Read the profile's name."""
    if not isinstance(value, str) or not _NAME.match(value):
        raise FaultError(
            key, f"{value!r} is not a name", "use letters, digits, hyphens and dots, such as daily-harbour"
        )
    return value


def read_urls(key: str, value: Any) -> tuple[str, ...]:
    """Read http(s) addresses."""
    urls = _strings(key, value, 'write a list, such as ["https://example.com/"]')
    for url in urls:
        if not is_web_url(url) or re.search(r"\s", url):
            raise FaultError(
                key, f"{url!r} is not an http(s) address", "write it in full, such as https://example.com/"
            )
    return urls


def read_patterns(key: str, value: Any) -> tuple[str, ...]:
    """Read regular expressions."""
    patterns = _strings(key, value, "write a list, such as ['/news/']")
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            cure = "put a backslash before special characters and the whole in single quotes"
            raise FaultError(key, f"{pattern!r} is not a regular expression ({error})", cure) from error
    return patterns


def read_selectors(key: str, value: Any) -> tuple[Selector, ...]:
    """Read one selector or a list of them."""
    sources = (value,) if isinstance(value, str) else _strings(key, value, 'write CSS, such as "h1.title"')
    return tuple(_selector(key, source) for source in sources)


def _selector(key: str, source: str) -> Selector:
    try:
        return Selector.compile(source)
    except ValueError as error:
        cure = "write CSS, such as h1.title or time::attr(datetime), or XPath behind xpath:"
        raise FaultError(key, f"{source!r} is not a selector ({error})", cure) from error


def read_since(key: str, value: Any) -> datetime:
    """Read a day or a time; without zone it is UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        raise FaultError(key, "it is not a day", "write it as 2024-11-21")
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def read_zone(key: str, value: Any) -> str:
    """Read an IANA time zone."""
    try:
        return ZoneInfo(value).key
    except (OSError, ValueError, TypeError, LookupError) as error:
        close = difflib.get_close_matches(str(value), sorted(available_timezones()), n=1)
        cure = f"did you mean {close[0]}?" if close else "use an IANA name, such as Asia/Seoul"
        raise FaultError(key, f"{value!r} is not a time zone", cure) from error


def read_language(key: str, value: Any) -> str:
    """Read a BCP 47 tag."""
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise FaultError(key, f"{value!r} is not a language tag", "use a BCP 47 tag, such as ko or pt-BR")
    return value


def read_flag(key: str, value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise FaultError(key, f"{value!r} is neither true nor false", "write true or false, without quotes")
    return value


def read_whole(least: int) -> Callable[[str, Any], int]:
    """Return a reader of whole numbers from ``least`` up."""

    def read(key: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise FaultError(key, f"{value!r} is not a whole number from {least} up", "write it without quotes")
        return value

    return read


def read_number(key: str, value: Any) -> float:
    """Read a number from 0 up."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e6:
        raise FaultError(key, f"{value!r} is not a number from 0 up", "write seconds, such as 2 or 0.5")
    return float(value)


def read_duration(key: str, value: Any) -> int:
    """Read a duration as seconds."""
    match = _DURATION.match(value) if isinstance(value, str) else None
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if not seconds:
        raise FaultError(key, f"{value!r} is not a duration", 'write a number and a unit, such as "15m", "6h" or "90d"')
    if seconds > _LONGEST_DURATION:
        raise FaultError(key, f"{value!r} is longer than ten years", 'write a shorter duration, such as "90d"')
    return seconds


def _strings(key: str, value: Any, cure: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise FaultError(key, f"{value!r} is not a list of strings", cure)
    return tuple(value)
