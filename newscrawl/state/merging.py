"""Taking found links into the frontier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, update

from newscrawl.identity import letters
from newscrawl.scheduling import History, mark_of, signalled
from newscrawl.state.database import Lookup, Write
from newscrawl.state.links import dump_history, dump_link, load_history, signal_of
from newscrawl.state.priority import lane_of, rank_of
from newscrawl.state.schema import TaskStatus, tasks
from newscrawl.state.trust import SignalTrust
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind, Task, Visit

__all__ = ["LinkMerger", "frontier_key", "new_row"]

_LONGEST_KEY: Final = 512
_REMEMBERED: Final = 10_000
_CHUNK: Final = 2000
_SAME_DATE: Final = 20
_MACHINES: Final = frozenset({LinkKind.FEED, LinkKind.SITEMAP, LinkKind.ENDPOINT})
_FOLLOW_UPS: Final = frozenset({LinkKind.COMMENTS, LinkKind.ENDPOINT, LinkKind.CONTINUATION})
_CALLABLE: Final = frozenset({TaskStatus.DONE, TaskStatus.GONE, TaskStatus.MOVED})
TASK_COLUMNS: Final = tuple(column.name for column in tasks.c if column.name != "id")
_task_values: Final = itemgetter(*TASK_COLUMNS)
_NEEDED: Final = [
    tasks.c[name] for name in ("id", "key", "status", "rank", "depth", "visited_at", "revisit_at", "history")
]


def frontier_key(url: str) -> str:
    """Return the key of an address: :func:`newscrawl.urls.url_key`, shortened where it is very long."""
    key = url_key(url)
    return key if len(key) <= _LONGEST_KEY else key[:400] + "#" + letters(key)


class _Found(NamedTuple):
    link: Link
    depth: int
    rank: int
    dates: dict[str, int]
    """By kind of source the latest time it gives."""

    counts: dict[str, int]
    """By kind of source the number of comments it gives."""

    unknown: int
    """Mark of the comments that the archive does not hold, 0 for none."""

    wake: int
    """Visits before this time are due again; 0 for none."""

    def tell(self, history: History, now: int) -> tuple[History, bool]:
        """Return a history with what was found, and whether that makes a visit due."""
        return signalled(history, dates=self.dates, counts=self.counts, unknown=self.unknown, now=now)


class _Origin(NamedTuple):
    """The visit that found a link."""

    depth: int
    """Depth of the links that it found."""

    machine: bool
    """Whether a machine wrote the list of links."""

    wake: int
    """Time of the visit if it found news in a discussion, else 0."""


class LinkMerger:
    """Add links to the frontier; a known address is upgraded where a link knows better of it.

    A link of kind ``ARTICLE`` that a feed, a sitemap or an API gives is a signal, too: an article it says to have
    changed since the last visit becomes due at once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Lookup(connection, _NEEDED, tasks.c.key, where=tasks.c.site)
        self._seen: dict[tuple[str, str, str], tuple[int, int, int | None]] = {}
        self._insert_tasks = Write(connection, insert(tasks), TASK_COLUMNS)
        self._updates = {
            frozenset(names): (
                itemgetter(*names, "b_id"),
                Write(
                    connection,
                    update(tasks).where(tasks.c.id == bindparam("b_id")).values({n: bindparam(n) for n in names}),
                    (*names, "b_id"),
                ),
            )
            for names in (
                ("status", "rank", "not_before", "attempts", "kind", "lane", "link"),
                ("rank", "depth", "kind", "lane", "link", "history"),
                ("revisit_at", "history"),
            )
        }
        self.trust = SignalTrust(connection)

    def queue(self, site: str, links: Iterable[Link]) -> None:
        """Queue links for now, whether they are known or not."""
        found = {frontier_key(link.url): _Found(link, 0, rank_of(link, 0), {}, {}, 0, 0) for link in links}
        for part in _parts(found):
            known = {row.key: row for row in self._rows(part, site)}
            self._insert(site, {key: part[key] for key in part.keys() - known.keys()})
            self._update(
                {
                    "b_id": row.id,
                    "status": TaskStatus.QUEUED,
                    "rank": part[key].rank,
                    "not_before": 0,
                    "attempts": 0,
                    **_link_columns(part[key].link),
                }
                for key, row in known.items()
            )

    def merge(self, site: str, visits: Iterable[Visit], woken: Mapping[int, int], now: int) -> set[str]:
        """Take in the links of visits and return the keys that were not known.

        ``woken`` gives for the ``id()`` of visits whose discussion has news the time of those news: further pages of
        it that were visited before are due again.
        """
        found: dict[str, _Found] = {}
        for visit in visits:
            origin = _Origin(
                depth=visit.task.depth + 1,
                machine=visit.task.link.kind in _MACHINES,
                wake=woken.get(id(visit), 0),
            )
            for link in visit.links:
                self._collect(found, site, link, origin)
        dates = Counter(date for entry in found.values() for date in entry.dates.values())
        stamps = {date for date, number in dates.items() if number > _SAME_DATE}
        new: set[str] = set()
        for part in _parts(found):
            known = {row.key: row for row in self._rows(part, site)}
            fresh = part.keys() - known.keys()
            self._insert(site, {key: part[key] for key in part if key in fresh})
            self._update(
                change for key, row in known.items() if (change := self._change(site, part[key], row, now, stamps))
            )
            new |= fresh
        return new

    def _collect(self, found: dict[str, _Found], site: str, link: Link, origin: _Origin) -> None:
        """Keep a link, unless it says nothing that was not known of its address."""
        key, rank = frontier_key(link.url), rank_of(link, origin.depth)
        date, count, unknown = None, None, 0
        if link.data or (origin.machine and link.date):
            unknown = mark_of(link.data.get("unknown_comments", ()))
            if link.kind is LinkKind.ARTICLE:
                date, count = signal_of(link)
                date = date if origin.machine else None  # pages print times too roughly
        wake = origin.wake if link.kind in _FOLLOW_UPS else 0
        place = (site, key, link.source if date or count is not None else "")
        seen = self._seen.get(place)
        told = seen is not None and rank >= seen[0] and (date or 0) <= seen[1] and count in (None, seen[2])
        if told and not wake and not unknown:
            return
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[place] = (rank, date or 0, count) if seen is None else (
            min(rank, seen[0]), max(date or 0, seen[1]), seen[2] if count is None else count
        )  # fmt: skip
        entry = _Found(
            link,
            origin.depth,
            rank,
            {link.source: date} if date else {},
            {} if count is None else {link.source: count},
            unknown,
            wake,
        )
        found[key] = _both(found[key], entry) if key in found else entry

    def _change(self, site: str, found: _Found, row: Row[Any], now: int, stamps: Set[int]) -> dict[str, Any] | None:
        """Return the columns to change of a known address, if any. Dates in ``stamps`` are not believed."""
        if row.rank is not None and found.rank < row.rank:
            return self._upgrade(found, row)
        if row.rank is None and found.wake and (row.visited_at or 0) < found.wake:
            history = replace(load_history(row.history), woken=found.wake)
            return {"b_id": row.id, "revisit_at": 0, "history": dump_history(history)}
        if not (found.dates or found.counts or found.unknown):
            return None
        if row.rank is None and row.status not in _CALLABLE:
            return None
        before = load_history(row.history)
        history, due = found.tell(before, now)
        due = due and row.rank is None
        if due and not (stamps.isdisjoint(found.dates.values()) and self.trust.take(site, found.link.source, now)):
            return None
        if history == before:
            return None
        if due:
            history = _called(history, found.link.source)
        return {"b_id": row.id, "revisit_at": 0 if due else row.revisit_at, "history": dump_history(history)}

    def _upgrade(self, found: _Found, row: Row[Any]) -> dict[str, Any]:
        history, _ = found.tell(load_history(row.history), 1 << 40)
        return {
            "b_id": row.id,
            "rank": found.rank,
            "depth": min(found.depth, row.depth),
            "history": dump_history(history),
            **_link_columns(found.link),
        }

    def _insert(self, site: str, found: dict[str, _Found]) -> None:
        rows = []
        for key, entry in found.items():
            task = Task(link=entry.link, key=key, site=site, depth=entry.depth)
            history, _ = entry.tell(History(), 1 << 40)
            rows.append(new_row(task, rank=entry.rank) | {"history": dump_history(history)})
        self.insert(rows)

    def insert(self, rows: Iterable[dict[str, Any]]) -> None:
        """Store tasks that were not known, as :func:`new_row` makes them."""
        self._insert_tasks(list(map(_task_values, rows)))

    def _update(self, changes: Iterable[dict[str, Any]]) -> None:
        groups: dict[frozenset[str], list[dict[str, Any]]] = {}
        for change in changes:
            groups.setdefault(frozenset(change) - {"b_id"}, []).append(change)
        for names, (values, write) in self._updates.items():
            write(list(map(values, groups.get(names, ()))))


