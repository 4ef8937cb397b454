"""The pieces that a written date is made of, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from newscrawl.date_words import MULTIWORD, WEEKDAY_TOO, WORDS, words_for

__all__ = ["BUDDHIST", "BUDDHIST_YEARS", "Token", "is_thai", "tokenise"]

_PIECES: Final = r"""
  (?P<ymd>(?<!\d)(?P<y>\d{4})\s?(?P<ys>[-./])\s?(?P<ym>\d{1,2})\s?(?P=ys)\s?(?P<yd>\d{1,2})(?!\d)\.?(?:t(?=\d))?)
| (?P<abc>(?<!\d)(?P<a>\d{1,2})\s?(?P<s>[-./])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<c>\d{4}|\d{2})(?!\d)(?:t(?=\d))?)
| (?P<clock>(?P<ch>\d{1,2}):(?P<cm>\d{2})(?::(?P<cs>\d{2})(?:[.,](?P<cf>\d{1,9}))?)?(?![\d]|:\d)
     (?:\s?(?P<ca>[ap])\.?\s?m\b\.?|\s?(?:uhr|h)\b)?)
| (?P<halved>(?P<ah>\d{1,2})(?:\.(?P<am>\d{2}))?\s?(?P<aa>[ap])\.?\s?m\b\.?)
| (?P<named>(?P<nh>\d{1,2})(?:\.(?P<nm>\d{2}))?\s?uhr\b(?:\s(?P<nm2>\d{2})\b)?)
| (?P<lettered>(?P<lh>\d{1,2})\s?[hu](?:\s?(?P<lm>\d{2})(?:\s?min\b)?)?(?![^\W\d_]|\d))
| (?P<pair>(?<![\d.])(?P<p1>\d{1,2})(?P<ps>[./-])(?P<p2>\d{1,2})(?![\d/-]|\.\d)\.?)
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
_THAI: Final = re.compile("[\u0e01-\u0e4e]")
BUDDHIST: Final = 543
"""Years between the Thai calendar and ours."""

BUDDHIST_YEARS: Final = range(2401, 2700)


class Token(NamedTuple):
    """A piece of a folded string.

    ``kind`` is one of :data:`newscrawl.date_words.WORDS`, or N number of one or two figures, Y year, # other number,
    D date in figures, P pair of figures, T time of day, p punctuation, x unknown word.
    """

    kind: str
    text: str
    value: int
    match: re.Match[str]


def is_thai(text: str) -> bool:
    """Tell whether a text has letters of the Thai script."""
    return _THAI.search(text) is not None


def tokenise(text: str, language: str | None = None) -> list[Token]:
    """Take a folded text apart; ``language`` is a primary subtag, for words that mean something else there."""
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
            if value in BUDDHIST_YEARS and is_thai(text):
                value -= BUDDHIST
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
