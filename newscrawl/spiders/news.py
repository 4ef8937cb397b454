"""The spider ``news``: a whole site, from one address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.crawler import Crawler

from newscrawl.archive import CommitResult
from newscrawl.discovery.feeds import usual_feeds
from newscrawl.discovery.scope import Scope
from newscrawl.discovery.sitemaps import sitemaps_at, usual_sitemaps
from newscrawl.discovery.wordpress import is_archive_listing
from newscrawl.errors import ProfileError
from newscrawl.middlewares.robots import Rules
from newscrawl.profiles import SiteProfile
from newscrawl.reading import Reader
from newscrawl.scheduling import Cadence, mark_of
from newscrawl.signals import batch_committed, robots_read
from newscrawl.spiders.answers import task_of
from newscrawl.spiders.arguments import NEWS_ARGUMENTS, NewsOptions
from newscrawl.spiders.frontier import FrontierSpider
from newscrawl.urls import site_of, url_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

__all__ = ["NewsSpider"]

FIRST_RETRY = timedelta(seconds=5)
"""Time until a failed page is tried again; four times as long after each further failure."""

LISTS_PER_ARTICLE = 5
"""List pages that a run looks at again, before their time, for each article that it found new or changed."""

MAX_SITEMAPS = 10
"""Sitemaps that such a run looks at again before their time."""

MAX_LISTING_PAGES = 40
"""Pages of a listing of comments, a hundred each, that are searched for comments with old dates."""

SHORT_LISTING = 3_000
"""Comments of a site up to which a listing whose number of comments changed is read to its end."""


class NewsSpider(FrontierSpider):
    """Crawls a news site: what is new, and what is due to be looked at again."""

    name = "news"
    arguments = NEWS_ARGUMENTS

    def __init__(self, *, archive: Any = None, profile: SiteProfile | None = None, **arguments: str) -> None:
        super().__init__(archive=archive, profile=profile)
        self.options = NewsOptions.read(arguments)
        self.profile = self.profile or self.load_profile(self.options.site)
        self.starts = [self.options.url] if self.options.url else list(self.profile.seeds if self.profile else ())
        self.site = site_of(self.starts[0])
        bounds = self.options.within(self.profile)
        self.scope = Scope.of(
            self.starts, allow=bounds.allow, deny=bounds.deny, since=bounds.since, max_depth=bounds.max_depth
        )
        self.page_limit = bounds.max_pages
        self._sitemaps: list[Link] = []
        self._left_out: set[str] = set()
        """Keys of tasks that are not for this run: out of its bounds, or tried often enough."""

        self._asked_site: set[str] = set()
        """Keys of requests in flight for what the site says of itself; pages cannot be dated before the answer."""

        self._failures: Counter[str] = Counter()
        self._failed_starts: set[str] = set()
        self._news = self._brought_forward = 0
        self._started_before = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """Build the spider and listen for the sitemaps that robots.txt names."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, NewsSpider)
        crawler.signals.connect(spider._robots_read, signal=robots_read)
        crawler.signals.connect(spider._count_news, signal=batch_committed)
        return spider

    @classmethod
    def check(cls, arguments: Mapping[str, str], *, profile_dirs: Iterable[str] = ()) -> None:
        """Check arguments as the command line gives them."""
        profile = cls.load_profile(NewsOptions.read(arguments).site, profile_dirs)
        if profile is not None and not profile.seeds:
            raise ProfileError(
                f"profile {profile.name!r} has no seeds, and a crawl needs an address to start from; "
                'add seeds = ["https://example.com/"] to it'
            )

    def prepare(self) -> None:
        """Put the start addresses into the frontier."""
        now = datetime.now(UTC)
        self.archive.run_started(
            now=now,
            options={"site": self.site},
            revisit=self.options.revisit,
            budget=self.options.budget,
            cadence=Cadence(**(self.profile.cadence if self.profile else {})),
        )
        self._seed(now)

    def _seed(self, now: datetime) -> None:
        self.archive.seed([Link(url=url, kind=LinkKind.LIST, source="seed") for url in self.starts], now=now)

    def rest_demanded(self, url: str) -> None:
        """End the run when it is the site itself that wants to be left alone."""
        if self.in_scope(url):
            self.halt("retry_after")

    def take(self, limit: int, now: datetime) -> list[Task]:
        """Return tasks of the site that are due; what the site says of itself is read before anything else."""
        if self._asked_site:
            return []
        tasks: list[Task] = []
        while len(tasks) < limit:
            asked = limit - len(tasks)
            due = self.archive.due(asked, site=self.site, now=now, exclude=self._excluded(tasks))
            for task in due:
                if self.scope.admits(task.link, task.depth) and not self._is_needless(task):
                    tasks.append(task)
                else:
                    self._left_out.add(task.key)
            if len(due) < asked:
                break
        about_site = [task for task in tasks if task.link.kind is LinkKind.SITE]
        self._asked_site.update(task.key for task in about_site)
        return about_site or tasks

    def _is_needless(self, task: Task) -> bool:
        """The listing of all posts is read once; after that the one of the latest changes tells more."""
        return task.known and self.options.revisit == "due" and is_archive_listing(task.link)

    def _excluded(self, tasks: Iterable[Task] = ()) -> set[str]:
        return self.taken | self._left_out | {task.key for task in tasks}

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the site's next retry is due."""
        due = self.archive.next_due(site=self.site, now=now, exclude=self._excluded())
        return now if due is None and self._bring_sources_forward(now) else due

    def _bring_sources_forward(self, now: datetime) -> bool:
        """Look again at sitemaps and lists before their time, when all is read and something new was among it.

        A sitemap of all articles tells which are gone, and lists have changed with what they list.
        """
        allowance = LISTS_PER_ARTICLE * self._news - self._brought_forward
        if allowance <= 0 or self.options.revisit != "due" or not self._started_before:
            return False
        brought = self.archive.bring_forward(self.site, LinkKind.LIST, allowance, now=now)
        if not self._brought_forward:
            brought += self.archive.bring_forward(self.site, LinkKind.SITEMAP, MAX_SITEMAPS, now=now)
        self._brought_forward += allowance
        return brought > 0

    def _count_news(self, result: CommitResult) -> None:
        self._news += result.new["article"] + result.changed["article"]

    def in_scope(self, url: str) -> bool:
        """Tell whether a redirect target belongs to the site."""
        return self.scope.admits(Link(url=url, kind=LinkKind.LIST))

    def build_reader(self) -> Reader:
        """Return a reader bounded by the scope."""
        return Reader(
            scope=self.scope,
            profile=self.profile,
            stats=self.crawler.stats,
            count_pattern=self.archive.pattern_count,
            timezones=self.archive.timezones(),
        )

    def visited(self, visit: Visit) -> None:
        """On a start page, add the places where sitemaps and feeds are found; without any start page, end the run."""
        self._asked_site.discard(visit.task.key)
        for link in visit.links:
            if "comment_ids" in link.data:
                link.data["unknown_comments"] = self.archive.unknown_comments(link)
        if visit.outcome is Outcome.FAILED and self.retries_later(visit.task):
            self._put_off(visit)
        if visit.task.link.source != "seed" or not self._is_start(visit.task):
            return
        self._started_before = visit.task.known
        self.crawler.stats.set_value("newscrawl/start/first", not visit.task.known)
        if visit.outcome is Outcome.OK:
            self._add_sources(visit)
        elif visit.outcome is not Outcome.NOT_MODIFIED and not self._try_without_tls(visit):
            self._failed_starts.add(visit.task.key)
            if len(self._failed_starts) >= len(self.starts):
                self.fail_start(visit)

    def _is_start(self, task: Task) -> bool:
        """Tell whether a seed is one of this run: those of other runs in the same folder are visited, too."""
        return any(task.key == url_key(url) for url in self.starts)

    def _try_without_tls(self, visit: Visit) -> bool:
        """Where the address was given without a scheme and https does not answer, ask with http."""
        if self.options.secure or visit.status is not None or visit.outcome is not Outcome.FAILED:
            return False
        self.options.secure = True
        self.starts = [url.replace("https://", "http://", 1) for url in self.starts]
        self._seed(visit.fetched_at)
        visit.retry_at = visit.fetched_at
        return True

    def reads_on(self, visit: Visit, pages: Sequence[str]) -> bool:
        """Read a listing of comments on while the number of comments is not what the new ones make of it.

        A comment that was held back for long has an old date and is far from the top. One that was removed can make up
        for it in the number, so a short listing that changed is read to its end.
        """
        before = self.archive.history(visit.task).declared if visit.task.known else -1
        if before < 0 or visit.comment_total in (None, before) or len(pages) >= MAX_LISTING_PAGES:
            return False
        if visit.comment_total is not None and visit.comment_total <= SHORT_LISTING:
            return True
        found = sum(len(self._fresh_comments(link)) for link in visit.links)
        return visit.comment_total != before + found

    def _fresh_comments(self, link: Link) -> list[str]:
        """Return the comments that a link names and nobody knows, unless the article was called back for them before.

        Some never show on the page: answers to comments that are hidden.
        """
        unknown = self.archive.unknown_comments(link)
        before = self.archive.history(task_of(link, self.site)).unknown
        return [] if mark_of(unknown) == before else unknown

    def retries_later(self, task: Task) -> bool:
        """All but start pages: the frontier hands them out again after a while."""
        return task.link.source != "seed"

    def _put_off(self, visit: Visit) -> None:
        """Say when a failed task is tried again, or leave it to the next run after RETRY_TIMES tries."""
        key = visit.task.key
        self._failures[key] += 1
        if self._failures[key] > self.settings.getint("RETRY_TIMES"):
            self._left_out.add(key)
        else:
            visit.retry_at = visit.fetched_at + FIRST_RETRY * 4 ** (self._failures[key] - 1)

    def _add_sources(self, visit: Visit) -> None:
        places = self._sitemaps or usual_sitemaps(visit.url)
        if not any(link.kind is LinkKind.FEED and not link.data.get("comments") for link in visit.links):
            places = [*places, *usual_feeds(visit.url)]
        visit.links.extend(link for link in places if self.scope.admits(link, visit.task.depth + 1))

    def _robots_read(self, origin: str, rules: Rules) -> None:
        if self.in_scope(origin + "/"):
            found = f"{origin}/robots.txt"
            self._sitemaps += sitemaps_at(rules.sitemaps, found)
