"""Hyvor Talk: its Data API, which wants the key of the site (``data["api_key"]``); without one nothing can be read."""

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
    web_address,
)
from newscrawl.text import whole_number
from newscrawl.visits import Link

__all__ = ["first", "parse"]

API = "https://talk.hyvor.com/api/data/v1/comments"
_LIMIT = 100


def first(website_id: str | int, page_id: str, article_url: str, *, api_key: str, base: str | None = None) -> Link:
    """Return the request for the comments of a page."""
    params = {
        "website_id": website_id,
        "page_identifier": page_id,
        "sort": "created_at_asc",
        "limit": _LIMIT,
        "offset": 0,
        "api_key": api_key,
    }
    return endpoint(f"{base or API}?{urlencode(params)}", "hyvor", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read a page of comments."""
    discussion = Discussion(platform="hyvor")
    data = answer.json()
    entries = dicts(data.get("data") if isinstance(data, dict) else data)
    discussion.comments = [comment for entry in entries if (comment := _comment(entry))]
    parts = urlsplit(answer.url)
    query = dict(parse_qsl(parts.query))
    limit = whole_number(query.get("limit"))
    if len(entries) >= (_LIMIT if limit is None else limit):
        query["offset"] = str((whole_number(query.get("offset")) or 0) + len(entries))
        discussion.follow_ups.append(follow(answer, parts._replace(query=urlencode(query)).geturl()))
    return finish(answer, discussion)


def _comment(entry: dict[str, Any]) -> RawComment | None:
    native_id = identifier(entry.get("id"))
    if native_id is None or entry.get("status", "published") not in ("published", "approved"):
        return None
    user, parent = mapping(entry.get("user")), entry.get("parent")
    html = entry.get("body_html") or entry.get("html")
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(parent.get("id") if isinstance(parent, dict) else entry.get("parent_id")),
        author=user.get("name"),
        author_url=web_address(user.get("website_url")),
        date=epoch(entry.get("created_at")),
        body=html or entry.get("markdown"),
        body_is_html=bool(html),
        permalink=web_address(entry.get("url")),
    )
