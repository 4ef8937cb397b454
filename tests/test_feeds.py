from datetime import UTC, datetime

import pytest

from newscrawl.discovery.feeds import parse_comment_feed, parse_feed, usual_feeds
from newscrawl.visits import LinkKind

FEED = "https://paper.example/feed/"
TALKS = "https://paper.example/2014/11/21/talks/"
MORNING = datetime(2014, 11, 21, 8, 30, tzinfo=UTC)

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Paper</title><link>https://paper.example/</link>
<lastBuildDate>Fri, 21 Nov 2014 09:00:00 +0000</lastBuildDate>
<item><title>Q&amp;amp;A: &lt;em&gt;harbour&lt;/em&gt; talks</title>
<link>https://paper.example/2014/11/21/talks/?utm_source=rss</link>
<comments>https://paper.example/2014/11/21/talks/#comments</comments>
<guid isPermaLink="false">tag:417</guid><pubDate>Fri, 21 Nov 2014 17:30:00 +0900</pubDate>
<wfw:commentRss>https://paper.example/2014/11/21/talks/feed/</wfw:commentRss><slash:comments>12</slash:comments></item>
<item><title>Guid only</title><guid>https://paper.example/2014/11/20/ferry/</guid></item>
<item><title>No address</title><guid isPermaLink="false">9</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:base="https://paper.example/">
<title type="text">The Paper</title><updated>2014-11-21T09:00:00Z</updated>
<link rel="next" href="/feed/?page=2"/>
<entry><id>tag:417</id><title type="html">Harbour &amp;amp; ferry</title>
<link rel="alternate" type="text/html" href="2014/11/21/talks/"/>
<link rel="replies" type="text/html" href="2014/11/21/talks/#comments" thr:count="3"/>
<link rel="replies" type="application/atom+xml" href="2014/11/21/talks/feed/atom/" thr:count="3"/>
<published>2014-11-21T17:30:00+09:00</published><updated>2014-11-22T00:00:00Z</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://paper.example/"><title>The Paper</title></channel>
<item rdf:about="https://paper.example/2014/11/21/talks/"><title>Talks</title>
<link>https://paper.example/2014/11/21/talks/</link><dc:date>2014-11-21T08:30:00Z</dc:date></item></rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "next_url": "https://paper.example/f.json?page=2",
"items": [{"id": 417, "url": "/2014/11/21/talks/", "title": "Talks", "date_published": "2014-11-21T08:30:00Z"},
{"id": "https://paper.example/2014/11/20/ferry/"}, {"id": "x"}, 5]}"""


def test_parse_feed_rss() -> None:
    result = parse_feed(RSS.encode(), FEED)

    assert (result.format, result.title, result.next, result.comments) == ("rss", "The Paper", None, False)
    assert result.updated == datetime(2014, 11, 21, 9, tzinfo=UTC)
    first, second = result.links
    assert (first.url, first.title, first.date) == (TALKS + "?utm_source=rss", "Q&A: harbour talks", MORNING)
    assert (first.kind, first.source, first.found_on, first.position) == (LinkKind.ARTICLE, "feed", FEED, 1)
    assert first.data == {"guid": "tag:417", "comment_count": 12, "comments_feed": TALKS + "feed/"}
    assert second.url == "https://paper.example/2014/11/20/ferry/"


def test_parse_feed_atom() -> None:
    result = parse_feed(ATOM.encode(), FEED)

    (link,) = result.links
    assert (result.format, result.title) == ("atom", "The Paper")
    assert result.next is not None
    assert (result.next.url, result.next.kind) == (FEED + "?page=2", LinkKind.FEED)
    assert (link.url, link.title, link.date) == (TALKS, "Harbour & ferry", MORNING)
    assert link.data == {
        "guid": "tag:417",
        "modified": "2014-11-22T00:00:00+00:00",
        "comment_count": 3,
        "comments_feed": TALKS + "feed/atom/",
    }


def test_parse_feed_rdf() -> None:
    result = parse_feed(RDF.encode(), FEED)

    assert (result.format, result.title) == ("rdf", "The Paper")
    assert [(x.url, x.title, x.date) for x in result.links] == [(TALKS, "Talks", MORNING)]


def test_parse_feed_json() -> None:
    result = parse_feed(JSON.encode(), FEED)

    assert (result.format, result.title, result.next and result.next.url) == (
        "json",
        "The Paper",
        "https://paper.example/f.json?page=2",
    )
    assert [x.url for x in result.links] == [TALKS, "https://paper.example/2014/11/20/ferry/"]
    assert result.links[0].date == MORNING


def item(title: str, encoding: str = "utf-8") -> bytes:
    return f"<channel><item><title>{title}</title><link>/a</link></item></channel></rss>".encode(encoding)


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (b"\xef\xbb\xbf\n\n" + RSS.encode(), ["Q&A: harbour talks", "Guid only"]),
        (b"<rss version='0.91'>" + item("Caf&eacute; &nbsp; & bar"), ["Café & bar"]),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><rss>" + item("Caf\xe9", "latin-1"), ["Café"]),
        (b"<rss>" + item("Caf\xe9 \x01bar", "latin-1"), None),
        (b"<rss><channel><item><title>One</title><link>/a</link></item><item><title>Cut", ["One"]),
        (b"<rss><channel><item><title>Open <b>bold</title><link>/a</link></item></channel></rss>", None),
        (b"<rss><channel/><item><title>Outside</title><link>/a</link></item></rss>", ["Outside"]),
    ],
)
def test_parse_feed_of_broken_feeds(body: bytes, titles: list[str] | None) -> None:
    result = parse_feed(body, FEED)

    assert result.format == "rss"
    assert len(result.links) >= 1
    if titles is not None:
        assert [x.title for x in result.links] == titles


@pytest.mark.parametrize("end", [b"</channel></rss>", b"<item><title>Cut"])
def test_bare_ampersand_in_an_address_is_one(end: bytes) -> None:
    body = b"<rss><channel><item><title>One</title><link>/a?id=1&page=2&copy=3</link></item>" + end

    result = parse_feed(body, FEED)

    assert [link.url for link in result.links] == ["https://paper.example/a?id=1&page=2&copy=3"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"not a feed",
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b"<html><head></head></html>",
        b'{"items": []}',
        b"{broken",
        b"[]",
        b"\x89PNG\r\n",
        b"<urlset></urlset>",
    ],
)
def test_parse_feed_of_other_documents_is_empty(body: bytes) -> None:
    result = parse_feed(body, FEED)

    assert (result.format, result.links, result.next) == (None, [], None)


def test_parse_feed_of_hardly_any_markup_does_not_stumble() -> None:
    result = parse_feed(b"<feed><entry></link><entry><link></entry></link>\x00<item>", FEED)

    assert result.links == []


def test_parse_feed_entities_do_not_expand() -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><title>x&b;&c;</title><link>/a</link></item></channel></rss>"
    )

    result = parse_feed(bomb.encode(), FEED)

    assert "a" * 10 not in str(result)
    assert "root:" not in str(result)


def test_parse_feed_wordpress_pages_follow() -> None:
    generator = "<generator>https://wordpress.org/?v=6.1</generator>"
    rss = f"<rss><channel>{generator}<item><link>/a</link></item></channel></rss>".encode()
    empty = f"<rss><channel>{generator}</channel></rss>".encode()

    assert (parse_feed(rss, FEED).next or pytest.fail("no next page")).url == FEED + "?paged=2"
    assert (parse_feed(rss, FEED + "?paged=2").next or pytest.fail("no next page")).url == FEED + "?paged=3"
    assert parse_feed(empty, FEED + "?paged=9").next is None


def test_parse_feed_leaves_descriptions_of_pictures_aside() -> None:
    rss = (
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><media:title>A picture</media:title>'
        f"<title>Talks</title><link>{TALKS}</link><media:content url='/a.jpg'/></item></channel></rss>"
    )

    assert [x.title for x in parse_feed(rss.encode(), FEED).links] == ["Talks"]


def test_parse_feed_prefers_the_original_address() -> None:
    rss = (
        '<rss xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>https://feeds.example/~r/1</link>'
        f"<fb:origLink>{TALKS}</fb:origLink></item></channel></rss>"
    )

    assert [x.url for x in parse_feed(rss.encode(), FEED).links] == [TALKS]


COMMENTS = """<rss version="2.0"><channel><title>Comments for The Paper</title>
<item><title>By: Ann</title><link>https://paper.example/2014/11/21/talks/comment-page-1/#comment-418</link>
<guid isPermaLink="false">https://paper.example/2014/11/21/talks/#comment-418</guid>
<pubDate>Fri, 21 Nov 2014 08:30:00 +0000</pubDate></item>
<item><title>By: Bob</title><link>https://paper.example/2014/11/21/talks/comment-page-1/#comment-417</link>
<pubDate>Fri, 21 Nov 2014 07:30:00 +0000</pubDate></item>
<item><title>By: Cho</title><link>https://paper.example/2014/11/20/ferry/#comment-3</link></item>
</channel></rss>"""


@pytest.mark.parametrize("read", [parse_feed, parse_comment_feed])
def test_comment_feed_leads_to_the_articles_commented_on(read) -> None:  # type: ignore[no-untyped-def]
    result = read(COMMENTS.encode(), "https://paper.example/comments/feed/")

    assert result.comments
    assert [(x.url, x.date, x.data) for x in result.links] == [
        (TALKS, MORNING, {"comment_ids": ["418", "417"]}),
        ("https://paper.example/2014/11/20/ferry/", None, {"comment_ids": ["3"]}),
    ]


def test_usual_feeds_lie_at_the_root() -> None:
    found = usual_feeds("https://paper.example/world/africa")

    assert found[0].url == FEED
    assert {x.kind for x in found} == {LinkKind.FEED}
