"""What shows that a line of a page or its address is dated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from newscrawl.extraction.candidates import Candidate

__all__ = [
    "BARS",
    "MEMBERSHIP",
    "before_change",
    "change_in",
    "day_in_address",
    "first_date",
    "has_date",
    "is_date_line",
    "is_mostly_date",
    "lines_of",
    "path_of",
]

_CHANGE = (
    r"updat|modif|aktualis|geändert|stand:|mise? à jour|actuali|atualiz|aggiorn|bijgewerkt|gewijzigd|aangepast|uppfær|"
    r"изменен|обновлен|güncelle|zmieni|uppdatera|opdater|oppdater|edited(?! by)|revised|corrected|korrigiert|corrigé|"
    r"päivitet|aktualiza|frissít|módosít|posodob|ažurir|izmijen|atnaujin|uuendat|обновен|обновлён|изменён|актуализ|"
    r"cập nhật|diperbarui|оновлен|ενημέρωση|ενημερώθηκ|ปรับปรุง|อัปเดต|แก้ไขล่าสุด|अपडेट|আপডেট|"
    r"最終更新|更新|修改|수정|تحديث|تعديل|به‌روز|بروزرسان|עודכן|עדכון"
)
"""Words for a change, in lower case."""

_CHANGED: Final = re.compile(_CHANGE)
_CHANGED_ASCII: Final = re.compile("|".join(word for word in _CHANGE.split("|") if word.isascii()))

_HAS_DATE = re.compile(r"\d(?:\D{1,4}\d|\d{3}|\D{1,12}\d\d)")
_HAS_FIGURES = re.compile(r"\d(?:\D{1,4}\d|\D{1,20}\d\d|\d{5})")
"""The digit that each alternative begins with stands before them: a search skips to it."""

_LETTER = r"[\w\u0900-\u0e7f]"
"""Vowel signs of the scripts of India and Thailand are no letters to ``\\w``."""

_FIGURES = (
    r"(?<!\d)(?<!\d[./-])\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}(?!:\d)|\d\d)(?!\d)|\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}|"
    r"\d{1,2}/\d{1,2}\s(?:19|20)\d\d(?!\d)|"
)
_WORDED = (
    r"\d{1,2}(?:(?:\.|st|nd|rd|th|º)?\s|\.)(?:de\s)?\w{3,12}(?:/\s?\w{3,12})?(?:\.?,?\s|\.)(?:de\s)?\d{4}|"
    r"\w{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:de\s)?\d{4}|"
    r"\d{4}\.?\s(?:m\.\s|gada\s)?(?:\d{1,2}\.\s\w{4,12}|(?<=\.\s)\w{3,12}\.?\s\d{1,2})"
)
_OTHER = (
    r"|\d{1,2}\s[\u0e01-\u0e4e.]{3,12}\s(?:พ\.ศ\.\s?)?(?:\d{4}|\d\d)(?![\d:])|"
    r"(?:\d{4}|(?:令和|平成|昭和|民國|民国)\s?(?:\d{1,3}|元))\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?"
)
_HOUR = r"(?:[\s,–—-]*(?:at|um|à|a las|alle|às|kl\.?|om)?\s*\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?HALVES)?)?"
_HOUR_BEFORE = (
    r"(?:(?<![\d:.])\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?,?\s(?:on\s|le\s|am\s|el\s|den\s)?(?=\d|\w{3,10}\.?\s\d))?"
)
_FULL_DATE = re.compile(
    rf"{_HOUR_BEFORE}(?:{_FIGURES}\d{{1,2}}\stháng\s\d{{1,2}},?\s(?:năm\s)?\d{{4}}|"
    + _WORDED.replace(r"\w", _LETTER)
    + rf"{_OTHER})"
    + _HOUR.replace("HALVES", r"|\s?[μπ]\.?μ\b\.?|\s?[صم]\b")
)
_ASCII_DATE = re.compile(f"{_HOUR_BEFORE}(?:{_FIGURES}{_WORDED})" + _HOUR.replace("HALVES", ""), re.ASCII)
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}[:h]\d\d(?![\d:])")
BARS: Final = re.compile(r"\n|\s[|•·]\s|(?<=\d)\s[–—-]\s(?=[^\W\d])")
"""What parts the pieces of a line that says who wrote a story, when, and where it stands."""

MEMBERSHIP: Final = re.compile(
    r"\b(?:joined|join date|registered|registration|member since|registriert|mitglied seit|dabei seit|beigetreten|"
    r"inscrit|membre depuis|registrad[oa]|miembro desde|iscritt[oa]|membro desde|dołączył|zarejestrowany|lid sinds|"
    r"medlem sedan|зарегистрирован|регистрация)|가입일|注册(?:日期|时间)|登録日",
    re.IGNORECASE,
)
"""What forums print beside the day on which somebody joined them."""

_PARTS = re.compile(r"\s[|•·]\s")
_LABEL = re.compile(
    r"publi[sécku]|pubbl|posted|veröffentlich|erschien|опублик|опублік|δημοσ|yayın|giriş|terbit|közzé|megjelen|gepubl|"
    r"입력|등록|نشر|انتشار|פורסם|公開|発表|发布|發布|เผยแพร่|प्रकाश|প্রকাশ"
)
"""Words for publication, in lower case."""

_LABEL_BEFORE = 35
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
    match = (_ASCII_DATE if text.isascii() else _FULL_DATE).search(text)
    return match[0] if match else None


def change_in(text: str) -> int | None:
    """Return where in a text a word for a change begins.

    >>> change_in("13 Dec. Updated 14 Dec."), change_in("13 Dec.")
    (8, None)
    """
    lowered = text.replace("İ", "i").lower()
    match = (_CHANGED_ASCII if lowered.isascii() else _CHANGED).search(lowered)
    return match.start() if match else None


def before_change(text: str) -> str:
    """Return what a text says before it tells of a change."""
    return text[: change_in(text)]


def is_date_line(text: str) -> bool:
    """Tell whether a line holds a full date, or a time of the clock, and hardly anything else in its part between bars.

    >>> is_date_line("Friday, 13 December 2024, 18:40"), is_date_line("In office since May 2022")
    (True, False)
    >>> is_date_line("Published on 13 December 2024 | Updated on 14 December 2024 | Three minutes to read")
    True
    """
    if len(text) > _MOST_IN_DATE_LINE and len(parts := _PARTS.split(text)) > 1:
        return len(text) < _LONGEST and any(map(is_date_line, parts))
    rest = (_ASCII_DATE if text.isascii() else _FULL_DATE).sub("", text)
    told = len(rest) < len(text) or _CLOCK.search(text) is not None
    return told and len(rest) <= _MOST_IN_DATE_LINE


def is_mostly_date(text: str) -> bool:
    """Tell whether a line can be there for its date, as a caption or a sentence with a date is not.

    >>> is_mostly_date("By Mara Quill, Friday 13 December 2024"), is_mostly_date("13 Dec: ferry held")
    (True, True)
    >>> is_mostly_date("Mara Quill, Our Correspondent in the Northern Isles. Published: 13 December 2024")
    True
    >>> is_mostly_date("The ferry and its crew at the old quay of Maren, 13 December 2024")
    False
    """
    date = first_date(text)
    if date is None:
        return True
    before, _, behind = text.partition(date)
    rest = f"{before} {behind}"
    if _LABEL.search(before[-_LABEL_BEFORE:].lower()):
        rest = behind
    return len(rest) <= _MOST_AROUND_DATE and len(_WORD.findall(rest)) <= _MOST_WORDS_AROUND_DATE


def lines_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield what texts say in lines and between bars, where that is a date, then the whole texts, then their dates.

    A text with no more figures than those of a year is left out.
    """
    for text in texts:
        if not _HAS_FIGURES.search(text):
            continue
        parts = BARS.split(text)
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
