"""From an answer's bytes to a visit."""

from datetime import UTC, datetime

import orjson
import pytest

from newscrawl.answer import Answer
from newscrawl.discovery.scope import Scope
from newscrawl.discovery.traps import MOST_QUERIES, TrapLimits
from newscrawl.items import Article, Comment, Image, Pingback
from newscrawl.joining import append_listing, append_page
from newscrawl.reading import DEEPEST_INDEX, Reader
from newscrawl.urls import site_of, url_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

SITE = "https://gazette.example"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>Gazette</title><generator>https://wordpress.org/</generator>
<item><title>Ferry</title><link>https://gazette.example/2026/03/01/ferry/</link></item></channel></rss>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>
<loc>https://gazette.example/2026/03/01/ferry/</loc><lastmod>2026-03-01</lastmod></url></urlset>"""
PARAGRAPH = "<p>The {} ferry company said on Monday that its boats will sail again from the old pier every day.</p>"
STORY = (
    "<html><head><meta property='og:type' content='article'></head><body><article><h1>Ferry returns to the islands</h1>"
    f"<div class='entry-content'>{''.join(PARAGRAPH.format(n) for n in ('first', 'second', 'third', 'fourth'))}</div>"
    "</article><a href='/news/'>News</a></body></html>"
).encode()


@pytest.fixture
def reader():
    return Reader(scope=Scope.of([SITE]))


def task(path="/x", kind=LinkKind.PAGE, **link):
    url = SITE + path
    return Task(link=Link(url=url, kind=kind, **link), key=url_key(url), site=site_of(url), depth=1)


def answer(asked, body, content_type="text/html", status=200, **more):
    return Answer(url=asked.link.url, status=status, body=body, fetched_at=NOW, content_type=content_type, **more)


@pytest.mark.parametrize(
    ("kind", "content_type", "body", "sources"),
    [
        (LinkKind.FEED, "text/html", FEED, {"feed", "pagination"}),
        (LinkKind.PAGE, "application/rss+xml", FEED, {"feed", "pagination"}),
        (LinkKind.PAGE, "text/xml", FEED, {"feed", "pagination"}),
        (LinkKind.SITEMAP, "text/html", SITEMAP, {"sitemap"}),
        (LinkKind.PAGE, "application/xml", SITEMAP, {"sitemap"}),
        (LinkKind.PAGE, "text/html", STORY, {"page"}),
        (LinkKind.PAGE, "application/xhtml+xml", STORY, {"page"}),
        (LinkKind.PAGE, "", STORY, {"page"}),
        (LinkKind.PAGE, "application/octet-stream", STORY, {"page"}),
        (LinkKind.PAGE, "application/octet-stream", b"\xef\xbb\xbf<!-- made -->\n<!DOCTYPE html>" + STORY, {"page"}),
        (LinkKind.FEED, "text/html", b"<html>no feed</html>", set()),
        (LinkKind.SITEMAP, "text/html", b"<html>no sitemap</html>", set()),
    ],
)
def test_a_document_is_read_for_what_it_is(reader, kind, content_type, body, sources):
    asked = task(kind=kind)

    visit = reader.read(asked, answer(asked, body, content_type)).visit

    assert visit.outcome is Outcome.OK
    assert {link.source for link in visit.links} == sources


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/octet-stream", b"\x00"),
        ("application/octet-stream", b"plain text of whatever kind, not a page <b>"),
        ("application/octet-stream", b"<!---->" * 100 + b"no page"),
        ("", b"\x00\x01"),
        ("image/png", b"x"),
        ("text/html", b"%PDF-1.7\n1 0 obj <</Type /Catalog>> " * 40),
        ("text/html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ],
)
def test_other_documents_are_refused(reader, content_type, body):
    asked = task()

    visit = reader.read(asked, answer(asked, body, content_type)).visit

    assert (visit.outcome, visit.cause) == (Outcome.REFUSED, "content_type")


def test_filters_combined_at_will_are_bounded(reader):
    names = [f"f{a}=1&g{b}=2" for a in "abcdefgh" for b in "abcdefgh"]
    body = "".join(f"<a href='/stock?{query}'>Goods</a>" for query in names) + "<a href='/other?x=1'>Other</a>"
    asked = task("/stock")

    links = reader.read(asked, answer(asked, body.encode())).visit.links

    assert sum("/stock?" in link.url for link in links) == MOST_QUERIES
    assert any("/other?" in link.url for link in links)


def test_indexes_of_sitemaps_are_not_followed_without_end(reader):
    body = b"<sitemapindex><sitemap><loc>https://gazette.example/map.xml?n=2</loc></sitemap></sitemapindex>"
    shallow, deep = task("/map.xml", LinkKind.SITEMAP), task("/map.xml", LinkKind.SITEMAP)
    deep.depth = DEEPEST_INDEX

    visits = [reader.read(asked, answer(asked, body, "text/xml")).visit for asked in (deep, shallow)]

    assert [len(visit.links) for visit in visits] == [0, 1]


