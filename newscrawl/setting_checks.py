"""Checks of settings before anything runs: what kind of value each takes is told by its default."""

from __future__ import annotations

import difflib
import logging
import math
from pathlib import Path
from typing import Any, Final

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings

from newscrawl.errors import UsageError
from newscrawl.setting_objects import check_folder, check_log_format, check_object, names_objects

__all__ = ["DEFAULTS", "check_settings"]

DEFAULTS: Final[dict[str, Any]] = {
    "NEWSCRAWL_DATA_DIR": "data",
    "NEWSCRAWL_STATE_URL": None,
    "NEWSCRAWL_ALLOW_PRIVATE": [],
    "NEWSCRAWL_CONTACT": None,
    "NEWSCRAWL_PROFILES_DIR": None,
    "NEWSCRAWL_MAX_CRAWL_DELAY": 60.0,
    "NEWSCRAWL_MAX_RETRY_AFTER": 120.0,
}
"""All settings of newscrawl."""

_FRACTIONS: Final = frozenset(
    ("AUTOTHROTTLE_MAX_DELAY", "AUTOTHROTTLE_START_DELAY", "CLOSESPIDER_TIMEOUT", "DNS_TIMEOUT", "DOWNLOAD_DELAY",
     "DOWNLOAD_TIMEOUT", "LOGSTATS_INTERVAL")
)  # fmt: skip
"""Settings that take fractions, although their defaults are whole."""

_FROM_ONE: Final = frozenset(("CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN"))
_ABOVE_ZERO: Final = frozenset(("AUTOTHROTTLE_TARGET_CONCURRENCY", "DOWNLOAD_TIMEOUT"))
_SHARES: Final = frozenset(("DOWNLOAD_DELAY_JITTER",))
_LONGEST_WAIT: Final = 7 * 86_400
_FLAGS: Final = frozenset(("0", "1", "true", "True", "false", "False"))


def check_settings(settings: BaseSettings) -> None:
    """Raise :exc:`~newscrawl.errors.UsageError` for a value that a project or the command line sets and that is none.

    The message names the setting, the value, the rule and the cure.
    """
    for name in settings:
        if (settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["project"]:
            _check(str(name), settings.get(name))


def _check(name: str, value: Any) -> None:
    if name.startswith("NEWSCRAWL_") and name not in DEFAULTS:
        close = difflib.get_close_matches(name, DEFAULTS, n=1)
        cure = f"did you mean {close[0]}?" if close else f"there are {', '.join(DEFAULTS)}"
        raise UsageError(f"there is no setting {name}: {cure}")
    default = DEFAULTS.get(name, getattr(default_settings, name, None))
    if name in ("USER_AGENT", "NEWSCRAWL_CONTACT"):
        _check_header(name, value)
    elif name == "LOG_LEVEL":
        _check_level(name, value)
    elif name == "LOG_FILE" and value:
        _check_writable(name, value)
    elif name == "LOG_FORMAT" and value:
        check_log_format(name, value)
    elif name == "JOBDIR" and value:
        check_folder(name, value)
    elif names_objects(name):
        check_object(name, value)
    elif name == "RETRY_HTTP_CODES":
        _check_codes(name, value)
    elif name == "NEWSCRAWL_PROFILES_DIR" and value and not Path(str(value)).is_dir():
        raise UsageError(
            f"{name}: {value} is not a folder; name the one with your profiles (NAME.toml), or leave it out"
        )
    elif isinstance(default, bool) or (name.endswith("_ENABLED") and isinstance(default, int)):
        if str(value) not in _FLAGS:
            raise UsageError(f"{name}: {value!r} is neither true nor false; write True or False")
    elif isinstance(default, int | float):
        _check_number(name, value, whole=isinstance(default, int) and name not in _FRACTIONS)


def _check_number(name: str, value: Any, *, whole: bool) -> None:
    least = 1 if name in _FROM_ONE else 0
    kind = "a whole number" if whole else "a number"
    cure = f"write it in digits, such as {name}={'8' if whole else '2.5'}, or leave it out"
    try:
        number = float(int(value) if whole else float(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"{name}: {value!r} is not {kind}; {cure}") from error
    if "PRIORITY" in name and math.isfinite(number):
        return
    if not math.isfinite(number) or number < least or (number == 0 and name in _ABOVE_ZERO):
        rule = "above 0" if name in _ABOVE_ZERO else f"from {least} up"
        raise UsageError(f"{name}: {value!r} is not {kind} {rule}; {cure}")
    if name in _SHARES and number > 1:
        raise UsageError(f"{name}: {value!r} is not a share from 0 to 1; write 0.3 for 30 % more or less")
    if name.endswith("_DELAY") and number > _LONGEST_WAIT:
        raise UsageError(f"{name}: {value!r} is more than a week; it is in seconds: write for example 2.5")


def _check_header(name: str, value: Any) -> None:
    text = "" if value is None else str(value)
    if not text.isprintable() or not text.isascii():
        raise UsageError(f"{name}: {text!r} cannot stand in a request; write it in ASCII, without line breaks")
    if name == "USER_AGENT" and not text.strip():
        raise UsageError(f"{name}: it is empty; name your crawler and an address, or leave it out")


def _check_level(name: str, value: Any) -> None:
    levels = logging.getLevelNamesMapping()
    if not isinstance(value, int) and value not in levels:
        known = ", ".join(level for level in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
        raise UsageError(f"{name}: {value!r} is not a level of the log; there are {known}")


def _check_writable(name: str, value: Any) -> None:
    try:
        with Path(str(value)).open("a"):
            pass
    except OSError as error:
        raise UsageError(
            f"{name}: {value} cannot be written ({error.strerror}); name a file in a folder that exists and is yours"
        ) from error


def _check_codes(name: str, value: Any) -> None:
    codes = value.split(",") if isinstance(value, str) else value
    for code in codes:
        if not (str(code).strip().isdecimal() and 100 <= int(code) <= 599):
            raise UsageError(f"{name}: {code!r} is not a status; write for example {name}=500,502,503")
