"""Discourse: the topic of an article as JSON. The first post announces the article and is no comment."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.endpoints.answer import EndpointAnswer, dicts, endpoint, finish, follow, identifier, mapping
from newscrawl.page import Page
from newscrawl.visits import Link

__all__ = ["first", "parse"]

_TOPIC = re.compile(r"/t/(?:[^/]+/)?(\d+)(?:/\d+)?(?:[?#]|\Z)")
_BATCH = 20


def first(root: str, article_url: str, *, topic_id: str | int | None = None, embed_url: str | None = None) -> Link:
    """Return the request for a topic by its number, or else for the embedded page that names it."""
    root = root.rstrip("/")
    if topic_id:
        return endpoint(f"{root}/t/{topic_id}.json", "discourse", article_url)
    url = f"{root}/embed/comments?{urlencode({'embed_url': embed_url or article_url})}"
    return endpoint(url, "discourse", article_url)


def parse(answer: EndpointAnswer) -> Discussion:
    """Read an embedded page, a topic or a further batch of its posts."""
    discussion = Discussion(platform="discourse")
    data = answer.json()
    if not isinstance(data, dict):
        discussion.follow_ups = _topic_of_embed(answer)
        return finish(answer, discussion)
    stream = mapping(data.get("post_stream"))
    posts = dicts(stream.get("posts"))
    topic = identifier(data.get("id")) or answer.link.data.get("topic")
    numbers = dict(answer.link.data.get("numbers") or {})
    numbers.update({str(p.get("post_number")): str(p.get("id")) for p in posts if p.get("post_number") != 1})
    discussion.comments = [comment for post in posts if (comment := _comment(post, numbers, topic, answer))]
    if isinstance(count := data.get("posts_count"), int):
        discussion.declared = max(0, count - 1)
    rest = answer.link.data.get("rest") or _unread(stream, posts)
    if rest and topic:
        batch, later = rest[:_BATCH], rest[_BATCH:]
        params = urlencode([("post_ids[]", number) for number in batch])
        url = urljoin(answer.url, f"{_folder(answer.url)}/t/{topic}/posts.json?{params}")
        discussion.follow_ups.append(follow(answer, url, topic=topic, rest=later or [], numbers=numbers))
    return finish(answer, discussion)


def _unread(stream: dict[str, Any], posts: list[dict[str, Any]]) -> list[int]:
    read = [post.get("id") for post in posts]
    numbers = stream.get("stream")
    return [n for n in numbers if isinstance(n, int) and n not in read] if isinstance(numbers, list) else []


def _folder(url: str) -> str:
    return urlsplit(url).path.partition("/t/")[0].partition("/embed/")[0]


def _topic_of_embed(answer: EndpointAnswer) -> list[Link]:
    page = Page(answer.body, answer.url)
    for element in page.tagged("a"):
        if found := _TOPIC.search(element.get("href") or ""):
            return [follow(answer, urljoin(answer.url, f"{_folder(answer.url)}/t/{found[1]}.json"), topic=found[1])]
    return []


def _comment(
    post: dict[str, Any], numbers: dict[str, str], topic: str | None, answer: EndpointAnswer
) -> RawComment | None:
    native_id, number = identifier(post.get("id")), post.get("post_number")
    if native_id is None or number == 1 or post.get("hidden") or post.get("deleted_at") or post.get("user_deleted"):
        return None
    if post.get("post_type", 1) != 1:  # notices about the topic, not posts
        return None
    username = post.get("username")
    root = urljoin(answer.url, _folder(answer.url) or "/").rstrip("/")
    return RawComment(
        native_id=native_id,
        parent_native_id=numbers.get(str(post.get("reply_to_post_number"))),
        author=post.get("name") or username,
        author_url=f"{root}/u/{username}" if username else None,
        date=post.get("created_at"),
        body=post.get("cooked"),
        body_is_html=True,
        permalink=f"{root}/t/{topic}/{number}" if topic and number else None,
    )
