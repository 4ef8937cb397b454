"""A story's history as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from newscrawl.history.diff import Piece, changed_paragraphs
from newscrawl.history.story import LABELS, Reply, Story, moment

__all__ = ["render_text"]

_WIDTH: Final = 100
_DEEPEST: Final = 12


def render_text(story: Story) -> str:
    """Return the history of a story as text: its revisions, then the discussion."""
    lines = [*_head(story), "", "REVISIONS", ""]
    for revision in story.revisions:
        lines += _revision(revision)
    comments = story.all_comments()
    if comments:
        edited = sum(len(reply.revisions) > 1 for reply in comments)
        removed = sum(reply.removed for reply in comments)
        lines += [
            "",
            f"DISCUSSION: {_count(len(comments), 'comment')}, {edited} edited or removed ({removed} removed)",
            "",
        ]
        for reply in story.comments:
            lines += _thread(reply)
    if story.pingbacks:
        lines += ["", f"LINKED FROM: {_count(len(story.pingbacks), 'page')}", ""]
        for reply in story.pingbacks:
            last = reply.last
            lines.append(f"  {moment(reply.when)}  {last.get('title') or ''}  {last.get('source_url') or ''}".rstrip())
    return "\n".join(lines) + "\n"


def _head(story: Story) -> Iterator[str]:
    last = story.last
    yield last.get("headline") or "(no headline)"
    yield last["url"]
    people = last.get("byline") or ", ".join(last.get("authors") or [])
    published = moment(last.get("date_published"))
    facts = [people, f"published {published}" if published else "", last.get("status") or ""]
    yield " · ".join(fact for fact in facts if fact)
    if last.get("duplicate_of"):
        yield f"repeats the text of {last['duplicate_of']}"


def _revision(data: dict[str, Any]) -> Iterator[str]:
    changes = data.get("changes") or {}
    names = [LABELS.get(name, name) for name in changes.get("fields", [])]
    what = ", ".join(names) if changes else "first seen"
    yield f"  {moment(data.get('fetched_at'))}  revision {data.get('revision')}: {what}"
    for name, before in (changes.get("before") or {}).items():
        if name == "removed":
            continue
        yield from _wrapped("    - ", f"{LABELS.get(name, name)}: {_value(before)}")
        yield from _wrapped("    + ", f"{LABELS.get(name, name)}: {_value(data.get(name))}")
    body = changes.get("body")
    for change in body if isinstance(body, list) else ():
        yield f"    paragraph {change.get('at', 0) + 1}:"
        for pieces in changed_paragraphs(change):
            yield from _pieces(pieces)


def _pieces(pieces: list[Piece]) -> Iterator[str]:
    if len(pieces) == 1:
        yield from _wrapped("    - " if pieces[0].fate == "removed" else "    + ", pieces[0].text)
        return
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}", "kept": "{}"}
    yield from _wrapped("    ~ ", "".join(marks[piece.fate].format(piece.text) for piece in pieces))


def _thread(top: Reply) -> Iterator[str]:
    waiting = [(top, 0)]
    while waiting:
        reply, depth = waiting.pop()
        yield from _comment(reply, "  " * (1 + min(depth, _DEEPEST)))
        waiting += [(answer, depth + 1) for answer in reversed(reply.answers)]


def _comment(reply: Reply, indent: str) -> Iterator[str]:
    first, last = reply.revisions[0], reply.last
    marks = [f"seen {moment(first.get('fetched_at'), date_only=True)}"]
    marks += [f"edited {moment(data.get('fetched_at'), date_only=True)}" for data in reply.revisions[1:] if _edit(data)]
    marks += [f"removed, seen {moment(last.get('fetched_at'), date_only=True)}"] if reply.removed else []
    written = moment(last.get("date_published")) or "undated"
    yield f"{indent}{last.get('author') or '(unnamed)'}, {written} ({'; '.join(marks)})"
    yield from _wrapped(indent + "  ", last.get("body") or "")
    for data in reply.revisions[1:]:
        if _edit(data) and "body" in (data["changes"].get("before") or {}):
            yield from _wrapped(indent + "  - ", str(data["changes"]["before"]["body"]))
    yield ""


def _edit(data: dict[str, Any]) -> bool:
    changes = data.get("changes") or {}
    return any(name != "removed" for name in changes.get("fields", []))


def _wrapped(indent: str, text: str) -> Iterator[str]:
    blank = " " * len(indent)
    for number, paragraph in enumerate(text.split("\n")):
        yield from textwrap.wrap(
            paragraph, _WIDTH, initial_indent=blank if number else indent, subsequent_indent=blank
        ) or ([] if number else [indent.rstrip()])


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "(none)"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
