"""From Scrapy's responses to what reading needs, and from links to tasks."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from newscrawl.answer import Answer
from newscrawl.urls import url_key
from newscrawl.visits import Link, Task

__all__ = ["answer_of", "cookies_of", "task_of"]

_HEADERS = ("x-wp-total", "x-wp-totalpages", "content-range")
"""Headers that tell how much there is, and whether that is all."""


def answer_of(response: Response) -> Answer:
    """Take from a response what reading needs."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Answer(
        url=response.url,
        status=response.status,
        body=response.body,
        fetched_at=datetime.now(UTC),
        content_type=header.partition(";")[0].strip().lower(),
        encoding=http_content_type_encoding(header) if header else None,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        headers={name: _header(response, name) or "" for name in _HEADERS},
    )


def cookies_of(response: Response) -> dict[str, str]:
    """Return the cookies that an answer sets, by name; those that are not in ASCII are left out."""
    found = {}
    for header in response.headers.getlist("Set-Cookie"):
        name, _, value = header.decode("latin-1").partition(";")[0].partition("=")
        if name.strip() and header.isascii():
            found[name.strip()] = value.strip()
    return found


def task_of(link: Link, site: str) -> Task:
    """Return a task for a link that does not come from the frontier."""
    return Task(link=link, key=url_key(link.url), site=site)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
