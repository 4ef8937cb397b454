"""Comments of WordPress pages: every walker, every nesting."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/2014/11/21/ferry-line/"


def read(discussion: str, *, before: str = "") -> Extraction:
    story = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title></head><body><article><h1>Ferry line opens</h1>{before}"
        f"{story}</article>{discussion}<p>/wp-content/</p></body></html>",
        URL,
    )


CLASSIC = """<div id="comments"><h3>2 Responses to Ferry line opens</h3><ol class="commentlist">
<li class="comment even thread-even depth-1" id="comment-7">
<div class="comment-author vcard"><cite class="fn"><a href="http://mara.example/" rel="external nofollow" class="url">Mara
Quill</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-7">November 21, 2014 at 10:08 PM</a></div>
<div class="comment-body"><p>At last.</p><p>See <a href="/timetable">the timetable</a>.</p></div>
<div class="reply"><a class="comment-reply-link" href="?replytocom=7#respond">Reply</a></div>
<ol class="children"><li class="comment odd alt depth-2" id="comment-8">
<div class="comment-author vcard"><cite class="fn">Ole Brandt</cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-8">November 22, 2014 at 10:41 AM</a></div>
<div class="comment-body"><blockquote><p>At last.</p></blockquote><p>Indeed.</p></div></li></ol></li></ol></div>"""

XHTML = """<h3 id="comments">2 Responses</h3><ol class="commentlist"><li class="comment depth-1" id="comment-7">
<div id="div-comment-7" class="comment-body"><div class="comment-author vcard"><img class="avatar" alt="" src="a.png" />
<cite class="fn"><a href="http://mara.example/" class="url">Mara Quill</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="/2014/11/21/ferry-line/#comment-7">November 21, 2014 at 10:08 PM</a></div>
<p>At last.</p><p>See <a href="/timetable">the timetable</a>.</p>
<div class="reply"><a class="comment-reply-link" href="?replytocom=7#respond">Reply</a></div></div>
<ul class="children"><li class="comment depth-2" id="comment-8"><div id="div-comment-8" class="comment-body">
<div class="comment-author vcard"><cite class="fn">Ole Brandt</cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-8">November 22, 2014 at 10:41 AM</a></div>
<blockquote><p>At last.</p></blockquote><p>Indeed.</p></div></li></ul></li></ol>"""

HTML5 = """<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts</h2><ol class="comment-list">
<li id="comment-7" class="comment depth-1 parent"><article id="div-comment-7" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn"><a href="http://mara.example/" class="url">Mara
Quill</a></b> <span class="says">says:</span></div><div class="comment-metadata"><a href="#comment-7">
<time datetime="2014-11-21T22:08:00+09:00">November 21, 2014 at 10:08 PM</time></a></div>
<em class="comment-awaiting-moderation">Your comment is awaiting moderation.</em></footer>
<div class="comment-content"><p>At last.</p><p>See <a href="/timetable">the timetable</a>.</p></div>
<div class="reply"><a class="comment-reply-link" href="?replytocom=7#respond">Reply</a></div></article>
<ol class="children"><li id="comment-8" class="comment depth-2"><article class="comment-body"><footer class="comment-meta">
<b class="fn">Ole Brandt</b> <time datetime="2014-11-22T10:41:00+09:00">November 22, 2014 at 10:41 AM</time></footer>
<div class="comment-content"><blockquote><p>At last.</p></blockquote><p>Indeed.</p></div></article></li></ol></li></ol></div>"""

BLOCKS = """<div class="wp-block-comments"><h3 class="wp-block-comments-title">2 responses</h3>
<ol class="wp-block-comment-template"><li id="comment-7" class="comment depth-1"><div class="wp-block-columns">
<div class="wp-block-comment-author-name"><a href="http://mara.example/">Mara Quill</a></div>
<div class="wp-block-comment-date"><time datetime="2014-11-21T22:08:00+09:00"><a href="#comment-7">November 21,
2014</a></time></div><div class="wp-block-comment-content"><p>At last.</p><p>See <a href="/timetable">the
timetable</a>.</p></div><div class="wp-block-comment-reply-link"><a href="?replytocom=7#respond">Reply</a></div></div>
<ol><li id="comment-8" class="comment depth-2"><div class="wp-block-comment-author-name">Ole Brandt</div>
<div class="wp-block-comment-date"><time datetime="2014-11-22T10:41:00+09:00"><a href="#comment-8">November 22,
2014</a></time></div><div class="wp-block-comment-content"><blockquote><p>At last.</p></blockquote><p>Indeed.</p></div>
</li></ol></li></ol></div>"""

DEFINITIONS = """<div id="comments"><h3>2 comments</h3><dl id="comment_list">
<dt class="comment depth-1" id="comment-7"><span class="comment_author"><a href="http://mara.example/">Mara Quill</a></span>
<span class="comment_time"><a href="#comment-7">November 21, 2014 at 10:08 pm</a></span></dt>
<dd class="comment depth-1"><div class="format_text"><p>At last.</p><p>See <a href="/timetable">the timetable</a>.</p></div></dd>
<dt class="comment depth-2" id="comment-8"><span class="comment_author">Ole Brandt</span>
<span class="comment_time"><a href="#comment-8">November 22, 2014 at 10:41 am</a></span></dt>
<dd class="comment depth-2"><blockquote><p>At last.</p></blockquote><p>Indeed.</p></dd></dl></div>"""

WPDISCUZ = """<div id="comments" class="comments-area"><div id="wpdcom" class="wpdiscuz_unauth"><div class="wpd-thread-list">
<div id="wpd-comm-7_0" class="comment wpd-comment wpd_comment_level-1"><div class="wpd-comment-wrap" id="comment-7">
<div class="wpd-comment-left"><div class="wpd-avatar"><img alt="" src="a.png"></div></div>
<div id="comment-7" class="wpd-comment-right"><div class="wpd-comment-header">
<div class="wpd-comment-author"><a href="http://mara.example/">Mara Quill</a></div>
<div class="wpd-comment-date" title="November 21, 2014 10:08 PM"><i class="far fa-clock"></i> 9 years ago</div></div>
<div class="wpd-comment-text"><p>At last.</p><p>See <a href="/timetable">the timetable</a>.</p></div>
<div class="wpd-comment-footer"><div class="wpd-vote">3</div><div class="wpd-reply-button">Reply</div></div></div></div>
<div id="wpd-comm-8_7" class="comment wpd-comment wpd-reply wpd_comment_level-2"><div class="wpd-comment-wrap">
<div id="comment-8" class="wpd-comment-right"><div class="wpd-comment-author">Ole Brandt</div>
<div class="wpd-comment-date" title="November 22, 2014 10:41 AM">9 years ago</div>
<div class="wpd-comment-text"><blockquote><p>At last.</p></blockquote><p>Indeed.</p></div></div></div></div></div></div></div></div>"""


@pytest.mark.parametrize(
    "markup",
    [CLASSIC, XHTML, HTML5, BLOCKS, DEFINITIONS, WPDISCUZ],
    ids=["classic", "xhtml", "html5", "blocks", "definitions", "wpdiscuz"],
)
def test_thread_of_two(markup: str) -> None:
    found = read(markup)

    first, second = found.comments
    assert (first.author, first.author_url) == ("Mara Quill", "http://mara.example/")
    assert (first.body, first.links) == ("At last.\n\nSee the timetable.", ["https://harbour.example/timetable"])
    assert (second.author, second.body) == ("Ole Brandt", "> At last.\n\nIndeed.")
    assert (first.depth, first.parent_id, second.depth, second.parent_id) == (0, None, 1, first.id)
    assert [c.date_published.isoformat()[:10] for c in found.comments if c.date_published] == [
        "2014-11-21",
        "2014-11-22",
    ]
    assert first.id.endswith("7")
    assert second.id.endswith("8")
    assert found.pingbacks == []


def test_times_are_utc_where_the_page_names_the_zone() -> None:
    aware, naive = read(HTML5).comments[0], read(CLASSIC).comments[0]

    assert aware.date_published is not None
    assert aware.date_published.isoformat() == "2014-11-21T13:08:00+00:00"
    assert naive.date_published is not None
    assert naive.date_published.isoformat() == "2014-11-21T22:08:00"
    assert naive.date_published_raw == "November 21, 2014 at 10:08 PM"


@pytest.mark.parametrize("name", ["Pingback", "says", "Dec 3", "Reader 21 at 10:08 PM", "🚢", 'O\'Neil "Shorty" Jr.'])
def test_odd_names_stay_names(name: str) -> None:
    found = read(CLASSIC.replace("Ole Brandt", name))

    assert [c.author for c in found.comments] == ["Mara Quill", name]
    assert found.pingbacks == []


def test_answers_flattened_at_the_last_level_stay_answers() -> None:
    item = '<li class="comment depth-{d}" id="comment-{n}"><cite class="fn">N{n}</cite> <p>Text {n}.</p>{more}</li>'
    last = item.format(d=2, n=2, more="") + item.format(d=2, n=3, more="")

    found = read(f'<ol class="commentlist">{item.format(d=1, n=1, more=f"<ul class=children>{last}</ul>")}</ol>')

    assert [(c.depth, c.parent_id and c.parent_id[-1]) for c in found.comments] == [(0, None), (1, "1"), (1, "1")]


def test_levels_tell_parents_where_nothing_is_nested() -> None:
    item = '<div class="comment depth-{d}" id="comment-{n}"><b class="fn">N{n}</b><p>Text {n}.</p></div>'
    levels = [(1, 1), (2, 2), (3, 3), (2, 4), (1, 5)]

    found = read('<div id="comments">' + "".join(item.format(n=n, d=d) for d, n in levels) + "</div>")

    assert [c.parent_id and c.parent_id[-1] for c in found.comments] == [None, "1", "2", "1", None]


def test_levels_tell_parents_where_closing_tags_are_mixed_up() -> None:
    item = '<li class="comment depth-{}" id="comment-{}"><b class="fn">N{}</b><p>Text {}.</p>'
    one, two, three, four, five = (item.format(level, n, n, n) for n, level in enumerate((1, 2, 3, 3, 1), start=1))

    found = read(
        f'<ol class="commentlist">{one}<ol>{two}<ol>{three}</li></li></ol></li>'
        f"{four}</li></ol></li></ol></li>{five}</li></ol>"
    )

    assert [(c.depth, c.parent_id and c.parent_id[-1]) for c in found.comments] == [
        (0, None), (1, "1"), (2, "2"), (2, "2"), (0, None)
    ]  # fmt: skip


def test_orphan_keeps_no_parent() -> None:
    found = read(
        '<ol class="commentlist"><li class="comment depth-2" id="comment-9"><b class="fn">N</b><p>Hm.</p></li></ol>'
    )

    assert [(c.parent_id, c.depth) for c in found.comments] == [(None, 0)]


def test_widget_of_recent_comments_is_no_discussion() -> None:
    found = read(
        '<div class="widget_recent_comments"><h3>Recent Comments</h3><ul id="recentcomments"><li class="recentcomments">'
        '<span class="comment-author-link">Mara</span> on <a href="/2014/11/20/other/#comment-3">Other story</a></li></ul></div>'
    )

    assert found.comments == []
    assert found.headlines == []


def test_comments_quoted_in_the_story_are_none() -> None:
    fake = """<h2>2 Comments</h2><ul><li>John says: I disagree.</li><li>November 21, 2014 at 10:08 PM</li><li>Reply</li></ul>
    <pre><code>&lt;li class="comment" id="comment-1"&gt;x&lt;/li&gt;</code></pre><pre><ol><li class="comment" id="comment-2">
    <b class="fn">X</b><p>y</p></li></ol></pre><p>Pingback: <a href="http://fake.example/">no ping, a sentence</a></p>"""

    found = read(CLASSIC, before=fake)

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt"]
    assert found.pingbacks == []


def test_discussion_is_no_part_of_the_body_and_declares_its_size() -> None:
    found = read(CLASSIC)

    assert found.article is not None
    assert "Indeed" not in (found.article.body or "")
    assert found.article.comment_count_declared == 2


def test_comment_keeps_its_id_on_another_page_of_the_discussion() -> None:
    page = f"<html><head><title>t</title></head><body>{CLASSIC}</body></html>"

    here, there = extract(page, URL), extract(page, URL + "comment-page-2/#comments")

    assert [c.id for c in here.comments] == [c.id for c in there.comments]
    assert there.comments[0].article_url == URL


def test_two_thousand_answers_each_to_the_last_are_all_there() -> None:
    deep = "".join(
        f'<li class="comment depth-{n}" id="comment-{n}"><b class="fn">N{n}</b><p>Text {n}.</p><ol class="children">'
        for n in range(1, 2001)
    )

    found = read(f'<ol class="commentlist">{deep}{"</ol></li>" * 2000}</ol>')

    assert len(found.comments) == 2000
    assert [c.depth for c in found.comments] == [*range(2000)]
    assert all(c.parent_id == before.id for before, c in zip(found.comments, found.comments[1:], strict=False))


def test_five_thousand_comments_are_all_there() -> None:
    item = '<li class="comment depth-1" id="comment-{n}"><b class="fn">N{n}</b><p>Text {n}.</p></li>'

    found = read('<ol class="commentlist">' + "".join(item.format(n=n) for n in range(5000)) + "</ol>")

    assert [c.position for c in found.comments] == [*range(5000)]
    assert len({c.id for c in found.comments}) == 5000
