"""Opening the state and asking it for many keys at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError

from newscrawl.errors import StorageError, UsageError
from newscrawl.state.schema import SCHEMA_VERSION, metadata, settings

__all__ = ["Lookup", "connect", "state_error"]

_SQLITE_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # a power cut may undo the last transactions; the files are read again from there
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
    "PRAGMA mmap_size=0",
    "PRAGMA busy_timeout=10000",
    "PRAGMA wal_autocheckpoint=2000",
    "PRAGMA journal_size_limit=67108864",
)


def connect(data_dir: Path, state_url: str | None) -> Connection:
    """Open the state, make its tables where they are missing, and return the one connection a run uses.

    Raises :class:`UsageError` for an address SQLAlchemy cannot use and :class:`StorageError` when the state cannot be
    opened or was written by a newer version.
    """
    url = state_url or f"sqlite:///{data_dir / 'state.sqlite'}"
    try:
        parsed = make_url(url)
        options = {"check_same_thread": False} if parsed.get_backend_name() == "sqlite" else {}
        engine = create_engine(parsed, connect_args=options)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise UsageError(
            f"NEWSCRAWL_STATE_URL {url!r} is not an SQLAlchemy database address whose driver is installed ({error}); "
            "leave it out to use SQLite in the data directory"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    try:
        connection = engine.connect()
        _prepare(connection)
    except SQLAlchemyError as error:
        raise state_error(engine, error) from error
    return connection


def state_error(engine: Engine, error: SQLAlchemyError) -> StorageError:
    """Return the error to raise when the state cannot be used."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    return StorageError(
        f"the state {engine.url.render_as_string()!r} cannot be used ({cause}): it must be a sound, writable database; "
        "free some space or make it writable and run the same command again. A damaged state may be deleted: it is "
        "rebuilt from the JSON Lines files at the next start"
    )


def _set_pragmas(dbapi_connection: Any, _record: Any) -> None:
    cursor = dbapi_connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _prepare(connection: Connection) -> None:
    metadata.create_all(connection)
    found = connection.execute(select(settings.c.value).where(settings.c.name == "schema")).scalar()
    if found is None:
        connection.execute(insert(settings).values(name="schema", value=str(SCHEMA_VERSION)))
    elif int(found) > SCHEMA_VERSION:
        raise StorageError(
            f"the state was written by a newer newscrawl (schema {found}, this one knows {SCHEMA_VERSION}): "
            "upgrade newscrawl, or delete the state to rebuild it from the JSON Lines files"
        )
    elif int(found) < SCHEMA_VERSION:
        connection.execute(update(settings).where(settings.c.name == "schema").values(value=str(SCHEMA_VERSION)))
    connection.commit()


class Lookup:
    """``SELECT … WHERE column IN (…)`` for any number of values, with a handful of statement texts.

    Values are padded to the next of a few sizes, so that statements stay compiled and prepared.
    """

    _SIZES: Final = (1, 4, 16, 64, 256)

    def __init__(
        self, columns: Sequence[Column[Any]], column: Column[Any], *, where: ColumnElement[bool] | None = None
    ) -> None:
        self._statements: dict[int, Select[Any]] = {}
        self._names = [f"p{i}" for i in range(self._SIZES[-1])]
        for size in self._SIZES:
            statement = select(*columns).where(column.in_([bindparam(name) for name in self._names[:size]]))
            self._statements[size] = statement if where is None else statement.where(where)

    def __call__(self, connection: Connection, values: Iterable[Any], **more: Any) -> list[Row[Any]]:
        """Return the rows whose column is one of ``values``; ``more`` are the parameters of the ``where`` clause."""
        wanted = list(values)
        rows: list[Row[Any]] = []
        for start in range(0, len(wanted), self._SIZES[-1]):
            part = wanted[start : start + self._SIZES[-1]]
            size = next(size for size in self._SIZES if size >= len(part))
            part += [part[-1]] * (size - len(part))
            rows += connection.execute(self._statements[size], dict(zip(self._names, part, strict=False), **more))
        return rows
