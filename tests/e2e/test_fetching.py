"""Fetching under the rules: private addresses, deadlines, sizes, Crawl-delay, Retry-After, validators."""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import orjson
import pytest

from .conftest import FAST, Command

PARAGRAPHS = "".join(
    f"<p>The {number} ferry company said on Monday that its boats will sail again from the old pier every day.</p>"
    for number in ("first", "second", "third", "fourth")
)
STORY = (
    "<html><head><meta property='og:type' content='article'></head><body><article><h1>Ferry returns to the islands</h1>"
    f"<div class='entry-content'>{PARAGRAPHS}</div></article></body></html>"
).encode()


@dataclass
class Site:
    """A server whose answers a test writes: path → function of the handler."""

    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    url: str = ""

    def times(self, path: str) -> list[float]:
        return [moment for moment, asked in self.asked if asked == path]


def send(handler: BaseHTTPRequestHandler, status: int = 200, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((time.monotonic(), self.path))
            answer = site.answers.get(self.path)
            answer(self) if answer else send(self, 404)

        def log_message(self, *args: object) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.url = f"http://{host}:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def report(data_dir: Path) -> dict[str, dict[str, int]]:
    latest = max((data_dir / "reports").glob("*.json"))
    read: dict[str, dict[str, int]] = orjson.loads(latest.read_bytes())
    return read


def test_a_redirect_to_a_private_address_is_not_followed(scrapy: Command, site: Site, tmp_path: Path) -> None:
    with serving("127.0.0.2") as inside:
        site.answers["/a"] = lambda to: send(to, 302, Location=f"{inside.url}/secret")
        site.answers["/b"] = lambda to: send(to, body=STORY)
        urls = f"urls={site.url}/a,{site.url}/b"
        options = ["-s", "NEWSCRAWL_ALLOW_PRIVATE=127.0.0.1", "-s", "DOWNLOAD_DELAY=0"]

        ended = scrapy("crawl", "article", "-a", urls, *options, data_dir=tmp_path)

        assert inside.asked == []
        assert report(tmp_path)["refused"] == {"private_address": 1}
        assert ended.code == 0, ended.told


def test_an_answer_that_never_ends_is_given_up(crawl: Command, site: Site, tmp_path: Path) -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/html")
        to.end_headers()
        for _ in range(100):
            to.wfile.write(b"<p>more</p>")
            time.sleep(0.1)

    site.answers["/drip"] = drip
    urls, options = f"urls={site.url}/drip,{site.url}/none", ["-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=0"]

    ended = crawl("article", "-a", urls, *options, data_dir=tmp_path)

    assert report(tmp_path)["failures"] == {"timeout": 1, "http_404": 1}
    assert ended.code == 2, ended.told


@pytest.mark.parametrize("packed", [True, False])
def test_an_answer_that_is_too_large_is_given_up(crawl: Command, site: Site, tmp_path: Path, packed: bool) -> None:
    body = b"<p>" + b" " * 3_000_000
    headers = {"Content_Encoding": "gzip"} if packed else {}
    site.answers["/bomb"] = lambda to: send(to, body=gzip.compress(body) if packed else body, **headers)

    ended = crawl("article", "-a", f"urls={site.url}/bomb", "-s", "DOWNLOAD_MAXSIZE=1000000", data_dir=tmp_path)

    assert report(tmp_path)["failures"] == {"too_large": 1}
    assert ended.code == 6, ended.told


def test_crawl_delay_binds_although_no_delay_is_set(crawl: Command, site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = lambda to: send(
        to, body=b"User-agent: *\nCrawl-delay: 0.7", Content_Type="text/plain"
    )
    for path in ("/a", "/b", "/c"):
        site.answers[path] = lambda to: send(to, body=STORY)

    crawl("article", "-a", f"urls={site.url}/a,{site.url}/b,{site.url}/c", data_dir=tmp_path)

    moments = sorted(moment for moment, path in site.asked if path != "/robots.txt")
    assert len(moments) == 3
    assert all(later - earlier > 0.6 for earlier, later in pairwise(moments))


def test_a_host_that_asks_for_rest_gets_it(crawl: Command, site: Site, tmp_path: Path) -> None:
    def busy_once(to: BaseHTTPRequestHandler) -> None:
        if len(site.times("/a")) == 1:
            send(to, 429, Retry_After="2")
        else:
            send(to, body=STORY)

    site.answers["/a"] = busy_once

    ended = crawl("article", "-a", f"urls={site.url}/a", data_dir=tmp_path)

    first, second = site.times("/a")
    assert second - first > 1.9
    assert ended.code == 0, ended.told


def test_a_rest_that_is_too_long_ends_the_run(crawl: Command, site: Site, tmp_path: Path) -> None:
    site.answers["/"] = lambda to: send(to, body=b"<a href='/busy'>x</a><a href='/other'>y</a>")
    site.answers["/busy"] = site.answers["/other"] = lambda to: send(to, 503, Retry_After="90000")

    ended = crawl("news", "-a", f"url={site.url}/", "-s", "NEWSCRAWL_MAX_RETRY_AFTER=1", data_dir=tmp_path)

    assert ended.code == 3, ended.told
    assert "retry_after" in ended.told
    assert len(site.times("/busy")) + len(site.times("/other")) <= 2


def test_validators_are_sent_back(crawl: Command, site: Site, tmp_path: Path) -> None:
    def home(to: BaseHTTPRequestHandler) -> None:
        same = to.headers.get("If-None-Match") == '"7"'
        send(to, 304) if same else send(to, body=b"<p>Nothing yet.</p>", ETag='"7"')

    site.answers["/"] = home

    codes = [crawl("news", "-a", f"url={site.url}/", data_dir=tmp_path).code for _ in range(2)]

    assert codes == [0, 0]
    assert report(tmp_path)["visits"] == {"not_modified": 1}


def test_only_web_addresses_are_fetched(crawl: Command, site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = lambda to: send(to, 302, Location="file:///etc/passwd")

    ended = crawl("article", "-a", f"urls={site.url}/a", data_dir=tmp_path)

    assert report(tmp_path)["failures"] == {"bad_redirect": 1}
    assert ended.code == 6, ended.told


def test_the_crawler_names_itself(scrapy: Command, site: Site, tmp_path: Path) -> None:
    agents: list[str | None] = []

    def note(to: BaseHTTPRequestHandler) -> None:
        agents.append(to.headers.get("User-Agent"))
        send(to, body=STORY)

    site.answers["/a"] = note
    options = [*FAST, "-s", "NEWSCRAWL_CONTACT=mailto:desk@archive.example"]

    scrapy("crawl", "article", "-a", f"urls={site.url}/a", *options, data_dir=tmp_path)

    assert [agent and agent.startswith("newscrawl/") for agent in agents] == [True]
    assert "(+mailto:desk@archive.example)" in str(agents[0])
