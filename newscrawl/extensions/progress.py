"""What a running crawl shows: a live line on a terminal, else one log line a minute."""

from __future__ import annotations

import logging
import sys
from collections import deque
from time import monotonic
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newscrawl.signals import visit_stored
from newscrawl.visits import Outcome, Visit

__all__ = ["Progress"]

logger = logging.getLogger(__name__)

LIVE_SECONDS = 0.5
LOG_SECONDS = 60.0
_WINDOW = 30.0
"""Seconds over which pages per second are counted."""


class Progress:
    """Counts visits as they are stored, and shows the figures."""

    def __init__(self, crawler: Crawler, *, live: bool) -> None:
        self._crawler = crawler
        self._live = _Line() if live else None
        self._timer: Any = None
        self._start = monotonic()
        self._pages = self._articles = self._comments = self._errors = 0
        self._recent: deque[tuple[float, int]] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Be live where standard error is a terminal and the log does not go there in detail."""
        live = sys.stderr.isatty() and crawler.settings.get("LOG_LEVEL") != "DEBUG"
        progress = cls(crawler, live=live)
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(progress.visit_stored, signal=visit_stored)
        return progress

    def spider_opened(self) -> None:
        """Start the clock."""
        self._start = monotonic()
        self._timer = create_looping_call(self._show)
        if self._live:
            self._live.start()
        self._timer.start(LIVE_SECONDS if self._live else LOG_SECONDS, now=False)

    def spider_closed(self) -> None:
        """Take the live line away."""
        if self._timer and self._timer.running:
            self._timer.stop()
        if self._live:
            self._live.stop()

    def visit_stored(self, visit: Visit) -> None:
        """Count a visit."""
        self._pages += 1
        self._articles += len(visit.articles)
        self._comments += len(visit.comments)
        self._errors += visit.outcome is Outcome.FAILED

    def line(self) -> str:
        """Return the figures on one line; the last two are pages per second and the time since the start."""
        now = monotonic()
        self._recent.append((now, self._pages))
        while now - self._recent[0][0] > _WINDOW:
            self._recent.popleft()
        since, before = self._recent[0] if len(self._recent) > 1 else (self._start, 0)
        rate = (self._pages - before) / max(now - since, 0.001)
        minutes, seconds = divmod(int(now - self._start), 60)
        return (
            f"{self._pages} pages done, {self._queued()} queued, {self._articles} articles, {self._comments} comments, "
            f"{self._errors} errors, {rate:.1f}/s, {minutes}:{seconds:02d}"
        )

    def _queued(self) -> int:
        archive = getattr(self._crawler.spider, "archive", None)
        queued: int = archive.queued(getattr(self._crawler.spider, "site", None)) if archive else 0
        return queued

    def _show(self) -> None:
        if self._live:
            self._live.show(self.line())
        else:
            logger.info("%s", self.line())


class _Line:
    """One line on the terminal that is written anew. Loads what draws it only when there is a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
        self.start, self.stop = self._live.start, self._live.stop

    def show(self, text: str) -> None:
        """Replace what the line says."""
        from rich.text import Text

        self._live.update(Text(text, no_wrap=True, overflow="ellipsis"), refresh=True)
