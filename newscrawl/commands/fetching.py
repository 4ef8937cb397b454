"""Fetching single pages for commands, as politely and as guarded as a crawl does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure as TwistedFailure
from w3lib.encoding import http_content_type_encoding

from newscrawl.middlewares.causes import cause_of
from newscrawl.offline import Document, Failure
from newscrawl.urls import redirect_target

__all__ = ["fetch_pages"]

_ALONE: Final[dict[str, Any]] = {
    # Nothing is stored and no run reported.
    "ITEM_PIPELINES": dict.fromkeys(
        f"newscrawl.pipelines.{name}"
        for name in ("tally.TallyPipeline", "dedupe.DedupePipeline", "store.StorePipeline")
    ),
    "EXTENSIONS": dict.fromkeys(f"newscrawl.extensions.{name}" for name in ("progress.Progress", "summary.Summary")),
    "LOG_LEVEL": "WARNING",
}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


def fetch_pages(urls: Sequence[str], settings: Settings) -> dict[str, Document | Failure]:
    """Fetch pages through Scrapy's downloader; return the page, or why there is none, by address.

    Runs the reactor, so it can be called once in a process.
    """
    answers: dict[str, Document | Failure] = {}
    settings = settings.copy()
    for name, value in _ALONE.items():
        settings.set(name, value, priority="project")
    process = AsyncCrawlerProcess(settings)
    process.crawl(_PageSpider, urls=urls, answers=answers)
    process.start()
    return {url: answers.get(url) or Failure(name=url, reason="it was not fetched, see the log") for url in urls}


class _PageSpider(Spider):
    """Fetches the given addresses, and what they redirect to."""

    name = "page"

    def __init__(self, *, urls: Sequence[str], answers: dict[str, Document | Failure]) -> None:
        super().__init__()
        self._urls = urls
        self._answers = answers

    async def start(self) -> AsyncIterator[Request]:
        for url in dict.fromkeys(self._urls):
            yield self._request(url, asked=url, hops=0)

    def _request(self, url: str, **passed: Any) -> Request:
        return Request(url, callback=self.parse, errback=self._failed, cb_kwargs=passed, dont_filter=True)

    def parse(self, response: Response, asked: str, hops: int) -> Iterator[Request]:
        """Keep the page, or follow its redirect."""
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location:
            target = redirect_target(response.url, location)
            if target is not None and hops < self.settings.getint("REDIRECT_MAX_TIMES"):
                yield self._request(target, asked=asked, hops=hops + 1)
            else:
                self._answers[asked] = Failure(
                    name=asked, reason=f"it redirects to {target or location!r}, which is not followed"
                )
        elif response.status != 200:
            self._answers[asked] = Failure(name=asked, reason=f"the server answered with status {response.status}")
        else:
            self._answers[asked] = _document(asked, response)

    def _failed(self, failure: TwistedFailure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        asked = request.cb_kwargs["asked"]
        _, cause = cause_of(failure.value)
        self._answers[asked] = Failure(name=asked, reason=f"it cannot be fetched ({cause.replace('_', ' ')})")


def _document(asked: str, response: Response) -> Document:
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Document(
        name=asked,
        form="text" if header.lower().startswith("text/plain") else "html",
        size=0,
        body=response.body,
        url=response.url.partition("#")[0],
        encoding=http_content_type_encoding(header) if header else None,
        fetched_at=datetime.now(UTC),
    )
