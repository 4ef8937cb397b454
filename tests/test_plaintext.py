import json
from pathlib import Path

import pytest

from newscrawl import extract_text

CASES = sorted((Path(__file__).parent / "fixtures" / "plaintext").glob("*.txt"))
URL = "https://example.com/2015/11/03/story/"
SCALARS = (
    "headline",
    "dek",
    "byline",
    "authors",
    "dateline",
    "dateline_place",
    "agency",
    "language",
    "comment_count_declared",
)


def iso(moment):
    return moment.isoformat() if moment else None


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    expected = json.loads(request.param.with_suffix(".json").read_text("utf-8"))
    return extract_text(request.param.read_text("utf-8"), URL), expected


def test_fixture_head(case):
    found, expected = case

    article = found.article

    if expected.get("kind") == "list":
        assert (found.kind, article) == ("list", None)
        return
    assert found.kind == "article"
    assert {name: getattr(article, name) for name in SCALARS} == {name: expected[name] for name in SCALARS}
    assert iso(article.date_published) == expected["date_published"]


def test_fixture_body(case):
    found, expected = case

    body = found.article.body if found.article else ""

    assert body.split("\n\n") == (expected["body"] or [""])


def test_fixture_headlines(case):
    found, expected = case

    entries = [[entry.list, entry.headline] for entry in found.headlines]

    assert entries == expected["headlines"]


def test_fixture_comments(case):
    found, expected = case

    comments = [[c.author, iso(c.date_published), c.body] for c in found.comments]

    assert comments == expected["comments"]
    assert [c.position for c in found.comments] == list(range(len(comments)))


def test_fixture_pingbacks(case):
    found, expected = case

    pings = [[p.kind, p.title, p.source_url, iso(p.date_published), p.excerpt] for p in found.pingbacks]

    assert pings == [[*ping, *[None] * (5 - len(ping))] for ping in expected["pingbacks"]]
