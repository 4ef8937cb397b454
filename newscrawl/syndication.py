"""Feeds as entries: RSS of every version, RDF Site Summary, Atom and JSON Feed, whatever they are for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from html.entities import html5
from typing import Any

import orjson
from lxml import etree

from newscrawl.text import clean
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import absolute

__all__ = ["Entry", "Feed", "plain", "read_feed"]

MAX_ENTRIES = 10_000
"""Entries read of one feed; what lies behind is left."""

_FALLBACK_LIMIT = 2_000_000
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,31};)")
_TAG = re.compile(r"<[^<>]*>")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"
_THREAD = "{http://purl.org/syndication/thread/1.0}"
_ATOM = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")


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


def read_feed(body: bytes, url: str) -> Feed | None:
    """Read a feed; ``None`` when the body is none. Broken ones are read as far as possible."""
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if body[:1] == b"{":
        return _read_json(body, url)
    if not body or (body[:1] != b"<" and b"<" not in body[:200]) or _is_html(body):
        return None
    root = _strict(body)
    if root is None:
        root = _strict(_mended(body))
    if root is not None:
        return _read_xml(root, url)
    root = _parse(body, recover=True)
    feed = _read_xml(root, url) if root is not None else None
    if feed is None or (_promises_entries(body) and not any(entry.url for entry in feed.entries)):
        feed = _read_broken(body, url) or feed
    return feed


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


def _is_html(body: bytes) -> bool:
    head = body[:400].lower()
    return b"<!doctype html" in head or (b"<html" in head and b"<rss" not in head and b"<feed" not in head)


def _promises_entries(body: bytes) -> bool:
    return b"<item" in body or b"<entry" in body


def _strict(body: bytes) -> etree._Element | None:
    return _parse(body, recover=False)


def _parse(body: bytes, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _mended(body: bytes) -> bytes:
    """Return the feed with HTML's entities as numbers and stray ampersands escaped."""

    def numeric(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name in _PREDEFINED or (character := html5.get(name + ";")) is None:
            return match[0]
        return "".join(f"&#{ord(c)};" for c in character).encode()

    return _BARE_AMPERSAND.sub(b"&amp;", _ENTITY.sub(numeric, body))


def _read_xml(root: etree._Element, url: str) -> Feed | None:
    name = _local(root)
    if name == "feed":
        return _atom(root, url)
    if name in ("rss", "rdf", "channel"):
        return _rss(root, url, "rdf" if name == "rdf" else "rss")
    return None


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _rss(root: etree._Element, url: str, kind: str) -> Feed:
    channel = next((child for child in root if _local(child) == "channel"), root)
    feed = Feed(format=kind, language=root.get(_XML_LANG))
    for child in channel:
        _CHANNEL.get(_local(child), _ignore)(feed, child, url)
    items = (e for parent in ([channel] if channel is root else [channel, root]) for e in parent if _local(e) == "item")
    for _, item in zip(range(MAX_ENTRIES), items, strict=False):
        feed.entries.append(_rss_entry(item, url))
    return feed


def _ignore(*_: object) -> None:
    return None


def _channel_text(name: str) -> Callable[[Feed, etree._Element, str], None]:
    def read(feed: Feed, element: etree._Element, url: str) -> None:
        if getattr(feed, name) is None:
            setattr(feed, name, plain(element.text))

    return read


def _channel_link(feed: Feed, element: etree._Element, url: str) -> None:
    if element.get("rel") == "next" and element.get("href"):
        feed.next_url = absolute(url, element.get("href", ""))
    elif element.text and feed.url is None:
        feed.url = absolute(url, element.text)


def _channel_date(feed: Feed, element: etree._Element, url: str) -> None:
    feed.updated = feed.updated or parse_timestamp(element.text)


_CHANNEL: dict[str, Callable[[Feed, etree._Element, str], None]] = {
    "title": _channel_text("title"),
    "language": _channel_text("language"),
    "generator": _channel_text("generator"),
    "link": _channel_link,
    "lastbuilddate": _channel_date,
    "pubdate": _channel_date,
    "date": _channel_date,
}


def _rss_entry(item: etree._Element, url: str) -> Entry:
    entry = Entry()
    summary = permalink = original = None
    for child in item:
        tag, text, name = child.tag, child.text, _local(child)
        if name == "title":
            entry.title = entry.title or plain(_inner_text(child))
        elif name == "link":
            href = (
                text
                if text and text.strip()
                else child.get("href")
                if child.get("rel", "alternate") == "alternate"
                else None
            )
            entry.url = entry.url or _address(url, href)
        elif name == "origlink":
            original = _address(url, text)
        elif name == "guid" or (name == "id" and entry.guid is None):
            entry.guid = clean(text) or None
            if child.get("isPermaLink", "true").lower() != "false":
                permalink = entry.guid
        elif name in ("pubdate", "date", "published", "issued", "created"):
            entry.published = entry.published or parse_timestamp(text)
        elif name in ("updated", "modified", "lastmod"):
            entry.updated = entry.updated or parse_timestamp(text)
        elif tag == _CONTENT:
            entry.content = text
        elif name == "description":
            summary = text or _markup(child)
        elif name in ("creator", "author"):
            entry.author = entry.author or _author(child)
        elif name == "comments" and (tag == _SLASH or (text or "").strip().isdigit()):
            entry.comment_count = _integer(text)
        elif name in ("commentrss", "commentsrss"):
            entry.comments_feed = _address(url, text)
    entry.content = entry.content or summary
    about = next((str(value) for name, value in item.attrib.items() if str(name).endswith("}about")), None)
    entry.guid = entry.guid or about
    entry.url = original or entry.url or _address(url, permalink) or _address(url, about)
    return entry


def _inner_text(element: etree._Element) -> str | None:
    return "".join(map(str, element.itertext())) if len(element) else element.text


def _address(base: str, href: str | None) -> str | None:
    """Join an address and keep its fragment: that of a comment names it."""
    href = (href or "").strip()
    if not href or not (joined := absolute(base, href)):
        return None
    _, mark, fragment = href.partition("#")
    return joined + mark + fragment


def _integer(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isdigit() and len(digits) < 10 else None


def _author(element: etree._Element) -> str | None:
    if len(element):
        return next((plain(child.text) for child in element if _local(child) == "name"), None)
    name = plain(element.text)
    # RSS wants "mail@host (Name)".
    return name[name.index("(") + 1 : -1] if name and "@" in name and name.endswith(")") and "(" in name else name


def _markup(element: etree._Element) -> str | None:
    """Return what an element holds as HTML: its text, or the mark-up inside it."""
    if len(element) == 0:
        return element.text
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + inner.replace("xmlns:html=", "data-x=").replace("<html:", "<").replace(
        "</html:", "</"
    )


def _atom(root: etree._Element, url: str) -> Feed:
    base = absolute(url, root.get(_XML_BASE) or url) or url
    feed = Feed(format="atom", language=root.get(_XML_LANG))
    for child in root:
        name = _local(child)
        if name == "title":
            feed.title = _atom_text(child)
        elif name == "generator":
            feed.generator = clean(f"{child.get('uri') or ''} {child.text or ''}") or None
        elif name in ("updated", "modified"):
            feed.updated = parse_timestamp(child.text)
        elif name == "totalresults":
            feed.total = _integer(child.text)
        elif name == "link" and child.get("rel") == "next":
            feed.next_url = absolute(base, child.get("href", ""))
        elif name == "link" and child.get("rel", "alternate") == "alternate" and feed.url is None:
            feed.url = absolute(base, child.get("href", ""))
        elif name == "entry" and len(feed.entries) < MAX_ENTRIES:
            feed.entries.append(_atom_entry(child, base))
    return feed


def _atom_entry(element: etree._Element, base: str) -> Entry:
    entry = Entry()
    base = absolute(base, element.get(_XML_BASE) or base) or base
    summary = None
    for child in element:
        name, text = _local(child), child.text
        if name == "id":
            entry.guid = clean(text) or None
        elif name == "title":
            entry.title = _atom_text(child)
        elif name == "link":
            _atom_link(entry, child, base)
        elif name in ("published", "issued", "created"):
            entry.published = entry.published or parse_timestamp(text)
        elif name in ("updated", "modified"):
            entry.updated = parse_timestamp(text)
        elif name == "content":
            entry.content = _markup(child)
        elif name == "summary":
            summary = _markup(child)
        elif name == "author":
            entry.author = entry.author or _author(child)
            uri = next((e.text for e in child if _local(e) in ("uri", "url")), None)
            entry.author_url = entry.author_url or _address(base, uri)
        elif child.tag == _THREAD + "total":
            entry.comment_count = _integer(text)
        elif name == "origlink":
            entry.url = _address(base, text) or entry.url
        elif name == "commentrss":
            entry.comments_feed = _address(base, text)
    entry.content = entry.content or summary
    entry.url = entry.url or _address(base, entry.guid)
    return entry


def _atom_link(entry: Entry, link: etree._Element, base: str) -> None:
    rel, kind, href = link.get("rel", "alternate"), link.get("type", ""), link.get("href")
    if rel == "alternate" and entry.url is None:
        entry.url = _address(base, href)
    elif rel == "related":
        entry.related = entry.related or _address(base, href)
    elif rel == "replies":
        if "html" not in kind:
            entry.comments_feed = entry.comments_feed or _address(base, href)
        count = link.get(_THREAD + "count")
        entry.comment_count = _integer(count) if count else entry.comment_count


def _atom_text(element: etree._Element) -> str | None:
    text = _inner_text(element)
    return plain(text) if element.get("type", "text") != "text" or not text or "&" in text else clean(text) or None


def _read_json(body: bytes, url: str) -> Feed | None:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    items = answer.get("items")
    if not isinstance(items, list) or "jsonfeed.org" not in str(answer.get("version", "")):
        return None
    feed = Feed(
        format="json",
        title=plain(_string(answer.get("title"))),
        url=_address(url, _string(answer.get("home_page_url"))),
        language=_string(answer.get("language")),
        next_url=absolute(url, _string(answer.get("next_url")) or "#"),
    )
    feed.entries = [_json_entry(item, url) for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    return feed


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else str(value) if isinstance(value, int) else None


def _json_entry(item: dict[str, Any], url: str) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    author = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    guid = _string(item.get("id"))
    return Entry(
        url=_address(url, _string(item.get("url"))) or (_address(url, guid) if guid and "://" in guid else None),
        guid=guid,
        title=plain(_string(item.get("title"))),
        author=plain(_string(author.get("name"))),
        author_url=_address(url, _string(author.get("url"))),
        published=parse_timestamp(_string(item.get("date_published"))),
        updated=parse_timestamp(_string(item.get("date_modified"))),
        content=_string(item.get("content_html")) or _string(item.get("content_text")),
    )


def _read_broken(body: bytes, url: str) -> Feed | None:
    """Read what is no XML at all with feedparser, which is slow and forgiving."""
    import feedparser  # type: ignore[import-untyped]  # slow to import and seldom needed

    parsed = feedparser.parse(body[:_FALLBACK_LIMIT], sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        return None
    version = str(parsed.get("version") or "rss")
    feed = Feed(
        format="atom" if version.startswith("atom") else "rss",
        title=plain(parsed.feed.get("title")),
        url=_address(url, parsed.feed.get("link")),
        language=parsed.feed.get("language"),
        generator=parsed.feed.get("generator"),
        updated=parse_timestamp(parsed.feed.get("updated")),
    )
    feed.entries = [entry for raw in parsed.entries[:MAX_ENTRIES] for entry in _broken_entry(raw, url)]
    return feed


def _broken_entry(raw: Any, url: str) -> Iterator[Entry]:
    contents = raw.get("content") or [{}]
    yield Entry(
        url=_address(url, raw.get("feedburner_origlink") or raw.get("link")),
        guid=raw.get("id"),
        title=plain(raw.get("title")),
        author=plain(raw.get("author")),
        # dict.get, because feedparser's own get() warns of a name it once confused with another
        published=parse_timestamp(dict.get(raw, "published")),
        updated=parse_timestamp(dict.get(raw, "updated")),
        content=contents[0].get("value") or raw.get("summary"),
        comment_count=_integer(raw.get("slash_comments")),
        comments_feed=_address(url, raw.get("wfw_commentrss")),
    )
