"""Sitemaps: XML, index, news extension, gzip and plain text; and the places where they are found."""

from __future__ import annotations

import re
import zlib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newscrawl.discovery.feeds import parse_feed
from newscrawl.discovery.looks import look
from newscrawl.syndication.xml import mended
from newscrawl.text import clean
from newscrawl.timestamps import parse_timestamp
from newscrawl.unpacking import GZIP, streams
from newscrawl.urls import absolute
from newscrawl.visits import Link, LinkKind

__all__ = ["MAX_SIZE", "SitemapResult", "parse_sitemap", "sitemaps_at", "usual_sitemaps"]

MAX_SIZE = 50 * 1024 * 1024
"""Bytes read of a sitemap once decompressed, the limit of the protocol."""

MAX_LINKS = 100_000
"""Addresses read of one sitemap, twice the limit of the protocol."""

_USUAL = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/sitemap-index.xml",
    "/news-sitemap.xml",
    "/sitemap.xml.gz",
)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)")
_LISTS = re.compile(r"taxonom|categor|[-_/]tags?[-_.\d]|post_tag|author|users|section", re.IGNORECASE)
_STORIES = re.compile(
    r"posts?-post|post-sitemap|article|news|stor(?:y|ies)|posts?[-_]\d|noticia|artikel", re.IGNORECASE
)
_TEXT_FIELDS = frozenset(("lastmod", "title", "publication_date", "keywords", "language", "name"))


@dataclass(kw_only=True, slots=True)
class SitemapResult:
    """What a sitemap told."""

    format: str | None = None
    """``urlset``, ``index``, ``text`` or ``feed`` (a feed served as sitemap); ``None`` when the body was no sitemap."""

    links: list[Link] = field(default_factory=list)
    """Pages. ``date`` is the date of publication (news sitemaps), else ``lastmod``; ``data`` holds, as far as told,
    ``modified`` (``lastmod``, ISO 8601), ``keywords``, ``language`` and ``publication``."""

    sitemaps: list[Link] = field(default_factory=list)
    """Further sitemaps of an index."""

    truncated: bool = False
    """Whether the sitemap was larger than :data:`MAX_SIZE` or :data:`MAX_LINKS`, or broken off."""


def usual_sitemaps(url: str) -> list[Link]:
    """Return the places where sitemaps are by custom, for a site whose robots.txt names none."""
    return [_sitemap(urljoin(url, place), source="usual_place", found_on=url) for place in _USUAL]


def sitemaps_at(addresses: Iterable[str], robots_url: str) -> list[Link]:
    """Return the sitemaps that a robots.txt names, each once; many write their addresses without the host."""
    found = dict.fromkeys(absolute(robots_url, address) for address in addresses)
    return [_sitemap(address, source="robots", found_on=robots_url) for address in found if address]


def _sitemap(address: str, *, source: str, found_on: str, date: datetime | None = None) -> Link:
    return Link(url=address, kind=LinkKind.SITEMAP, source=source, found_on=found_on, date=date)


def parse_sitemap(body: bytes, url: str) -> SitemapResult:
    """Read a sitemap, compressed or not. Broken XML is read as far as it goes; a web page gives an empty answer."""
    data, truncated = _decompressed(body)
    if data.startswith(GZIP):  # compressed when it was saved, and once more when it was sent
        data, truncated = _decompressed(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode("utf-8", "replace")
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    result = SitemapResult(truncated=truncated)
    if data[:1] == b"<":
        _read_xml(_whole(mended(data) if b"&" in data else data, result), url, result)
        if result.format is None and (feed := parse_feed(data, url)).format and not feed.comments:
            result.format, result.links = "feed", feed.links
    elif data:
        _read_text(data, url, result)
    return result


def _whole(data: bytes, result: SitemapResult) -> bytes:
    """Cut the entry that a broken-off document ends in: its address may be half of one."""
    last_tag = data[data.rfind(b"<") :]
    if last_tag.startswith(b"</") and b">" in last_tag:
        return data
    result.truncated = True
    return data[: max(data.rfind(b"<loc"), data.rfind(b":loc"))]


def _decompressed(body: bytes) -> tuple[bytes, bool]:
    if not body.startswith(GZIP):
        return body[:MAX_SIZE], len(body) > MAX_SIZE
    chunks: list[bytes] = []
    try:
        for chunk, whole in streams(body, MAX_SIZE):
            chunks.append(chunk)
            if not whole:
                return b"".join(chunks), True
    except zlib.error:
        return b"".join(chunks), True
    return b"".join(chunks), False


def _read_text(data: bytes, url: str, result: SitemapResult) -> None:
    lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines()]
    if not lines or not _is_address(lines[0]):
        return
    result.format = "text"
    result.truncated = result.truncated or len(lines) > MAX_LINKS
    for line in lines[:MAX_LINKS]:
        if _is_address(line) and (address := absolute(url, line)):
            _add_page(result, {"loc": address}, url)


