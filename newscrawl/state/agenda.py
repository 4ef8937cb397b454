"""What is due and why, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from newscrawl.scheduling import DAY, HOUR, History
from newscrawl.state.links import load_history, load_link
from newscrawl.state.schema import TaskStatus, tasks
from newscrawl.visits import Link

__all__ = ["Agenda", "Appointment"]


@dataclass(kw_only=True, slots=True)
class Appointment:
    """An address and when it is due."""

    url: str
    kind: str
    due: datetime
    last: datetime | None
    """The last visit, ``None`` before the first."""

    reason: str


class Agenda:
    """List the frontier. Reads only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def totals(self, site: str | None, now: datetime) -> dict[str, dict[str, int]]:
        """Return by kind of address how many are known, queued, due now and due within a day."""
        moment = int(now.timestamp())
        queued = tasks.c.rank.is_not(None)
        again = tasks.c.rank.is_(None)
        statement = select(
            tasks.c.kind,
            func.count().label("known"),
            func.count().filter(queued).label("queued"),
            func.count().filter(again, tasks.c.revisit_at <= moment).label("due"),
            func.count().filter(again, tasks.c.revisit_at > moment, tasks.c.revisit_at <= moment + DAY).label("soon"),
        ).group_by(tasks.c.kind)
        if site is not None:
            statement = statement.where(tasks.c.site == site)
        names = ("known", "queued", "due", "soon")
        return {row.kind: {name: row._mapping[name] for name in names} for row in self._connection.execute(statement)}

    def appointments(self, site: str | None, limit: int) -> Iterator[Appointment]:
        """Yield what is queued, in the order it will be fetched, then what is visited again, the first due first."""
        queue = select(tasks).where(tasks.c.rank.is_not(None)).order_by(tasks.c.rank, tasks.c.id)
        again = (
            select(tasks)
            .where(tasks.c.rank.is_(None), tasks.c.revisit_at.is_not(None))
            .order_by(tasks.c.revisit_at, tasks.c.lane)
        )
        for statement in (queue, again):
            if site is not None:
                statement = statement.where(tasks.c.site == site)
            rows = self._connection.execute(statement.limit(limit)).fetchall()
            limit -= len(rows)
            yield from map(_appointment, rows)
            if limit <= 0:
                return


def _appointment(row: Row[Any]) -> Appointment:
    link, history = load_link(row.link), load_history(row.history)
    due = row.not_before if row.rank is not None else row.revisit_at
    return Appointment(
        url=link.url,
        kind=row.kind,
        due=datetime.fromtimestamp(due, UTC),
        last=datetime.fromtimestamp(row.visited_at, UTC) if row.visited_at else None,
        reason=_reason(row, link, history),
    )


def _reason(row: Row[Any], link: Link, history: History) -> str:
    if row.rank is not None and history.missing:
        return "answered 404 or 410; looked at again before it counts as gone"
    if row.rank is not None and row.attempts:
        return f"failed {_times(row.attempts)}; tried again"
    if row.rank is not None:
        return f"new: found in {link.source.replace('_', ' ')}" + (f" {link.found_on}" if link.found_on else "")
    if row.status == TaskStatus.FAILED:
        return "failed in an earlier run; each run tries again"
    if row.status == TaskStatus.REFUSED:
        return "refused, or failed for a reason that lasts; tried daily"
    if row.status == TaskStatus.GONE:
        return f"gone; looked for ever more rarely ({_times(history.missing)} so far)"
    if row.status == TaskStatus.MOVED:
        return "moved; the old address is looked at monthly"
    if history.called:
        return f"called: {history.called.replace('_', ' ')} says that it changed"
    return _clock(history)


def _clock(history: History) -> str:
    """Say why an address is due by its own clock."""
    if history.source:
        found = "brought news the last time" if not history.quiet else f"no news {_times(history.quiet)}"
        return f"source polled every {_span(history.pace)}; {found}"
    if history.aside:
        return "neither article nor list; looked at rarely"
    last_change = max(history.born, history.edited, history.talked)
    what = "edited" if last_change == history.edited else "discussed" if last_change == history.talked else "published"
    return f"{what} {_span(history.last - last_change)} before the last visit; {_changes(history)}"


def _changes(history: History) -> str:
    return f"{_times(history.visits)} visited, {_times(history.edits)} edited, {_times(history.talks)} discussed"


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _span(seconds: int) -> str:
    for unit, name in ((DAY, "d"), (HOUR, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds} s"
