from datetime import UTC, datetime

import orjson
import pytest

from newscrawl.discovery.wordpress import is_posts_link, parse_posts, posts_link
from newscrawl.visits import LinkKind
from newscrawl.wordpress_rest import rest_address

SITE = "https://paper.example/"
LISTING = SITE + "wp-json/wp/v2/posts?per_page=2&page=1"
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


def test_parse_posts() -> None:
    result = parse_posts(orjson.dumps([POST, {"id": 2}, "x"]), LISTING)

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


def test_parse_posts_local_time_without_zone_stays_naive() -> None:
    post = {"link": SITE + "a", "date": "2014-11-21T17:30:00", "date_gmt": None}

    (link,) = parse_posts(orjson.dumps([post]), LISTING).links

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
def test_parse_posts_next_page(count: int, url: str, total_pages: str | int | None, following: str | None) -> None:
    result = parse_posts(orjson.dumps([POST] * count), url, total_pages=total_pages)

    assert (result.next and result.next.url) == following
    assert result.next is None or is_posts_link(result.next)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"code":"rest_no_route"}', b"null", b"[1, null]"])
def test_parse_posts_of_other_answers_is_empty(body: bytes) -> None:
    assert parse_posts(body, LISTING) == ([], None)


def test_posts_link_may_ask_for_changes_only() -> None:
    link = posts_link(SITE + "wp-json/", modified_after=datetime(2014, 11, 21, 8, 30, tzinfo=UTC))

    assert "modified_after=2014-11-21T08%3A30%3A00Z" in link.url
    assert is_posts_link(link)


def test_rest_address_of_both_kinds_of_root() -> None:
    assert rest_address(SITE + "wp-json", "wp/v2/posts") == SITE + "wp-json/wp/v2/posts"
    assert rest_address(SITE + "?rest_route=/", "wp/v2/posts") == SITE + "?rest_route=%2Fwp%2Fv2%2Fposts"