@pytest.mark.parametrize("kind", [LinkKind.FEED, LinkKind.SITEMAP, LinkKind.ENDPOINT])
def test_usual_place_that_answers_with_a_page_is_none(reader, kind):
    asked = task("/sitemap.xml", kind, source="usual_place")

    visit = reader.read(asked, answer(asked, b"\n<!DOCTYPE html><html><a href='/news/'>News</a></html>")).visit

    assert (visit.outcome, visit.links) == (Outcome.GONE, [])


def test_each_link_is_handed_on_once_a_run(reader):
    pages = [task("/1"), task("/2")]

    first, second = (reader.read(asked, answer(asked, STORY)).visit for asked in pages)

    assert [link.url for link in first.links] == [f"{SITE}/news/"]
    assert second.links == []


def test_a_page_that_a_later_link_takes_for_an_article_is_handed_on_again(reader):
    plain, headline = (
        b"<a href='/ferry-x'>more</a>",
        b"<h2><a href='/ferry-x'>Ferry service returns to the islands</a></h2>",
    )
    bodies = [plain, headline, headline, plain]

    visits = [reader.read(asked, answer(asked, body)).visit for body in bodies if (asked := task("/list"))]

    kinds = [[link.kind for link in visit.links] for visit in visits]
    assert kinds == [[LinkKind.PAGE], [LinkKind.ARTICLE], [], []]


def test_a_list_is_paged_through_only_as_far_as_the_crawl_goes_back():
    reader = Reader(scope=Scope.of([SITE], since="2026-03-01"))
    years, pager = (2026, 2025), "<a href='/news/page/{}/'>{}</a>"
    pages = [
        "".join(f"<a href='/{year}/03/0{day}/ferry-returns-to-islands/'>Ferry</a>" for day in range(1, 6))
        + pager.format(n, n)
        for n, year in enumerate(years, 2)
    ]

    visits = [reader.read(asked, answer(asked, body.encode())).visit for body in pages if (asked := task("/news/"))]

    found = [[link.url.removeprefix(SITE) for link in visit.links if link.kind is LinkKind.LIST] for visit in visits]
    assert found == [["/news/page/2/"], []]


def test_what_sources_say_is_handed_on_each_time(reader):
    asked = task("/map.xml", LinkKind.SITEMAP)

    visits = [reader.read(asked, answer(asked, SITEMAP, "text/xml")).visit for _ in range(2)]

    assert [len(visit.links) for visit in visits] == [1, 1]


def test_a_feed_is_followed_while_it_tells_something_new(reader):
    first, again = task("/feed/", LinkKind.FEED), task("/feed/?paged=2", LinkKind.FEED)

    visits = [reader.read(asked, answer(asked, FEED)).visit for asked in (first, again)]

    assert [[link.kind for link in visit.links] for visit in visits] == [
        [LinkKind.ARTICLE, LinkKind.FEED],
        [LinkKind.ARTICLE],
    ]


@pytest.mark.parametrize(("source", "feeds"), [("seed", 1), ("page", 0)])
def test_feeds_count_on_the_start_page_only(reader, source, feeds):
    asked = task("/", LinkKind.LIST, source=source)
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='/news/feed/'></head></html>"

    visit = reader.read(asked, answer(asked, page)).visit

    assert sum(link.kind is LinkKind.FEED for link in visit.links) == feeds


def test_traps_are_bounded_over_all_runs():
    reader = Reader(scope=Scope.of([SITE]), limits=TrapLimits(pages=5), count_pattern=lambda site, shape: 3)
    asked = task()
    body = "".join(f"<a href='/about/x{n}/'>x</a>" for n in range(9)).encode()

    visit = reader.read(asked, answer(asked, body)).visit

    assert len(visit.links) == 2
    assert {link.data["pattern"] for link in visit.links} == {"gazette.example/about/xN"}


def day(story):
    return f"<h1>A day</h1><h2><a href='{story}'>The ferry sails to all islands again</a></h2>".encode()


def test_lists_that_name_nothing_new_are_spent(reader):
    link = task("/tag/pier/", LinkKind.LIST).link

    spent = []
    for n in range(102):
        asked = task(f"/tag/word{n}/", LinkKind.LIST)
        visit = reader.read(asked, answer(asked, day("/2026/03/01/ferry-sails-to-all-islands/"))).visit
        spent.append(reader.is_spent(link))

    assert spent.index(True) == 100
    assert not reader.is_spent(task("/author/ines/", LinkKind.LIST).link)
    assert not reader.is_spent(task("/tag/pier/", LinkKind.LIST, source="seed").link)
    assert visit.outcome is Outcome.OK


def test_pages_at_the_top_of_a_site_are_never_spent(reader):
    for n in range(102):
        asked = task(f"/word{n}/", LinkKind.LIST)
        reader.read(asked, answer(asked, day("/2026/03/01/ferry-sails-to-all-islands/")))

    assert not reader.is_spent(task("/politics/", LinkKind.LIST).link)


def test_lists_that_name_something_new_now_and_then_are_not_spent(reader):
    for n in range(300):
        asked = task(f"/tag/word{n}/", LinkKind.LIST)
        reader.read(asked, answer(asked, day(f"/2026/03/01/ferry-sails-to-island-{n // 90}/")))

    assert not reader.is_spent(task("/tag/pier/", LinkKind.LIST).link)


