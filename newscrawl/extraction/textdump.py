"""Taking a plain-text dump of an article page apart, line by line.

A dump is what remains of a page when its mark-up is dropped: lists of headlines, then headline, dek, byline, date and
body, then pingbacks and comments, each paragraph on a line. Blank lines may stand between any two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from newscrawl.extraction.textdump_discussion import TextDiscussion, find_discussion, read_discussion
from newscrawl.extraction.textdump_head import TextHead, read_head
from newscrawl.extraction.textdump_words import BULLET, LIST_NAME
from newscrawl.text import clean, whole_number

__all__ = ["TextDump", "TextList", "parse_dump"]

_LONGEST_NAME: Final = 40
_MOST_NAME_WORDS: Final = 5
_WRAP: Final = 100
"""Lines of a dump that was wrapped are no longer than this."""


@dataclass(kw_only=True, slots=True)
class TextList:
    """A list of headlines in a dump."""

    name: str | None
    entries: list[str]


@dataclass(kw_only=True, slots=True)
class TextDump:
    """The parts of a dump."""

    lists: list[TextList] = field(default_factory=list)
    head: TextHead = field(default_factory=TextHead)
    body: list[str] = field(default_factory=list)
    discussion: TextDiscussion = field(default_factory=TextDiscussion)


def parse_dump(text: str) -> TextDump:
    """Take a dump apart; what is not there is empty."""
    lines = _lines(text)
    dump = TextDump()
    start = _leading_lists(lines, dump.lists)
    lines = lines[start:]
    lines = lines[: len(lines) - _closing_list(lines, dump.lists)]
    dump.head = read_head(lines)
    if dump.head.entries:
        dump.lists.insert(0, TextList(name=None, entries=dump.head.entries))
    end = find_discussion(lines, dump.head.body_start)
    body = lines[dump.head.body_start : end]
    dump.body = body[: len(body) - _closing_list(body, dump.lists)]
    dump.discussion = read_discussion(lines[end:])
    return dump


def _lines(text: str) -> list[str]:
    """Return the paragraphs of a dump, hard-wrapped lines joined."""
    raw = [clean(line) for line in text.splitlines()]
    width = max(map(len, raw), default=0)
    if width > _WRAP or "" not in raw:
        return [line for line in raw if line]
    lines: list[str] = []
    last = ""
    for line in raw:
        word = line.partition(" ")[0]
        if last and line and not BULLET.match(line) and len(last) + 1 + len(word) > width:
            lines[-1] += " " + line
        elif line:
            lines.append(line)
        last = line
    return lines


def _entry(line: str) -> str | None:
    match = BULLET.match(line)
    return line[match.end() :] if match else None


def _run(lines: Sequence[str], start: int) -> list[str]:
    """Return the entries of the list that begins at ``start``; numbered lists count from one."""
    entries: list[str] = []
    for line in lines[start:]:
        match = BULLET.match(line)
        if match is None or (match["number"] and whole_number(match["number"]) != len(entries) + 1):
            break
        entries.append(line[match.end() :])
    return entries


def _is_name(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and len(line.split()) <= _MOST_NAME_WORDS and not line.endswith((".", "。", "?"))


def _leading_lists(lines: Sequence[str], lists: list[TextList]) -> int:
    """Take the lists above the headline; return the number of their lines."""
    at = 0
    while at < len(lines):
        if entries := _run(lines, at):
            lists.append(TextList(name=None, entries=entries))
            at += len(entries)
        elif _is_name(lines[at]) and len(entries := _run(lines, at + 1)) > 1:
            lists.append(TextList(name=lines[at].rstrip(":："), entries=entries))
            at += 1 + len(entries)
        else:
            break
    return at


def _closing_list(lines: Sequence[str], lists: list[TextList]) -> int:
    """Take a named list at the end, such as ``Most read``; return the number of its lines."""
    start = len(lines)
    while start and _entry(lines[start - 1]):
        start -= 1
    entries = _run(lines, start)
    if not start or len(entries) < 2 or start + len(entries) != len(lines):
        return 0
    name = lines[start - 1]
    if not (_is_name(name) and LIST_NAME.match(name)):
        return 0
    lists.append(TextList(name=name.rstrip(":："), entries=entries))
    return len(entries) + 1
