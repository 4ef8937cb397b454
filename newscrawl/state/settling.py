"""What becomes of a task after a visit (pure functions)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from newscrawl.scheduling import DAY, HOUR, Cadence, History, News, next_visit, visited
from newscrawl.state.priority import lane_of, rank_of
from newscrawl.state.schema import Lane, TaskStatus
from newscrawl.visits import SPENT, Link, LinkKind, Outcome, Visit

__all__ = ["MAX_ATTEMPTS", "SECOND_LOOK", "Seen", "Settled", "is_transient", "settle"]

MAX_ATTEMPTS: Final = 3
"""Tries of one task in one run."""

SECOND_LOOK: Final = 30
"""Seconds after which an address that answered 404 or 410 is looked at again, before it counts as gone."""

_FIRST_RETRY: Final = 30
_UNKNOWN_AGE: Final = 7 * DAY
"""An article of unknown date is taken for a week old, so that not all of an old site are visited as fresh ones."""

_SITE_AGAIN: Final = 30 * DAY
_SPENT_FOR: Final = 30 * DAY
"""Time until a list is asked for that others of its making, which brought nothing, spoke against."""

_PASSING_STATUS: Final = frozenset({408, 425, 429})
_LONGEST_VALIDATOR: Final = 512


@dataclass(kw_only=True, slots=True)
class Seen:
    """A visit and what it turned out to bring."""

    visit: Visit
    article: bool = False
    """Whether it is the page of an article."""

    news: News = field(default_factory=News)
    born: int | None = None
    """When the article was published, in seconds since 1970."""

    declared: int | None = None
    """Number of comments that the article's page claims."""


@dataclass(kw_only=True, slots=True)
class Settled:
    """The new values of a task's row."""

    status: TaskStatus
    history: History
    rank: int | None = None
    not_before: int = 0
    revisit_at: int | None = None
    attempts: int = 0
    etag: str | None = None
    last_modified: str | None = None
    visited_at: int | None = None


def is_transient(visit: Visit) -> bool:
    """Tell whether a failure is of a kind that passes: no answer, a server error, too many requests."""
    return visit.status is None or visit.status >= 500 or visit.status in _PASSING_STATUS


def settle(seen: Seen, history: History, cadence: Cadence) -> Settled:
    """Return what becomes of a visit's task, whose history before the visit is ``history``."""
    visit = seen.visit
    match visit.outcome:
        case Outcome.OK | Outcome.NOT_MODIFIED:
            return _done(seen, history, cadence)
        case Outcome.FAILED:
            return _failed(visit, history)
        case Outcome.GONE:
            return _gone(visit, history)
        case Outcome.MOVED:
            return _put_off(visit, history, TaskStatus.MOVED, 30 * DAY)
        case Outcome.REFUSED:
            return _put_off(visit, history, TaskStatus.REFUSED, _SPENT_FOR if visit.cause == SPENT else DAY)


def _done(seen: Seen, history: History, cadence: Cadence) -> Settled:
    visit, task = seen.visit, seen.visit.task
    now, link = int(visit.fetched_at.timestamp()), task.link
    kept = visit.outcome is Outcome.NOT_MODIFIED
    history = replace(
        history,
        source=lane_of(link) is Lane.SOURCE or (visit.kind == "list" and not seen.article),
        rest=link.kind is LinkKind.COMMENTS,
        aside=visit.kind == "other" if visit.kind else history.aside,
        pace=history.pace or _first_pace(link, task.depth, cadence),
        born=seen.born or history.born or _date(link, now),
        declared=history.declared if seen.declared is None else seen.declared,
        unasked=history.unasked + 1 if kept else 0,
    )
    history = visited(history, now, seen.news, cadence)
    return Settled(
        status=TaskStatus.DONE,
        history=history,
        revisit_at=_again(link, now, history, cadence),
        etag=_validator(visit.etag or (task.etag if kept else None)),
        last_modified=_validator(visit.last_modified or (task.last_modified if kept else None)),
        visited_at=now,
    )


def _again(link: Link, now: int, history: History, cadence: Cadence) -> int | None:
    if link.kind is LinkKind.CONTINUATION:
        return None
    return now + _SITE_AGAIN if link.kind is LinkKind.SITE else next_visit(history, cadence)


def _first_pace(link: Link, depth: int, cadence: Cadence) -> int:
    """Return how often a source is polled until it has shown how often it brings news."""
    if depth > 1 or link.source == "pagination":
        return DAY
    return 6 * HOUR if link.kind is LinkKind.LIST and link.source != "seed" else 4 * cadence.source_min


def _date(link: Link, now: int) -> int:
    return min(int(link.date.timestamp()), now) if link.date else now - _UNKNOWN_AGE


def _failed(visit: Visit, history: History) -> Settled:
    now, attempts = int(visit.fetched_at.timestamp()), visit.task.attempts + 1
    if not is_transient(visit):
        return _put_off(visit, history, TaskStatus.REFUSED, DAY)
    settled = _put_off(visit, history, TaskStatus.FAILED, HOUR)
    settled.attempts = attempts
    if attempts < MAX_ATTEMPTS:
        settled.status, settled.revisit_at = TaskStatus.QUEUED, None
        settled.rank = rank_of(visit.task.link, visit.task.depth)
        wait = now + _FIRST_RETRY * 4 ** (attempts - 1)
        settled.not_before = int(visit.retry_at.timestamp()) if visit.retry_at else int(wait)
    return settled


def _gone(visit: Visit, history: History) -> Settled:
    """Look again before a known address counts as gone; one that was never there is not asked for again."""
    now = int(visit.fetched_at.timestamp())
    if not history.visits:
        return Settled(status=TaskStatus.GONE, history=history)
    history = replace(history, missing=history.missing + 1, last=now)
    if history.missing == 1:
        rank = rank_of(visit.task.link, visit.task.depth)
        return Settled(
            status=TaskStatus.QUEUED, history=history, rank=rank, not_before=now + SECOND_LOOK, visited_at=now
        )
    again = now + min(DAY << min(history.missing - 2, 7), 90 * DAY)
    return Settled(status=TaskStatus.GONE, history=history, revisit_at=again, visited_at=now)


def _put_off(visit: Visit, history: History, status: TaskStatus, wait: int) -> Settled:
    now = int(visit.fetched_at.timestamp())
    return Settled(
        status=status,
        history=history,
        revisit_at=now + wait,
        etag=visit.task.etag,
        last_modified=visit.task.last_modified,
        visited_at=history.last or None,
    )


def _validator(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_VALIDATOR else None
