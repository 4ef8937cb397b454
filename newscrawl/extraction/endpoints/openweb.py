"""OpenWeb (Spot.IM): the conversation as its widget reads it, by POST requests without a key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import (
    EndpointAnswer,
    dicts,
    endpoint,
    epoch,
    finish,
    follow,
    identifier,
    mapping,
)
from newscrawl.visits import Link

__all__ = ["first", "parse"]

API = "https://api-2-0.spot.im/v1.0.0/conversation/read"
_COUNT = 100


def first(spot_id: str, post_id: str, article_url: str, *, base: str | None = None) -> Link:
    """Return the request for a conversation; ``spot_id`` is the site's id (``sp_…``), ``post_id`` the article's."""
    conversation = f"{spot_id}_{post_id}"
    return endpoint(
        _address(base or API, conversation, None, 0),
        "openweb",
        article_url,
        headers={"x-spot-id": spot_id, "x-post-id": post_id, "Accept": "application/json"},
        conversation=conversation,
        post=_question(conversation, None, 0),
    )


def _address(base: str, conversation: str, parent: str | None, offset: int) -> str:
    """Return an address that is different for each question, so that each counts as a page of its own."""
    params = {"conversation": conversation, "offset": offset} | ({"parent": parent} if parent else {})
    return urlsplit(base)._replace(query=urlencode(params)).geturl()


def _question(conversation: str, parent: str | None, offset: int) -> dict[str, Any]:
    question: dict[str, Any] = {
        "conversation_id": conversation,
        "sort_by": "oldest",
        "offset": offset,
        "count": _COUNT,
        "depth": 15,
        "child_count": _COUNT,
    }
    if parent:
        question["parent_id"] = parent
    return question


def parse(answer: EndpointAnswer) -> Discussion:
    """Read a page of the conversation, or of the answers to one comment."""
    discussion = Discussion(platform="openweb")
    conversation = mapping(mapping(answer.json()).get("conversation"))
    users = mapping(conversation.get("users"))
    count = conversation.get("messages_count")
    discussion.declared = count if isinstance(count, int) else None
    parent = answer.link.data.get("parent")
    stack = [(entry, parent) for entry in reversed(dicts(conversation.get("comments")))]
    while stack:
        entry, above = stack.pop()
        if comment := _comment(entry, above, users):
            discussion.comments.append(comment)
        stack.extend((reply, identifier(entry.get("id"))) for reply in reversed(dicts(entry.get("replies"))))
        if entry.get("has_next") and (native_id := identifier(entry.get("id"))):
            discussion.follow_ups.append(_next(answer, native_id, entry.get("offset")))
    if conversation.get("has_next") and conversation.get("comments"):
        discussion.follow_ups.append(_next(answer, parent, conversation.get("offset")))
    return finish(answer, discussion)


def _next(answer: EndpointAnswer, parent: str | None, offset: Any) -> Link:
    name = answer.link.data.get("conversation", "")
    start = offset if isinstance(offset, int) and offset > 0 else _COUNT
    return follow(
        answer,
        _address(answer.url, name, parent, start),
        post=_question(name, parent, start),
        parent=parent,
        within=parent,
    )


def _comment(entry: dict[str, Any], parent: str | None, users: dict[str, Any]) -> RawComment | None:
    native_id = identifier(entry.get("id"))
    if native_id is None or entry.get("deleted") or entry.get("published") is False:
        return None
    texts = [part["text"] for part in dicts(entry.get("content")) if isinstance(part.get("text"), str)]
    user = mapping(users.get(identifier(entry.get("user_id")) or ""))
    body = "\n\n".join(texts)
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(entry.get("parent_id")) or parent,
        author=user.get("display_name") or entry.get("user_display_name") or user.get("user_name"),
        date=epoch(entry.get("written_at")),
        body=body or None,
        body_is_html="</" in body or "<br" in body,
    )
