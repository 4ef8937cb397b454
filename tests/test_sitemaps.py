import gzip
from datetime import UTC, datetime

import pytest

from newscrawl.discovery import sitemaps
from newscrawl.discovery.sitemaps import parse_sitemap, sitemaps_at, usual_sitemaps
from newscrawl.visits import LinkKind

SITE = "https://paper.example/"
MAP = SITE + "sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

URLSET = f"""<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?>
<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><!-- made -->
<url><loc> {SITE}2014/11/21/talks/ </loc><lastmod>2014-11-21T17:30:00+09:00</lastmod>
<image:image><image:loc>{SITE}a.jpg</image:loc><image:title>Picture</image:title></image:image></url>
<url><loc>{SITE}about/</loc></url><url><loc>{SITE}tag/harbour/</loc></url>
<url><loc>{SITE}files/report.pdf</loc></url><url><loc>ftp://paper.example/x</loc></url><url></url></urlset>"""

NEWS = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{SITE}x/talks</loc>
<news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2014-11-21T08:30:00Z</news:publication_date><news:title>Talks &amp; ferry</news:title>
<news:keywords>harbour, ferry</news:keywords></news:news><lastmod>2014-11-22</lastmod></url></urlset>"""

INDEX = f"""<sitemapindex {NS}><sitemap><loc>{SITE}posts.xml</loc><lastmod>2014-11-21</lastmod></sitemap>
<sitemap><loc>{SITE}sitemap-2014-02.xml.gz</loc></sitemap><sitemap><loc>/pages.xml</loc></sitemap></sitemapindex>"""


def test_parse_sitemap_urlset() -> None:
    result = parse_sitemap(URLSET.encode(), MAP)

    assert (result.format, result.sitemaps, result.truncated) == ("urlset", [], False)
    assert [(x.url[len(SITE) :], x.kind, x.position) for x in result.links] == [
        ("2014/11/21/talks/", LinkKind.ARTICLE, 1),
        ("about/", LinkKind.PAGE, 2),
        ("tag/harbour/", LinkKind.LIST, 3),
    ]
    first = result.links[0]
    assert (first.source, first.found_on, first.title) == ("sitemap", MAP, None)
    assert first.date == datetime(2014, 11, 21, 8, 30, tzinfo=UTC)
    assert first.data == {"modified": "2014-11-21T08:30:00+00:00"}


def test_sitemap_that_is_compressed_twice() -> None:
    body = f"<urlset {NS}><url><loc>{SITE}2014/11/21/talks/</loc></url></urlset>".encode()

    result = parse_sitemap(gzip.compress(gzip.compress(body)), MAP)

    assert [link.url for link in result.links] == [f"{SITE}2014/11/21/talks/"]


def test_bare_ampersand_in_an_address_is_one() -> None:
    body = f"<urlset {NS}><url><loc>{SITE}story.php?id=1&sid=2&amp;x=3</loc></url></urlset>".encode()

    result = parse_sitemap(body, MAP)

    assert [link.url for link in result.links] == [f"{SITE}story.php?id=1&sid=2&x=3"]


def test_parse_sitemap_news() -> None:
    (link,) = parse_sitemap(NEWS.encode(), MAP).links

    assert (link.kind, link.source, link.title) == (LinkKind.ARTICLE, "news_sitemap", "Talks & ferry")
    assert link.date == datetime(2014, 11, 21, 8, 30, tzinfo=UTC)
    assert link.data == {
        "modified": "2014-11-22T00:00:00",
        "keywords": "harbour, ferry",
        "language": "en",
        "publication": "The Paper",
    }


def test_parse_sitemap_index() -> None:
    result = parse_sitemap(INDEX.encode(), MAP)

    assert (result.format, result.links) == ("index", [])
    assert [(x.url, x.kind, x.date) for x in result.sitemaps] == [
        (SITE + "posts.xml", LinkKind.SITEMAP, datetime(2014, 11, 21)),
        (SITE + "sitemap-2014-02.xml.gz", LinkKind.SITEMAP, datetime(2014, 2, 28, 23, 59, 59)),
        (SITE + "pages.xml", LinkKind.SITEMAP, None),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wp-sitemap-posts-post-1.xml", LinkKind.ARTICLE),
        ("post-sitemap2.xml", LinkKind.ARTICLE),
        ("articles.xml", LinkKind.ARTICLE),
        ("category-sitemap.xml", LinkKind.LIST),
        ("wp-sitemap-users-1.xml", LinkKind.LIST),
        ("wp-sitemap-posts-page-1.xml", LinkKind.PAGE),
        ("sitemap.xml", LinkKind.PAGE),
    ],
)
def test_parse_sitemap_name_tells_kind(name: str, kind: LinkKind) -> None:
    body = f"<urlset {NS}><url><loc>{SITE}talks</loc></url></urlset>".encode()

    assert [x.kind for x in parse_sitemap(body, SITE + name).links] == [kind]


@pytest.mark.parametrize(
    ("body", "count", "truncated"),
    [
        (gzip.compress(URLSET.encode()), 3, False),
        (gzip.compress(URLSET.encode()[:300]) + gzip.compress(URLSET.encode()[300:]), 3, False),
        (gzip.compress(URLSET.encode())[:-200], None, True),
        (b"\xef\xbb\xbf  " + URLSET.encode(), 3, False),
        (URLSET.replace(NS, "").encode(), 3, False),
        (URLSET.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"), 3, False),
        (URLSET.replace(SITE + "about/", SITE + "a&b=1").encode(), 3, False),
        (URLSET.encode()[:420], 1, None),
        (f"{SITE}a-page\r\n{SITE}2014/11/21/talks/\n\nnonsense\n".encode(), 2, False),
    ],
)
def test_parse_sitemap_of_other_forms(body: bytes, count: int | None, truncated: bool | None) -> None:
    result = parse_sitemap(body, MAP)

    if count is not None:
        assert len(result.links) == count
    if truncated is not None:
        assert result.truncated is truncated


@pytest.mark.parametrize(
    "body",
    [b"", b"Not found", b"<!doctype html><html><body>x</body></html>", b"\x1f\x8bbroken", b"<a", b"{}", b"\x00\x01"],
)
def test_parse_sitemap_of_other_documents_is_empty(body: bytes) -> None:
    result = parse_sitemap(body, MAP)

    assert (result.format, result.links, result.sitemaps) == (None, [], [])


def test_parse_sitemap_may_be_a_feed() -> None:
    rss = f"<rss><channel><item><link>{SITE}a</link></item></channel></rss>"

    result = parse_sitemap(rss.encode(), MAP)

    assert (result.format, [x.url for x in result.links]) == ("feed", [SITE + "a"])


def test_parse_sitemap_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_SIZE", 2_000)
    entry = f"<url><loc>{SITE}2014/11/21/talks/</loc></url>"
    bomb = gzip.compress(f"<urlset {NS}>{entry * 10_000}</urlset>".encode())

    result = parse_sitemap(bomb, MAP)

    assert result.truncated
    assert 10 < len(result.links) < 60


def test_parse_sitemap_number_of_links_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_LINKS", 5)
    body = f"<urlset {NS}>{f'<url><loc>{SITE}a-b</loc></url>' * 9}</urlset>".encode()

    result = parse_sitemap(body, MAP)

    assert (len(result.links), result.truncated) == (5, True)


def test_sitemaps_of_a_robots_txt() -> None:
    named = ["/a.xml", f"{SITE}b.xml", "", f"{SITE}b.xml", "file:///c.xml", "//[d.xml"]

    found = sitemaps_at(named, SITE + "robots.txt")

    assert [(x.url, x.source, x.kind) for x in found] == [
        (SITE + "a.xml", "robots", LinkKind.SITEMAP),
        (SITE + "b.xml", "robots", LinkKind.SITEMAP),
    ]


def test_usual_sitemaps_lie_at_the_root() -> None:
    assert usual_sitemaps(SITE + "world/africa")[0].url == MAP
