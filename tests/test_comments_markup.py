"""Discussions told by mark-up of many kinds: terms below texts, slots, tabs, folded answers, anchors, notes of answers."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from newscrawl import Extraction, extract
from newscrawl.extraction.comments.named import lesser_sections
from newscrawl.extraction.threads.posted import has_machine_time
from newscrawl.page import Page

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
FORM = '<form action="/say" method="post"><textarea name="text"></textarea></form>'


def read(markup: str) -> Extraction:
    return extract(
        f"<html><head><title>Ferry line opens</title></head><body><div class='st'><h1>Ferry line opens</h1>{STORY}</div>"
        f"{markup}</body></html>",
        URL,
    )


TERMS = """<h2>Leserbriefe (2)</h2><dl><dd id="l31"><p>At last a ferry.</p></dd><dt>Mara Quill, am 21.11.2014 um 22:08 Uhr</dt><dd>
<dl><dd id="l32"><p>Indeed, at last.</p></dd><dt>Ole Brandt, am 22.11.2014 um 10:41 Uhr</dt></dl></dd></dl>"""
ROWS = """<p><b>Reader feedback: 2 posts</b></p><table><tr><th><a name="p1">#1</a> Mara Quill</th><td>11/21/2014 10:08 pm</td></tr>
<tr><td colspan="2"><p>At last a ferry.</p></td></tr><tr><th><a name="p2">#2</a> Ole Brandt</th><td>in reply to <a href="#p1">#1</a>
&mdash; 11/22/2014 10:41 am</td></tr><tr><td colspan="2"><p>Indeed, at last.</p></td></tr></table><p><b>Trackbacks</b></p><table><tr>
<td><a href="https://notes.example/1">Ferry notes</a></td><td>11/23/2014 9:00 am</td></tr></table>"""
SLOTS = """<x-thread><x-comment id="x-31"><span slot="author">Mara Quill</span><span slot="when" title="November 21, 2014 10:08 PM">2y
</span><div slot="text"><p>At last a ferry.</p></div><x-thread slot="replies"><x-comment id="x-32"><span slot="author">Ole Brandt</span>
<span slot="when" title="November 22, 2014 10:41 AM">2y</span><div slot="text"><p>Indeed, at last.</p></div></x-comment></x-thread>
</x-comment></x-thread>"""
FOLDED = """<section aria-label="Commenti"><article id="m31"><header><b>Mara Quill</b> <time data-epoch="1416607690"></time></header>
<p>At last a ferry.</p><footer><button>Rispondi</button></footer><details><summary>1 risposte</summary><article id="m32"><header><b>Ole
Brandt</b> <time data-epoch="1416652860"></time></header><p>Indeed, at last.</p><footer><button>Rispondi</button></footer></article>
</details></article></section>"""
NOTED = """<div class="o"><div class="t">Обсуждение: 2</div><div class="i" id="msg_31"><div class="h"><a href="/user/7/">Mara Quill</a>
<a href="#msg_31">21 ноября 2014 в 22:08</a></div><div class="m"><p>At last a ferry.</p></div><div><span>Ответить</span></div></div><div
class="i" id="msg_32"><div class="h"><a href="/user/8/">Ole Brandt</a> <a href="#msg_32">22 ноября 2014 в 10:41</a> <a href="#msg_31">в
ответ на сообщение Mara Quill</a></div><div class="m"><p>Indeed, at last.</p></div><div><span>Ответить</span></div></div></div>"""
ADDRESSED = """<div itemprop="comment" itemscope itemtype="http://schema.org/UserComments"><a itemprop="url"
href="/news/ferry-line#c31">¶</a> <span itemprop="creator">Mara Quill</span> <meta itemprop="commentTime"
content="2014-11-21T22:08:10"><div itemprop="commentText"><p>At last a ferry.</p></div></div><div itemprop="comment" itemscope
itemtype="http://schema.org/UserComments"><a itemprop="url" href="/news/ferry-line#c32">¶</a> <span itemprop="creator">Ole Brandt</span>
<meta itemprop="commentTime" content="2014-11-22T10:41:10"><link itemprop="replyToUrl" href="/news/ferry-line#c31"><div
itemprop="commentText"><p>Indeed, at last.</p></div></div>"""


@pytest.mark.parametrize(
    "markup",
    [TERMS, ROWS, SLOTS, FOLDED, NOTED, ADDRESSED],
    ids="terms-below-texts rows slots folded noted addressed".split(),
)
def test_thread(markup: str) -> None:
    found = read(markup)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]
    assert [c.parent_id for c in found.comments] == [None, found.comments[0].id]


def test_rows_below_comments_are_pings() -> None:
    found = read(ROWS)

    assert [(p.title, p.source_url) for p in found.pingbacks] == [("Ferry notes", "https://notes.example/1")]


def test_row_whose_text_speaks_of_a_time_is_no_head() -> None:
    found = read(ROWS.replace("At last a ferry.", "Since November 3, 2014"))

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "Since November 3, 2014"),
        ("Ole Brandt", "Indeed, at last."),
    ]


def test_times_in_titles_go_before_those_that_readers_wrote_of() -> None:
    found = read(SLOTS.replace("At last a ferry.", "November 3, 2014 at 9:00 AM"))

    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]


TABS = """<ul><li><a href="#t1">Reacties (2)</a></li><li><a href="#t2">Trackbacks (1)</a></li></ul><div><div id="t1"><div class="media">
<span><img src="/av/1.png" alt="Avatar of Mara Quill"></span><div class="media-body"><small>21-11-2014 22:08</small> <p>At last a ferry.
</p></div></div><div class="media"><span><img src="/av/2.png" alt="Ole Brandt"></span><div class="media-body"><small>22-11-2014
10:41</small> <p>Indeed, at last.</p></div></div></div><div id="t2"><div class="media"><div class="media-body"><a
href="https://notes.example/1">Ferry notes</a> <small>23-11-2014 09:00</small></div></div></div></div>"""


def test_tabs_tell_comments_from_trackbacks() -> None:
    found = read(TABS)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert [(p.title, p.source_url) for p in found.pingbacks] == [("Ferry notes", "https://notes.example/1")]


def test_captions_are_no_names_of_readers() -> None:
    captions = ("The new ferry leaves the harbour for the first time", "At the quay: passengers wait")
    markup = TABS.replace("Avatar of Mara Quill", captions[0]).replace("Ole Brandt", captions[1])

    found = read(markup)

    assert not {comment.author for comment in found.comments} & {*captions}


def test_link_to_a_post_that_is_called_reaction_leads_to_no_comments() -> None:
    post = f'<div id="post-3"><time datetime="2014-11-21T13:12:00">13:12</time><b class="author">Mara Quill</b>{STORY}</div>'

    found = read(f'<ul><li><a href="#post-3">Reaction</a></li></ul>{post}')

    assert found.comments == []


SAID = """<div class="c"><span class="no">1</span><span class="by">Mara Quill</span> <span>Nov 21, 2014 10:08 PM</span><div
class="tx"><p>At last a ferry.</p></div></div><div class="c"><span class="no">2</span><span class="by">Ole Brandt</span> <span>Nov 22,
2014 10:41 AM</span><div class="tx"><p>Indeed, at last.</p></div></div>"""


@pytest.mark.parametrize(
    ("lead", "number"),
    [
        ('<a name="comments"></a>', 2),
        ('<a id="comments"></a>', 2),
        ('<a id="comments" href="#say">comment now</a>', 0),
        ("", 0),
    ],
)
def test_anchor_marks_where_comments_begin(lead: str, number: int) -> None:
    found = read(f"{lead}<div>{SAID}</div>")

    assert len(found.comments) == number


def test_number_in_a_bar_of_controls_titles_comments() -> None:
    bar = "<div class='bar'><span>2 Comments</span> <select><option>Newest</option><option>Most liked</option></select></div>"
    entries = SAID.replace("</div></div>", '</div><p><a href="#">Like (2)</a> | <a href="#">Reply</a></p></div>')

    found = read(f"<div class='w'>{bar}{entries}</div>")

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]


def test_buttons_below_a_comment_without_name_are_none() -> None:
    entry = """<div class="e"><p><b>{name}</b> · {day}. Nov 2014, 10:08 pm</p><div><p>{text}</p></div><p><a href="#">Like (2)</a> | <a
    href="#">Reply</a> | <a href="#">Flag</a></p></div>"""
    entries = "".join(
        entry.format(name=name, day=day, text=text)
        for name, day, text in (("Mara Quill", 21, "At last."), ("", 22, "Indeed."), ("Ole Brandt", 23, "A cabin?"))
    )

    found = read(f"<div><h3>3 Comments</h3>{entries}</div>")

    assert [c.author for c in found.comments] == ["Mara Quill", None, "Ole Brandt"]


def test_sentence_that_begins_with_a_day_is_a_text() -> None:
    entry = '<div><b>{name}</b><p>{text}</p><a href="#respond">Reply</a></div>'
    texts = ("27日、東京で開かれた会合で予算が決まった。", "At last a ferry to the outer islands.")
    entries = "".join(entry.format(name=name, text=text) for name, text in zip(("Mara", "Ole"), texts, strict=True))

    found = read(f"<div><h3>2 thoughts</h3>{entries}</div>{FORM}")

    assert [(c.author, c.body) for c in found.comments] == [("Mara", texts[0]), ("Ole", texts[1])]


def test_word_before_the_time_is_not_the_name_of_a_reader_without_one() -> None:
    found = read(TERMS.replace("Ole Brandt, am", ", am"))

    assert [c.author for c in found.comments] == ["Mara Quill", None]


def test_what_many_links_lead_to_is_one_section() -> None:
    page = Page('<p><a href="#c">3 comments</a> <a href="#c">4 comments</a></p><div id="c"><p>Text</p></div>', URL)

    assert [[element.get("id") for element in section] for section in lesser_sections(page)] == [["c"]]


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [("data-post-timestamp='1714730000'", True), ("data-comment-date='20240503'", True), ("data-timeout='5000'", False), ("data-candidate='12345'", False)],
)  # fmt: skip
def test_attribute_with_a_count_tells_no_time(attribute: str, *, expected: bool) -> None:
    element = fragment_fromstring(f"<span {attribute}>Kim</span>")

    assert has_machine_time(element) is expected
