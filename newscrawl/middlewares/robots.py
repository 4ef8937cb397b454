"""robots.txt as RFC 9309 has it, with Crawl-delay."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from newscrawl.middlewares.causes import PrivateAddressError, RobotsForbidden, RobotsUnreachable, cause_of
from newscrawl.signals import robots_read
from newscrawl.urls import redirect_target

__all__ = ["RobotsMiddleware", "Rules"]

logger = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024
"""What lies behind this is not read (RFC 9309, 2.5)."""

MAX_FETCH = 10 * 1024 * 1024
"""A robots.txt that is larger is treated as unreachable: nobody means that."""

MAX_REDIRECTS = 5
MAX_AGE = 24 * 3600.0
UNREACHABLE_AGE = 600.0
"""Seconds after which a robots.txt that could not be had is asked for again."""

_VERSION = re.compile(r"^([ \t]*user-?agent[ \t]*:[ \t]*[\w-]+)/[^\r\n#]*", re.IGNORECASE | re.MULTILINE)
"""Many name a crawler with its version, which is no part of its product token."""

_EXEMPT = "newscrawl_robots"
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(kw_only=True, slots=True)
class Rules:
    """What one origin's robots.txt says to us."""

    parser: Protego | None = None
    """``None`` where everything is allowed, or everything forbidden (see ``reachable``)."""

    reachable: bool = True
    """``False``: nothing may be fetched."""

    reason: str | None = None
    """Why robots.txt is not reachable, as a short name (``http_503``, ``dns``)."""

    expires: float = 0.0
    crawl_delay: float = 0.0
    sitemaps: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, body: bytes, token: str) -> Rules:
        """Read a robots.txt for the product token ``token``."""
        text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        parser = Protego.parse(_VERSION.sub(r"\1", text))
        delay = parser.crawl_delay(token) or 0.0
        if rate := parser.request_rate(token):
            delay = max(delay, rate.seconds / max(rate.requests, 1))
        return cls(parser=parser, crawl_delay=delay, sitemaps=list(parser.sitemaps))

    def allows(self, url: str, token: str) -> bool:
        """Tell whether ``url`` may be fetched."""
        return self.parser is None or self.parser.can_fetch(url, token)


class RobotsMiddleware:
    """Lets only through what robots.txt allows, and slows down to the Crawl-delay it asks for.

    An answer 4xx allows everything; 5xx, a network error or no end of redirects forbid everything. The rules of an
    origin hold for 24 hours. A Crawl-delay binds whatever DOWNLOAD_DELAY says, up to ``max_crawl_delay`` seconds.
    """

    def __init__(self, crawler: Crawler, *, token: str, max_crawl_delay: float, clock: Callable[[], float] = monotonic):
        self._crawler = crawler
        self._token = token
        self._max_crawl_delay = max_crawl_delay
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._waiting: dict[str, list[Deferred[None]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Read ROBOTSTXT_OBEY, ROBOTSTXT_USER_AGENT and NEWSCRAWL_MAX_CRAWL_DELAY."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured("ROBOTSTXT_OBEY is off")
        token = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings.get("USER_AGENT").partition("/")[0]
        return cls(crawler, token=token, max_crawl_delay=crawler.settings.getfloat("NEWSCRAWL_MAX_CRAWL_DELAY", 60.0))

    async def process_request(self, request: Request) -> None:
        """Raise :exc:`RobotsForbidden` or :exc:`RobotsUnreachable` where the request must not be made."""
        if request.meta.get(_EXEMPT):
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(origin)
        if rules is None or rules.expires <= self._clock():
            rules = await self._fresh_rules(origin)
        if rules.crawl_delay:
            request.meta["autothrottle_dont_adjust_delay"] = True
        if not rules.reachable:
            if rules.reason == PrivateAddressError.cause:
                raise PrivateAddressError(f"{origin} has a private address")
            raise RobotsUnreachable(f"{origin}/robots.txt cannot be had ({rules.reason})", rules.reason)
        if not rules.allows(request.url, self._token):
            raise RobotsForbidden(f"robots.txt of {origin} forbids {request.url}")

    async def _fresh_rules(self, origin: str) -> Rules:
        """Return an origin's rules, asked for once however many requests wait for them."""
        if origin in self._waiting:
            turn: Deferred[None] = Deferred()
            self._waiting[origin].append(turn)
            await maybe_deferred_to_future(turn)
            return self._rules[origin]
        self._waiting[origin] = []
        try:
            rules = await self._fetch(origin)
            rules.expires = self._clock() + (MAX_AGE if rules.reachable else UNREACHABLE_AGE)
            self._rules[origin] = rules
        finally:
            for turn in self._waiting.pop(origin):
                turn.callback(None)
        if rules.crawl_delay:
            self._slow_down(origin, rules)
        self._crawler.signals.send_catch_log(robots_read, origin=origin, rules=rules)
        return rules

    async def _fetch(self, origin: str) -> Rules:
        url = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            meta = {_EXEMPT: True, "download_maxsize": MAX_FETCH}
            request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True, priority=1000)
            self._crawler.stats.inc_value("newscrawl/requests")
            try:
                response = await self._crawler.engine.download_async(request)
            except Exception as error:  # any failure at all forbids the host
                logger.info("Nothing of %s will be fetched, its robots.txt cannot be had: %s", origin, error)
                self._count("unreachable")
                return Rules(reachable=False, reason=cause_of(error)[1])
            location = response.headers.get("Location")
            if not (response.status in _REDIRECTS and location):
                return self._judge(origin, response)
            target = redirect_target(url, location)
            if target is None:
                break
            url = target
        self._count("allows_all")
        return Rules()

    def _judge(self, origin: str, response: Response) -> Rules:
        if response.status < 300:
            self._count("read")
            return Rules.parse(response.body, self._token)
        if response.status < 500 and response.status != 429:
            self._count("allows_all")
            return Rules()
        logger.info("Nothing of %s will be fetched, its robots.txt answers %d", origin, response.status)
        self._count("unreachable")
        return Rules(reachable=False, reason=f"http_{response.status}")

    def _slow_down(self, origin: str, rules: Rules) -> None:
        """Give the host's download slot the delay, for the slot in use and those to come."""
        downloader = self._crawler.engine.downloader
        key = urlsplit(origin).hostname or ""
        delay = min(rules.crawl_delay, self._max_crawl_delay)
        if rules.crawl_delay > delay:
            logger.warning("%s asks for a Crawl-delay of %g s; we wait %g s", origin, rules.crawl_delay, delay)
        given = downloader.per_slot_settings.get(key, {})
        delay = max(delay, given.get("delay", self._crawler.settings.getfloat("DOWNLOAD_DELAY")))
        downloader.per_slot_settings[key] = {**given, "delay": delay, "jitter": 0.0, "concurrency": 1}
        if slot := downloader.slots.get(key):
            slot.delay, slot.jitter, slot.concurrency = delay, 0.0, 1

    def _count(self, event: str) -> None:
        self._crawler.stats.inc_value(f"newscrawl/robots/{event}")
