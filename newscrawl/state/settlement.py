"""Putting visits and the links they found into the frontier."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, update

from newscrawl.scheduling import DAY, Cadence, History
from newscrawl.state.database import Lookup, Write
from newscrawl.state.links import dump_history, load_history
from newscrawl.state.listings import Listings
from newscrawl.state.merging import LinkMerger, frontier_key, new_row
from newscrawl.state.priority import lane_of
from newscrawl.state.schema import Lane, TaskStatus, tasks
from newscrawl.state.settling import Seen, Settled, settle
from newscrawl.visits import Outcome, Task

__all__ = ["Settlement"]

_SETTLED: Final = (*(f for f in Settled.__slots__ if f != "history"), "history")
_settled_values: Final = itemgetter(*_SETTLED, "id")
_OLD_ADDRESS: Final = 30 * DAY
"""So often the old address of a moved article is looked at."""


class Settlement:
    """Settle visits. Writes take part in the caller's transaction."""

    def __init__(self, connection: Connection, merger: LinkMerger) -> None:
        self._connection = connection
        self._merger = merger
        self._listings = Listings(connection, merger.trust)
        self._rows = Lookup(connection, list(tasks.c), tasks.c.key, where=tasks.c.site)
        changed: dict[str, Any] = {name: bindparam(name) for name in _SETTLED}
        self._update = Write(
            connection, update(tasks).where(tasks.c.id == bindparam("b_id")).values(changed), (*_SETTLED, "b_id")
        )

    def history(self, task: Task) -> History:
        """Return what visits of a task have shown so far."""
        row = self._load(task.site, {task.key}).get(task.key)
        return load_history(row["history"]) if row else History()

    def settle(self, seen: Sequence[Seen], now: int, cadence: Cadence) -> None:
        """Record visits and the links they found."""
        by_site: dict[str, list[Seen]] = {}
        for each in seen:
            by_site.setdefault(each.visit.task.site, []).append(each)
        for site, group in by_site.items():
            keys = {key for each in group for key in (each.visit.task.key, _landing_key(each)) if key}
            rows = self._load(site, keys)
            woken = {id(each.visit): _wakes(each, rows.get(each.visit.task.key)) for each in group}
            new = self._merger.merge(site, [each.visit for each in group], woken, now)
            for each in group:
                self._listings.note(each.visit, now)
            rows = self._load(site, keys)  # again: merging noted what sources said of them, and may have added them
            self._settle_group(group, rows, new, cadence)
        self._merger.trust.save()

    def _load(self, site: str, keys: Set[str]) -> dict[str, dict[str, Any]]:
        return {row.key: row._asdict() for row in self._rows(keys, site)}

    def _settle_group(
        self, group: Sequence[Seen], rows: dict[str, dict[str, Any]], new: Set[str], cadence: Cadence
    ) -> None:
        settled: dict[str, dict[str, Any]] = {}
        for seen in group:
            task = seen.visit.task
            row = settled.get(task.key) or rows.get(task.key) or new_row(task, rank=None)
            history = load_history(row["history"])
            if new and history.source | (lane_of(task.link) is Lane.SOURCE):
                found = any(frontier_key(link.url) in new for link in seen.visit.links)
                seen.news = replace(seen.news, links=seen.news.links or found)
            self._judge_sources(seen, row, history)
            columns = _columns(settle(seen, history, cadence))
            if landing := _landing_key(seen):
                link = replace(task.link, url=seen.visit.url)
                there = new_row(replace(task, link=link, key=landing), rank=None)
                there = settled.get(landing) or rows.get(landing) or there
                settled[landing] = there | columns | {"history": _both_told(columns["history"], there["history"])}
                columns |= {"status": TaskStatus.MOVED, "revisit_at": columns["visited_at"] + _OLD_ADDRESS}
            settled[task.key] = row | columns
        self._store(list(settled.values()))

    def _judge_sources(self, seen: Seen, row: dict[str, Any], history: History) -> None:
        """Credit a source whose signal was right, and note when a page changed although its validators stayed."""
        visit, trust = seen.visit, self._merger.trust
        now = int(visit.fetched_at.timestamp())
        if history.called and seen.news:
            trust.reward(visit.task.site, history.called, now)
        same = (visit.etag, visit.last_modified) == (row["etag"], row["last_modified"]) != (None, None)
        if same and visit.outcome is Outcome.OK and (seen.news.article or seen.news.talk):
            trust.lied(visit.task.site, now)

    def _store(self, rows: Sequence[dict[str, Any]]) -> None:
        self._merger.insert(row for row in rows if "id" not in row)
        self._update([_settled_values(row) for row in rows if "id" in row])


def _both_told(history: str | None, other: str | None) -> str | None:
    """Return a history with what sources said of another address of the same article."""
    told, own = load_history(other).signals, load_history(history)
    signals = {name: max(own.signals.get(name, 0), told.get(name, 0)) for name in own.signals | told}
    return dump_history(replace(own, signals=signals))


def _landing_key(seen: Seen) -> str | None:
    """Return the key of the address that an article's page redirected to, if it did."""
    if not seen.article or seen.visit.outcome is not Outcome.OK:
        return None
    key = frontier_key(seen.visit.url)
    return key if key != seen.visit.task.key else None


def _wakes(seen: Seen, row: dict[str, Any] | None) -> int:
    """Return when a known discussion had the news for which its further pages are to be read again, 0 for none.

    A page that is read for this reason passes it on, since often only the neighbours of a page are linked.
    """
    history = load_history(row["history"]) if row else History()
    if history.woken or not history.visits:
        return history.woken
    talk = seen.news.talk or (seen.declared is not None and seen.declared != history.declared)
    return int(seen.visit.fetched_at.timestamp()) if talk else 0


def _columns(settled: Settled) -> dict[str, Any]:
    columns = {name: getattr(settled, name) for name in Settled.__slots__ if name != "history"}
    return columns | {"history": dump_history(settled.history)}
