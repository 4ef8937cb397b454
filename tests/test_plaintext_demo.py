"""Every story of the demo site, written down as a text dump, comes out as the site's truth has it."""

from datetime import UTC, datetime

import pytest

from newscrawl import extract_text
from newscrawl.demo.truth import expected_records

BASE = "http://127.0.0.1:8765"
RECORDS = expected_records(BASE)
STORIES = [record for record in RECORDS if record["type"] == "article"]
FIELDS = ("headline", "dek", "byline", "authors", "dateline", "dateline_place", "agency", "body")


def of(kind, story):
    return [record for record in RECORDS if record["type"] == kind and record["article_id"] == story["id"]]


def dump(story):
    lines = ["- One headline", "- Another headline", story["headline"], story["dek"], story["byline"]]
    lines += [story["date_published_raw"] if story["byline"] else None, *story["body"].split("\n\n")]
    lines += [f"{ping['kind'].title()}: {ping['title']}" for ping in of("pingback", story)]
    for comment in of("comment", story):
        lines += [
            comment["author"] or "Anonymous",
            comment["date_published_raw"],
            *(comment["body"] or "").split("\n\n"),
        ]
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["url"].removeprefix(BASE))
def test_story_as_text(story):
    found = extract_text(dump(story), story["url"], fetched_at=datetime(2026, 3, 2, tzinfo=UTC))

    assert {name: getattr(found.article, name) for name in FIELDS} == {name: story[name] for name in FIELDS}
    assert [c.author for c in found.comments] == [c["author"] or "Anonymous" for c in of("comment", story)]
    assert [p.title for p in found.pingbacks] == [p["title"] for p in of("pingback", story)]
    assert [entry.headline for entry in found.headlines] == ["One headline", "Another headline"]
