"""The spider ``article``: just these pages, with their discussions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from newscrawl.discovery.scope import Scope
from newscrawl.discovery.wordpress import is_listing_link
from newscrawl.profiles import SiteProfile
from newscrawl.reading import Reader
from newscrawl.spiders.answers import task_of
from newscrawl.spiders.arguments import ARTICLE_ARGUMENTS, ArticleOptions
from newscrawl.spiders.frontier import FrontierSpider
from newscrawl.urls import site_of
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

__all__ = ["ArticleSpider"]

_OF_ARTICLE = (LinkKind.COMMENTS, LinkKind.ENDPOINT)


class ArticleSpider(FrontierSpider):
    """Fetches the given articles and the further pages of their discussions, and follows nothing else."""

    name = "article"
    arguments = ARTICLE_ARGUMENTS

    def __init__(self, *, archive: Any = None, profile: SiteProfile | None = None, **arguments: str) -> None:
        super().__init__(archive=archive, profile=profile)
        self.options = ArticleOptions.read(arguments)
        self.profile = self.profile or self.load_profile(self.options.site)
        self.scope = Scope.of(self.options.urls)
        self._queue: deque[Task] = deque()
        self._queued: set[str] = set()

    @classmethod
    def check(cls, arguments: Mapping[str, str], *, profile_dirs: Iterable[str] = ()) -> None:
        """Check arguments as the command line gives them."""
        cls.load_profile(ArticleOptions.read(arguments).site, profile_dirs)

    def prepare(self) -> None:
        """Queue the given addresses."""
        self.archive.run_started(now=datetime.now(UTC), options={"urls": len(self.options.urls)}, revisit="none")
        for url in self.options.urls:
            self._enqueue(Link(url=url, kind=LinkKind.ARTICLE, source="seed"), site_of(url))

    def take(self, limit: int, now: datetime) -> list[Task]:
        """Return the next tasks of the queue."""
        return [self._queue.popleft() for _ in range(min(limit, len(self._queue)))]

    def in_scope(self, url: str) -> bool:
        """A given address may redirect wherever it wants."""
        return True

    def build_reader(self) -> Reader:
        """Return a reader bounded by the sites of the given addresses."""
        return Reader(
            scope=self.scope, profile=self.profile, stats=self.crawler.stats, timezones=self.archive.timezones()
        )

    def visited(self, visit: Visit) -> None:
        """Keep only the links that belong to the article, and queue them."""
        visit.links = [link for link in visit.links if link.kind in _OF_ARTICLE and not is_listing_link(link)]
        for link in visit.links:
            self._enqueue(link, visit.task.site)
        failed = visit.outcome not in (Outcome.OK, Outcome.NOT_MODIFIED)
        if failed and len(self.options.urls) == 1 and visit.task.link.source == "seed":
            self.fail_start(visit)

    def _enqueue(self, link: Link, site: str) -> None:
        task = task_of(link, site)
        if task.key not in self._queued:
            self._queued.add(task.key)
            self._queue.append(task)
