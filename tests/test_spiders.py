"""Arguments of the spiders, and what becomes of an answer."""

from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy.signals import spider_error
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from newscrawl.archive import Archive, CommitResult
from newscrawl.errors import UsageError
from newscrawl.identity import article_id, comment_id
from newscrawl.items import Comment
from newscrawl.middlewares.causes import Stopped
from newscrawl.middlewares.robots import Rules
from newscrawl.signals import robots_read
from newscrawl.spiders.arguments import ArticleOptions, NewsOptions, read_url, read_url_list
from newscrawl.spiders.article import ArticleSpider
from newscrawl.spiders.news import NewsSpider
from newscrawl.urls import site_of, url_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

SITE = "https://gazette.example"
FRAME = """<html><head><meta property="og:type" content="article"></head><body><article>
<h1>Ferry service returns to the islands</h1><p>By Ines Maro</p>
<div class="entry-content">{}</div></article></body></html>"""
PARAGRAPHS = "".join(
    f"<p>{start} ferry company said on Monday that boats will sail again from the old pier every day of the week.</p>"
    for start in ("The", "Its", "A", "Another")
)
STORY = FRAME.format(PARAGRAPHS)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("example.com", "https://example.com"),
        (" https://example.com/a#b ", "https://example.com/a"),
        ("localhost:8000/", "https://localhost:8000/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("<https://example.com/x>", "https://example.com/x"),
    ],
)
def test_reading_an_address(given, read):
    assert read_url(given, name="url") == read


@pytest.mark.parametrize(
    "given", ["", "nonsense", "ftp://example.com", "https://", "https://a b.example/", "http://x:99999/"]
)
def test_a_wrong_address_is_named(given):
    with pytest.raises(UsageError, match=r"url: .* is not an http"):
        read_url(given, name="url")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "neither is given"),
        ({"url": "example.com", "site": "gazette"}, "both are given"),
        ({"ulr": "example.com"}, "did you mean url"),
        ({"colour": "red"}, "it knows url, site"),
        ({"url": "example.com", "max_pages": "0"}, "max_pages='0' is not a whole number"),
        ({"url": "example.com", "max_depth": "-1"}, "max_depth='-1'"),
        ({"url": "example.com", "since": "yesterday"}, "2026-01-31"),
        ({"url": "example.com", "revisit": "some"}, "due, all, none"),
        ({"url": "example.com", "allow": "(a"}, "is not a regular expression"),
        ({"url": "example.com", "budget": "many"}, "budget='many'"),
    ],
)
def test_wrong_arguments_of_news(arguments, message):
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        NewsOptions.read(arguments)


def test_arguments_of_news():
    options = NewsOptions.read(
        {"url": "example.com", "allow": "/news/ /sport/", "since": "2026-01-31", "max_pages": "5", "revisit": "all"}
    )

    assert options == NewsOptions(
        url="https://example.com",
        secure=False,
        allow=("/news/", "/sport/"),
        since=datetime(2026, 1, 31, tzinfo=UTC),
        max_pages=5,
        revisit="all",
    )


def test_addresses_may_hold_commas():
    options = ArticleOptions.read({"urls": "https://example.com/a,12,b.html,www.example.org/x, http://example.net/"})

    assert options.urls == ["https://example.com/a,12,b.html", "https://www.example.org/x", "http://example.net/"]


def test_addresses_without_scheme_are_parted_by_every_comma():
    assert ArticleOptions.read({"urls": "example.com/a,example.org"}).urls == [
        "https://example.com/a",
        "https://example.org",
    ]


def test_a_list_of_addresses(tmp_path):
    file = tmp_path / "urls.txt"
    file.write_text(
        "\ufeff# stories\n\nhttps://example.com/a\nexample.com/b\nhttps://example.com/a\n", encoding="utf-8"
    )

    assert ArticleOptions.read({"file": str(file)}).urls == ["https://example.com/a", "https://example.com/b"]


def test_wrong_lines_of_a_list_are_numbered(tmp_path):
    file = tmp_path / "urls.txt"
    file.write_text("https://example.com/a\nnot an address\n\nmailto:x@example.com\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"(?s)urls.txt:2: 'not an address'.*urls.txt:4: 'mailto:x@example.com'"):
        read_url_list(file)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"# nothing\n"])
