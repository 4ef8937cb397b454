"""Checks of settings that name Python objects, alone or by the dozen."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

from newscrawl.errors import UsageError

__all__ = ["check_folder", "check_log_format", "check_object", "names_objects"]

_OURS: Final = ("scrapy.", "twisted.")
_BY_KEY: Final = frozenset(("ADDONS", "DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES", "SPIDER_MIDDLEWARES"))
_BY_VALUE: Final = frozenset(("DOWNLOAD_HANDLERS", "FEED_EXPORTERS", "FEED_STORAGES"))
_OPTIONAL: Final = frozenset(("ASYNCIO_EVENT_LOOP",))
"""Settings whose default is to name no object."""


def names_objects(name: str) -> bool:
    """Tell whether a setting names objects, as its default does."""
    default = getattr(default_settings, name, None)
    alone = isinstance(default, str) and default.startswith(_OURS)
    return alone or name in _OPTIONAL or name in _BY_KEY or name in _BY_VALUE


def check_object(name: str, value: Any) -> None:
    """Raise :exc:`~newscrawl.errors.UsageError` for a path that leads to no object."""
    for path in _paths(name, value):
        if not isinstance(path, str):
            continue
        try:
            load_object(path)
        except Exception as error:  # importing runs code that is not ours
            cure = "write it as package.module.Name and see that it can be imported, or leave it out"
            raise UsageError(f"{name}: {path!r} cannot be loaded ({_reason(error)}); {cure}") from error


def _paths(name: str, value: Any) -> Iterable[Any]:
    if name in _BY_KEY:
        return [path for path, place in dict(value).items() if place is not None]
    if name in _BY_VALUE:
        return dict(value).values()
    return [value] if value else []


def _reason(error: Exception) -> str:
    text = str(error).partition("\n")[0]
    return text.rpartition(": ")[2] if isinstance(error, ValueError) else text or type(error).__name__


def check_folder(name: str, value: Any) -> None:
    """Raise :exc:`~newscrawl.errors.UsageError` for a folder that is neither there nor can be made."""
    try:
        Path(str(value)).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{name}: {value} cannot be a folder ({error.strerror}); name another, or leave it out"
        ) from error


def check_log_format(name: str, value: Any) -> None:
    """Raise :exc:`~newscrawl.errors.UsageError` for a format that log lines cannot have."""
    try:
        logging.Formatter(str(value))
    except ValueError as error:
        raise UsageError(
            f"{name}: {value!r} is no format of log lines ({error}); write %(message)s, or leave it out"
        ) from error
