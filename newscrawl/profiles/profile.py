"""The profile of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from newscrawl.profiles.selectors import Selector

__all__ = ["ARTICLE_FIELDS", "CADENCE", "COMMENT_FIELDS", "FOLLOW_UPS", "CommentSelectors", "SiteProfile"]

ARTICLE_FIELDS: Final = (
    "headline", "dek", "byline", "authors", "date_published", "date_modified", "section", "tags", "language", "body",
    "canonical_url",
)  # fmt: skip
"""Fields of an article that selectors can be given for."""

COMMENT_FIELDS: Final = ("author", "author_url", "date_published", "body", "permalink", "id")
"""Fields of a comment that selectors can be given for."""

FOLLOW_UPS: Final = (
    "blogger", "coral", "discourse", "disqus", "hyvor", "isso", "openweb", "remark42", "viafoura", "wordpress_feed",
    "wordpress_rest",
)  # fmt: skip
"""Comment platforms whose answers can be asked for besides the page."""

CADENCE: Final = ("source_min", "source_max", "article_min", "daily_until", "article_max")
"""Bounds of the revisit policy that a profile can pin; see :class:`newscrawl.scheduling.Cadence`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentSelectors:
    """How the comments of a site are marked up."""

    item: tuple[Selector, ...]
    """One element a comment; an answer lies inside the element of the comment that it answers."""

    fields: Mapping[str, tuple[Selector, ...]] = field(default_factory=dict)
    """By field of :data:`COMMENT_FIELDS`, looked for below the comment's element, answers left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteProfile:
    """What is special about one site. All but the name may be left out: the general rules hold then."""

    name: str
    seeds: tuple[str, ...] = ()
    """Addresses that a crawl starts from; their sites are the profile's."""

    allow: tuple[str, ...] = ()
    """Regular expressions, one of which addresses of articles and other pages must match."""

    deny: tuple[str, ...] = ()
    """Regular expressions of addresses that are never fetched."""

    since: datetime | None = None
    """Aware; older articles are left out."""

    max_pages: int | None = None
    max_depth: int | None = None
    timezone: str | None = None
    """IANA zone that times without zone are in."""

    language: str | None = None
    """BCP 47 tag, where pages do not declare it or declare it wrongly."""

    day_first: bool | None = None
    """Whether ``03/04/2024`` is 3 April; ``None``: told from the page."""

    believe_canonical: bool = True
    """Whether ``rel=canonical`` may name an article; false for sites that declare it wrongly."""

    exclude: tuple[Selector, ...] = ()
    """Elements taken out of every page before it is read."""

    selectors: Mapping[str, tuple[Selector, ...]] = field(default_factory=dict)
    """By field of :data:`ARTICLE_FIELDS`, tried in order before the general finders."""

    comments: CommentSelectors | None = None
    """How to read comments, instead of the general finders."""

    delay: float | None = None
    """Seconds between two requests."""

    concurrency: int | None = None
    """Requests at a time."""

    follow_ups: Mapping[str, bool] = field(default_factory=dict)
    """Which of :data:`FOLLOW_UPS` may be asked; those not named may."""

    cadence: Mapping[str, int] = field(default_factory=dict)
    """By name of :data:`CADENCE`: seconds."""

    def follows(self, platform: str) -> bool:
        """Tell whether the answers of a comment platform may be asked for."""
        return self.follow_ups.get(platform, True)
