"""RSS 0.9x and 2.0 and RDF Site Summary (RSS 1.0), with the modules that news sites use."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from lxml import etree

from newscrawl.syndication.entries import MAX_ENTRIES, Entry, Feed, address, plain
from newscrawl.syndication.xml import author_name, inner_markup, inner_text, local_name
from newscrawl.text import clean, whole_number
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import absolute

__all__ = ["read_rss"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"


def read_rss(root: etree._Element, url: str, kind: str) -> Feed:
    """Read a feed; in RSS 1.0 the items lie beside the channel, and some RSS 2.0 feeds put them there too."""
    channel = next((child for child in root if local_name(child) == "channel"), root)
    feed = Feed(format=kind, language=root.get(_XML_LANG))
    for child in channel:
        if read := _CHANNEL.get(local_name(child)):
            read(feed, child, url)
    items = (child for parent in dict.fromkeys((channel, root)) for child in parent if local_name(child) == "item")
    feed.entries = [_entry(item, url) for item in islice(items, MAX_ENTRIES)]
    return feed


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


class _Item:
    """An entry in the making, and the addresses it could have."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.entry = Entry()
        self.summary: str | None = None
        self.original: str | None = None
        self.permalink: str | None = None


def _entry(element: etree._Element, url: str) -> Entry:
    item = _Item(url)
    for child in element:
        if read := _ITEM.get(local_name(child)):
            read(item, child)
    entry = item.entry
    about = next((str(value) for name, value in element.attrib.items() if str(name).endswith("}about")), None)
    entry.content = entry.content or item.summary
    entry.guid = entry.guid or about
    entry.url = item.original or entry.url or address(url, item.permalink) or address(url, about)
    return entry


def _title(item: _Item, element: etree._Element) -> None:
    item.entry.title = item.entry.title or plain(inner_text(element))


def _link(item: _Item, element: etree._Element) -> None:
    href = element.text
    if not (href and href.strip()):
        href = element.get("href") if element.get("rel", "alternate") == "alternate" else None
    item.entry.url = item.entry.url or address(item.url, href)


def _original(item: _Item, element: etree._Element) -> None:
    item.original = address(item.url, element.text)


def _guid(item: _Item, element: etree._Element) -> None:
    item.entry.guid = clean(element.text) or None
    if element.get("isPermaLink", "true").lower() != "false":
        item.permalink = item.entry.guid


def _id(item: _Item, element: etree._Element) -> None:
    if item.entry.guid is None:
        _guid(item, element)


def _published(item: _Item, element: etree._Element) -> None:
    item.entry.published = item.entry.published or parse_timestamp(element.text)


def _updated(item: _Item, element: etree._Element) -> None:
    item.entry.updated = item.entry.updated or parse_timestamp(element.text)


def _content(item: _Item, element: etree._Element) -> None:
    item.entry.content = element.text


def _summary(item: _Item, element: etree._Element) -> None:
    item.summary = element.text or inner_markup(element)


def _author(item: _Item, element: etree._Element) -> None:
    item.entry.author = item.entry.author or author_name(element)


def _comments(item: _Item, element: etree._Element) -> None:
    """``<comments>`` holds an address, ``<slash:comments>`` a number; some feeds forget the namespace."""
    if element.tag == _SLASH or (element.text or "").strip().isdigit():
        item.entry.comment_count = whole_number(element.text)


def _comments_feed(item: _Item, element: etree._Element) -> None:
    item.entry.comments_feed = address(item.url, element.text)


_ITEM: dict[str, Callable[[_Item, etree._Element], None]] = {
    "title": _title,
    "link": _link,
    "origlink": _original,
    "guid": _guid,
    "id": _id,
    **dict.fromkeys(("pubdate", "date", "published", "issued", "created"), _published),
    **dict.fromkeys(("updated", "modified", "lastmod"), _updated),
    "encoded": _content,
    "description": _summary,
    "creator": _author,
    "author": _author,
    "comments": _comments,
    "commentrss": _comments_feed,
    "commentsrss": _comments_feed,
}
