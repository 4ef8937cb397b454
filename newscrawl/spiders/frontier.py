"""The base of all spiders: a loop over tasks, in which every fetch ends as exactly one visit."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urljoin

import orjson
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import sleep
from twisted.python.failure import Failure

from newscrawl.archive import Archive
from newscrawl.joining import append_listing, append_page
from newscrawl.middlewares.causes import cause_of
from newscrawl.pipelines.store import StorePipeline
from newscrawl.profiles import SiteProfile, load_profile
from newscrawl.reading import MAX_CONTINUATIONS, Reader
from newscrawl.signals import batch_committed, rest_demanded, visit_stored
from newscrawl.spiders.answers import answer_of
from newscrawl.spiders.opening import apply_politeness, open_archive, profile_dirs
from newscrawl.urls import is_web_url
from newscrawl.visits import LinkKind, Outcome, Task, Visit

__all__ = ["FrontierSpider"]

logger = logging.getLogger(__name__)

_REDIRECTS = {301, 302, 303, 307, 308}
_SITEMAP_MAXSIZE = 64 * 1024 * 1024
"""Bytes of a sitemap after unpacking; the protocol allows 50 MB."""

_LONGEST_NAP = 15.0
_SOURCES = (LinkKind.FEED, LinkKind.SITEMAP, LinkKind.SITE, LinkKind.ENDPOINT)


class FrontierSpider(Spider):
    """Fetches tasks until none is left, queued or in flight.

    Subclasses say what the tasks are: :meth:`take` and :meth:`next_due`.
    """

    arguments: ClassVar[dict[str, str]] = {}
    """Names of the arguments and what they mean."""

    archive: Archive
    reader: Reader
    profile: SiteProfile | None = None

    page_limit: int | None = None
    """Most pages (articles, lists, others; no feeds and sitemaps) of the run."""

    def __init__(self, *, archive: Archive | None = None, profile: SiteProfile | None = None) -> None:
        super().__init__()
        self.profile = profile
        self._flying: set[str] = set()
        self._uncommitted: set[str] = set()
        self._pages = 0
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
        crawler.signals.connect(spider._committed, signal=batch_committed)
        crawler.signals.connect(spider._rest_demanded, signal=rest_demanded)
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

    def in_scope(self, url: str) -> bool:
        """Tell whether a redirect may lead to ``url``."""
        return True

    def visited(self, visit: Visit) -> None:
        """Look at a visit before it is stored."""

    def reads_on(self, visit: Visit, pages: Sequence[str]) -> bool:
        """Tell whether a listing is to be read further after ``pages``."""
        return False

    def retries_later(self, task: Task) -> bool:
        """Tell whether :meth:`take` hands a failed task out again; else Scrapy tries again at once."""
        return False

    # The loop

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests as there is room for them; return when the frontier has run dry."""
        self.reader = self.build_reader()
        window = max(2 * self.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 4)
        store = self.crawler.get_item_pipeline(StorePipeline)
        self.prepare()
        while not self._ended():
            room = self._room(window)
            tasks = self.take(room, _now())
            for task in tasks:
                self._pages += task.link.kind not in _SOURCES
                self._flying.add(task.key)
                yield self.request(task)
            starved = len(tasks) < room
            if self._flying:
                await self.crawler.signals.wait_for(visit_stored)
                while not starved and len(self._flying) > window // 2:
                    await self.crawler.signals.wait_for(visit_stored)
            if not starved:
                continue
            progressed = store.flush() if store else False
            if not (tasks or self._flying or progressed or await self._nap()):
                return

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

    def _landed(self, visit: Visit) -> None:
        self._flying.discard(visit.task.key)
        self._uncommitted.add(visit.task.key)

    def _lost(self, item: Any) -> None:
        """A pipeline failed on a visit: let go of its task, so that the loop ends; the next run takes it again."""
        if isinstance(item, Visit):
            self.crawler.stats.inc_value("newscrawl/failures/internal_error")
            self._landed(item)
            self.crawler.signals.send_catch_log(visit_stored, visit=item)

    def _committed(self, visits: list[Visit]) -> None:
        self._uncommitted.difference_update(visit.task.key for visit in visits)

    def _rest_demanded(self) -> None:
        self.halt("retry_after")

    # Requests and answers

    def request(self, task: Task, url: str | None = None, **passed: Any) -> Request:
        """Return the request of a task; ``passed`` is handed to :meth:`parse`."""
        headers = dict(task.link.headers)
        if task.etag:
            headers["If-None-Match"] = task.etag
        if task.last_modified:
            headers["If-Modified-Since"] = task.last_modified
        question = task.link.data.get("post") if task.link.kind is LinkKind.ENDPOINT else None
        if question is not None:
            headers["Content-Type"] = "application/json"
        request = Request(
            url or task.link.url,
            method="GET" if question is None else "POST",
            body=None if question is None else orjson.dumps(question),
            headers=headers or None,
            callback=self.parse,
            errback=self.failed,
            cb_kwargs={"task": task, **passed},
            dont_filter=True,
        )
        if task.link.kind is LinkKind.SITEMAP:
            request.meta["download_maxsize"] = _SITEMAP_MAXSIZE
        if self.retries_later(task):
            request.meta["dont_retry"] = True
        return request

    def parse(
        self,
        response: Response,
        task: Task,
        trail: tuple[str, ...] = (),
        first: Visit | None = None,
        pages: tuple[str, ...] = (),
    ) -> Iterator[Request | Visit]:
        """Turn an answer into a visit, or into the request that has to come before it.

        ``trail`` are the addresses redirected from, ``first`` is the visit of an article's first page while its
        further pages are read, ``pages`` are the addresses of those read so far.
        """
        if response.status in _REDIRECTS and b"Location" in response.headers:
            yield self._redirect(response, task, trail, first, pages)
            return
        try:
            reading = self.reader.read(task, answer_of(response), aliases=trail)
        except Exception:  # whatever a page does to us, its task must end and the crawl go on
            logger.exception("Cannot read %s: this is a bug of newscrawl, please report it", response.url)
            visit = self._visit(task, response.url, Outcome.FAILED, "internal_error", status=response.status)
            self.visited(visit)
            yield visit
            return
        visit = reading.visit
        if first is not None and visit.outcome is not Outcome.FAILED:
            (append_listing if reading.rest or not first.articles else append_page)(first, visit)
            visit = first
        pages = (*pages, response.url)
        further = reading.next_page or (self.reads_on(visit, pages) and reading.rest)
        if further and len(pages) <= MAX_CONTINUATIONS and further.url not in pages:
            yield self.request(_unconditional(task), further.url, first=visit, pages=pages)
            return
        self.visited(visit)
        yield visit

    def failed(self, failure: Failure) -> Iterator[Visit]:
        """Turn a request that got no answer into a visit; of an article in pages nothing is kept then."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        outcome, cause = cause_of(failure.value)
        visit = self._visit(request.cb_kwargs["task"], request.url, outcome, cause)
        visit.aliases = list(request.cb_kwargs.get("trail", ()))
        self.visited(visit)
        yield visit

    def _redirect(
        self, response: Response, task: Task, trail: tuple[str, ...], first: Visit | None, pages: tuple[str, ...]
    ) -> Request | Visit:
        location = response.headers["Location"] or b""
        url = urljoin(response.url, location.decode("utf-8", "replace").strip()).partition("#")[0]
        hops = (*trail, response.url)
        if not is_web_url(url):
            visit = self._visit(task, response.url, Outcome.FAILED, "bad_redirect", status=response.status)
        elif not self.in_scope(url):
            visit = self._visit(task, url, Outcome.REFUSED, "redirect_out_of_scope", status=response.status)
        elif len(hops) > self.settings.getint("REDIRECT_MAX_TIMES") or url in hops:
            visit = self._visit(task, url, Outcome.FAILED, "too_many_redirects", status=response.status)
        else:
            return self.request(task, url, trail=hops, first=first, pages=pages)
        visit.aliases = list(trail)
        self.visited(visit)
        return visit

    def _visit(self, task: Task, url: str, outcome: Outcome, cause: str | None, *, status: int | None = None) -> Visit:
        return Visit(task=task, url=url, fetched_at=_now(), outcome=outcome, cause=cause, status=status)


def _unconditional(task: Task) -> Task:
    """The stored validators are those of the first page; further pages are asked for without."""
    task.etag = task.last_modified = None
    return task


def _now() -> datetime:
    return datetime.now(UTC)
