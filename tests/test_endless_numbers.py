"""Numbers of thousands of digits, which the interpreter refuses to read, where pages and addresses have counts."""

import json

import pytest

from newscrawl import extract
from newscrawl.wordpress_rest import next_page

URL = "https://gullpost.example/2026/03/05/the-ferry/"
ENDLESS = "7" * 5000
STORY = "<p>The ferry sails at dawn, the harbor master said, and it will be back by noon.</p>" * 3


@pytest.mark.parametrize(
    "data",
    [
        {"commentCount": ENDLESS},
        {"interactionStatistic": {"interactionType": "CommentAction", "userInteractionCount": ENDLESS}},
    ],
)
def test_declared_count_in_structured_data(data: dict[str, object]) -> None:
    data = {"@type": "NewsArticle", "headline": "The ferry sails", **data}
    html = f"<script type='application/ld+json'>{json.dumps(data)}</script><h1>The ferry sails</h1>{STORY}"

    found = extract(html, URL)

    assert found.article is not None
    assert found.article.headline == "The ferry sails"
    assert found.article.comment_count_declared is None


@pytest.mark.parametrize("mark", [f'style="margin-left: {ENDLESS}px"', f'data-depth="{ENDLESS}"', 'data-depth="²"'])
def test_indent_of_a_comment(mark: str) -> None:
    comments = "".join(
        f'<div class="comment" id="comment-{number}" {mark}><b class="author">Ada Reed</b>'
        f"<time>2026-03-05 10:0{number}</time><p>Number {number} saw it sail.</p></div>"
        for number in range(1, 4)
    )

    found = extract(f"<h1>The ferry sails</h1>{STORY}<h2>3 comments</h2><div id=comments>{comments}</div>", URL)

    assert [comment.body for comment in found.comments] == [f"Number {number} saw it sail." for number in range(1, 4)]


def test_page_of_an_address() -> None:
    assert next_page(f"https://gullpost.example/wp-json/wp/v2/comments?page={ENDLESS}", 10, None) == (
        "https://gullpost.example/wp-json/wp/v2/comments?page=2"
    )
    assert next_page("https://gullpost.example/wp-json/wp/v2/comments?page=²", 10, "2") == (
        "https://gullpost.example/wp-json/wp/v2/comments?page=2"
    )
