"""When an address is due again: a pure function of its history and the time.

Times are seconds since 1970 (UTC), so that a year can be simulated in a second.

The longer an article has been still, the less likely it is to change in the next hour; so the time between visits grows
with the time since anything happened (publication, an edit, a comment), within the bounds of a :class:`Cadence`. Edits
and the discussion have clocks of their own, the earlier counts. Sources of links (feeds, sitemaps, lists) are polled
more often while they bring news and less often while they do not. Signals (a newer date in a sitemap, another number of
comments in a feed) make an article due at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final
from zlib import crc32

__all__ = [
    "DAY",
    "DEFAULT_CADENCE",
    "HOUR",
    "Cadence",
    "History",
    "News",
    "mark_of",
    "next_visit",
    "signalled",
    "visited",
]

HOUR: Final = 3600
DAY: Final = 24 * HOUR


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadence:
    """Bounds of the revisit policy, in seconds. A site's profile may set its own."""

    source_min: int = 15 * 60
    """A feed, sitemap or list is never polled sooner than this."""

    source_max: int = 7 * DAY
    article_min: int = 3 * HOUR
    """A fresh or lively article is never due sooner than this."""

    daily_until: int = 7 * DAY
    """An article is due at least daily until it has been still for this long; afterwards visits grow rarer."""

    article_max: int = 180 * DAY
    """The stillest article is due this often."""


DEFAULT_CADENCE: Final = Cadence()

_CLOCK_SKEW: Final = 5 * 60
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What a visit found."""

    article: bool = False
    """A new or changed article."""

    talk: bool = False
    """A new or changed comment or pingback."""

    links: bool = False
    """An address that was not known."""

    def __bool__(self) -> bool:
        return self.article or self.talk or self.links


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What visits of one address have shown."""

    source: bool = False
    """Whether the address lists articles (feed, sitemap, list page) rather than being one."""

    rest: bool = False
    """Whether the address only continues the discussion of an article's page."""

    aside: bool = False
    """Whether the page is neither an article nor a list."""

    born: int = 0
    """When the article was published, as far as known; else when it was first visited."""

    last: int = 0
    """Time of the last visit."""

    visits: int = 0
    quiet: int = 0
    """Visits in a row that found nothing new."""

    edits: int = 0
    edited: int = 0
    """Time of the last visit that found the article changed."""

    talks: int = 0
    """Visits that found something new in the discussion, the first visit left out."""

    talked: int = 0
    """Time of the last of them."""

    pace: int = 0
    """For sources: the present time between polls."""

    unasked: int = 0
    """Answers 304 in a row."""

    missing: int = 0
    """Answers 404 or 410 in a row."""

    signals: dict[str, int] = field(default_factory=dict)
    """Latest time that each kind of source gave for the article."""

    unknown: int = 0
    """Mark of the comments that a source named and the archive does not hold, 0 for none."""

    counts: dict[str, int] = field(default_factory=dict)
    """Latest number of comments that each kind of source gave."""

    declared: int = -1
    """Number of comments that the article's page claims, -1 for none."""

    woken: int = 0
    """When news of the discussion called this further page of it, 0 if none did."""

    called: str = ""
    """Kind of source whose signal made the address due; empty when its own clock did."""

    def as_dict(self) -> dict[str, Any]:
        """Return the values that are not the default."""
        return {name: value for name, default in _DEFAULTS if (value := getattr(self, name)) != default}


_DEFAULTS: Final = tuple(asdict(History()).items())


def visited(history: History, now: int, news: News, cadence: Cadence = DEFAULT_CADENCE) -> History:
    """Return the history after a visit at ``now``; on the first visit everything is new and counts for nothing."""
    first = history.visits == 0
    edited, talked = news.article and not first, news.talk and not first
    return replace(
        history,
        born=history.born or now,
        last=now,
        visits=history.visits + 1,
        quiet=0 if news else history.quiet + 1,
        edits=history.edits + edited,
        edited=now if edited else history.edited,
        talks=history.talks + talked,
        talked=now if talked else history.talked,
        pace=_pace(history, news, cadence) if history.source else 0,
        missing=0,
        called="",
        woken=0,
    )


def _pace(history: History, news: News, cadence: Cadence) -> int:
    pace = history.pace or 4 * cadence.source_min
    if history.visits:
        pace = pace // 2 if news else pace * 3 // 2
    return max(cadence.source_min, min(pace, cadence.source_max))


def next_visit(history: History, cadence: Cadence = DEFAULT_CADENCE) -> int:
    """Return when an address with this history is due again.

    A source is due after its pace. An article is due after half the time that it has been still, at most a day later
    until it has been still for ``daily_until``; from there on the wait grows in proportion, one day for each
    ``daily_until``. A page that only continues a discussion is due a third as often: the article's page tells of news.
    Pages that are neither articles nor lists are due six times in ``article_max``.
    """
    if history.source:
        return history.last + max(cadence.source_min, min(history.pace, cadence.source_max))
    if history.aside:
        return history.last + max(cadence.article_min, cadence.article_max // 6)
    still = history.last - max(history.born, history.edited, history.talked)
    wait = min(still // 2, DAY) if still < cadence.daily_until else DAY * still // cadence.daily_until
    wait = max(cadence.article_min, min(wait, cadence.article_max))
    return history.last + (3 * wait if history.rest else wait)


def mark_of(comments: Iterable[str]) -> int:
    """Return a number that stands for a set of comments, 0 for none."""
    names = " ".join(sorted(comments))
    return crc32(names.encode()) or 1 if names else 0


def signalled(
    history: History, *, dates: Mapping[str, int], counts: Mapping[str, int] = _NOTHING, unknown: int = 0, now: int
) -> tuple[History, bool]:
    """Return the history with what sources say of the article, and whether that makes a visit due.

    A date counts when it is newer than the newest that kind of source gave before; the first that it gives counts
    only if it is not older than the last visit, a date at midnight standing for its whole day. One in the future does
    not count. Of numbers of comments only a difference to what the same kind of source gave before counts, of comments
    that are not known (``unknown``) only others than before. An address that was not visited yet is not made due.
    """
    seen, due = history.last != 0, False
    signals = dict(history.signals)
    for source, date in dates.items():
        before = signals.get(source, 0)
        if before < date <= now + HOUR:
            end = date + DAY if date % DAY == 0 else date
            due = due or (seen and (before > 0 or end > history.last - _CLOCK_SKEW))
            signals[source] = date
    if signals != history.signals:
        history = replace(history, signals=signals)
    numbers = history.counts | dict(counts)
    if numbers != history.counts:
        due = due or (seen and any(numbers[source] != number for source, number in history.counts.items()))
        history = replace(history, counts=numbers)
    if unknown and unknown != history.unknown:
        due = due or seen
        history = replace(history, unknown=unknown)
    return history, due
