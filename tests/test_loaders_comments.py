"""Raw comments as items: ids, times and what is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.items import Article
from newscrawl.loaders import Context, load_comments, load_pingbacks
from newscrawl.page import Page

URL = "https://harbour.example/news/ferry-line"


def context(*, language: str = "en", fetched_at: datetime | None = None) -> Context:
    return Context(page=Page(f"<html lang='{language}'><body></body></html>", URL), fetched_at=fetched_at)


def test_id_without_number_is_made_of_what_is_said() -> None:
    raw = [
        RawComment(author="Mara", body="At last."),
        RawComment(author="Mara", body="At last."),
        RawComment(author="Ole", body="No."),
    ]

    found = load_comments([Discussion(platform="html", comments=raw)], context(), None)

    assert [c.author for c in found] == ["Mara", "Ole"]
    assert not found[0].id[-1].isdigit()


def test_text_may_be_html() -> None:
    raw = RawComment(
        author="Mara", body="<p>At <b>last</b>.</p><blockquote>No</blockquote><a href='/x'>x</a>", body_is_html=True
    )

    (found,) = load_comments([Discussion(platform="html", comments=[raw])], context(), None)

    assert found.body == "At last.\n\n> No\n\nx"
    assert found.links == ["https://harbour.example/x"]


def test_nothing_said_by_nobody_is_left_out() -> None:
    assert (
        load_comments([Discussion(platform="html", comments=[RawComment(date_raw="3 May 2014")])], context(), None)
        == []
    )


@pytest.mark.parametrize(
    ("raws", "published", "months"),
    [
        (["21/11/2014", "03/04/2014"], None, [11, 4]),
        (["11/21/2014", "03/04/2014"], None, [11, 3]),
        (["12/04/2024 12:42 AM"], datetime(2024, 12, 3, 23, 0), [12]),
        (["04/12/2024 00:42"], datetime(2024, 12, 3, 23, 0), [12]),
    ],
)
def test_order_of_day_and_month_is_decided_once_a_page(
    raws: list[str], published: datetime | None, months: list[int]
) -> None:
    comments = [RawComment(author=f"R{n}", body="Text.", date_raw=raw) for n, raw in enumerate(raws)]
    article = Article(url=URL, id="a", date_published=published)

    found = load_comments([Discussion(platform="html", comments=comments)], context(language="xx"), article)

    assert [c.date_published.month for c in found if c.date_published] == months


def test_relative_time_counts_from_the_fetch_and_stays_raw_without() -> None:
    raw = [RawComment(author="Mara", body="At last.", date_raw="3 hours ago")]
    fetched = datetime(2014, 11, 21, 12, 0, tzinfo=UTC)

    (told,) = load_comments([Discussion(platform="html", comments=raw)], context(fetched_at=fetched), None)
    (bare,) = load_comments([Discussion(platform="html", comments=raw)], context(), None)

    assert told.date_published == datetime(2014, 11, 21, 9, 0, tzinfo=UTC)
    assert (bare.date_published, bare.date_published_raw) == (None, "3 hours ago")


def test_parent_on_the_page_and_parent_that_is_hidden() -> None:
    first = RawComment(native_id="1", author="Mara", body="At last.")
    raw = [first, RawComment(native_id="2", parent=first, depth=1, author="Ole", body="Indeed."),
           RawComment(native_id="3", parent_native_id="99", author="Kim", body="Hm.")]  # fmt: skip

    found = load_comments([Discussion(platform="html", comments=raw)], context(), None)

    assert [c.parent_id for c in found] == [None, found[0].id, None]


def test_pingback_keeps_web_addresses_only() -> None:
    raw = [
        RawPingback(title="Notes", source_url="ftp://x.example/"),
        RawPingback(),
        RawPingback(title="B", source_url="http://b.example/"),
    ]

    found = load_pingbacks([Discussion(platform="html", pingbacks=raw)], context(), None)

    assert [(p.title, p.source_url) for p in found] == [("Notes", None), ("B", "http://b.example/")]
