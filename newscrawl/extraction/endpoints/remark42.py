"""Remark42: all comments of a page in one answer, without a key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import EndpointAnswer, dicts, endpoint, finish, identifier, mapping
from newscrawl.visits import Link

__all__ = ["first", "parse"]


def first(root: str, site_id: str, article_url: str, *, page_url: str | None = None) -> Link:
    """Return the request for the comments of a page; ``root`` is the site's Remark42 server."""
    params = urlencode({"site": site_id, "url": page_url or article_url, "sort": "+time", "format": "plain"})
    return endpoint(f"{root.rstrip('/')}/api/v1/find?{params}", "remark42", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read the answer."""
    discussion = Discussion(platform="remark42")
    data = mapping(answer.json())
    count = mapping(data.get("info")).get("count")
    discussion.declared = count if isinstance(count, int) else None
    page = answer.link.article_url or answer.url
    discussion.comments = [comment for entry in dicts(data.get("comments")) if (comment := _comment(entry, page))]
    return finish(answer, discussion)


def _comment(entry: dict[str, Any], page: str) -> RawComment | None:
    native_id = identifier(entry.get("id"))
    if native_id is None or entry.get("delete"):
        return None
    return RawComment(
        native_id=native_id,
        parent_native_id=identifier(entry.get("pid")),
        author=mapping(entry.get("user")).get("name"),
        date=entry.get("time"),
        body=entry.get("text"),
        body_is_html=True,
        permalink=f"{page}#remark42__comment-{native_id}",
    )
