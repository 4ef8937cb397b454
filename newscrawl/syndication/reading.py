"""From bytes to a feed: which format it is, and how much mending it needs."""

from __future__ import annotations

from lxml import etree

from newscrawl.syndication.atom import read_atom
from newscrawl.syndication.broken import read_broken
from newscrawl.syndication.entries import Feed
from newscrawl.syndication.json_feed import read_json_feed
from newscrawl.syndication.rss import read_rss
from newscrawl.syndication.xml import local_name, mended, parse

__all__ = ["read_feed"]


def read_feed(body: bytes, url: str) -> Feed | None:
    """Read a feed; ``None`` when the body is none. Broken ones are read as far as possible.

    XML is parsed strictly, then with HTML's entities and stray ampersands mended, then with errors skipped; what
    gives no entries even then is left to feedparser.
    """
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if body[:1] == b"{":
        return read_json_feed(body, url)
    if not body or (body[:1] != b"<" and b"<" not in body[:200]) or _is_html(body):
        return None
    root = parse(body)
    if root is None:
        body = mended(body)
        root = parse(body)
    if root is not None:
        return _read_xml(root, url)
    root = parse(body, recover=True)
    feed = _read_xml(root, url) if root is not None else None
    if feed is None or (_promises_entries(body) and not any(entry.url for entry in feed.entries)):
        feed = read_broken(body, url) or feed
    return feed


def _is_html(body: bytes) -> bool:
    head = body[:400].lower()
    return b"<!doctype html" in head or (b"<html" in head and b"<rss" not in head and b"<feed" not in head)


def _promises_entries(body: bytes) -> bool:
    return b"<item" in body or b"<entry" in body


def _read_xml(root: etree._Element, url: str) -> Feed | None:
    name = local_name(root)
    if name == "feed":
        return read_atom(root, url)
    if name in ("rss", "rdf", "channel"):
        return read_rss(root, url, "rdf" if name == "rdf" else "rss")
    return None
