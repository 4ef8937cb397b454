"""Telling printed times from other short texts, without parsing them."""

from __future__ import annotations

import re

__all__ = ["looks_like_time", "time_span"]

_NUMERIC = re.compile(
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}|\b(?:19|20)\d\d\b|\d{1,2}[:h]\d\d|\d\s?[年月日년월일时時]|\d{1,2}\.\d\d\s?(?:Uhr|h\b)"
)
_MONTH_DAY = re.compile(
    r"\d.{0,4}\b(?:jan|feb|f[eé]v|mar|mär|apr|avr|abr|may|mai|mag|jun|giu|juin|jul|lug|juil|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|de[czs]|dic|"
    r"ene|gen|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|"
    r"\b(?:jan|feb|f[eé]v|mar|mär|apr|avr|abr|may|mai|jun|jul|juil|aug|aoû|sep|oct|okt|nov|de[cz])[a-zéûä]*\.?\s\d",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:ago|vor|hace|il y a|fa|há|atrás|назад|sedan|siden|geleden|temu|önce|yesterday|today|gestern|heute|hier|ayer|"
    r"ieri|ontem|вчера|сегодня|just now|gerade eben)\b|전\b|前|منذ|قبل|לפני|어제|오늘|昨日|昨天|今天|刚刚|방금",
    re.IGNORECASE,
)
_LONGEST = 90

_SPAN_TAIL = re.compile(
    r"\s*(?:[ap]\.?\s?m\b\.?|uhr|h\b|ago\b|(?:second|minute|hour|day|week|month|year)s?\s+ago\b|[年月日년월일時时分초분시前전]|"
    r"(?:UTC|GMT|[A-Z]{3,4})(?:[+-]\d{1,2})?\b|Z\b)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"(?:[\s./,:|•·@–—-]|[^\W\d_]{1,12}\.?){0,5}\Z")
_LEAD = re.compile(r"(?:[^\W\d_]{2,12}\.?,?\s+){0,2}\Z")
_GAP_MAX = 24


def looks_like_time(text: str) -> bool:
    """Tell whether a short text can be a date, a time of day or a relative time.

    >>> looks_like_time("November 21, 2014 at 10:08 PM"), looks_like_time("3 answers")
    (True, False)
    """
    if not text or len(text) > _LONGEST:
        return False
    has_digit = _DIGITS.search(text) is not None
    if has_digit and (_NUMERIC.search(text) or _MONTH_DAY.search(text)):
        return True
    return bool(_RELATIVE.search(text)) and (has_digit or len(text) < 32)


def time_span(text: str) -> str | None:
    """Cut the time out of a longer line; ``None`` when there is none.

    >>> time_span("Posted by Kim on 3 May 2014 at 10:08 pm | Reply")
    '3 May 2014 at 10:08 pm'
    """
    best: str | None = None
    start = end = -1
    runs = [*_DIGITS.finditer(text)]
    for run in runs:
        gap = text[end : run.start()]
        if start >= 0 and len(gap) <= _GAP_MAX and _GAP.match(gap):
            end = run.end()
        else:
            best = _longer(best, _widen(text, start, end))
            start, end = run.span()
    return _longer(best, _widen(text, start, end))


def _widen(text: str, start: int, end: int) -> str | None:
    if start < 0:
        return None
    if tail := _SPAN_TAIL.match(text, end):
        end = tail.end()
    for cut in _leads(text, start):
        span = text[cut:end].strip(" ,|-–—·•")
        if looks_like_time(span):
            return span
    return None


def _leads(text: str, start: int) -> list[int]:
    """Return places where the time can begin: at its first digit, or with a month or weekday before it."""
    lead = _LEAD.search(text, 0, start)
    words = [*re.finditer(r"[^\W\d_]+\.?,?\s+", text[lead.start() : start])] if lead else []
    cuts = [start]
    for word in reversed(words):
        name = word.group().strip(" ,.\t\n").lower()
        if _MONTH_DAY.search(f"{name} 1") or name[:3] in _WEEKDAYS:
            cuts.insert(0, lead.start() + word.start() if lead else start)
        else:
            break
    return cuts


_WEEKDAYS = frozenset(
    "mon tue wed thu fri sat sun die mit don fre sam son lun mar mié mer jue jeu gio vie ven sáb sab dom dim seg ter "
    "qua qui sex пон вто сре чет пят суб вос".split()
)


def _longer(a: str | None, b: str | None) -> str | None:
    return b if b and (not a or len(b) > len(a)) else a
