"""A crawl killed at any moment and started again gives what an uninterrupted one gives, each record once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from newscrawl.demo.server import DemoServer

from .conftest import FAST, ROOT, Command

OF_THE_RUN = {"fetched_at", "run_id", "warc"}

DIE = "import os, signal\ndef die():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
MOMENTS = {
    "in the middle of a line": """
import newscrawl.storage.jsonlines as jsonlines
write, calls = jsonlines._write_all, []
def write_half(fd, data):
    calls.append(1)
    if len(calls) < 9:
        return write(fd, data)
    os.write(fd, data[: len(data) // 2 + 3])
    die()
jsonlines._write_all = write_half
""",
    "after the lines, before the state": """
import newscrawl.storage.jsonlines as jsonlines
append, calls = jsonlines.JsonLines.append, []
def append_and_die(self, *args):
    written = append(self, *args)
    calls.append(1)
    if len(calls) == 3:
        die()
    return written
jsonlines.JsonLines.append = append_and_die
""",
    "after the state committed": """
import sqlalchemy
commit, calls = sqlalchemy.Connection.commit, []
def die_after(self):
    commit(self)
    calls.append(1)
    if len(calls) == 5:
        die()
sqlalchemy.Connection.commit = die_after
""",
}


def arguments(site: DemoServer) -> list[str]:
    return ["news", "-a", f"url={site.url}/archive/", "-a", "allow=/archive/"]


def records_in(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return all records by id, after checking that lines are whole and ids are unique."""
    lines = []
    for path in sorted(data_dir.glob("*/*.jsonl")):
        content = path.read_bytes()
        assert content.endswith(b"\n"), f"{path} ends in a torn line"
        lines += [orjson.loads(line) for line in content.splitlines()]
    twice = {key for key, count in Counter(record["id"] for record in lines).items() if count > 1}
    assert not twice, f"written more than once: {[r for r in lines if r['id'] in twice]}"
    return {record["id"]: {k: v for k, v in record.items() if k not in OF_THE_RUN} for record in lines}


@pytest.fixture(scope="module")
def uninterrupted(
    crawl: Command, demo_site: DemoServer, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    data_dir = tmp_path_factory.mktemp("uninterrupted") / "data"
    ended = crawl(*arguments(demo_site), data_dir=data_dir)
    assert ended.code == 0, ended.told
    return records_in(data_dir)


@pytest.mark.parametrize("moment", MOMENTS)
def test_resume_after_kill_at(
    moment: str,
    crawl: Command,
    demo_site: DemoServer,
    uninterrupted: dict[str, dict[str, Any]],
    tmp_path: Path,
) -> None:
    killed = crawl(*arguments(demo_site), data_dir=tmp_path / "data", prelude=DIE + MOMENTS[moment])
    resumed = crawl(*arguments(demo_site), data_dir=tmp_path / "data")

    assert killed.code == -signal.SIGKILL, killed.told
    assert resumed.code == 0, resumed.told
    assert records_in(tmp_path / "data") == uninterrupted


def test_resume_after_kills_at_random_moments(
    crawl: Command, demo_site: DemoServer, uninterrupted: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    moments = random.Random(20141121)
    data_dir = tmp_path / "data"

    for _ in range(4):
        kill_during_crawl(demo_site, data_dir, after_bytes=moments.randint(1, 60_000), delay=moments.uniform(0, 0.05))
    resumed = crawl(*arguments(demo_site), data_dir=data_dir)

    assert resumed.code == 0, resumed.told
    assert records_in(data_dir) == uninterrupted


def kill_during_crawl(site: DemoServer, data_dir: Path, *, after_bytes: int, delay: float) -> None:
    """Kill a crawl once it has written ``after_bytes``, and ``delay`` seconds more have passed; or let it end."""
    before = written_in(data_dir)
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", *arguments(site), *FAST, "-s", f"NEWSCRAWL_DATA_DIR={data_dir}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        while process.poll() is None and written_in(data_dir) - before < after_bytes:
            time.sleep(0.005)
        time.sleep(delay)
        process.kill()


def written_in(data_dir: Path) -> int:
    return sum(path.stat().st_size for path in data_dir.glob("*/*.jsonl"))
