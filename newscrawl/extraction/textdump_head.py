"""The head of a text dump: headline, dek, byline and date, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from newscrawl.dates import is_date
from newscrawl.extraction.byline import agency_in, is_agency, split_names
from newscrawl.extraction.dateline import find_dateline
from newscrawl.extraction.textdump_words import BYLINE, BYLINE_TAIL, PING

__all__ = ["TextHead", "read_head"]

_WINDOW: Final = 60
"""Lines in which the head must end."""

_LONGEST_HEAD_LINE: Final = 400
_LONGEST_HEADLINE: Final = 220
_SHORTEST_STORY: Final = 30
"""Characters that follow a dateline at least."""

_DEEPEST_DATE: Final = 3
_LONGEST_NAME: Final = 60
_LONGEST_COMMENT: Final = 4
"""Paragraphs, the next reader's name among them."""

_MOST_COMMENT_TEXT: Final = 700

_WORD: Final = re.compile(r"\w{4,}")
_FEWEST_WORDS: Final = 5
_SAID_AGAIN: Final = 0.6
"""Share of its longer words that a dek has in common with the paragraph that tells the same."""

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\Z")
_HOLDS_SENTENCE: Final = re.compile(r"[.!?…。！？؟।](?:[\"'”’»)\]]*\Z|\s)|[:：]\Z")
_CAPITALISED: Final = re.compile(r"[^\W\d_a-zß-ÿ]")
_SMALL_BYLINE: Final = re.compile(r"by [a-z]{2,} [a-z]{2,}\Z")
_TITLES: Final = re.compile(r"(?:,?\s(?:Jr|Sr|Ph\.D|M\.D|Esq)\.)+\Z")
_HANDLE: Final = re.compile(r"\s@\w+\Z")
_PARTICLES: Final = frozenset(
    "de da do dos das di del della der den van von zu la le el al bin ibn ben y e i and und et en och og".split()
)


@dataclass(kw_only=True, slots=True)
class TextHead:
    """What stands above the body."""

    entries: list[str] = field(default_factory=list)
    """Lines above the headline: a list of headlines without marks."""

    headline: str | None = None
    dek: str | None = None
    byline: str | None = None
    dates: list[str] = field(default_factory=list)
    body_start: int = 0
    """Index of the first line of the body."""


def read_head(lines: Sequence[str]) -> TextHead:
    """Read the lines above the body.

    The body begins with the paragraph that has an agency dateline; without one, behind the byline and the date; without
    those, behind the headline and a dek that does not end like a sentence.
    """
    if not lines:
        return TextHead()
    dateline = _first_dateline(lines)
    above = range(1, min(len(lines), _WINDOW, dateline or _WINDOW))
    marks = [at for at in above if _is_mark(lines, at, sure=dateline is not None)]
    if dateline is not None:
        body = dateline
    elif marks:
        body = _end_of_run(marks) + 1
        marks = [at for at in marks if at < body]
    else:
        return _bare_head(lines)
    top = marks[0] if marks else body
    first = _headline_above(lines, top)
    head = TextHead(entries=list(lines[:first]), headline=lines[first], body_start=body)
    _fill(head, lines, first, top)
    return head


def _fill(head: TextHead, lines: Sequence[str], first: int, top: int) -> None:
    """Sort the lines between headline and body."""
    deks: list[str] = []
    for at in range(first + 1, head.body_start):
        line = lines[at]
        if is_date(line):
            head.dates.append(line)
        elif head.byline is None and (is_byline(line) or (at >= top and _is_name(line))):
            head.byline = line
        elif at <= top or not deks:
            deks.append(line)
    if head.byline is None and deks and _is_name(deks[-1]):
        head.byline = deks.pop()
    head.dek = " ".join(deks) or None


def _bare_head(lines: Sequence[str]) -> TextHead:
    """Read a head without byline, date and dateline.

    A short line that is no sentence is the dek, and so is a sentence that the next paragraph says again.
    """
    head = TextHead(headline=lines[0], body_start=1)
    if len(lines) < 3 or len(lines[1]) > _LONGEST_HEADLINE:
        return head
    if not _HOLDS_SENTENCE.search(lines[1]) or _is_said_again(lines[1], lines[2]):
        head.dek, head.body_start = lines[1], 2
    return head


