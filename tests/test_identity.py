from datetime import UTC, datetime

import orjson
import pytest

from newscrawl.identity import (
    article_id,
    believed_canonical,
    comment_id,
    content_hash,
    headline_id,
    pingback_id,
    rebased,
    signature,
    signature_of,
)
from newscrawl.items import Article, Comment, Headline, Pingback, Record
from newscrawl.storage.records import to_line

STORY = "https://www.harbour-post.example/2014/11/21/bridge-reopens/"


@pytest.mark.parametrize(
    "other",
    [
        "http://harbour-post.example/2014/11/21/bridge-reopens",
        "https://WWW.Harbour-Post.example:443/2014/11/21/bridge-reopens/?utm_source=mail",
        "https://m.harbour-post.example/2014/11/21/bridge-reopens/amp/",
        "https://www.harbour-post.example/2014/11/21/bridge-reopens/comment-page-2/#comment-7",
        "https://www.harbour-post.example/2014/11/21/bridge-reopens/?replytocom=7",
        "https://www.harbour-post.example/2014/11/21/bridge-reopens/print/",
        "https://www.harbour-post.example/2014/11/21/bridge-reopens/;jsessionid=0A1B",
    ],
)
def test_article_id_same_for_views_of_an_article(other: str) -> None:
    assert article_id(other) == article_id(STORY)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.harbour-post.example/2014/11/21/bridge-reopens-2/",
        "https://www.harbour-post.example/2014/11/22/bridge-reopens/",
        "https://www.harbour-post.example/?p=12",
        "https://www.other-post.example/2014/11/21/bridge-reopens/",
    ],
)
def test_article_id_differs_for_other_addresses(other: str) -> None:
    assert article_id(other) != article_id(STORY)


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        (STORY, True),
        ("https://harbour-post.example/bridge", True),
        ("https://www.harbour-post.example/", False),
        ("https://www.harbour-post.example/?p=17", True),
        ("https://www.harbour-post.example/a/", False),
        ("https://elsewhere.example/bridge", False),
        (None, False),
    ],
)
def test_canonical_is_believed_within_the_site_only(canonical: str | None, believed: bool) -> None:
    found = believed_canonical("https://www.harbour-post.example/a/b?x=1", canonical)

    assert found == (canonical if believed else None)


@pytest.mark.parametrize("native", ["17", "comment-17", "ab.c_d-9"])
def test_native_number_ends_the_id(native: str) -> None:
    assert comment_id("abc", native) == f"abc-c{native}"
    assert pingback_id("abc", native) == f"abc-p{native}"


def test_id_without_native_number_ends_in_a_letter() -> None:
    identity = comment_id("abc", None, fingerprint="Mina Orr|2014|Well said.")

    assert identity.startswith("abc-c-")
    assert identity[-1] in "abcdefghijklmnop"


def test_very_long_native_id_is_hashed() -> None:
    assert len(comment_id("abc", "x" * 5000)) < 40
    assert comment_id("abc", "x" * 5000) != comment_id("abc", "x" * 5001)


def test_headline_id_is_its_place() -> None:
    assert headline_id(STORY, "Latest", 3).endswith("-h3")
    assert headline_id(STORY, "Latest", 3) != headline_id(STORY, "Most read", 3)


def test_rebased_leaves_foreign_ids_alone() -> None:
    assert rebased("abc-c7", "abc", "xyz") == "xyz-c7"
    assert rebased("abcd-c7", "abc", "xyz") == "abcd-c7"


RECORDS = [
    Article(
        url=STORY,
        id="abc",
        headline="Bridge reopens",
        authors=["Mina Orr", "Teo Falk"],
        date_published=datetime(2014, 11, 21, 6, 30, 5, 123456, tzinfo=UTC),
        tags=["bridge"],
        body="It reopened.\n\nAt noon.",
        paywalled=False,
    ),
    Article(url=STORY, id="abc", date_published=datetime(2014, 11, 21, 6, 30)),
    Comment(url=STORY, id="abc-c7", article_id="abc", article_url=STORY, author=None, body="Well said."),
    Pingback(
        url=STORY, id="abc-p8", article_id="abc", article_url=STORY, title="Round-up", source_url="https://a.example/"
    ),
    Headline(url=STORY, id="x-h1", page_url=STORY, list="Latest", headline="Bridge reopens"),
]


@pytest.mark.parametrize("record", RECORDS)
def test_signature_is_the_same_from_record_and_line(record: Record) -> None:
    line = orjson.loads(to_line(record))

    assert signature_of(line) == signature(record)


def test_signature_follows_content_only() -> None:
    first = Article(url=STORY, headline="Bridge reopens", body="It reopened.")
    counted = Article(url=STORY, headline="Bridge reopens", body="It reopened.", comment_count=7, run_id="r2")
    edited = Article(url=STORY, headline="Bridge reopens", body="It reopened at noon.")

    assert signature(counted) == signature(first)
    assert content_hash(counted) == content_hash(first)
    assert signature(edited) != signature(first)
    assert content_hash(edited) != content_hash(first)


def test_headline_signature_ignores_tracking_parameters() -> None:
    plain = Headline(url="https://a.example/x", headline="Bridge reopens")
    tracked = Headline(url="https://a.example/x?utm_campaign=box", headline="Bridge reopens")

    assert signature(plain) == signature(tracked)
