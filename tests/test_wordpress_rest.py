from datetime import UTC, datetime

import orjson
import pytest

from newscrawl.discovery.wordpress import is_listing_link, listing_links, parse_listing
from newscrawl.visits import LinkKind
from newscrawl.wordpress_rest import rest_address

SITE = "https://paper.example/"
LISTING = SITE + "wp-json/wp/v2/posts?per_page=2&page=1"
POSTS, CHANGES, COMMENTS = listing_links(SITE + "wp-json/")
POST = {
    "id": 417,
    "date": "2014-11-21T17:30:00",
    "date_gmt": "2014-11-21T08:30:00",
    "modified_gmt": "2014-11-22T00:00:00",
    "link": SITE + "2014/11/21/talks/",
    "title": {"rendered": "Talks &#8217;resume&#8217; &amp; <em>more</em>"},
    "guid": {"rendered": SITE + "?p=417"},
    "_links": {"replies": [{"href": SITE + "wp-json/wp/v2/comments?post=417"}]},
}


def test_parse_listing() -> None:
    result = parse_listing(orjson.dumps([POST, {"id": 2}, "x"]), LISTING, POSTS)

    (link,) = result.links
    assert (link.url, link.kind, link.source, link.position) == (
        SITE + "2014/11/21/talks/",
        LinkKind.ARTICLE,
        "rest",
        1,
    )
    assert link.title == "Talks ’resume’ & more"
    assert link.date == datetime(2014, 11, 21, 8, 30, tzinfo=UTC)
    assert link.data == {
        "post_id": 417,
        "guid": SITE + "?p=417",
        "modified": "2014-11-22T00:00:00+00:00",
        "comments_url": SITE + "wp-json/wp/v2/comments?post=417",
    }


def test_parse_listing_local_time_without_zone_stays_naive() -> None:
    post = {"link": SITE + "a", "date": "2014-11-21T17:30:00", "date_gmt": None}

    (link,) = parse_listing(orjson.dumps([post]), LISTING, POSTS).links

    assert link.date == datetime(2014, 11, 21, 17, 30)


@pytest.mark.parametrize(
    ("count", "url", "total_pages", "following"),
    [
        (2, LISTING, None, SITE + "wp-json/wp/v2/posts?per_page=2&page=2"),
        (2, LISTING, "7", SITE + "wp-json/wp/v2/posts?per_page=2&page=2"),
        (2, LISTING, "1", None),
        (2, LISTING, 1, None),
        (1, LISTING, None, None),
        (1, LISTING, "2", SITE + "wp-json/wp/v2/posts?per_page=2&page=2"),
        (0, LISTING, "7", None),
        (
            2,
            SITE + "?rest_route=/wp/v2/posts&per_page=2&page=4",
            9,
            SITE + "?rest_route=%2Fwp%2Fv2%2Fposts&per_page=2&page=5",
        ),
        (2, LISTING, "many", SITE + "wp-json/wp/v2/posts?per_page=2&page=2"),
    ],
)
def test_parse_listing_next_page(count: int, url: str, total_pages: str | int | None, following: str | None) -> None:
    result = parse_listing(orjson.dumps([POST] * count), url, POSTS, total_pages=total_pages)

    assert (result.next and result.next.url) == following
    assert result.next is None or is_listing_link(result.next)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"code":"rest_no_route"}', b"null", b"[1, null]"])
def test_parse_listing_of_other_answers_is_empty(body: bytes) -> None:
    assert parse_listing(body, LISTING, POSTS) == ([], None)


def test_listings_of_an_api() -> None:
    posts, changes, comments = listing_links(SITE + "wp-json/")

    assert "/wp/v2/posts?per_page=100&order=desc&page=1&orderby=date" in posts.url
    assert "/wp/v2/posts?per_page=100&order=desc&orderby=modified" in changes.url
    assert "/wp/v2/comments?per_page=100&order=desc&orderby=date_gmt" in comments.url
    assert all(is_listing_link(link) for link in (posts, changes, comments))


def test_changes_have_no_second_page() -> None:
    result = parse_listing(orjson.dumps([POST] * 100), CHANGES.url, CHANGES, total_pages=9)

    assert (len(result.links), result.next) == (100, None)


def test_latest_comments_lead_to_their_articles() -> None:
    talks, ferry = SITE + "2014/11/21/talks/", SITE + "2014/11/20/ferry/"
    latest = [
        {"id": 9, "post": 417, "date_gmt": "2014-11-21T08:30:00", "link": talks + "comment-page-2/#comment-9"},
        {"id": 8, "post": 417, "date_gmt": "2014-11-21T08:00:00", "link": talks + "#comment-8"},
        {"id": 7, "post": 3, "date_gmt": "2014-11-20T08:00:00", "link": ferry + "#comment-7"},
        {"id": 6},
    ]

    result = parse_listing(orjson.dumps(latest), COMMENTS.url, COMMENTS, total_pages=9)

    assert (result.next, {x.source for x in result.links}) == (None, {"comment_feed"})
    assert [(x.url, x.date, x.data) for x in result.links] == [
        (talks, datetime(2014, 11, 21, 8, 30, tzinfo=UTC), {"post_id": 417, "comment_ids": ["9", "8"]}),
        (ferry, datetime(2014, 11, 20, 8, tzinfo=UTC), {"post_id": 3, "comment_ids": ["7"]}),
    ]


def test_rest_address_of_both_kinds_of_root() -> None:
    assert rest_address(SITE + "wp-json", "wp/v2/posts") == SITE + "wp-json/wp/v2/posts"
    assert rest_address(SITE + "?rest_route=/", "wp/v2/posts") == SITE + "?rest_route=%2Fwp%2Fv2%2Fposts"
