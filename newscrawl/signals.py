"""Signals of newscrawl, beside Scrapy's own."""

from __future__ import annotations

__all__ = ["batch_committed", "rest_demanded", "robots_read", "visit_stored"]

visit_stored = object()
"""A visit reached the archive's buffer. Argument: ``visit``."""

batch_committed = object()
"""Visits are safe on disk. Arguments: ``result`` (:class:`newscrawl.archive.CommitResult`), ``visits``."""

robots_read = object()
"""A robots.txt was read, or could not be. Arguments: ``origin`` (``https://example.com``), ``rules``."""

rest_demanded = object()
"""A host asks for a longer rest than this run waits for. Arguments: ``url`` (of the request), ``seconds``."""
