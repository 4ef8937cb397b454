"""The WordPress REST API as a source: all posts, the posts that changed last, and the latest comments.

The API answers with up to 100 entries a page; how many pages there are is said by the header ``X-WP-TotalPages``, and
a page behind the last one is answered with status 400.
"""

from __future__ import annotations

from html import unescape
from typing import Any, NamedTuple

import orjson
from w3lib.html import remove_tags

from newscrawl.discovery.looks import look
from newscrawl.text import clean
from newscrawl.urls import absolute, is_web_url
from newscrawl.visits import Link, LinkKind
from newscrawl.wordpress_rest import gmt_time, next_page, rest_address

__all__ = ["Listing", "is_archive_listing", "is_comment_listing", "is_listing_link", "listing_links", "parse_listing"]

_POSTS = "wordpress_posts"
_CHANGES = "wordpress_changes"
_COMMENTS = "wordpress_comments"
_POST_FIELDS = "id,date_gmt,modified_gmt,link,title,guid,_links.replies"
_COMMENT_FIELDS = "id,post,date_gmt,link"


class Listing(NamedTuple):
    """One page of a listing."""

    links: list[Link]
    """``ARTICLE`` links. Of posts, ``date`` is that of publication and ``data`` holds ``post_id``, ``guid``,
    ``modified`` and ``comments_url`` as far as told. Of comments, each article once, ``date`` is that of its latest
    comment and ``data`` holds ``post_id`` and ``comment_ids``."""

    next: Link | None
    """The next page, while there is one."""


def listing_links(root: str, *, found_on: str | None = None, source: str = "autodiscovery") -> list[Link]:
    """Return the listings of the API at ``root``.

    These are all posts, the newest first, in pages; the hundred posts that changed last; the hundred latest comments.
    The last two are short on purpose: asked from time to time they tell which known articles are worth a visit.
    """
    newest: dict[str, str | int] = {"per_page": 100, "order": "desc"}
    posts = rest_address(root, "wp/v2/posts", **newest, page=1, orderby="date", _fields=_POST_FIELDS)
    changes = rest_address(root, "wp/v2/posts", **newest, orderby="modified", _fields=_POST_FIELDS)
    comments = rest_address(root, "wp/v2/comments", **newest, orderby="date_gmt", _fields=_COMMENT_FIELDS)
    return [
        Link(url=url, kind=LinkKind.ENDPOINT, source=source, found_on=found_on, platform=platform)
        for url, platform in ((posts, _POSTS), (changes, _CHANGES), (comments, _COMMENTS))
    ]


def is_listing_link(link: Link) -> bool:
    """Tell whether a link leads to a listing, to be read by :func:`parse_listing`."""
    return link.kind is LinkKind.ENDPOINT and link.platform in (_POSTS, _CHANGES, _COMMENTS)


def is_archive_listing(link: Link) -> bool:
    """Tell whether a link leads to the listing of all posts."""
    return link.kind is LinkKind.ENDPOINT and link.platform == _POSTS


def is_comment_listing(link: Link) -> bool:
    """Tell whether a link leads to the listing of the latest comments."""
    return link.kind is LinkKind.ENDPOINT and link.platform == _COMMENTS


def parse_listing(body: bytes, url: str, link: Link, *, total_pages: int | str | None = None) -> Listing:
    """Read the answer to ``link``, which came from ``url``; anything else than a listing gives no links.

    ``total_pages`` is the header ``X-WP-TotalPages``. Without it, a full page is believed to have a successor.
    """
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Listing([], None)
    entries = [entry for entry in answer if isinstance(entry, dict)] if isinstance(answer, list) else []
    if link.platform == _COMMENTS:
        return Listing(_commented(entries, url), None)
    links = [found for position, post in enumerate(entries, 1) if (found := _post(post, url, position))]
    following = next_page(url, len(entries), total_pages) if link.platform == _POSTS else None
    if following is None:
        return Listing(links, None)
    return Listing(
        links, Link(url=following, kind=LinkKind.ENDPOINT, source="pagination", found_on=url, platform=_POSTS)
    )


def _post(post: dict[str, Any], url: str, position: int) -> Link | None:
    address = _address(post, url)
    if address is None or post.get("status", "publish") != "publish":
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


def _commented(comments: list[dict[str, Any]], url: str) -> list[Link]:
    links: dict[str, Link] = {}
    for comment in comments:
        address = _address(comment, url)
        if address is None:
            continue
        article = look(address).url
        link = links.get(article)
        if link is None:
            link = links[article] = Link(
                url=article,
                kind=LinkKind.ARTICLE,
                source="comment_feed",
                found_on=url,
                position=len(links) + 1,
                date=gmt_time(comment, "date"),
                data={"post_id": comment.get("post"), "comment_ids": []},
            )
        link.data["comment_ids"].append(str(comment.get("id")))
    return list(links.values())


def _address(entry: dict[str, Any], url: str) -> str | None:
    link = entry.get("link")
    address = absolute(url, link) if isinstance(link, str) else None
    return address if address is not None and is_web_url(address) else None


def _rendered(value: Any) -> str:
    text = value.get("rendered") if isinstance(value, dict) else value
    return clean(unescape(remove_tags(text))) if isinstance(text, str) else ""


def _replies(post: dict[str, Any]) -> str | None:
    try:
        address = post["_links"]["replies"][0]["href"]
    except (KeyError, IndexError, TypeError):
        return None
    return address if isinstance(address, str) and is_web_url(address) else None
