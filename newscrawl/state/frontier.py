"""The frontier: every address known, what is queued, and when known ones are due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zlib import crc32

from sqlalchemy import Connection, Row, Select, func, select, text, update

from newscrawl.scheduling import DAY, DEFAULT_CADENCE, History
from newscrawl.state.links import load_history, load_link
from newscrawl.state.merging import LinkMerger, frontier_key
from newscrawl.state.schema import Lane, tasks
from newscrawl.state.settlement import Settlement
from newscrawl.state.settling import Seen
from newscrawl.urls import site_of
from newscrawl.visits import Link, LinkKind, Task

__all__ = ["Frontier", "Revisit", "frontier_key"]

_UNCONDITIONAL: Final = 8
"""Every so many visits an address that answers 304 is asked for without validators, each address in its own turn."""

_POLLED: Final = (LinkKind.FEED, LinkKind.SITEMAP, LinkKind.ENDPOINT)
_MOST_AHEAD: Final = DAY
"""Seconds that the clocks of two machines may differ, and more."""

_LONGEST_PUT_OFF: Final = 31 * DAY
"""Seconds for which a queued task waits at most."""

_HANDED_OUT: Final = [
    tasks.c.key,
    tasks.c.site,
    tasks.c.depth,
    tasks.c.attempts,
    tasks.c.etag,
    tasks.c.last_modified,
    tasks.c.visited_at,
    tasks.c.history,
    tasks.c.link,
]


@dataclass(kw_only=True, slots=True)
class Revisit:
    """Which known addresses a run visits again."""

    mode: str = "due"
    """``due`` (by the policy), ``all`` (each once a run) or ``none``."""

    before: int = 0
    """For ``all``: the start of the run; what was visited since is done."""

    budget: int | None = None
    """How many may still be handed out in this run; ``None`` is no limit."""


class Frontier:
    """Read and write the frontier. :meth:`finish` takes part in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._merger = LinkMerger(connection)
        self._settlement = Settlement(connection, self._merger)
        self.revisit = Revisit()
        self.cadence = DEFAULT_CADENCE

    def seed(self, links: Iterable[Link], now: datetime) -> None:
        """Queue links for now, whether they are known or not, and make the main sources of their sites due.

        Main sources are the feeds, sitemaps and listings that the start pages name: each run asks them what is new.
        """
        by_site: dict[str, list[Link]] = {}
        for link in links:
            by_site.setdefault(site_of(link.url), []).append(link)
        for site, group in by_site.items():
            self._merger.queue(site, group)
            polled = update(tasks).where(
                tasks.c.site == site,
                tasks.c.lane == int(Lane.SOURCE),
                tasks.c.revisit_at > _seconds(now),
                tasks.c.depth <= 1,
                tasks.c.kind.in_(_POLLED),
            )
            self._connection.execute(polled.values(revisit_at=_seconds(now)))
            self._mistrust_future(site, _seconds(now))
        self._connection.commit()

    def _mistrust_future(self, site: str, moment: int) -> None:
        """Make due what was visited by a clock that went far ahead, else it would wait until that time has come."""
        ahead = tasks.c.visited_at > moment + _MOST_AHEAD
        of_site = update(tasks).where(tasks.c.site == site)
        self._connection.execute(of_site.where(ahead).values(revisit_at=moment, visited_at=moment))
        late = tasks.c.not_before > moment + _LONGEST_PUT_OFF
        self._connection.execute(of_site.where(tasks.c.rank.is_not(None), late).values(not_before=moment))

    def due(self, limit: int, *, site: str | None, now: datetime, exclude: Set[str]) -> list[Task]:
        """Return up to ``limit`` tasks that may be fetched now and whose key is not in ``exclude``.

        Queued tasks come first, in order of rank, then known addresses that are due again, the longest overdue first.
        """
        moment = _seconds(now)
        queue = (
            select(*_HANDED_OUT)
            .where(tasks.c.rank.is_not(None), tasks.c.not_before <= moment)
            .order_by(tasks.c.rank, tasks.c.id)
        )
        found = self._hand_out(queue, limit, site, now, exclude)
        for lane in Lane:
            room = limit - len(found)
            if self.revisit.budget is not None:
                room = min(room, self.revisit.budget)
            if room <= 0 or self.revisit.mode == "none":
                break
            again = self._hand_out(self._revisits(lane, moment), room, site, now, exclude)
            if self.revisit.budget is not None:
                self.revisit.budget -= len(again)
            found += again
        return found

    def _revisits(self, lane: Lane, moment: int) -> Select[Any]:
        statement = select(*_HANDED_OUT).where(tasks.c.lane == int(lane), tasks.c.rank.is_(None))
        if self.revisit.mode == "all":
            wanted = (tasks.c.visited_at < self.revisit.before) | (tasks.c.revisit_at <= moment)
            statement = statement.where(tasks.c.revisit_at.is_not(None), wanted)
        else:
            statement = statement.where(tasks.c.revisit_at <= moment)
        return statement.order_by(tasks.c.revisit_at)

    def _hand_out(
        self, statement: Select[Any], room: int, site: str | None, now: datetime, exclude: Set[str]
    ) -> list[Task]:
        if site is not None:
            statement = statement.where(tasks.c.site == site)
        rows = self._connection.execute(statement.limit(room + len(exclude))).fetchall()
        moment = _seconds(now)
        return [self._task(row, moment) for row in rows if row.key not in exclude][:room]

    def _task(self, row: Row[Any], now: int) -> Task:
        """Return the task of a row; without validators where a conditional request could hide a change."""
        history = load_history(row.history)
        asked = row.etag is not None or row.last_modified is not None
        turn = history.visits + crc32(row.key.encode("utf-8", "surrogatepass"))
        blind = history.called or (history.unasked and turn % _UNCONDITIONAL == 0)
        if asked and (blind or not self._merger.trust.believes_validators(row.site, now)):
            asked = False
        return Task(
            link=load_link(row.link),
            key=row.key,
            site=row.site,
            depth=row.depth,
            attempts=row.attempts,
            etag=row.etag if asked else None,
            last_modified=row.last_modified if asked else None,
            known=row.visited_at is not None,
        )

    def next_due(self, *, site: str | None, now: datetime, exclude: Set[str]) -> datetime | None:
        """Return when the next task of this run may be fetched, or ``None`` when nothing is left.

        The time is ``now`` or earlier when something is due already. Tasks in ``exclude`` do not count.
        """
        statement = (
            select(tasks.c.key, tasks.c.not_before).where(tasks.c.rank.is_not(None)).order_by(tasks.c.not_before)
        )
        if site is not None:
            statement = statement.where(tasks.c.site == site)
        for row in self._connection.execute(statement.limit(len(exclude) + 1)).fetchall():
            if row.key not in exclude:
                return datetime.fromtimestamp(max(row.not_before, 0), UTC)
        budget = self.revisit.budget
        if self.due(1, site=site, now=now, exclude=exclude):
            self.revisit.budget = budget
            return now
        return None

    def finish(self, seen: Sequence[Seen], now: datetime) -> None:
        """Record visits and the links they found."""
        self._settlement.settle(seen, _seconds(now), self.cadence)

    def history(self, task: Task) -> History:
        """Return what visits of a task have shown so far."""
        return self._settlement.history(task)

    def retry_failed(self, now: datetime) -> None:
        """Make due again what an earlier run gave up for reasons that pass."""
        statement = update(tasks).where(text("status = 2"))
        self._connection.execute(statement.values(revisit_at=_seconds(now), attempts=0))
        self._connection.commit()

    def bring_forward(self, site: str, kind: LinkKind, number: int, now: datetime) -> int:
        """Make up to ``number`` sources of a kind due that this run has not visited yet; return how many there were.

        Those that would be due soonest by their own pace come first: these are the ones that change most.
        """
        sources = (
            select(tasks.c.id)
            .where(
                tasks.c.site == site,
                tasks.c.lane == int(Lane.SOURCE),
                tasks.c.kind == kind.value,
                tasks.c.revisit_at > _seconds(now),
                tasks.c.visited_at < self.revisit.before,
            )
            .order_by(tasks.c.revisit_at)
            .limit(number)
        )
        ids = list(self._connection.execute(sources).scalars())
        for start in range(0, len(ids), 500):
            chosen = update(tasks).where(tasks.c.id.in_(ids[start : start + 500]))
            self._connection.execute(chosen.values(revisit_at=_seconds(now)))
        self._connection.commit()
        return len(ids)

    def visit_again(self, since: int) -> None:
        """Make due, without validators, all that was visited at or after ``since``."""
        values = {"etag": None, "last_modified": None, "revisit_at": 0}
        statement = update(tasks).where(tasks.c.visited_at >= since, tasks.c.rank.is_(None))
        self._connection.execute(statement.values(values))

    def pattern_counts(self, site: str) -> dict[str, int]:
        """Return how many addresses of each pattern a site has; a link's pattern is its ``data["pattern"]``."""
        statement = (
            select(tasks.c.pattern, func.count())
            .where(tasks.c.site == site, tasks.c.pattern.is_not(None))
            .group_by(tasks.c.pattern)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def pattern_count(self, site: str, pattern: str) -> int:
        """Return how many addresses of one pattern a site has."""
        statement = select(func.count()).where(tasks.c.site == site, tasks.c.pattern == pattern)
        return self._connection.execute(statement).scalar_one()

    def queued(self, site: str | None = None) -> int:
        """Return how many tasks are queued."""
        statement = select(func.count()).where(tasks.c.rank.is_not(None))
        if site is not None:
            statement = statement.where(tasks.c.site == site)
        return self._connection.execute(statement).scalar_one()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
