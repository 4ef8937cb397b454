"""Small sketches of texts that tell near copies (pure functions).

A text is the set of the runs of three words (of three signs in scripts without spaces) in its first 400 words. The
lowest hashes of that set are a random sample of it, so that comparing two samples estimates the share of runs that two
texts have in common (MinHash, bottom-k form).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple
from zlib import crc32

from newscrawl.identity import letters

__all__ = ["KEYS", "SAME_STORY", "Sketch", "similarity", "sketch_of"]

KEYS: Final = 10
"""So many of the lowest hashes find candidates: near copies share at least one of them."""

SAME_STORY: Final = 0.4
"""Texts with at least this share of runs in common are copies. One word in ten changed leaves about 0.57."""

_SIZE: Final = 96
_RUN: Final = 3
_LONGEST_TEXT: Final = 3000
_MOST_WORDS: Final = 400
_FEWEST_WORDS: Final = 25
_ASCII_MARKS: Final = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_OTHER_BLANKS: Final = ("  ", *"\t\n\v\f\r\x1c\x1d\x1e\x1f")
_WORD: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")


class Sketch(NamedTuple):
    """A text in small."""

    exact: str
    """Hash of the whole text; letters, without regard to white space and case."""

    hashes: array[int]
    """The lowest hashes of its runs, in order."""

    keys: tuple[int, ...]
    """The first of them, by which candidates are found."""


def sketch_of(text: str | None) -> Sketch | None:
    """Return the sketch of a text, ``None`` where it is too short to tell copies by."""
    if not text:
        return None
    folded = text.casefold()
    words = _words(folded[:_LONGEST_TEXT])
    if len(words) < _FEWEST_WORDS:
        return None
    lowest = _lowest(words)
    return Sketch(letters(_on_one_line(folded), 10), array("I", lowest), tuple(lowest[:KEYS]))


def _on_one_line(text: str) -> str:
    """Return a text with single blanks for all white space; most texts have little but blank lines to replace."""
    line = text.replace("\n\n", " ")
    unlike = not line.isascii() or line != line.strip() or any(map(line.__contains__, _OTHER_BLANKS))
    return " ".join(text.split()) if unlike else line


def _words(text: str) -> list[bytes]:
    if text.isascii():
        return text.translate(_ASCII_MARKS).encode().split()[:_MOST_WORDS]
    return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text)[:_MOST_WORDS]]


def _lowest(words: Sequence[bytes]) -> list[int]:
    """Return the lowest hashes of the runs of words, in order."""
    packed = array("I", map(crc32, words)).tobytes()
    width = 4 * _RUN
    hashes = list(map(crc32, [packed[start : start + width] for start in range(0, len(packed) - width + 1, 4)]))
    # Hashes are spread evenly: nearly always those below this bound are enough, and few are quickly sorted.
    bound = (3 * _SIZE << 31) // len(hashes)
    low = {each for each in hashes if each < bound}
    return sorted(low if len(low) >= _SIZE else set(hashes))[:_SIZE]


def similarity(one: array[int], other: array[int]) -> float:
    """Return the estimated share of runs that two texts have in common, 0 to 1; below SAME_STORY an upper bound of it.

    Most pairs that are compared have little in common, and the bound costs a fraction of the estimate.
    """
    size = max(len(one), len(other))
    common = set(one).intersection(other)
    if len(common) < SAME_STORY * size or not size:
        return len(common) / size if size else 0.0
    lowest = sorted({*one, *other})[:size]
    return len(common.intersection(lowest)) / size
