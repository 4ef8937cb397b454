"""Blogger: the comment feed of a post, as JSON or Atom."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import (
    EndpointAnswer,
    dicts,
    endpoint,
    finish,
    follow,
    mapping,
    text,
    web_address,
)
from newscrawl.syndication import Entry, read_feed
from newscrawl.text import whole_number
from newscrawl.visits import Link

__all__ = ["first", "parse"]

_PAGE_SIZE = 200
_POST_NUMBER = re.compile(r"\.post-(\d+)\Z")
_PARENT = re.compile(r"/comments/default/(\d+)(?:[?#]|\Z)")


def first(blog: str, post_id: str | int, article_url: str) -> Link:
    """Return the request for the comments of a post; ``blog`` is the address of the blog's home page."""
    params = urlencode({"alt": "json", "v": 2, "orderby": "published", "reverse": "false", "max-results": _PAGE_SIZE,
                        "start-index": 1, "redirect": "false"})  # fmt: skip
    return endpoint(f"{blog.rstrip('/')}/feeds/{post_id}/comments/default?{params}", "blogger", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read a page of the feed, the oldest comment first."""
    discussion = Discussion(platform="blogger")
    if answer.body.lstrip()[:1] == b"<":
        feed = read_feed(answer.body, answer.url)
        entries = [_of_entry(entry) for entry in feed.entries] if feed else []
        total = feed.total if feed else None
    else:
        root = mapping(mapping(answer.json()).get("feed"))
        entries = [_of_json(entry) for entry in dicts(root.get("entry"))]
        total = whole_number(_text(root.get("openSearch$totalResults")))
    discussion.declared = total
    comments = [entry for entry in entries if entry is not None]
    discussion.comments = sorted(comments, key=lambda comment: comment.date or "")
    if following := _next(answer, len(entries), total):
        discussion.follow_ups.append(follow(answer, following))
    return finish(answer, discussion)


def _next(answer: EndpointAnswer, count: int, total: int | None) -> str | None:
    parts = urlsplit(answer.url)
    query = dict(parse_qsl(parts.query))
    start = whole_number(query.get("start-index")) or 1
    if not count or total is None or start + count > total:
        return None
    query["start-index"] = str(start + count)
    return parts._replace(query=urlencode(query)).geturl()


def _text(value: Any) -> str | None:
    text = value.get("$t") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def _of_json(entry: dict[str, Any]) -> RawComment | None:
    found = _POST_NUMBER.search(_text(entry.get("id")) or "")
    properties = {text(p.get("name")): text(p.get("value")) for p in dicts(entry.get("gd$extendedProperty"))}
    if found is None or properties.get("blogger.contentRemoved") == "true":
        return None
    links = {text(link.get("rel")): text(link.get("href")) for link in dicts(entry.get("link"))}
    parent = _PARENT.search(links.get("related") or "")
    author = next(iter(dicts(entry.get("author"))), {})
    return RawComment(
        native_id=found[1],
        parent_native_id=parent[1] if parent else None,
        author=_text(author.get("name")),
        author_url=web_address(_text(author.get("uri"))),
        date=_text(entry.get("published")),
        date_raw=properties.get("blogger.displayTime"),
        body=_text(entry.get("content")) or _text(entry.get("summary")),
        body_is_html=True,
        permalink=web_address(links.get("alternate")),
    )


def _of_entry(entry: Entry) -> RawComment | None:
    found = _POST_NUMBER.search(entry.guid or "")
    if found is None:
        return None
    parent = _PARENT.search(entry.related or "")
    return RawComment(
        native_id=found[1],
        parent_native_id=parent[1] if parent else None,
        author=entry.author,
        author_url=entry.author_url,
        date=entry.published.isoformat() if entry.published else None,
        body=entry.content,
        body_is_html=True,
        permalink=entry.url,
    )
