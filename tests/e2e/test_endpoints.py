"""Discussions outside the page, from the article's page to the files: one crawl, one article for each platform."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.extraction.endpoints import PLATFORMS, coral

FIXTURES = Path(__file__).parents[1] / "fixtures" / "endpoints"
RECORDED = "https://harbour.example/2014/11/21/tunnel/"
STORY = """<html lang="en"><head><title>Harbour tunnel opens</title><meta property="og:type" content="article"></head>
<body><article><h1>Harbour tunnel opens after nine years of work</h1><p class="byline">By Ines Maro</p>
<div class="entry-content">
<p>The harbour tunnel opened on Friday, nine years after the first stone was laid on the northern bank of the river.</p>
<p>The port authority expects forty thousand vehicles a day, most of which take the old bridge at the moment.</p>
<p>Residents of the old town have asked for a limit of thirty kilometres an hour and for noise barriers at the exit.</p>
</div></article></body></html>"""

# The page's finder is told for each article which platform it uses, with the platform's host moved to our server.
PRELUDE = """
import json
from urllib.parse import urlsplit
import newscrawl.extractor as extractor
from newscrawl.extraction import endpoints
from newscrawl.extraction.candidates import Discussion

FIRST = json.loads({first!r})

def find(page, **options):
    platform = urlsplit(page.url).path.rpartition("/")[2].partition("-")[0]
    if platform not in FIRST:
        return []
    link = getattr(endpoints, platform).first(article_url=page.url, **FIRST[platform])
    return [Discussion(platform=platform, follow_ups=[link])]

extractor.find_discussions = find
"""
READ = sorted(PLATFORMS.keys() - {"wordpress_feed"})
"""The comment feed is read after the API of the same post."""

BASES = {
    "disqus": "/embed/comments/",
    "openweb": "/v1.0.0/conversation/read",
    "viafoura": "/v4/livecomments",
    "hyvor": "/api/data/v1/comments",
}
ARTICLE_NAMES = {"disqus": "thread_url", "remark42": "page_url", "discourse": "embed_url"}


def exchange(platform: str) -> dict[str, Any]:
    text = (FIXTURES / platform / "exchange.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.replace('"QUESTION"', json.dumps(coral.QUESTION)))
    return found


def local_arguments(platform: str, origin: str) -> dict[str, Any]:
    """Return the arguments of a platform's first request, its servers moved to ``origin``."""
    arguments = dict(exchange(platform)["first"])
    del arguments["article_url"]
    for name, value in arguments.items():
        if name in ("root", "feed", "blog"):
            arguments[name] = origin + urlsplit(value).path
    if platform in BASES:
        arguments["base"] = origin + BASES[platform]
    if platform in ARTICLE_NAMES:
        arguments[ARTICLE_NAMES[platform]] = RECORDED
    if platform == "coral":
        arguments["story_id"] = "s7"
    return arguments


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, tuple[str, dict[str, Any]]]
    mistakes: list[str]

    def do_GET(self) -> None:
        if self.path.startswith("/news/"):
            self.reply(200, STORY.encode(), {"Content-Type": "text/html"})
            return
        self.answer(None)

    def do_POST(self) -> None:
        self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def answer(self, question: dict[str, Any] | None) -> None:
        if self.path not in self.answers:
            self.reply(404, b"", {})
            return
        platform, step = self.answers[self.path]
        expected = step.get("post")
        if platform == "coral" and expected:
            expected["variables"] = {**expected["variables"], "id": "s7"}
            del expected["variables"]["url"]
        wanted = exchange(platform).get("request_headers", {})
        if question != expected or any(self.headers[name] != value for name, value in wanted.items()):
            self.mistakes.append(f"{self.command} {self.path} {question}")
        self.reply(200, (FIXTURES / platform / step["answer"]).read_bytes(), step.get("headers", {}))

    def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def platforms_site() -> Iterator[tuple[str, list[str]]]:
    """Serve an article and the recorded answers of each platform; yield the address and a list of wrong questions."""
    answers = {}
    for platform in READ:
        for step in exchange(platform)["steps"]:
            parts = urlsplit(step["url"])
            answers[parts.path + (f"?{parts.query}" if parts.query else "")] = (platform, step)
    mistakes: list[str] = []
    handler = type("Answers", (Handler,), {"answers": answers, "mistakes": mistakes})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", mistakes
        server.shutdown()


def records(data_dir: Path, folder: str) -> list[dict[str, Any]]:
    files = sorted((data_dir / folder).glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_platform_from_page_to_files(platforms_site, crawl, tmp_path) -> None:
    origin, mistakes = platforms_site
    prelude = PRELUDE.format(first=json.dumps({name: local_arguments(name, origin) for name in READ}))
    urls = ",".join(f"{origin}/news/{platform}-harbour-tunnel-opens-after-nine-years" for platform in READ)

    ended = crawl("article", "-a", f"urls={urls}", data_dir=tmp_path, prelude=prelude)

    comments, pingbacks = records(tmp_path, "comments"), records(tmp_path, "pingbacks")
    assert ended.code == 0, ended.told
    assert mistakes == []
    for platform in READ:
        mine = [c for c in comments if f"/news/{platform}-" in c["article_url"]]
        told = exchange(platform)
        assert {shown(c) for c in mine} == {wanted(c) for c in told["comments"]}, platform
        pings = [p for p in pingbacks if f"/news/{platform}-" in p["article_url"]]
        assert {(p["kind"], p["title"]) for p in pings} == {(p["kind"], p["title"]) for p in told["pingbacks"]}


def shown(comment: dict[str, Any]) -> tuple[Any, ...]:
    owner = comment["article_id"] + "-c"
    parent = comment["parent_id"]
    return (
        comment["id"].removeprefix(owner),
        comment["author"],
        comment["body"],
        parent.removeprefix(owner) if parent else None,
        comment["depth"],
    )


def wanted(told: dict[str, Any]) -> tuple[Any, ...]:
    return told["native_id"], told["author"], told["body"], told["parent"], told["depth"]
