"""robots.txt as RFC 9309 has it."""

import asyncio
from contextlib import suppress
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from newscrawl.middlewares.causes import PrivateAddressError, RobotsForbidden, RobotsUnreachable
from newscrawl.middlewares.robots import MAX_BYTES, RobotsMiddleware, Rules
from newscrawl.visits import Outcome

ORIGIN = "https://gazette.example"


class Engine:
    """Answers requests for robots.txt from a table and remembers what was asked."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []
        self.downloader = SimpleNamespace(per_slot_settings={}, slots={})

    async def download_async(self, request):
        self.asked.append(request.url)
        await asyncio.sleep(0)
        answer = self.answers[request.url]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Crawler:
    def __init__(self, answers, **settings):
        crawler = get_crawler(settings_dict=settings)
        self.settings = crawler.settings
        self.stats = MemoryStatsCollector(crawler)
        self.engine = Engine(answers)
        self.signals = SimpleNamespace(send_catch_log=lambda *_, **named: self.sent.append(named))
        self.sent = []


def answer(body=b"", status=200, url=f"{ORIGIN}/robots.txt", **headers):
    return Response(url, status=status, body=body, headers=headers)


def middleware(robots, *, clock=lambda: 0.0, delay=0.0, **more):
    crawler = Crawler({f"{ORIGIN}/robots.txt": robots, **more}, DOWNLOAD_DELAY=delay)
    return RobotsMiddleware(crawler, token="newscrawl", max_crawl_delay=30.0, clock=clock), crawler


def ask(robots, path="/story", **more):
    component, crawler = middleware(robots, **more)
    asyncio.run(component.process_request(Request(ORIGIN + path)))
    return crawler


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: NewsCrawl\nDisallow: /x", "/story", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: newscrawl\nDisallow: /", "/story", False),
        ("User-agent: *\nDisallow:\n\nUser-agent: NewsCrawl/1.0 # us\nDisallow: /", "/story", False),
        ("User-agent: *\nDisallow: /*?print=$", "/a?print=", False),
        ("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/story", False),
        ("<html>Not found</html>", "/story", True),
        ("", "/story", True),
    ],
)
def test_rules(text, path, allowed):
    rules = Rules.parse(text.encode(), "newscrawl")

    assert rules.allows(ORIGIN + path, "newscrawl") is allowed


def test_rules_behind_500_kib_do_not_count():
    body = b"User-agent: *\n" + b"#" * MAX_BYTES + b"\nDisallow: /\n"

    assert Rules.parse(body, "newscrawl").allows(f"{ORIGIN}/story", "newscrawl")


def test_request_rate_is_a_delay():
    rules = Rules.parse(b"User-agent: *\nRequest-rate: 1/10\nCrawl-delay: 2", "newscrawl")

    assert rules.crawl_delay == 10


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_4xx_allows_everything(status):
    ask(answer(b"User-agent: *\nDisallow: /", status=status))


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_5xx_forbids_everything(status):
    with pytest.raises(RobotsUnreachable) as caught:
        ask(answer(status=status))

    assert (caught.value.outcome, caught.value.cause) == (Outcome.FAILED, "robots_unreachable")


def test_network_error_forbids_everything_and_keeps_its_name():
    with pytest.raises(RobotsUnreachable) as caught:
        ask(CannotResolveHostError("no such host"))

    assert (caught.value.outcome, caught.value.cause) == (Outcome.FAILED, "dns")


def test_private_address_of_robots_is_a_refusal():
    with pytest.raises(PrivateAddressError):
        ask(PrivateAddressError("private"))


def test_forbidden_address():
    with pytest.raises(RobotsForbidden):
        ask(answer(b"User-agent: *\nDisallow: /story"))


def hops(count):
    """A chain of ``count`` redirects that ends at rules forbidding everything."""
    chain = {f"{ORIGIN}/robots.txt": answer(status=301, Location="/r1")}
    for number in range(1, count):
        chain[f"{ORIGIN}/r{number}"] = answer(status=302, Location=f"https://cdn.example/r{number + 1}"[19:])
    chain[f"{ORIGIN}/r{count}"] = answer(b"User-agent: *\nDisallow: /")
    return chain


def test_five_redirects_are_followed():
    chain = hops(5)

    with pytest.raises(RobotsForbidden):
        ask(chain.pop(f"{ORIGIN}/robots.txt"), **chain)


def test_more_redirects_count_as_unavailable():
    chain = hops(6)

    crawler = ask(chain.pop(f"{ORIGIN}/robots.txt"), **chain)

    assert len(crawler.engine.asked) == 6


def test_robots_is_asked_for_once_by_requests_at_the_same_time():
    component, crawler = middleware(answer(b"User-agent: *\nDisallow: /x"))

    async def many():
        await asyncio.gather(*(component.process_request(Request(f"{ORIGIN}/{n}")) for n in range(20)))

    asyncio.run(many())

    assert crawler.engine.asked == [f"{ORIGIN}/robots.txt"]


@pytest.mark.parametrize(
    ("status", "seconds", "times"), [(200, 86_399, 1), (200, 86_401, 2), (503, 599, 1), (503, 601, 2)]
)
def test_rules_hold_for_a_day_and_failures_for_ten_minutes(status, seconds, times):
    now = [0.0]
    component, crawler = middleware(answer(status=status), clock=lambda: now[0])

    async def twice():
        for moment in (0.0, seconds):
            now[0] = moment
            with suppress(RobotsUnreachable):
                await component.process_request(Request(f"{ORIGIN}/a"))

    asyncio.run(twice())

    assert len(crawler.engine.asked) == times


@pytest.mark.parametrize(
    ("asked", "configured", "delay"), [("7", 0.0, 7.0), ("7", 10.0, 10.0), ("400", 0.0, 30.0), ("0.5", 0.0, 0.5)]
)
def test_crawl_delay_binds_the_slot(asked, configured, delay):
    robots = answer(f"User-agent: *\nCrawl-delay: {asked}".encode())

    crawler = ask(robots, delay=configured)

    slot = crawler.engine.downloader.per_slot_settings["gazette.example"]
    assert slot == {"delay": delay, "jitter": 0.0, "concurrency": 1}


def test_autothrottle_leaves_a_crawl_delay_alone():
    component, _ = middleware(answer(b"User-agent: *\nCrawl-delay: 3"))
    request = Request(f"{ORIGIN}/a")

    asyncio.run(component.process_request(request))

    assert request.meta["autothrottle_dont_adjust_delay"]


def test_sitemaps_are_told():
    crawler = ask(answer(b"Sitemap: https://gazette.example/map.xml\nUser-agent: *\nDisallow: /x"))

    assert crawler.sent[0]["rules"].sitemaps == ["https://gazette.example/map.xml"]
