"""What each sitemap listed the last time: an article that is no longer listed may be gone."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import replace
from typing import Final

from sqlalchemy import Column, Connection, LargeBinary, String, Table, bindparam, insert, select, update

from newscrawl.state.database import Lookup
from newscrawl.state.links import dump_history, load_history
from newscrawl.state.merging import frontier_key
from newscrawl.state.schema import TaskStatus, metadata, tasks
from newscrawl.state.trust import SignalTrust
from newscrawl.visits import LinkKind, Outcome, Visit

__all__ = ["Listings"]

_SOURCE: Final = "sitemap_gap"
_STORIES: Final = (LinkKind.ARTICLE, LinkKind.PAGE)
_MOST: Final = 500
"""Articles that one visit of a sitemap calls back at most."""

listings = Table(
    "listings",
    metadata,
    Column("site", String(255), primary_key=True),
    Column("key", String(640), primary_key=True),
    Column("tasks", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""By sitemap: the ids of the tasks that it listed, ascending, packed."""


class Listings:
    """Compare sitemaps with what they listed before; takes part in the caller's transaction."""

    def __init__(self, connection: Connection, trust: SignalTrust) -> None:
        self._connection = connection
        self._trust = trust
        self._ids = Lookup(connection, [tasks.c.id], tasks.c.key, where=tasks.c.site)
        self._update = (
            update(tasks)
            .where(tasks.c.id == bindparam("b_id"))
            .values(revisit_at=bindparam("due"), history=bindparam("history"))
        )

    def note(self, visit: Visit, now: int) -> None:
        """Remember what a sitemap lists, and make known articles due that it listed before and does not any more.

        News sitemaps are left out, since articles drop out of them by age. A sitemap that lost more than half of its
        entries was cut up anew, or is broken: then nothing is due.
        """
        site, task = visit.task.site, visit.task
        if task.link.kind is not LinkKind.SITEMAP or visit.outcome is not Outcome.OK:
            return
        listed = [link for link in visit.links if link.source == "sitemap" and link.kind in _STORIES]
        ids = {row.id for row in self._ids({frontier_key(link.url) for link in listed}, site)}
        if not ids:
            return
        place = (listings.c.site == site, listings.c.key == task.key)
        stored = self._connection.execute(select(listings.c.tasks).where(*place)).scalar()
        before = _unpack(stored) if stored else set()
        if before == ids:
            return
        row = {"tasks": _pack(ids)}
        if stored is None:
            self._connection.execute(insert(listings).values(site=site, key=task.key, **row))
        else:
            self._connection.execute(update(listings).where(*place).values(**row))
        gap = before - ids
        if gap and len(gap) * 2 <= len(before):
            self._call(site, sorted(gap, reverse=True)[:_MOST], now)

    def _call(self, site: str, ids: list[int], now: int) -> None:
        changes = []
        columns = select(tasks.c.id, tasks.c.history).where(
            tasks.c.id.in_(ids), tasks.c.status == int(TaskStatus.DONE), tasks.c.rank.is_(None)
        )
        for row in self._connection.execute(columns).fetchall():
            if not self._trust.take(site, _SOURCE, now):
                break
            history = replace(load_history(row.history), called=_SOURCE)
            changes.append({"b_id": row.id, "due": now, "history": dump_history(history)})
        if changes:
            self._connection.execute(self._update, changes)


def _pack(ids: set[int]) -> bytes:
    return zlib.compress(array("q", sorted(ids)).tobytes(), 1)


def _unpack(stored: bytes) -> set[int]:
    return set(array("q", zlib.decompress(stored)))
