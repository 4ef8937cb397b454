"""Comments of systems other than WordPress, each on the smallest page that shows its structure."""

from __future__ import annotations

import pytest

from newscrawl import Extraction, extract

URL = "https://harbour.example/news/ferry-line"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"


def read(discussion: str, *, head: str = "") -> Extraction:
    return extract(
        f"<html lang='en'><head><title>Ferry line opens</title>{head}</head><body><article><h1>Ferry line opens</h1>{STORY}"
        f"</article>{discussion}</body></html>",
        URL,
    )


BLOGGER_FLAT = """<div class='comments' id='comments'><h4>2 comments:</h4><dl id='comments-block'>
<dt class='comment-author' id='c71'><a href='http://mara.example/' rel='nofollow'>Mara Quill</a> said...</dt>
<dd class='comment-body'><p>At last.</p></dd><dd class='comment-footer'><span class='comment-timestamp'>
<a href='https://harbour.example/news/ferry-line?showComment=1#c71' title='comment permalink'>21 November 2014 at 22:08</a>
</span></dd><dt class='comment-author' id='c72'>Ole Brandt said...</dt><dd class='comment-body'><p>Indeed.</p></dd>
<dd class='comment-footer'><span class='comment-timestamp'><a href='?showComment=2#c72'>22 November 2014 at 10:41</a></span></dd>
</dl></div>"""

BLOGGER_THREAD = """<div class="comments" id="comments"><div class="comment-thread toplevel-thread"><ol>
<li class="comment" id="c71"><div class="comment-block"><div class="comment-header"><cite class="user">
<a href="http://mara.example/">Mara Quill</a></cite><span class="datetime"><a href="?showComment=1#c71">21 November 2014 at
22:08</a></span></div><p class="comment-content">At last.</p><span class="comment-actions"><a class="comment-reply">Reply</a>
</span></div><div class="comment-replies"><div class="comment-thread inline-thread"><ol><li class="comment" id="c72">
<div class="comment-block"><cite class="user">Ole Brandt</cite><span class="datetime"><a href="?showComment=2#c72">22 November
2014 at 10:41</a></span><p class="comment-content">Indeed.</p></div></li></ol></div></div></li></ol></div></div>"""

DRUPAL = """<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2><a id="comment-71"></a>
<div class="comment clearfix"><div class="submitted"><span class="username"><a href="http://mara.example/">Mara Quill</a></span>
<span property="dc:date dc:created" content="2014-11-21T22:08:00+09:00">Fri, 11/21/2014 - 22:08</span></div>
<h3><a href="/comment/71#comment-71" class="permalink">Well</a></h3><div class="content"><p>At last.</p></div>
<ul class="links"><li><a href="/comment/reply/4/71">reply</a></li></ul></div>
<div class="indented"><a id="comment-72"></a><div class="comment clearfix"><div class="submitted">
<span class="username">Ole Brandt (not verified)</span> <span property="dc:date dc:created"
content="2014-11-22T10:41:00+09:00">Sat, 11/22/2014 - 10:41</span></div><div class="content"><p>Indeed.</p></div></div></div></div>"""

MICRODATA = """<section id="talk"><ol><li><div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="k71">
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="http://mara.example/">
<span itemprop="name">Mara Quill</span></a></span> <time itemprop="dateCreated" datetime="2014-11-21T22:08:00+09:00">21 Nov</time>
<div itemprop="text"><p>At last.</p></div></div><ul><li><div itemprop="comment" itemscope
itemtype="https://schema.org/Comment" id="k72"><span itemprop="author">Ole Brandt</span>
<time itemprop="dateCreated" datetime="2014-11-22T10:41:00+09:00">22 Nov</time><div itemprop="text"><p>Indeed.</p></div></div>
</li></ul></li></ol></section>"""

H_CITE = """<section><h2>Responses</h2><ul><li class="u-comment h-cite" id="r71"><a class="p-author h-card"
href="http://mara.example/">Mara Quill</a> <a class="u-url" href="http://mara.example/replies/1"><time class="dt-published"
datetime="2014-11-21T22:08:00+09:00">21 Nov</time></a><div class="p-content"><p>At last.</p></div></li>
<li class="u-comment h-cite" id="r72"><span class="p-author h-card"><span class="p-name">Ole Brandt</span></span>
<time class="dt-published" datetime="2014-11-22T10:41:00+09:00">22 Nov</time><div class="e-content"><p>Indeed.</p></div></li></ul></section>"""

TYPEPAD = """<div id="comments"><h3>Comments</h3><div class="comments-body"><div class="comment comment-odd" id="comment-6a00d71">
<div class="comment-content"><p>At last.</p></div><p class="comment-footer">Posted by: <a href="http://mara.example/">Mara
Quill</a> | <a href="#comment-6a00d71">21 November 2014 at 22:08</a></p></div><div class="comment comment-even"
id="comment-6a00d72"><div class="comment-content"><p>Indeed.</p></div><p class="comment-footer">Posted by: Ole Brandt |
<a href="#comment-6a00d72">22 November 2014 at 10:41</a></p></div></div></div>"""

