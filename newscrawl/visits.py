"""What goes into a fetch and what comes out of it.

A :class:`Link` is found on a page, in a feed or in a sitemap. A :class:`Task` is a link that the frontier hands out to
be fetched. A :class:`Visit` is all that one fetch brought: the unit that is stored whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from newscrawl.items import Article, Comment, Headline, Pingback

__all__ = ["SPENT", "Link", "LinkKind", "Outcome", "Task", "Visit"]

SPENT = "spent"
"""Cause of a refusal: a list of a making that has brought nothing for long is not read."""


class LinkKind(StrEnum):
    """What a link is believed to lead to."""

    ARTICLE = "article"
    """An article, because a feed, news sitemap or headline list says so or its address looks like one."""

    PAGE = "page"
    """A page of unknown kind."""

    LIST = "list"
    """A page that lists articles (home, section, tag, archive), or a further page of one (``rel=next``)."""

    FEED = "feed"
    SITEMAP = "sitemap"

    SITE = "site"
    """What a site says of itself (its time zone); read before its articles."""

    COMMENTS = "comments"
    """A further page of an article's discussion; ``article_url`` tells which."""

    ENDPOINT = "endpoint"
    """A machine-readable source of comments or articles (WordPress REST, Disqus …); ``platform`` tells which."""

    CONTINUATION = "continuation"
    """The next page of an article that is split over several; read together with the first."""


@dataclass(kw_only=True, slots=True)
class Link:
    """An address and where it was found."""

    url: str
    """Absolute http(s) address without fragment."""

    kind: LinkKind = LinkKind.PAGE
    source: str = "page"
    """``seed``, ``robots``, ``sitemap``, ``news_sitemap``, ``feed``, ``list``, ``page``, ``pagination``, ``rest`` …"""

    found_on: str | None = None
    """Address of the page, feed or sitemap that holds the link."""

    list: str | None = None
    """Name of the headline list that holds the link."""

    position: int | None = None
    """1-based place in that list, feed or sitemap."""

    title: str | None = None
    """Link text, or the entry's title."""

    date: datetime | None = None
    """When the source says that the target was published or changed."""

    article_url: str | None = None
    """For ``COMMENTS``, ``ENDPOINT`` and ``CONTINUATION``: the article it belongs to."""

    platform: str | None = None
    """For ``COMMENTS`` and ``ENDPOINT``: the comment platform or the API."""

    headers: dict[str, str] = field(default_factory=dict)
    """Extra request headers that an endpoint needs."""

    data: dict[str, Any] = field(default_factory=dict)
    """JSON-able facts for whoever reads the answer (``{"comment_count": 12, "guid": …}``)."""


@dataclass(kw_only=True, slots=True)
class Task:
    """A link that is due, as the frontier hands it out."""

    link: Link
    key: str
    """Identity of the address (:func:`newscrawl.urls.url_key`); the frontier holds each key once a site."""

    site: str
    depth: int = 0
    attempts: int = 0
    """Failed tries before this one."""

    etag: str | None = None
    last_modified: str | None = None
    known: bool = False
    """Whether an earlier visit succeeded (then this is a revisit)."""


class Outcome(StrEnum):
    """How a fetch ended."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    GONE = "gone"
    """404 or 410."""

    MOVED = "moved"
    """Redirected permanently to an address that has a task of its own."""

    FAILED = "failed"
    """Gave up; ``cause`` says why."""

    REFUSED = "refused"
    """robots.txt, scope or a private address forbids it; not a failure."""


@dataclass(kw_only=True, slots=True)
class Visit:
    """All that one fetch brought."""

    task: Task
    url: str
    """Address of the answer, after redirects."""

    fetched_at: datetime
    outcome: Outcome = Outcome.OK
    status: int | None = None
    """HTTP status, where there was an answer."""

    cause: str | None = None
    """For ``FAILED`` and ``REFUSED``: a short stable name (``timeout``, ``http_500``, ``robots``) that is counted."""

    retry_at: datetime | None = None
    """For ``FAILED``: when the server wants to be asked again; ``None`` leaves the time to the archive."""

    kind: str | None = None
    """Kind of the page read: ``article``, ``list`` or ``other``."""

    articles: list[Article] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    comments_declared: int | None = None
    """For an ``ENDPOINT``: the number of comments that the platform says the article has."""

    pingbacks: list[Pingback] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """Links in scope that the fetch discovered."""

    comment_total: int | None = None
    """Number of comments that a listing of the site's comments says there are in all."""

    timezone: str | None = None
    """IANA zone of the clock of the site (host of ``url``), where the answer tells it."""

    aliases: list[str] = field(default_factory=list)
    """Further addresses that proved to be this page (redirect sources, canonical)."""

    etag: str | None = None
    last_modified: str | None = None
