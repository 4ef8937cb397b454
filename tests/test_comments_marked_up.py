"""Comments that microdata, definition lists and tables hold."""

from __future__ import annotations

import json

from newscrawl import Extraction, extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
SCHEMA = "https://schema.org"


def read(markup: str, head: str = "") -> Extraction:
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title>{head}</head><body><article><h1>Ferry line opens</h1>"
        f"{STORY}</article>{markup}</body></html>",
        URL,
    )


def test_properties_of_custom_elements_tell_name_time_and_parent() -> None:
    notes = f"""<reader-notes><reader-note id="note-31" itemprop="comment" itemscope itemtype="{SCHEMA}/Comment">
        <span itemprop="author creator" itemscope itemtype="{SCHEMA}/Person"><span itemprop="name">Mara Quill</span></span>
        <data itemprop="dateCreated" value="2014-11-21T22:08:00+00:00">Nov 21</data><span itemprop="upvoteCount">4</span>
        <note-text itemprop="text"><p>At last a ferry.</p></note-text></reader-note>
        <reader-note id="note-32" itemprop="comment" itemscope itemtype="{SCHEMA}/Comment">
        <span itemprop="author creator" itemscope itemtype="{SCHEMA}/Person"><span itemprop="name"></span></span>
        answering <a itemprop="parentItem" href="#note-31">note 31</a>
        <data itemprop="dateCreated" value="2014-11-22T10:41:00+00:00">Nov 22</data>
        <note-text itemprop="text"><p>Indeed, at last.</p></note-text></reader-note></reader-notes>"""

    first, second = read(notes).comments

    assert (first.author, second.author) == ("Mara Quill", None)
    assert [c.date_published.isoformat() for c in (first, second) if c.date_published] == [
        "2014-11-21T22:08:00+00:00",
        "2014-11-22T10:41:00+00:00",
    ]
    assert (first.body, second.body) == ("At last a ferry.", "Indeed, at last.")
    assert (second.parent_id, second.depth) == (first.id, 1)


def test_parent_named_by_a_link_that_is_not_shown() -> None:
    notes = "".join(
        f"""<div id="n{number}" itemprop="comment" itemscope itemtype="{SCHEMA}/Comment"><b itemprop="author">{name}</b>
        {parent}<time itemprop="dateCreated" datetime="2014-11-2{number}">2{number}.11.</time><p itemprop="text">At last.</p></div>"""
        for number, name, parent in (
            (1, "Mara Quill", ""),
            (2, "Ole Brandt", '<link itemprop="parentItem" href="#n1">'),
        )
    )

    first, second = read(notes).comments

    assert second.parent_id == first.id


def test_answers_in_a_definition_list_of_their_own() -> None:
    answers = """<h4>Your view</h4><p>3 comments</p><dl><dt><b>Mara Quill</b> <i>2 hours ago</i></dt><dd><p>At last a ferry.</p>
        <dl><dt><b>Ole Brandt</b> <i>1 hour ago</i></dt><dd><p>Indeed, at last.</p></dd></dl></dd>
        <dt><b>Ida Holm</b> <i>50 minutes ago</i></dt><dd><p>With a cabin?</p></dd></dl>"""

    first, second, third = read(f"<div>{answers}</div>").comments

    assert [(c.author, c.body) for c in (first, second, third)] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
        ("Ida Holm", "With a cabin?"),
    ]
    assert (first.parent_id, second.parent_id, third.parent_id) == (None, first.id, None)


def test_comments_that_only_the_data_holds_join_those_shown() -> None:
    entries = (
        (31, "Mara Quill", "2014-11-21T22:08:00+00:00", "At last a ferry."),
        (32, "Ole Brandt", "2014-11-22T10:41:00+00:00", "Indeed, at last."),
        (33, "Ida Holm", "2014-11-23T09:00:00+00:00", "With a cabin?"),
    )
    told = [
        {"@type": "Comment", "@id": f"{URL}#c{n}", "author": {"name": name}, "dateCreated": time, "text": text}
        for n, name, time, text in entries
    ]
    told[2]["parentItem"] = {"@id": f"{URL}#c31"}
    data = json.dumps({"@context": SCHEMA, "@type": "NewsArticle", "headline": "Ferry line opens", "comment": told})
    shown = "".join(
        f'<div class="x7" id="c{n}"><b>{name}</b> <i>{n - 10} November 2014</i><div><p>{text}</p></div></div>'
        for n, name, _, text in entries[:2]
    )

    found = read(
        f"<section><h2>3 comments</h2>{shown}<button>Show all comments</button></section>",
        head=f'<script type="application/ld+json">{data}</script>',
    ).comments

    assert [(c.author, c.body) for c in found] == [(name, text) for _, name, _, text in entries]
    assert [c.date_published.isoformat() for c in found if c.date_published] == [time for _, _, time, _ in entries]
    assert [c.parent_id for c in found] == [None, None, found[0].id]


def test_data_about_something_else_is_no_part_of_the_comments_shown() -> None:
    told = [{"@type": "Comment", "author": "Ida Holm", "text": f"A fine book, number {number}."} for number in range(3)]
    data = json.dumps({"@context": SCHEMA, "@type": "Book", "name": "The ferry", "comment": told})
    shown = "".join(
        f'<div class="comment" id="comment-{number}"><cite class="fn">{name}</cite> <time datetime="2014-11-21">21.11.</time>'
        f'<div class="comment-content"><p>At last a ferry.</p></div></div>'
        for number, name in ((31, "Mara Quill"), (32, "Ole Brandt"))
    )

    found = read(shown, head=f'<script type="application/ld+json">{data}</script>').comments

    assert [c.author for c in found] == ["Mara Quill", "Ole Brandt"]


def test_width_of_an_empty_cell_tells_the_level_of_an_answer() -> None:
    tables = "".join(
        f"""<table><tr><td width="{width}"></td><td><a name="p{number}"></a><b>{name}</b> <font>(2{number}.11.2014 22:08)</font></td>
        </tr><tr><td></td><td><p>{text}</p>[<a href="?answer_to={number}#form">Tell {name}</a>]</td></tr></table>"""
        for number, width, name, text in (
            (1, 1, "Mara Quill", "At last a ferry."),
            (2, 26, "Ole Brandt", "Indeed, at last."),
            (3, 1, "Ida Holm", "With a cabin?"),
        )
    )

    first, second, third = read(
        f"<p><b>Comments (3)</b></p>{tables}<form><textarea name='comment'></textarea></form>"
    ).comments

    assert (first.parent_id, second.parent_id, third.parent_id) == (None, first.id, None)
    assert [c.body for c in (first, second, third)] == ["At last a ferry.", "Indeed, at last.", "With a cabin?"]
