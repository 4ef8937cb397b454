"""Viafoura: first the uuid of the article's container, then its comments and the answers to each.

Answers carry the uuid of a reader, not the name, unless the site shows names to everybody; a name would take a request
for each reader. Where there is none, the author is absent.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

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

API = "https://livecomments.viafoura.co/v4/livecomments"
_PAGE = {"limit": 100, "reply_limit": 100, "sorted_by": "oldest"}


def first(section: str, container_id: str, article_url: str, *, base: str | None = None) -> Link:
    """Return the request for an article's container; ``section`` is the site's uuid, ``container_id`` the article's."""
    params = urlencode({"container_id": container_id})
    return endpoint(f"{base or API}/{section}/contentcontainer/id?{params}", "viafoura", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read the answer about a container, or a page of comments."""
    discussion = Discussion(platform="viafoura")
    data = mapping(answer.json())
    total = data.get("total_visible_content")
    discussion.declared = total if isinstance(total, int) else None
    if container := identifier(data.get("content_container_uuid")):
        section = urlsplit(answer.url).path.rsplit("/contentcontainer", 1)[0]
        url = _address(answer.url, f"{section}/{container}/comments", _PAGE)
        discussion.follow_ups.append(follow(answer, url, container=container))
    elif contents := dicts(data.get("contents")):
        _read_page(answer, data, contents, discussion)
    return finish(answer, discussion)


def _address(base: str, path: str, params: dict[str, Any]) -> str:
    return urlsplit(base)._replace(path=path, query=urlencode(params)).geturl()


def _read_page(
    answer: EndpointAnswer, data: dict[str, Any], contents: list[dict[str, Any]], discussion: Discussion
) -> None:
    container = answer.link.data.get("container")
    for entry in contents:
        parent = identifier(entry.get("parent_uuid"))
        if comment := _comment(entry, None if parent == container else parent):
            discussion.comments.append(comment)
    tops = [entry for entry in contents if identifier(entry.get("parent_uuid")) in (None, container)]
    thread = answer.link.data.get("thread")
    if data.get("more_available"):
        last = identifier((contents if thread else tops or contents)[-1].get("content_uuid"))
        query = dict(parse_qsl(urlsplit(answer.url).query))
        if last and query.get("starting_from") != last:
            following = _address(answer.url, urlsplit(answer.url).path, {**query, "starting_from": last})
            discussion.follow_ups.append(follow(answer, following))
    if thread is None:
        discussion.follow_ups.extend(_threads(answer, tops, contents))


def _threads(answer: EndpointAnswer, tops: list[dict[str, Any]], contents: list[dict[str, Any]]) -> list[Link]:
    """Return requests for the answers to comments that came with fewer than they have."""
    came: dict[str, int] = {}
    for entry in contents:
        thread = identifier(entry.get("thread_uuid")) or identifier(entry.get("parent_uuid")) or ""
        came[thread] = came.get(thread, 0) + 1
    links = []
    for entry in tops:
        uuid, total = identifier(entry.get("content_uuid")), entry.get("total_replies")
        own = 1 if identifier(entry.get("thread_uuid")) == uuid else 0
        if uuid and isinstance(total, int) and total > came.get(uuid, 0) - own:
            path = urlsplit(answer.url).path.rstrip("/") + "/" + uuid
            links.append(follow(answer, _address(answer.url, path, {"limit": 100}), thread=uuid, within=uuid))
    return links


def _comment(entry: dict[str, Any], parent: str | None) -> RawComment | None:
    native_id, body = identifier(entry.get("content_uuid")), entry.get("content")
    if native_id is None or not isinstance(body, str) or entry.get("state", "visible") != "visible":
        return None
    actor = mapping(entry.get("actor"))
    return RawComment(
        native_id=native_id,
        parent_native_id=parent,
        author=actor.get("name") or entry.get("actor_name"),
        date=epoch(entry.get("date_created")),
        body=body,
        body_is_html=True,
    )
