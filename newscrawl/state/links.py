"""Links and histories as the text the frontier stores."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import orjson

from newscrawl.scheduling import History
from newscrawl.visits import Link, LinkKind

__all__ = ["dump_history", "dump_link", "load_history", "load_link"]

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


def dump_history(history: History) -> str:
    """Return a history as JSON."""
    return orjson.dumps(history.as_dict()).decode()


def load_history(stored: str | None) -> History:
    """Return the history that was stored; an empty one for ``None``."""
    if not stored:
        return History()
    data = orjson.loads(stored)
    return History(**{f.name: data[f.name] for f in fields(History) if f.name in data})
