from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newscrawl.archive import Archive
from newscrawl.errors import DataDirLockedError, StorageError, UsageError
from newscrawl.identity import article_id, comment_id, headline_id, pingback_id
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

SITE = "harbour-post.example"
HOME = f"https://{SITE}/"
STORY = f"https://{SITE}/2026/11/bridge-reopens/"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, run_id="r1", clock=lambda: NOW) as opened:
        opened.run_started(now=NOW)
        yield opened


def visit_of(url: str = STORY, *, kind: LinkKind = LinkKind.ARTICLE, **values: Any) -> Visit:
    link = Link(url=url, kind=kind, platform=values.pop("platform", None))
    task = Task(link=link, key=url_key(url), site=SITE)
    return Visit(task=task, url=values.pop("landed", url), fetched_at=values.pop("at", NOW), **values)


def article(url: str = STORY, **values: Any) -> Article:
    return Article(
        **{"url": url, "id": article_id(url), "headline": "Bridge reopens", "body": "It did.\n\nAt noon."} | values
    )


def comment(number: int, url: str = STORY, **values: Any) -> Comment:
    own = article_id(url)
    values = {"author": "Mina Orr", "body": f"Comment {number}."} | values
    return Comment(url=url, id=comment_id(own, str(number)), article_id=own, article_url=url, **values)


def pingback(number: int, url: str = STORY) -> Pingback:
    own = article_id(url)
    return Pingback(url=url, id=pingback_id(own, str(number)), article_id=own, article_url=url, title="Round-up")


def headline(position: int, text: str, name: str = "Latest") -> Headline:
    place = headline_id(HOME, name, position)
    return Headline(url=HOME + text, id=place, page_url=HOME, list=name, position=position, headline=text)


def store(archive: Archive, *visits: Visit) -> Any:
    for visit in visits:
        archive.add(archive.resolve(visit))
    return archive.commit()


def lines(data_dir: Path, folder: str) -> list[dict[str, Any]]:
    files = sorted((data_dir / folder).glob("*.jsonl"))
    return [orjson.loads(line) for path in files for line in path.read_bytes().splitlines()]


def test_new_records_are_written_with_site_run_and_time(archive: Archive, tmp_path: Path) -> None:
    visit = visit_of(
        articles=[article()], comments=[comment(1)], pingbacks=[pingback(2)], headlines=[headline(1, "bridge")]
    )

    result = store(archive, visit)

    assert result.new == {"article": 1, "comment": 1, "pingback": 1, "headline": 1}
    [written] = lines(tmp_path, "articles")
    assert written["site"] == SITE
    assert written["run_id"] == "r1"
    assert written["fetched_at"] == "2026-11-24T06:00:00+00:00"
    assert written["revision"] == 1
    assert written["status"] == "live"
    assert len(written["content_hash"]) == 32


def test_unchanged_records_are_dropped(archive: Archive, tmp_path: Path) -> None:
    def visit() -> Visit:
        return visit_of(articles=[article()], comments=[comment(1)], headlines=[headline(1, "bridge")])

    store(archive, visit())
    result = store(archive, visit())

    assert not result.new
    assert not result.changed
    assert result.unchanged == {"article": 1, "comment": 1, "headline": 1}
    assert len(lines(tmp_path, "articles")) == len(lines(tmp_path, "headlines")) == 1


def test_duplicates_within_a_batch_count(archive: Archive, tmp_path: Path) -> None:
    first = visit_of(comments=[comment(1), comment(2)])
    second = visit_of(STORY + "comment-page-2/", kind=LinkKind.COMMENTS, comments=[comment(2), comment(3)])

    result = store(archive, first, second)

    assert result.new == {"comment": 3}
    assert [line["id"][-2:] for line in lines(tmp_path, "comments")] == ["c1", "c2", "c3"]


def test_duplicates_within_a_visit_count_once(archive: Archive) -> None:
    assert store(archive, visit_of(comments=[comment(1), comment(1)])).new == {"comment": 1}


def test_visits_resolved_before_either_was_added_give_no_duplicate(archive: Archive, tmp_path: Path) -> None:
    first, second = (archive.resolve(visit_of(comments=[comment(1)])) for _ in range(2))

    archive.add(first)
    archive.add(second)
    archive.commit()

    assert len(lines(tmp_path, "comments")) == 1


def test_visit_that_is_never_added_is_not_taken_as_known(archive: Archive, tmp_path: Path) -> None:
    archive.resolve(visit_of(comments=[comment(1)]))

    store(archive, visit_of(comments=[comment(1)]))

    assert len(lines(tmp_path, "comments")) == 1


def test_edited_article_is_a_new_revision_that_says_what_changed(archive: Archive, tmp_path: Path) -> None:
    store(archive, visit_of(articles=[article()]))

    result = store(archive, visit_of(articles=[article(headline="Bridge closes again", body="It did.\n\nAt dusk.")]))

    assert result.changed == {"article": 1}
    _, second = lines(tmp_path, "articles")
    assert second["revision"] == 2
    assert second["status"] == "updated"
    assert second["changes"] == {
        "fields": ["headline", "body"],
        "before": {"headline": "Bridge reopens"},
        "body": [{"at": 1, "removed": ["At noon."], "added": ["At dusk."]}],
    }


