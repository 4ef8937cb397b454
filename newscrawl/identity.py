"""Stable ids and content signatures (pure functions).

An id never depends on when or in what order pages are fetched. An article's id is a hash of its identity
(:func:`newscrawl.urls.article_key`); comments and pingbacks carry their article's id, then the number the site gave
them, or a hash of what they say; a headline's id is its place: page, list and position. Hashes are written in the
letters a to p, so that digits at the end of an id are always the site's own number.

A *signature* tells whether content changed. It can be computed from a record and, alike, from the JSON object that was
written for it, so that an index can be rebuilt from the files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from newscrawl.items import Article, Record
from newscrawl.urls import article_key, same_site, url_key

__all__ = [
    "CONTENT_FIELDS",
    "article_id",
    "believed_canonical",
    "comment_id",
    "content_hash",
    "headline_id",
    "pingback_id",
    "rebased",
    "signature",
    "signature_of",
]

_HEX = "0123456789abcdef"
_LETTERS = str.maketrans(_HEX, "abcdefghijklmnop")
_NOT_ID = re.compile(r"[^0-9A-Za-z_.-]+")
_LONGEST_NATIVE_ID = 64
_STORY_NAME = re.compile(r"\w-\w+-\w|\d{5}|\.\w{2,5}\Z|%[0-9A-Fa-f]{2}")
"""Last part of an address that is a story's rather than a section's."""

CONTENT_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "article": (
        "headline",
        "dek",
        "byline",
        "authors",
        "dateline",
        "date_published",
        "section",
        "tags",
        "body",
        "paywalled",
    ),
    "comment": ("author", "body"),
    "pingback": ("kind", "title", "source_url", "excerpt"),
    "headline": ("headline", "url"),
}
"""By record type the fields whose change makes a new revision. Counters, positions and modification times do not."""


def letters(text: str, size: int = 10) -> str:
    """Hash ``text`` into ``2 * size`` letters from a to p."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest().translate(_LETTERS)


def believed_canonical(url: str, canonical: str | None) -> str | None:
    """Return ``canonical`` if it can name the same article as ``url``, else ``None``.

    It must stay within the site, and must not be the home page or a section when ``url`` is below it.

    >>> believed_canonical("https://example.com/news/2014/bridge", "https://example.com/news/") is None
    True
    >>> believed_canonical("https://example.com/old-bridge-reopens/2/", "https://example.com/old-bridge-reopens/")
    'https://example.com/old-bridge-reopens/'
    """
    if not canonical or not same_site(url, canonical):
        return None
    declared, own = article_key(canonical), article_key(url)
    if declared == own or "?" in declared:
        return canonical
    leaf = declared.partition("/")[2].rpartition("/")[2]
    if not leaf or (own.startswith(declared + "/") and not _STORY_NAME.search(leaf)):
        return None
    return canonical


@lru_cache(maxsize=8192)
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
    """Return the id of a place in a headline list; ids of a page's lists begin alike, so that they lie together."""
    return f"{_list_id(page_url, list_name)}-h{position}"


@lru_cache(maxsize=64)
def _list_id(page_url: str, list_name: str) -> str:
    return letters(article_key(page_url), 8) + letters(list_name, 5)


def rebased(identity: str, old_article: str, new_article: str) -> str:
    """Return a comment's or pingback's id after its article's id proved to be another.

    >>> rebased("abc-c7", "abc", "xyz")
    'xyz-c7'
    """
    return new_article + identity[len(old_article) :] if identity.startswith(old_article + "-") else identity


def _tail(prefix: str, native_id: str | None, fingerprint: str) -> str:
    native = _NOT_ID.sub("_", native_id) if native_id else ""
    if len(native) > _LONGEST_NATIVE_ID:
        native, fingerprint = "", native
    return prefix + (native if native else "-" + letters(fingerprint, 8))


def content_hash(article: Article) -> str:
    """Return a hash of an article's content fields: 32 hexadecimal digits."""
    return _digest(_joined(_VALUES["article"](article)), 16).hex()


def signature(record: Record) -> int:
    """Return a 64-bit signed number that changes with the content of ``record``."""
    values = _VALUES[record.type](record)
    return _headline_mark(*values) if record.type == "headline" else _signed(_joined(values))


def signature_of(data: Mapping[str, Any]) -> int:
    """Return the :func:`signature` of the record that ``data`` was written for; absent fields count as null."""
    kind = data["type"]
    values = tuple(data.get(name) for name in CONTENT_FIELDS[kind])
    return _headline_mark(*values) if kind == "headline" else _signed(_joined(values))


def _joined(values: tuple[Any, ...]) -> str:
    return "\x1f".join([value if isinstance(value, str) else _plain(value) for value in values])


def _plain(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    return "\x1e".join(value) if isinstance(value, list) else str(value)


@lru_cache(maxsize=4096)
def _headline_mark(headline: str, url: str) -> int:
    """Return the signature of a headline; lists show the same ones on many pages."""
    return _signed(f"{headline}\x1f{url_key(url)}")


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _signed(text: str) -> int:
    return int.from_bytes(_digest(text, 8), "big", signed=True)


_VALUES: Final[dict[str, Callable[[Any], tuple[Any, ...]]]] = {
    kind: attrgetter(*fields) for kind, fields in CONTENT_FIELDS.items()
}
