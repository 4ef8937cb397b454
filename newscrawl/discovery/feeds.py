"""Feeds as links to articles, and comment feeds as news of which discussions moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from newscrawl.discovery.looks import look
from newscrawl.syndication import Entry, Feed, read_feed
from newscrawl.text import whole_number
from newscrawl.visits import Link, LinkKind

__all__ = ["FeedResult", "parse_comment_feed", "parse_feed", "usual_feeds"]

_USUAL = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml")


@dataclass(kw_only=True, slots=True)
class FeedResult:
    """What a feed told."""

    format: str | None = None
    """``rss``, ``rdf``, ``atom`` or ``json``; ``None`` when the body was no feed."""

    title: str | None = None
    updated: datetime | None = None
    """When the feed says it changed."""

    comments: bool = False
    """Whether the entries are readers' comments; ``links`` then lead to the articles commented on."""

    links: list[Link] = field(default_factory=list)
    next: Link | None = None
    """The next page of the feed."""


def usual_feeds(url: str) -> list[Link]:
    """Return the places where feeds are by custom, for a site whose pages declare none."""
    return [Link(url=urljoin(url, place), kind=LinkKind.FEED, source="usual_place", found_on=url) for place in _USUAL]


def parse_feed(body: bytes, url: str) -> FeedResult:
    """Read a feed into links to articles.

    ``date`` is the date of publication, else of change. ``data`` holds, as far as told: ``guid``, ``modified``
    (ISO 8601), ``comment_count`` and ``comments_feed`` (address). A feed of comments is recognised and read as
    :func:`parse_comment_feed` reads it.
    """
    feed = read_feed(body, url)
    if feed is None:
        return FeedResult()
    if _is_comment_feed(feed, url):
        return _commented(feed, url)
    links = [link for position, entry in enumerate(feed.entries, 1) if (link := _article(entry, url, position))]
    return FeedResult(
        format=feed.format,
        title=feed.title,
        updated=feed.updated,
        links=links,
        next=_next_page(feed, url) if links else None,
    )


def parse_comment_feed(body: bytes, url: str) -> FeedResult:
    """Read a site's feed of latest comments into links to the articles commented on, each article once.

    ``date`` is that of the article's latest comment in the feed; ``data["comment_ids"]`` names the comments seen.
    """
    feed = read_feed(body, url)
    return FeedResult() if feed is None else _commented(feed, url)


def _is_comment_feed(feed: Feed, url: str) -> bool:
    path = urlsplit(url).path.rstrip("/")
    if path.endswith(("/comments/feed", "/comments/default", "/comments.xml", "/comments/feed/atom")):
        return True
    marked = sum(1 for entry in feed.entries if _comment_number(entry) is not None)
    return marked > 0 and marked * 2 > len(feed.entries)


def _comment_number(entry: Entry) -> str | None:
    """Return the number in ``…#comment-417``."""
    for address in (entry.guid, entry.url):
        _, _, fragment = (address or "").rpartition("#")
        name, _, number = fragment.rpartition("-")
        if name in ("comment", "c", "comments") and number.isdigit():
            return number
    return None


def _article(entry: Entry, url: str, position: int) -> Link | None:
    if entry.url is None or (seen := look(entry.url.partition("#")[0])).kind is None:
        return None
    data = {
        "guid": entry.guid,
        "modified": entry.updated.isoformat() if entry.updated else None,
        "comment_count": entry.comment_count,
        "comments_feed": entry.comments_feed,
    }
    return Link(
        url=seen.url,
        kind=LinkKind.ARTICLE,
        source="feed",
        found_on=url,
        position=position,
        title=entry.title,
        date=entry.published or entry.updated,
        data={name: value for name, value in data.items() if value is not None},
    )


def _commented(feed: Feed, url: str) -> FeedResult:
    links: dict[str, Link] = {}
    for entry in feed.entries:
        if entry.url is None or (seen := look(entry.url.partition("#")[0])).kind is None:
            continue
        link = links.get(seen.url)
        if link is None:
            link = links[seen.url] = Link(
                url=seen.url,
                kind=LinkKind.ARTICLE,
                source="comment_feed",
                found_on=url,
                position=len(links) + 1,
                date=entry.published or entry.updated,
                data={"comment_ids": []},
            )
        if number := _comment_number(entry):
            link.data["comment_ids"].append(number)
    return FeedResult(
        format=feed.format, title=feed.title, updated=feed.updated, comments=True, links=list(links.values())
    )


def _next_page(feed: Feed, url: str) -> Link | None:
    """Return the page the feed names, or the next one of WordPress, whose feeds have pages but do not say so."""
    following = feed.next_url
    if following is None and "wordpress" in (feed.generator or "").lower():
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        query["paged"] = str((whole_number(query.get("paged")) or 1) + 1)
        following = parts._replace(query=urlencode(query)).geturl()
    if following is None or following == url:
        return None
    return Link(url=following, kind=LinkKind.FEED, source="pagination", found_on=url)
