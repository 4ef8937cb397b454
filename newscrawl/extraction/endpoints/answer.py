"""An endpoint's answer, and what all platforms' parsers do with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.timestamps import from_epoch
from newscrawl.urls import is_web_url
from newscrawl.visits import Link, LinkKind

__all__ = [
    "EndpointAnswer",
    "dicts",
    "endpoint",
    "epoch",
    "finish",
    "follow",
    "identifier",
    "mapping",
    "text",
    "web_address",
]

MAX_ANSWERS = 500
"""Answers read of one discussion; a platform that names a next page forever ends there."""

_MAX_KNOWN = 50_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TEXTS = ("author", "author_url", "body", "date", "permalink", "title", "excerpt")


@dataclass(frozen=True, kw_only=True, slots=True)
class EndpointAnswer:
    """What came back for an ``ENDPOINT`` link."""

    body: bytes
    url: str
    """Address of the answer; requests that follow go to the same host."""

    link: Link
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""

    def json(self) -> Any:
        """Return the answer as JSON, ``None`` where it is none."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None


def endpoint(url: str, platform: str, article_url: str, *, headers: dict[str, str] | None = None, **data: Any) -> Link:
    """Return the first request of a discussion; ``data`` without the values that are ``None``."""
    return Link(
        url=url,
        kind=LinkKind.ENDPOINT,
        source="page",
        found_on=article_url,
        article_url=article_url,
        platform=platform,
        headers=headers or {},
        data={name: value for name, value in data.items() if value is not None},
    )


def follow(answer: EndpointAnswer, url: str, **data: Any) -> Link:
    """Return a request that follows an answer; it keeps what the first one carried, ``data`` changed as given."""
    link = answer.link
    return Link(
        url=url,
        kind=LinkKind.ENDPOINT,
        source="pagination",
        found_on=answer.url,
        article_url=link.article_url,
        platform=data.pop("platform", link.platform),
        headers=dict(link.headers),
        data={**link.data, **data, "answers": _number(link.data.get("answers")) + 1},
    )


def finish(answer: EndpointAnswer, discussion: Discussion) -> Discussion:
    """Set depths from parents, across answers, and hand on to following requests which comments are known.

    ``data["known"]`` holds the depth of each comment of earlier answers by its native id: only so can an answer on the
    second page be tied to a comment of the first, and told from one whose parent is hidden. A request for the
    answers to one comment names that in ``data["within"]`` and needs to know no other.
    """
    records: list[RawComment | RawPingback] = [*discussion.comments, *discussion.pingbacks]
    for record in records:
        _keep_text(record)
    known: dict[str, int] = dict(answer.link.data.get("known") or {})
    discussion.known = frozenset(known)
    _set_depths(discussion.comments, known)
    if _number(answer.link.data.get("answers")) >= MAX_ANSWERS:
        discussion.follow_ups = []
    if discussion.follow_ups and len(known) <= _MAX_KNOWN:
        known.update((comment.native_id, comment.depth) for comment in discussion.comments if comment.native_id)
        for link in discussion.follow_ups:
            thread = link.data.get("within")
            link.data["known"] = {thread: known[thread]} if thread in known else known
            link.data["position"] = _number(answer.link.data.get("position")) + len(discussion.comments)
    return discussion


def _keep_text(record: RawComment | RawPingback) -> None:
    """Drop values of the wrong JSON type, since parsers name fields without looking at what they hold, and characters
    that no document may hold.
    """
    for name in _TEXTS:
        value = getattr(record, name, None)
        if isinstance(value, str):
            if not value.isprintable():
                setattr(record, name, _CONTROL.sub("", value))
        elif value is not None:
            setattr(record, name, None)


def _set_depths(comments: Iterable[RawComment], known: Mapping[str, int]) -> None:
    by_id = {comment.native_id: comment for comment in comments if comment.native_id}
    settled: set[str | None] = set()
    for comment in comments:
        chain = [comment]
        while (parent := by_id.get(chain[-1].parent_native_id or "")) and parent.native_id not in settled:
            if parent in chain:
                break
            chain.append(parent)
        for link in reversed(chain):
            above = by_id.get(link.parent_native_id or "")
            depth = above.depth if above is not None else known.get(link.parent_native_id or "")
            if depth is not None and above is not link:
                link.depth = depth + 1
            settled.add(link.native_id)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def mapping(value: Any) -> dict[str, Any]:
    """Return a JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def dicts(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a JSON list; an empty list for anything else."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def identifier(value: Any) -> str | None:
    """Return an id as text; ``None`` for none, which platforms also write as 0, an empty string or null."""
    if isinstance(value, bool) or not value or not isinstance(value, int | str):
        return None
    return str(value).strip() or None


def text(value: Any) -> str | None:
    """Return a JSON string that is not empty."""
    return value if isinstance(value, str) and value else None


def web_address(value: Any) -> str | None:
    """Return an http(s) address; ``None`` for anything else."""
    return value if isinstance(value, str) and is_web_url(value) else None


def epoch(value: Any) -> str | None:
    """Return a Unix time as ISO 8601 in UTC."""
    found = from_epoch(value)
    return found.isoformat() if found else None
