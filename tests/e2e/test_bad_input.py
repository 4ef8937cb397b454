"""Bad input ends with a message that names input and cure, its exit code, and nothing half-written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from newscrawl.archive import Archive
from newscrawl.demo.server import DemoServer

from .conftest import FAST, ROOT, Command


def written_in(data_dir: Path) -> list[str]:
    return [str(path) for path in data_dir.glob("*/*.jsonl") if path.stat().st_size]


@contextmanager
def serving(answers: dict[str, tuple[int, str]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (404, ""))
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_unreachable_address(crawl: Command, free_port: int, tmp_path: Path) -> None:
    ended = crawl("news", "-a", f"url=http://127.0.0.1:{free_port}/", data_dir=tmp_path / "data")

    assert ended.code == 6, ended.told
    assert f"http://127.0.0.1:{free_port}/ cannot be reached" in ended.told
    assert not written_in(tmp_path / "data")


def test_private_address_that_is_not_listed(scrapy: Command, demo_site: DemoServer, tmp_path: Path) -> None:
    asked = len(demo_site.requests)

    ended = scrapy("crawl", "news", "-a", f"url={demo_site.url}/", data_dir=tmp_path / "data")

    assert ended.code == 6, ended.told
    assert "NEWSCRAWL_ALLOW_PRIVATE" in ended.told
    assert len(demo_site.requests) == asked
    assert not written_in(tmp_path / "data")


def test_start_address_that_robots_txt_forbids(crawl: Command, demo_site: DemoServer, tmp_path: Path) -> None:
    ended = crawl("article", "-a", f"urls={demo_site.url}/internal/canteen", data_dir=tmp_path / "data")

    assert ended.code == 6, ended.told
    assert "robots.txt" in ended.told
    assert "/internal/canteen" not in demo_site.requests
    assert not written_in(tmp_path / "data")


def test_site_without_news(crawl: Command, tmp_path: Path) -> None:
    page = "<!DOCTYPE html><title>Soup</title><h1>Soup</h1><p>Today: pea.</p><a href='/menu'>Menu</a>"
    answers = {"/": (200, page), "/menu": (200, page.replace("pea", "leek"))}

    with serving(answers) as url:
        ended = crawl("news", "-a", f"url={url}/", data_dir=tmp_path / "data")

    assert ended.code == 0, ended.told
    assert "No article was found" in ended.told
    assert not written_in(tmp_path / "data")


def test_pages_that_fail_are_counted_by_cause(crawl: Command, tmp_path: Path) -> None:
    page = "<!DOCTYPE html><title>Soup</title><h1>Soup</h1><p>Today: pea.</p><a href='/broken'>Broken</a>"
    answers = {"/": (200, page), "/broken": (500, "")}

    with serving(answers) as url:
        ended = crawl("news", "-a", f"url={url}/", "-s", "RETRY_TIMES=0", data_dir=tmp_path / "data")

    assert ended.code == 2, ended.told
    assert "failed: 1 http_500" in ended.told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["news", "-a", "url=https://example.com/", "-a", "alow=x"], "did you mean allow?"),
        (["news", "-a", "site=nosuchsite"], "nosuchsite"),
        (["nwes", "-a", "url=https://example.com/"], "did you mean news?"),
        (["news", "-a", "url"], "NAME=VALUE"),
    ],
)
def test_wrong_arguments(arguments: list[str], told: str, crawl: Command, tmp_path: Path) -> None:
    ended = crawl(*arguments, data_dir=tmp_path / "data")

    assert ended.code == 1, ended.told
    assert told in ended.told
    assert "Traceback" not in ended.told
    assert not (tmp_path / "data").exists()


def test_list_of_addresses_with_wrong_lines(crawl: Command, tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text("# stories\nhttps://example.com/a\n\nnot an address\nmailto:desk@example.com\n")

    ended = crawl("article", "-a", f"file={listed}", data_dir=tmp_path / "data")

    assert ended.code == 1, ended.told
    assert f"{listed}:4: 'not an address'" in ended.told
    assert f"{listed}:5: 'mailto:desk@example.com'" in ended.told
    assert not (tmp_path / "data").exists()


def test_data_directory_that_cannot_be_made(crawl: Command, demo_site: DemoServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    ended = crawl("news", "-a", f"url={demo_site.url}/", data_dir=tmp_path / "file" / "data")

    assert ended.code == 5, ended.told
    assert str(tmp_path / "file") in ended.told
    assert "Traceback" not in ended.told
    assert (tmp_path / "file").read_text() == "in the way"


def test_data_directory_that_another_run_holds(crawl: Command, demo_site: DemoServer, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", run_id="first"):
        ended = crawl("news", "-a", f"url={demo_site.url}/", data_dir=tmp_path / "data")

    assert ended.code == 4, ended.told
    assert "first" in ended.told
    assert not written_in(tmp_path / "data")


def test_disk_that_is_full(crawl: Command, demo_site: DemoServer, tmp_path: Path) -> None:
    full = """
import errno, os
import newscrawl.storage.jsonlines as jsonlines
write, calls = jsonlines._write_all, []
def write_until_full(fd, data):
    calls.append(1)
    if len(calls) < 5:
        return write(fd, data)
    os.write(fd, data[: len(data) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")
jsonlines._write_all = write_until_full
"""
    ended = crawl("news", "-a", f"url={demo_site.url}/", data_dir=tmp_path / "data", prelude=full)

    assert ended.code == 5, ended.told
    assert "No space left on device" in ended.told
    for path in (tmp_path / "data").glob("*/*.jsonl"):
        assert path.read_bytes()[-1:] in (b"", b"\n"), f"{path} ends in a torn line"


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="systems without terminals that hang up")
def test_terminal_that_goes_ends_the_run_as_a_stop(demo_site: DemoServer, tmp_path: Path) -> None:
    options = [*FAST, "-s", "DOWNLOAD_DELAY=0.2", "-s", f"NEWSCRAWL_DATA_DIR={tmp_path / 'data'}"]
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={demo_site.url}/", *options]
    ours = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # tests run under nohup, too, which the run would inherit
    try:
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    finally:
        signal.signal(signal.SIGHUP, ours)
    with run:
        assert run.stdout is not None
        while run.poll() is None and not written_in(tmp_path / "data"):
            sleep(0.05)
        run.send_signal(signal.SIGHUP)
        told = run.stdout.read()

    assert run.returncode == 3, told
    assert "the same command goes on from here" in told


def test_reader_of_the_messages_that_goes_is_no_failure(demo_site: DemoServer, tmp_path: Path) -> None:
    options = [*FAST, "-a", "max_pages=20", "-s", f"NEWSCRAWL_DATA_DIR={tmp_path / 'data'}"]
    command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={demo_site.url}/", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.stdout.close()

    assert run.returncode == 3


def test_interrupted_run_says_how_to_go_on(demo_site: DemoServer, tmp_path: Path) -> None:
    arguments = ["news", "-a", f"url={demo_site.url}/", "-a", "max_pages=5"]
    settings = ["NEWSCRAWL_DATA_DIR=" + str(tmp_path / "data"), "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False"]
    command = [sys.executable, "-m", "scrapy", "crawl", *arguments]

    ended = subprocess.run(
        command + [part for setting in settings for part in ("-s", setting)],
        cwd=ROOT,
        env={**os.environ, "NEWSCRAWL_ALLOW_PRIVATE": "127.0.0.0/8"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ended.returncode == 3, ended.stderr
    assert "the same command goes on from here" in ended.stderr
