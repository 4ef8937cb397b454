"""What a server answered: how the fetch ended, and what kind of document came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.discovery.wordpress import is_listing_link
from newscrawl.parsing import is_binary
from newscrawl.visits import Link, LinkKind, Outcome, Task

__all__ = ["Answer", "form_of", "outcome_of"]

_FEED_TYPES = ("rss+xml", "atom+xml", "rdf+xml", "feed+json")
_HTML_TYPES = ("html", "text/plain", "wml")
_NO_TYPES = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
"""Media types that say nothing."""

_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?>(?:<!--.{0,500}?-->|<\?xml[^>]{0,200}>)\s*)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a page begins with, also one that a server sends for any address.

What was read as a comment stays one: else each run of comments could be parted in more ways than can be tried.
"""

_CONTENT_RANGE = re.compile(r"bytes 0-(\d+)/(\d+)\Z")


@dataclass(kw_only=True, slots=True)
class Answer:
    """What a server answered."""

    url: str
    status: int
    body: bytes
    fetched_at: datetime
    content_type: str = ""
    """Media type of the header, lower case, without parameters; empty when the header is missing."""

    encoding: str | None = None
    """Charset of the header."""

    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that tell how much there is (``X-WP-…``) and if it is all (``Content-Range``), names in lower case."""


def outcome_of(task: Task, answer: Answer) -> tuple[Outcome, str | None]:
    """Return how a fetch ended by its status, and for what is no success the cause."""
    status = answer.status
    if status == 304:
        return Outcome.NOT_MODIFIED, None
    if status == 206 and not _is_whole(answer):
        return Outcome.FAILED, "cut_short"
    if 200 <= status < 300:
        missing = task.link.source == "usual_place" and _PAGE_START.match(answer.body[:1024]) is not None
        return Outcome.GONE if missing else Outcome.OK, None
    if status in (404, 410) or (task.link.source == "usual_place" and 400 <= status < 500 and status != 429):
        return Outcome.GONE, None
    if task.link.kind is LinkKind.ENDPOINT and status in (400, 401, 403, 405):
        return Outcome.REFUSED, "endpoint_closed"  # sites close an API, or part of it, and still declare it
    return Outcome.FAILED, f"http_{status}"


def form_of(link: Link, answer: Answer) -> str:
    """Tell how to read a document: ``html``, ``feed``, ``sitemap``, ``posts``, ``site``, ``endpoint`` or ``other``."""
    kind = link.kind
    if kind is LinkKind.SITE:
        return "site"
    if kind is LinkKind.ENDPOINT:
        return "posts" if is_listing_link(link) else "endpoint"
    if kind is LinkKind.SITEMAP:
        return "sitemap"
    if kind is LinkKind.FEED or any(name in answer.content_type for name in _FEED_TYPES):
        return "feed"
    if "xml" in answer.content_type and "xhtml" not in answer.content_type:
        start = answer.body[:1024].lower()
        if b"<urlset" in start or b"<sitemapindex" in start:
            return "sitemap"
        if b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start:
            return "feed"
        return "other" if is_binary(answer.body) else "html"  # XHTML served as XML
    return "html" if _is_page(answer) else "other"


def _is_page(answer: Answer) -> bool:
    start = answer.body[:1024]
    if answer.content_type in _NO_TYPES:
        said = bool(_PAGE_START.match(start)) if answer.content_type else b"<" in start
    else:
        said = any(name in answer.content_type for name in _HTML_TYPES)
    return said and not is_binary(answer.body)


def _is_whole(answer: Answer) -> bool:
    """Tell whether what is called a part, though nobody asked for one, is the whole document."""
    found = _CONTENT_RANGE.match(answer.headers.get("content-range", "").strip().lower())
    return found is not None and int(found[1]) + 1 == int(found[2])
