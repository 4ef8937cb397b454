"""What shows that a line of a page or its address is dated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from newscrawl.extraction.candidates import Candidate

__all__ = [
    "UPDATED",
    "day_in_address",
    "first_date",
    "has_date",
    "is_date_line",
    "is_mostly_date",
    "lines_of",
    "path_of",
]

UPDATED: Final = re.compile(
    r"updat|modif|aktualis|geändert|stand:|mis à jour|actuali|atualiz|aggiorn|bijgewerkt|gewijzigd|изменен|обновлен|"
    r"güncelle|zmieni|uppdatera|opdater|oppdater|edited(?! by)|revised|corrected|korrigiert|corrigé|päivitet|"
    r"aktualizov|cập nhật|diperbarui|оновлен|ενημερώθηκ|最終更新|更新|修改|수정|تحديث|تعديل|به‌روز|بروزرسان|עודכן",
    re.IGNORECASE,
)
"""Words for a change."""

_HAS_DATE = re.compile(r"\d{1,2}\D{1,4}\d{1,2}|\d{4}|\d{1,2}\D{1,12}\d{2}")
_HAS_FIGURES = re.compile(r"\d\D{1,4}\d|\d\D{1,20}\d\d|\d{6}")
_FULL_DATE = re.compile(
    r"(?:(?<!\d)(?<!\d[./-])\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}(?!:\d)|\d\d)(?!\d)|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th|º)?\s(?:de\s)?\w{3,12}\.?,?\s(?:de\s)?\d{4}|"
    r"\w{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?)"
    r"(?:[\s,–—-]*(?:at|um|à|a las|alle|às|kl\.?|om)?\s*\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?)?"
)
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}[:h]\d\d(?![\d:])")
_BARS = re.compile(r"\n|\s[|•·]\s|(?<=\d)\s[–—-]\s(?=[^\W\d])")
_PARTS = re.compile(r"\s[|•·]\s")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 160
_MOST_AROUND_DATE, _MOST_WORDS_AROUND_DATE = 45, 6
_MOST_IN_DATE_LINE = 25

_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)|"
    r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)|"
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
)
_DAY_FIRST_IN_ADDRESS = re.compile(
    r"(?<![\d])((?:0?[1-9]|[12]\d|3[01])[-._](?:0?[1-9]|1[0-2])[-._](?:199|20\d)\d)(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def has_date(text: str) -> bool:
    """Tell whether a short text can hold a date."""
    return len(text) < _LONGEST and _HAS_DATE.search(text) is not None


@lru_cache(maxsize=512)
def first_date(text: str) -> str | None:
    """Return the first full date in a text, with the time of day behind it."""
    match = _FULL_DATE.search(text)
    return match[0] if match else None


def is_date_line(text: str) -> bool:
    """Tell whether a line holds a full date, or a time of the clock, and hardly anything else in its part between bars.

    >>> is_date_line("Friday, 13 December 2024, 18:40"), is_date_line("In office since May 2022")
    (True, False)
    >>> is_date_line("Published on 13 December 2024 | Updated on 14 December 2024 | Three minutes to read")
    True
    """
    if len(text) > _MOST_IN_DATE_LINE and len(parts := _PARTS.split(text)) > 1:
        return len(text) < _LONGEST and any(map(is_date_line, parts))
    rest = _FULL_DATE.sub("", text)
    told = len(rest) < len(text) or _CLOCK.search(text) is not None
    return told and len(rest) <= _MOST_IN_DATE_LINE


def is_mostly_date(text: str) -> bool:
    """Tell whether a line can be there for its date, as a caption or a sentence with a date is not.

    >>> is_mostly_date("By Mara Quill, Friday 13 December 2024"), is_mostly_date("13 Dec: ferry held")
    (True, True)
    >>> is_mostly_date("The ferry and its crew at the old quay of Maren, 13 December 2024")
    False
    """
    date = first_date(text)
    if date is None:
        return True
    rest = text.replace(date, " ", 1)
    return len(rest) <= _MOST_AROUND_DATE and len(_WORD.findall(rest)) <= _MOST_WORDS_AROUND_DATE


def lines_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield what texts say in lines and between bars, where that is a date, then the whole texts, then their dates.

    A text with no more figures than those of a year is left out.
    """
    for text in texts:
        if not _HAS_FIGURES.search(text):
            continue
        parts = _BARS.split(text)
        if len(parts) > 1:
            yield from (part for part in parts if _HAS_DATE.search(part))
        yield text
        if is_mostly_date(text) and (date := first_date(text)) and len(date) < len(text):
            yield date


def path_of(address: str) -> str:
    """Return the path of an address; of one that is none, nothing."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def day_in_address(path: str) -> Iterator[Candidate]:
    """Yield the day that the path of an address names, if it names one.

    >>> [candidate.value for candidate in day_in_address("/world/2024/dec/03/ferry-sails")]
    ['2024-12-03']
    """
    if match := _IN_ADDRESS.search(path):
        year, month, day = (part for part in match.groups() if part)
        number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
        yield Candidate(f"{year}-{number:02}-{int(day):02}", "url")
    elif match := _DAY_FIRST_IN_ADDRESS.search(path):
        yield Candidate(match[1].replace("-", ".").replace("_", "."), "url")
