"""Dates in the calendars and scripts of many papers: as parsed, and as found in a line of a page."""

from datetime import UTC, datetime

import pytest

from newscrawl import extract
from newscrawl.dates import parse_date
from newscrawl.extraction.dated import first_date

DAY = datetime(2026, 3, 12)
HOUR = datetime(2026, 3, 12, 18, 40)
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
URL = "https://courier.example/story/ferry-sails-again"
TEXT = (
    "<p>The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks.</p>" * 5
)


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("۲۱ اسفند ۱۴۰۴ - ۱۸:۴۰", "fa", HOUR),
        ("تاریخ انتشار: ۲۱ اسفند ۱۴۰۴ ساعت ۱۸:۴۰", "fa", HOUR),
        ("پنجشنبه ۲۱ اسفند ماه ۱۴۰۴", "fa", DAY),
        ("1404/12/21 18:40", "fa", HOUR),
        ("۱۴۰۴-۱۲-۲۱", "fa", DAY),
        ("۲۱ حوت ۱۴۰۴", "fa", DAY),
        ("12 มี.ค. 69 18:40 น.", "th", HOUR),
        ("12 มี.ค. 26", "th", DAY),
        ("12/03/2569", "th", DAY),
        ("12/03/69", "th", DAY),
        ("আপডেট: ১২ মার্চ ২০২৬, ০৬:৪০ পিএম", "bn", HOUR),
        ("12 مارس/ آذار 2026", "ar", DAY),
        ("12/3 2026 kl. 18.40", "da", HOUR),
        ("3/12 2026", "en-US", DAY),
        ("३ घंटे पहले", "hi", datetime(2026, 3, 20, 9, tzinfo=UTC)),
        ("۳ ساعت پیش", "fa", datetime(2026, 3, 20, 9, tzinfo=UTC)),
        ("৩ ঘণ্টা আগে", "bn", datetime(2026, 3, 20, 9, tzinfo=UTC)),
    ],
)
def test_calendars_of_many_papers(raw, language, expected):
    assert parse_date(raw, language=language, now=NOW) == expected


@pytest.mark.parametrize(
    ("raw", "language"), [("1404/12/21", "en"), ("۳۲ اسفند ۱۴۰۴", "fa"), ("۳۱ مهر ۱۴۰۴", "fa"), ("1404/13/21", "fa")]
)
def test_no_day_is_made_of_what_no_calendar_has(raw, language):
    assert parse_date(raw, language=language, now=NOW) is None


@pytest.mark.parametrize(
    "date",
    [
        "2026. március 12.", "12 मार्च 2026", "12 মার্চ ২০২৬", "12 มีนาคม พ.ศ. 2569", "12 มี.ค. 2569 18:40",
        "2026 m. kovo 12", "2026. gada 12. marts", "marzo 12 de 2026", "12.mar.2026 às 18h40", "12 tháng 3, 2026",
        "令和8年3月12日", "民國115年3月12日", "12 Μαρτίου 2026 6:40 μμ", "12/3 2026", "2026. 3. 12.",
    ],
)  # fmt: skip
def test_date_in_a_line_is_found_whole(date):
    assert (first_date(f"Maren, {date}") or "").startswith(date.rstrip("."))


def test_change_before_the_publication_is_that_of_a_draft():
    metas = (
        '<meta property="article:published_time" content="2026-03-12T10:00Z">'
        '<meta property="article:modified_time" content="2026-03-11T20:00Z">'
    )
    html = f"<title>Ferry</title>{metas}<h1>Ferry</h1><p>Updated 13 March 2026, 8:05</p>{TEXT}"

    article = extract(html, URL).article

    assert article is not None
    assert article.date_modified == datetime(2026, 3, 13, 8, 5)


def test_label_for_publication_makes_a_line_one_of_its_date():
    line = "<div>Mara Quill, Our Correspondent in the Northern Isles. Published: 12 March 2026, 18:40</div>"

    article = extract(f"<title>Ferry</title><h1>Ferry</h1>{line}{TEXT}", URL).article

    assert article is not None
    assert (article.date_published, article.sources["date_published"]) == (HOUR, "head.date")


def test_hour_of_a_day_is_read_from_the_text_of_its_element():
    printed = '<div><time datetime="2026-03-12">12 marzo 2026 alle 18:40</time><span>2 minuti di lettura</span></div>'

    article = extract(
        f"<html lang=it><title>Ferry</title><article><h1>Ferry</h1>{printed}{TEXT}</article>", URL
    ).article

    assert article is not None
    assert article.date_published == HOUR


def test_printed_hour_has_the_zone_by_which_it_is_declared_in_utc():
    meta = '<meta property="og:article:published_time" content="2026-03-12T17:40:00+00:00">'
    html = f"<html lang=fr><title>Ferry</title>{meta}<h1>Ferry</h1><div>Publié le 12 mars 2026 à 18h40</div>{TEXT}"

    article = extract(html, URL).article

    assert article is not None
    assert article.date_published is not None
    assert article.date_published.isoformat() == "2026-03-12T18:40:00+01:00"


@pytest.mark.parametrize(("fetched_at", "expected"), [(NOW, datetime(2026, 3, 20, 9, tzinfo=UTC)), (None, None)])
def test_age_of_a_story_counts_from_the_fetch_and_stays_raw_without(fetched_at, expected):
    html = f"<html lang=en><title>Ferry</title><h1>Ferry</h1><p><span>Posted 3 hours ago</span> <span>By Mara Quill</span></p>{TEXT}</html>"

    article = extract(html, URL, fetched_at=fetched_at).article

    assert article is not None
    assert (article.date_published, article.date_published_raw) == (expected, "Posted 3 hours ago")


@pytest.mark.parametrize(
    ("printed", "language", "expected"),
    [
        ("2026年3月12日 25時10分", "ja", "2026-03-13T01:10:00"),
        ("2026/3/12 25:10", "ja", "2026-03-13T01:10:00"),
        ("2026年3月12日 晚上12:30", "zh", "2026-03-13T00:30:00"),
        ("2026年3月12日 晚上12:30", None, "2026-03-13T00:30:00"),
        ("2026年3月12日 深夜0:30", "ja", "2026-03-12T00:30:00"),
        ("2026年3月12日 晚间8:30", "zh", "2026-03-12T20:30:00"),
        ("2026年3月12日 晚上5:30", "zh", "2026-03-12T17:30:00"),
        ("2026년 3월 12일 밤 12시 30분", "ko", "2026-03-13T00:30:00"),
        ("2026年3月12日 中午12:30", "zh", "2026-03-12T12:30:00"),
        ("12/03/2026 25:10", "en-GB", "2026-03-12T00:00:00"),
        ("12/03/2026 24:10", "en-GB", "2026-03-12T00:00:00"),
    ],
)
def test_hours_of_the_night_belong_to_the_day_that_ends(printed, language, expected):
    found = parse_date(printed, language=language)

    assert found is not None
    assert found.isoformat() == expected


def test_hour_before_a_date_in_a_line_is_found_with_it():
    assert first_date("Regional5:02 pm on 12 March 2026") == "5:02 pm on 12 March 2026"
    assert first_date("ferry 17:02, 12.03.2026") == "17:02, 12.03.2026"
    assert first_date("at 17:02 the 12.03.2026") == "12.03.2026"
