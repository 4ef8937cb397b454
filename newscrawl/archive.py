"""The archive: what the crawl asks for work and hands its visits to.

The JSON Lines files are the truth, the state is an index over them plus the frontier. A batch of visits is committed in
this order: lines appended and forced to disk, then one transaction of the state. A kill at any point loses only visits
that were not committed, and their tasks are still queued; whole lines of an unfinished commit are found again at the
next start (:mod:`newscrawl.state.recovery`).

An archive belongs to one thread at a time.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.errors import StorageError
from newscrawl.items import Record
from newscrawl.state import Frontier, Known, RecordIndex, Runs, connect
from newscrawl.state.database import state_error
from newscrawl.state.records import ListChange, list_place
from newscrawl.state.recovery import Recovery, recover
from newscrawl.state.resolver import Pending, Resolution, Resolver
from newscrawl.storage import FORMATS, DataDirLock, JsonLines, RecordError, to_line
from newscrawl.visits import Link, Task, Visit

__all__ = ["Archive", "CommitResult"]

logger = logging.getLogger(__name__)

_UNADDED_LIMIT: Final = 10_000
_NOWHERE: Final = -1
_TYPES: Final = ("articles", "comments", "pingbacks", "headlines")


@dataclass(kw_only=True, slots=True)
class CommitResult:
    """What one commit stored; all counters are by record type."""

    visits: int = 0
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    invalid: Counter[str] = field(default_factory=Counter)
    """Records that broke a rule and were not written; the log names each."""

    def add(self, other: CommitResult) -> None:
        """Add the figures of another commit."""
        self.visits += other.visits
        for name in ("new", "changed", "unchanged", "invalid"):
            getattr(self, name).update(getattr(other, name))


@dataclass(slots=True)
class _Batch:
    visits: list[tuple[Visit, bool]] = field(default_factory=list)
    lines: dict[str, list[bytes]] = field(default_factory=dict)
    entries: dict[str, list[tuple[Known, Known | None]]] = field(default_factory=dict)
    touched: dict[str, Known] = field(default_factory=dict)
    views: dict[tuple[str, str], int] = field(default_factory=dict)
    known_lists: set[str] = field(default_factory=set)
    changed_lists: set[str] = field(default_factory=set)
    result: CommitResult = field(default_factory=CommitResult)


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
        self._paths: dict[int, str] = {}
        self._resolver = Resolver(self.index, self.read_line)
        self._unadded: dict[int, tuple[Visit, Resolution]] = {}
        self._batch = _Batch()
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
        archive = cls(lock=lock, files=files, connection=connection, run_id=run_id, clock=clock)
        try:
            archive.recovery = recover(data_dir, files, archive.index, archive.frontier)
            connection.commit()
        except SQLAlchemyError as error:
            archive.close()
            raise state_error(connection.engine, error) from error
        except BaseException:
            archive.close()
            raise
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

    def run_started(
        self,
        *,
        now: datetime,
        options: Mapping[str, Any] | None = None,
        revisit: str = "due",
        budget: int | None = None,
    ) -> None:
        """Note the start of the run, queue again what earlier runs gave up, and choose what is visited again.

        ``revisit`` is ``due`` (what the policy says), ``all`` or ``none``; ``budget`` bounds the number of revisits.
        """
        with self._state():
            self.runs.start(self.run_id, now, options or {})
            self.frontier.retry_failed(now)
            self.frontier.revisit.mode = revisit
            self.frontier.revisit.before = int(now.timestamp())
            self.frontier.revisit.budget = budget

    def run_finished(self, *, now: datetime, outcome: str, summary: Mapping[str, Any] | None = None) -> None:
        """Note how the run ended (``finished``, ``stopped`` …) and its figures."""
        with self._state():
            self.runs.finish(self.run_id, now, outcome, summary or {})

    def resolve(self, visit: Visit) -> Visit:
        """Number the visit's records and drop from its lists what is known and unchanged.

        Articles known under another address get the id they had first, and with them their comments. Returns the same
        visit. Nothing is stored before :meth:`add`.
        """
        with self._state():
            resolution = self._resolver.resolve(visit)
        for name in _TYPES:
            for record in getattr(visit, name):
                self._complete(record, visit)
        if len(self._unadded) >= _UNADDED_LIMIT:
            del self._unadded[next(iter(self._unadded))]
        self._unadded[id(visit)] = (visit, resolution)
        return visit

    def _complete(self, record: Record, visit: Visit) -> None:
        record.site = record.site or visit.task.site
        if record.fetched_at is None:
            record.fetched_at = visit.fetched_at
        if record.run_id is None:
            record.run_id = self.run_id

    def add(self, visit: Visit) -> None:
        """Put a visit into the batch; one that was not resolved is resolved first."""
        if id(visit) not in self._unadded:
            self.resolve(visit)
        _, resolution = self._unadded.pop(id(visit))
        before = sum(map(len, self._batch.lines.values()))
        for record in (*visit.articles, *visit.comments, *visit.pingbacks):
            self._add_record(record, resolution)
        for headline in visit.headlines:
            self._add_headline(headline, resolution)
        batch = self._batch
        batch.result.unchanged.update(resolution.unchanged)
        batch.touched.update((known.id, known) for known in resolution.touched)
        batch.views.update(resolution.views)
        self._resolver.pending_aliases.update(resolution.aliases)
        batch.visits.append((visit, sum(map(len, batch.lines.values())) > before))

    def _add_record(self, record: Record, resolution: Resolution) -> None:
        mark = resolution.signatures.get(record.id)
        pending = self._resolver.pending.get(record.id)
        if mark is None or (pending is not None and pending.known.signature == mark):
            return
        line = self._line(record)
        if line is None:
            return
        batch, was = self._batch, resolution.known.get(record.id)
        known = Known(record.id, mark, record.revision, int(_is_gone(record)), resolution.source, _NOWHERE, 0)
        self._resolver.pending[record.id] = Pending(known, line)
        batch.lines.setdefault(record.type, []).append(line)
        batch.entries.setdefault(record.type, []).append((known, was))
        (batch.result.new if was is None else batch.result.changed)[record.type] += 1

    def _add_headline(self, record: Record, resolution: Resolution) -> None:
        line = self._line(record)
        if line is None:
            return
        batch, (name, position) = self._batch, list_place(record.id)
        entries = self._resolver.pending_lists.get(name)
        if entries is None:
            entries = self._resolver.pending_lists[name] = resolution.lists.get(name, {})
            if entries:
                batch.known_lists.add(name)
        entries[position] = (resolution.signatures[record.id], record.revision)
        batch.changed_lists.add(name)
        batch.lines.setdefault(record.type, []).append(line)
        (batch.result.new if record.revision == 1 else batch.result.changed)[record.type] += 1

    def _line(self, record: Record) -> bytes | None:
        try:
            return to_line(record)
        except RecordError as error:
            self._batch.result.invalid[record.type] += 1
            logger.error("A record is left out: %s (page %s)", error, record.url)
            return None

    def commit(self) -> CommitResult:
        """Store the batch: lines on disk first, then one transaction of the state.

        Raises :class:`~newscrawl.errors.StorageError` when that fails; the archive takes nothing more then, and the
        next start puts files and state in step.
        """
        batch, now = self._batch, self._clock()
        if not batch.visits:
            return CommitResult()
        with self._state():
            written = self._files.append({kind: b"".join(lines) for kind, lines in batch.lines.items()}, now.date())
            for kind, place in written.items():
                file = self.index.save_file(place.path, place.end)
                self._index_lines(kind, file, place.start)
            self.index.touch([known for known in batch.touched.values() if known.id not in self._resolver.pending])
            self.index.save_views(batch.views)
            changed = [new.id for entries in batch.entries.values() for new, was in entries if was is not None]
            self.index.drop_views(changed)
            lists = self._resolver.pending_lists
            self.index.save_lists(
                [ListChange(name, lists[name], name in batch.known_lists) for name in sorted(batch.changed_lists)]
            )
            if self._resolver.pending_aliases:
                self.index.save_aliases(self._resolver.pending_aliases)
            self.frontier.finish(batch.visits, now)
            self._connection.commit()
        result, result.visits = batch.result, len(batch.visits)
        self._resolver.clear()
        self._batch = _Batch()
        return result

    def _index_lines(self, kind: str, file: int, offset: int) -> None:
        new: dict[str, Known] = {}
        changed: list[tuple[Known, Known]] = []
        for line, (known, was) in zip(self._batch.lines[kind], self._batch.entries.get(kind, ()), strict=False):
            place = known._replace(file=file, offset=offset)
            offset += len(line)
            if was is None:
                new[place.id] = place
            else:
                changed.append((new.get(place.id, was), place))
        self.index.add(list(new.values()))
        self.index.replace(changed)

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


def _is_gone(record: Record) -> bool:
    return getattr(record, "status", None) == "gone"
