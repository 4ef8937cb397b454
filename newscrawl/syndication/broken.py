"""Feeds that are no XML at all, read with feedparser, which is slow and forgiving."""

from __future__ import annotations

from typing import Any

from newscrawl.syndication.entries import MAX_ENTRIES, Entry, Feed, address, plain
from newscrawl.text import whole_number
from newscrawl.timestamps import parse_timestamp

__all__ = ["read_broken"]

_MOST_BYTES = 2_000_000
_STUMBLES = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser has been seen to raise on mark-up that is hardly any."""


def read_broken(body: bytes, url: str) -> Feed | None:
    """Read what can be read of the first two megabytes; ``None`` when that is nothing."""
    import feedparser  # type: ignore[import-untyped]  # slow to import and seldom needed

    try:
        parsed = feedparser.parse(body[:_MOST_BYTES], sanitize_html=False, resolve_relative_uris=False)
    except _STUMBLES:
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    # dict.get, because feedparser's own get() warns of a name that it once confused with another
    return Feed(
        format="atom" if str(parsed.get("version")).startswith("atom") else "rss",
        title=plain(parsed.feed.get("title")),
        url=address(url, parsed.feed.get("link")),
        language=parsed.feed.get("language"),
        generator=parsed.feed.get("generator"),
        updated=parse_timestamp(dict.get(parsed.feed, "updated")),
        entries=[_entry(raw, url) for raw in parsed.entries[:MAX_ENTRIES]],
    )


def _entry(raw: Any, url: str) -> Entry:
    contents = raw.get("content") or [{}]
    return Entry(
        url=address(url, raw.get("feedburner_origlink") or raw.get("link")),
        guid=raw.get("id"),
        title=plain(raw.get("title")),
        author=plain(raw.get("author")),
        published=parse_timestamp(dict.get(raw, "published")),
        updated=parse_timestamp(dict.get(raw, "updated")),
        content=contents[0].get("value") or raw.get("summary"),
        comment_count=whole_number(raw.get("slash_comments")),
        comments_feed=address(url, raw.get("wfw_commentrss")),
    )
