"""Dates of the solar calendar of Iran and Afghanistan, rewritten in figures of ours for the scanner."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from newscrawl.date_words import fold

__all__ = ["SOLAR", "gregorian", "persian"]

SOLAR: Final = frozenset(("fa", "ps"))
"""Primary subtags of the languages whose dates in figures are of that calendar where their years are."""

_MONTHS: Final = (
    "فروردین حمل|اردیبهشت ثور|خرداد جوزا|تیر سرطان|مرداد امرداد اسد|شهریور سنبله|مهر میزان|آبان عقرب|آذر قوس|دی جدی|"
    "بهمن دلو|اسفند حوت"
)
_NUMBER: Final = {fold(name): number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
_NAMED: Final = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_NUMBER)})\s+(?:ماه\s+)?(\d{{4}})(?!\d)")
_FIGURES: Final = re.compile(r"(?<!\d)(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEARS: Final = range(1250, 1500)
_EPOCH: Final = date(622, 3, 21).toordinal()
_CYCLE: Final = 33
_LEAP: Final = (1, 5, 9, 13, 17, 22, 26, 30)
"""Which years of a cycle have a day more."""


def persian(text: str, language: str | None) -> str:
    """Rewrite dates of that calendar in a folded text; those in figures only where the language is one of its own.

    >>> persian("21 اسفند 1404", None), persian("1404/12/21", "fa"), persian("1404/12/21", "en")
    ('2026-03-12', '2026-03-12', '1404/12/21')
    """
    if not text.isascii():
        text = _NAMED.sub(lambda match: _rewritten(match, match[3], _NUMBER[match[2]], match[1]), text)
    if language in SOLAR:
        text = _FIGURES.sub(lambda match: _rewritten(match, match[1], int(match[3]), match[4]), text)
    return text


def _rewritten(match: re.Match[str], year: str, month: int, day: str) -> str:
    when = gregorian(int(year), month, int(day))
    return match[0] if when is None else when.isoformat()


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day in our calendar; ``None`` where there is no such day.

    >>> gregorian(1403, 12, 30), gregorian(1404, 12, 30)
    (datetime.date(2025, 3, 20), None)
    """
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= (31 if month < 7 else 30):
        return None
    cycles, within = divmod(year, _CYCLE)
    if (month, day) == (12, 30) and within not in _LEAP:
        return None
    days = 365 * (year - 1) + cycles * len(_LEAP) + sum(leap < within for leap in _LEAP)
    return date.fromordinal(_EPOCH + days + (month - 1) * 30 + min(month - 1, 6) + day - 1)
