"""What becomes of a task after a visit (pure functions)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from newscrawl.scheduling import DAY, HOUR, History, next_visit, visited
from newscrawl.state.priority import lane_of, rank_of
from newscrawl.state.schema import Lane, TaskStatus
from newscrawl.visits import Link, LinkKind, Outcome, Visit

__all__ = ["MAX_ATTEMPTS", "Settled", "is_transient", "settle"]

MAX_ATTEMPTS: Final = 3
"""Tries of one task in one run."""

_FIRST_RETRY: Final = 30
_LOOK_AGAIN: Final = 30
_PASSING_STATUS: Final = frozenset({408, 425, 429})
_LONGEST_VALIDATOR: Final = 512


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


def settle(visit: Visit, history: History, *, news: bool) -> Settled:
    """Return what becomes of the task of ``visit``; ``news`` tells whether it found something new."""
    match visit.outcome:
        case Outcome.OK | Outcome.NOT_MODIFIED:
            return _done(visit, history, news=news)
        case Outcome.FAILED:
            return _failed(visit, history)
        case Outcome.GONE:
            return _gone(visit, history)
        case Outcome.MOVED:
            return _put_off(visit, history, TaskStatus.MOVED, 30 * DAY)
        case Outcome.REFUSED:
            return _put_off(visit, history, TaskStatus.REFUSED, DAY)


def _done(visit: Visit, history: History, *, news: bool) -> Settled:
    now, link, task = int(visit.fetched_at.timestamp()), visit.task.link, visit.task
    if not history.visits:
        history = replace(history, source=lane_of(link) is Lane.SOURCE, born=_born(link, now))
    history = visited(replace(history, missing=0), now, changed=news)
    kept = visit.outcome is Outcome.NOT_MODIFIED
    return Settled(
        status=TaskStatus.DONE,
        history=history,
        revisit_at=None if link.kind is LinkKind.CONTINUATION else next_visit(history),
        etag=_validator(visit.etag or (task.etag if kept else None)),
        last_modified=_validator(visit.last_modified or (task.last_modified if kept else None)),
        visited_at=now,
    )


def _born(link: Link, now: int) -> int:
    return min(int(link.date.timestamp()), now) if link.date else now


def _failed(visit: Visit, history: History) -> Settled:
    now, attempts = int(visit.fetched_at.timestamp()), visit.task.attempts + 1
    if not is_transient(visit):
        return _put_off(visit, history, TaskStatus.REFUSED, DAY)
    settled = _put_off(visit, history, TaskStatus.FAILED, HOUR)
    settled.attempts = attempts
    if attempts < MAX_ATTEMPTS:
        settled.status, settled.revisit_at = TaskStatus.QUEUED, None
        settled.rank = rank_of(visit.task.link, visit.task.depth)
        settled.not_before = (
            int(visit.retry_at.timestamp()) if visit.retry_at else now + (_FIRST_RETRY << 2 * attempts) // 4
        )
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
            status=TaskStatus.QUEUED, history=history, rank=rank, not_before=now + _LOOK_AGAIN, visited_at=now
        )
    again = now + min(DAY * 2 ** min(history.missing - 2, 7), 90 * DAY)
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
