"""``scrapy demo`` gives exactly the records that the demo site holds, and gives them once."""

import json
from pathlib import Path

import pytest

from newscrawl.demo.check import differences, read_lines
from newscrawl.demo.server import DemoServer
from newscrawl.demo.truth import expected_records

from .conftest import Command, Ended


def lines_in(data_dir: Path) -> dict[str, bytes]:
    return {path.relative_to(data_dir).as_posix(): path.read_bytes() for path in data_dir.glob("*/*.jsonl")}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(scrapy: Command, data_dir: Path, free_port: int) -> Ended:
    return scrapy("demo", "--port", str(free_port), data_dir=data_dir)


@pytest.fixture(scope="module")
def base_url(free_port: int) -> str:
    return f"http://127.0.0.1:{free_port}"


def test_demo_writes_exactly_the_expected_records(first: Ended, data_dir: Path, base_url: str) -> None:
    expected = expected_records(base_url)

    written = read_lines(data_dir, base_url)

    assert differences(expected, written) == []
    assert len(written) == len(expected)
    assert first.code == 0, first.told
    assert f"{len(expected)} of {len(expected)} records as expected" in first.told


@pytest.mark.usefixtures("first")
def test_demo_run_again_adds_no_line(scrapy: Command, data_dir: Path, free_port: int) -> None:
    before = lines_in(data_dir)

    again = scrapy("demo", "--port", str(free_port), data_dir=data_dir)

    assert lines_in(data_dir) == before
    assert again.code == 0, again.told


@pytest.mark.usefixtures("first")
def test_demo_without_its_state_adds_no_line(scrapy: Command, data_dir: Path, free_port: int) -> None:
    before = lines_in(data_dir)
    for path in data_dir.glob("state.sqlite*"):
        path.unlink()

    again = scrapy("demo", "--port", str(free_port), data_dir=data_dir)

    assert lines_in(data_dir) == before
    assert again.code == 0, again.told


def test_visiting_all_of_an_unchanged_site_again_transfers_little(crawl: Command, tmp_path: Path) -> None:
    with DemoServer() as site:
        start = ("news", "-a", f"url={site.url}/")
        crawl(*start, data_dir=tmp_path)
        first, lines = len(site.requests), lines_in(tmp_path)

        ended = [crawl(*start, "-a", "revisit=all", data_dir=tmp_path) for _ in range(2)]

        again = len(site.requests) - first
    reports = sorted((tmp_path / "reports").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)[1:]
    visits = [json.loads(path.read_bytes())["visits"] for path in reports]
    assert [each.code for each in ended] == [0, 0], ended[-1].told
    assert lines_in(tmp_path) == lines
    assert 0.9 * first < again / 2 <= first
    assert all(each["not_modified"] >= 0.8 * sum(each.values()) for each in visits), visits
