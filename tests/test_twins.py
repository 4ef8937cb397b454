"""Comments that one source shows with the site's number and another without."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from newscrawl.archive import Archive
from newscrawl.identity import article_id, comment_id
from newscrawl.items import Article, Comment
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind, Task, Visit

STORY = "https://harbour-post.example/2026/11/bridge-reopens/"
API = "https://harbour-post.example/wp-json/wp/v2/comments?post=7"
OWN = article_id(STORY)
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, run_id="r1", clock=lambda: NOW) as opened:
        opened.run_started(now=NOW)
        yield opened


def comment(number: str | None, body: str, *, parent: str | None = None) -> Comment:
    identity = comment_id(OWN, number, fingerprint=body)
    return Comment(
        url=STORY, id=identity, article_id=OWN, article_url=STORY, author="Mina Orr", body=body, parent_id=parent
    )


def store(archive: Archive, url: str, kind: LinkKind, comments: list[Comment]) -> None:
    task = Task(link=Link(url=url, kind=kind, platform="wordpress"), key=url_key(url), site="harbour-post.example")
    visit = Visit(task=task, url=url, fetched_at=NOW, comments=comments)
    if kind is LinkKind.ARTICLE:
        visit.articles = [Article(url=STORY, id=OWN, headline="Bridge reopens", body="It did.\n\nAt noon.")]
    archive.add(archive.resolve(visit))
    archive.commit()


def stored(tmp_path: Path) -> list[tuple[str, str]]:
    files = sorted((tmp_path / "comments").glob("*.jsonl"))
    found = [orjson.loads(line) for path in files for line in path.read_bytes().splitlines()]
    return [(each["id"].removeprefix(OWN), each["body"]) for each in found]


@pytest.mark.parametrize("first", ["page", "api"])
def test_comment_is_stored_once_by_whichever_source_comes_first(first: str, archive: Archive, tmp_path: Path) -> None:
    page = (STORY, LinkKind.ARTICLE, [comment(None, "At last."), comment(None, "Not yet.")])
    api = (API, LinkKind.ENDPOINT, [comment("7", "At last."), comment("8", "Not yet.")])

    for url, kind, comments in (page, api) if first == "page" else (api, page):
        store(archive, url, kind, comments)

    assert [body for _, body in stored(tmp_path)] == ["At last.", "Not yet."]


@pytest.mark.parametrize(("first", "printed"), [("page", "Anonymous"), ("api", "익명")])
def test_comment_without_a_name_is_stored_once(first: str, printed: str, archive: Archive, tmp_path: Path) -> None:
    page = (STORY, LinkKind.ARTICLE, [replace(comment(None, "At last."), author=printed)])
    api = (API, LinkKind.ENDPOINT, [replace(comment("7", "At last."), author=None)])

    for _ in range(2):
        for url, kind, comments in (page, api) if first == "page" else (api, page):
            store(archive, url, kind, [replace(each) for each in comments])

    assert [body for _, body in stored(tmp_path)] == ["At last."]


def test_answer_names_its_parent_by_the_id_that_is_stored(archive: Archive, tmp_path: Path) -> None:
    store(archive, STORY, LinkKind.ARTICLE, [comment(None, "At last.")])
    parent = comment("7", "At last.")
    answer = comment("9", "Indeed.", parent=parent.id)

    store(archive, API, LinkKind.ENDPOINT, [parent, answer])

    assert answer.parent_id == comment(None, "At last.").id
    assert [body for _, body in stored(tmp_path)] == ["At last.", "Indeed."]


def test_numbers_that_differ_are_two_comments(archive: Archive, tmp_path: Path) -> None:
    store(archive, STORY, LinkKind.ARTICLE, [comment("7", "At last.")])

    store(archive, API, LinkKind.ENDPOINT, [comment("8", "At last.")])

    assert stored(tmp_path) == [("-c7", "At last."), ("-c8", "At last.")]