def test_a_list_without_addresses_is_refused(tmp_path, content):
    file = tmp_path / "urls.txt"
    file.write_bytes(content)

    with pytest.raises(UsageError):
        ArticleOptions.read({"file": str(file)})


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path, run_id="test") as opened:
        yield opened


def build(cls, archive, **arguments):
    crawler = get_crawler(cls, settings_dict={"REDIRECT_MAX_TIMES": 3, "RETRY_TIMES": 2})
    spider = cls.from_crawler(crawler, archive=archive, **arguments)
    spider.reader = spider.build_reader()
    return spider


@pytest.fixture
def news(archive):
    return build(NewsSpider, archive, url=SITE)


def task(path="/2026/03/02/ferry-returns/", kind=LinkKind.ARTICLE, **link):
    url = path if path.startswith("http") else SITE + path
    return Task(link=Link(url=url, kind=kind, **link), key=url_key(url), site=site_of(url))


def page(url, body=STORY, status=200, **headers):
    return HtmlResponse(
        url, status=status, headers={"Content-Type": "text/html; charset=utf-8", **headers}, body=body.encode()
    )


def only(produced):
    (one,) = list(produced)
    return one


def test_an_article_becomes_a_visit(news):
    asked = task()

    visit = only(news.parse(page(asked.link.url, ETag='"7"'), asked))

    assert (visit.outcome, visit.kind, visit.etag, len(visit.articles)) == (Outcome.OK, "article", '"7"', 1)


@pytest.mark.parametrize(
    ("status", "link", "outcome", "cause"),
    [
        (304, {}, Outcome.NOT_MODIFIED, None),
        (404, {}, Outcome.GONE, None),
        (410, {}, Outcome.GONE, None),
        (403, {}, Outcome.FAILED, "http_403"),
        (500, {}, Outcome.FAILED, "http_500"),
        (403, {"source": "usual_place"}, Outcome.GONE, None),
        (429, {"source": "usual_place"}, Outcome.FAILED, "http_429"),
        (500, {"source": "usual_place"}, Outcome.FAILED, "http_500"),
    ],
)
def test_status(news, status, link, outcome, cause):
    asked = task(**link)

    visit = only(news.parse(page(asked.link.url, status=status), asked))

    assert (visit.outcome, visit.cause, visit.status, visit.articles) == (outcome, cause, status, [])


def test_other_media_are_refused(news):
    asked = task("/report")
    response = Response(asked.link.url, headers={"Content-Type": "application/octet-stream"}, body=b"\x00\x01")

    visit = only(news.parse(response, asked))

    assert (visit.outcome, visit.cause) == (Outcome.REFUSED, "content_type")


def test_a_redirect_within_the_site_is_followed(news):
    asked = task("/old")

    request = only(news.parse(page(asked.link.url, status=301, Location="/new"), asked))
    visit = only(news.parse(page(request.url), **request.cb_kwargs))

    assert (visit.url, visit.aliases, visit.outcome) == (f"{SITE}/new", [f"{SITE}/old"], Outcome.OK)


@pytest.mark.parametrize(
    ("location", "outcome", "cause"),
    [
        ("https://elsewhere.example/", Outcome.REFUSED, "redirect_out_of_scope"),
        ("mailto:x@gazette.example", Outcome.FAILED, "bad_redirect"),
        ("file:///etc/passwd", Outcome.FAILED, "bad_redirect"),
        ("http://[::1", Outcome.FAILED, "bad_redirect"),
        ("http://gazette.example:99999/", Outcome.FAILED, "bad_redirect"),
        ("", Outcome.FAILED, "bad_redirect"),
        ("/old", Outcome.FAILED, "too_many_redirects"),
    ],
)
def test_redirects_that_are_not_followed(news, location, outcome, cause):
    asked = task("/old")

    visit = only(news.parse(page(asked.link.url, status=302, Location=location), asked))

    assert (visit.outcome, visit.cause) == (outcome, cause)


def test_a_redirect_back_is_followed_once_with_the_cookies_set_on_the_way(news):
    asked = task("/story")
    round_trip = [("/story", "/check?to=/story", "seen=1; Path=/"), ("/check?to=/story", "/story", "b=x\xff")]

    request = news.request(asked)
    for at, location, cookie in [*round_trip, round_trip[0]]:
        answer = page(SITE + at, status=302, Location=location, **{"Set-Cookie": cookie})
        request, before = only(news.parse(answer, **request.cb_kwargs)), request
    visit = only(news.parse(page(SITE + "/story"), **before.cb_kwargs))

    assert request.url == SITE + "/check?to=/story"
    assert before.headers["Cookie"] == b"seen=1"
    assert (visit.outcome, visit.url, visit.aliases) == (Outcome.OK, SITE + "/story", [SITE + "/check?to=/story"])


