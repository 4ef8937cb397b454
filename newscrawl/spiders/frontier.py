"""The base of all spiders: a loop over tasks that are due, with room for only so many at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import sleep
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import CancelledError, Deferred
from twisted.python.failure import Failure

from newscrawl.archive import Archive
from newscrawl.errors import StorageError
from newscrawl.middlewares.causes import Stopped
from newscrawl.pipelines.store import StorePipeline
from newscrawl.profiles import SiteProfile, load_profile
from newscrawl.reading import Reader
from newscrawl.signals import batch_committed, rest_demanded, visit_stored
from newscrawl.spiders.opening import apply_politeness, open_archive, profile_dirs
from newscrawl.spiders.visiting import VisitingSpider
from newscrawl.visits import SPENT, LinkKind, Outcome, Task, Visit

__all__ = ["FrontierSpider"]

logger = logging.getLogger(__name__)

_REDIRECTS = {301, 302, 303, 307, 308}
_SITEMAP_MAXSIZE = 64 * 1024 * 1024
"""Bytes of a sitemap after unpacking; the protocol allows 50 MB."""

_LONGEST_NAP = 15.0
_SOURCES = (LinkKind.FEED, LinkKind.SITEMAP, LinkKind.SITE, LinkKind.ENDPOINT)


class FrontierSpider(VisitingSpider):
    """Fetches tasks until none is left, queued or in flight.

    Subclasses say what the tasks are: :meth:`take` and :meth:`next_due`.
    """

    arguments: ClassVar[dict[str, str]] = {}
    """Names of the arguments and what they mean."""

    archive: Archive
    profile: SiteProfile | None = None

    page_limit: int | None = None
    """Most pages (articles, lists, others; no feeds and sitemaps) of the run."""

    def __init__(self, *, archive: Archive | None = None, profile: SiteProfile | None = None) -> None:
        super().__init__()
        self.profile = profile
        self._flying: set[str] = set()
        self._uncommitted: set[str] = set()
        self._pages = 0
        self._wake_at = 0
        self._awake: Deferred[None] | None = None
        self._halted = False
        self._opened = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> FrontierSpider:
        """Build the spider; where no archive is handed in, open the one that the settings name.

        What the site's profile says on politeness yields to the command line only.
        """
        kwargs["profile"] = kwargs.get("profile") or cls.load_profile(
            kwargs.get("site"), profile_dirs(crawler.settings)
        )
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.profile is not None:
            apply_politeness(spider.profile, crawler.settings)
        spider.archive = spider._opened or open_archive(crawler.settings)
        crawler.signals.connect(spider._landed, signal=visit_stored)
        crawler.signals.connect(spider._lost, signal=signals.item_error)
        crawler.signals.connect(spider._broken, signal=signals.spider_error)
        crawler.signals.connect(spider._committed, signal=batch_committed)
        crawler.signals.connect(spider.rest_demanded, signal=rest_demanded)
        return spider

    @classmethod
    def check(cls, arguments: Mapping[str, str], *, profile_dirs: Iterable[str] = ()) -> None:
        """Check arguments as the command line gives them; raises :exc:`newscrawl.errors.UsageError`."""
        raise NotImplementedError

    @staticmethod
    def load_profile(name: str | None, dirs: Iterable[str] = ()) -> SiteProfile | None:
        """Return the profile called ``name``; raises :exc:`newscrawl.errors.ProfileError`."""
        return load_profile(name, dirs) if name else None

    # What subclasses fill in

    def prepare(self) -> None:
        """Put the first tasks where :meth:`take` finds them. Called once, before the first request."""

    def take(self, limit: int, now: datetime) -> list[Task]:
        """Return up to ``limit`` tasks that are due."""
        raise NotImplementedError

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next task becomes due in this run, ``None`` when none will."""
        return None

    # The loop

    async def start(self) -> AsyncIterator[Request | Visit]:
        """Yield requests as there is room for them; return when the frontier has run dry."""
        try:
            async for request in self._requests():
                yield request
        except (asyncio.CancelledError, CancelledError):
            self._drop_waiting()
            raise
        except StorageError as error:
            self._store.give_up(error)

    @property
    def _store(self) -> StorePipeline:
        store = self.crawler.get_item_pipeline(StorePipeline)
        assert store is not None, "the add-on puts StorePipeline into ITEM_PIPELINES"
        return store

    async def _requests(self) -> AsyncIterator[Request | Visit]:
        self.reader = self.build_reader()
        window = max(2 * self.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 4)
        store = self._store
        self.prepare()
        while not self._ended():
            room = self._room(window)
            tasks = self.take(room, _now())
            for task in tasks:
                self._flying.add(task.key)
                asked = self._asked(task)
                self._pages += isinstance(asked, Request) and task.link.kind not in _SOURCES
                yield asked
            starved = len(tasks) < room
            if self._flying:
                await self._landing(window if starved else window // 2)
            if not starved:
                continue
            progressed = store.flush()
            if store.error:
                return
            if not (tasks or self._flying or progressed or await self._nap()):
                return

    def _asked(self, task: Task) -> Request | Visit:
        """Return the request of a task, or its visit where none can be made of its address or it is not worth one."""
        if not task.known and self.reader.is_spent(task.link):
            return self._visit(task, task.link.url, Outcome.REFUSED, SPENT)
        try:
            return self.request(task)
        except ValueError as error:
            logger.info("%r cannot be asked for: %s", task.link.url, error)
            return self._visit(task, task.link.url, Outcome.REFUSED, "bad_address")

    def build_reader(self) -> Reader:
        """Return what reads the answers."""
        raise NotImplementedError

    @property
    def taken(self) -> set[str]:
        """Keys of tasks that have been handed out and are not committed yet."""
        return self._flying | self._uncommitted

    def _room(self, window: int) -> int:
        room = window - len(self._flying)
        return room if self.page_limit is None else max(0, min(room, self.page_limit - self._pages))

    def _ended(self) -> bool:
        if self.page_limit is not None and self._pages >= self.page_limit and not self._halted:
            self.halt("max_pages")
        return self._halted

    def halt(self, reason: str) -> None:
        """Hand out no further task; what is in flight is still stored."""
        self._halted = True
        self.crawler.stats.set_value("newscrawl/stopped_by", reason)

    def fail_start(self, visit: Visit) -> None:
        """Give the run up: its start address cannot be fetched."""
        self.crawler.stats.set_value("newscrawl/start/url", visit.task.link.url)
        self.crawler.stats.set_value("newscrawl/start/cause", visit.cause or f"http_{visit.status}")
        self.crawler.stats.set_value("newscrawl/start/led_to", visit.url)
        self.halt("start")

    async def _nap(self) -> bool:
        """Wait for a task that becomes due within this run; ``False`` when there is none."""
        now = _now()
        due = self.next_due(now)
        if due is None:
            return False
        await sleep(min(max((due - now).total_seconds(), 0.05), _LONGEST_NAP))
        return True

    async def _landing(self, flying: int) -> None:
        """Wait for the next visit after which at most ``flying`` tasks are in flight.

        Waiting for each visit through its signal would connect and disconnect a receiver every time.
        """
        self._wake_at, self._awake = flying, Deferred()
        await maybe_deferred_to_future(self._awake)

    def _landed(self, visit: Visit) -> None:
        self._flying.discard(visit.task.key)
        self._uncommitted.add(visit.task.key)
        if self._awake is not None and len(self._flying) <= self._wake_at:
            awake, self._awake = self._awake, None
            awake.callback(None)

    def _lost(self, item: Any) -> None:
        """A pipeline failed on a visit: let go of its task, so that the loop ends; the next run takes it again."""
        if isinstance(item, Visit):
            self.crawler.stats.inc_value("newscrawl/failures/internal_error")
            self._landed(item)
            self.crawler.signals.send_catch_log(visit_stored, visit=item)

    def _broken(self, failure: Failure, response: Response | Failure | None) -> None:
        """A callback failed: let go of its task, too."""
        request = getattr(response, "request", None)
        if request is None or "task" not in request.cb_kwargs:
            return
        visit = self._visit(request.cb_kwargs["task"], request.url, Outcome.FAILED, "internal_error")
        self.crawler.signals.send_catch_log(visit_stored, visit=visit)
        if isinstance(failure.value, StorageError):
            self._store.give_up(failure.value)

    def _committed(self, visits: list[Visit]) -> None:
        self._uncommitted.difference_update(visit.task.key for visit in visits)

    def dropped(self, task: Task) -> None:
        """Let go of a task whose request the end of the run dropped."""
        self._flying.discard(task.key)

    def _drop_waiting(self) -> None:
        """When a signal ends the run, do not wait for requests that wait for their turn: their tasks stay queued."""
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                _, answer = slot.queue.popleft()
                answer.errback(Failure(Stopped("the run was stopped")))  # type: ignore[no-untyped-call]

    def rest_demanded(self, url: str) -> None:
        """Hear that the host of ``url`` wants to be left alone for longer than a run waits."""


def _now() -> datetime:
    return datetime.now(UTC)