def test_two_edits_in_one_batch_are_two_revisions(archive: Archive, tmp_path: Path) -> None:
    store(archive, *(visit_of(articles=[article(headline=text)]) for text in ("One", "Two", "Three")))

    written = lines(tmp_path, "articles")
    assert [line["revision"] for line in written] == [1, 2, 3]
    places = archive.index.places(article_id(STORY))
    assert [revision for revision, _, _ in places] == [1, 2, 3]
    path = tmp_path / places[1][1]
    assert orjson.loads(path.read_bytes()[places[1][2] :].splitlines()[0])["headline"] == "Two"


@pytest.mark.parametrize(
    "again",
    [
        {"body": "It did.\n\nAt  noon."},
        {"headline": "Bridge reopens "},
        {"headline": None},
        {"comment_count": 9, "comment_count_declared": 12},
        {"date_modified": NOW},
    ],
)
def test_cosmetic_difference_is_no_revision(archive: Archive, tmp_path: Path, again: dict[str, Any]) -> None:
    store(archive, visit_of(articles=[article()]))

    for _ in range(2):
        result = store(archive, visit_of(articles=[article(**again)]))

    assert result.unchanged == {"article": 1}
    assert len(lines(tmp_path, "articles")) == 1


def test_edited_comment_is_a_new_revision(archive: Archive, tmp_path: Path) -> None:
    store(archive, visit_of(comments=[comment(1)]))

    store(archive, visit_of(comments=[comment(1, body="Comment 1. Edited.")]))

    _, second = lines(tmp_path, "comments")
    assert (second["revision"], second["changes"]) == (2, {"fields": ["body"], "before": {"body": "Comment 1."}})


def test_sources_are_compared_with_themselves(archive: Archive, tmp_path: Path) -> None:
    def by_page(body: str) -> Visit:
        return visit_of(comments=[comment(1, body=body)])

    def by_rest(body: str) -> Visit:
        url = HOME + "wp-json/wp/v2/comments"
        return visit_of(url, kind=LinkKind.ENDPOINT, platform="wordpress_rest", comments=[comment(1, body=body)])

    store(archive, by_page("Well said :-)"))
    for _ in range(3):
        store(archive, by_rest("Well said 🙂"))
        store(archive, by_page("Well said :-)"))
    assert len(lines(tmp_path, "comments")) == 1

    store(archive, by_rest("Badly said 🙂"))
    store(archive, by_page("Badly said :-)"))
    store(archive, by_rest("Badly said 🙂"))
    assert [line["body"] for line in lines(tmp_path, "comments")] == ["Well said :-)", "Badly said 🙂"]

    store(archive, by_page("Hardly said :-)"))
    store(archive, by_rest("Hardly said 🙂"))
    assert [line["revision"] for line in lines(tmp_path, "comments")] == [1, 2, 3]


def test_changed_places_of_a_list_are_written_alone(archive: Archive, tmp_path: Path) -> None:
    store(archive, visit_of(HOME, kind=LinkKind.LIST, headlines=[headline(1, "bridge"), headline(2, "ferry")]))

    moved = [headline(1, "storm"), headline(2, "ferry"), headline(3, "bridge")]
    result = store(archive, visit_of(HOME, kind=LinkKind.LIST, headlines=moved))

    assert (result.new, result.changed, result.unchanged) == ({"headline": 1}, {"headline": 1}, {"headline": 1})
    assert [(line["position"], line["revision"], line["headline"]) for line in lines(tmp_path, "headlines")[2:]] == [
        (1, 2, "storm"),
        (3, 1, "bridge"),
    ]


def test_article_keeps_its_first_id_under_a_new_address(archive: Archive, tmp_path: Path) -> None:
    short, long = HOME + "?p=17", STORY
    store(archive, visit_of(short, articles=[article(short)], comments=[comment(1, short)]))

    redirected = visit_of(short, landed=long, aliases=[short], articles=[article(long)])
    redirected.comments = [comment(1, long), comment(2, long, parent_id=comment_id(article_id(long), "1"))]
    store(archive, redirected)
    store(archive, visit_of(long, articles=[article(long)], comments=[comment(3, long)]))

    own = article_id(short)
    assert {line["id"] for line in lines(tmp_path, "articles")} == {own}
    assert [line["id"] for line in lines(tmp_path, "comments")] == [f"{own}-c1", f"{own}-c2", f"{own}-c3"]
    assert [line["article_id"] for line in lines(tmp_path, "comments")] == [own] * 3
    assert lines(tmp_path, "comments")[1]["parent_id"] == f"{own}-c1"


