"""Reading a written date: characters become tokens, and the order of their kinds tells what they mean.

A string such as ``Fri, 21. November 2014 um 22:08 Uhr`` becomes the kinds ``w p N M Y f T``; compiled patterns over
that short string find day, month and year in any order that a language uses, and the time of day beside them.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from newscrawl.date_clock import Clock, find_clock
from newscrawl.date_eastern import EASTERN, western
from newscrawl.date_persian import SOLAR, persian
from newscrawl.date_tokens import BUDDHIST, BUDDHIST_YEARS, Token, is_thai, tokenise
from newscrawl.date_words import fold

__all__ = ["Moment", "Scan", "scan"]

_YY: Final = r"N(?=[pfTAw]*\Z|[pf]*T)(?!p?Y)"
_DATE: Final = re.compile(
    r"(?P<d>D)"
    rf"|(?P<dmy>N[fpu]{{0,3}}M(?:pM)?[fpu]{{0,3}}(?:Y|{_YY}))"
    rf"|(?P<mdy>M[fp]{{0,2}}N(?:pN(?=[fp]*Y))?[fp]{{0,3}}(?:Y|{_YY}))"
    r"|(?P<ymd>Y[fpu]{0,3}M[fp]{0,2}N)"
    r"|(?P<ydm>Y[fpu]{0,3}N[fp]{0,2}M)"
    r"|(?P<mdty>M[fp]?N[fp]?T[fpx#]{0,3}Y)"
    r"|(?P<py>PY)"
    r"|(?P<dm>N[fp]{0,2}M)"
    r"|(?P<md>M[fp]{0,2}N)"
)
"""Dates over the kinds of tokens. A year of two figures must end the date or stand before the time."""

_GLUED: Final = re.compile(r"((?<!\d)(?:19|20)\d\d(?=\d{1,2}[:/.]\d\d)|(?<=\d[./]\d\d[./])\d\d(?=\d\d:\d\d))")
"""A year that runs into what stands behind it, where mark-up parted them: ``3 May 202410:15``, ``3.05.2410:15``."""

_YEAR_FIRST: Final = frozenset({"ko", "ja", "zh", "hu", "lt", "mn"})
"""Languages that write year, month, day, so ``14.11.21`` too."""


class Moment(NamedTuple):
    """A date as written."""

    year: int | None
    month: int
    day: int
    open: bool = False
    """Whether day and month may be the other way round as far as the figures tell."""

    short: bool = False
    """Whether the year has two figures and the others are not padded: then only what stands alone is a date."""


class Scan(NamedTuple):
    """What a string holds."""

    tokens: list[Token]
    moment: Moment | None
    clock: Clock | None
    strangers: int
    """Number of words and numbers that belong to no date."""


def scan(text: str, *, language: str | None = None, day_first: bool = True) -> Scan:
    """Find the first date and time in ``text``; ``day_first`` decides where figures leave the order open."""
    folded = _GLUED.sub(r"\1 ", fold(text))
    if not folded.isascii():
        folded = western(folded) if EASTERN.search(folded) else persian(folded, language)
    elif language in SOLAR:
        folded = persian(folded, language)
    tokens = tokenise(folded, language)
    kinds = "".join([token.kind for token in tokens])
    found = _DATE.search(kinds)
    moment = _moment(found, tokens, language, day_first) if found else None
    used = range(*found.span()) if found and moment else range(0)
    timed = find_clock(folded, text, tokens, used, language)
    if moment is None and timed is not None:
        moment, used = _from_pair(tokens, day_first)
    strangers = 0
    for i, (kind, _, _, match) in enumerate(tokens):
        if kind in "x#NYMDP" and i not in used and not (timed and timed.start <= match.start() < timed.end):
            strangers += 1
    return Scan(tokens, moment, timed.clock if timed else None, strangers)


def _moment(found: re.Match[str], tokens: list[Token], language: str | None, day_first: bool) -> Moment | None:
    first = tokens[found.start()]
    if first.kind == "D":
        return _from_figures(first.match, language, day_first)
    if first.kind == "P":
        return _ordered(tokens[found.start() + 1].value, int(first.match["p1"]), int(first.match["p2"]), day_first)
    by_kind: dict[str, list[Token]] = {}
    for token in tokens[found.start() : found.end()]:
        by_kind.setdefault(token.kind, []).append(token)
    numbers = by_kind["N"]
    day = numbers[0].value
    year: int | None = None
    short = False
    if "Y" in by_kind:
        year = by_kind["Y"][0].value
    elif len(numbers) == 2:
        if len(numbers[1].match["number"]) != 2:
            return None
        year, short = _full_year(numbers[1].value, thai=is_thai(numbers[1].match.string)), True
    month = by_kind["M"][0].value
    moment = _checked(year, month, day)
    return moment._replace(short=short) if moment else None


def _from_figures(match: re.Match[str], language: str | None, day_first: bool) -> Moment | None:
    if match["y"]:
        return _checked(int(match["y"]), int(match["ym"]), int(match["yd"]))
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["c"]) == 2:
        if language in _YEAR_FIRST or a > 31:
            moment = _checked(_full_year(a), b, c)
        else:
            moment = _ordered(_full_year(c, thai=language == "th"), a, b, day_first or match["s"] == ".")
        return moment._replace(short=len(match["abc"]) < len("21.11.14")) if moment else None
    if c in BUDDHIST_YEARS:
        c -= BUDDHIST
    if match["s"] == "." and b <= 12:
        return _checked(c, b, a)
    return _ordered(c, a, b, day_first)


def _ordered(year: int | None, a: int, b: int, day_first: bool) -> Moment | None:
    day, month = (a, b) if (day_first and b <= 12) or a > 12 else (b, a)
    checked = _checked(year, month, day)
    return checked._replace(open=a <= 12 and b <= 12 and a != b) if checked else None


def _checked(year: int | None, month: int, day: int) -> Moment | None:
    return Moment(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _full_year(figures: int, *, thai: bool = False) -> int:
    if thai and figures + 2500 - BUDDHIST >= 2000:
        return figures + 2500 - BUDDHIST
    return figures + (2000 if figures < 70 else 1900)


def _from_pair(tokens: list[Token], day_first: bool) -> tuple[Moment | None, range]:
    """Read day and month without year: ``21.11.`` or ``11/21``; only beside a time of day."""
    for i, token in enumerate(tokens):
        if token.kind == "P":
            match = token.match
            a, b = int(match["p1"]), int(match["p2"])
            if match["ps"] == "-":
                return _checked(None, a, b), range(i, i + 1)
            return _ordered(None, a, b, day_first or match["ps"] == "."), range(i, i + 1)
    return None, range(0)