def test_cookies_go_back_to_the_site_alone_that_set_them(news):
    news.in_scope = lambda url: True
    other = "https://consent.example/ask"
    way = [(SITE + "/story", other, "seen=1"), (other, "/back", "secret=1"), ("https://consent.example/back", SITE + "/story", "x=1")]  # fmt: skip

    request, sent = news.request(task("/story")), []
    for at, location, cookie in way:
        answer = page(at, status=302, Location=location, **{"Set-Cookie": cookie})
        request = only(news.parse(answer, **request.cb_kwargs))
        sent.append(request.headers.get("Cookie"))

    assert sent == [None, None, b"seen=1"]


def test_a_redirect_in_a_circle_that_sets_cookies_has_an_end(news):
    request = news.request(task("/a"))

    for hop in range(8):
        at, to = ("/a", "/b") if hop % 2 == 0 else ("/b", "/a")
        request = only(
            news.parse(page(SITE + at, status=302, Location=to, **{"Set-Cookie": "a=1"}), **request.cb_kwargs)
        )
        if isinstance(request, Visit):
            break

    assert (request.outcome, request.cause) == (Outcome.FAILED, "too_many_redirects")


def test_redirects_have_an_end(news):
    asked = task("/0")
    request = news.request(asked)

    for hop in range(1, 5):
        response = page(request.url, status=302, Location=f"/{hop}")
        request = only(news.parse(response, **request.cb_kwargs))

    assert isinstance(request, Visit)
    assert request.cause == "too_many_redirects"


def test_a_request_without_answer_becomes_a_visit(news):
    asked = task()
    failure = Failure(DownloadTimeoutError("60 s"))
    failure.request = news.request(asked)

    visit = only(news.failed(failure))

    assert (visit.task, visit.outcome, visit.cause) == (asked, Outcome.FAILED, "timeout")


def test_a_bug_in_reading_ends_the_task_all_the_same(news, caplog):
    news.reader = None
    asked = task()

    visit = only(news.parse(page(asked.link.url), asked))

    assert (visit.outcome, visit.cause) == (Outcome.FAILED, "internal_error")
    assert "please report it" in caplog.text


def test_stored_validators_are_sent(news):
    asked = task()
    asked.etag, asked.last_modified = '"7"', "Mon, 02 Mar 2026 10:00:00 GMT"

    request = news.request(asked)

    assert request.headers["If-None-Match"] == b'"7"'
    assert request.headers["If-Modified-Since"] == b"Mon, 02 Mar 2026 10:00:00 GMT"
    assert request.dont_filter


@pytest.mark.parametrize("named", [f"{SITE}/map.xml", "/map.xml", "map.xml"])
def test_sitemaps_of_robots_come_with_the_start_page(news, named):
    news.crawler.signals.send_catch_log(robots_read, origin=SITE, rules=Rules(sitemaps=[named]))
    asked = task("/", LinkKind.LIST, source="seed")

    visit = only(news.parse(page(asked.link.url), asked))

    sitemaps = [(link.url, link.source) for link in visit.links if link.kind is LinkKind.SITEMAP]
    assert sitemaps == [(f"{SITE}/map.xml", "robots")]


def test_usual_places_are_tried_where_nothing_is_declared(news):
    asked = task("/", LinkKind.LIST, source="seed")

    visit = only(news.parse(page(asked.link.url), asked))

    places = {link.url for link in visit.links if link.source == "usual_place"}
    assert {f"{SITE}/sitemap.xml", f"{SITE}/feed/"} <= places


def test_a_declared_feed_replaces_the_usual_places(news):
    asked = task("/", LinkKind.LIST, source="seed")
    head = '<html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head><body></body></html>'

    visit = only(news.parse(page(asked.link.url, head), asked))

    assert [link.url for link in visit.links if link.kind is LinkKind.FEED] == [f"{SITE}/news.rss"]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_start_page_that_fails_ends_the_run(archive, status):
    spider = build(NewsSpider, archive, url=SITE)
    spider.crawler.stats = Stats()
    asked = task("/", LinkKind.LIST, source="seed")

    only(spider.parse(page(asked.link.url, status=status), asked))

    assert spider._ended()
    assert spider.crawler.stats["newscrawl/start/cause"] == f"http_{status}"


