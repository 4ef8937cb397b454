"""What all formats of feeds have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape

from newscrawl.text import clean
from newscrawl.urls import absolute

__all__ = ["MAX_ENTRIES", "Entry", "Feed", "address", "plain"]

MAX_ENTRIES = 10_000
"""Entries read of one feed; what lies behind is left."""

_TAG = re.compile(r"<[^<>]*>")


@dataclass(kw_only=True, slots=True)
class Entry:
    """One entry, its texts as the feed has them (HTML where it has HTML)."""

    url: str | None = None
    """Absolute http(s) address with its fragment."""

    guid: str | None = None
    title: str | None = None
    """Plain text."""

    author: str | None = None
    author_url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    content: str | None = None
    """Full text if there is one, else the summary; HTML."""

    comment_count: int | None = None
    comments_feed: str | None = None
    related: str | None = None
    """``link rel=related`` (in Blogger's comment feeds the comment that is answered)."""


@dataclass(kw_only=True, slots=True)
class Feed:
    """A feed."""

    format: str
    """``rss``, ``rdf``, ``atom`` or ``json``."""

    title: str | None = None
    url: str | None = None
    """The page that the feed belongs to."""

    language: str | None = None
    generator: str | None = None
    updated: datetime | None = None
    next_url: str | None = None
    total: int | None = None
    """Entries there are in all pages (OpenSearch ``totalResults``)."""

    entries: list[Entry] = field(default_factory=list)


def plain(text: str | None) -> str | None:
    """Return a title as plain text: feeds escape mark-up and entities once or twice.

    >>> plain("Q&amp;amp;A: <em>what</em> now?")
    'Q&A: what now?'
    """
    if not text:
        return None
    if "&" in text or "<" in text:
        text = unescape(unescape(_TAG.sub("", text)))
    return clean(text) or None


def address(base: str, href: str | None) -> str | None:
    """Join an address and keep its fragment: that of a comment names it."""
    href = (href or "").strip()
    if not href or not (joined := absolute(base, href)):
        return None
    _, mark, fragment = href.partition("#")
    return joined + mark + fragment
