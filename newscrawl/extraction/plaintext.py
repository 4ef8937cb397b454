"""Plain-text dumps of article pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

__all__ = ["read_plaintext"]


def read_plaintext(text: str, url: str, *, fetched_at: datetime | None = None) -> dict[str, Any]:
    """Read a dump; return the fields of an :class:`newscrawl.extractor.Extraction`."""
    return {}
