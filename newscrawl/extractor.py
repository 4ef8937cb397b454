"""The library's one door: a page's bytes go in, typed records come out.

:func:`extract` reads HTML and :func:`extract_text` a plain-text dump. Both are pure: no network, no settings, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from newscrawl.discovery.links import page_links
from newscrawl.extraction.article import find_article
from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments import find_discussions
from newscrawl.extraction.comments.assemble import service_links
from newscrawl.extraction.endpoints import EndpointAnswer, read_endpoint
from newscrawl.extraction.headlines import find_headline_lists
from newscrawl.extraction.profiled import drop_excluded, prefer_comments
from newscrawl.identity import article_id
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.loaders import Context, load_article, load_comments, load_headlines, load_pingbacks
from newscrawl.page import Page
from newscrawl.parsing import is_binary
from newscrawl.profiles import SiteProfile
from newscrawl.visits import Link

__all__ = ["Extraction", "Stats", "extract", "extract_endpoint", "extract_text"]


_KEY = re.compile(r"([?&]api_?key=)[^&]*", re.IGNORECASE)
"""A key in an endpoint's address: it never gets into a record."""


class Stats(Protocol):
    """Anything that counts, such as Scrapy's stats collector."""

    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:
        """Add ``count`` to the figure ``key``."""


@dataclass(kw_only=True, slots=True)
class Extraction:
    """What one page holds."""

    kind: str = "other"
    """``article``, ``list`` (a page that is there to list articles), ``endpoint`` or ``other``."""

    article: Article | None = None
    """The article; on a page of kind ``other`` the text that the page is there for (an imprint, a profile), if any."""

    comments: list[Comment] = field(default_factory=list)
    pingbacks: list[Pingback] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    follow_ups: list[Link] = field(default_factory=list)
    """Further comment pages, endpoints of comment platforms, the next page of the article."""

    comment_count_declared: int | None = None
    """For an endpoint's answer: the number of comments that it says there are."""

    _page: Page | None = field(default=None, repr=False, compare=False)
    _discussions: Sequence[Discussion] = field(default=(), repr=False, compare=False)

    @property
    def links(self) -> list[Link]:
        """Links to other pages of the web, in page order, each with the kind it is believed to be."""
        return self.links_besides({})

    def links_besides(self, told: Mapping[str, bool]) -> list[Link]:
        """Return :attr:`links` without those that say nothing new to a caller who knows the addresses ``told``.

        The values say whether an address is known to be an article's.
        """
        if self._page is None:
            return []
        return page_links(self._page, told=told, besides=service_links(self._discussions))


def extract(
    html: bytes | str,
    url: str,
    *,
    encoding: str | None = None,
    profile: SiteProfile | None = None,
    fetched_at: datetime | None = None,
    stats: Stats | None = None,
) -> Extraction:
    """Read a page.

    Bad HTML is never an error: what cannot be found is absent. ``encoding`` is that of the HTTP header, ``fetched_at``
    is what relative times count from; without it they stay raw. ``stats`` counts what was found. Raises
    :class:`ValueError` for a ``url`` that cannot be taken apart (``http://[::1``).
    """
    page = Page(b"" if isinstance(html, bytes) and is_binary(html) else html, url, encoding=encoding)
    if profile is not None:
        drop_excluded(page, profile)
    discussions = find_discussions(page, profile=profile)
    if profile is not None:
        discussions = prefer_comments(discussions, page, profile)
    containers = {element for discussion in discussions for element in discussion.containers}
    finding = find_article(page, discussion=containers, profile=profile)
    lists = find_headline_lists(page, discussion=containers, body=finding.body_elements, profile=profile)
    context = Context(page=page, profile=profile, fetched_at=fetched_at)
    article = load_article(finding, context)
    comments = load_comments(discussions, context, article)
    pingbacks = load_pingbacks(discussions, context, article)
    if article is not None:
        article.comment_count, article.pingback_count = len(comments), len(pingbacks)
        _declare(article, discussions)
    extraction = Extraction(
        kind=finding.kind,
        article=article,
        comments=comments,
        pingbacks=pingbacks,
        headlines=load_headlines(lists, context),
        follow_ups=[*finding.follow_ups, *(link for d in discussions for link in d.follow_ups)],
        _page=page,
        _discussions=discussions,
    )
    _count(extraction, stats)
    return extraction


def _declare(article: Article, discussions: list[Discussion]) -> None:
    """Take the number of comments from the discussion's heading where it has one; what the head says comes second."""
    for discussion in discussions:
        if discussion.declared is not None:
            article.comment_count_declared = discussion.declared
            article.sources["comment_count_declared"] = f"{discussion.platform}.heading"
            return


def extract_text(text: str, url: str, *, fetched_at: datetime | None = None, stats: Stats | None = None) -> Extraction:
    """Read a plain-text dump of an article page: headlines, headline, dek, byline, body, pingbacks and comments."""
    # Few users have dumps, and their patterns take long to compile.
    from newscrawl.extraction.plaintext import read_plaintext

    extraction = Extraction(**read_plaintext(text, url, fetched_at=fetched_at))
    _count(extraction, stats)
    return extraction


def extract_endpoint(
    body: bytes,
    url: str,
    link: Link,
    *,
    headers: Mapping[str, str] | None = None,
    profile: SiteProfile | None = None,
    fetched_at: datetime | None = None,
    stats: Stats | None = None,
) -> Extraction:
    """Read what a comment platform answered to an ``ENDPOINT`` link.

    Comments and pingbacks are those of the article that the link names, with the ids they have on its page.
    ``headers`` are those of the response, names in lower case. ``follow_ups`` are the requests still to be made.
    A platform that is not known, or an answer that is broken or an error, gives an empty extraction.
    """
    discussion = read_endpoint(EndpointAnswer(body=body, url=url, link=link, headers=headers or {}))
    extraction = Extraction(kind="endpoint")
    if discussion is None:
        return extraction
    article_url = link.article_url or url
    context = Context(page=Page("", article_url), profile=profile, fetched_at=fetched_at)
    article = Article(url=article_url, id=link.data.get("article_id") or article_id(article_url))
    extraction.comments = load_comments([discussion], context, article)
    extraction.pingbacks = load_pingbacks([discussion], context, article)
    extraction.follow_ups = discussion.follow_ups
    extraction.comment_count_declared = discussion.declared
    for record in (*extraction.comments, *extraction.pingbacks):
        record.url = _KEY.sub(r"\1", url)
    for comment in extraction.comments:
        comment.position += link.data.get("position", 0)
    _count(extraction, stats)
    return extraction


def _count(extraction: Extraction, stats: Stats | None) -> None:
    if stats is None:
        return
    stats.inc_value(f"newscrawl/extraction/pages/{extraction.kind}")
    for name in ("comments", "pingbacks", "headlines", "follow_ups"):
        if found := getattr(extraction, name):
            stats.inc_value(f"newscrawl/extraction/{name}", len(found))
