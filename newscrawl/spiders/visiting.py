"""From tasks to requests, and from answers to visits: every task ends as exactly one visit."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.joining import append_listing, append_page
from newscrawl.middlewares.causes import Stopped, cause_of
from newscrawl.reading import MAX_CONTINUATIONS, Reader
from newscrawl.spiders.answers import answer_of, cookies_of
from newscrawl.urls import redirect_target, site_of
from newscrawl.visits import LinkKind, Outcome, Task, Visit

__all__ = ["VisitingSpider"]

logger = logging.getLogger(__name__)

_REDIRECTS = {301, 302, 303, 307, 308}
_SITEMAP_MAXSIZE = 64 * 1024 * 1024
"""Bytes of a sitemap after unpacking; the protocol allows 50 MB."""


class VisitingSpider(Spider):
    """Makes requests of tasks and visits of answers, redirects and further pages followed on the way."""

    reader: Reader

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

    def dropped(self, task: Task) -> None:
        """Let go of a task whose request the end of the run dropped."""

    def request(self, task: Task, url: str | None = None, **passed: Any) -> Request:
        """Return the request of a task; ``passed`` is handed to :meth:`parse`."""
        self.crawler.stats.inc_value("newscrawl/requests")
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
        cookies: Mapping[tuple[str, str], str] | None = None,
    ) -> Iterator[Request | Visit]:
        """Turn an answer into a visit, or into the request that has to come before it.

        ``trail`` are the addresses redirected from, ``first`` is the visit of an article's first page while its
        further pages are read, ``pages`` are the addresses of those read so far, ``cookies`` those set on the way, by
        site and name.
        """
        if response.status in _REDIRECTS and b"Location" in response.headers:
            yield self._redirect(response, task, trail, cookies or {}, first=first, pages=pages)
            return
        try:
            reading = self.reader.read(task, answer_of(response), aliases=[url for url in trail if url != response.url])
        except Exception:  # whatever a page does to us, its task must end and the crawl go on
            logger.exception("Cannot read %s: this is a bug of newscrawl, please report it", response.url)
            visit = self._visit(task, response.url, Outcome.FAILED, "internal_error", status=response.status)
            self.visited(visit)
            yield visit
            return
        visit = reading.visit
        grew = True
        if first is not None and visit.outcome is not Outcome.FAILED:
            grew = (append_listing if reading.rest or not first.articles else append_page)(first, visit)
            visit = first
        pages = (*pages, response.url)
        further = reading.next_page or (self.reads_on(visit, pages) and reading.rest)
        if grew and further and len(pages) <= MAX_CONTINUATIONS and further.url not in pages:
            yield self.request(_unconditional(task), further.url, first=visit, pages=pages)
            return
        self.visited(visit)
        yield visit

    def failed(self, failure: Failure) -> Iterator[Visit]:
        """Turn a request that got no answer into a visit; of an article in pages nothing is kept then."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        if isinstance(failure.value, Stopped):
            self.dropped(request.cb_kwargs["task"])
            return
        outcome, cause = cause_of(failure.value)
        visit = self._visit(request.cb_kwargs["task"], request.url, outcome, cause)
        visit.aliases = list(request.cb_kwargs.get("trail", ()))
        self.visited(visit)
        yield visit

    def _redirect(
        self,
        response: Response,
        task: Task,
        trail: tuple[str, ...],
        cookies: Mapping[tuple[str, str], str],
        **passed: Any,
    ) -> Request | Visit:
        """Follow a redirect. One that leads back is followed once, with the cookies that its site set on the way.

        Some sites send a first visitor round to see whether he keeps cookies.
        """
        url = redirect_target(response.url, response.headers["Location"] or b"")
        hops = (*trail, response.url)
        setter = site_of(response.url)
        cookies = {**cookies, **{(setter, name): value for name, value in cookies_of(response).items()}}
        own = [f"{name}={value}" for (site, name), value in cookies.items() if url and site == site_of(url)]
        returns, returned = url in hops, len(set(hops)) < len(hops)
        if url is None:
            visit = self._visit(task, response.url, Outcome.FAILED, "bad_redirect", status=response.status)
        elif not self.in_scope(url):
            visit = self._visit(task, url, Outcome.REFUSED, "redirect_out_of_scope", status=response.status)
        elif len(hops) > self.settings.getint("REDIRECT_MAX_TIMES") or (returns and (returned or not own)):
            visit = self._visit(task, url, Outcome.FAILED, "too_many_redirects", status=response.status)
        else:
            request = self.request(task, url, trail=hops, cookies=cookies, **passed)
            if own and (returns or returned):
                request.headers["Cookie"] = "; ".join(own)
            return request
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
