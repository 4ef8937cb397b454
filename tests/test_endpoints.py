"""Exchanges with comment platforms, replayed: ``tests/fixtures/endpoints/<platform>/exchange.json`` says what is asked
and what must come of it, the files beside it are the answers."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawl.extraction import endpoints
from newscrawl.extraction.endpoints import PLATFORMS, coral
from newscrawl.extraction.endpoints.answer import MAX_ANSWERS
from newscrawl.extractor import Extraction, extract, extract_endpoint
from newscrawl.identity import article_id
from newscrawl.items import Comment, Pingback
from newscrawl.visits import Link, LinkKind

FIXTURES = Path(__file__).parent / "fixtures" / "endpoints"
ARTICLE = "https://harbour.example/2014/11/21/tunnel/"


def exchange(platform: str) -> dict[str, Any]:
    text = (FIXTURES / platform / "exchange.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.replace('"QUESTION"', json.dumps(coral.QUESTION)))
    return found


def first_link(platform: str, told: dict[str, Any]) -> Link:
    link: Link = getattr(endpoints, platform).first(**told["first"])
    return link


def replay(platform: str) -> tuple[list[Extraction], list[Link]]:
    """Answer every request from the fixture, as a crawl would; fail on a request that it does not hold."""
    told = exchange(platform)
    answers = {step["url"]: step for step in told["steps"]}
    link = first_link(platform, told)
    asked, read, queue = [], [], [link]
    while queue:
        link = queue.pop(0)
        step = answers[link.url]
        body = (FIXTURES / platform / step["answer"]).read_bytes()
        assert link.data.get("post") == step.get("post")
        read.append(extract_endpoint(body, link.url, link, headers=step.get("headers")))
        asked.append(link)
        queue += read[-1].follow_ups
    return read, asked


def shown(record: Comment | Pingback, told: dict[str, Any]) -> dict[str, Any]:
    """Return a record's fields in the words of the fixture."""
    owner = article_id(ARTICLE)
    values: dict[str, Any] = {}
    for name in told:
        if name == "native_id":
            values[name] = record.id.removeprefix(owner + ("-c" if isinstance(record, Comment) else "-p"))
        elif name == "parent":
            parent = getattr(record, "parent_id", None)
            values[name] = parent.removeprefix(owner + "-c") if parent else None
        else:
            value = getattr(record, name)
            values[name] = value.isoformat() if isinstance(value, datetime) else value
    return values


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_exchange(platform: str) -> None:
    told = exchange(platform)

    read, asked = replay(platform)

    comments = {c.id: c for extraction in read for c in extraction.comments}
    pingbacks = [p for extraction in read for p in extraction.pingbacks]
    assert sorted(link.url for link in asked) == sorted(step["url"] for step in told["steps"])
    assert [shown(c, t) for c, t in zip(comments.values(), told["comments"], strict=True)] == told["comments"]
    assert [shown(p, t) for p, t in zip(pingbacks, told["pingbacks"], strict=True)] == told["pingbacks"]
    assert next((e.comment_count_declared for e in read if e.comment_count_declared), None) == told["declared"]


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_records_belong_to_the_article(platform: str) -> None:
    read, asked = replay(platform)

    records = [r for extraction in read for r in (*extraction.comments, *extraction.pingbacks)]
    assert {(r.article_id, r.article_url, r.site) for r in records} == {
        (article_id(ARTICLE), ARTICLE, "harbour.example")
    }
    assert all(link.kind is LinkKind.ENDPOINT and link.article_url == ARTICLE for link in asked)
    assert all(link.headers == exchange(platform).get("request_headers", link.headers) for link in asked)


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
@pytest.mark.parametrize(
    "body",
    [b"", b"Forbidden", b"{", b"[]", b"{}", b"null", b"[null, 1]", b'"x"', b'{"error": 1}', b"<html>", b"\xff\xfe",
     b'{"data": null, "response": 5, "conversation": 1, "contents": {}, "post_stream": [], "feed": 7, "replies": 1}',
     b'{"response": {"posts": [{"id": {}}, {"id": 1, "author": 3, "message": null}], "thread": 9}, "cursor": true}'],
)  # fmt: skip
def test_broken_answers_hold_nothing(platform: str, body: bytes) -> None:
    link = first_link(platform, exchange(platform))
    link.data.pop("feed", None)

    read = extract_endpoint(body, link.url, link)

    assert (read.comments, read.pingbacks, read.follow_ups) == ([], [], [])


