"""From an answer's bytes to a visit: what kind of document it is, its records, and the links that it adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from newscrawl.answer import Answer, form_of, outcome_of
from newscrawl.discovery.feeds import parse_feed
from newscrawl.discovery.needless import NeedlessParameters
from newscrawl.discovery.scope import Scope
from newscrawl.discovery.sitemaps import parse_sitemap
from newscrawl.discovery.spent import ListYield
from newscrawl.discovery.traps import Harvest, QueryShapes, TrapLimits, is_paging, pattern, trap
from newscrawl.discovery.wordpress import is_comment_listing, parse_listing
from newscrawl.discovery.wordpress_site import parse_timezone
from newscrawl.extractor import Extraction, Stats, extract, extract_endpoint
from newscrawl.joining import adopt, owned
from newscrawl.profiles import SiteProfile
from newscrawl.text import whole_number
from newscrawl.told_times import ToldTimes
from newscrawl.urls import host, site_of, url_key, without_tracking
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit
from newscrawl.wordpress_rest import next_page

__all__ = ["DEEPEST_INDEX", "MAX_CONTINUATIONS", "Reader", "Reading"]

MAX_CONTINUATIONS = 30
"""Most further pages of one article that are read."""

DEEPEST_INDEX = 4
"""Hops from the start page to the last index whose sitemaps are read: indexes of indexes of indexes have no end."""

_FOLLOW_UPS = (LinkKind.COMMENTS, LinkKind.ENDPOINT)
_SIGNALS = ("feed", "comment_feed", "sitemap", "news_sitemap", "rest")
"""Sources whose links carry news about known addresses (dates), so they are handed on each time."""

_LISTS = (LinkKind.LIST, LinkKind.PAGE)
_SEEN_LIMIT = 200_000
_ALL_OLD = 3
"""Articles too old for the crawl, and none that is not, after which a list is not paged through any further."""


@dataclass(kw_only=True, slots=True)
class Reading:
    """A visit, and the page that has to be read before it is whole."""

    visit: Visit
    next_page: Link | None = None
    """The article's next page."""

    rest: Link | None = None
    """The next page of a listing that is read further only if there is a reason to."""


