"""The frontier: every address known, what is queued, and when known ones are due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, text, update

from newscrawl.identity import letters
from newscrawl.state.database import Lookup
from newscrawl.state.links import dump_history, dump_link, load_history, load_link
from newscrawl.state.priority import lane_of, rank_of
from newscrawl.state.schema import Lane, TaskStatus, tasks
from newscrawl.state.settling import Settled, settle
from newscrawl.urls import site_of, url_key
from newscrawl.visits import Link, Task, Visit

__all__ = ["Frontier", "Revisit", "frontier_key"]

_LONGEST_KEY: Final = 512
_REMEMBERED: Final = 30_000
_HANDED_OUT: Final = [
    tasks.c.key,
    tasks.c.site,
    tasks.c.depth,
    tasks.c.attempts,
    tasks.c.etag,
    tasks.c.last_modified,
    tasks.c.visited_at,
    tasks.c.link,
]
_CHANGING: Final = tuple(column.name for column in tasks.c if column.name not in ("id", "site", "key"))


def frontier_key(url: str) -> str:
    """Return the key of an address: :func:`newscrawl.urls.url_key`, shortened where it is very long."""
    key = url_key(url)
    return key if len(key) <= _LONGEST_KEY else key[:400] + "#" + letters(key)


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
        self._seen: dict[tuple[str, str], tuple[int, float]] = {}
        self._rows = Lookup(connection, list(tasks.c), tasks.c.key, where=tasks.c.site)
        self._update = (
            update(tasks).where(tasks.c.id == bindparam("b_id")).values({name: bindparam(name) for name in _CHANGING})
        )
        self.revisit = Revisit()

    def seed(self, links: Iterable[Link], now: datetime) -> None:
        """Queue links for now, whether they are known or not."""
        by_site: dict[str, list[tuple[Link, int]]] = {}
        for link in links:
            by_site.setdefault(site_of(link.url), []).append((link, 0))
        for site, group in by_site.items():
            self._merge(site, group, _seconds(now), force=True)
        self._connection.commit()

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
        found = self._hand_out(queue, limit, site, exclude)
        for lane in Lane:
            room = limit - len(found)
            if self.revisit.budget is not None:
                room = min(room, self.revisit.budget)
            if room <= 0 or self.revisit.mode == "none":
                break
            again = self._hand_out(self._revisits(lane, moment), room, site, exclude)
            if self.revisit.budget is not None:
                self.revisit.budget -= len(again)
            found += again
        return found

    def _revisits(self, lane: Lane, moment: int) -> Select[Any]:
        statement = select(*_HANDED_OUT).where(tasks.c.lane == int(lane), tasks.c.rank.is_(None))
        if self.revisit.mode == "all":
            statement = statement.where(tasks.c.revisit_at.is_not(None), tasks.c.visited_at < self.revisit.before)
        else:
            statement = statement.where(tasks.c.revisit_at <= moment)
        return statement.order_by(tasks.c.revisit_at)

    def _hand_out(self, statement: Select[Any], room: int, site: str | None, exclude: Set[str]) -> list[Task]:
        if site is not None:
            statement = statement.where(tasks.c.site == site)
        rows = self._connection.execute(statement.limit(room + len(exclude))).fetchall()
        return [_task(row) for row in rows if row.key not in exclude][:room]

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

    def finish(self, visits: Sequence[tuple[Visit, bool]], now: datetime) -> None:
        """Record visits, each with whether it found something new, and the links they found."""
        by_site: dict[str, list[tuple[Visit, bool]]] = {}
        for visit, news in visits:
            by_site.setdefault(visit.task.site, []).append((visit, news))
        for site, group in by_site.items():
            self._settle(site, group)
            found = [(link, visit.task.depth + 1) for visit, _ in group for link in visit.links]
            self._merge(site, found, _seconds(now))

    def _settle(self, site: str, group: Sequence[tuple[Visit, bool]]) -> None:
        known = {row.key: row for row in self._rows([v.task.key for v, _ in group], site)}
        settled: dict[str, dict[str, Any]] = {}
        for visit, news in group:
            task = visit.task
            row = settled.get(task.key) or (known[task.key]._asdict() if task.key in known else _new_row(task, site))
            settled[task.key] = row | _columns(settle(visit, load_history(row["history"]), news=news))
        self._store(list(settled.values()))

    def _merge(self, site: str, found: Sequence[tuple[Link, int]], now: int, *, force: bool = False) -> None:
        """Add links; one that is known already is upgraded where the new link knows better."""
        best: dict[str, tuple[Link, int, int]] = {}
        for link, depth in found:
            key, rank = frontier_key(link.url), rank_of(link, depth)
            if not force and not self._is_news(site, key, rank, link):
                continue
            if key not in best or rank < best[key][2]:
                best[key] = (link, depth, rank)
        if not best:
            return
        known = {row.key: row._asdict() for row in self._rows(best, site)}
        changed = []
        for key, (link, depth, rank) in best.items():
            row = known.get(key)
            if row is None:
                task = Task(link=link, key=key, site=site, depth=depth)
                changed.append(_new_row(task, site) | {"rank": rank, "not_before": 0})
            elif force:
                queued = {"status": TaskStatus.QUEUED, "rank": rank, "not_before": 0, "attempts": 0}
                changed.append(row | queued | {"link": dump_link(link), "kind": link.kind.value, "lane": lane_of(link)})
            elif row["rank"] is not None and rank < row["rank"]:
                better = {"rank": rank, "depth": min(depth, row["depth"]), "link": dump_link(link)}
                changed.append(row | better | {"kind": link.kind.value, "lane": lane_of(link)})
        self._store(changed)

    def _is_news(self, site: str, key: str, rank: int, link: Link) -> bool:
        """Tell, without asking the state, whether a link may say more than was known of its address."""
        date = link.date.timestamp() if link.date else 0.0
        seen = self._seen.get((site, key))
        if seen is not None and rank >= seen[0] and date <= seen[1]:
            return False
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[site, key] = (rank, date) if seen is None else (min(rank, seen[0]), max(date, seen[1]))
        return True

    def _store(self, rows: Sequence[dict[str, Any]]) -> None:
        new = [row for row in rows if "id" not in row]
        old = [
            {("b_id" if name == "id" else name): value for name, value in row.items()} for row in rows if "id" in row
        ]
        if new:
            self._connection.execute(insert(tasks), new)
        if old:
            self._connection.execute(self._update, old)

    def retry_failed(self, now: datetime) -> None:
        """Make due again what an earlier run gave up for reasons that pass."""
        statement = update(tasks).where(text("status = 2"), tasks.c.revisit_at.is_not(None))
        self._connection.execute(statement.values(revisit_at=_seconds(now), attempts=0))
        self._connection.commit()

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


def _task(row: Row[Any]) -> Task:
    return Task(
        link=load_link(row.link),
        key=row.key,
        site=row.site,
        depth=row.depth,
        attempts=row.attempts,
        etag=row.etag,
        last_modified=row.last_modified,
        known=row.visited_at is not None,
    )


def _new_row(task: Task, site: str) -> dict[str, Any]:
    pattern = task.link.data.get("pattern")
    return {
        "site": site,
        "key": task.key,
        "kind": task.link.kind.value,
        "status": TaskStatus.QUEUED,
        "rank": rank_of(task.link, task.depth),
        "not_before": 0,
        "revisit_at": None,
        "lane": lane_of(task.link),
        "depth": task.depth,
        "attempts": 0,
        "pattern": str(pattern)[:255] if pattern else None,
        "etag": None,
        "last_modified": None,
        "visited_at": None,
        "history": None,
        "link": dump_link(task.link),
    }


def _columns(settled: Settled) -> dict[str, Any]:
    columns = {name: getattr(settled, name) for name in Settled.__slots__ if name != "history"}
    return columns | {"history": dump_history(settled.history)}
