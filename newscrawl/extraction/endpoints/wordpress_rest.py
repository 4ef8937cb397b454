"""WordPress: comments of a post from the REST API, which leaves out pingbacks.

Where the link names the post's comment feed (``data["feed"]``), the last page leads there: what the feed has and the
API has not is a ping.
"""

from __future__ import annotations

from typing import Any

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.extraction.endpoints.answer import (
    EndpointAnswer,
    dicts,
    endpoint,
    finish,
    follow,
    identifier,
    web_address,
)
from newscrawl.text import whole_number
from newscrawl.visits import Link
from newscrawl.wordpress_rest import gmt_time, next_page, rest_address

__all__ = ["first", "parse"]

_FIELDS = "id,parent,author_name,author_url,date_gmt,date,content,link,status,type"
_PINGS = ("pingback", "trackback")


def first(
    root: str, post_id: str | int, article_url: str, *, feed: str | None = None, after: str | None = None
) -> Link:
    """Return the request for the comments of a post, the oldest first.

    ``root`` is the API root, ``after`` an ISO 8601 time that limits the answer to later comments.
    """
    params: dict[str, str | int] = {"post": post_id, "per_page": 100, "page": 1, "order": "asc", "orderby": "id"}
    if after:
        params["after"] = after
    url = rest_address(root, "wp/v2/comments", **params, _fields=_FIELDS)
    return endpoint(url, "wordpress_rest", article_url, feed=feed)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read a page of comments; an error of the API holds none."""
    discussion = Discussion(platform="wordpress")
    listing = answer.json()
    if not isinstance(listing, list):
        return finish(answer, discussion)
    entries = dicts(listing)
    for entry in entries:
        _read(entry, discussion)
    discussion.declared = whole_number(answer.headers.get("x-wp-total"))
    if following := next_page(answer.url, len(entries), answer.headers.get("x-wp-totalpages")):
        discussion.follow_ups.append(follow(answer, following))
    elif (feed := answer.link.data.get("feed")) and web_address(feed):
        discussion.follow_ups.append(follow(answer, feed, platform="wordpress_feed", complete=True))
    return finish(answer, discussion)


def _read(entry: dict[str, Any], discussion: Discussion) -> None:
    native_id = identifier(entry.get("id"))
    if native_id is None or entry.get("status", "approved") != "approved":
        return
    when = gmt_time(entry, "date")
    date = when.isoformat() if when else None
    content = entry.get("content")
    body = content.get("rendered") if isinstance(content, dict) else content
    author = entry.get("author_name")
    kind = entry.get("type")
    if kind in _PINGS:
        discussion.pingbacks.append(
            RawPingback(
                native_id=native_id,
                kind=kind,
                title=author,
                source_url=web_address(entry.get("author_url")),
                date=date,
            )
        )
        return
    discussion.comments.append(
        RawComment(
            native_id=native_id,
            parent_native_id=identifier(entry.get("parent")),
            author=author if isinstance(author, str) else None,
            author_url=web_address(entry.get("author_url")),
            date=date,
            body=body if isinstance(body, str) else None,
            body_is_html=True,
            permalink=web_address(entry.get("link")),
        )
    )
