"""Errors of newscrawl.

::

    NewscrawlError
    ├── UsageError          a wrong argument, option or URL list       (exit code 1)
    │   └── ProfileError    a site profile that breaks a rule          (exit code 1)
    ├── DataDirLockedError  another run holds the data directory       (exit code 4)
    ├── StorageError        disk full, read-only, damaged beyond repair (exit code 5)
    └── StartError          the start address is unreachable or refused (exit code 6)

Messages name the input, the rule it breaks and the cure. A page with bad HTML is not an error: values are absent.
"""

from __future__ import annotations

__all__ = ["DataDirLockedError", "NewscrawlError", "ProfileError", "StartError", "StorageError", "UsageError"]


class NewscrawlError(Exception):
    """Base of all errors that newscrawl raises on purpose."""

    exit_code = 1
    """What the command line exits with."""


class UsageError(NewscrawlError):
    """An argument, option or input list is wrong."""


class ProfileError(UsageError):
    """A site profile breaks a rule; the message names file, key and cure."""


class DataDirLockedError(NewscrawlError):
    """Another run holds the data directory."""

    exit_code = 4


class StorageError(NewscrawlError):
    """Records cannot be stored: disk full, read-only, or damaged beyond repair."""

    exit_code = 5


class StartError(NewscrawlError):
    """The start address was unreachable or refused."""

    exit_code = 6
