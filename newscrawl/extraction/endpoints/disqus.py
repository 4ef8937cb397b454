"""Disqus: the thread JSON of the embed page, and further pages of its public API.

The embed page holds the first fifty comments and needs no key. Further pages come from ``threads/listPostsThreaded``,
which wants the public key of an application: given as ``data["api_key"]``, or the one that the embed page names itself.
Without a key the rest of a long thread shows as the gap between declared and harvested.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urljoin

import orjson
from lxml import etree

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import (
    EndpointAnswer,
    dicts,
    endpoint,
    finish,
    follow,
    identifier,
    mapping,
    web_address,
)
from newscrawl.page import Page
from newscrawl.visits import Link

__all__ = ["first", "parse"]

EMBED = "https://disqus.com/embed/comments/"
_THREAD = etree.XPath("string(//script[@id='disqus-threadData'])")
_API_KEY = re.compile(r"[\"']?(?:api_?key|public_?key)[\"']?\s*[:=]\s*[\"']([A-Za-z0-9]{32,80})[\"']", re.IGNORECASE)
_PAGE_SIZE = 50


def first(
    forum: str,
    article_url: str,
    *,
    identifier: str | None = None,
    thread_url: str | None = None,
    title: str | None = None,
    api_key: str | None = None,
    base: str | None = None,
) -> Link:
    """Return the request for the embed page of a thread.

    ``forum`` is the site's short name; a thread is known by the ``identifier`` that the page sets or by its address.
    """
    params = {"base": "default", "f": forum, "t_u": thread_url or article_url, "s_o": "asc"}
    if identifier:
        params["t_i"] = identifier
    if title:
        params["t_t"] = title
    return endpoint(f"{base or EMBED}?{urlencode(params)}", "disqus", article_url, forum=forum, api_key=api_key)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read an embed page or an answer of the API."""
    discussion = Discussion(platform="disqus")
    data, key = _data(answer)
    response = data.get("response")
    posts = dicts(response.get("posts") if isinstance(response, dict) else response)
    thread = mapping(mapping(response).get("thread"))
    permalink = web_address(thread.get("link")) or answer.link.data.get("thread_link") or answer.link.article_url
    discussion.comments = [comment for post in posts if (comment := _comment(post, permalink))]
    if isinstance(count := thread.get("posts"), int):
        discussion.declared = count
    if following := _next(answer, data, posts, identifier(thread.get("id")), key, permalink):
        discussion.follow_ups.append(following)
    return finish(answer, discussion)


def _data(answer: EndpointAnswer) -> tuple[dict[str, Any], str | None]:
    """Return the JSON of an answer and the key that an embed page names."""
    if answer.body.lstrip()[:1] == b"{":
        data = answer.json()
        return (data if isinstance(data, dict) else {}), None
    page = Page(answer.body, answer.url)
    try:
        data = orjson.loads(str(_THREAD(page.root)))
    except orjson.JSONDecodeError:
        return {}, None
    named = _API_KEY.search(page.html)
    return (data if isinstance(data, dict) else {}), named[1] if named else None


def _comment(post: dict[str, Any], thread_link: str | None) -> RawComment | None:
    native_id = identifier(post.get("id"))
    if native_id is None or post.get("isDeleted") or post.get("isSpam") or post.get("isApproved") is False:
        return None
    author = mapping(post.get("author"))
    created = post.get("createdAt")
    depth = post.get("depth")
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(post.get("parent")),
        depth=depth if isinstance(depth, int) else 0,
        author=author.get("name") or author.get("username"),
        author_url=web_address(author.get("url")) or web_address(author.get("profileUrl")),
        date=_utc(created) if isinstance(created, str) else None,
        body=post.get("message") or post.get("raw_message"),
        body_is_html=bool(post.get("message")),
        permalink=f"{thread_link}#comment-{native_id}" if thread_link else None,
    )


def _utc(created: str) -> str:
    """Disqus writes UTC without saying so."""
    return created if created.endswith("Z") or "+" in created else created + "Z"


def _next(
    answer: EndpointAnswer,
    data: dict[str, Any],
    posts: list[dict[str, Any]],
    thread_id: str | None,
    named_key: str | None,
    thread_link: str | None,
) -> Link | None:
    cursor, carried = mapping(data.get("cursor")), answer.link.data
    key, thread_id = carried.get("api_key") or named_key, thread_id or carried.get("thread")
    following = identifier(cursor.get("next")) if cursor.get("hasNext") and posts else None
    if not following or not key or not thread_id or following == carried.get("cursor"):
        return None
    params = {"limit": _PAGE_SIZE, "thread": thread_id, "order": "asc", "cursor": following, "api_key": key}
    if forum := carried.get("forum"):
        params["forum"] = forum
    url = urljoin(answer.url, "/api/3.0/threads/listPostsThreaded?" + urlencode(params))
    return follow(answer, url, thread=thread_id, api_key=key, cursor=following, thread_link=thread_link)
