"""Pingbacks, trackbacks and webmentions: by class, by list, by label; never a reader's words."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/2014/11/21/ferry-line/"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
LINK = '<a href="http://notes.example/2014/ferry/?p=3" rel="external nofollow ugc" class="url">Ferry notes</a>'


def read(discussion: str) -> Extraction:
    return extract(
        f"<html><head><title>Ferry line opens</title></head><body><article><h1>Ferry line opens</h1>{STORY}</article>"
        f"{discussion}</body></html>",
        URL,
    )


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (f'<ol class="commentlist"><li class="pingback" id="comment-5"><p>Pingback: {LINK}</p></li></ol>', "pingback"),
        (
            f'<ol class="commentlist"><li class="post pingback" id="comment-5"><p>Trackback: {LINK}</p></li></ol>',
            "trackback",
        ),
        (f'<ol class="comment-list"><li class="trackback" id="comment-5">Pingback: {LINK}</li></ol>', "trackback"),
        (f'<ol class="commentlist"><li class="comment" id="comment-5"><p>핑백: {LINK}</p></li></ol>', "pingback"),
        (
            f'<ol class="commentlist"><li class="comment" id="comment-5"><p>Retroenlace: {LINK}</p></li></ol>',
            "pingback",
        ),
        (f'<h3>Trackbacks &amp; Pings</h3><ol><li id="comment-5">{LINK} on 22 November 2014</li></ol>', "pingback"),
        (f'<div id="trackbacks"><ol><li id="t5">By {LINK} on 22 November 2014</li></ol></div>', "pingback"),
        (f'<div><h4>엮인글 1</h4><ul><li id="t5">{LINK} <em>2014.11.22</em></li></ul></div>', "pingback"),
        (f'<div class="voices"><div class="note ping" id="v5">Echo: {LINK}</div></div>', "pingback"),
        (f'<div><div id="v5">Webmention from {LINK}, 22 November 2014</div></div>', "pingback"),
        (f'<ul><li class="u-mention h-cite" id="w5">mentioned in {LINK}</li></ul>', "webmention"),
        (f'<div class="css-4x"><h4>Linked from</h4><ul><li id="w5">{LINK}</li></ul></div>', "pingback"),
        (f'<div><p>Pingbacks</p><div class="grid"><div id="w5">{LINK}</div></div></div>', "pingback"),
        (f'<div><p>Trackbacks:</p><p id="w5">• {LINK}</p></div>', "pingback"),
        (f'<div><b>Ils en parlent</b><ul><li id="w5">{LINK} <i>22.11.2014</i></li></ul></div>', "pingback"),
    ],
    ids=(
        "class label class-wins korean any-language heading box korean-heading class-word lone mention linked paragraph bullets bold".split()
    ),
)
def test_ping_in_the_structure_of_a_theme(markup: str, kind: str) -> None:
    found = read(markup)

    assert [(p.kind, p.title, p.source_url) for p in found.pingbacks] == [
        (kind, "Ferry notes", "http://notes.example/2014/ferry/?p=3")
    ]
    assert found.comments == []
    assert found.pingbacks[0].id.endswith("5")


def test_ping_written_out_like_a_comment_but_for_a_class() -> None:
    entry = """<li class="{kind} even depth-1" id="comment-{n}"><div class="comment-author"><cite class="fn">{name}</cite>
    <span class="says">says:</span></div><div class="comment-meta"><a href="#comment-{n}">November 22, 2014 at 10:41 AM</a></div>
    <p>[…] about the ferry […]</p></li>"""

    found = read(
        '<ol class="commentlist">'
        + entry.format(kind="comment", n=4, name="Mara Quill")
        + entry.format(kind="pingback", n=5, name=LINK)
        + "</ol>"
    )

    assert [c.author for c in found.comments] == ["Mara Quill"]
    (ping,) = found.pingbacks
    assert (ping.title, ping.excerpt) == ("Ferry notes", "[…] about the ferry […]")
    assert ping.date_published is not None
    assert ping.date_published.isoformat() == "2014-11-22T10:41:00"


@pytest.mark.parametrize(
    "text",
    [
        "Pingback: http://blog.example/?p=4 no, this is a reader typing",
        'Pingback: <a href="http://blog.example/">x</a>',
        "Trackback: my own site wrote about this",
    ],
)
def test_comment_that_begins_with_the_label_is_a_comment(text: str) -> None:
    found = read(
        f"""<ol class="commentlist"><li class="comment" id="comment-4"><cite class="fn">Mara Quill</cite>
        <div class="comment-meta"><a href="#comment-4">November 22, 2014 at 10:41 AM</a></div><p>{text}</p></li></ol>"""
    )

    assert [c.author for c in found.comments] == ["Mara Quill"]
    assert found.pingbacks == []


def test_heading_that_counts_both_does_not_make_comments_pings() -> None:
    entry = """<li class="comment" id="comment-{n}"><cite class="fn"><a href="http://mara{n}.example/" class="url">Mara {n}</a></cite>
    <a href="#comment-{n}">November 22, 2014 at 10:41 AM</a><p>At last, number {n}.</p></li>"""

    found = read(f"<h3>2 Comments, 1 Trackback</h3><ol class='commentlist'>{entry.format(n=1)}{entry.format(n=2)}</ol>")

    assert [c.author for c in found.comments] == ["Mara 1", "Mara 2"]
    assert found.pingbacks == []


def test_sentence_of_the_story_is_no_ping() -> None:
    page = f"<html><body><article><h1>Ferry</h1>{STORY}<p>Pingback: {LINK}</p>{STORY}</article></body></html>"

    assert extract(page, URL).pingbacks == []


def test_sentence_of_the_story_beside_a_ping_is_none() -> None:
    sentence = '<p>Pingback: <a href="http://fake.example/">a word for a link back</a></p>'
    ping = f'<div class="media"><p>Pingback: {LINK}</p></div>'

    found = extract(f"<body><div><h1>Ferry</h1>{STORY}{sentence}{STORY}<h4>Echo</h4>{ping}</div></body>", URL)

    assert "a word for a link back" not in {p.title for p in found.pingbacks}


def test_address_that_is_not_of_the_web_is_dropped() -> None:
    found = read(
        '<ol><li class="pingback" id="comment-5"><p>Pingback: <a href="javascript:x()">Notes</a></p></li></ol>'
    )

    assert [(p.title, p.source_url) for p in found.pingbacks] in ([("Notes", None)], [])


def test_date_in_a_title_is_not_the_time_of_the_ping() -> None:
    link = '<a href="http://notes.example/">links for 2008-11-22</a>'

    found = read(
        f'<ol class="comment-list"><li class="pingback" id="comment-5"><div class="comment-body">Pingback: {link}</div></li></ol>'
    )

    assert [(p.title, p.date_published_raw) for p in found.pingbacks] == [("links for 2008-11-22", None)]


def test_sources_under_a_story_are_no_pings() -> None:
    found = read(f"<div><h4>Further links</h4><ul><li>{LINK}</li></ul></div>")

    assert found.pingbacks == []


def test_ping_alone_is_not_read_as_a_comment_too() -> None:
    ping = '<li id="comment-5"><p>Trackback: <a href="http://notes.example/" rel="nofollow ugc">links for 2010-11-26</a></p></li>'
    heading, form = (
        "<h3>One Response to “Harbour: the ferry line opens to the islands, says Mara Quill”</h3>",
        "<form><textarea name='comment'></textarea></form>",
    )

    found = extract(
        f"<html><body><div><div>{STORY}</div><div>{heading}<ol>{ping}</ol></div><div>{form}</div></div></body></html>",
        URL,
    )

    assert len(found.pingbacks) == 1
    assert found.comments == []


def test_extract_of_another_page_is_a_ping_where_no_class_says_what_it_is() -> None:
    found = read(
        '<div id="comments"><h4>Comments</h4><div class="entry" id="comment-5"><p>[&#8230;] the ferry, says the port. [&#8230;]</p>'
        f'<div class="commentMeta">Comment by <cite>{LINK}</cite> on 22 November 2014</div></div></div>'
    )

    assert [(p.title, p.excerpt) for p in found.pingbacks] == [("Ferry notes", "[…] the ferry, says the port. […]")]
    assert found.comments == []


DISOWNED = '<a href="http://notes.example/ferry" rel="external nofollow ugc">Ferry notes</a>'


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><form action='/comment'><textarea></textarea></form></div><div><h4>Echo</h4><ul><li>{DISOWNED}</li></ul></div>",
        f"<aside-links><h2>Pages that cite this one</h2><cite-card>{DISOWNED} <time>22 November 2014</time></cite-card></aside-links>",
    ],
    ids="beside-the-form no-form".split(),
)
def test_links_that_a_reader_left_under_a_heading_of_any_words(markup: str) -> None:
    found = read(markup)

    assert [(p.title, p.source_url) for p in found.pingbacks] == [("Ferry notes", "http://notes.example/ferry")]
    assert found.headlines == []


def test_links_under_a_heading_that_the_page_disowns_in_one_word_are_no_pings() -> None:
    sources = '<h4>Further links</h4><p><a href="http://notes.example/ferry" rel="nofollow">Ferry notes</a></p>'

    found = read(f"<div><form action='/comment'><textarea></textarea></form>{sources}</div>")

    assert found.pingbacks == []


def test_headline_that_speaks_of_pings_titles_no_list_of_them() -> None:
    story = f'<div><p>Sources: <a href="https://papers.example/2014/1">The quay papers</a></p>{STORY}</div>'
    html = (
        "<html><head><title>Pingback: how blogs met – The Harbour</title></head><body><article>"
        f"<h1>Pingback: how blogs met</h1>{story}</article></body></html>"
    )

    found = extract(html, URL)

    assert found.pingbacks == []


def test_line_about_the_story_above_a_lone_ping_is_no_comment() -> None:
    line = (
        "<div class='group'><div><p>Posted</p><div><time datetime='2014-11-21T10:02:18+09:00'>November 21, 2014</time>"
        "</div><p>in</p><div><a href='/port/' rel='tag'>Port</a></div></div><div><p>by</p><div class='author'>"
        "<p class='author-name'>Mara Quill</p></div></div><div><p>Tags:</p><div><a href='/tag/ferry/'>ferry</a></div></div></div>"
    )
    ping = (
        f"<li id='comment-5' class='trackback depth-1'><div><div class='comment-author-name'>{LINK}</div>"
        "<div><time datetime='2014-11-21T11:09:00+09:00'>November 21, 2014</time></div>"
        "<div class='comment-content'><p>The ferry was promised before, in 2011.</p></div></div></li>"
    )
    form = '<form action="/wp-comments-post.php"><textarea name="comment"></textarea></form>'

    found = read(
        f"<div class='part'>{line}</div><section class='part'><div class='group'><div class='blocks'><h3>One response to "
        f"“Ferry line opens”</h3><ol>{ping}</ol><div id='respond'>{form}</div></div></div></section>"
    )

    assert [comment.author for comment in found.comments] == []
    assert [ping.title for ping in found.pingbacks] == ["Ferry notes"]


BARE = '<a href="http://notes.example/2014/ferry/?p=3">Ferry notes</a>'
BESIDE = '<ol class="comment-list"><li id="comment-4"><cite class="fn">Mara</cite> <time datetime="2014-11-21">Nov 21</time><p>At last.</p></li></ol>'


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><h4>Blogs linking to this story</h4><ul><li>{BARE}</li></ul></div>",
        f'<section aria-label="Citazioni"><p>{BARE.replace(" href", " rel=nofollow href")} <time datetime="2014-11-22"></time></p></section>',
        f"<div><b>Citado em:</b> <span>{BARE.replace(' href', ' rel=nofollow href')} (22/11/2014 10:08)</span></div>",
        f"<details><summary>Around</summary><ul><li>{LINK} – 22 Nov 2014 10:08</li></ul></details>",
        f'{BESIDE}<div class="b"><h3>Echo</h3><div>{BARE} <i>22 November 2014, 10:08</i></div></div>',
        f'{BESIDE}<div class="b"><div class="t">Pingbacks</div><ul><li>{BARE} <i>2 years ago</i></li></ul></div>',
        f'{BESIDE}<div class="b"><div class="t">Ссылки на эту новость</div><div>{BARE}, 22 ноября 2014 в 10:08</div></div>',
    ],
    ids="named-target aria-label inline left-by-users dated bare-title russian".split(),
)
def test_ping_list_whose_links_are_disowned_or_not(markup: str) -> None:
    found = read(markup)

    assert [(p.title, p.source_url) for p in found.pingbacks] == [
        ("Ferry notes", "http://notes.example/2014/ferry/?p=3")
    ]
    assert "Ferry notes" not in {comment.author for comment in found.comments}


def test_links_with_times_elsewhere_are_no_pings() -> None:
    found = read(f"<div><h4>From our partners</h4><ul><li>{BARE} <i>22 November 2014, 10:08</i></li></ul></div>")

    assert found.pingbacks == []


ENTRY = """<div class="entry" id="e{n}"><div class="by"><span class="author">{name}</span> <span class="date">{n} November 2014, 10:08</span></div>
{text}</div>"""


def test_entries_among_comments_that_say_nothing_but_a_link_are_pings() -> None:
    said = [ENTRY.format(n=n, name=f"Mara {n}", text="<div class='text'><p>At last.</p></div>") for n in (21, 22)]
    link = ENTRY.format(n=23, name=BARE, text="")

    found = read(f'<div id="comments">{"".join(said)}{link}</div>')

    assert [c.author for c in found.comments] == ["Mara 21", "Mara 22"]
    assert [(p.title, p.source_url) for p in found.pingbacks] == [
        ("Ferry notes", "http://notes.example/2014/ferry/?p=3")
    ]


def test_answer_to_a_reader_called_pingback_is_a_comment() -> None:
    entry = """<div class="i" id="msg_{n}"><div class="h"><a href="/user/{n}/">{name}</a> <a href="#msg_{n}">{n} November 2014, 10:08</a>
    {note}</div><div class="m"><p>At last.</p></div></div>"""
    first = entry.format(n=21, name="Pingback", note="")
    second = entry.format(n=22, name="Mara", note='<a href="#msg_21">in reply to Pingback</a>')

    found = read(f"<div><h3>2 comments</h3>{first}{second}</div>")

    assert [c.author for c in found.comments] == ["Pingback", "Mara"]
    assert found.pingbacks == []
