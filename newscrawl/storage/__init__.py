"""Where records are written: one module per format, one line per format in :data:`FORMATS`."""

from __future__ import annotations

from newscrawl.storage.jsonlines import JsonLines
from newscrawl.storage.lock import DataDirLock
from newscrawl.storage.records import RecordError, from_record, to_line, to_record, validate

__all__ = ["FORMATS", "DataDirLock", "JsonLines", "RecordError", "from_record", "to_line", "to_record", "validate"]

FORMATS: dict[str, type[JsonLines]] = {
    "jsonlines": JsonLines,
}
