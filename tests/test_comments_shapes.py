"""Discussions of guestbooks, boards, threads and papers that name nothing after comments, and their pings."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
FORM = '<form action="/say" method="post"><textarea name="text"></textarea></form>'


def read(markup: str) -> Extraction:
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title></head><body><div class='st'><h1>Ferry line opens</h1>{STORY}"
        f"{markup}</div></body></html>",
        URL,
    )


SIGNED_BELOW = """<h2>Comments</h2><div id="c31"><p>At last a ferry.</p></div><p class="posted">Posted by:
<a href="https://quill.example/">Mara Quill</a> at November 21, 2014 10:08 PM</p><div id="c32"><p>Indeed, at last.</p></div>
<p class="posted">Posted by: Ole Brandt at November 22, 2014 10:41 AM</p><p>The comments to this entry are closed.</p>"""
SIGNED_BESIDE = """<h4><a id="comments"></a>Comments</h4><a id="c31"></a><p>At last a ferry.</p><p class="f">Posted by: Mara Quill |
November 21, 2014 at 10:08 PM</p><a id="c32"></a><p>Indeed, at last.</p><p class="f">Posted by: Ole Brandt | November 22, 2014 at
10:41 AM</p>"""
BOARD = """<p>この記事へのコメント（2件）</p><dl><dt id="r31">1 ：<font color="green"><b>Mara Quill</b></font>：2014/11/21(金) 22:08:10
ID:ab12cd34</dt><dd><p>At last a ferry.</p></dd><dt id="r32">2 ：<font color="green"><b>Ole Brandt</b></font>：2014/11/22(土)
10:41:33 ID:ef56ab78</dt><dd><p>Indeed, at last.</p></dd></dl>"""
GUESTBOOK = """<center><font size="4"><b>Guestbook entries for this page</b></font><br><font size="2">2 entries</font></center><br>
<table><tr><td><font>No. 2 &nbsp; Name: Mara Quill</font></td><td><font>Date: 11/21/2014 22:08</font></td></tr><tr>
<td colspan="2"><font>At last a ferry.</font></td></tr></table><br><table><tr><td><font>No. 1 &nbsp; Name: Ole Brandt</font></td>
<td><font>Date: 11/22/2014 10:41</font></td></tr><tr><td colspan="2"><font>Indeed, at last.</font></td></tr></table>"""
THREAD = """<div class="block"><div class="outer">Replies: 2</div><article class="message" id="js-post-31"><section><h4 class="who"><a
href="/members/mara.31/" class="username">Mara Quill</a></h4><dl><dt>Joined</dt><dd>May 3, 2004</dd></dl></section><header><a
href="#post-31"><time datetime="2014-11-21T22:08:10">Nov 21, 2014</time></a></header><div class="message-body"><div>At last a ferry.
</div></div></article><article class="message" id="js-post-32"><section><h4 class="who"><a href="/members/ole.32/" class="username">
Ole Brandt</a></h4><dl><dt>Joined</dt><dd>May 4, 2004</dd></dl></section><header><a href="#post-32"><time
datetime="2014-11-22T10:41:10">Nov 22, 2014</time></a></header><div class="message-body"><div class="to">In reply to
<a href="#post-31">Mara Quill</a></div><div>Indeed, at last.</div></div></article></div>"""
OPENED = """<section aria-label="Forum"><details><summary>Diskutieren Sie mit (2)</summary><ol><li><div><header><b>Mara Quill</b>
schrieb am 21. November 2014 um 22:08 Uhr</header><p>At last a ferry.</p></div></li><li><div><header><b>Ole Brandt</b> schrieb am 22.
November 2014 um 10:41 Uhr</header><p>Indeed, at last.</p></div></li></ol></details></section>"""
LABELLED = """<section aria-label="Comments"><div class="k1"><strong>Mara Quill</strong><span class="k2">Nov 21, 2014, 10:08 PM</span>
<div>At last a ferry.</div></div><div class="k1"><strong>Ole Brandt</strong><span class="k2">Nov 22, 2014, 10:41 AM</span><div>Indeed,
at last.</div></div></section>"""
COUNTED = """<div class="kw"><div class="bt">ความคิดเห็น 2 รายการ</div><div class="wr"><span class="lk">ความคิดเห็นที่ 1</span><div
class="rg"><p>At last a ferry.</p></div><div class="ti"><span class="ch">Mara Quill</span> <abbr class="wl" title="11/21/2014
22:08:10">21 พฤศจิกายน 2557 เวลา 22:08 น.</abbr> <a href="#s">ตอบกลับ</a></div></div><div class="wr"><span class="lk">ความคิดเห็นที่ 2
</span><div class="rg"><p>Indeed, at last.</p></div><div class="ti"><span class="ch">Ole Brandt</span> <abbr class="wl" title="11/22/2014
10:41:10">22 พฤศจิกายน 2557 เวลา 10:41 น.</abbr> <a href="#s">ตอบกลับ</a></div></div></div>"""
AT_FIRST = """<div class="cm"><h4>2 Comments:</h4><dl><dt>At <a href="#c31">11/21/2014 10:08 PM</a>, <span>Mara Quill</span> said…</dt>
<dd><p>At last a ferry.</p></dd><dt>At <a href="#c32">11/22/2014 10:41 AM</a>, <span>Ole Brandt</span> said…</dt><dd><p>Indeed, at
last.</p></dd></dl></div>"""


