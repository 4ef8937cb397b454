"""Atom 1.0 and 0.3, with threading and OpenSearch extensions."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from newscrawl.syndication.entries import MAX_ENTRIES, Entry, Feed, address, plain
from newscrawl.syndication.xml import author_name, inner_markup, inner_text, local_name
from newscrawl.text import clean, whole_number
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import absolute

__all__ = ["read_atom"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_THREAD = "{http://purl.org/syndication/thread/1.0}"


def read_atom(root: etree._Element, url: str) -> Feed:
    """Read a feed; addresses are joined to ``xml:base``."""
    base = _base(root, url)
    feed = Feed(format="atom", language=root.get(_XML_LANG))
    for child in root:
        name = local_name(child)
        if name == "entry":
            if len(feed.entries) < MAX_ENTRIES:
                feed.entries.append(_entry(child, base))
        elif name == "title":
            feed.title = _text(child)
        elif name == "generator":
            feed.generator = clean(f"{child.get('uri') or ''} {child.text or ''}") or None
        elif name in ("updated", "modified"):
            feed.updated = parse_timestamp(child.text)
        elif name == "totalresults":
            feed.total = whole_number(child.text)
        elif name == "link":
            _feed_link(feed, child, base)
    return feed


def _base(element: etree._Element, url: str) -> str:
    return absolute(url, element.get(_XML_BASE) or url) or url


def _feed_link(feed: Feed, link: etree._Element, base: str) -> None:
    rel, href = link.get("rel", "alternate"), absolute(base, link.get("href", ""))
    if rel == "next":
        feed.next_url = href
    elif rel == "alternate" and feed.url is None:
        feed.url = href


class _Item:
    """An entry in the making."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.entry = Entry()
        self.summary: str | None = None


def _entry(element: etree._Element, base: str) -> Entry:
    item = _Item(_base(element, base))
    for child in element:
        if read := _ITEM.get(local_name(child)):
            read(item, child)
    entry = item.entry
    entry.content = entry.content or item.summary
    entry.url = entry.url or address(item.base, entry.guid)
    return entry


def _id(item: _Item, element: etree._Element) -> None:
    item.entry.guid = clean(element.text) or None


def _title(item: _Item, element: etree._Element) -> None:
    item.entry.title = _text(element)


def _link(item: _Item, element: etree._Element) -> None:
    entry, rel, href = item.entry, element.get("rel", "alternate"), address(item.base, element.get("href"))
    if rel == "alternate":
        entry.url = entry.url or href
    elif rel == "related":
        entry.related = entry.related or href
    elif rel == "replies":
        if "html" not in element.get("type", ""):
            entry.comments_feed = entry.comments_feed or href
        count = whole_number(element.get(_THREAD + "count"))
        entry.comment_count = entry.comment_count if count is None else count


def _original(item: _Item, element: etree._Element) -> None:
    item.entry.url = address(item.base, element.text) or item.entry.url


def _published(item: _Item, element: etree._Element) -> None:
    item.entry.published = item.entry.published or parse_timestamp(element.text)


def _updated(item: _Item, element: etree._Element) -> None:
    item.entry.updated = parse_timestamp(element.text)


def _content(item: _Item, element: etree._Element) -> None:
    item.entry.content = inner_markup(element)


def _summary(item: _Item, element: etree._Element) -> None:
    item.summary = inner_markup(element)


def _author(item: _Item, element: etree._Element) -> None:
    item.entry.author = item.entry.author or author_name(element)
    uri = next((child.text for child in element if local_name(child) in ("uri", "url")), None)
    item.entry.author_url = item.entry.author_url or address(item.base, uri)


def _total(item: _Item, element: etree._Element) -> None:
    if element.tag == _THREAD + "total":
        item.entry.comment_count = whole_number(element.text)


def _comments_feed(item: _Item, element: etree._Element) -> None:
    item.entry.comments_feed = address(item.base, element.text)


_ITEM: dict[str, Callable[[_Item, etree._Element], None]] = {
    "id": _id,
    "title": _title,
    "link": _link,
    "origlink": _original,
    **dict.fromkeys(("published", "issued", "created"), _published),
    **dict.fromkeys(("updated", "modified"), _updated),
    "content": _content,
    "summary": _summary,
    "author": _author,
    "total": _total,
    "commentrss": _comments_feed,
}


def _text(element: etree._Element) -> str | None:
    """Read a text construct: plain text is taken as it is, unless it holds escaped HTML all the same."""
    text = inner_text(element)
    return plain(text) if element.get("type", "text") != "text" or not text or "&" in text else clean(text) or None
