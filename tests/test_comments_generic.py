"""Hand-made discussions, and what only looks like one."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"


def read(markup: str) -> Extraction:
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title></head><body><article><h1>Ferry line opens</h1>{STORY}</article>"
        f"{markup}</body></html>",
        URL,
    )


FORM = '<form action="/comment"><p class="comment-notes">Required fields are marked *</p><label>Name *</label><textarea></textarea></form>'
ROWS = """<b>READERS' COMMENTS (2)</b><table class="comments"><tr><td><b>Mara Quill</b><br>21.11.2014<br>22:08</td><td><p>At last
a ferry.</p></td></tr><tr><td><b>Ole Brandt</b><br>22.11.2014<br>10:41</td><td><p>Indeed, at last.</p></td></tr></table>"""
LINES = """<div class="leserbriefe"><div class="leserbrief"><div class="kopf">Mara Quill / 21.11.2014</div><p>At last a ferry.</p></div>
<div class="leserbrief"><div class="kopf">Ole Brandt / 22.11.2014</div><p>Indeed, at last.</p></div></div>"""
HASHED = """<h2>2 comments</h2><ul class="x1"><li class="x2"><div class="x3"><span class="x4">Mara Quill</span> commented</div>
<time datetime="2014-11-21T22:08:00+09:00">9 years ago</time><div class="x5"><p>At last a ferry.</p></div></li><li class="x2">
<div class="x3"><span class="x4">Ole Brandt</span> commented</div><time datetime="2014-11-22T10:41:00+09:00">9 years ago</time>
<div class="x5"><p>Indeed, at last.</p></div></li></ul>"""
FLAT = """<h3>Comments</h3><div id="comments-flat"><h4 class="who">Mara Quill</h4><p class="when">21 November 2014</p><p>At last a
ferry.</p><h4 class="who">Ole Brandt</h4><p class="when">22 November 2014</p><p>Indeed, at last.</p></div>"""
CAMEL = """<div id="allComments"><div id="comment31"><p class="cssListCommentName">Mara Quill</p>
<p class="cssListCommentTimestamp">21.11.2014</p><div class="cssListCommentText">At last a ferry.</div><a class="btnReply">Reply</a>
</div><div id="comment32"><p class="cssListCommentName">Ole Brandt</p><p class="cssListCommentTimestamp">22.11.2014</p>
<div class="cssListCommentText">Indeed, at last.</div></div></div>"""


@pytest.mark.parametrize("markup", [ROWS, LINES, HASHED, CAMEL], ids=["rows", "lines", "hashed", "camel"])
def test_hand_made_list(markup: str) -> None:
    found = read(markup + FORM)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]


def test_head_and_text_that_are_neighbours() -> None:
    found = read(FLAT)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]


TEASER = '<div class="card"><h3><a href="/news/{n}-story-of-the-day">Story {n} of the day, long enough</a></h3><time>2{n}.11.2014</time><p>By Ann</p></div>'


@pytest.mark.parametrize(
    "markup",
    [
        FORM,
        f'<div id="comments" class="comments-area"><h3>Leave a Reply</h3>{FORM}</div>',
        "<section class='more'>" + "".join(TEASER.format(n=n) for n in range(1, 5)) + "</section>",
        '<div class="most-commented"><h3>Most commented</h3>'
        + "".join(TEASER.format(n=n) for n in range(1, 5))
        + "</div>",
        '<div class="author-box"><b>Ann Writer</b><p>Ann has written about ships since 3 May 2009.</p><a href="/author/ann">All</a></div>',
        '<div class="comments-disabled">Comments are closed since 21 November 2014.</div>',
        '<ul class="latest-comments"><li><a href="/news/other#c1">Mara on Other story</a> 21.11.2014</li>'
        '<li><a href="/news/else#c2">Ole on Something else</a> 22.11.2014</li></ul>',
    ],
    ids="form area teasers most-commented author-box closed latest".split(),
)
def test_what_is_no_discussion(markup: str) -> None:
    found = read(markup)

    assert (found.comments, found.pingbacks) == ([], [])


def test_one_comment_alone() -> None:
    found = read(
        '<div class="kommentare"><div class="rubrik">Kommentare</div><div class="kommentar-item"><div class="kommentar-info">'
        '<div class="benutzer">Mara Quill</div><div class="datum">21.11.2014, 22.08 Uhr</div></div><h5>Ach ja</h5>'
        '<div class="kommentar-text">Endlich eine Fähre.</div></div></div>'
    )

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "Endlich eine Fähre.")]