@pytest.mark.parametrize(
    "markup",
    [SIGNED_BELOW, SIGNED_BESIDE, BOARD, GUESTBOOK, THREAD, OPENED, LABELLED, COUNTED, AT_FIRST],
    ids="signed-below signed-beside board guestbook thread opened labelled counted at-first".split(),
)
def test_discussion(markup: str) -> None:
    found = read(markup + FORM)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last a ferry."),
        ("Ole Brandt", "Indeed, at last."),
    ]
    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]
    assert found.article is not None
    assert "At last" not in (found.article.body or "")


def test_signature_below_tells_the_number_above_its_text() -> None:
    found = read(SIGNED_BELOW + FORM)

    assert [c.id.rpartition("-c")[2] for c in found.comments] == ["31", "32"]


def test_lines_that_sign_texts_above_and_below_are_read_as_heads() -> None:
    heads = """<h2>Comments</h2><p>Be kind.</p><p class="by">Posted by Mara Quill on November 21, 2014</p><p>At last a ferry.</p>
    <p class="by">Posted by Ole Brandt on November 22, 2014</p><p>Indeed, at last, and about time too.</p>"""

    found = read(heads + FORM)

    assert [(c.author, (c.body or "")[:6]) for c in found.comments] == [
        ("Mara Quill", "At las"),
        ("Ole Brandt", "Indeed"),
    ]


def test_signature_of_a_page_about_the_site_signs_no_comment() -> None:
    found = extract(
        f"<title>About us</title><body><div><h3>About us</h3>{STORY}<p class='posted'>Posted by Mara Quill at May 1, 2013 10:00 AM"
        "</p><h2>Post a comment</h2><form action='/say'><p>Comments:<br><textarea></textarea></p></form></div>",
        "https://harbour.example/about",
    )

    assert not found.comments


BUBBLES = """<div class="w"><div class="n">{count} comments</div><div class="l"><div class="i"><div class="b"><span class="m">Mara
Quill</span><div class="x"><p>At last a ferry, and not only on Sundays.</p></div></div><div class="c"><a href="#">Like</a> ·
<a href="#">Reply</a> · <span>3</span></div></div><div class="i"><div class="b"><span class="m">Ole Brandt</span><div class="x"><p>It
was promised on 2014-11-20, 10:08, you know.</p></div></div><div class="c"><a href="#">Like</a> · <a href="#">Reply</a> · <span>4</span>
</div></div></div></div>"""


def test_comments_without_times_are_told_by_their_buttons() -> None:
    found = read(BUBBLES.format(count=2) + FORM)

    assert [(c.author, c.body, c.date_published_raw) for c in found.comments] == [
        ("Mara Quill", "At last a ferry, and not only on Sundays.", None),
        ("Ole Brandt", "It was promised on 2014-11-20, 10:08, you know.", None),
    ]


