"""Opening the state and asking it for many keys at once."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Engine,
    Select,
    UpdateBase,
    bindparam,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.compiler import SQLCompiler

from newscrawl.errors import StorageError, UsageError
from newscrawl.state.schema import SCHEMA_VERSION, metadata, settings

__all__ = ["Lookup", "Prepared", "connect", "is_damage", "set_aside", "state_error"]

logger = logging.getLogger(__name__)

_SQLITE_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # a power cut may undo the last transactions; the files are read again from there
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-4096",
    "PRAGMA mmap_size=0",
    "PRAGMA busy_timeout=10000",
    "PRAGMA wal_autocheckpoint=2000",
    "PRAGMA journal_size_limit=67108864",
)


def connect(data_dir: Path, state_url: str | None, *, mend: bool = True) -> Connection:
    """Open the state, make its tables where they are missing, and return the one connection a run uses.

    A damaged SQLite state is set aside and made anew; with ``mend`` off that is an error.

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
    if mend and (suspect := _suspect(engine)) and suspect.exists():
        set_aside(engine)
    try:
        connection = engine.connect()
        _prepare(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        if mend and is_damage(error) and set_aside(engine):
            return connect(data_dir, state_url)
        raise state_error(engine, error) from error
    return connection


def is_damage(error: SQLAlchemyError) -> bool:
    """Tell whether SQLite found that the state is no sound database."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def set_aside(engine: Engine) -> bool:
    """Rename a damaged SQLite state, so that a new one is made from the files; ``False`` where it is no file."""
    suspect = _suspect(engine)
    if suspect is None:
        return False
    state = suspect.with_suffix("")
    damaged = state.with_name(f"{state.name}.damaged-{time.time_ns()}")
    logger.warning(
        "The state %s cannot be read and was set aside as %s; a new one is made from the JSON Lines files. Addresses "
        "that were queued are found again by crawling",
        state,
        damaged.name,
    )
    state.rename(damaged)
    for end in ("-wal", "-shm", suspect.suffix):
        state.with_name(state.name + end).unlink(missing_ok=True)
    return True


def _suspect(engine: Engine) -> Path | None:
    """Return the file that marks an SQLite state as damaged, beside it; ``None`` for a state that is no file."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:" or not Path(name).is_file():
        return None
    return Path(name + ".suspect")


def state_error(engine: Engine, error: SQLAlchemyError) -> StorageError:
    """Return the error to raise when the state cannot be used; a damaged one is marked for the next start."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    if is_damage(error) and (suspect := _suspect(engine)):
        with suppress(OSError):
            suspect.touch()
        return StorageError(
            f"the state {engine.url.render_as_string()!r} is damaged ({cause}): run the same command again, and it is "
            "rebuilt from the JSON Lines files"
        )
    return StorageError(
        f"the state {engine.url.render_as_string()!r} cannot be used ({cause}): it must be a sound, writable database; "
        "free some space or make it writable, and run the same command again"
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


class Prepared:
    """A query that is compiled once, because building and compiling it anew costs more than running it.

    Where the driver takes parameters by position it is asked directly; rows have their columns as attributes.
    """

    def __init__(
        self, connection: Connection, statement: Select[Any] | CompoundSelect[Any], *, row: type[Any] | None = None
    ) -> None:
        self._connection = connection
        self._statement = statement
        compiled = statement.compile(dialect=connection.dialect)
        self._text = str(compiled)
        self._order = compiled.positiontup
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        names = [column.name for column in statement.selected_columns]
        # The names of the columns are known at run time only.
        made: Any = row or namedtuple("_row", names)
        self._make_row = made._make

    def __call__(self, parameters: Mapping[str, Any]) -> list[Any]:
        """Return all rows; raises :class:`sqlalchemy.exc.DatabaseError`."""
        if self._order is None:
            return list(map(self._make_row, self._connection.execute(self._statement, parameters).fetchall()))
        values = tuple(map({**self._fixed, **parameters}.get, self._order))
        cursor = driver_of(self._connection).cursor()
        try:
            cursor.execute(self._text, values)
            return list(map(self._make_row, cursor.fetchall()))
        except self._connection.dialect.loaded_dbapi.Error as error:
            raise DatabaseError(self._text, values, error) from error
        finally:
            cursor.close()


class Write:
    """An ``INSERT``, ``UPDATE`` or ``DELETE`` that is compiled once and takes rows as tuples of ``names``.

    SQLite's driver is asked directly; each row would go through several dictionaries else.
    """

    def __init__(self, connection: Connection, statement: UpdateBase, names: Sequence[str]) -> None:
        self._connection = connection
        self._statement = statement
        self._names = tuple(names)
        compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
        assert isinstance(compiled, SQLCompiler)
        self._text = str(compiled)
        self._order: Callable[[Any], Any] | None = None
        if connection.dialect.name == "sqlite":
            order = [self._names.index(name) for name in compiled.positiontup or ()]
            self._order = _as_it_is if order == list(range(len(names))) else itemgetter(*order)

    def __call__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows, as part of the transaction of the connection; raises :class:`sqlalchemy.exc.DatabaseError`."""
        if not rows:
            return
        if self._order is None:
            names = self._names
            self._connection.execute(self._statement, [dict(zip(names, row, strict=True)) for row in rows])
            return
        if not self._connection.in_transaction():
            self._connection.begin()
        cursor = driver_of(self._connection).cursor()
        try:
            cursor.executemany(self._text, map(self._order, rows))
        except self._connection.dialect.loaded_dbapi.Error as error:
            raise DatabaseError(self._text, rows[0], error) from error
        finally:
            cursor.close()


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection."""
    return connection.connection.dbapi_connection


def _as_it_is(row: Any) -> Any:
    return row


class Lookup:
    """``SELECT … WHERE column IN (…)`` for any number of values, with a handful of statement texts.

    Values are padded to the next of a few sizes, so that statements stay compiled and prepared.
    """

    _SIZES: Final = (1, 4, 16, 64, 256)

    def __init__(
        self,
        connection: Connection,
        columns: Sequence[Column[Any]],
        column: Column[Any],
        *,
        where: Column[Any] | None = None,
        row: type[Any] | None = None,
    ) -> None:
        self._connection = connection
        self._statement = select(*columns) if where is None else select(*columns).where(where == bindparam("where"))
        self._column = column
        self._row = row
        self._names = [f"p{number}" for number in range(self._SIZES[-1])]
        self._queries: dict[int, Prepared] = {}

    def __call__(self, values: Iterable[Any], where: Any = None) -> list[Any]:
        """Return the rows whose column is one of ``values``, and whose ``where`` column has that value."""
        wanted = list(values)
        rows: list[Any] = []
        for start in range(0, len(wanted), self._SIZES[-1]):
            part = wanted[start : start + self._SIZES[-1]]
            size = next(size for size in self._SIZES if size >= len(part))
            part += [part[-1]] * (size - len(part))
            parameters = dict(zip(self._names, part, strict=False))
            if where is not None:
                parameters["where"] = where
            rows += (self._queries.get(size) or self._prepare(size))(parameters)
        return rows

    def _prepare(self, size: int) -> Prepared:
        asked = self._column.in_([bindparam(name) for name in self._names[:size]])
        self._queries[size] = query = Prepared(self._connection, self._statement.where(asked), row=self._row)
        return query