def test_links_to_spent_lists_are_not_followed(reader):
    for n in range(25):
        asked = task(f"/world/page/{n}/", LinkKind.LIST)
        links = reader.read(asked, answer(asked, f"<a href='/world/page/{n + 1}/'>Older</a>".encode())).visit.links

    assert links == []


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({}, (Outcome.FAILED, "cut_short")),
        ({"content-range": "bytes 0-99/5000"}, (Outcome.FAILED, "cut_short")),
        ({"content-range": "bytes 100-4999/5000"}, (Outcome.FAILED, "cut_short")),
        ({"content-range": "bytes 0-4999/5000"}, (Outcome.OK, None)),
    ],
)
def test_a_part_that_nobody_asked_for_is_no_page(reader, headers, outcome):
    asked = task()

    visit = reader.read(asked, answer(asked, STORY, status=206, headers=headers)).visit

    assert (visit.outcome, visit.cause) == outcome


def test_comments_of_a_page_that_is_no_article_are_none(reader):
    asked = task("/contact/")
    body = b"""<html><body><h1>Contact</h1><ol class="commentlist"><li class="comment" id="comment-7">
    <cite class="fn">Ann</cite>
    <p>Where is your office?</p></li></ol></body></html>"""

    visit = reader.read(asked, answer(asked, body)).visit

    assert (visit.articles, visit.comments) == ([], [])


def test_a_listing_of_comments_tells_their_number_and_the_rest(reader):
    url = f"{SITE}/?rest_route=/wp/v2/comments&per_page=100"
    link = Link(url=url, kind=LinkKind.ENDPOINT, source="autodiscovery", platform="wordpress_comments")
    asked = Task(link=link, key=url_key(url), site="gazette.example")
    body = orjson.dumps(
        [{"id": 7, "post": 1, "date_gmt": "2026-03-01T10:00:00", "link": f"{SITE}/2026/03/01/ferry/#comment-7"}]
    )
    headers = {"x-wp-total": "250", "x-wp-totalpages": "3"}

    reading = reader.read(asked, answer(asked, body, "application/json", headers=headers))

    assert reading.visit.comment_total == 250
    assert [found.data["comment_ids"] for found in reading.visit.links] == [["7"]]
    assert reading.rest is not None
    assert "page=2" in reading.rest.url


def visit(url, **records):
    asked = task("/ferry")
    return Visit(task=asked, url=url, fetched_at=NOW, **records)


def test_pages_of_an_article_become_one():
    url = f"{SITE}/ferry"
    comment = {"url": url, "article_url": url}
    first = visit(
        url,
        articles=[Article(url=url, id="a", body="One.", images=[Image(url="i1")])],
        comments=[Comment(id="a-c1", article_id="a", **comment)],
    )
    second = visit(
        f"{url}/2",
        articles=[Article(url=f"{url}/2", id="b", body="Two.", images=[Image(url="i1"), Image(url="i2")])],
        comments=[
            Comment(id="b-c1", article_id="b", **comment),
            Comment(id="b-c2", article_id="b", parent_id="b-c1", **comment),
        ],
        pingbacks=[Pingback(id="b-p3", article_id="b", **comment)],
        links=[
            Link(url=f"{url}/comment-page-2", kind=LinkKind.COMMENTS),
            Link(url=f"{url}/3", kind=LinkKind.CONTINUATION),
            Link(url=f"{SITE}/other", kind=LinkKind.ARTICLE),
        ],
    )

    append_page(first, second)

    (article,) = first.articles
    assert (article.body, [image.url for image in article.images]) == ("One.\n\nTwo.", ["i1", "i2"])
    assert (article.comment_count, article.pingback_count) == (2, 1)
    assert [(one.id, one.article_id, one.parent_id) for one in first.comments] == [
        ("a-c1", "a", None),
        ("a-c2", "a", "a-c1"),
    ]
    assert first.pingbacks[0].id == "a-p3"
    assert [link.kind for link in first.links] == [LinkKind.COMMENTS]


def test_a_further_page_adds_no_paragraph_twice():
    lead = "The ferry company said on Monday that its boats will sail again."
    first = visit("u", articles=[Article(url="u", id="a", body=f"{lead}\n\n* * *\n\nOne.")])
    second, same = (
        visit(url, articles=[Article(url=url, id="b", body=body)])
        for url, body in (("u/2", f"{lead}\n\n* * *\n\nTwo."), ("u/3", lead))
    )

    grew = [append_page(first, page) for page in (second, same)]

    assert first.articles[0].body == f"{lead}\n\n* * *\n\nOne.\n\n* * *\n\nTwo."
    assert grew == [True, False]


def test_pages_of_a_listing_become_one():
    first = visit("u", links=[Link(url="a", data={"comment_ids": ["1"]})])
    second = visit("v", links=[Link(url="a", data={"comment_ids": ["2"]}), Link(url="b", data={"comment_ids": ["3"]})])

    append_listing(first, second)

    assert [(link.url, link.data["comment_ids"]) for link in first.links] == [("a", ["1", "2"]), ("b", ["3"])]
