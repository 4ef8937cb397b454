"""Reading an archive without holding it: while a crawl runs, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.errors import UsageError
from newscrawl.identity import article_id
from newscrawl.state.agenda import Agenda
from newscrawl.state.database import connect, state_error
from newscrawl.state.records import RecordIndex
from newscrawl.storage.jsonlines import JsonLines

__all__ = ["ArchiveReader"]


class ArchiveReader:
    """Look up what was written. Make one with :meth:`open`."""

    def __init__(self, connection: Connection, files: JsonLines) -> None:
        self._connection = connection
        self._files = files
        self._index = RecordIndex(connection)
        self.agenda = Agenda(connection)

    @classmethod
    def open(cls, data_dir: Path, *, state_url: str | None = None) -> ArchiveReader:
        """Open the archive below ``data_dir``.

        Raises :class:`~newscrawl.errors.UsageError` where no crawl has written one and
        :class:`~newscrawl.errors.StorageError` when the state cannot be read.
        """
        if state_url is None and not (data_dir / "state.sqlite").is_file():
            raise UsageError(
                f"there is no archive in {str(data_dir)!r} (no state.sqlite): crawl first, or name its directory with "
                "-s NEWSCRAWL_DATA_DIR=DIR"
            )
        connection = connect(data_dir, state_url, mend=False)
        try:
            return cls(connection, JsonLines(data_dir))
        except SQLAlchemyError as error:
            connection.close()
            raise state_error(connection.engine, error) from error

    def find_article(self, url: str) -> str | None:
        """Return the id of the article at an address, ``None`` when none was written."""
        own = article_id(url)
        identity = self._index.find_aliases([own]).get(own, own)
        return identity if self._index.find([identity]) else None

    def revisions(self, identity: str) -> list[dict[str, Any]]:
        """Return the JSON objects written for a record, first revision first; lines that are gone are left out."""
        return list(self._lines(identity))

    def _lines(self, identity: str) -> Iterator[dict[str, Any]]:
        for _, path, offset in self._index.places(identity):
            line = self._files.read_line(path, offset)
            try:
                data = orjson.loads(line) if line else None
            except orjson.JSONDecodeError:
                continue
            if isinstance(data, dict) and data.get("id") == identity:
                yield data

    def discussion(self, article: str) -> list[str]:
        """Return the ids of the comments and pingbacks known of an article."""
        return [known.id for known in self._index.discussion(article)]

    def close(self) -> None:
        """Let go of the state."""
        self._files.close()
        self._connection.close()
        self._connection.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
