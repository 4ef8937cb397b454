"""When an address is due again: a pure function of its history and the time.

Times are seconds since 1970 (UTC), so that a year can be simulated in a second.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

__all__ = ["DAY", "HOUR", "Cadence", "History", "next_visit", "visited"]

HOUR: Final = 3600
DAY: Final = 24 * HOUR


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadence:
    """Bounds of the revisit policy."""

    source_min: int = 15 * 60
    """Feeds, sitemaps and lists are never due sooner than this."""

    source_max: int = 7 * DAY
    article_min: int = 6 * HOUR
    article_max: int = 90 * DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What visits of one address have shown."""

    source: bool = False
    """Whether the address lists articles (feed, sitemap, list page) rather than being one."""

    born: int = 0
    """When the article was published, as far as known; else when it was first visited."""

    visits: int = 0
    changes: int = 0
    """Visits that found something new."""

    quiet: int = 0
    """Visits since the last that found something new."""

    last: int = 0
    """Time of the last visit."""

    missing: int = 0
    """404 or 410 answers in a row."""

    changed: int = 0
    """Time of the last visit that found something new."""

    def as_dict(self) -> dict[str, Any]:
        """Return the values that are not the default."""
        return {name: value for name, value in asdict(self).items() if value}


_DEFAULT: Final = Cadence()


def visited(history: History, now: int, *, changed: bool) -> History:
    """Return the history after a visit at ``now``."""
    return replace(
        history,
        born=history.born or now,
        visits=history.visits + 1,
        changes=history.changes + changed,
        quiet=0 if changed else history.quiet + 1,
        last=now,
        changed=now if changed else history.changed,
    )


def next_visit(history: History, cadence: Cadence = _DEFAULT) -> int:
    """Return when an address with this history is due again."""
    if history.source:
        interval = cadence.source_min << min(history.quiet, 12)
        return history.last + max(cadence.source_min, min(interval, cadence.source_max))
    age = history.last - history.born
    interval = int(age * 0.25) + cadence.article_min
    return history.last + max(cadence.article_min, min(interval, cadence.article_max))
