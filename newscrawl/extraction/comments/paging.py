"""Further pages of a discussion, and the address of the article that a comment page belongs to."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

__all__ = ["article_address"]

_PAGE_PATH = re.compile(r"/comment-page-\d+(?=/?\Z)")
_PAGE_PARAMS = frozenset(("cpage", "replytocom", "unapproved", "moderation-hash"))


def article_address(url: str) -> str:
    """Return the address of the article that a comment page belongs to; any other address as it is, without fragment.

    >>> article_address("https://example.com/2014/story/comment-page-2/#comments")
    'https://example.com/2014/story/'
    """
    parts = urlsplit(url)
    path = _PAGE_PATH.sub("", parts.path)
    query = parts.query
    if query:
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k not in _PAGE_PARAMS])
        query = parts.query if len(query) >= len(parts.query) else query
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))
