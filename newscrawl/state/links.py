"""Links and histories as the text the frontier stores."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import orjson

from newscrawl.scheduling import History
from newscrawl.visits import Link, LinkKind

__all__ = ["dump_history", "dump_link", "load_history", "load_link", "signal_of"]

_LONGEST_TITLE: Final = 500
_NAMES: Final = tuple(f.name for f in fields(Link))


def dump_link(link: Link) -> str:
    """Return a link as JSON; values that are the default are left out."""
    data: dict[str, Any] = {"url": link.url, "kind": link.kind, "source": link.source}
    for name in _NAMES[3:]:
        if value := getattr(link, name):
            data[name] = value[:_LONGEST_TITLE] if name == "title" else value
    return orjson.dumps(data, default=str).decode()


def load_link(stored: str) -> Link:
    """Return the link that was stored."""
    data = orjson.loads(stored)
    data["kind"] = LinkKind(data["kind"])
    if "date" in data:
        data["date"] = datetime.fromisoformat(data["date"])
    return Link(**{name: data[name] for name in _NAMES if name in data})


def signal_of(link: Link) -> tuple[int | None, int | None]:
    """Return what a link says of its target: the latest time it names, and the number of comments."""
    times = [link.date] if link.date else []
    modified, count = link.data.get("modified"), link.data.get("comment_count")
    if isinstance(modified, str):
        with suppress(ValueError):
            times.append(datetime.fromisoformat(modified))
    latest = max((int(time.timestamp()) for time in times), default=None)
    return latest, count if isinstance(count, int) and count >= 0 else None


def dump_history(history: History) -> str | None:
    """Return a history as JSON; ``None`` where there is nothing to tell."""
    data = history.as_dict()
    return orjson.dumps(data).decode() if data else None


def load_history(stored: str | None) -> History:
    """Return the history that was stored; an empty one for ``None``."""
    if not stored:
        return History()
    data = orjson.loads(stored)
    return History(**{f.name: data[f.name] for f in fields(History) if f.name in data})