def test_headline_names_the_article_by_its_first_id(archive: Archive, tmp_path: Path) -> None:
    short = HOME + "?p=17"
    store(archive, visit_of(short, articles=[article(short)]))
    store(archive, visit_of(short, landed=STORY, aliases=[short], articles=[article(STORY)]))
    entry = headline(1, "bridge")
    entry.article_id = article_id(STORY)

    store(archive, visit_of(HOME, kind=LinkKind.LIST, headlines=[entry]))

    assert lines(tmp_path, "headlines")[0]["article_id"] == article_id(short)


def test_alias_within_one_batch(archive: Archive, tmp_path: Path) -> None:
    other = HOME + "sport/bridge-reopens"
    first = visit_of(STORY, aliases=[other], articles=[article()])
    second = visit_of(other, articles=[article(other)])

    store(archive, first, second)

    assert len(lines(tmp_path, "articles")) == 1


def test_redirect_to_another_story_is_not_the_same_article(archive: Archive, tmp_path: Path) -> None:
    other = HOME + "2026/11/storm/"
    store(archive, visit_of(articles=[article()]))

    landed = article(other, headline="Storm ahead", body="It blows.")
    store(archive, visit_of(STORY, landed=other, aliases=[STORY], articles=[landed]))

    assert {line["id"] for line in lines(tmp_path, "articles")} == {article_id(STORY), article_id(other)}


def test_invalid_record_is_counted_and_the_rest_is_kept(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = comment(2, body="lone \ud800 surrogate")

    result = store(archive, visit_of(articles=[article()], comments=[comment(1), broken, comment(3)]))

    assert result.invalid == {"comment": 1}
    assert result.new == {"article": 1, "comment": 2}
    assert len(lines(tmp_path, "comments")) == 2
    assert f"A record is left out: comment '{broken.id}'" in caplog.text
    assert archive.index.find([broken.id]) == {}


def test_changed_record_that_is_invalid_is_counted(archive: Archive) -> None:
    store(archive, visit_of(comments=[comment(1)]))

    assert store(archive, visit_of(comments=[comment(1, body="\ud800")])).invalid == {"comment": 1}


def test_known_content_survives_a_new_run(tmp_path: Path) -> None:
    for run in ("r1", "r2"):
        with Archive.open(tmp_path, run_id=run, clock=lambda: NOW) as archive:
            result = store(archive, visit_of(articles=[article()], comments=[comment(1)]))

    assert result.unchanged == {"article": 1, "comment": 1}


def test_lines_removed_from_under_us_give_a_revision_without_detail(archive: Archive, tmp_path: Path) -> None:
    store(archive, visit_of(articles=[article()]))
    (tmp_path / "articles/2026-11-24.jsonl").unlink()

    store(archive, visit_of(articles=[article(headline="Bridge closes")]))

    assert lines(tmp_path, "articles")[0]["changes"] == {"fields": ["content"], "before": {}}


def test_second_archive_is_kept_out(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(DataDirLockedError):
        Archive.open(tmp_path, run_id="r2")


def test_closed_archive_lets_the_directory_go(tmp_path: Path) -> None:
    Archive.open(tmp_path, run_id="r1").close()

    Archive.open(tmp_path, run_id="r2").close()


@pytest.mark.parametrize("url", ["not an address", "nosuchdb:///x", "nosuch+driver://h/x"])
def test_wrong_state_url_is_a_usage_error(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="NEWSCRAWL_STATE_URL"):
        Archive.open(tmp_path, state_url=url, run_id="r1")


def test_state_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with Archive.open(tmp_path, state_url=f"sqlite:///{tmp_path}/elsewhere/s.db", run_id="r1") as archive:
        store(archive, visit_of(articles=[article()]))

    assert (tmp_path / "elsewhere/s.db").exists()
    assert not (tmp_path / "state.sqlite").exists()


def test_storage_error_leaves_nothing_and_ends_the_archive(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive, visit_of(articles=[article()]))

    def refuse(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    archive.add(visit_of(HOME + "other", articles=[article(HOME + "other")]))
    with pytest.raises(StorageError, match="No space left on device"):
        archive.commit()
    with pytest.raises(StorageError, match="start the same command again"):
        archive.due(1, site=None, now=NOW, exclude=set())

    assert len(lines(tmp_path, "articles")) == 1


def test_commit_without_visits_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    result = archive.commit()

    assert result.visits == 0
    assert not (tmp_path / "articles").exists()


def test_failed_visit_writes_no_record_and_is_queued_again(archive: Archive) -> None:
    archive.seed([Link(url=STORY, kind=LinkKind.ARTICLE)], now=NOW)
    [task] = archive.due(1, site=SITE, now=NOW, exclude=set())
    failed = Visit(task=task, url=STORY, fetched_at=NOW, outcome=Outcome.FAILED, cause="timeout")

    store(archive, failed)

    assert archive.due(1, site=SITE, now=NOW, exclude=set()) == []
    again = archive.next_due(site=SITE, now=NOW, exclude=set())
    assert again == NOW + timedelta(seconds=30)
    assert archive.due(1, site=SITE, now=again, exclude=set())[0].attempts == 1
