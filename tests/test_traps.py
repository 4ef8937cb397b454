from collections import Counter
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

import pytest

from newscrawl.discovery.links import page_links
from newscrawl.discovery.traps import Harvest, TrapLimits, pattern, trap
from newscrawl.page import Page
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind

SITE = "https://paper.example"
NOW = datetime(2024, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/", "/"),
        ("/2014/11/21/talks-resume/", "/D/*"),
        ("/2014/11/21/", "/D"),
        ("/events/2014-11-21/", "/events/D"),
        ("/category/world/page/17/", "/category/world/page/N"),
        ("/category/world/page/18", "/category/world/page/N"),
        ("/tag/harbour", "/tag/harbour"),
        ("/article/123456", "/article/N"),
        ("/players/team/john-doe/stats", "/players/team/*"),
        ("/a;jsessionid=12AB/b", "/a/b"),
        ("/x/0123456789abcdef0123", "/x/H"),
        ("/shop?color=red", "/shop?color=*"),
        ("/shop?color=blue&page=3", "/shop?color=*&page=N"),
        ("/shop?a=1&b=2&c=3", "/shop?*"),
        ("/shop?c=3&b=2&a=1&d=4", "/shop?*"),
    ],
)
def test_pattern(path: str, shape: str) -> None:
    assert pattern(SITE + path) == "paper.example" + shape


def test_pattern_keeps_hosts_and_ports_apart() -> None:
    assert pattern("http://127.0.0.1:8001/a/1") == "127.0.0.1:8001/a/N"
    assert pattern("https://www.paper.example/a/1") == "paper.example/a/N"


@pytest.mark.parametrize(
    ("path", "kind", "source", "limit"),
    [
        ("/2014/11/21/talks/", LinkKind.ARTICLE, "feed", None),
        ("/2014/11/21/talks/", LinkKind.PAGE, "sitemap", None),
        ("/2014/11/21/talks/", LinkKind.ARTICLE, "page", 250_000),
        ("/?p=4", LinkKind.ARTICLE, "list", 250_000),
        ("/category/world/page/2/", LinkKind.LIST, "page", 2_000),
        ("/world?page=2", LinkKind.LIST, "page", 2_000),
        ("/2014/11/21/", LinkKind.LIST, "page", 15_000),
        ("/events/2014-11-21/", LinkKind.PAGE, "page", 200),
        ("/calendar?month=11&year=2014", LinkKind.PAGE, "page", 200),
        ("/shop?color=red&size=3&sort=up", LinkKind.PAGE, "page", 300),
        ("/shop?color=red&size=3&sort=up&page=2", LinkKind.LIST, "page", 300),
        ("/players/john-doe", LinkKind.PAGE, "page", 5_000),
        ("/feed/", LinkKind.FEED, "page", 50_000),
        ("/sitemap.xml?n=7", LinkKind.SITEMAP, "sitemap", 50_000),
    ],
)
def test_limit(path: str, kind: LinkKind, source: str, limit: int | None) -> None:
    link = Link(url=SITE + path, kind=kind, source=source)

    assert TrapLimits().limit(link) == limit


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/a/b/a/b/", LinkKind.PAGE, "growing_path"),
        ("/world/world/world/", LinkKind.PAGE, "growing_path"),
        ("/2014/11/21/talks/2014/11/21/talks/", LinkKind.ARTICLE, "growing_path"),
        ("/" + "x/y" * 12, LinkKind.PAGE, "growing_path"),
        ("/" + "x" * 2000, LinkKind.PAGE, "too_long"),
        ("/a?" + "&".join(f"p{n}=1" for n in range(11)), LinkKind.PAGE, "too_many_parameters"),
        ("/a?f=1&f=2&f=3&f=4", LinkKind.PAGE, "too_many_parameters"),
        ("/events/2031/05/", LinkKind.PAGE, "calendar"),
        ("/calendar?year=2099&month=1", LinkKind.LIST, "calendar"),
        ("/events/1432/05/", LinkKind.PAGE, "calendar"),
        ("/2014/11/11/eleventh/", LinkKind.ARTICLE, None),
        ("/2014/11/21/talks/", LinkKind.ARTICLE, None),
        ("/2025/01/10/", LinkKind.LIST, None),
        ("/news/world/news/", LinkKind.PAGE, None),
        ("/world/1000000", LinkKind.PAGE, None),
        ("/?p=2099", LinkKind.ARTICLE, None),
    ],
)
def test_trap(path: str, kind: LinkKind, reason: str | None) -> None:
    link = Link(url=SITE + path, kind=kind)

    assert trap(link, now=NOW) == reason


def trap_site(url: str) -> str:
    """Return a page of a site that has no end: a calendar, filters, sessions, a path that grows, and 40 stories."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    month = int(query.get("month", 1)) % 12 + 1
    year = int(query.get("year", 2024)) + (month == 1)
    number = int(query.get("page", 1)) + 1
    stories = "".join(f'<a href="/2024/11/21/story-number-{n}/">Story number {n}</a>' for n in range(40))
    colours = "".join(
        f'<a href="/shop?{urlencode({**query, name: value})}">{value}</a>'
        for name in ("colour", "size", "sort", "brand")
        for value in ("a", "b", "c")
    )
    return f"""{stories if parts.path == "/" else ""}{colours if parts.path in ("/", "/shop") else ""}
    <a href="/calendar?month={month}&year={year}">next month</a>
    <a href="/calendar?month={month}&year={year - 40}">long ago</a>
    <a href="/archive?page={number}">older</a>
    <a href="/about;jsessionid={number:x}{month:x}{year:x}">about</a>
    <a href="{parts.path.rstrip("/")}/more/">more</a>
    <a href="/{crc32(url.encode()):020x}/">token</a>"""


def test_a_site_without_end_is_left_with_all_its_stories() -> None:
    limits = TrapLimits(pages=20, paging=30, calendar=10, parameters=15)
    harvest = Harvest()
    found: dict[str, LinkKind] = {}
    counts: Counter[str] = Counter()
    queue = [SITE + "/"]
    while queue:
        url = queue.pop(0)
        harvest.note(url, article="/story-number-" in url)
        for link in page_links(Page(trap_site(url), url)):
            shape, limit = pattern(link.url), limits.limit(link)
            bounded = limit is not None and (counts[shape] >= limit or harvest.is_barren(link.url))
            if url_key(link.url) in found or trap(link, now=NOW) or bounded:
                continue
            counts[shape] += 1
            found[url_key(link.url)] = link.kind
            queue.append(link.url)

    stories = [url for url in found if "/story-number-" in url and not url.endswith("/more")]
    assert len(stories) == 40
    assert len(found) < 700


def test_harvest_is_barren_only_after_many_pages_without_articles() -> None:
    harvest = Harvest()
    for number in range(59):
        harvest.note(f"{SITE}/x/{number}", article=False)
    early = harvest.is_barren(SITE + "/x/777")
    harvest.note(SITE + "/x/60", article=False)
    for number in range(100):
        harvest.note(f"{SITE}/y/{number}", article=number % 10 == 0)

    assert not early
    assert harvest.is_barren(SITE + "/x/777")
    assert not harvest.is_barren(SITE + "/y/777")
    assert not harvest.is_barren(SITE + "/z/777")


def test_trap_believes_what_a_sitemap_lists() -> None:
    link = Link(url=SITE + "/a/b/a/b/", source="sitemap")

    assert trap(link, now=NOW) is None
