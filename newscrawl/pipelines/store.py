"""Last pipeline: visits are stored, in batches that are whole or absent."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newscrawl.archive import Archive
from newscrawl.errors import StorageError
from newscrawl.signals import batch_committed, visit_stored
from newscrawl.visits import Visit

__all__ = ["StorePipeline"]

logger = logging.getLogger(__name__)

BATCH_VISITS = 50
BATCH_SECONDS = 1.0


class StorePipeline:
    """Buffers visits in the archive and commits them every second, every 50, and when the spider asks for it.

    After a storage error nothing more is written and the spider is closed: what is not committed is fetched again by
    the next run.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._batch: list[Visit] = []
        self._oldest = 0.0
        self._timer: Any = None
        self.error: StorageError | None = None
        """Why storing ended, if it did."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Build the pipeline; the archive is the spider's."""
        return cls(crawler)

    @property
    def _archive(self) -> Archive:
        archive: Archive = self._crawler.spider.archive  # type: ignore[union-attr]  # every spider here has one
        return archive

    def open_spider(self) -> None:
        """Start the clock that commits what waits."""
        self._timer = create_looping_call(self._tick)
        self._timer.start(BATCH_SECONDS, now=False)

    def process_item(self, item: Any) -> Any:
        """Take a visit into the batch; other items pass."""
        if not isinstance(item, Visit) or self.error:
            return item
        try:
            self._archive.add(item)
        except StorageError as error:
            self.give_up(error)
            return item
        if not self._batch:
            self._oldest = monotonic()
        self._batch.append(item)
        if len(self._batch) >= BATCH_VISITS:
            self.flush()
        self._crawler.signals.send_catch_log(visit_stored, visit=item)
        return item

    def flush(self) -> bool:
        """Commit what waits; returns whether there was anything."""
        if self.error or not self._batch:
            return False
        try:
            result = self._archive.commit()
        except StorageError as error:
            self.give_up(error)
            return False
        visits, self._batch = self._batch, []
        self._crawler.signals.send_catch_log(batch_committed, result=result, visits=visits)
        return True

    def close_spider(self) -> None:
        """Commit the rest."""
        if self._timer and self._timer.running:
            self._timer.stop()
        self.flush()
        if not self.error:
            self._finish_run()

    def _finish_run(self) -> None:
        spider, stats = self._crawler.spider, self._crawler.stats
        try:
            stats.set_value("newscrawl/frontier/queued", self._archive.queued(getattr(spider, "site", None)))
            outcome = stats.get_value("newscrawl/stopped_by") or "finished"
            self._archive.run_finished(now=datetime.now(UTC), outcome=outcome)
        except StorageError as error:
            self.give_up(error)

    def _tick(self) -> None:
        if self._batch and monotonic() - self._oldest >= BATCH_SECONDS:
            self.flush()

    def give_up(self, error: StorageError) -> None:
        """Write nothing more and close the spider."""
        if self.error:
            return
        self.error = error
        self._batch = []
        logger.error("Storing ended: %s", error)
        self._crawler.stats.set_value("newscrawl/storage_error", str(error))
        deferred_from_coro(self._crawler.engine.close_spider_async(reason="storage_error"))
