"""Stable ids and content hashes (pure functions).

An id never depends on when or in what order pages are fetched. An article's id is a hash of its identity
(:func:`newscrawl.urls.article_key`); comments and pingbacks carry their article's id, then the number the site gave
them, or a hash of what they say. Hashes are written in the letters a to p, so that digits at the end of an id are
always the site's own number.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from newscrawl.items import Article, Comment, Headline, Pingback, Record
from newscrawl.urls import article_key, same_site

__all__ = ["article_id", "believed_canonical", "comment_id", "content", "content_hash", "headline_id", "pingback_id"]

_HEX = "0123456789abcdef"
_LETTERS = str.maketrans(_HEX, "abcdefghijklmnop")
_NOT_ID = re.compile(r"[^0-9A-Za-z_.-]+")

_CONTENT_FIELDS: dict[type[Record], tuple[str, ...]] = {
    Article: ("headline", "dek", "byline", "authors", "dateline", "date_published", "section", "tags", "body", "paywalled"),
    Comment: ("author", "body"),
    Pingback: ("kind", "title", "source_url", "excerpt"),
    Headline: ("headline", "url"),
}
"""Fields whose change makes a new revision. Counters, positions and modification times do not."""


def letters(text: str, size: int = 10) -> str:
    """Hash ``text`` into ``2 * size`` letters from a to p."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest().translate(_LETTERS)


def believed_canonical(url: str, canonical: str | None) -> str | None:
    """Return ``canonical`` if it can name the same article as ``url``, else ``None``.

    It must stay within the site and must not be the home page or a bare section when ``url`` is not.
    """
    if not canonical or not same_site(url, canonical):
        return None
    declared, own = urlsplit(canonical), urlsplit(url)
    if not declared.path.strip("/") and not declared.query and (own.path.strip("/") or own.query):
        return None
    return canonical


def article_id(url: str, canonical: str | None = None) -> str:
    """Return the id of the article at ``url``; a canonical address counts where it can be believed."""
    return letters(article_key(believed_canonical(url, canonical) or url))


def comment_id(article: str, native_id: str | None, *, fingerprint: str = "") -> str:
    """Return a comment's id from its article's id and the site's own id, or else a fingerprint of its content."""
    return f"{article}-{_tail('c', native_id, fingerprint)}"


def pingback_id(article: str, native_id: str | None, *, fingerprint: str = "") -> str:
    """Return a pingback's id; arguments as for :func:`comment_id`."""
    return f"{article}-{_tail('p', native_id, fingerprint)}"


def headline_id(page_url: str, list_name: str, position: int) -> str:
    """Return the id of a place in a headline list."""
    return letters(article_key(page_url) + "\n" + list_name) + f"-h{position}"


def _tail(prefix: str, native_id: str | None, fingerprint: str) -> str:
    native = _NOT_ID.sub("_", native_id) if native_id else ""
    return prefix + (native if native else "-" + letters(fingerprint, 8))


def content(record: Record) -> dict[str, Any]:
    """Return the fields of a record whose change makes a new revision."""
    return {name: getattr(record, name) for name in _CONTENT_FIELDS[type(record)]}


def content_hash(record: Record) -> str:
    """Return a hash of :func:`content`: 32 hexadecimal digits."""
    parts = "\x1f".join(f"{k}\x1e{v!r}" for k, v in content(record).items())
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
