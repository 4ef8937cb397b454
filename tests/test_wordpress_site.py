from datetime import UTC, datetime

import pytest

from newscrawl.discovery.wordpress_site import parse_timezone, site_link, sitemap_link
from newscrawl.page import Page
from newscrawl.visits import LinkKind

URL = "https://gazette.example/2024/12/01/story/"


def test_site_link_is_the_root_of_the_api_that_the_page_names() -> None:
    page = Page('<link rel="https://api.w.org/" href="https://gazette.example/wp-json/" />', URL)

    link = site_link(page)

    assert link is not None
    assert link.kind is LinkKind.SITE
    assert link.source == "autodiscovery"
    assert link.url == "https://gazette.example/wp-json/?_fields=timezone_string,gmt_offset"


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="EditURI" type="application/rsd+xml" href="https://gazette.example/blog/xmlrpc.php?rsd" />',
        '<link rel="pingback" href="https://gazette.example/blog/xmlrpc.php" />',
    ],
)
def test_site_link_is_guessed_beside_the_xmlrpc_address(head: str) -> None:
    link = site_link(Page(head, URL))

    assert link is not None
    assert link.source == "usual_place"
    assert link.url == "https://gazette.example/blog/?rest_route=%2F&_fields=timezone_string,gmt_offset"


@pytest.mark.parametrize(
    ("root", "sitemap"),
    [
        ("https://gazette.example/index.php?rest_route=/", "https://gazette.example/index.php?sitemap=index"),
        ("https://gazette.example/blog/?rest_route=/", "https://gazette.example/blog/?sitemap=index"),
        ("https://gazette.example/wp-json/", None),
    ],
)
def test_sitemap_of_plain_addresses(root: str, sitemap: str | None) -> None:
    link = sitemap_link(Page(f'<link rel="https://api.w.org/" href="{root}" />', URL))

    assert (link and link.url) == sitemap
    assert link is None or link.kind is LinkKind.SITEMAP


def test_sitemap_is_not_guessed_where_the_api_is() -> None:
    assert sitemap_link(Page('<link rel="pingback" href="https://gazette.example/xmlrpc.php" />', URL)) is None


def test_site_link_is_absent_on_other_pages() -> None:
    assert site_link(Page('<link rel="canonical" href="https://gazette.example/a" /><p>Text', URL)) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b'{"timezone_string":"Asia/Seoul","gmt_offset":9}', "Asia/Seoul"),
        (b'{"timezone_string":"","gmt_offset":9}', "Etc/GMT-9"),
        (b'{"timezone_string":"","gmt_offset":"-3"}', "Etc/GMT+3"),
        (b'{"timezone_string":"","gmt_offset":0}', "UTC"),
        (b'{"timezone_string":"","gmt_offset":5.5}', None),
        (b'{"timezone_string":"Mars/Base","gmt_offset":9}', None),
        (b'{"timezone_string":"../../etc/passwd"}', None),
        (b'{"gmt_offset":99}', None),
        (b'{"code":"rest_forbidden"}', None),
        (b"[]", None),
        (b"<html>", None),
    ],
)
def test_parse_timezone_reads_a_zone_or_nothing(answer: bytes, expected: str | None) -> None:
    assert parse_timezone(answer) == expected


def test_fixed_zone_has_the_sign_that_the_site_means() -> None:
    from zoneinfo import ZoneInfo

    zone = parse_timezone(b'{"timezone_string":"","gmt_offset":9}')

    assert zone is not None
    assert datetime(2024, 12, 1, 9, tzinfo=ZoneInfo(zone)).astimezone(UTC) == datetime(2024, 12, 1, 0, tzinfo=UTC)
