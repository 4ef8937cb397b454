"""What changed inside a paragraph, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final, NamedTuple

__all__ = ["Piece", "changed_paragraphs", "marked_body", "word_diff"]

_WORDS: Final = re.compile(r"[^\W_]+\s*|\s+|.\s*", re.DOTALL)
_MOST_WORDS: Final = 3000
_MANY_WORDS: Final = 500
"""From here on frequent words do not anchor a match, which keeps comparing linear."""


class Piece(NamedTuple):
    """A stretch of text and what became of it: ``kept``, ``removed`` or ``added``."""

    fate: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Return both texts as one sequence of pieces.

    >>> word_diff("At noon.", "At dusk.")
    [Piece(fate='kept', text='At '), Piece(fate='removed', text='noon'), Piece(fate='added', text='dusk'), \
Piece(fate='kept', text='.')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return [Piece("removed", before), Piece("added", after)]
    pieces = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_WORDS).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "".join(old[i1:i2])))
            continue
        pieces += [Piece("removed", "".join(old[i1:i2]))] if i2 > i1 else []
        pieces += [Piece("added", "".join(new[j1:j2]))] if j2 > j1 else []
    return pieces


def changed_paragraphs(change: dict[str, Any]) -> Iterator[list[Piece]]:
    """Yield the paragraphs of one entry of ``changes["body"]``, those that were rewritten as word differences."""
    for old, new in zip_longest(change.get("removed") or [], change.get("added") or []):
        if old is None or new is None:
            yield [Piece("removed" if new is None else "added", str(old or new))]
            continue
        pieces = word_diff(old, new)
        kept = sum(len(piece.text) for piece in pieces if piece.fate == "kept")
        alike = 2 * kept > 0.8 * (len(old) + len(new)) / 2
        yield from [pieces] if alike else [[Piece("removed", old)], [Piece("added", new)]]


def marked_body(before: str, changes: list[dict[str, Any]]) -> list[list[Piece]]:
    """Return all paragraphs of a revised text, with what went and came marked.

    ``before`` is the former text, ``changes`` the entries of ``changes["body"]``.
    """
    old = before.split("\n\n") if before else []
    marked: list[list[Piece]] = []
    place = 0
    for change in changes:
        at = min(int(change.get("at", 0)), len(old))
        marked += [[Piece("kept", paragraph)] for paragraph in old[place:at]]
        marked += changed_paragraphs(change)
        place = at + len(change.get("removed") or [])
    return marked + [[Piece("kept", paragraph)] for paragraph in old[place:]]