class Stats(dict):
    """A stats collector that is a dict."""

    def set_value(self, key, value):
        self[key] = value

    def inc_value(self, key, count=1, start=0):
        self[key] = self.get(key, start) + count


@pytest.mark.parametrize(("given", "asked"), [("gazette.example", ["http://gazette.example"]), (SITE, [])])
def test_a_bare_host_without_https_is_asked_with_http(archive, given, asked):
    spider = build(NewsSpider, archive, url=given)
    spider.crawler.stats = Stats()
    spider.prepare()
    (start,) = spider.take(5, datetime.now(UTC))
    failure = Failure(DownloadTimeoutError("60 s"))
    failure.request = spider.request(start)

    archive.add(only(spider.failed(failure)))
    archive.commit()

    tasks = spider.take(5, datetime.now(UTC) + timedelta(seconds=1))
    assert [found.link.url for found in tasks] == asked
    assert ("newscrawl/start/cause" in spider.crawler.stats) is not bool(asked)


def test_a_request_that_the_end_of_the_run_dropped_is_no_visit(news):
    failure = Failure(Stopped("the run was stopped"))
    failure.request = news.request(task())
    news._flying.add(task().key)

    assert list(news.failed(failure)) == []
    assert not news.taken


def test_a_callback_that_fails_lets_go_of_its_task(news):
    response = page(task().link.url)
    response.request = news.request(task())
    news._flying.add(task().key)

    news.crawler.signals.send_catch_log(spider_error, failure=Failure(ValueError()), response=response, spider=news)

    assert not news._flying


def test_tasks_out_of_scope_are_left_alone(archive):
    spider = build(NewsSpider, archive, url=SITE, deny="/sport/")
    now = datetime.now(UTC)
    archive.seed(
        [Link(url=f"{SITE}/sport/1", kind=LinkKind.ARTICLE), Link(url=f"{SITE}/a", kind=LinkKind.ARTICLE)], now=now
    )

    tasks = spider.take(10, now)

    assert [one.link.url for one in tasks] == [f"{SITE}/a"]
    assert spider.next_due(now) is not None


def test_article_spider_follows_only_what_belongs_to_the_article(archive):
    spider = build(ArticleSpider, archive, urls=f"{SITE}/a")
    spider.crawler.stats = Stats()
    spider.prepare()
    (asked,) = spider.take(5, datetime.now(UTC))

    visit = only(spider.parse(page(asked.link.url, FRAME.format(PARAGRAPHS + '<a href="/b">more</a>')), asked))

    assert visit.links == []
    assert spider.take(5, datetime.now(UTC)) == []


def test_article_spider_leaves_listings_of_the_site_alone(archive):
    spider = build(ArticleSpider, archive, urls=f"{SITE}/a")
    spider.prepare()
    (asked,) = spider.take(5, datetime.now(UTC))
    announced = STORY.replace("<head>", '<head><link rel="https://api.w.org/" href="/wp-json/">')

    visit = only(spider.parse(page(asked.link.url, announced), asked))

    assert [link for link in visit.links if link.platform in ("wordpress_posts", "wordpress_changes")] == []


def test_one_of_several_given_articles_may_be_gone(archive):
    spider = build(ArticleSpider, archive, urls=f"{SITE}/a,{SITE}/b")
    spider.prepare()
    asked = spider.take(1, datetime.now(UTC))[0]

    visit = only(spider.parse(page(asked.link.url, status=404), asked))

    assert visit.outcome is Outcome.GONE
    assert not spider._ended()


def test_a_failed_page_is_tried_again_later_and_then_left_to_the_next_run(news):
    asked, waits = task(), []

    for _ in range(3):
        visit = only(news.parse(page(asked.link.url, status=503), asked))
        waits.append(visit.retry_at and (visit.retry_at - visit.fetched_at).total_seconds())

    assert waits == [5, 20, None]
    assert asked.key in news._excluded()


def test_only_start_pages_are_tried_again_at_once(news):
    assert news.request(task()).meta["dont_retry"]
    assert "dont_retry" not in news.request(task("/", LinkKind.LIST, source="seed")).meta


def test_requests_are_plain(news):
    request = news.request(task())

    assert isinstance(request, Request)
    assert request.callback == news.parse


