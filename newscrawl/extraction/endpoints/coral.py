"""Coral (and Talk, as it was called): the story's comments by GraphQL.

An answer in either version's shape is read. Servers that answer to nothing but the persisted queries of their own
stream refuse the question; only a count that the page declares is kept then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import EndpointAnswer, dicts, endpoint, finish, follow, identifier, mapping
from newscrawl.visits import Link

__all__ = ["first", "parse"]

_COMMENT = "id body createdAt deleted author{username} parent{id}"
_PAGE_INFO = "pageInfo{hasNextPage endCursor}"
_REPLIES = f"replies(first:50,orderBy:CREATED_AT_ASC){{edges{{node{{{_COMMENT} %s}}}}{_PAGE_INFO}}}"
_LEVELS = _REPLIES % (_REPLIES % (_REPLIES % ""))
QUESTION = (
    "query Discussion($url:String,$id:ID,$after:Cursor){story(url:$url,id:$id){id url commentCounts{totalPublished}"
    f"comments(first:50,orderBy:CREATED_AT_ASC,after:$after){{edges{{node{{{_COMMENT} {_LEVELS}}}}}{_PAGE_INFO}}}}}}}"
)


def first(root: str, article_url: str, *, story_id: str | None = None) -> Link:
    """Return the request for the discussion of a story; ``root`` is the address of the site's Coral server."""
    variables = {"id": story_id} if story_id else {"url": article_url}
    return endpoint(
        _address(root.rstrip("/") + "/api/graphql", None),
        "coral",
        article_url,
        headers={"Accept": "application/json"},
        post={"operationName": "Discussion", "query": QUESTION, "variables": variables},
    )


def _address(url: str, cursor: str | None) -> str:
    return url.partition("?")[0] + (f"?after={cursor}" if cursor else "")


def parse(answer: EndpointAnswer) -> Discussion:
    """Read an answer of Coral or Talk."""
    discussion = Discussion(platform="coral")
    data = mapping(mapping(answer.json()).get("data"))
    story = mapping(data.get("story") or data.get("asset"))
    total = mapping(story.get("commentCounts")).get("totalPublished") or story.get("totalCommentCount")
    discussion.declared = total if isinstance(total, int) else None
    connection = story.get("comments")
    discussion.comments = list(_read(connection, _story_url(story, answer)))
    if cursor := _cursor(connection):
        question = dict(answer.link.data.get("post") or {})
        question["variables"] = {**(question.get("variables") or {}), "after": cursor}
        discussion.follow_ups.append(follow(answer, _address(answer.url, cursor), post=question))
    return finish(answer, discussion)


def _story_url(story: dict[str, Any], answer: EndpointAnswer) -> str:
    url = story.get("url")
    return url if isinstance(url, str) and url else answer.link.article_url or answer.url


def _nodes(connection: Any) -> list[dict[str, Any]]:
    connection = mapping(connection)
    edges = [edge.get("node") for edge in dicts(connection.get("edges"))]
    return dicts(edges or connection.get("nodes"))


def _cursor(connection: Any) -> str | None:
    connection = mapping(connection)
    info = mapping(connection.get("pageInfo"))
    has_next = info.get("hasNextPage") or connection.get("hasNextPage")
    return identifier(info.get("endCursor") or connection.get("endCursor")) if has_next else None


def _read(connection: Any, story_url: str) -> Iterator[RawComment]:
    stack: list[tuple[dict[str, Any], str | None]] = [(node, None) for node in reversed(_nodes(connection))]
    while stack:
        node, above = stack.pop()
        native_id = identifier(node.get("id"))
        if native_id is None:
            continue
        stack.extend((reply, native_id) for reply in reversed(_nodes(node.get("replies"))))
        if not node.get("deleted") and isinstance(node.get("body"), str):
            yield _comment(node, native_id, above, story_url)


def _comment(node: dict[str, Any], native_id: str, above: str | None, story_url: str) -> RawComment:
    author = mapping(node.get("author") or node.get("user"))
    mark = "&" if "?" in story_url else "?"
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(mapping(node.get("parent")).get("id")) or above,
        author=author.get("username"),
        date=node.get("createdAt") or node.get("created_at"),
        body=node["body"],
        body_is_html=True,
        permalink=f"{story_url}{mark}commentID={native_id}",
    )