@dataclass(slots=True)
class Reader:
    """Reads answers of one site. Remembers which links it has handed on already, so that each costs only once a run."""

    scope: Scope
    profile: SiteProfile | None = None
    stats: Stats | None = None
    count_pattern: Callable[[str, str], int] | None = None
    """Says how many addresses of a site and pattern the frontier holds already."""

    timezones: dict[str, str] = field(default_factory=dict)
    """IANA zone of the clock by host, for pages whose times have none; a zone of the profile wins."""

    limits: TrapLimits = field(default_factory=TrapLimits)
    _seen: dict[str, bool] = field(default_factory=dict)
    """Links handed on, and whether as an article: a page that a later link takes for one is handed on again."""

    _patterns: dict[str, int] = field(default_factory=dict)
    _shapes: QueryShapes = field(default_factory=QueryShapes)
    _harvest: Harvest = field(default_factory=Harvest)
    _lists: ListYield = field(default_factory=ListYield)
    _needless: NeedlessParameters = field(default_factory=NeedlessParameters)
    _told_times: ToldTimes = field(default_factory=ToldTimes)

    def read(self, task: Task, answer: Answer, *, aliases: Iterable[str] = ()) -> Reading:
        """Read an answer; an error status or a foreign media type gives a visit without records."""
        visit = Visit(
            task=task,
            url=answer.url,
            fetched_at=answer.fetched_at,
            status=answer.status,
            aliases=list(aliases),
            etag=answer.etag,
            last_modified=answer.last_modified,
        )
        visit.outcome, visit.cause = outcome_of(task, answer)
        if visit.outcome is not Outcome.OK:
            return Reading(visit=visit)
        form = form_of(task.link, answer)
        if form == "html":
            return self._read_page(visit, answer)
        if form == "site":
            visit.timezone = parse_timezone(answer.body)
            if visit.timezone:
                self.timezones[host(answer.url)] = visit.timezone
        elif form == "feed":
            visit.links = self._feed_links(answer, task)
        elif form == "sitemap":
            sitemap = parse_sitemap(answer.body, answer.url)
            further = sitemap.sitemaps if task.depth < DEEPEST_INDEX else []
            visit.links = self._admit([*further, *sitemap.links], task, answer.fetched_at)
        elif form == "posts":
            total = answer.headers.get("x-wp-totalpages")
            posts = parse_listing(answer.body, answer.url, task.link, total_pages=total)
            visit.links = self._admit([*posts.links, *([posts.next] if posts.next else ())], task, answer.fetched_at)
            if is_comment_listing(task.link):
                visit.comment_total = whole_number(answer.headers.get("x-wp-total"))
                return Reading(visit=visit, rest=_rest_of_listing(answer, task.link))
        elif form == "endpoint":
            self._read_endpoint(visit, answer)
        else:
            visit.outcome, visit.cause = Outcome.REFUSED, "content_type"
        return Reading(visit=visit)

    def _read_page(self, visit: Visit, answer: Answer) -> Reading:
        task = visit.task
        page = extract(
            answer.body,
            answer.url,
            encoding=answer.encoding,
            profile=self._profile_of(answer.url),
            fetched_at=answer.fetched_at,
            stats=self.stats,
        )
        visit.kind = page.kind
        if task.link.kind is LinkKind.COMMENTS:
            visit.comments, visit.pingbacks = page.comments, page.pingbacks
            adopt([*page.comments, *page.pingbacks], page.article, task.link)
            visit.links = self._asked(owned(page.follow_ups, page.article, task.link))
            return Reading(visit=visit)
        if page.article is not None and page.kind == "article":
            self._told_times.complete(page.article, task.link)
            visit.articles = [page.article]
            text = hash((page.article.headline, page.article.body))
            self._needless.note(answer.url, text, page.article.canonical_url)
            visit.comments, visit.pingbacks = page.comments, page.pingbacks
        visit.headlines = page.headlines
        self._harvest.note(task.link.url, article=bool(visit.articles))
        visit.links = [
            *self._asked(owned(page.follow_ups, page.article, task.link)),
            *self._admit(self._links_of(page), task, answer.fetched_at),
        ]
        if task.link.kind in _LISTS:
            self._lists.note(task.link.url, _named_by(visit))
        return Reading(visit=visit, next_page=_continuation(page))

    def is_spent(self, link: Link) -> bool:
        """Tell whether a link leads to a list of a making that has brought nothing for long."""
        return link.kind in _LISTS and link.source != "seed" and self._lists.is_spent(link.url)

    def _links_of(self, page: Extraction) -> list[Link]:
        """Return the links that can be new to this run; all where it counts which articles are too old."""
        return page.links_besides(self._seen) if self.scope.since is None else page.links

    def _read_endpoint(self, visit: Visit, answer: Answer) -> None:
        found = extract_endpoint(
            answer.body,
            answer.url,
            visit.task.link,
            headers=answer.headers,
            profile=self.profile,
            fetched_at=answer.fetched_at,
            stats=self.stats,
        )
        visit.kind = found.kind
        visit.comments, visit.pingbacks = found.comments, found.pingbacks
        visit.comments_declared = found.comment_count_declared
        visit.links = self._asked(found.follow_ups)

    def _asked(self, links: Iterable[Link]) -> list[Link]:
        """Leave out the comment platforms that the site's profile switches off."""
        profile = self.profile
        return [
            link
            for link in links
            if link.kind is not LinkKind.ENDPOINT or profile is None or profile.follows(link.platform or "")
        ]

    def _profile_of(self, url: str) -> SiteProfile | None:
        """Return the profile, with the zone that the host told where the profile has none."""
        zone = self.timezones.get(host(url))
        if zone is None or (self.profile is not None and self.profile.timezone):
            return self.profile
        return replace(self.profile or SiteProfile(name=site_of(url)), timezone=zone)

    def _feed_links(self, answer: Answer, task: Task) -> list[Link]:
        """Return a feed's articles, and its next page while this one told anything that is new to this run."""
        feed = parse_feed(answer.body, answer.url)
        fresh = any(link.url not in self._seen for link in feed.links)
        following = [feed.next] if feed.next and fresh else []
        return self._admit([*feed.links, *following], task, answer.fetched_at)

    def _admit(self, links: Iterable[Link], task: Task, now: datetime) -> list[Link]:
        admitted, old, young = [], 0, 0
        for link in links:
            link.url = without_tracking(link.url)
            self._needless.strip(link)
            self._told_times.note(link)
            story = link.kind is LinkKind.ARTICLE
            told = self._seen.get(link.url)
            if told in (story, True) and link.source not in _SIGNALS and "comment_count" not in link.data:
                young += story
                continue
            if link.kind is LinkKind.FEED and link.source == "autodiscovery" and task.link.source != "seed":
                continue  # the feed of a section lists what its page lists
            reason = self.scope.refusal(link, task.depth + 1) or trap(link, now=now) or self._too_many(link, task.site)
            old += reason == "too_old"
            if reason != "too_old" and len(self._seen) < _SEEN_LIMIT:
                self._seen[link.url] = story or bool(told)
            if reason is None:
                young += story
                admitted.append(link)
            elif self.stats is not None:
                self.stats.inc_value(f"newscrawl/links/{reason}")
        if old >= _ALL_OLD and not young:
            return [link for link in admitted if not is_paging(link)]
        return admitted

    def _too_many(self, link: Link, site: str) -> str | None:
        """Bound how many addresses of one making are followed, counted over all runs."""
        if self.is_spent(link):
            return "spent"
        limit = self.limits.limit(link)
        if limit is None:
            return None
        if link.kind is LinkKind.ARTICLE and self._harvest.is_barren(link.url):
            return "barren"
        shape = pattern(link.url)
        if shape not in self._patterns:
            if link.kind is not LinkKind.ARTICLE and not self._shapes.admit(shape):
                return "trap"
            self._patterns[shape] = self.count_pattern(site, shape) if self.count_pattern else 0
        if self._patterns[shape] >= limit:
            return "trap"
        self._patterns[shape] += 1
        link.data["pattern"] = shape
        return None


def _named_by(visit: Visit) -> Iterator[str]:
    """Yield the addresses that a list names, and those of the articles that it is the first in the run to lead to."""
    yield from (article.url for article in visit.articles)
    yield from (headline.url for headline in visit.headlines if headline.url)
    yield from (link.url for link in visit.links if link.kind is LinkKind.ARTICLE)


def _rest_of_listing(answer: Answer, link: Link) -> Link | None:
    following = next_page(answer.url, 1, answer.headers.get("x-wp-totalpages"))
    return replace(link, url=following) if following else None


def _continuation(page: Extraction) -> Link | None:
    if page.article is None:
        return None
    discussion = {url_key(link.url) for link in page.follow_ups if link.kind is LinkKind.COMMENTS}
    further = (link for link in page.follow_ups if link.kind is LinkKind.CONTINUATION)
    return next((link for link in further if url_key(link.url) not in discussion), None)
