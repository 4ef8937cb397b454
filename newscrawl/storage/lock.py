"""One run per data directory.

The lock is the kernel's (``flock``): it ends with the process that holds it, however that process ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from newscrawl.errors import DataDirLockedError, StorageError

__all__ = ["DataDirLock"]


class DataDirLock:
    """Hold ``data_dir`` for one writer until :meth:`release` or the end of the process.

    Writers with different names may share a directory; each name is held once. Raises :class:`DataDirLockedError` when
    another process holds it and :class:`StorageError` when the directory cannot be made or written.
    """

    def __init__(self, data_dir: Path, *, writer: str | None = None, holder: str = "") -> None:
        self.path = data_dir / (".lock" if writer is None else f".lock-{writer}")
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self._fd: int | None = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StorageError(
                f"data directory {str(data_dir)!r} cannot be written ({error.strerror}): "
                "it must be a directory that this user may write; choose another with NEWSCRAWL_DATA_DIR"
            ) from error
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.pread(self._fd, 200, 0).decode(errors="replace").strip() or "unknown"
            os.close(self._fd)
            self._fd = None
            raise DataDirLockedError(
                f"data directory {str(data_dir)!r} is held by another run ({other}): one run at a time may "
                "write to it; wait for that run to end, stop it, or choose another directory with NEWSCRAWL_DATA_DIR"
            ) from error
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, f"pid {os.getpid()} {holder}".strip().encode(), 0)

    def release(self) -> None:
        """Let go of the directory; may be called twice."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
