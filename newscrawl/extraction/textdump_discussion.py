"""The discussion at the end of a text dump: comments, pingbacks, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from newscrawl.dates import is_date
from newscrawl.extraction.textdump_words import ACTION_TAIL, AUTHOR_HEAD, AUTHOR_TAIL, FORM, PING, SECTION
from newscrawl.text import grouped_number

__all__ = ["TextComment", "TextDiscussion", "TextPing", "find_discussion", "read_discussion"]

_LONGEST_NAME: Final = 60
_MOST_NAME_WORDS: Final = 6
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟:：;][\"'”’»)]*\Z")
_ABBREVIATED: Final = re.compile(r"(?:\A|\s)[^\W\d_]{1,3}\.\Z")
_INLINE: Final = re.compile(r"\s*(?:[—–|·•@,(]|\s-|\s(?:on|am|le|el|il|em|op|в|at)\s)\s*(?=\S)", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d")
_ADDRESS: Final = re.compile(r"\s*[(<\[]?(?P<url>https?://[^\s)>\]]+)[)>\]]?\s*\Z")
_NUMBERS: Final = {"one": 1, "ein": 1, "un": 1, "une": 1, "uno": 1, "no": 0}


@dataclass(kw_only=True, slots=True)
class TextComment:
    """A comment of a dump."""

    author: str | None
    date: str
    paragraphs: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class TextPing:
    """A pingback or trackback of a dump."""

    kind: str
    title: str | None
    url: str | None = None
    date: str | None = None
    paragraphs: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class TextDiscussion:
    """What stands below the body."""

    comments: list[TextComment] = field(default_factory=list)
    pings: list[TextPing] = field(default_factory=list)
    declared: int | None = None


class _Head(NamedTuple):
    """The lines that begin a comment."""

    author: str
    date: str
    size: int


def find_discussion(lines: Sequence[str], start: int) -> int:
    """Return the index of the line at which the discussion begins; the number of lines if none does."""
    for at in range(start, len(lines)):
        line = lines[at]
        if PING.match(line) or _comment_head(lines, at):
            return at
        if (SECTION.match(line) or FORM.match(line)) and _is_heading(lines, at):
            return at
    return len(lines)


def read_discussion(lines: Sequence[str]) -> TextDiscussion:
    """Read comments and pings in order; lines that belong to none, such as the comment form, are left out."""
    found = TextDiscussion()
    current: TextComment | TextPing | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        empty = isinstance(current, TextComment) and not current.paragraphs
        if (ping := PING.match(line)) and not empty:
            current = _ping(ping)
            found.pings.append(current)
        elif head := _comment_head(lines, at):
            current = TextComment(author=head.author, date=head.date)
            found.comments.append(current)
            at += head.size - 1
        elif FORM.match(line) or (not empty and _parts_entries(line, first=current is None)):
            found.declared = _declared(line) if found.declared is None else found.declared
            current = None
        elif date := _date(line):
            current = _dated(found, current, date)
        elif current is not None and not ACTION_TAIL.match(line):
            current.paragraphs.append(line)
        at += 1
    return found


def _parts_entries(line: str, *, first: bool) -> bool:
    """Tell a heading of the discussion; below a comment only one with a number is, for readers write "no comment"."""
    return SECTION.match(line) is not None and (first or any(map(str.isdigit, line)))


def _dated(found: TextDiscussion, current: TextComment | TextPing | None, date: str) -> TextComment | TextPing:
    """Take a date that stands alone: the time of the ping above it, or the head of a comment without name."""
    if isinstance(current, TextPing) and current.date is None and not current.paragraphs:
        current.date = date
        return current
    comment = TextComment(author=None, date=date)
    found.comments.append(comment)
    return comment


def _comment_head(lines: Sequence[str], at: int) -> _Head | None:
    """Read an author with a date below or beside the name."""
    line = lines[at]
    if len(line) > 3 * _LONGEST_NAME or PING.match(line):
        return None
    if at + 1 < len(lines) and (date := _date(lines[at + 1])) and (author := _author(line)) and not _date(line):
        return _Head(author, date, 2)
    if not _FIGURE.search(line):
        return None
    for gap in _INLINE.finditer(line):
        rest = line[gap.end() :]
        if len(rest) > _LONGEST_NAME or not _FIGURE.search(rest):
            continue
        date = _date(rest.rstrip(")")) if "(" in gap.group() else _date(rest)
        if date and _FIGURE.search(date) and (author := _author(line[: gap.start()])):
            return _Head(author, date, 1)
    return None


def _date(line: str) -> str | None:
    """Return the date that a line is, without links beside it (``Reply``, ``Permalink``)."""
    if len(line) > 2 * _LONGEST_NAME:
        return None
    if is_date(line):
        return line
    bare = ACTION_TAIL.sub("", line)
    return bare if bare and bare != line and is_date(bare) else None


def _author(line: str) -> str | None:
    name = AUTHOR_TAIL.sub("", AUTHOR_HEAD.sub("", ACTION_TAIL.sub("", line) or line, count=1))
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_NAME_WORDS or not any(map(str.isalnum, name)):
        return None
    ends = _SENTENCE_END.search(name) and not _ABBREVIATED.search(name)
    return None if ends and len(name.split()) > 1 else name


def _ping(match: re.Match[str]) -> TextPing:
    kind = "trackback" if match["trackback"] else "webmention" if match["webmention"] else "pingback"
    title: str | None = match["title"]
    url = None
    if address := _ADDRESS.search(match["title"]):
        url = address["url"]
        title = match["title"][: address.start()].rstrip(" -–—|") or None
    return TextPing(kind=kind, title=title, url=url)


def _is_heading(lines: Sequence[str], at: int) -> bool:
    """Tell the heading of a discussion from a line of the body: it has a number, or comments follow, or nothing."""
    if at + 1 == len(lines) or any(map(str.isdigit, lines[at])) or FORM.match(lines[at]):
        return True
    return any(PING.match(lines[k]) or _comment_head(lines, k) for k in range(at + 1, min(at + 4, len(lines))))


def _declared(line: str) -> int | None:
    match = SECTION.match(line)
    number = (match["before"] or match["after"]) if match else None
    if not number:
        return None
    count = grouped_number(number)
    return _NUMBERS.get(number.lower()) if count is None else count
