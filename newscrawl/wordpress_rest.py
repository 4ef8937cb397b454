"""Addresses and times of the WordPress REST API, for whoever asks it for posts or comments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from newscrawl.text import whole_number
from newscrawl.timestamps import parse_timestamp

__all__ = ["gmt_time", "next_page", "rest_address"]


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


def next_page(url: str, count: int, total_pages: int | str | None) -> str | None:
    """Return the page that follows ``url``, an answer of ``count`` entries, or ``None`` behind the last.

    ``total_pages`` is the header ``X-WP-TotalPages``. Without it, a full page is believed to have a successor.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = whole_number(query.get("page")) or 1
    last = whole_number(total_pages)
    if not count or (count < (whole_number(query.get("per_page")) or 10) if last is None else page >= last):
        return None
    query["page"] = str(page + 1)
    return parts._replace(query=urlencode(query, safe=",")).geturl()


def gmt_time(entry: dict[str, Any], name: str) -> datetime | None:
    """Read a time: the ``_gmt`` field is UTC without saying so; the local one has no zone that could be known."""
    value = entry.get(f"{name}_gmt")
    if isinstance(value, str) and (found := parse_timestamp(value)):
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    value = entry.get(name)
    return parse_timestamp(value) if isinstance(value, str) else None
