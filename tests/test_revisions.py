from typing import Any

import pytest

from newscrawl.items import Article
from newscrawl.revisions import changes_between, paragraph_diff, same_story

BEFORE: dict[str, Any] = {
    "type": "article",
    "headline": "Bridge reopens",
    "byline": "By Mina Orr",
    "authors": ["Mina Orr", "Teo Falk"],
    "date_published": "2014-11-21T06:30:00+00:00",
    "date_published_raw": "Nov. 21, 2014 6:30 a.m.",
    "section": "City",
    "tags": ["bridge", "port"],
    "body": "The “old” bridge reopened - at noon.\n\nIt was closed.\n\n12 comments",
    "paywalled": False,
}


@pytest.mark.parametrize(
    "after",
    [
        {"headline": "Bridge\u00a0reopens"},
        {"headline": None},
        {"byline": "BY MINA ORR"},
        {"authors": ["Teo Falk", "Mina Orr"]},
        {"tags": ["Port", "bridge"]},
        {"tags": []},
        {"body": 'The "old" bridge reopened – at noon.\n\nIt was closed.\n\n12 comments'},
        {"body": "The “old” bridge reopened - at noon.\n\nIt was closed.\n\n1,340 comments"},
        {"body": "The “old” bridge reopened - at noon.\nIt was closed.\n\n12 comments"},
        {"date_published": "2014-11-21T06:31:00+00:00", "date_published_raw": "21/11/2014"},
        {"date_published": "2014-11-21T00:00:00+00:00", "date_published_raw": "21/11/2014"},
        {"date_published": "2014-11-21T15:30:00", "date_published_raw": "2014-11-21 15:30"},
        {"date_published": "2014-11-23T06:31:00+00:00", "date_published_raw": "3 hours ago"},
    ],
)
def test_cosmetic_differences_are_no_change(after: dict[str, Any]) -> None:
    assert changes_between(BEFORE, BEFORE | after) is None


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        ({"headline": "Bridge reopens?"}, ["headline"]),
        ({"headline": "BRIDGE REOPENS"}, ["headline"]),
        ({"authors": ["Mina Orr"]}, ["authors"]),
        ({"tags": ["bridge", "storm"]}, ["tags"]),
        ({"paywalled": True}, ["paywalled"]),
        ({"dek": "At noon"}, ["dek"]),
        ({"date_published": "2014-11-22T06:30:00+00:00", "date_published_raw": "22/11/2014"}, ["date_published"]),
        ({"body": BEFORE["body"].replace("noon", "dusk")}, ["body"]),
        ({"body": BEFORE["body"].replace("12 comments", "12 people died")}, ["body"]),
        ({"headline": "Bridge closes", "body": "New."}, ["headline", "body"]),
    ],
)
def test_changed_fields_are_named_with_their_former_values(after: dict[str, Any], fields: list[str]) -> None:
    changes = changes_between(BEFORE, BEFORE | after)

    assert changes is not None
    assert changes["fields"] == fields
    assert changes["before"] == {name: BEFORE.get(name) for name in fields if name != "body"}


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", [{"at": 2, "removed": [], "added": ["Three."]}]),
        ("One.\n\nTwo.", "Two.", [{"at": 0, "removed": ["One."], "added": []}]),
        ("One.", "", [{"at": 0, "removed": ["One."], "added": [""]}]),
        (
            "A.\n\nB.\n\nC.\n\nD.",
            "A.\n\nX.\n\nC.\n\nY.",
            [{"at": 1, "removed": ["B."], "added": ["X."]}, {"at": 3, "removed": ["D."], "added": ["Y."]}],
        ),
    ],
)
def test_paragraph_diff(before: str, after: str, diff: list[dict[str, Any]]) -> None:
    assert paragraph_diff(before, after) == diff


@pytest.mark.parametrize(
    ("headline", "body", "same"),
    [
        ("Bridge reopens", "Something else.", True),
        ("Another headline", "It was closed.\n\nNew text.\n\nMore.", True),
        ("Another headline", "A story of its own.", False),
        (None, None, False),
    ],
)
def test_same_story_by_headline_or_paragraphs(headline: str | None, body: str | None, same: bool) -> None:
    assert same_story(BEFORE, Article(url="https://a.example/", headline=headline, body=body)) is same
