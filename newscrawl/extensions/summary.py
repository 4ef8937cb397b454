"""Counts what a run does, and at its end writes the report and prints the summary."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from newscrawl.reporting import RunReport, read_stats
from newscrawl.signals import batch_committed, visit_stored
from newscrawl.visits import Outcome, Visit

__all__ = ["Summary"]

logger = logging.getLogger(__name__)


class Summary:
    """Turns visits and commits into stats, and stats into the run report (``DATA_DIR/reports/RUN.json``)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._failing: dict[str, str] = {}
        """By key of a task why its last visit of this run failed."""

        self._started = datetime.now(UTC)
        self.report: RunReport | None = None
        """The report, once the spider is closed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Summary:
        """Listen to visits, commits and the end."""
        summary = cls(crawler)
        crawler.signals.connect(summary.visit_stored, signal=visit_stored)
        crawler.signals.connect(summary.batch_committed, signal=batch_committed)
        crawler.signals.connect(summary.spider_closed, signal=signals.spider_closed)
        return summary

    def visit_stored(self, visit: Visit) -> None:
        """Count a visit by its outcome, and remember why it failed until it succeeds."""
        stats = self._crawler.stats
        stats.inc_value(f"newscrawl/visits/{visit.outcome}")
        asked_for = visit.task.link.source == "seed"
        if visit.outcome is Outcome.FAILED or (visit.outcome is Outcome.GONE and asked_for):
            self._failing[visit.task.key] = visit.cause or f"http_{visit.status}"
        else:
            self._failing.pop(visit.task.key, None)
        if visit.outcome is Outcome.REFUSED:
            stats.inc_value(f"newscrawl/refused/{visit.cause}")

    def batch_committed(self, result: Any) -> None:
        """Count records by type and newness."""
        stats = self._crawler.stats
        for newness in ("new", "changed", "unchanged"):
            for kind, count in getattr(result, newness).items():
                stats.inc_value(f"newscrawl/records/{kind}/{newness}", count)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Write the report and log the summary."""
        archive = getattr(spider, "archive", None)
        stats = self._crawler.stats
        if archive is None:
            return
        stats.set_value("finish_reason", reason)
        for cause in self._failing.values():
            stats.inc_value(f"newscrawl/failures/{cause}")
        data_dir = Path(self._crawler.settings.get("NEWSCRAWL_DATA_DIR") or "data")
        self.report = read_stats(
            stats.get_stats(),
            run_id=archive.run_id,
            spider=spider.name,
            started_at=self._started,
            finished_at=datetime.now(UTC),
            data_dir=str(data_dir),
        )
        try:
            self.report.write(data_dir / "reports")
        except OSError as error:
            logger.error("The report of this run cannot be written: %s", error)
