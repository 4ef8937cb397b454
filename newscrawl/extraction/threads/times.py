"""Telling printed times from other short texts, without parsing them."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl import dates
from newscrawl.date_words import WORDS, fold

__all__ = ["is_age", "is_date", "is_stamp", "looks_like_time", "time_span"]

_NUMERIC = re.compile(
    r"\d(?:\s?[./-]\s?\d{1,2}\s?[./-]\s?\d|(?:(?<=\b1)9|(?<=\b2)0)\d\d\b|[:h]\d\d|\s?[年月日년월일时時]|\.\d\d\s?(?:Uhr|h\b))"
)
"""The digit that each alternative begins with stands before them: a search skips to it."""

_MONTH_DAY = re.compile(
    r"\d.{0,4}\b(?:jan|feb|f[eé]v|mar|mär|apr|avr|abr|may|mai|mag|jun|giu|juin|jul|lug|juil|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|de[czs]|dic|"
    r"ene|gen|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|"
    r"\b(?:jan|feb|f[eé]v|mar|mär|apr|avr|abr|may|mai|jun|jul|juil|aug|aoû|sep|oct|okt|nov|de[cz])[a-zéûä]*\.?\s\d",
)
_RELATIVE = re.compile(
    r"\b(?:ago|vor|hace|il y a|fa|há|atrás|назад|sedan|siden|geleden|temu|önce|yesterday|today|gestern|heute|hier|ayer|"
    r"ieri|ontem|вчера|сегодня|just now|gerade eben)\b|전\b|前|منذ|قبل|לפני|어제|오늘|昨日|昨天|今天|刚刚|방금",
)
_AGE = re.compile(
    r"(?:over |about |almost |< ?|> ?|~ ?)?\d{1,3}\s?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mon|months?|"
    r"y|yrs?|years?|sekunden?|minuten?|std\.?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois|ans?|"
    r"horas?|d[ií]as?|semanas?|mes(?:es)?|años?|ore|giorni|mesi|anni|uur|dagen|weken|maanden|jaar)",
    re.IGNORECASE,
)
_LONGEST = 90
_ENDS = ".!?。！？؟।"
_SIGNATURE = 36
"""Most letters of a name that stands before a time (``Kim from Portsmouth, 3 May 2014``)."""

_SPAN_TAIL = re.compile(
    r"\s*(?:[ap]\.?\s?m\b\.?|[صم]\b|صباحا|مساء|uhr|h\b|น\.|ago\b|(?:second|minute|hour|day|week|month|year)s?\s+ago\b|[年月日년월일時时分초분시前전]|"
    r"(?:UTC|GMT|[A-Z]{3,4})(?:[+-]\d{1,2})?\b|Z\b)",
    re.IGNORECASE,
)
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_EASTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)
_GLUED = re.compile(r"[^\W\d_\u0e00-\uffff]{2}\Z")
"""Letters right before a number that is part of a name (``kim2012``); scripts without spaces are no sign."""

_NAMED = re.compile(r"(?<![^\W_])[^\W\d_]+\Z")
"""The same in any script and of any length, where no unit stands behind the number (``독자53 |``)."""


_BEHIND_NAME = ("", " ", "|", ",", ")")
_GAP = re.compile(r"(?:[\s./,،、(:|•·@–—\u0e31-\u0e4e-]|[^\W\d_]{1,12}\.?|\([^\W\d_]{1,9}\.?\)){0,8}\Z")
"""What stands between the numbers of a time. Marks above and below Thai letters are no letters by themselves."""

_LEAD = re.compile(r"(?:[^\W\d_]{2,12}\.?,?\s+){0,2}\Z")
_GAP_MAX = 24
_LONGEST_LEAD = 64
"""Letters before a number that are looked at: to search all of them again for each number is quadratic."""


@lru_cache(maxsize=2048)
def is_date(text: str) -> bool:
    """Tell whether a text is a date; the times of a comment are asked about several times while it is read."""
    return dates.is_date(text)


def looks_like_time(text: str) -> bool:
    """Tell whether a short text can be a date, a time of day or a relative time.

    >>> looks_like_time("November 21, 2014 at 10:08 PM"), looks_like_time("3 answers")
    (True, False)
    """
    if not text or len(text) > _LONGEST:
        return False
    has_digit = _DIGIT.search(text) is not None
    lowered = text.lower()
    if has_digit and not text.isascii():
        text = text.translate(_EASTERN_DIGITS)
    if has_digit and (_NUMERIC.search(text) or _MONTH_DAY.search(lowered)):
        return True
    return (has_digit or len(text) < 32) and _RELATIVE.search(lowered) is not None


def is_stamp(text: str) -> bool:
    """Tell whether a text is a time, with a name at most, and no sentence that mentions one."""
    if not looks_like_time(text):
        return False
    span = time_span(text)
    if span is None:
        return is_date(text)
    if text.endswith(span):
        return len(text) - len(span) <= _SIGNATURE
    return len(span) * 3 >= len(text) and text[-1] not in _ENDS


def is_age(text: str) -> bool:
    """Tell whether a text is a number and a unit of time, as links to comments show their age.

    >>> is_age("1 year"), is_age("3h"), is_age("3 answers")
    (True, True, False)
    """
    return _AGE.fullmatch(text) is not None


@lru_cache(maxsize=2048)
def time_span(text: str) -> str | None:
    """Cut the time out of a longer line; ``None`` when there is none.

    >>> time_span("Posted by kim2012 on 3 May 2014 at 10:08 pm | Reply")
    '3 May 2014 at 10:08 pm'
    """
    best: str | None = None
    start = end = -1
    runs = [run for run in _DIGITS.finditer(text) if not _is_glued(text, *run.span())]
    for run in runs:
        gap = text[end : run.start()]
        if start >= 0 and len(gap) <= _GAP_MAX and _GAP.match(gap):
            end = run.end()
        else:
            best = _longer(best, _widen(text, start, end))
            start, end = run.span()
    return _longer(best, _widen(text, start, end))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Tell whether a number is the end of a name."""
    if _GLUED.search(text, max(0, start - 2), start):
        return True
    if start == 0 or not text[start - 1].isalpha() or text[end : end + 1] not in _BEHIND_NAME:
        return False
    return _NAMED.search(text, max(0, start - _LONGEST_LEAD), start) is not None


def _widen(text: str, start: int, end: int) -> str | None:
    if start < 0:
        return None
    if tail := _SPAN_TAIL.match(text, end):
        end = tail.end()
    if text.endswith(")", end, end + 1) and "(" in text[start:end]:
        end += 1
    for cut in _leads(text, start):
        span = text[cut:end].strip(" ,|-–—·•")
        if looks_like_time(span):
            return span
    return None


def _leads(text: str, start: int) -> list[int]:
    """Return places where the time can begin: at its first digit, or with a month or weekday before it."""
    lead = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
    words = [*re.finditer(r"[^\W\d_]+\.?,?\s+", text[lead.start() : start])] if lead else []
    cuts = [start]
    for word in reversed(words):
        kind, _ = WORDS.get(fold(word.group().strip(" ,.\t\n")), ("", 0))
        if kind in ("M", "w"):
            cuts.insert(0, lead.start() + word.start() if lead else start)
        else:
            break
    return cuts


def _longer(a: str | None, b: str | None) -> str | None:
    return b if b and (not a or len(b) > len(a)) else a
