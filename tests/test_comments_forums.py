"""Threads of forums below a story, and others that no heading names."""

from __future__ import annotations

import pytest

from newscrawl import extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
HEAD = f'<article><h1>Ferry line opens</h1><time datetime="2014-11-20T08:00">20 November 2014</time>{STORY}</article>'
READERS = ((31, "Mara Quill", 21, "At last a ferry."), (32, "Bartholomew Otterbein", 22, "Indeed, at last."))

BULLETIN = """<table id="post{n}"><tr><td><a name="post{n}"></a>{day}-11-2014, 22:08</td><td>#<strong>1</strong></td></tr><tr>
<td><div><a class="bigusername" href="member.php?u={n}">{name}</a></div><div>Deckhand</div><div><div>Join Date: Jan 2005</div>
<div>Posts: 77</div></div></td><td><div id="post_message_{n}">{text}</div><a href="newreply.php?do=newreply&p={n}">Quote</a></td>
</tr></table>"""
BOARD = """<div id="p{n}" class="post"><dl class="postprofile"><dt><a class="username" href="/u/{n}">{name}</a></dt><dd>Deckhand</dd>
<dd><strong>Joined:</strong> Mon Jan 01, 2007 10:00 am</dd></dl><div class="postbody"><a href="/posting?mode=quote&p={n}">Quote</a>
<h3><a href="#p{n}">Re: Ferry line opens</a></h3><p class="author">by <strong>{name}</strong> &raquo; Nov {day}, 2014 10:08 pm</p>
<div class="content">{text}</div></div></div><hr>"""
MESSAGES = """<article class="message message--post" id="js-post-{n}"><div class="message-cell message-cell--user"><h4
class="message-name"><a class="username" href="/members/{n}/">{name}</a></h4><h5 class="userTitle">Deckhand</h5></div><div
class="message-cell message-cell--main"><header class="message-attribution"><time datetime="2014-11-{day}T22:08:00">Nov {day}</time>
<ul class="message-attribution-opposite"><li>#1</li></ul></header><div class="message-body"><div>{text}</div></div><footer><a
href="/posts/{n}/react">Like</a> <a href="/threads/9/reply?quote={n}">Reply</a></footer></div></article>"""
AGES = """<tr id="{n}"><td><table><tr><td><img src="s.gif" width="0"></td><td><div><span><a class="hnuser" href="/user?id={n}">{name}</a>
<span class="age" title="2014-11-{day}T22:08:00"><a href="/item?id={n}">2 hours ago</a></span></span></div><div class="commtext">{text}
</div><div><u><a href="/reply?id={n}">reply</a></u></div></td></tr></table></td></tr>"""
CLOCKS = """<article class="insandare"><header><strong>{name}</strong> <small>den {day} november 2014 kl. 22.08</small></header>
<div><p>{text}</p></div><footer><button>Svara</button> <button>Anmäl</button></footer></article>"""
VOTES = """<div class="opinia"><div><span class="ksywa">~{name}</span><span>{day} listopada 2014 (22:08)</span></div><div><p>{text}</p>
</div><div><a href="#">odpowiedz</a> <a href="#">zgłoś</a> <span>oceń: <b>+3</b> <b>-1</b></span></div></div>"""


@pytest.mark.parametrize(
    ("form", "language"),
    [(BULLETIN, "en"), (BOARD, "en"), (MESSAGES, "en"), (AGES, "en"), (CLOCKS, "sv"), (VOTES, "pl")],
    ids="bulletin board messages ages clocks votes".split(),
)
def test_thread_below_a_story(form: str, language: str) -> None:
    entries = "".join(form.format(n=n, name=name, day=day, text=text) for n, name, day, text in READERS)
    thread = f"<p>2 posts</p><table>{entries}</table>" if form is AGES else f"<p>2 posts</p><div>{entries}</div>"

    found = extract(f"<html lang='{language}'><title>Ferry line opens</title>{HEAD}{thread}</html>", URL).comments

    assert [(c.author, c.body) for c in found] == [(name, text) for _, name, _, text in READERS]
    assert [c.date_published.isoformat() for c in found if c.date_published] == [
        "2014-11-21T22:08:00",
        "2014-11-22T22:08:00",
    ]


def test_thread_that_is_the_story_is_no_discussion_of_it() -> None:
    first = "The ferry comes late again, says everybody on the pier, and nobody knows why. " * 3
    texts = (first, "Indeed, at last.")
    entries = "".join(
        MESSAGES.format(n=n, name=name, day=day, text=text)
        for (n, name, day, _), text in zip(READERS, texts, strict=True)
    )
    notice = f"<p>{'A forum of people who travel by sea and know the islands. ' * 3}</p>"
    head = f'<title>Ferry late</title><meta property="og:description" content="{first[:90]}">'

    found = extract(f"{head}<h1>Ferry late</h1>{notice}<div>{entries}</div>", "https://harbour.example/threads/9/")

    assert found.comments == []


def test_posts_below_the_one_that_opens_a_thread_are_comments_on_it() -> None:
    first = "The ferry comes late again, says everybody on the pier, and nobody knows why. " * 3
    readers = ((30, "Ida Lund", 20, first), *READERS)
    entries = "".join(MESSAGES.format(n=n, name=name, day=day, text=text) for n, name, day, text in readers)
    data = '{"@type": "DiscussionForumPosting", "headline": "Ferry late", "datePublished": "2014-11-20T22:08:00Z"}'
    head = (
        f'<title>Ferry late</title><meta property="og:description" content="{first[:90]}">'
        f'<script type="application/ld+json">{data}</script>'
    )
    form = "<form action='/threads/9/add-reply'><textarea name='message'></textarea></form>"

    found = extract(f"{head}<h1>Ferry late</h1><div>{entries}</div>{form}", "https://harbour.example/threads/9/")

    assert [(c.author, c.body) for c in found.comments] == [(name, text) for _, name, _, text in READERS]
    assert found.article is not None
    assert found.article.body == first.strip()


def test_boxes_of_text_that_are_called_comment_are_not_whole_ones() -> None:
    rows = "".join(
        f"""<tr id="{n}"><td><span><a class="hnuser" href="/user?id={name}">{name}</a> <span title="2014-11-2{n}T22:08:00"><a
        href="/item?id={n}">2 hours ago</a></span></span><div class="comment"><div class="commtext">{text}</div></div><div><a
        href="/reply?id={n}">reply</a></div></td></tr>"""
        for n, name, text in (
            (1, "mara", "<i>Trackback: my own site</i> on 13 May 2014, 22:03"),
            (2, "ole", "Indeed, at last."),
            (3, "ida", "With a cabin?"),
            (4, "per", "No cabins."),
        )
    )

    found = extract(f"<title>Ferry line opens</title>{HEAD}<p>4 comments</p><table>{rows}</table>", URL).comments

    assert [c.author for c in found] == ["mara", "ole", "ida", "per"]
