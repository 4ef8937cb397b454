"""The WordPress REST API as a list of posts.

The API answers with up to 100 posts a page; how many pages there are is said by the header ``X-WP-TotalPages``, and
a page behind the last one is answered with status 400.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson
from w3lib.html import remove_tags

from newscrawl.text import clean
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import absolute, is_web_url
from newscrawl.visits import Link, LinkKind

__all__ = ["PLATFORM", "RestPosts", "is_posts_link", "parse_posts", "posts_link", "rest_address"]

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


def rest_address(root: str, route: str, **params: str | int) -> str:
    """Return the address of a REST route below an API root, in either form WordPress gives the root.

    >>> rest_address("https://example.com/?rest_route=/", "wp/v2/posts", page=2)
    'https://example.com/?rest_route=%2Fwp%2Fv2%2Fposts&page=2'
    >>> rest_address("https://example.com/wp-json/", "wp/v2/posts", page=2)
    'https://example.com/wp-json/wp/v2/posts?page=2'
    """
    parts = urlsplit(root)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "rest_route" in query:
        query["rest_route"] = query["rest_route"].rstrip("/") + "/" + route
        path = parts.path
    else:
        path = parts.path.rstrip("/") + "/" + route
    query.update({name: str(value) for name, value in params.items()})
    return parts._replace(path=path, query=urlencode(query, safe=","), fragment="").geturl()


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
    return RestPosts(links, _next_page(url, len(posts), total_pages))


def _post(post: dict[str, Any], url: str, position: int) -> Link | None:
    link = post.get("link")
    address = absolute(url, link) if isinstance(link, str) else None
    if address is None or not is_web_url(address) or post.get("status", "publish") != "publish":
        return None
    modified = _gmt(post, "modified")
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
        date=_gmt(post, "date"),
        data={name: value for name, value in data.items() if value is not None},
    )


def _gmt(post: dict[str, Any], name: str) -> datetime | None:
    """Read a time: the ``_gmt`` field is UTC without saying so; the local one has no zone that could be known."""
    if (value := post.get(f"{name}_gmt")) and isinstance(value, str) and (found := parse_timestamp(value)):
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    value = post.get(name)
    return parse_timestamp(value) if isinstance(value, str) else None


def _rendered(value: Any) -> str:
    text = value.get("rendered") if isinstance(value, dict) else value
    return clean(unescape(remove_tags(text))) if isinstance(text, str) else ""


def _replies(post: dict[str, Any]) -> str | None:
    try:
        address = post["_links"]["replies"][0]["href"]
    except (KeyError, IndexError, TypeError):
        return None
    return address if isinstance(address, str) and is_web_url(address) else None


def _next_page(url: str, count: int, total_pages: int | str | None) -> Link | None:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = int(query["page"]) if query.get("page", "").isdigit() else 1
    per_page = int(query["per_page"]) if query.get("per_page", "").isdigit() else 10
    told = str(total_pages)
    pages = int(told) if told.isdigit() else None
    if not count or (page >= pages if pages is not None else count < per_page):
        return None
    query["page"] = str(page + 1)
    following = parts._replace(query=urlencode(query, safe=",")).geturl()
    return Link(url=following, kind=LinkKind.ENDPOINT, source="pagination", found_on=url, platform=PLATFORM)
