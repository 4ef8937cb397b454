"""Reading a written date: characters become tokens, and the order of their kinds tells what they mean.

A string such as ``Fri, 21. November 2014 um 22:08 Uhr`` becomes the kinds ``w p N M Y f T``; compiled patterns over
that short string find day, month and year in any order that a language uses, and the time of day beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from newscrawl.date_eastern import EASTERN, western
from newscrawl.date_words import MULTIWORD, WEEKDAY_TOO, WORDS, fold, words_for
from newscrawl.date_zones import ZONES

__all__ = ["Clock", "Moment", "Scan", "Token", "scan"]

_PIECES: Final = r"""
  (?P<ymd>(?<!\d)(?P<y>\d{4})\s?(?P<ys>[-./])\s?(?P<ym>\d{1,2})\s?(?P=ys)\s?(?P<yd>\d{1,2})(?!\d)\.?(?:t(?=\d))?)
| (?P<abc>(?<!\d)(?P<a>\d{1,2})\s?(?P<s>[-./])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<c>\d{4}|\d{2})(?!\d)(?:t(?=\d))?)
| (?P<clock>(?P<ch>\d{1,2}):(?P<cm>\d{2})(?::(?P<cs>\d{2})(?:[.,](?P<cf>\d{1,9}))?)?(?![\d]|:\d)
     (?:\s?(?P<ca>[ap])\.?\s?m\b\.?|\s?(?:uhr|h)\b)?)
| (?P<halved>(?P<ah>\d{1,2})(?:\.(?P<am>\d{2}))?\s?(?P<aa>[ap])\.?\s?m\b\.?)
| (?P<named>(?P<nh>\d{1,2})(?:\.(?P<nm>\d{2}))?\s?uhr\b(?:\s(?P<nm2>\d{2})\b)?)
| (?P<lettered>(?P<lh>\d{1,2})\s?[hu](?:\s?(?P<lm>\d{2})(?:\s?min\b)?)?(?![^\W\d_]|\d))
| (?P<pair>(?<![\d.])(?P<p1>\d{1,2})(?P<ps>[./])(?P<p2>\d{1,2})(?![\d/]|\.\d)\.?)
| (?P<number>\d+)(?:(?:st|nd|rd|th|er|ere|ste|o|a)\b)?
| (?P<vimonth>thang\s(?P<vm>\d{1,2})\b)
| (?P<word>(?:MULTIWORD)(?![^\W\d_])|[^\W\d_]+)
| (?P<mark>[^\w\s])
"""
"""What dates are made of; tried on folded text, so all letters are small and bare."""


def _tokens(multiword: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_PIECES.replace("MULTIWORD", "|".join(map(re.escape, multiword))), re.VERBOSE)


_TOKENS: Final = _tokens(MULTIWORD)
_ASCII_TOKENS: Final = _tokens(word for word in MULTIWORD if word.isascii())
"""The same for text of ASCII only, which spares trying the others' words."""

_CLOCKS: Final = frozenset({"clock", "halved", "named", "lettered"})
_HALVES: Final = {"a": 0, "p": 12}

_ZONE: Final = re.compile(
    r"\s?[(\[]?(?:(?:utc|gmt)?\s?(?P<sign>[+\-−])(?P<hours>\d{2}):?(?P<minutes>\d{2})(?!\d)"
    r"|(?:utc|gmt)\s?(?P<sign2>[+\-−])(?P<hours2>\d{1,2})(?!\d)"
    r"|(?<=\d)(?P<sign3>[+\-−])(?P<hours3>\d{2})(?![\d:])"
    r"|(?P<name>[^\W\d_]{1,7})(?![^\W_]))"
)

_YY: Final = r"N(?=[pfTAw]*\Z|[pf]*T)(?!p?Y)"
_DATE: Final = re.compile(
    r"(?P<d>D)"
    rf"|(?P<dmy>N[fpu]{{0,3}}M[fpu]{{0,3}}(?:Y|{_YY}))"
    rf"|(?P<mdy>M[fp]{{0,2}}N(?:pN(?=[fp]*Y))?[fp]{{0,3}}(?:Y|{_YY}))"
    r"|(?P<ymd>Y[fpu]{0,3}M[fp]{0,2}N)"
    r"|(?P<ydm>Y[fpu]{0,3}N[fp]{0,2}M)"
    r"|(?P<mdty>M[fp]?N[fp]?T[fpx#]{0,3}Y)"
    r"|(?P<dm>N[fp]{0,2}M)"
    r"|(?P<md>M[fp]{0,2}N)"
)
"""Dates over the kinds of tokens. A year of two figures must end the date or stand before the time."""

_THAI: Final = re.compile("[\u0e01-\u0e4e]")
_BUDDHIST: Final = 543
"""Years between the Thai calendar and ours."""

_YEAR_FIRST: Final = frozenset({"ko", "ja", "zh", "hu", "lt", "mn"})
"""Languages that write year, month, day, so ``14.11.21`` too."""


class Token(NamedTuple):
    """A piece of a folded string.

    ``kind`` is one of :data:`newscrawl.date_words.WORDS`, or N number of one or two figures, Y year, # other number,
    D date in figures, P pair of figures, T time of day, p punctuation, x unknown word.
    """

    kind: str
    text: str
    value: int
    match: re.Match[str]


class Clock(NamedTuple):
    """A time of day as written."""

    hour: int
    minute: int = 0
    second: int = 0
    microsecond: int = 0
    zone: int | str | None = None
    """Minutes east of UTC, or an IANA name."""


