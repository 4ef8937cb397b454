"""The time of an article in the zone of its page: as declared, or as the page prints it."""

from datetime import UTC, datetime

import pytest

from newscrawl import extract
from newscrawl.storage import to_record

URL = "https://courier.example/story/ferry-sails-again"
TEXT = (
    "<p>The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks.</p>" * 5
)


def published(declared: str, printed: str) -> datetime:
    head = f'<meta property="article:published_time" content="{declared}">'
    html = f"<html lang=en><title>Ferry sails again</title>{head}<h1>Ferry sails again</h1>{printed}{TEXT}</html>"
    found = extract(html, URL).article
    assert found is not None
    assert found.date_published is not None
    return found.date_published


@pytest.mark.parametrize(
    ("declared", "printed", "local"),
    [
        ("2024-12-13T20:15:41-05:00", "", "2024-12-13T20:15:41-05:00"),
        ("2024-12-14T01:15:41Z", "<div>December 13, 2024 at 8:15 p.m.</div>", "2024-12-13T20:15:41-05:00"),
        ("2024-12-13T20:45:00Z", "<div>14 December 2024, 02:15</div>", "2024-12-14T02:15:00+05:30"),
        ("2024-12-14T01:15:41Z", '<time datetime="2024-12-13T20:15:41-05:00">Friday</time>', "2024-12-13T20:15:41-05:00"),
        ("2024-12-13T23:00:00Z", "<div>14 December 2024</div>", "2024-12-14T00:00:00+01:00"),
        ("2024-12-13T23:04:00Z", "<div>14 December 2024</div>", "2024-12-13T23:04:00+00:00"),
        ("2024-12-13T10:00:00Z", "<div>13 December 2024</div>", "2024-12-13T10:00:00+00:00"),
        ("2024-12-13T10:00:00Z", "<div>13 December 2024, 11:20</div>", "2024-12-13T10:00:00+00:00"),
        ("2024-12-13T10:00:00Z", "<div>Updated 16 December 2024, 10:00</div>", "2024-12-13T10:00:00+00:00"),
    ],
)  # fmt: skip
def test_time_is_told_by_the_clock_of_the_page(declared: str, printed: str, local: str) -> None:
    assert published(declared, printed).isoformat() == local


def test_printed_hour_has_the_zone_that_a_declared_one_tells() -> None:
    declared = '<meta name="date" content="2024-12-13T20:15-05:00">'
    html = f"<title>Ferry</title>{declared}<h1>Ferry</h1><div>December 13, 2024, 8:15 p.m.</div>{TEXT}"

    found = extract(html, URL).article

    assert found is not None
    assert found.date_published == datetime(2024, 12, 14, 1, 15, tzinfo=UTC)


def test_record_is_written_in_utc() -> None:
    html = f'<title>Ferry</title><meta property="article:published_time" content="2024-12-13T20:15-05:00"><h1>Ferry</h1>{TEXT}'
    found = extract(html, URL).article
    assert found is not None

    written = to_record(found)

    assert found.date_published == datetime(2024, 12, 14, 1, 15, tzinfo=UTC)
    assert written["date_published"] == "2024-12-14T01:15:00+00:00"