def test_unknown_platform_gives_nothing() -> None:
    link = Link(url="https://x.example/", kind=LinkKind.ENDPOINT, platform="letters", article_url=ARTICLE)

    assert extract_endpoint(b"{}", link.url, link) == Extraction(kind="endpoint")


def test_ids_equal_those_of_the_page() -> None:
    html = """<ol class="commentlist"><li class="comment" id="comment-31">
    <div class="comment-author"><cite>Mira</cite></div>
    <div class="comment-meta"><a href="#comment-31">November 21, 2014</a></div><p>First.</p></li></ol>"""
    link = endpoints.wordpress_rest.first("https://harbour.example/wp-json/", 7, ARTICLE)
    body = b'[{"id": 31, "parent": 0, "author_name": "Mira", "content": {"rendered": "<p>First.</p>"}}]'

    page = extract(html, ARTICLE)
    read = extract_endpoint(body, link.url, link)

    assert [c.id for c in read.comments] == [c.id for c in page.comments]


def test_a_platform_that_never_ends_is_left() -> None:
    link = endpoints.wordpress_rest.first("https://harbour.example/wp-json/", 7, ARTICLE)
    link.data["answers"] = MAX_ANSWERS
    body = b'[{"id": 31, "content": {"rendered": "x"}}]'

    read = extract_endpoint(body, link.url, link, headers={"x-wp-totalpages": "999"})

    assert (len(read.comments), read.follow_ups) == (1, [])


def test_parents_that_answer_each_other_do_not_hang() -> None:
    link = endpoints.remark42.first("https://r.example/", "s", ARTICLE)
    body = b'{"comments": [{"id": "a", "pid": "b", "text": "x"}, {"id": "b", "pid": "a", "text": "y"}]}'

    read = extract_endpoint(body, link.url, link)

    assert len(read.comments) == 2


def test_disqus_without_key_leaves_the_declared_count() -> None:
    link = endpoints.disqus.first("harbour", ARTICLE)
    thread = {
        "cursor": {"hasNext": True, "next": "1:0:0"},
        "response": {"posts": [{"id": "1", "message": "<p>x</p>"}], "thread": {"id": "7", "posts": 90}},
    }
    body = f'<script type="text/json" id="disqus-threadData">{json.dumps(thread)}</script>'.encode()

    read = extract_endpoint(body, link.url, link)

    assert (len(read.comments), read.follow_ups, read.comment_count_declared) == (1, [], 90)


def test_talk_answers_are_read_like_those_of_coral() -> None:
    link = endpoints.coral.first("https://talk.example", ARTICLE)
    nodes = [{"id": "a", "body": "x", "created_at": "2014-11-21T08:30:00Z", "user": {"username": "mira"}}]
    body = json.dumps({"data": {"asset": {"totalCommentCount": 9, "comments": {"nodes": nodes}}}}).encode()

    read = extract_endpoint(body, link.url, link)

    assert [(c.author, c.body) for c in read.comments] == [("mira", "x")]
    assert read.comment_count_declared == 9


def test_blogger_atom_is_read_like_json() -> None:
    link = endpoints.blogger.first("https://b.example/", "7", ARTICLE)
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearchrss/1.0/">
    <o:totalResults>2</o:totalResults>
    <entry><id>tag:blogger.com,1999:blog-8.post-11</id><published>2014-11-21T08:30:00Z</published>
    <content type="html">The tunnel leaks.</content><author><name>Mira</name></author></entry>
    <entry><id>tag:blogger.com,1999:blog-8.post-12</id><published>2014-11-21T09:00:00Z</published>
    <link rel="related" href="http://b.example/feeds/8/7/comments/default/11?v=2"/>
    <content type="html">No.</content></entry></feed>"""

    read = extract_endpoint(body, link.url, link)

    first, second = read.comments
    assert (first.author, first.body, second.parent_id) == ("Mira", "The tunnel leaks.", first.id)
    assert read.comment_count_declared == 2


def test_values_of_the_wrong_type_and_control_characters_are_dropped() -> None:
    link = endpoints.remark42.first("https://r.example/", "s", ARTICLE)
    body = (
        b'{"comments": [{"id": 7, "text": "a\\u0001b\\u0000c", "user": {"name": ["x"]}, "time": 5}, '
        b'{"id": {"$": 1}, "text": "no id"}, {"id": "8", "text": 9, "user": "y"}], "info": {"count": "many"}}'
    )

    read = extract_endpoint(body, link.url, link)

    assert [(c.author, c.body, c.date_published) for c in read.comments] == [(None, "abc", None)]
    assert read.comment_count_declared is None
