"""Discussions whose comments lie in no elements of their own: names, times and texts are neighbours."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"

BREAKS = """<h3>What our readers say (3)</h3><div class="talk"><a name="n31"></a><b>1. Mara Quill</b> (21 Nov 2014, 10:08 pm):<br>At
last a ferry.<br><br>With a cabin?<br><br><hr><a name="n32"></a><b>2. Trackback: <a href="http://notes.example/" rel="nofollow">Ferry
notes</a></b> (21 Nov 2014, 11:00 pm):<br>[...] the ferry [...]<br><br><hr><a name="n33"></a><b>3. Ole Brandt</b> (22 Nov 2014,
10:41 am):<br>Indeed, <code>at last</code>.<br><br><hr></div>"""
COLONS = """<h3>Comments</h3><div><strong>Mara Quill</strong> wrote on 21.11.2014 at 22:08: At last a ferry.<br><br>With a cabin?<br>
<br><strong>Ole Brandt</strong> wrote on 22.11.2014 at 10:41: Indeed, at last.</div>"""
PARAGRAPHS = """<div><h3>Letters from readers</h3><p><strong>1. Mara Quill</strong> (21.11.14, 22:08): At last a ferry.</p>
<p>With a cabin?</p><p><strong>2. Ole Brandt</strong> (22.11.14, 10:41): Indeed, at last.</p></div>"""
TIMES = """<h3>2 comments</h3><div><b>Mara Quill</b> <i>21 November 2014, 22:08</i><br>At last a ferry.<br><br>With a cabin?<br><br>
<b>Ole Brandt</b> <i>22 November 2014, 10:41</i><br>Indeed, at last.<br><br></div>"""


def read(markup: str) -> Extraction:
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title></head><body><div><h1>Ferry line opens</h1>{STORY}</div>"
        f"<div>{markup}</div></body></html>",
        URL,
    )


@pytest.mark.parametrize("markup", [BREAKS, COLONS, PARAGRAPHS, TIMES], ids="breaks colons paragraphs times".split())
def test_names_and_times_in_running_text(markup: str) -> None:
    found = read(markup)

    assert [(c.author, c.body and c.body.split()) for c in found.comments] == [
        ("Mara Quill", "At last a ferry. With a cabin?".split()),
        ("Ole Brandt", "Indeed, at last.".split()),
    ]
    assert [c.date_published.isoformat() for c in found.comments if c.date_published] == [
        "2014-11-21T22:08:00",
        "2014-11-22T10:41:00",
    ]


def test_anchor_before_a_name_numbers_the_comment_and_its_label_makes_a_ping() -> None:
    found = read(BREAKS)

    assert [c.id.rpartition("-c")[2] for c in found.comments] == ["31", "33"]
    assert [(p.kind, p.title) for p in found.pingbacks] == [("trackback", "Ferry notes")]


def test_name_and_time_of_one_comment_in_running_text() -> None:
    found = read("<h3>1 comment</h3><div><b>Mara Quill</b> (21 Nov 2014, 10:08 pm):<br>At last a ferry.<hr></div>")

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last a ferry.")]


def test_signature_behind_the_text() -> None:
    link = '<a href="http://notes.example/" rel="nofollow ugc">http://notes.example/</a>'
    entries = "".join(
        f'<li id="post-{n}"><p>{text}</p><p class="sig">— <b>{name}</b>, 22:08, 2{n} November 2014 <a href="#r{n}">reply</a></p></li>'
        for n, name, text in (
            (1, "Mara Quill", "5."),
            (2, "", "Indeed, at last."),
            (3, "Ole Brandt", f"Pingback: {link} says otherwise."),
        )
    )

    found = read(f"<h2>Talk</h2><p>3 comments</p><ul>{entries}</ul>")

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "5."),
        (None, "Indeed, at last."),
        ("Ole Brandt", "Pingback: http://notes.example/ says otherwise."),
    ]
    assert found.pingbacks == []


@pytest.mark.parametrize("attribute", ['@click="open"', ':class="odd"', 'title="\x1b"', 'x"y=""'])
def test_attributes_that_only_html_can_have_do_no_harm(attribute: str) -> None:
    entries = "".join(
        f'<dt id="comment-{n}" {attribute}>{name} said on {n} May 2014 at 6:30</dt><dd><p>Ferry number {n}.</p></dd>'
        for n, name in ((1, "Mara"), (2, "Ole"))
    )

    found = read(f'<h4>2 comments</h4><dl class="commentlist" id="comments-block">{entries}</dl>')

    assert [comment.author for comment in found.comments] == ["Mara", "Ole"]


def test_head_that_holds_the_next_one_does_no_harm() -> None:
    found = read("<div id='comments-block'><dt id='c1'>Mara<div id='c2'>Ole</div></dt></div>")

    assert found.kind == "article"
