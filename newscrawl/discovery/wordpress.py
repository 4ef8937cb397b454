"""The WordPress REST API as a list of posts.

The API answers with up to 100 posts a page; how many pages there are is said by the header ``X-WP-TotalPages``, and
a page behind the last one is answered with status 400.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from typing import Any, NamedTuple

import orjson
from w3lib.html import remove_tags

from newscrawl.text import clean
from newscrawl.urls import absolute, is_web_url
from newscrawl.visits import Link, LinkKind
from newscrawl.wordpress_rest import gmt_time, next_page, rest_address

__all__ = ["PLATFORM", "RestPosts", "is_posts_link", "parse_posts", "posts_link"]

PLATFORM = "wordpress_posts"
"""``Link.platform`` of a listing of posts."""

_PER_PAGE = 100
_FIELDS = "id,date_gmt,modified_gmt,link,title,guid,comment_status,_links.replies"


class RestPosts(NamedTuple):
    """One page of the listing."""

    links: list[Link]
    """Posts as ``ARTICLE`` links; ``data`` holds ``post_id``, ``modified`` and ``comments_url`` as far as told."""

    next: Link | None
    """The next page, while there is one."""


def posts_link(root: str, *, found_on: str | None = None, modified_after: datetime | None = None) -> Link:
    """Return the listing of all posts, newest first, for the API at ``root``.

    With ``modified_after`` (aware) only posts changed since then are listed, the latest change first; WordPress before
    5.7 ignores the limit and lists them all.
    """
    params: dict[str, str | int] = {"per_page": _PER_PAGE, "page": 1, "orderby": "date", "order": "desc"}
    if modified_after is not None:
        params["orderby"] = "modified"
        params["modified_after"] = modified_after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Link(
        url=rest_address(root, "wp/v2/posts", **params, _fields=_FIELDS),
        kind=LinkKind.ENDPOINT,
        source="autodiscovery",
        found_on=found_on,
        platform=PLATFORM,
    )


def is_posts_link(link: Link) -> bool:
    """Tell whether a link leads to a listing of posts, to be read by :func:`parse_posts`."""
    return link.kind is LinkKind.ENDPOINT and link.platform == PLATFORM


def parse_posts(body: bytes, url: str, *, total_pages: int | str | None = None) -> RestPosts:
    """Read one page of the listing; anything else than a listing gives no links.

    ``total_pages`` is the header ``X-WP-TotalPages``. Without it, a full page is believed to have a successor.
    """
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return RestPosts([], None)
    posts = [post for post in answer if isinstance(post, dict)] if isinstance(answer, list) else []
    links = [link for position, post in enumerate(posts, 1) if (link := _post(post, url, position))]
    following = next_page(url, len(posts), total_pages)
    return RestPosts(
        links,
        Link(url=following, kind=LinkKind.ENDPOINT, source="pagination", found_on=url, platform=PLATFORM)
        if following
        else None,
    )


def _post(post: dict[str, Any], url: str, position: int) -> Link | None:
    link = post.get("link")
    address = absolute(url, link) if isinstance(link, str) else None
    if address is None or not is_web_url(address) or post.get("status", "publish") != "publish":
        return None
    modified = gmt_time(post, "modified")
    data = {
        "post_id": post.get("id"),
        "guid": _rendered(post.get("guid")) or None,
        "modified": modified.isoformat() if modified else None,
        "comments_url": _replies(post),
    }
    return Link(
        url=address,
        kind=LinkKind.ARTICLE,
        source="rest",
        found_on=url,
        position=position,
        title=_rendered(post.get("title")) or None,
        date=gmt_time(post, "date"),
        data={name: value for name, value in data.items() if value is not None},
    )


def _rendered(value: Any) -> str:
    text = value.get("rendered") if isinstance(value, dict) else value
    return clean(unescape(remove_tags(text))) if isinstance(text, str) else ""


def _replies(post: dict[str, Any]) -> str | None:
    try:
        address = post["_links"]["replies"][0]["href"]
    except (KeyError, IndexError, TypeError):
        return None
    return address if isinstance(address, str) and is_web_url(address) else None
