"""WordPress: the comment feed of a post, its latest comments and pings.

The feed does not say which entry is a ping. An entry is taken for one

- when the API listed all comments and this one was not among them, and it reads like one, or
- when it reads as WordPress writes pings: an excerpt between ``[…]`` and ``[…]`` for a pingback, a title in bold above
  the excerpt for a trackback.

The feed names no source of a ping, so ``source_url`` stays empty; pings that the page shows are better read there.
"""

from __future__ import annotations

import re

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.extraction.endpoints.answer import EndpointAnswer, endpoint, finish
from newscrawl.syndication import Entry, plain, read_feed
from newscrawl.visits import Link

__all__ = ["first", "parse"]

_NUMBER = re.compile(r"#comment-(\d+)\Z")
_ELLIPSIS = r"\[(?:…|\.\.\.|&#8230;|&hellip;)\]"
_PINGBACK = re.compile(rf"\A\s*(?:<p>)?\s*{_ELLIPSIS}.+{_ELLIPSIS}\s*(?:</p>)?\s*\Z", re.DOTALL)
_TRACKBACK = re.compile(r"\A\s*(?:<p>)?\s*<strong>[^<]{3,}</strong>\s*(?:</p>|<br\s*/?>)", re.DOTALL)


def first(feed: str, article_url: str, *, pingbacks: list[str] | None = None) -> Link:
    """Return the request for a post's comment feed; ``pingbacks`` are the native ids of pings the page showed."""
    return endpoint(feed, "wordpress_feed", article_url, pingbacks=pingbacks or None)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read the feed, the oldest entry first."""
    discussion = Discussion(platform="wordpress")
    feed = read_feed(answer.body, answer.url)
    for entry in reversed(feed.entries if feed else []):
        _read(entry, answer, discussion)
    return finish(answer, discussion)


def _read(entry: Entry, answer: EndpointAnswer, discussion: Discussion) -> None:
    native_id = _native_id(entry)
    if native_id is None or native_id in (answer.link.data.get("known") or ()):
        return
    date = entry.published.isoformat() if entry.published else None
    if kind := _ping_kind(entry, native_id, answer):
        discussion.pingbacks.append(
            RawPingback(native_id=native_id, kind=kind, title=entry.author, date=date, excerpt=plain(entry.content))
        )
        return
    discussion.comments.append(
        RawComment(
            native_id=native_id,
            author=entry.author,
            date=date,
            body=entry.content,
            body_is_html=True,
            permalink=entry.url,
        )
    )


def _native_id(entry: Entry) -> str | None:
    return next((m[1] for address in (entry.guid, entry.url) if address and (m := _NUMBER.search(address))), None)


def _ping_kind(entry: Entry, native_id: str, answer: EndpointAnswer) -> str | None:
    content = entry.content or ""
    if native_id in (answer.link.data.get("pingbacks") or ()) or _PINGBACK.match(content):
        return "trackback" if _TRACKBACK.match(content) else "pingback"
    # Bold first lines are also what readers write: only where the API did not list the entry is it a trackback.
    return "trackback" if answer.link.data.get("complete") and _TRACKBACK.match(content) else None
