"""Servers that ask for rest (429, 503 with Retry-After) get it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import time

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import call_later

from newscrawl.middlewares.causes import Resting
from newscrawl.signals import rest_demanded
from newscrawl.urls import host

__all__ = ["ThrottleMiddleware", "retry_after"]

logger = logging.getLogger(__name__)

DEFAULT_PAUSE = 5.0
"""Seconds of rest after a 429 that names none."""


class ThrottleMiddleware:
    """Pauses a host's downloads for as long as its 429 or 503 asks, up to ``max_pause`` seconds.

    A host that asks for more is asked nothing more in this run: what is left stays queued for the next one.
    """

    def __init__(self, crawler: Crawler, *, max_pause: float, clock: Callable[[], float] = time) -> None:
        self._crawler = crawler
        self._max_pause = max_pause
        self._clock = clock
        self._resting: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ThrottleMiddleware:
        """Read NEWSCRAWL_MAX_RETRY_AFTER."""
        return cls(crawler, max_pause=crawler.settings.getfloat("NEWSCRAWL_MAX_RETRY_AFTER", 120.0))

    def process_request(self, request: Request) -> None:
        """Raise :exc:`Resting` for a host that has asked for a long rest."""
        if self._resting and host(request.url) in self._resting:
            raise Resting(f"{host(request.url)} asked for a rest that outlasts this run")

    def process_response(self, request: Request, response: Response) -> Response:
        """Pause the slot of an overloaded host, before anything is tried again."""
        if response.status not in (429, 503):
            return response
        asked = retry_after(response.headers.get("Retry-After"), self._clock())
        if asked is None:
            if response.status == 503:
                return response
            asked = DEFAULT_PAUSE
        if asked > self._max_pause:
            request.meta["dont_retry"] = True
            name = host(request.url)
            self._resting.add(name)
            logger.warning("%s asks for a rest of %.0f s: the next run goes on from here", name, asked)
            self._crawler.signals.send_catch_log(rest_demanded, url=request.url, seconds=asked)
        self._pause(request, min(asked, self._max_pause))
        return response

    def _pause(self, request: Request, seconds: float) -> None:
        downloader = self._crawler.engine.downloader
        slot: Slot | None = downloader.slots.get(request.meta.get(downloader.DOWNLOAD_SLOT, ""))
        if slot is None or seconds <= 0:
            return
        if slot.latercall:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, downloader._latercall, slot)
        self._crawler.stats.inc_value("newscrawl/throttle/pauses")
        self._crawler.stats.inc_value("newscrawl/throttle/seconds", round(seconds))
        logger.info("%s asks for rest: no request for %.0f s", request.meta[downloader.DOWNLOAD_SLOT], seconds)


def retry_after(header: bytes | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a date counted from ``now``.

    >>> retry_after(b"120", 0.0)
    120.0
    """
    if not header:
        return None
    text = header.decode("latin-1").strip()
    try:
        if text.isdecimal():
            return float(text)
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.fromtimestamp(now, UTC)).total_seconds())
