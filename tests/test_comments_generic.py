"""Hand-made discussions, and what only looks like one."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract
from newscrawl.extraction.comments import section

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


SIGNED = """<h2>Comments</h2><ul><li id="c31"><h3>Mara Quill</h3><p>At last a ferry.</p><small>21.11.2014</small></li>
<li id="c32"><h3>Ole Brandt</h3><p>Indeed, at last.</p><small>22.11.2014</small></li></ul>"""
EACH = """<div class="reader-comment a31"><i>Mara Quill</i> <time>21 November 2014</time><p>At last a ferry.</p></div><hr>
<section><div class="reader-comment a32"><i>Ole Brandt</i> <time>22 November 2014</time><p>Indeed, at last.</p></div></section>"""
BARE = """<div class="bar">Comments</div><div><h4>#1 Comment by Mara Quill</h4> 21 November 2014, 22:08 <p>At last a ferry.</p></div>
<div><h4>#2 Comment by Ole Brandt</h4> 22 November 2014, 10:41 <p>Indeed, at last.</p></div>"""
QUOTED = """<section class="discussion"><blockquote><p><cite>Mara Quill</cite> 21 November 2014</p><p>At last a ferry.</p>
<blockquote><p><cite>Ole Brandt</cite> 22 November 2014</p><p>Indeed, at last.</p><a href="#w">Reply</a></blockquote></blockquote>
</section>"""

WROTE = """<div id="talk"><h3>2 Responses to “Ferry line opens”</h3><ol><li><cite>Mara Quill</cite> wrote on 21 November 2014 at
22:08:<p>At last a ferry.</p></li><li><cite>Ole Brandt</cite> wrote on 22 November 2014 at 10:41:<p>Indeed, at last.</p></li></ol>
</div>"""
HASHED_FOOT = """<section class="Post__list--1"><header><h2>Diskussion</h2><span>2</span></header><article class="Post__item--3x">
<div class="Post__text--1a"><p>At last a ferry.</p></div><div class="Post__foot--9"><span>Mara Quill</span>
<abbr title="2014-11-21T22:08:00+00:00">7 days ago</abbr></div></article><article class="Post__item--3x"><div class="Post__text--1a">
<p>Indeed, at last.</p></div><div class="Post__foot--9"><span>Ole Brandt</span><abbr title="2014-11-22T10:41:00+00:00">6 days ago
</abbr></div></article></section>"""
TITLED = """<div role="feed"><h2>Comments</h2><div role="article"><div><a href="#c1" title="November 21, 2014 at 10:08 pm">#</a>
<b>Mara Quill</b></div><p>At last a ferry.</p><div role="article"><div><a href="#c2" title="November 22, 2014 at 10:41 am">#</a>
<b>Ole Brandt</b></div><p>Indeed, at last.</p></div></div></div>"""
CUSTOM = """<reader-comments><reader-comment><comment-author>Mara Quill</comment-author><relative-time
datetime="2014-11-21T22:08:00+00:00">last week</relative-time><comment-body><p>At last a ferry.</p></comment-body></reader-comment>
<reader-comment><comment-author>Ole Brandt</comment-author><relative-time datetime="2014-11-22T10:41:00+00:00">last week
</relative-time><comment-body><p>Indeed, at last.</p></comment-body></reader-comment></reader-comments>"""


@pytest.mark.parametrize(
    "markup",
    [ROWS, LINES, HASHED, CAMEL, SIGNED, EACH, BARE, QUOTED, WROTE, HASHED_FOOT, TITLED, CUSTOM],
    ids="rows lines hashed camel signed each bare quoted wrote hashed-foot titled custom".split(),
)
def test_hand_made_list(markup: str) -> None:
    found = read(markup + FORM)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]


def test_line_that_says_who_wrote_goes_before_a_heading() -> None:
    entry = (
        '<li id="comment-{n}"><div><h2 id="c{n}">{title}</h2><span class="metadata">written by {name} on {n} Nov. 2014, 19:04'
        "</span></div><p>{text}</p></li>"
    )
    entries = entry.format(n=21, title="One reason", name="mara2012", text="At last a ferry.") + entry.format(
        n=22, title="Another", name="ole", text="Indeed, at last."
    )

    found = read(f'<h1 id="comments">Comments</h1><ul class="comments">{entries}</ul>')

    assert [(c.author, c.date_published_raw, c.body) for c in found.comments] == [
        ("mara2012", "21 Nov. 2014, 19:04", "One reason\n\nAt last a ferry."),
        ("ole", "22 Nov. 2014, 19:04", "Another\n\nIndeed, at last."),
    ]


def test_words_of_the_software_before_name_and_text_are_not_read() -> None:
    found = read(
        '<ol class="commentlist"><li id="comment-31">Comment<small> by </small><cite>Mara Quill</cite><br>'
        '<small class="commentmetadata">21 November 2014</small><p>At last a ferry.</p></li></ol>'
    )

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last a ferry.")]


