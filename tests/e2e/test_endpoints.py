"""Discussions outside the page, from the article's page to the files: one crawl, one article for each platform."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.extraction.endpoints import coral

FIXTURES = Path(__file__).parents[1] / "fixtures" / "endpoints"
RECORDED = "https://harbour.example/2014/11/21/tunnel/"
WORDPRESS = "/2014/11/21/tunnel/"
STORY = """<html lang="en"><head><title>Harbour tunnel opens</title>
<meta property="og:type" content="article">{head}</head>
<body class="single postid-7"><article><h1>Harbour tunnel opens after nine years of work</h1>
<p class="byline">By Ines Maro</p><div class="entry-content">
<p>The harbour tunnel opened on Friday, nine years after the first stone was laid on the northern bank of the river.</p>
<p>The port authority expects forty thousand vehicles a day, most of which take the old bridge at the moment.</p>
<p>Residents of the old town have asked for a limit of thirty kilometres an hour and for noise barriers at the exit.</p>
</div></article>{embed}</body></html>"""

HEADS = {
    "viafoura": '<meta name="vf:container_id" content="tunnel-7">',
    "blogger": '<link rel="alternate" type="application/atom+xml" href="{origin}/feeds/700700/comments/default">',
    "wordpress_rest": """<link rel="https://api.w.org/" href="{origin}/wp-json/">
    <link rel="alternate" type="application/rss+xml" href="{origin}/2014/11/21/tunnel/feed/">""",
}
EMBEDS = {
    "blogger": "",
    "coral": """<div id="coral_thread"></div>
    <script>Coral.createStreamEmbed({{rootURL: '{origin}', storyID: 's7'}});</script>""",
    "discourse": """<div id="discourse-comments"></div>
    <script>DiscourseEmbed = {{discourseUrl: '{origin}/', discourseEmbedUrl: '{recorded}'}};</script>""",
    "disqus": """<div id="disqus_thread"></div><script>var disqus_config = function () {{
    this.page.url = '{recorded}'; this.page.identifier = '7 https://harbour.example/?p=7'; }};</script>
    <script src="https://harbour.disqus.com/embed.js"></script>""",
    "hyvor": """<hyvor-talk-comments website-id="42" page-id="tunnel"></hyvor-talk-comments>
    <script>hyvor_api_key = 'secret-key';</script>""",
    "isso": """<section id="isso-thread" data-isso-id="/2014/11/21/tunnel/"></section>
    <script data-isso="{origin}/" src="{origin}/isso/js/embed.min.js"></script>""",
    "openweb": """<div class="openweb-conversation" data-post-id="7"></div>
    <script src="https://launcher.spot.im/spot/sp_harbour"></script>""",
    "remark42": """<div id="remark42"></div>
    <script>var remark_config = {{host: '{origin}', site_id: 'harbour', url: '{recorded}'}};</script>""",
    "viafoura": """<vf-conversations></vf-conversations>
    <script>window.vf = {{"section_uuid": "11111111-0000-4000-8000-000000000001"}};</script>""",
    "wordpress_rest": '<div id="comments"><h2 class="comments-title">4 thoughts on this</h2></div>',
}
READ = sorted(EMBEDS)

# Platforms with one host for everybody are looked for at our server.
PRELUDE = """
from newscrawl.extraction.endpoints import disqus, hyvor, openweb, viafoura
disqus.EMBED = "{origin}/embed/comments/"
hyvor.API = "{origin}/api/data/v1/comments"
openweb.API = "{origin}/v1.0.0/conversation/read"
viafoura.API = "{origin}/v4/livecomments"
"""


def exchange(platform: str) -> dict[str, Any]:
    text = (FIXTURES / platform / "exchange.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.replace('"QUESTION"', json.dumps(coral.QUESTION)))
    return found


def article_path(platform: str) -> str:
    """Return where the server has the article; that of WordPress lies beside its comment feed."""
    return WORDPRESS if platform == "wordpress_rest" else f"/news/{platform}-harbour-tunnel-opens-after-nine-years"


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, tuple[str, dict[str, Any]]]
    mistakes: list[str]

    def do_GET(self) -> None:
        platform = next((name for name in READ if self.path == article_path(name)), None)
        if platform is None:
            self.answer(None)
            return
        names = {"origin": f"http://{self.headers['Host']}", "recorded": RECORDED}
        head, embed = HEADS.get(platform, ""), EMBEDS[platform]
        page = STORY.format(head=head.format(**names), embed=embed.format(**names))
        self.reply(200, page.encode(), {"Content-Type": "text/html"})

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
    urls = ",".join(origin + article_path(platform) for platform in READ)

    ended = crawl("article", "-a", f"urls={urls}", data_dir=tmp_path, prelude=PRELUDE.format(origin=origin))

    comments, pingbacks = records(tmp_path, "comments"), records(tmp_path, "pingbacks")
    assert ended.code == 0, ended.told
    assert mistakes == []
    for platform in READ:
        told = exchange(platform)
        mine = [c for c in comments if c["article_url"] == origin + article_path(platform)]
        assert {shown(c) for c in mine} == {wanted(c) for c in told["comments"]}, platform
        pings = [p for p in pingbacks if p["article_url"] == origin + article_path(platform)]
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
