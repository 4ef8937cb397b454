"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from typing import Any

import orjson

from newscrawl.syndication.entries import MAX_ENTRIES, Entry, Feed, address, plain
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import absolute

__all__ = ["read_json_feed"]


def read_json_feed(body: bytes, url: str) -> Feed | None:
    """Read a JSON Feed; ``None`` for any other JSON."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    items = answer.get("items")
    if not isinstance(items, list) or "jsonfeed.org" not in str(answer.get("version", "")):
        return None
    return Feed(
        format="json",
        title=plain(_string(answer.get("title"))),
        url=address(url, _string(answer.get("home_page_url"))),
        language=_string(answer.get("language")),
        next_url=absolute(url, _string(answer.get("next_url")) or ""),
        entries=[_entry(item, url) for item in items[:MAX_ENTRIES] if isinstance(item, dict)],
    )


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else str(value) if isinstance(value, int) else None


def _entry(item: dict[str, Any], url: str) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    author = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    guid = _string(item.get("id"))
    return Entry(
        url=address(url, _string(item.get("url"))) or (address(url, guid) if guid and "://" in guid else None),
        guid=guid,
        title=plain(_string(item.get("title"))),
        author=plain(_string(author.get("name"))),
        author_url=address(url, _string(author.get("url"))),
        published=parse_timestamp(_string(item.get("date_published"))),
        updated=parse_timestamp(_string(item.get("date_modified"))),
        content=_string(item.get("content_html")) or _string(item.get("content_text")),
    )
