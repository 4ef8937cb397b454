"""The revisions of an article and of each comment and pingback on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from newscrawl.state.reader import ArchiveReader

__all__ = ["LABELS", "Reply", "Story", "moment", "read_story"]

LABELS: Final = {
    "headline": "headline",
    "dek": "standfirst",
    "byline": "byline",
    "authors": "authors",
    "dateline": "dateline",
    "date_published": "date of publication",
    "section": "section",
    "tags": "tags",
    "body": "text",
    "paywalled": "paywall",
    "status": "status",
    "url": "address",
    "duplicate_of": "copy of",
    "author": "name",
    "title": "title",
    "source_url": "source",
    "excerpt": "excerpt",
    "kind": "kind",
    "removed": "removed",
    "content": "content (the line written before is not there any more)",
}
"""Names of fields in plain words."""


@dataclass(kw_only=True, slots=True)
class Reply:
    """A comment or pingback over time."""

    revisions: list[dict[str, Any]]
    """First revision first; the JSON objects as written."""

    answers: list[Reply] = field(default_factory=list)

    @property
    def last(self) -> dict[str, Any]:
        """The last revision."""
        return self.revisions[-1]

    @property
    def removed(self) -> bool:
        """Whether the page does not show it any more."""
        return bool((self.last.get("changes") or {}).get("removed"))

    @property
    def when(self) -> str:
        """When it was written, else when it was seen first; sorts."""
        first = self.revisions[0]
        return str(first.get("date_published") or first.get("fetched_at") or "")


@dataclass(kw_only=True, slots=True)
class Story:
    """An article over time."""

    revisions: list[dict[str, Any]]
    """First revision first; the JSON objects as written."""

    comments: list[Reply]
    """Comments at the top level, oldest first, each with its answers."""

    pingbacks: list[Reply]

    @property
    def last(self) -> dict[str, Any]:
        """The last revision."""
        return self.revisions[-1]

    def all_comments(self) -> list[Reply]:
        """Return all comments, answers too, oldest first."""
        found, waiting = [], list(self.comments)
        while waiting:
            reply = waiting.pop()
            found.append(reply)
            waiting.extend(reply.answers)
        return sorted(found, key=lambda reply: reply.when)


def read_story(archive: ArchiveReader, url: str) -> Story | None:
    """Return the story at an address, ``None`` when the archive has none."""
    identity = archive.find_article(url)
    revisions = archive.revisions(identity) if identity else []
    if not identity or not revisions:
        return None
    replies: dict[str, Reply] = {}
    pingbacks = []
    for name in archive.discussion(identity):
        lines = archive.revisions(name)
        if not lines:
            continue
        reply = Reply(revisions=lines)
        if lines[0]["type"] == "comment":
            replies[name] = reply
        else:
            pingbacks.append(reply)
    return Story(revisions=revisions, comments=_threaded(replies), pingbacks=sorted(pingbacks, key=lambda r: r.when))


def _threaded(replies: dict[str, Reply]) -> list[Reply]:
    """Hang answers below what they answer; a comment whose parent is unknown, or an answer of its own, stays on top."""
    top = []
    for reply in sorted(replies.values(), key=lambda reply: reply.when):
        parent = reply.last.get("parent_id")
        if parent in replies and not _leads_to(parent, reply.last["id"], replies):
            replies[parent].answers.append(reply)
        else:
            top.append(reply)
    return top


def _leads_to(start: str, target: str, replies: dict[str, Reply]) -> bool:
    seen: set[str] = set()
    name: str | None = start
    while name in replies and name not in seen:
        if name == target:
            return True
        seen.add(name)
        name = replies[name].last.get("parent_id")
    return name in seen


def moment(value: str | None, *, date_only: bool = False) -> str:
    """Return a stored time as people write it, an empty string for none.

    >>> moment("2026-11-24T06:00:00+00:00")
    '2026-11-24 06:00 UTC'
    >>> moment("2026-11-24T06:00:00")
    '2026-11-24 06:00'
    """
    if not value:
        return ""
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return value
    if date_only:
        return f"{time:%Y-%m-%d}"
    return f"{time:%Y-%m-%d %H:%M} {time.tzname() or ''}".rstrip()
