"""Isso: comments of a page with their answers, without a key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import (
    EndpointAnswer,
    dicts,
    endpoint,
    epoch,
    finish,
    identifier,
    mapping,
    web_address,
)
from newscrawl.visits import Link

__all__ = ["first", "parse"]

_ACCEPTED = (None, 1)


def first(root: str, uri: str, article_url: str) -> Link:
    """Return the request for all comments of a page; ``uri`` is the page's path as Isso knows it."""
    return endpoint(f"{root.rstrip('/')}/?{urlencode({'uri': uri})}", "isso", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read the answer: a tree of any depth."""
    discussion = Discussion(platform="isso")
    data = mapping(answer.json())
    total = data.get("total_replies")
    page = answer.link.article_url or answer.url
    stack: list[tuple[dict[str, Any], str | None]] = [(entry, None) for entry in reversed(dicts(data.get("replies")))]
    while stack:
        entry, above = stack.pop()
        if comment := _comment(entry, above, page):
            discussion.comments.append(comment)
        above = identifier(entry.get("id"))
        stack.extend((reply, above) for reply in reversed(dicts(entry.get("replies"))))
    discussion.declared = total if isinstance(total, int) else None
    return finish(answer, discussion)


def _comment(entry: dict[str, Any], above: str | None, page: str) -> RawComment | None:
    native_id = identifier(entry.get("id"))
    if native_id is None or entry.get("mode") not in _ACCEPTED:
        return None
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(entry.get("parent")) or above,
        author=entry.get("author"),
        author_url=web_address(entry.get("website")),
        date=epoch(entry.get("created")),
        body=entry.get("text"),
        body_is_html=True,
        permalink=f"{page}#isso-{native_id}",
    )