def test_buttons_alone_make_no_comments() -> None:
    found = read(BUBBLES.replace("{count} comments", "Our staff"))

    assert not found.comments


@pytest.mark.parametrize(
    ("line", "author", "raw"),
    [
        ("by Reader 21 on Friday November 21, 2014 @10:08PM", "Reader 21", "Friday November 21, 2014 @10:08PM"),
        ("Posted by: 독자53 at November 21, 2014 10:08 PM", "독자53", "November 21, 2014 10:08 PM"),
        ("Posted by: x5 | November 21, 2014 10:08 PM", "x5", "November 21, 2014 10:08 PM"),
        ("Posted by: says at November 21, 2014 10:08 PM", "says", "November 21, 2014 10:08 PM"),
        ("by on Friday November 21, 2014 @10:08PM", None, "Friday November 21, 2014 @10:08PM"),
    ],
)
def test_name_and_time_in_one_line(line: str, author: str | None, raw: str) -> None:
    other = "Posted by Ole Brandt on November 22, 2014 10:41 AM"
    found = read(
        f"<h2>Comments</h2><ul><li><div class='details'>{line}</div><p>At last a ferry.</p></li>"
        f"<li><div class='details'>{other}</div><p>Indeed, at last.</p></li></ul>"
    )

    assert (found.comments[0].author, found.comments[0].date_published_raw) == (author, raw)


def test_digits_at_the_end_of_a_digest_are_no_number() -> None:
    entry = '<div class="remark" id="{0}"{1}><p>{2}<br><small>{3} Nov 2014, 22:08</small></p><div class="text">{4}</div></div>'
    first, second = "e1a7b7acbf90b5df11b52a1277238524", "4a87390c0f57df5f4c8015c376423153"

    found = read(
        '<section class="remarks"><h2>2 remarks</h2>'
        + entry.format(first, "", "Mara Quill", 21, "At last a ferry.")
        + entry.format(second, f' data-parent="{first}"', "Ole Brandt", 22, "Indeed, at last.")
        + "</section>"
    )

    assert [c.body for c in found.comments] == ["At last a ferry.", "Indeed, at last."]
    assert not any(c.id.endswith(("1277238524", "376423153")) for c in found.comments)
    assert found.comments[1].parent_id == found.comments[0].id


LINK = '<a href="https://{0}.example/ferry" rel="nofollow">{1}</a>'
DUNE, FORT = LINK.format("dune", "Dune notes"), LINK.format("fort", "Fort diary")
TRACKED = f"""<h2>Trackback Pings</h2><p>TrackBack URL for this entry: https://harbour.example/tb/1</p><p>Listed below are links to
weblogs that reference this story:</p><p>&raquo; {DUNE} from Dune<br>A ferry, at last.</p><p class="f">Tracked on November 21,
2014 10:08 PM</p><p>&raquo; {FORT} from Fort</p><p class="f">Tracked on November 22, 2014 10:41 AM</p>"""
ROWS = f"""<table><tr><th><font>Pages that link to this one</font></th></tr><tr><td>{DUNE} (11/21/2014 22:08)</td></tr><tr><td>{FORT}
(11/22/2014 10:41)</td></tr></table>"""
SUMMARY = f"""<details><summary>Verweise auf diesen Artikel</summary><ul><li>{DUNE}, 21. November 2014 um 22:08 Uhr</li><li>{FORT}, 22.
November 2014 um 10:41 Uhr</li></ul></details>"""
BOXES = (
    f"""<div class="p"><div class="h">Mentioned by</div><div class="i">{DUNE}</div><div class="i">{FORT}</div></div>"""
)
JAPANESE = f"""<div><p>この記事へのトラックバック</p><ul><li>{DUNE}<span>（2014/11/21(金) 22:08:10）</span></li><li>{FORT}<span>（2014/11/22(土)
10:41:33）</span></li></ul></div>"""
HOSTS = """<section><h3>Mentions</h3><ul><li><a href="https://dune.example/ferry" rel="nofollow"><img alt=""><strong>Dune notes</strong>
<span>dune.example</span></a></li><li><a href="https://fort.example/ferry" rel="nofollow"><img alt=""><strong>Fort diary</strong>
<span>fort.example</span></a></li></ul></section>"""