JOOMLA = """<div id="jc"><div id="comments"><div id="comments-list" class="comments-list"><div class="even" id="comment-item-71">
<div class="rbox"><div class="comment-box"><a class="comment-anchor" href="#comment-71" id="comment-71">#1</a>
<span class="comment-author"><a href="http://mara.example/">Mara Quill</a></span>
<span class="comment-date">2014-11-21 22:08</span><div class="comment-body" id="comment-body-71"><p>At last.</p></div>
<span class="comments-buttons"><a href="#">Quote</a></span></div></div></div><div class="odd" id="comment-item-72">
<div class="rbox"><div class="comment-box"><a class="comment-anchor" href="#comment-72" id="comment-72">#2</a>
<span class="comment-author">Ole Brandt</span> <span class="comment-date">2014-11-22 10:41</span>
<div class="comment-body" id="comment-body-72"><p>Indeed.</p></div></div></div></div></div></div></div>"""

KUNENA = """<div class="kdiscuss"><h4>Discuss this article</h4><div class="kdiscuss-item"><div class="kdiscuss-head">
<span class="kdiscuss-username"><a href="http://mara.example/">Mara Quill</a></span> replied the topic:
<span class="kdiscuss-date">21 November 2014 22:08</span></div><div class="kdiscuss-reply-body">At last.</div></div>
<div class="kdiscuss-item"><div class="kdiscuss-head"><span class="kdiscuss-username">Ole Brandt</span>
<span class="kdiscuss-date">22 November 2014 10:41</span></div><div class="kdiscuss-reply-body">Indeed.</div></div></div>"""

DISCOURSE = """<section id="discourse-comments" class="embedded"><article class="post" id="post-71"><div class="author">
<a href="http://mara.example/" class="username">Mara Quill</a> <a class="post-date" href="/t/9/2"
title="21 November 2014 22:08">9y</a></div><div class="cooked"><p>At last.</p></div></article><article class="post"
id="post-72"><div class="author"><span class="username">Ole Brandt</span> <a class="post-date" href="/t/9/3"
title="22 November 2014 10:41">9y</a></div><div class="cooked"><p>Indeed.</p></div></article></section>"""

PHPBB = """<h2>Comments</h2><div class="forumposts"><div id="p71" class="post bg2"><p class="author">by <a
href="http://mara.example/">Mara Quill</a> » 21 November 2014, 22:08</p><div class="content">At last.</div>
<div class="back2top"><a href="#top">Top</a></div></div><div id="p72" class="post bg1"><p class="author">by <b>Ole Brandt</b>
» 22 November 2014, 10:41</p><div class="content">Indeed.</div></div></div>"""

NUMBERED = """<div class="x1"><textarea></textarea><div class="a8 q2" data-comment-id="71"><p class="z9"><a class="k2"
href="http://mara.example/">Mara Quill</a></p><time datetime="2014-11-21T22:08:00+09:00">21 Nov</time><div class="z1"><p>At
last.</p></div></div><div class="a8 q2" data-comment-id="72"><p class="z9"><b>Ole Brandt</b></p>
<time datetime="2014-11-22T10:41:00+09:00">22 Nov</time><div class="z1"><p>Indeed.</p></div></div></div>"""


@pytest.mark.parametrize(
    ("markup", "platform", "answers"),
    [
        (BLOGGER_FLAT, "blogger", False),
        (BLOGGER_THREAD, "blogger", True),
        (DRUPAL, "drupal", True),
        (MICRODATA, "schema.org", None),
        (H_CITE, "microformats", False),
        (TYPEPAD, None, False),
        (JOOMLA, None, False),
        (KUNENA, None, False),
        (DISCOURSE, None, False),
        (PHPBB, None, False),
        (NUMBERED, None, False),
    ],
    ids="blogger-flat blogger-thread drupal microdata h-cite typepad joomla kunena discourse phpbb numbered".split(),
)
def test_two_comments(markup: str, platform: str | None, answers: bool | None) -> None:
    found = read(markup)

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last."), ("Ole Brandt", "Indeed.")]
    assert found.comments[0].author_url == "http://mara.example/"
    assert [c.date_published.day for c in found.comments if c.date_published] == [21, 22]
    if "71" in markup:
        assert [c.id[-2:] for c in found.comments] == ["71", "72"]
    if platform:
        assert {c.platform for c in found.comments} == {platform}
    if answers is not None:
        assert (found.comments[1].parent_id == found.comments[0].id) is answers


def test_comments_in_json_ld_with_nested_answers() -> None:
    data = """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry line opens", "commentCount": 2,
    "comment": [{"@type": "Comment", "@id": "https://harbour.example/news/ferry-line#c71", "text": "At last.",
    "dateCreated": "2014-11-21T22:08:00+09:00", "author": {"@type": "Person", "name": "Mara Quill", "url": "http://mara.example/"},
    "comment": [{"@type": "Comment", "@id": "#c72", "text": "Indeed.", "author": {"name": "Ole Brandt"}}]}]}"""

    found = read("", head=f'<script type="application/ld+json">{data}</script>')

    assert [(c.author, c.body, c.depth) for c in found.comments] == [
        ("Mara Quill", "At last.", 0),
        ("Ole Brandt", "Indeed.", 1),
    ]
    assert found.comments[1].parent_id == found.comments[0].id
    assert found.comments[0].id.endswith("71")
