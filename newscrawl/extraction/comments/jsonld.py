"""Comments in JSON-LD: schema.org ``Comment`` objects inside an article or on their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.extraction.threads.pieces import web_link
from newscrawl.page import Page
from newscrawl.text import clean

__all__ = ["find"]

_TYPES = frozenset(("Comment", "UserComments", "Answer"))
_TEXT_KEYS = ("text", "commentText", "articleBody", "description")
_DEEPEST = 60


def find(page: Page) -> Discussion | None:
    """Read the comments that the page's JSON-LD holds; answers are nested or name their parent."""
    discussion = Discussion(platform="schema.org")
    parents: list[tuple[RawComment, str]] = []
    for node in page.json_ld:
        entries = [node] if _is_comment(node) else [*_entries(node.get("comment"))]
        stack: list[tuple[dict[str, Any], RawComment | None, int]] = [(entry, None, 0) for entry in reversed(entries)]
        while stack:
            entry, parent, depth = stack.pop()
            comment = _comment(entry, parent, depth, page)
            discussion.comments.append(comment)
            if parent is None and (named := _identifier(entry.get("parentItem"))):
                parents.append((comment, named))
            if depth < _DEEPEST:
                stack.extend((answer, comment, depth + 1) for answer in reversed([*_entries(entry.get("comment"))]))
    by_id = {comment.native_id: comment for comment in discussion.comments if comment.native_id}
    for comment, named in parents:
        parent = by_id.get(named)
        if parent is not None and parent is not comment:
            comment.parent, comment.depth = parent, parent.depth + 1
    discussion.comments = [comment for comment in discussion.comments if comment.body]
    return discussion if discussion.comments else None


def _is_comment(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return bool(_TYPES & set(types if isinstance(types, list) else [types]))


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict) and (_is_comment(entry) or any(key in entry for key in _TEXT_KEYS)):
            yield entry


def _comment(entry: dict[str, Any], parent: RawComment | None, depth: int, page: Page) -> RawComment:
    author = entry.get("author") or entry.get("creator")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    link = author.get("url") if isinstance(author, dict) else None
    text = next((entry[key] for key in _TEXT_KEYS if isinstance(entry.get(key), str)), None)
    date = entry.get("dateCreated") or entry.get("datePublished") or entry.get("commentTime")
    address = entry.get("url")
    return RawComment(
        native_id=_identifier(entry),
        parent=parent,
        depth=depth,
        author=clean(name) if isinstance(name, str) else None,
        author_url=web_link(page, link) if isinstance(link, str) else None,
        date=date if isinstance(date, str) else None,
        body=text,
        body_is_html=bool(text and ("</" in text or "<br" in text or "&#" in text)),
        permalink=web_link(page, address) if isinstance(address, str) else None,
    )


def _identifier(value: Any) -> str | None:
    """Return the number at the end of an id or address, else the id itself if it is short."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("identifier", "@id", "url") if isinstance(value.get(key), str | int)), None
        )
    if value is None or isinstance(value, list):
        return None
    text = str(value)
    return native_number(text) or (text if 0 < len(text) <= 40 and "/" not in text else None)
