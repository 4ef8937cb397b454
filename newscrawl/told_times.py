"""The times of articles that feeds and APIs tell, for pages that print the day alone, or no time at all."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from newscrawl.items import Article
from newscrawl.loaders.article_times import SAME_DAY, tells_hour
from newscrawl.visits import Link, LinkKind

__all__ = ["ToldTimes"]

_SOURCES: Final = frozenset(("rest", "feed"))
_MOST: Final = 20_000
_SOON: Final = timedelta(minutes=1)


class _Told(NamedTuple):
    published: datetime | None
    modified: datetime | None


class ToldTimes:
    """Remembers what links tell about the times of articles; bounded, the first stay."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    def note(self, link: Link) -> None:
        """Remember what a link tells."""
        if link.kind is LinkKind.ARTICLE and link.source in _SOURCES and len(self._told) < _MOST:
            self._told[link.url] = _times(link)

    def complete(self, article: Article, link: Link) -> None:
        """Give an article that ``link`` led to the times that its page does not tell as exactly."""
        told = self._told.get(link.url) or self._told.get(article.url)
        if told is None:
            if link.source not in _SOURCES:
                return
            told = _times(link)._replace(modified=None)  # a stored link can be older than the last change
        if told.published is None:
            return
        own = article.date_published
        if own is None or _is_day_of(own, article.date_published_raw, told.published):
            zone = own.tzinfo if own is not None else None
            article.date_published = told.published.astimezone(zone) if zone else told.published
            article.sources["date_published"] = "link.date"
        if article.date_modified is None and told.modified and told.modified - told.published >= _SOON:
            article.date_modified = told.modified
            article.sources["date_modified"] = "link.modified"


def _times(link: Link) -> _Told:
    modified: datetime | None = None
    if isinstance(stored := link.data.get("modified"), str):
        modified = datetime.fromisoformat(stored)
    if link.source == "rest":
        return _Told(_aware(link.date), _aware(modified))
    # The date of a feed's entry is that of its change where it tells no other.
    return _Told(None if link.date == modified else _aware(link.date), None)


def _aware(moment: datetime | None) -> datetime | None:
    return moment if moment is not None and moment.tzinfo is not None else None


def _is_day_of(own: datetime, raw: str | None, told: datetime) -> bool:
    """Tell whether a page's time is a day without hour, and a moment lies in that day."""
    if own.time() != time() or tells_hour(raw or ""):
        return False
    if own.tzinfo is not None:
        return told.astimezone(own.tzinfo).date() == own.date()
    apart = told.replace(tzinfo=None) - own
    return SAME_DAY[0] <= apart <= SAME_DAY[1]