def _is_said_again(sentence: str, paragraph: str) -> bool:
    words, again = (set(_WORD.findall(text.lower())) for text in (sentence, paragraph))
    return len(words) >= _FEWEST_WORDS and len(words & again) >= _SAID_AGAIN * len(words)


def _first_dateline(lines: Sequence[str]) -> int | None:
    """Return the index of the first paragraph with a dateline, if all lines above it can be a head."""
    for at, line in enumerate(lines[:_WINDOW]):
        if at and (dateline := find_dateline(line)) and not is_byline(line):
            if len(line) - len(dateline.text) >= _SHORTEST_STORY:
                return at
        elif len(line) > _LONGEST_HEAD_LINE:
            return None
    return None


def _is_mark(lines: Sequence[str], at: int, *, sure: bool) -> bool:
    """Tell whether a line is a byline, or a date of the article and not of a comment.

    Above a dateline, ``sure`` says, no comment can be.
    """
    if any(len(above) > _LONGEST_HEAD_LINE for above in lines[:at]):
        return False
    return is_byline(lines[at]) or (is_date(lines[at]) and (sure or _dates_article(lines, at)))


def _dates_article(lines: Sequence[str], at: int) -> bool:
    """Tell the date of the article from that of its first comment.

    It stands below headline, dek or byline. Where the line above may be a signature or the name of a reader, the length
    of what follows decides: an article is longer than a comment.
    """
    above = lines[at - 1]
    if at == 1 or is_byline(above) or is_date(above):
        return True
    if at > _DEEPEST_DATE:
        return False
    if at == 2 and (len(above) > _LONGEST_NAME or _SENTENCE_END.search(above)):
        return True
    following = list(takewhile(lambda line: not (is_date(line) or PING.match(line)), lines[at + 1 :]))
    return len(following) > _LONGEST_COMMENT or sum(map(len, following)) > _MOST_COMMENT_TEXT


def _end_of_run(marks: Sequence[int]) -> int:
    """Return the last of the marks that follow each other, at most one line between two."""
    end = marks[0]
    for at in marks[1:]:
        if at > end + 2:
            break
        end = at
    return end


def _headline_above(lines: Sequence[str], top: int) -> int:
    """Return the index of the headline among the lines above the byline: the first, unless headlines are listed there.

    A list shows by its length: above the byline of one story there are a headline and a dek, not four lines.
    """
    if top <= 3:
        return 0
    dek = lines[top - 1]
    has_dek = _SENTENCE_END.search(dek) is not None or len(dek) > 1.5 * len(lines[top - 2])
    return top - 2 if has_dek else top - 1


def is_byline(line: str) -> bool:
    """Tell whether a line names who wrote the article, and nothing else."""
    if len(line) > 120:
        return False
    if BYLINE_TAIL.match(line) or _SMALL_BYLINE.match(line):
        return True
    match = BYLINE.match(line)
    if match is None or match["eastern"]:
        return match is not None
    names = _TITLES.sub("", _HANDLE.sub("", match["names"]))
    if _SENTENCE_END.search(names):
        return False
    return agency_in(names) is not None or (bool(split_names(names)) and _is_capitalised(names))


def _is_capitalised(names: str) -> bool:
    words = [word for word in re.split(r"[\s,;/|()-]+", names) if word and word.lower() not in _PARTICLES]
    return bool(words) and bool(_CAPITALISED.match(words[0])) and (len(words) < 2 or bool(_CAPITALISED.match(words[1])))


def _is_name(line: str) -> bool:
    """Tell whether a line can be a signature without ``By``: names, perhaps with a role or an agency behind them."""
    if len(line) > 100 or (_SENTENCE_END.search(line) and not line.endswith(("Jr.", "Sr."))):
        return False
    if agency_in(line) == line:
        return True
    names = split_names(line)
    return bool(names) and all(_is_person(name) or is_agency(name) for name in names)


def _is_person(name: str) -> bool:
    """Tell whether words are two to four with a capital each, particles aside."""
    words = [word for word in name.split() if word.lower() not in _PARTICLES]
    return 2 <= len(words) <= 4 and len(name) <= 50 and all(word[0].isupper() for word in words)
