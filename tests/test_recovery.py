"""What a kill, a lost state or lost files do to the archive."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from newscrawl.archive import Archive
from newscrawl.errors import StorageError
from newscrawl.identity import article_id, comment_id, headline_id
from newscrawl.items import Article, Comment, Headline
from newscrawl.visits import Link, LinkKind, Task, Visit

SITE = "harbour-post.example"
HOME = f"https://{SITE}/"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
STORIES = 12


def visit_of(task: Task) -> Visit:
    """Answer like a small site: a home page that lists stories, each with comments and a list of further stories."""
    url = task.link.url
    visit = Visit(task=task, url=url, fetched_at=NOW)
    visit.headlines = [
        Headline(
            url=f"{HOME}{i}",
            id=headline_id(url, "Latest", i),
            page_url=url,
            list="Latest",
            position=i,
            headline=f"S{i}",
        )
        for i in range(1, 4)
    ]
    visit.links = [Link(url=f"{HOME}{i}", kind=LinkKind.ARTICLE) for i in range(1, STORIES + 1)]
    if task.link.kind is LinkKind.ARTICLE:
        own = article_id(url)
        visit.articles = [Article(url=url, id=own, headline=f"Story {url[-2:]}", body="A.\n\nB.")]
        visit.comments = [
            Comment(url=url, id=comment_id(own, f"{i}"), article_id=own, article_url=url, body=f"Comment {i}")
            for i in range(3)
        ]
    return visit


def crawl(data_dir: Path, *, batch: int = 3, run_id: str = "r1") -> Archive:
    """Crawl until nothing is due; returns the closed archive."""
    with Archive.open(data_dir, run_id=run_id, clock=lambda: NOW) as archive:
        archive.run_started(now=NOW)
        archive.seed([Link(url=HOME, kind=LinkKind.LIST, source="seed")], now=NOW)
        while tasks := archive.due(batch, site=SITE, now=NOW, exclude=set()):
            for task in tasks:
                archive.add(archive.resolve(visit_of(task)))
            archive.commit()
    return archive


def records(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return all records by id and revision; fails on torn lines and on duplicates."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(data_dir.glob("*/*.jsonl")):
        content = path.read_bytes()
        assert content.endswith(b"\n") or not content
        for line in content.splitlines():
            record = orjson.loads(line)
            key = f"{record['id']} {record['revision']}"
            assert key not in found
            record.pop("run_id")
            found[key] = record
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    data_dir = tmp_path_factory.mktemp("whole")
    crawl(data_dir)
    found = records(data_dir)
    assert len(found) == STORIES * (1 + 3 + 3) + 3
    return found


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import newscrawl.archive, newscrawl.state.batch, newscrawl.state.frontier, newscrawl.storage.jsonlines as jsonlines
from sqlalchemy import Connection

point, countdown = sys.argv[3], int(sys.argv[4])

def die_at(owner, name, *, before):
    real = getattr(owner, name)
    def dying(*args, **kwargs):
        global countdown
        countdown -= 1
        if before and countdown <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if countdown <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, dying)

def write_half(fd, data):
    global countdown
    countdown -= 1
    if countdown <= 0:
        real_write(fd, bytes(data)[: len(data) * 2 // 3])
        os.kill(os.getpid(), signal.SIGKILL)
    return real_write(fd, data)

real_write = os.write
if point == "within append":
    os.write = write_half
else:
    owner, name, before = {
        "before append": (jsonlines.JsonLines, "append", True),
        "between files": (os, "write", False),
        "before fsync": (os, "fsync", True),
        "after append": (jsonlines.JsonLines, "append", False),
        "within transaction": (newscrawl.state.frontier.Frontier, "finish", True),
        "before commit": (Connection, "commit", True),
        "after commit": (Connection, "commit", False),
    }[point]
    die_at(owner, name, before=before)

from test_recovery import crawl
crawl(Path(sys.argv[2]))
"""

POINTS = [
    "before append",
    "within append",
    "between files",
    "before fsync",
    "after append",
    "within transaction",
    "before commit",
    "after commit",
]


@pytest.mark.parametrize("point", POINTS)
def test_union_after_kills_equals_an_uninterrupted_run(point: str, tmp_path: Path, whole: dict[str, Any]) -> None:
    for countdown in (2, 5):
        arguments = [str(Path(__file__).parent), str(tmp_path), point, str(countdown)]
        done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
        assert done.returncode in (-9, 0)

    crawl(tmp_path)

    assert records(tmp_path) == whole


def drop_state(data_dir: Path) -> None:
    for path in data_dir.glob("state.sqlite*"):
        path.unlink()


@pytest.mark.parametrize("keep", [(), ("state.sqlite-wal", "state.sqlite-shm")])
def test_lost_state_is_rebuilt_from_the_files(tmp_path: Path, whole: dict[str, Any], keep: tuple[str, ...]) -> None:
    crawl(tmp_path)
    drop_state(tmp_path)
    for name in keep:
        (tmp_path / name).write_bytes(b"left over")

    archive = crawl(tmp_path, run_id="r2")

    assert archive.recovery.lines == len(whole)
    assert records(tmp_path) == whole


