"""The index of records: what was written, with which content, and where its line lies."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, union_all, update

from newscrawl.state.database import Lookup, Prepared, Write
from newscrawl.state.schema import aliases, earlier, files, lists, records, views

__all__ = ["Entries", "Known", "ListChange", "Place", "RecordIndex", "Standing", "list_place"]

Entries = dict[int, tuple[int, int]]
"""A headline list: position → (signature, revision)."""

_ENTRY: Final = struct.Struct("<Iqi")


class Place(NamedTuple):
    """A line in a file."""

    file: int
    offset: int


class Standing(IntEnum):
    """Whether a record is still there, as ``records.gone`` says."""

    LIVE = 0
    GONE = 1
    """A line says that it is gone."""

    MISSED = 2
    """A comment that a complete discussion did not show once."""


class Known(NamedTuple):
    """What the state knows of a record."""

    id: str
    signature: int
    revision: int
    gone: int
    source: str | None
    file: int
    offset: int


class ListChange(NamedTuple):
    """A headline list to be stored."""

    id: str
    entries: Entries
    known: bool


def list_place(headline_id: str) -> tuple[str, int]:
    """Split a headline's id into its list and its position; an id without position is a list of its own.

    >>> list_place("abc-h12")
    ('abc', 12)
    """
    name, _, position = headline_id.rpartition("-h")
    return (name, int(position)) if name and position.isdecimal() else (headline_id, 0)


class RecordIndex:
    """Read and write the index. Writes take part in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records = Lookup(connection, list(records.c), records.c.id, row=Known)
        self._lists = Lookup(connection, list(lists.c), lists.c.id)
        self._aliases = Lookup(connection, list(aliases.c), aliases.c.id)
        self._views = Lookup(connection, [views.c.id, views.c.signature], views.c.id, where=views.c.source)
        self._has_aliases = connection.execute(select(aliases.c.id).limit(1)).first() is not None
        self._discussion = Prepared(connection, _between("first", "end"), row=Known)
        unnumbered = union_all(_between("c_first", "c_end"), _between("p_first", "p_end"))
        self._unnumbered = Prepared(connection, unnumbered, row=Known)
        self._insert_records = Write(connection, insert(records), Known._fields)
        changed: dict[str, Any] = {name: bindparam(name) for name in Known._fields if name != "id"}
        self._update_records = Write(
            connection,
            update(records).where(records.c.id == bindparam("b_id")).values(changed),
            ("b_id", *changed),
        )
        self._update_view = (
            update(views)
            .where(views.c.id == bindparam("b_id"), views.c.source == bindparam("b_source"))
            .values(signature=bindparam("signature"))
        )
        self._insert_lists = Write(connection, insert(lists), ("id", "entries"))
        self._update_lists = Write(
            connection,
            update(lists).where(lists.c.id == bindparam("b_id")).values(entries=bindparam("entries")),
            ("b_id", "entries"),
        )

    def find(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is known of those of ``ids`` that are known."""
        return {row.id: row for row in self._records(ids)}

    def find_lists(self, ids: Iterable[str]) -> dict[str, Entries]:
        """Return the known headline lists among ``ids``."""
        return {row.id: _unpack(row.entries) for row in self._lists(ids)}

    def find_aliases(self, ids: Iterable[str]) -> dict[str, str]:
        """Return, for ids that an address would give, the ids of the articles that are there."""
        if not self._has_aliases:
            return {}
        return {row.id: row.article_id for row in self._aliases(ids)}

    def find_views(self, ids: Iterable[str], source: str) -> dict[str, int]:
        """Return the signatures of records as ``source`` showed them, where it is not the source of the last line."""
        return {row.id: row.signature for row in self._views(ids, source)}

    def discussion(self, article: str) -> list[Known]:
        """Return all comments and pingbacks known of an article."""
        return self._discussion({"first": f"{article}-", "end": f"{article}."})

    def unnumbered(self, article: str) -> list[Known]:
        """Return those comments and pingbacks of an article to which the site gave no number."""
        comments, pingbacks = f"{article}-c", f"{article}-p"
        bounds = {
            "c_first": f"{comments}-", "c_end": f"{comments}.", "p_first": f"{pingbacks}-", "p_end": f"{pingbacks}."
        }  # fmt: skip
        return self._unnumbered(bounds)

    def places(self, identity: str) -> list[tuple[int, str, int]]:
        """Return (revision, file, offset) of every line of a record, first revision first."""
        found = []
        for table in (earlier, records):
            statement = (
                select(table.c.revision, files.c.path, table.c.offset)
                .join_from(table, files, table.c.file == files.c.id)
                .where(table.c.id == identity)
                .order_by(table.c.revision)
            )
            found += [(row[0], row[1], row[2]) for row in self._connection.execute(statement)]
        return found

    def add(self, new: Sequence[Known]) -> None:
        """Store records that were not known."""
        self._insert_records(new)

    def replace(self, changed: Sequence[tuple[Known, Known]]) -> None:
        """Store new revisions: pairs of what was known and what is known now."""
        if not changed:
            return
        old_lines = [
            {"id": old.id, "revision": old.revision, "file": old.file, "offset": old.offset}
            for old, new in changed
            if new.revision > old.revision
        ]
        if old_lines:
            self._connection.execute(insert(earlier), old_lines)
        self._update_records([new for _, new in changed])

    def add_earlier(self, lines: Iterable[Known]) -> None:
        """Store lines that a later revision has replaced already; known ones are left alone."""
        for line in lines:
            key = (earlier.c.id == line.id) & (earlier.c.revision == line.revision)
            if self._connection.execute(select(earlier.c.id).where(key)).first() is None:
                row = {"id": line.id, "revision": line.revision, "file": line.file, "offset": line.offset}
                self._connection.execute(insert(earlier), row)

    def touch(self, rows: Sequence[Known]) -> None:
        """Store other signatures or sources of known records, without a new line."""
        self.replace([(row, row) for row in rows])

    def drop_views(self, ids: Sequence[str]) -> None:
        """Forget how further sources showed records that have a new revision."""
        if ids:
            self._connection.execute(delete(views).where(views.c.id == bindparam("b_id")), [{"b_id": i} for i in ids])

    def save_lists(self, changes: Sequence[ListChange]) -> None:
        """Store headline lists."""
        for write, known in ((self._insert_lists, False), (self._update_lists, True)):
            write([(change.id, _pack(change.entries)) for change in changes if change.known is known])

    def save_aliases(self, names: Mapping[str, str]) -> None:
        """Store aliases; one that is known stays as it is."""
        known = self.find_aliases(names)
        rows = [{"id": name, "article_id": article} for name, article in names.items() if name not in known]
        if rows:
            self._connection.execute(insert(aliases), rows)
            self._has_aliases = True

    def save_views(self, signatures: Mapping[tuple[str, str], int]) -> None:
        """Store signatures by (id, source)."""
        by_source: dict[str, list[str]] = {}
        for identity, source in signatures:
            by_source.setdefault(source, []).append(identity)
        for source, ids in by_source.items():
            known = self.find_views(ids, source)
            new = [{"id": i, "source": source, "signature": signatures[i, source]} for i in ids if i not in known]
            old = [
                {"b_id": i, "b_source": source, "signature": signatures[i, source]}
                for i in ids
                if i in known and known[i] != signatures[i, source]
            ]
            if new:
                self._connection.execute(insert(views), new)
            if old:
                self._connection.execute(self._update_view, old)

    def file_lengths(self) -> dict[str, tuple[int, int]]:
        """Return (id, committed length) of each file by its path."""
        return {row.path: (row.id, row.length) for row in self._connection.execute(select(files))}

    def file_path(self, file: int) -> str | None:
        """Return the path of a file by its id."""
        return self._connection.execute(select(files.c.path).where(files.c.id == file)).scalar()

    def save_file(self, path: str, length: int) -> int:
        """Store the committed length of a file and return the file's id."""
        known = self._connection.execute(select(files.c.id).where(files.c.path == path)).scalar()
        if known is None:
            result = self._connection.execute(insert(files).values(path=path, length=length))
            assert result.inserted_primary_key is not None
            return int(result.inserted_primary_key[0])
        self._connection.execute(update(files).where(files.c.id == known).values(length=length))
        return int(known)

    def forget_all(self) -> None:
        """Drop all that can be read again from the files."""
        for table in (records, earlier, views, lists, files):
            self._connection.execute(delete(table))


def _between(first: str, end: str) -> Select[Any]:
    """Return the query for the records whose ids lie between two parameters."""
    return select(records).where(records.c.id > bindparam(first), records.c.id < bindparam(end))


def _pack(entries: Entries) -> bytes:
    return b"".join(_ENTRY.pack(position, *entry) for position, entry in entries.items())


def _unpack(packed: bytes) -> Entries:
    return {position: (signature, revision) for position, signature, revision in _ENTRY.iter_unpack(packed)}
