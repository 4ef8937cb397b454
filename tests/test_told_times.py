"""Times that feeds and APIs tell of articles whose pages tell less."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newscrawl.items import Article
from newscrawl.told_times import ToldTimes
from newscrawl.visits import Link, LinkKind

URL = "https://gazette.example/2026/03/01/ferry/"
TOLD = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
DAY = datetime(2026, 3, 1)
OSLO = timezone(timedelta(hours=1))
FOUND = Link(url=URL, kind=LinkKind.ARTICLE, source="page")


def link(source="rest", date=TOLD, **data):
    return Link(url=URL, kind=LinkKind.ARTICLE, source=source, date=date, data=data)


def completed(article, told, led_by=FOUND):
    times = ToldTimes()
    times.note(told)
    times.complete(article, led_by)
    return article


@pytest.mark.parametrize(
    ("own", "raw", "expected"),
    [
        (None, None, TOLD),
        (DAY, "March 1, 2026", TOLD),
        (DAY.replace(tzinfo=UTC), "March 1, 2026", TOLD),
        (DAY.replace(tzinfo=OSLO), "1. mars 2026", TOLD.astimezone(OSLO)),
        (DAY.replace(tzinfo=OSLO), "1. mars 2026 kl. 00:00", DAY.replace(tzinfo=OSLO)),
        (DAY.replace(hour=9), "March 1, 2026, 9 AM", DAY.replace(hour=9)),
        (DAY - timedelta(days=3), "February 26, 2026", DAY - timedelta(days=3)),
        (DAY.replace(tzinfo=UTC) + timedelta(days=1), "March 2, 2026", DAY.replace(tzinfo=UTC) + timedelta(days=1)),
    ],
)
def test_hour_of_a_printed_day(own, raw, expected):
    article = completed(Article(url=URL, date_published=own, date_published_raw=raw), link())

    assert article.date_published == expected
    assert (article.date_published.tzinfo, article.date_published_raw) == (expected.tzinfo, raw)
    assert article.sources == ({} if expected == own else {"date_published": "link.date"})


@pytest.mark.parametrize(
    "told",
    [
        link("sitemap"),
        link("comment_feed"),
        link(date=TOLD.replace(tzinfo=None)),
        link("feed", modified=TOLD.isoformat()),
    ],
)
def test_what_is_no_time_of_publication_is_not_taken(told):
    assert completed(Article(url=URL), told).date_published is None


def test_time_of_change_is_that_of_this_run():
    later = TOLD + timedelta(hours=2)
    told = link(modified=later.isoformat())

    now = completed(Article(url=URL), told)
    once = completed(Article(url=URL), FOUND, led_by=told)
    shown = completed(Article(url=URL, date_modified=TOLD), told)
    unchanged = completed(Article(url=URL), link(modified=TOLD.isoformat()))
    fed = completed(Article(url=URL), link("feed", modified=later.isoformat()))

    assert (now.date_modified, now.sources["date_modified"]) == (later, "link.modified")
    assert (once.date_published, once.date_modified) == (TOLD, None)
    assert (shown.date_modified, unchanged.date_modified, fed.date_modified) == (TOLD, None, None)


def test_moved_article_is_known_by_its_new_address():
    old = Link(url="https://gazette.example/2026/03/01/boat/", kind=LinkKind.ARTICLE, source="page")

    article = completed(Article(url=URL), link(), led_by=old)

    assert article.date_published == TOLD