def test_link_to_the_story_is_no_author() -> None:
    found = read(
        '<ul class="comments-ul"><li class="comment" id="comment31"><p class="comment-meta"><time datetime="2014-11-21T22:08:00Z">'
        '21 November</time><span class="reviewer vcard">, by Mara Quill</span> <span class="item">In reply to: <a class="url fn" '
        f'href="{URL}">Ferry line opens</a></span></p><div class="comment-content"><p>At last a ferry.</p></div></li></ul>'
    )

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last a ferry.")]


def test_age_on_the_link_to_a_comment_is_its_time() -> None:
    found = read(
        '<div id="comments"><div class="comment" id="comment-31"><p><a href="https://mara.example/" rel="external nofollow" '
        f'class="url">Mara Quill</a> <a class="comment-link" href="{URL}#comment-31">1 year</a></p><p>At last a ferry.</p></div></div>'
    )

    assert [(c.author, c.date_published_raw) for c in found.comments] == [("Mara Quill", "1 year")]


def test_comments_on_other_stories_are_none_of_this_one() -> None:
    found = read(
        '<div class="col"><h4>Leserkommentare</h4><ul><li>Mara on <a href="/news/bridge#comment-160">The bridge opens late</a>: '
        '"At last!" <span class="date">21.11.2014, 22:08</span></li></ul></div>'
    )

    assert found.comments == []


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

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "Ach ja\n\nEndlich eine Fähre.")]


ENTRY = "<li><b>{name}</b> <span>{day}.12.2014 18:40</span><p>{text}</p></li>"


@pytest.mark.parametrize(
    "title",
    [
        "<h2>Join the conversation (2)</h2>",
        "<h3>2 réactions</h3>",
        "<h3>コメント（2件）</h3>",
        "<h3>Σχόλια</h3>",
        "<p><b>Leserkommentare (2)</b></p>",
        "<p>2 replies</p>",
        "<h2>What readers say</h2>",
    ],
)
def test_titles_in_many_languages_and_tags(title: str) -> None:
    entries = ENTRY.format(name="Mara Quill", day=13, text="At last a ferry.") + ENTRY.format(
        name="Ole Brandt", day=14, text="Indeed, at last."
    )

    found = read(f"<div>{title}<ul>{entries}</ul></div>")

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]


def test_widget_of_comments_under_headlines_is_none() -> None:
    entry = '<li><a href="/news/{n}-slider-of-the-week">Slider of the week with many words</a> 2 months ago<p>One has to look out for…</p></li>'

    found = read(f"<div><h3>Comments</h3><ul>{entry.format(n=1)}{entry.format(n=2)}</ul></div>")

    assert found.comments == []


def test_link_behind_words_of_reply_tells_the_parent() -> None:
    entry = '<div class="avis" id="avis-{n}"><b>{name}</b> <i>{n}.12.2014</i><p>{text}</p>{reply}</div>'
    reply = '<div class="ref">En réponse à <a href="#avis-13">Mara Quill</a></div>'
    entries = entry.format(n=13, name="Mara Quill", text="At last a ferry.", reply="") + entry.format(
        n=14, name="Ole Brandt", text="Indeed, at last.", reply=reply
    )

    found = read(f"<div><h3>2 réactions</h3>{entries}</div>")

    assert [c.parent_id for c in found.comments] == [None, found.comments[0].id]


def test_heads_in_rows_of_a_table_with_texts_in_the_rows_below() -> None:
    row = (
        '<tr><td colspan="2"><a name="{n}">#{n}</a> <b>{name}</b> wrote on {n}.12.2014 at 18:40:</td></tr>'
        "<tr><td></td><td>{text}</td></tr>"
    )
    rows = row.format(n=13, name="Mara Quill", text="At last a ferry.") + row.format(
        n=14, name="Ole Brandt", text="Indeed, at last."
    )

    found = read(f"<p><b>Comments (2)</b></p><table>{rows}</table><div><p>12.12.2014 More stories</p></div>")

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert found.article is not None
    assert found.article.comment_count_declared == 2


def test_number_before_the_name_is_no_text() -> None:
    found = read(
        '<h3>コメント（1件）</h3><ul><li class="res"><span class="res-no">1</span>：<span class="res-name">Mara Quill</span>：'
        '<span class="res-date">2014年11月21日 22:08</span><p>At last a ferry.</p></li></ul>'
    )

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last a ferry.")]


def test_embedded_posts_are_no_comments() -> None:
    post = '<blockquote class="twitter-tweet"><p>At last a ferry.</p>— {name} (@{name}) <a href="https://x.example/{day}">November {day}, 2014</a></blockquote>'

    found = read(f"{post.format(name='mara', day=21)}{post.format(name='ole', day=22)}{FORM}")

    assert found.comments == []


def test_story_above_a_title_in_one_box_is_no_comment() -> None:
    story = f"<p class=date>12.07.2018</p><p>{'The horses travelled by sea for nine days. ' * 30}</p>"
    form = "<h3>Kommentare</h3><form><label class=author>Name</label><textarea name=comment></textarea></form>"

    found = extract(f"<body><h1>Horses land in Maren</h1><article>{story}{form}</article></body>", URL)

    assert found.comments == []
    assert found.article is not None
    assert found.article.body is not None


