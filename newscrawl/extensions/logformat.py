"""Log lines about requests and items that stay short: a visit can hold a whole discussion."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newscrawl.visits import Visit

__all__ = ["VisitLogFormatter"]


class VisitLogFormatter(LogFormatter):
    """Names the address of a visit where Scrapy would print the whole item, and says nothing of each success."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult:
        """Say nothing: what was fetched is counted, and kept in the state."""
        return None  # type: ignore[return-value]  # the engine takes None for "no line"

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Say nothing: what was stored is counted."""
        return None  # type: ignore[return-value]

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Name the page whose visit a pipeline could not handle."""
        return super().item_error(_name(item), exception, response, spider)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Name the page whose visit was dropped."""
        return super().dropped(_name(item), exception, response, spider)


def _name(item: Any) -> Any:
    return item.url if isinstance(item, Visit) else item
