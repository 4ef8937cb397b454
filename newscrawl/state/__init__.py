"""What earlier runs know: records written, addresses seen, runs made. SQLAlchemy Core; SQLite unless told otherwise."""

from __future__ import annotations

from newscrawl.state.clocks import Clocks
from newscrawl.state.database import connect
from newscrawl.state.frontier import Frontier
from newscrawl.state.records import Known, RecordIndex
from newscrawl.state.runs import Runs

__all__ = ["Clocks", "Frontier", "Known", "RecordIndex", "Runs", "connect"]