def test_rebuilt_index_tells_revisions_apart(tmp_path: Path) -> None:
    url, own = HOME + "1", article_id(HOME + "1")

    def run(run_id: str, headline: str) -> None:
        with Archive.open(tmp_path, run_id=run_id, clock=lambda: NOW) as archive:
            task = Task(link=Link(url=url, kind=LinkKind.ARTICLE), key=url[8:], site=SITE)
            visit = Visit(task=task, url=url, fetched_at=NOW)
            visit.articles = [Article(url=url, id=own, headline=headline, body="A.")]
            archive.add(visit)
            archive.commit()

    run("r1", "One")
    run("r2", "Two")
    drop_state(tmp_path)
    run("r3", "Two")
    run("r4", "Three")

    written = [orjson.loads(line) for line in (tmp_path / "articles/2026-11-24.jsonl").read_bytes().splitlines()]
    assert [(r["headline"], r["revision"]) for r in written] == [("One", 1), ("Two", 2), ("Three", 3)]
    assert written[2]["changes"]["before"] == {"headline": "Two"}
    with Archive.open(tmp_path, run_id="r5") as archive:
        assert [revision for revision, _, _ in archive.index.places(own)] == [1, 2, 3]


def test_state_older_than_the_files_catches_up(tmp_path: Path, whole: dict[str, Any]) -> None:
    with Archive.open(tmp_path, run_id="r0", clock=lambda: NOW):
        pass
    shutil.copy(tmp_path / "state.sqlite", tmp_path / "backup")
    crawl(tmp_path)
    drop_state(tmp_path)
    (tmp_path / "backup").rename(tmp_path / "state.sqlite")

    crawl(tmp_path, run_id="r2")

    assert records(tmp_path) == whole


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_within_a_line(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 10)


@pytest.mark.parametrize("harm", [Path.unlink, empty, cut_within_a_line])
def test_lost_lines_are_fetched_again(
    tmp_path: Path, whole: dict[str, Any], harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    crawl(tmp_path)
    harm(tmp_path / "comments/2026-11-24.jsonl")

    archive = crawl(tmp_path, run_id="r2")

    assert archive.recovery.lost == ["comments/2026-11-24.jsonl"]
    assert "comments/2026-11-24.jsonl missing or cut short" in caplog.text
    assert records(tmp_path) == whole


def test_torn_last_line_is_cut(tmp_path: Path, whole: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    crawl(tmp_path)
    with (tmp_path / "articles/2026-11-24.jsonl").open("ab") as file:
        file.write(b'{"type":"article","id":"x')

    archive = crawl(tmp_path, run_id="r2")

    assert archive.recovery.cut == {"articles/2026-11-24.jsonl": 25}
    assert "Cut a torn last line of 25 bytes" in caplog.text
    assert records(tmp_path) == whole


def test_damaged_line_is_reported_kept_and_skipped(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    crawl(tmp_path)
    path = tmp_path / "articles/2026-11-24.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[3] = b"\x00" * 20 + b"\n"
    path.write_bytes(b"".join(lines))
    drop_state(tmp_path)

    archive = crawl(tmp_path, run_id="r2")

    where = f"articles/2026-11-24.jsonl:{sum(map(len, lines[:3]))}"
    assert archive.recovery.damaged == [where]
    assert "is no record and is skipped" in caplog.text
    after = path.read_bytes().splitlines(keepends=True)
    assert after[:12] == lines
    assert len(after) == STORIES + 1


def test_state_that_is_no_database_is_set_aside_and_rebuilt(
    tmp_path: Path, whole: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    crawl(tmp_path)
    drop_state(tmp_path)
    (tmp_path / "state.sqlite").write_bytes(b"not a database " * 1000)

    crawl(tmp_path, run_id="r2")

    assert records(tmp_path) == whole
    assert len(list(tmp_path.glob("state.sqlite.damaged-*"))) == 1
    assert "cannot be read and was set aside" in caplog.text


def test_state_that_proves_damaged_is_rebuilt_by_the_next_run(tmp_path: Path, whole: dict[str, Any]) -> None:
    crawl(tmp_path)
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = state.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tasks'").fetchone()[0]
        size = state.execute("PRAGMA page_size").fetchone()[0]
    state.close()
    with (tmp_path / "state.sqlite").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)

    with pytest.raises(StorageError, match=r"is damaged .* run the same command again"):
        crawl(tmp_path, run_id="r2")
    crawl(tmp_path, run_id="r3")

    assert records(tmp_path) == whole
    assert not (tmp_path / "state.sqlite.suspect").exists()


def test_unwritable_file_is_a_storage_error(tmp_path: Path) -> None:
    crawl(tmp_path)
    path = tmp_path / "articles/2026-11-24.jsonl"
    path.unlink()
    path.mkdir()

    with pytest.raises(StorageError, match="cannot be written"):
        crawl(tmp_path, run_id="r2")
