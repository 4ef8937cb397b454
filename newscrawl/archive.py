"""The archive: what the crawl asks for work and hands its visits to.

The JSON Lines files are the truth, the state is an index over them plus the frontier. A batch of visits is committed in
this order: lines appended and forced to disk, then one transaction of the state. A kill at any point loses only visits
that were not committed, and their tasks are still queued; whole lines of an unfinished commit are found again at the
next start (:mod:`newscrawl.state.recovery`).

An archive belongs to one thread at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.errors import StorageError
from newscrawl.identity import article_id, comment_id, pingback_id
from newscrawl.items import Record
from newscrawl.scheduling import DEFAULT_CADENCE, Cadence, History
from newscrawl.state import Clocks, Frontier, Known, RecordIndex, Runs, connect
from newscrawl.state.batch import Batch, CommitResult
from newscrawl.state.copies import Copies
from newscrawl.state.database import is_damage, set_aside, state_error
from newscrawl.state.ledger import Ledger
from newscrawl.state.recovery import Recovery, recover
from newscrawl.state.resolution import Resolution
from newscrawl.state.resolver import Resolver
from newscrawl.storage import FORMATS, DataDirLock, JsonLines
from newscrawl.visits import Link, LinkKind, Task, Visit

__all__ = ["Archive", "CommitResult"]

logger = logging.getLogger(__name__)

_UNADDED_LIMIT: Final = 10_000
_TYPES: Final = ("articles", "comments", "pingbacks", "headlines")


class Archive:
    """Hand out tasks, tell news from what is known, and store visits. Make one with :meth:`open`."""

    def __init__(
        self,
        *,
        lock: DataDirLock,
        files: JsonLines,
        connection: Connection,
        run_id: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._lock = lock
        self._files = files
        self._connection = connection
        self._clock = clock
        self.run_id = run_id
        self.recovery = Recovery()
        """What was put right at the start."""
        self.frontier = Frontier(connection)
        self.index = RecordIndex(connection)
        self.runs = Runs(connection)
        self._clocks = Clocks(connection)
        self._paths: dict[int, str] = {}
        self._ledger = Ledger(self.index, Copies(connection), self.read_line)
        self._resolver = Resolver(self._ledger)
        self._unadded: dict[int, tuple[Visit, Resolution]] = {}
        self._batch = Batch(self._ledger)
        self._broken = False

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        state_url: str | None = None,
        run_id: str,
        writer: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Archive:
        """Open the archive below ``data_dir`` and bring files and state in step.

        ``writer`` becomes part of the names of the files, so that several writers can share a directory. ``clock``
        gives the time that names the day's files. Raises
        :class:`~newscrawl.errors.DataDirLockedError` when another run holds the directory,
        :class:`~newscrawl.errors.StorageError` when it or the state cannot be used and
        :class:`~newscrawl.errors.UsageError` for a ``state_url`` that is none.
        """
        lock = DataDirLock(data_dir, writer=writer, holder=f"run {run_id}")
        try:
            connection = connect(data_dir, state_url)
        except BaseException:
            lock.release()
            raise
        files = FORMATS["jsonlines"](data_dir, writer=writer)
        try:
            archive = cls(lock=lock, files=files, connection=connection, run_id=run_id, clock=clock)
            archive.recovery = recover(data_dir, files, archive._ledger, archive.frontier)
            connection.commit()
        except BaseException as error:
            connection.close()
            connection.engine.dispose()
            lock.release()
            if not isinstance(error, SQLAlchemyError):
                raise
            if not (is_damage(error) and set_aside(connection.engine)):
                raise state_error(connection.engine, error) from error
            return cls.open(data_dir, state_url=state_url, run_id=run_id, writer=writer, clock=clock)
        return archive

    def seed(self, links: Iterable[Link], *, now: datetime) -> None:
        """Queue links for now, also when they are known."""
        with self._state():
            self.frontier.seed(links, now)

    def due(self, limit: int, *, site: str | None, now: datetime, exclude: Set[str]) -> list[Task]:
        """Return up to ``limit`` tasks to be fetched now; see :meth:`newscrawl.state.Frontier.due`."""
        with self._state():
            return self.frontier.due(limit, site=site, now=now, exclude=exclude)

    def next_due(self, *, site: str | None, now: datetime, exclude: Set[str]) -> datetime | None:
        """Return when the next task of this run becomes due, ``None`` when nothing is left."""
        with self._state():
            return self.frontier.next_due(site=site, now=now, exclude=exclude)

    def queued(self, site: str | None = None) -> int:
        """Return how many tasks are queued."""
        with self._state():
            return self.frontier.queued(site)

    def pattern_count(self, site: str, pattern: str) -> int:
        """Return how many addresses with this ``Link.data["pattern"]`` the frontier holds."""
        with self._state():
            return self.frontier.pattern_count(site, pattern)

    def pattern_counts(self, site: str) -> dict[str, int]:
        """Return the same for all patterns of a site."""
        with self._state():
            return self.frontier.pattern_counts(site)

    def timezones(self) -> dict[str, str]:
        """Return the IANA zones of sites' clocks, as far as the sites have told them, by host."""
        with self._state():
            return self._clocks.zones()

    def run_started(
        self,
        *,
        now: datetime,
        options: Mapping[str, Any] | None = None,
        revisit: str = "due",
        budget: int | None = None,
        cadence: Cadence = DEFAULT_CADENCE,
    ) -> None:
        """Note the start of the run, queue again what earlier runs gave up, and choose what is visited again.

        ``revisit`` is ``due`` (what the policy says), ``all`` or ``none``; ``budget`` bounds the number of revisits and
        ``cadence`` the times between them.
        """
        with self._state():
            self.runs.start(self.run_id, now, options or {})
            self.frontier.retry_failed(now)
            self.frontier.revisit.mode = revisit
            self.frontier.revisit.before = int(now.timestamp())
            self.frontier.revisit.budget = budget
            self.frontier.cadence = cadence

    def run_finished(self, *, now: datetime, outcome: str, summary: Mapping[str, Any] | None = None) -> None:
        """Note how the run ended (``finished``, ``stopped`` …) and its figures."""
        with self._state():
            self.runs.finish(self.run_id, now, outcome, summary or {})

    def history(self, task: Task) -> History:
        """Return what visits of a task have shown so far."""
        with self._state():
            return self.frontier.history(task)

    def bring_forward(self, site: str, kind: LinkKind, number: int, *, now: datetime) -> int:
        """Make up to ``number`` sources of a site due; see :meth:`newscrawl.state.Frontier.bring_forward`."""
        with self._state():
            return self.frontier.bring_forward(site, kind, number, now)

    def unknown_comments(self, link: Link) -> list[str]:
        """Return those of ``link.data["comment_ids"]`` that the archive holds neither as comment nor as pingback."""
        numbers = [str(number) for number in link.data.get("comment_ids", ())]
        with self._state():
            article = article_id(link.url)
            article = self._ledger.find_aliases([article]).get(article, article)
            names = {number: (comment_id(article, number), pingback_id(article, number)) for number in numbers}
            known = self._ledger.find(name for pair in names.values() for name in pair)
        return [number for number, pair in names.items() if known.keys().isdisjoint(pair)]

    def resolve(self, visit: Visit) -> Visit:
        """Number the visit's records and drop from its lists what is known and unchanged.

        Articles known under another address get the id they had first, and with them their comments. Returns the same
        visit. Nothing is stored before :meth:`add`.
        """
        with self._state():
            resolution = self._resolver.resolve(visit, lambda: self.frontier.history(visit.task))
        self._complete(visit)
        if len(self._unadded) >= _UNADDED_LIMIT:
            del self._unadded[next(iter(self._unadded))]
        self._unadded[id(visit)] = (visit, resolution)
        return visit

    def _complete(self, visit: Visit) -> None:
        """Fill in what the records of a visit have in common."""
        site, fetched_at, run_id = visit.task.site, visit.fetched_at, self.run_id
        for name in _TYPES:
            record: Record
            for record in getattr(visit, name):
                record.site = record.site or site
                record.fetched_at = record.fetched_at or fetched_at
                record.run_id = run_id if record.run_id is None else record.run_id

    def add(self, visit: Visit) -> None:
        """Put a visit into the batch; one that was not resolved is resolved first."""
        if id(visit) not in self._unadded:
            self.resolve(visit)
        _, resolution = self._unadded.pop(id(visit))
        self._batch.add(visit, resolution)

    def commit(self) -> CommitResult:
        """Store the batch: lines on disk first, then one transaction of the state.

        Raises :class:`~newscrawl.errors.StorageError` when that fails; the archive takes nothing more then, and the
        next start puts files and state in step.
        """
        batch, now = self._batch, self._clock()
        if not batch.seen:
            return CommitResult()
        with self._state():
            written = self._files.append(batch.lines(), now.date())
            batch.index(self.index, written)
            self.frontier.finish(batch.seen, now)
            self._clocks.learn(seen.visit for seen in batch.seen)
            self._connection.commit()
        self._ledger.clear()
        self._batch = Batch(self._ledger)
        return batch.result

    def read_line(self, known: Known) -> bytes | None:
        """Return the line last written for a record, ``None`` where the file does not hold it."""
        path = self._paths.get(known.file)
        if path is None:
            path = self.index.file_path(known.file)
            if path is None:
                return None
            self._paths[known.file] = path
        return self._files.read_line(path, known.offset)

    def close(self) -> None:
        """Let go of everything; what was not committed is dropped and stays queued."""
        self._files.close()
        self._connection.close()
        self._connection.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _state(self) -> _StateGuard:
        if self._broken:
            raise StorageError("the archive failed to store a batch before: start the same command again")
        return _StateGuard(self)

    def fail(self) -> None:
        """Take nothing more; undo what the state has not committed."""
        self._broken = True
        try:
            self._connection.rollback()
        except SQLAlchemyError as error:
            logger.debug("Cannot roll back: %s", error)


class _StateGuard:
    """Turn errors of the state into :class:`StorageError` and stop the archive then."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, SQLAlchemyError):
            self._archive.fail()
            raise state_error(self._archive._connection.engine, error) from error
        if isinstance(error, StorageError):
            self._archive.fail()