def new_row(task: Task, *, rank: int | None) -> dict[str, Any]:
    """Return the row of a task that was not known."""
    pattern = task.link.data.get("pattern")
    return {
        "site": task.site,
        "key": task.key,
        "status": TaskStatus.QUEUED,
        "rank": rank,
        "not_before": 0,
        "revisit_at": None,
        "depth": task.depth,
        "attempts": 0,
        "pattern": str(pattern)[:255] if pattern else None,
        "etag": None,
        "last_modified": None,
        "visited_at": None,
        "history": None,
        **_link_columns(task.link),
    }


def _link_columns(link: Link) -> dict[str, Any]:
    return {"kind": link.kind.value, "lane": lane_of(link), "link": dump_link(link)}


def _both(before: _Found, found: _Found) -> _Found:
    """Join what two sources say of one address."""
    better = min(before, found, key=lambda each: each.rank)
    dates = dict(before.dates)
    for source, date in found.dates.items():
        dates[source] = max(date, dates.get(source, 0))
    return better._replace(
        dates=dates,
        counts=before.counts | found.counts,
        unknown=found.unknown or before.unknown,
        wake=max(before.wake, found.wake),
    )


def _called(history: History, source: str) -> History:
    return replace(history, called=source[:32])


def _parts(found: dict[str, _Found]) -> Iterator[dict[str, _Found]]:
    keys = list(found)
    for start in range(0, len(keys), _CHUNK):
        yield {key: found[key] for key in keys[start : start + _CHUNK]}
