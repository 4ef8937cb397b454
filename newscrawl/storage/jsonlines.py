"""Append-only JSON Lines files, one per record type and UTC day.

``articles/2026-11-24.jsonl``, with a writer's name ``articles/2026-11-24.w3.jsonl``. Files are only appended to, whole
lines at a time, and are on disk when :meth:`JsonLines.append` returns.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from newscrawl.errors import StorageError

__all__ = ["FOLDERS", "JsonLines", "Written", "fsync_directory", "storage_error"]

logger = logging.getLogger(__name__)

_PIECE: Final = 8192
"""Bytes read at once to find a line; most lines are shorter."""

FOLDERS: Final[dict[str, str]] = {
    "article": "articles",
    "comment": "comments",
    "pingback": "pingbacks",
    "headline": "headlines",
}
"""By record type the folder its files lie in."""


class Written(NamedTuple):
    """Where a piece of a batch lies: file relative to the data directory, first byte and end."""

    path: str
    start: int
    end: int


class JsonLines:
    """Append lines to the files below ``data_dir``.

    :meth:`append` either puts a whole batch on disk or leaves the files as they were and raises
    :class:`~newscrawl.errors.StorageError`.
    """

    suffix = ".jsonl"

    def __init__(self, data_dir: Path, *, writer: str | None = None) -> None:
        self._data_dir = data_dir
        self._name_end = self.suffix if writer is None else f".{writer}{self.suffix}"
        self._writer = writer
        self._open: dict[str, tuple[str, int]] = {}
        self._reading: tuple[str, int] | None = None
        """The file that a line was read from last; many lines are read from one file."""

    def files(self) -> list[str]:
        """Return the files there are, relative to the data directory, oldest first.

        A named writer sees its own files only.
        """
        found = [
            path.relative_to(self._data_dir).as_posix()
            for folder in FOLDERS.values()
            for path in (self._data_dir / folder).glob(f"*{self.suffix}")
            if self.owns(path.name) and path.is_file()
        ]
        return sorted(found, key=lambda path: (path.rpartition("/")[2], path))

    def append(self, batch: Mapping[str, bytes], day: date) -> dict[str, Written]:
        """Append each type's lines to its file of ``day`` and force them to disk."""
        written: dict[str, Written] = {}
        touched: list[tuple[int, int]] = []
        try:
            for kind, lines in batch.items():
                path, fd = self._file(kind, day)
                start = os.fstat(fd).st_size
                touched.append((fd, start))
                _write_all(fd, lines)
                written[kind] = Written(path, start, start + len(lines))
            for fd, _ in touched:
                os.fsync(fd)
        except OSError as error:
            _cut_back(touched)
            raise storage_error(self._data_dir, error) from error
        return written

    def owns(self, path: str) -> bool:
        """Tell whether a file, relative to the data directory, is one that :meth:`files` may return."""
        return path.endswith(self._name_end if self._writer else self.suffix)

    def read_line(self, path: str, offset: int) -> bytes | None:
        """Return the line that starts at ``offset``, or ``None`` when the file is not there or ends before."""
        try:
            if self._reading is None or self._reading[0] != path:
                self._stop_reading()
                self._reading = path, os.open(self._data_dir / path, os.O_RDONLY | os.O_CLOEXEC)
            return _line_at(self._reading[1], offset)
        except OSError:
            return None

    def _stop_reading(self) -> None:
        if self._reading is not None:
            os.close(self._reading[1])
            self._reading = None

    def close(self) -> None:
        """Close the files."""
        self._stop_reading()
        for _, fd in self._open.values():
            os.close(fd)
        self._open.clear()

    def _file(self, kind: str, day: date) -> tuple[str, int]:
        path = f"{FOLDERS[kind]}/{day.isoformat()}{self._name_end}"
        held = self._open.get(kind)
        if held is not None:
            if held[0] == path and os.fstat(held[1]).st_nlink:
                return held
            os.close(held[1])
            del self._open[kind]
        target = self._data_dir / path
        if not target.parent.is_dir():
            target.parent.mkdir()
            fsync_directory(self._data_dir)
        new = not target.exists()
        fd = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._open[kind] = (path, fd)
        if new:
            fsync_directory(target.parent)
        return path, fd


def storage_error(data_dir: Path, error: OSError) -> StorageError:
    """Return the error to raise when writing below ``data_dir`` failed."""
    return StorageError(
        f"records cannot be written below {str(data_dir)!r} ({error.strerror or error}): nothing was half-written; "
        "free some space or make the directory writable, then run the same command again"
    )


def fsync_directory(path: Path) -> None:
    """Force the names in a directory to disk."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _line_at(fd: int, offset: int) -> bytes | None:
    """Return the line that starts at ``offset``, ``None`` when the file ends before it does."""
    parts: list[bytes] = []
    while part := os.pread(fd, _PIECE, offset):
        end = part.find(b"\n") + 1
        parts.append(part[:end] if end else part)
        if end:
            return b"".join(parts)
        offset += len(part)
    return None


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def _cut_back(touched: list[tuple[int, int]]) -> None:
    for fd, length in touched:
        try:
            os.ftruncate(fd, length)
        except OSError as error:
            logger.error("Cannot cut back a file after a failed write: %s; the next run will do it", error)