def test_story_of_short_paragraphs_above_a_title_is_no_comment() -> None:
    story = (
        "<p class=date>12.07.2018</p>" + "<p>The horses travelled by sea for nine days, says the owner of one.</p>" * 20
    )
    form = "<form><label class=author>Name</label><textarea name=comment></textarea></form>"

    found = extract(
        f"<body><h1>Horses land in Maren</h1><article>{story}<div><h4>0 Kommentare</h4></div>{form}</article></body>",
        URL,
    )

    assert found.comments == []


def test_story_that_prints_its_time_as_comments_do_is_none() -> None:
    story = f"<b>Ferry line opens to the islands</b><br><font>By Ida Holm, 20.11.2014 08:00</font><hr>{STORY}"
    comment = """<table><tr><td><b>Reader forum</b> (1)</td></tr></table><table><tr><td><b>Mara Quill</b> <font>(21.11.2014 22:08)
        </font></td></tr><tr><td><p>At last a ferry.</p></td></tr></table>"""

    found = extract(
        f"<title>Ferry line opens to the islands - Post</title><table><tr><td>{story}{comment}{FORM}</td></tr></table>",
        URL,
    )

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last a ferry.")]


def test_comments_of_an_arabic_page_with_its_own_digits_and_buttons() -> None:
    boxes = "".join(
        f"""<div class="sanduq" id="t{number}"><div><h5>{name}</h5><span>{day} نوفمبر ٢٠١٤، ١٠:٠٨ م</span></div>
        <div class="nass"><p>{text}</p></div><div class="azrar"><button>رد</button><button>إبلاغ</button><span>٣</span></div></div>"""
        for number, name, day, text in ((31, "منى", "٢١", "وأخيرا عبارة."), (32, "علي", "٢٢", "نعم، أخيرا."))
    )
    links = '<h3>روابط تشير إلى هذا الخبر</h3><ul><li><a rel="nofollow" href="http://notes.example/">Notes</a> <i>٢٢ نوفمبر ٢٠١٤</i></li></ul>'

    found = read(f"<section><h3>آراء القراء</h3>{boxes}{links}</section>")

    assert [(c.author, c.body) for c in found.comments] == [("منى", "وأخيرا عبارة."), ("علي", "نعم، أخيرا.")]
    assert [c.date_published.isoformat() for c in found.comments if c.date_published] == [
        "2014-11-21T22:08:00",
        "2014-11-22T22:08:00",
    ]
    assert [p.title for p in found.pingbacks] == ["Notes"]


def test_links_to_answer_tell_comments_under_a_title_of_any_words() -> None:
    boxes = "".join(
        f"""<div class="x2"><div><b>{name}</b> <i>{day} November 2014, 22:08</i></div><div><p>{text}</p></div>
        <div><button>Reply</button></div></div>"""
        for name, day, text in (("Mara Quill", 21, "At last a ferry."), ("Ole Brandt", 22, "Indeed, at last."))
    )

    found = read(f"<div><h3>The quay wall</h3>{boxes}</div><form><textarea name='x'></textarea></form>")

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt"]


def test_number_beside_a_title_and_beside_each_link_to_answer() -> None:
    rows = "".join(
        f"""<li class="row" data-no="{n}"><div><em class="nick">{name}</em><span>2014.11.{n}. 22:08</span></div><div><p>{text}</p>
        </div><div><a href="#" role="button">답글<b>{answers}</b></a><span>공감 2</span></div></li>"""
        for n, name, answers, text in (
            (21, "Mara Quill", 1, "At last a ferry."),
            (22, "Ole Brandt", 0, "Indeed, at last."),
            (23, "", 0, "With a cabin? " * 40),
            (24, "Ida Holm", 0, "No cabins."),
        )
    )

    found = read(
        f'<div id="cbox"><div><span>댓글 <strong>4</strong></span><a href="#">최신순</a></div><ul>{rows}</ul></div>'
    )

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt", None, "Ida Holm"]


def test_neighbours_of_many_lists_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = []
    walk = section._neighbours
    monkeypatch.setattr(section, "_neighbours", lambda box: walked.append(box) or walk(box))
    lists = "".join(
        f"<ol class=commentlist><li class=comment id=comment-{n}><cite>Mara</cite><p>Number {n} is right about it.</p></li></ol>"
        for n in range(40)
    )

    found = extract(f"<body><h1>Ferry</h1>{lists}</body>", URL)

    assert len(found.comments) == 40
    assert len(walked) == 1


def test_number_of_a_member_s_posts_is_no_title() -> None:
    box = """<div><div><a href="/u/7"><b>3</b> posts</a></div><div><b>Mara Quill</b><p>Sails since 2009 and writes of it.</p>
        <time datetime="2014-11-21">21 November 2014</time></div></div>"""

    assert read(box).comments == []