def _is_address(line: str) -> bool:
    return line.lower().startswith(("http://", "https://")) and " " not in line


def _read_xml(data: bytes, url: str, result: SitemapResult) -> None:
    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        for name, entry in _entries(events, result):
            if len(result.links) + len(result.sitemaps) >= MAX_LINKS:
                result.truncated = True
                return
            address = absolute(url, entry.get("loc", ""))
            if address is None:
                continue
            entry["loc"] = address
            if name == "sitemap":
                date = parse_timestamp(entry.get("lastmod")) or _end_of_period(address)
                result.sitemaps.append(_sitemap(address, source="sitemap", found_on=url, date=date))
            else:
                _add_page(result, entry, url)
    except etree.XMLSyntaxError:
        result.truncated = True


def _entries(events: Any, result: SitemapResult) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each ``<url>`` and ``<sitemap>`` as (name, fields), and free it; stop at the root of another document."""
    entry: dict[str, str] = {}
    root = None
    for event, element in events:
        tag = element.tag
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if event == "start":
            if root is None:
                root, result.format = element, {"urlset": "urlset", "sitemapindex": "index"}.get(name)
                if result.format is None:
                    return
            continue
        if name in ("url", "sitemap"):
            yield name, entry
            entry = {}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif name == "loc":
            # <image:loc> and <video:…loc> lie deeper than the address of the page.
            if element.getparent().tag.rpartition("}")[2] in ("url", "sitemap"):
                entry["loc"] = (element.text or "").strip()
        elif name in _TEXT_FIELDS and element.text and (name == "lastmod" or "news" in tag):
            entry[name] = element.text.strip()


def _add_page(result: SitemapResult, entry: dict[str, str], url: str) -> None:
    seen = look(entry["loc"])
    if seen.kind is None:
        return
    published, modified = parse_timestamp(entry.get("publication_date")), parse_timestamp(entry.get("lastmod"))
    news = "publication_date" in entry or "title" in entry
    data: dict[str, Any] = {"modified": modified.isoformat()} if modified else {}
    data.update({key: clean(entry[key]) for key in ("keywords", "language") if key in entry})
    if "name" in entry:
        data["publication"] = clean(entry["name"])
    result.links.append(
        Link(
            url=seen.url,
            kind=LinkKind.ARTICLE if news else _kind(seen.kind, url),
            source="news_sitemap" if news else "sitemap",
            found_on=url,
            position=len(result.links) + 1,
            title=clean(entry.get("title")) or None,
            date=published or modified,
            data=data,
        )
    )


def _kind(seen: LinkKind, sitemap_url: str) -> LinkKind:
    """Let the name of the sitemap decide where an address tells nothing."""
    if seen is not LinkKind.PAGE:
        return seen
    name = urlsplit(sitemap_url).path
    if _LISTS.search(name):
        return LinkKind.LIST
    return LinkKind.ARTICLE if _STORIES.search(name) else seen


def _end_of_period(address: str) -> datetime | None:
    """Return the end of the month that the name of a sitemap tells: nothing it lists was published later."""
    if not (found := _PERIOD.search(address)):
        return None
    year, month = int(found[1]), int(found[2])
    return datetime(year, month, monthrange(year, month)[1], 23, 59, 59)