def listing(total, ids, path="/2026/03/02/ferry-returns/"):
    """A task known already, and the visit of a listing of comments that it led to."""
    known = task("/?rest_route=/wp/v2/comments", LinkKind.ENDPOINT, platform="wordpress_comments")
    known.known = True
    link = Link(url=SITE + path, kind=LinkKind.ARTICLE, source="comment_feed", data={"comment_ids": ids})
    return Visit(task=known, url=known.link.url, fetched_at=datetime.now(UTC), comment_total=total, links=[link])


@pytest.mark.parametrize(
    ("total", "reads_on"),
    [
        (5000, False),  # as before: the one that nobody knows never shows, or one was removed
        (5001, False),
        (5002, True),  # one more is new, further down
        (4999, True),  # some were removed, and one more may be new
    ],
)
def test_a_listing_of_comments_is_read_on_until_their_number_is_explained(news, total, reads_on):
    before = listing(5000, [])
    news.archive.add(before)
    news.archive.commit()

    assert news.reads_on(listing(total, ["7"]), ["page"]) is reads_on
    assert not news.reads_on(listing(5099, ["7"]), ["page"] * 40)


@pytest.mark.parametrize(("total", "reads_on"), [(10, False), (11, True), (9, True)])
def test_a_short_listing_of_comments_is_read_to_its_end_when_their_number_changed(news, total, reads_on):
    news.archive.add(listing(10, []))
    news.archive.commit()

    assert news.reads_on(listing(total, ["7"]), ["page"]) is reads_on


def test_comments_that_nobody_knows_are_named_to_the_archive(news):
    visit = listing(1, ["7", "8"])
    news.archive.add(Visit(task=task(), url=task().link.url, fetched_at=datetime.now(UTC), comments=[comment("7")]))
    news.archive.commit()

    news.visited(visit)

    assert visit.links[0].data["unknown_comments"] == ["8"]


def comment(number):
    owner = article_id(task().link.url)
    url = task().link.url
    return Comment(url=url, id=comment_id(owner, number), article_id=owner, article_url=url, body="Good.")


def test_lists_are_looked_at_again_when_articles_changed(news):
    start, section = task("/", LinkKind.LIST, source="seed"), task("/news/", LinkKind.LIST)
    start.known = True
    news.archive.seed([section.link], now=datetime.now(UTC))
    for listed in news.take(5, datetime.now(UTC)):
        news.archive.add(Visit(task=listed, url=listed.link.url, fetched_at=datetime.now(UTC) - timedelta(hours=1)))
    news.archive.commit()
    news.prepare()
    news.visited(Visit(task=start, url=start.link.url, fetched_at=datetime.now(UTC), outcome=Outcome.NOT_MODIFIED))

    before = [found.link.url for found in news.take(9, datetime.now(UTC))]
    news._count_news(CommitResult(new={"article": 1}, changed={"article": 0}))
    news._left_out.add(start.key)
    due = news.next_due(datetime.now(UTC))
    after = [found.link.url for found in news.take(9, datetime.now(UTC))]

    assert section.link.url not in before
    assert due is not None
    assert after == [section.link.url]


def test_a_failed_seed_of_another_run_does_not_end_this_one(news):
    other = task("/2025/01/01/gone/", LinkKind.ARTICLE, source="seed")
    failed = Visit(
        task=other,
        url=other.link.url,
        fetched_at=datetime.now(UTC),
        outcome=Outcome.FAILED,
        cause="http_500",
        status=500,
    )

    news.visited(failed)

    assert not news._failed_starts


def test_a_list_of_a_making_that_brings_nothing_is_not_asked_for(news, monkeypatch):
    asked = task("/tag/pier/", LinkKind.LIST)
    monkeypatch.setattr(type(news.reader), "is_spent", lambda reader, link: link is asked.link)

    refused = news._asked(asked)
    asked.known = True
    again = news._asked(asked)

    assert isinstance(again, Request)
    assert isinstance(refused, Visit)
    assert (refused.outcome, refused.cause) == (Outcome.REFUSED, "spent")


def test_address_that_no_request_can_be_made_of_is_a_refusal(news):
    [asked, refused] = [news._asked(task(url)) for url in ("/a", "http://[::1")]

    assert isinstance(asked, Request)
    assert isinstance(refused, Visit)
    assert (refused.outcome, refused.cause) == (Outcome.REFUSED, "bad_address")
