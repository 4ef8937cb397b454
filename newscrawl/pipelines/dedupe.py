"""Second pipeline: what is known already is marked or left out of a visit."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from newscrawl.errors import StorageError
from newscrawl.pipelines.store import StorePipeline
from newscrawl.visits import Visit

__all__ = ["DedupePipeline"]


class DedupePipeline:
    """Lets the archive compare a visit's records with what earlier visits and runs wrote."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DedupePipeline:
        """Build the pipeline; the archive is the spider's."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Resolve a visit; other items pass."""
        if not isinstance(item, Visit):
            return item
        try:
            return self._crawler.spider.archive.resolve(item)  # type: ignore[union-attr]  # every spider here has one
        except StorageError as error:
            if store := self._crawler.get_item_pipeline(StorePipeline):
                store.give_up(error)
            return item
