from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from newscrawl.items import Article, Comment, Headline, Image, Pingback, Record, WarcLocation
from newscrawl.storage.records import RecordError, from_record, to_line, to_record, validate

URL = "https://harbour-post.example/bridge"
COMMENT: dict[str, Any] = {"url": URL, "id": "abc-c1", "article_id": "abc", "article_url": URL}


def test_line_begins_with_the_type_and_ends_with_a_line_feed() -> None:
    line = to_line(Article(url=URL, id="abc", headline="Brücke 橋"))

    assert line.startswith(b'{"type":"article","url":"https://harbour-post.example/bridge","id":"abc",')
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert "Brücke 橋".encode() in line


def test_absent_values_are_null_and_lists_are_empty() -> None:
    data = to_record(Article(url=URL, id="abc"))

    assert data["dek"] is None
    assert data["warc"] is None
    assert data["authors"] == []
    assert data["sources"] == {}


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2014, 11, 21, 6, 30, tzinfo=UTC), "2014-11-21T06:30:00+00:00"),
        (datetime(2014, 11, 21, 15, 30, tzinfo=ZoneInfo("Asia/Seoul")), "2014-11-21T06:30:00+00:00"),
        (datetime(2014, 11, 21, 6, 30), "2014-11-21T06:30:00"),
    ],
)
def test_times_are_written_in_utc_where_their_zone_is_known(moment: datetime, written: str) -> None:
    assert to_record(Comment(**COMMENT, date_published=moment))["date_published"] == written


FULL = [
    Article(
        url=URL,
        id="abc",
        site="harbour-post.example",
        fetched_at=datetime(2014, 11, 22, tzinfo=UTC),
        run_id="r1",
        revision=2,
        warc=WarcLocation(file="warc/a.warc.gz", offset=17, record_id="<urn:uuid:1>"),
        headline="Bridge reopens",
        date_published=datetime(2014, 11, 21, 6, 30),
        images=[Image(url=URL + ".jpg", caption="The bridge")],
        status="updated",
        changes={"fields": ["body"], "body": [{"at": 0, "removed": [], "added": ["x"]}]},
        sources={"headline": "json_ld.headline"},
    ),
    Comment(**COMMENT, links=[URL], body="a\n\n> b"),
    Pingback(**{**COMMENT, "id": "abc-p1"}, kind="trackback"),
    Headline(url=URL, id="x-h1", page_url=URL, list="Latest", headline="Bridge reopens"),
]


@pytest.mark.parametrize("record", FULL)
def test_record_read_back_is_equal(record: Record) -> None:
    assert from_record(orjson.loads(to_line(record))) == record


def test_unknown_keys_are_ignored_when_reading() -> None:
    assert from_record({"type": "comment", "later": 1, **COMMENT}) == Comment(**COMMENT)


@pytest.mark.parametrize("data", [{}, {"type": "page", "url": URL}, {"type": "article"}, {"type": "article", "url": 7}])
def test_what_is_no_record_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="not a record"):
        from_record(data)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (Article(url=URL), "id must not be empty"),
        (Article(url="", id="abc"), "url must be an absolute"),
        (Article(url="ftp://a.example/x", id="abc"), "url must be an absolute"),
        (Article(url="https:///x", id="abc"), "url must be an absolute"),
        (Article(url="https://a.example/x y", id="abc"), "url must be an absolute"),
        (Article(url=URL, id="abc", status="deleted"), "status must be one of"),
        (Article(url=URL, id="abc", revision=0), "revision must be 1 or more"),
        (Article(url=URL, id="abc", headline=7), "headline must be null or str, not int"),  # type: ignore[arg-type]
        (Article(url=URL, id="abc", authors=None), "authors must be list, not NoneType"),  # type: ignore[arg-type]
        (Article(url=URL, id="abc", authors=["a", None]), "authors must hold str only"),  # type: ignore[list-item]
        (Article(url=URL, id="abc", date_published="2014"), "date_published must be"),  # type: ignore[arg-type]
        (Article(url=URL, id="abc", changes={"a": [float("nan")]}), "NaN"),
        (Article(url=URL, id="abc", comment_count=1.5), "comment_count must be int"),  # type: ignore[arg-type]
        (Comment(url=URL, id="abc-c1", article_url=URL), "article_id must not be empty"),
        (Comment(**COMMENT, position=None), "position must be int"),  # type: ignore[arg-type]
        (Pingback(**COMMENT, kind="linkback"), "kind must be one of"),
        (Headline(url=URL, id="x-h1", page_url=URL, list="Latest"), "headline must not be empty"),
    ],
)
def test_rule_is_named_when_broken(record: Record, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        validate(record)


@pytest.mark.parametrize("body", ["lone \ud800 surrogate", "\udfff"])
def test_lone_surrogate_is_refused(body: str) -> None:
    with pytest.raises(RecordError, match=r"comment 'abc-c1' cannot be written as JSON"):
        to_line(Comment(**COMMENT, body=body))


def test_number_beyond_json_is_refused() -> None:
    with pytest.raises(RecordError):
        to_line(Article(url=URL, id="abc", comment_count=2**70))