@pytest.mark.parametrize(
    "markup",
    [TRACKED, ROWS, SUMMARY, BOXES, JAPANESE, HOSTS],
    ids="tracked rows summary boxes japanese hosts".split(),
)
@pytest.mark.parametrize("comments", ["", SIGNED_BESIDE], ids=["alone", "with-comments"])
def test_pings(markup: str, comments: str) -> None:
    found = read(comments + markup + FORM)

    assert [(p.title, p.source_url) for p in found.pingbacks] == [
        ("Dune notes", "https://dune.example/ferry"),
        ("Fort diary", "https://fort.example/ferry"),
    ]
    assert len(found.comments) == (2 if comments else 0)


def test_pings_among_comments_below_a_heading_of_their_own() -> None:
    entry = '<div class="remark"><p>{0} <small>{1} Nov 2014, 22:08</small></p>{2}</div>'

    found = read(
        '<section class="remarks"><h2>2 remarks</h2>'
        + entry.format("Mara Quill", 21, "<div class='text'>At last a ferry.</div>")
        + entry.format("Ole Brandt", 22, "<div class='text'>Indeed, at last.</div>")
        + "<h2>Around the web</h2>"
        + entry.format(DUNE, 23, "")
        + "</section>"
    )

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt"]
    assert [p.title for p in found.pingbacks] == ["Dune notes"]


def test_label_in_the_line_of_the_time_makes_a_ping() -> None:
    entry = (
        '<li id="cmt_{0}"><div class="title"><h4><a href="/c?cid={0}">{1}</a></h4></div><div class="details">{2} on Friday November'
        ' {3}, 2014 @10:08PM (<a href="/c?cid={0}">#{0}</a>)</div><div class="text"><p>{4}</p></div></li>'
    )

    found = read(
        '<ul id="commentlisting">'
        + entry.format(
            31, "Re:Hm", "by Mara Quill", 21, 'Trackback: <a href="https://my.example/">my own site</a> wrote of this.'
        )
        + entry.format(32, "Trackback", "Trackback from " + DUNE, 22, "[…] a ferry, at last […]")
        + "</ul>"
    )

    assert [c.author for c in found.comments] == ["Mara Quill"]
    assert [(p.kind, p.title) for p in found.pingbacks] == [("trackback", "Dune notes")]


def test_reader_called_pingback_in_microformats_writes_comments() -> None:
    found = read(
        '<ol><li class="h-cite u-comment"><a class="u-author h-card" href="https://x.example/"><strong class="p-name">Pingback</strong>'
        '</a> <a class="u-url" href="https://social.example/31"><time class="dt-published" datetime="2014-11-21T22:08:00">21 Nov'
        '</time></a><div class="e-content"><p>At last a ferry.</p></div></li></ol>'
    )

    assert [(c.author, c.body) for c in found.comments] == [("Pingback", "At last a ferry.")]
    assert not found.pingbacks


def test_links_of_comments_are_followed_from_their_texts_only() -> None:
    entry = (
        '<li class="comment" id="comment-{0}"><a class="fn" href="/members/reader.{0}/">Mara Quill {0}</a> <a href="/item?id={0}">2'
        ' November 2014</a><div class="comment-body"><p>At last a ferry. See <a href="/news/2014/11/02/old-ferry-sold">this</a>.</p>'
        '</div><a href="/vote?id={0}">Vote</a></li><li><a href="/share?id={0}">Share</a></li>'
    )

    found = read('<a href="/city/">City</a><ol>' + entry.format(31) + entry.format(32) + "</ol>" + FORM)

    assert [c.author for c in found.comments] == ["Mara Quill 31", "Mara Quill 32"]
    assert [link.url.removeprefix("https://harbour.example") for link in found.links] == [
        "/city/",
        "/news/2014/11/02/old-ferry-sold",
    ]