class Moment(NamedTuple):
    """A date as written."""

    year: int | None
    month: int
    day: int
    open: bool = False
    """Whether day and month may be the other way round as far as the figures tell."""

    short: bool = False
    """Whether the year has two figures, so that only what stands alone is surely a date."""


class Scan(NamedTuple):
    """What a string holds."""

    tokens: list[Token]
    moment: Moment | None
    clock: Clock | None
    strangers: int
    """Number of words and numbers that belong to no date."""


def scan(text: str, *, language: str | None = None, day_first: bool = True) -> Scan:
    """Find the first date and time in ``text``; ``day_first`` decides where figures leave the order open."""
    folded = fold(text)
    if EASTERN.search(folded):
        folded = western(folded)
    tokens = _tokenise(folded, language)
    kinds = "".join([token.kind for token in tokens])
    found = _DATE.search(kinds)
    moment = _moment(found, tokens, language, day_first) if found else None
    used = range(*found.span()) if found and moment else range(0)
    at, clock, end = _find_clock(folded, tokens, used, language, text)
    if moment is None and clock is not None:
        moment, used = _from_pair(tokens, day_first)
    begin = tokens[at].match.start() if at >= 0 else 0
    strangers = 0
    for i, (kind, _, _, match) in enumerate(tokens):
        if kind in "x#NYMDP" and i not in used and i != at and not begin <= match.start() < end:
            strangers += 1
    return Scan(tokens, moment, clock, strangers)


def _tokenise(text: str, language: str | None) -> list[Token]:
    special = words_for(language)
    tokens: list[Token] = []
    months = 0
    pattern = _ASCII_TOKENS if text.isascii() else _TOKENS
    for match in pattern.finditer(text):
        name = match.lastgroup
        piece = match.group()
        kind, value = "p", 0
        if name == "word":
            kind, value = special.get(piece) or WORDS.get(piece) or ("x", 0)
            months += kind == "M"
        elif name == "number":
            digits = match["number"]
            value = int(digits) if len(digits) < 10 else 0
            if 2400 < value < 2700 and _THAI.search(text):
                value -= _BUDDHIST
            kind = "N" if len(digits) < 3 else "Y" if len(digits) == 4 and 1500 < value < 2200 else "#"
        elif name == "vimonth":
            kind, value = "M", int(match["vm"])
            months += 1
        elif name in _CLOCKS:
            kind = "T"
        elif name in ("ymd", "abc"):
            kind = "D"
        elif name == "pair":
            kind = "P"
        tokens.append(Token(kind, piece, value, match))
    if months > 1:
        return [t._replace(kind="w") if t.kind == "M" and t.text in WEEKDAY_TOO else t for t in tokens]
    return tokens


def _moment(found: re.Match[str], tokens: list[Token], language: str | None, day_first: bool) -> Moment | None:
    first = tokens[found.start()]
    if first.kind == "D":
        return _from_figures(first.match, language, day_first)
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
        year, short = _full_year(numbers[1].value), True
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
            moment = _ordered(_full_year(c), a, b, day_first or match["s"] == ".")
        return moment._replace(short=True) if moment else None
    if match["s"] == "." and b <= 12:
        return _checked(c, b, a)
    return _ordered(c, a, b, day_first)


def _ordered(year: int | None, a: int, b: int, day_first: bool) -> Moment | None:
    day, month = (a, b) if (day_first and b <= 12) or a > 12 else (b, a)
    checked = _checked(year, month, day)
    return checked._replace(open=a <= 12 and b <= 12 and a != b) if checked else None


def _checked(year: int | None, month: int, day: int) -> Moment | None:
    return Moment(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _full_year(figures: int) -> int:
    return figures + (2000 if figures < 70 else 1900)


def _find_clock(
    text: str, tokens: list[Token], used: range, language: str | None, raw: str
) -> tuple[int, Clock | None, int]:
    """Return the place of the clock among the tokens (-1: none), its reading and where its zone ends in the text.

    ``raw`` is the text before folding: short names of zones must be in capitals.
    """
    places = [i for i, token in enumerate(tokens) if token.kind == "T"]
    if not places and used:
        places = [i for i, token in enumerate(tokens) if i not in used and _is_dotted_clock(token)]
    if not places:
        return -1, None, 0
    after = [i for i in places if i >= used.start]
    at = after[0] if after else places[-1]
    hour, minute, second, micro, half = _reading(tokens[at].match)
    end = tokens[at].match.end()
    if half is None and at + 1 < len(tokens) and tokens[at + 1].kind == "A":
        half, end = tokens[at + 1].value, tokens[at + 1].match.end()
    elif half is None:
        before = next((token for token in reversed(tokens[:at]) if token.kind != "p"), None)
        half = before.value if before is not None and before.kind == "A" else None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return -1, None, 0
    zone, end = _zone(text, end, language, raw)
    return at, Clock(hour, minute, min(second, 59), micro, zone), end


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
        if minutes > 15 * 60:
            return None, end
        return (minutes if sign == "+" else -minutes), match.end()
    name = match["name"]
    if len(name) < 4 and name != "z" and name.upper() not in raw:
        return None, end  # a word such as French "et" or "est"
    if name == "cst" and language == "zh":
        return 480, match.end()
    zone = ZONES.get(name)
    return zone, match.end() if zone is not None else end


def _from_pair(tokens: list[Token], day_first: bool) -> tuple[Moment | None, range]:
    """Read day and month without year: ``21.11.`` or ``11/21``; only beside a time of day."""
    for i, token in enumerate(tokens):
        if token.kind == "P":
            match = token.match
            a, b = int(match["p1"]), int(match["p2"])
            return _ordered(None, a, b, day_first or match["ps"] == "."), range(i, i + 1)
    return None, range(0)
