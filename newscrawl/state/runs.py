"""The runs made so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select, update

from newscrawl.state.schema import runs

__all__ = ["Runs"]


class Runs:
    """Read and write the table of runs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, run_id: str, now: datetime, options: Mapping[str, Any]) -> None:
        """Note that a run has begun; the same id again continues it."""
        known = self._connection.execute(select(runs.c.id).where(runs.c.run_id == run_id)).scalar()
        if known is None:
            row = {"run_id": run_id, "started_at": int(now.timestamp()), "options": _json(options)}
            self._connection.execute(insert(runs).values(row))
        self._connection.commit()

    def finish(self, run_id: str, now: datetime, outcome: str, summary: Mapping[str, Any]) -> None:
        """Note how a run ended."""
        values = {"finished_at": int(now.timestamp()), "outcome": outcome, "summary": _json(summary)}
        self._connection.execute(update(runs).where(runs.c.run_id == run_id).values(values))
        self._connection.commit()

    def last(self, number: int = 10) -> list[dict[str, Any]]:
        """Return the last runs, newest first."""
        statement = select(runs).order_by(runs.c.id.desc()).limit(number)
        return [dict(row._mapping) for row in self._connection.execute(statement)]


def _json(value: Mapping[str, Any]) -> str:
    return orjson.dumps(dict(value), default=str).decode()
