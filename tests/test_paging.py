"""Further pages of a discussion, and the systems that a page loads its comments from."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.extraction.comments.paging import article_address

URL = "https://harbour.example/news/ferry-line/"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
ENTRY = """<li class="comment" id="comment-{n}"><b class="fn">Mara {n}</b> <a href="{url}comment-page-3/#comment-{n}">21 November
2014</a><p>At last, number {n}.</p><a href="{url}?replytocom={n}#respond">Reply</a></li>"""


def follow_ups(
    pager: str, *, url: str = URL, head: str = "", declared: str = "2 comments"
) -> list[tuple[str, str, str | None]]:
    page = f"""<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry</h1>{STORY}</article><div id="comments">
    <h3>{declared}</h3><ol class="commentlist">{ENTRY.format(n=1, url=URL)}{ENTRY.format(n=2, url=URL)}</ol>{pager}</div></body></html>"""
    return [(link.kind.value, link.url, link.article_url) for link in extract(page, url).follow_ups]


@pytest.mark.parametrize(
    ("pager", "wanted"),
    [
        ('<div class="nav"><a href="{u}comment-page-2/#comments">Older Comments</a></div>', "comment-page-2/"),
        ('<a href="?cpage=2#comments">Older</a>', "?cpage=2"),
        ('<ul class="pager"><li><a href="/news/ferry-line/?page=1">next ›</a></li></ul>', "?page=1"),
        ('<div class="pagination"><a href="{u}?comments-page=2">2</a></div>', "?comments-page=2"),
        ('<a rel="next" href="{u}?start=50">More</a>', "?start=50"),
        ('<button class="load-more" data-url="/news/ferry-line/comments/2">Load more comments</button>', "comments/2"),
    ],
    ids="older cpage drupal param rel button".split(),
)
def test_pages_of_the_discussion_are_followed(pager: str, wanted: str) -> None:
    found = follow_ups(pager.format(u=URL))

    assert found == [("comments", URL.rstrip("/") + "/" + wanted if wanted != "comments/2" else URL + wanted, URL)]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="{u}?replytocom=2#respond">Reply</a>',
        '<a href="{u}feed/">RSS feed of comments</a>',
        '<a class="next" href="https://harbour.example/news/other-story/">Next story</a>',
        '<a href="{u}#comment-2">Permalink</a>',
        '<a class="page" href="{u}?sort=oldest">Oldest first</a>',
    ],
)
def test_other_links_in_the_discussion_are_not(link: str) -> None:
    assert follow_ups(link.format(u=URL)) == []


@pytest.mark.parametrize(
    "slug", ["police-report", "share-prices", "vierzig-forderten-aufklarung", "reply-to-the-mayor"]
)
@pytest.mark.parametrize("pager", ["{u}comment-page-2/", "/news/{slug}/comment-page-2/", "{u}?page=1"])
def test_words_of_the_headline_in_an_address_hide_no_page(slug: str, pager: str) -> None:
    url = f"https://harbour.example/news/{slug}/"
    link = f'<div class="pager"><a href="{pager.format(u=url, slug=slug)}">Older Comments</a></div>'

    found = follow_ups(link, url=url)

    assert [kind for kind, _, _ in found] == ["comments"]


def test_later_page_leads_back_to_the_first() -> None:
    found = follow_ups(f'<a href="{URL}comment-page-1/#comments">Older</a>', url=URL + "comment-page-2/")

    assert found == [("comments", URL + "comment-page-1/", URL)]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (URL + "comment-page-4/#comments", URL),
        (URL + "?cpage=4&id=7", URL + "?id=7"),
        (URL + "?replytocom=4#respond", URL),
        (URL, URL),
    ],
)
def test_address_of_the_article(address: str, wanted: str) -> None:
    assert article_address(address) == wanted


def test_rest_api_is_asked_only_for_what_the_page_leaves_out() -> None:
    head = '<link rel="https://api.w.org/" href="/wp-json/"><link rel="shortlink" href="/?p=31">'

    whole, part = follow_ups("", head=head), follow_ups("", head=head, declared="57 comments")

    assert whole == []
    assert [kind for kind, _, _ in part] == ["endpoint"]
    assert "/wp-json/wp/v2/comments?post=31" in part[0][1]


@pytest.mark.parametrize(
    ("markup", "platform", "part"),
    [
        (
            '<div id="disqus_thread"></div><script>var disqus_shortname = "harbourpost"; var disqus_identifier = "n-7";</script>',
            "disqus",
            "f=harbourpost",
        ),
        (
            '<div id="disqus_thread"></div><script src="https://harbourpost.disqus.com/embed.js"></script>',
            "disqus",
            "f=harbourpost",
        ),
        (
            '<script src="https://launcher.spot.im/spot/sp_AbC123" data-spotim-module="x" data-post-id="77"></script>',
            "openweb",
            "conversation",
        ),
        (
            '<div id="coral_thread"></div><script>Coral.createStreamEmbed({rootURL: "https://coral.harbour.example", storyID: "s7"})</script>',
            "coral",
            "coral.harbour.example/api/graphql",
        ),
        (
            "<div id='discourse-comments'></div><script>DiscourseEmbed = {discourseUrl: 'https://talk.harbour.example/', topicId: 9}</script>",
            "discourse",
            "talk.harbour.example/t/9.json",
        ),
    ],
    ids="disqus disqus-script openweb coral discourse".split(),
)
def test_system_that_the_page_loads_comments_from(markup: str, platform: str, part: str) -> None:
    page = (
        f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{STORY}</article>{markup}</body></html>"
    )

    (link,) = extract(page, URL).follow_ups

    assert (link.kind.value, link.platform, link.article_url) == ("endpoint", platform, URL)
    assert part in link.url


def test_pages_are_followed_where_the_page_shows_no_comment_that_is_known_for_one() -> None:
    pager = f'<p><a href="{URL}comment-page-1/#comments">1</a> <span>2</span></p>'
    page = (
        f"<html><head><title>Ferry</title></head><body><h1>Ferry</h1>{STORY}<dl><dt>Mara</dt></dl>{pager}</body></html>"
    )

    found = extract(page, URL)

    assert [(link.kind.value, link.url) for link in found.follow_ups] == [("comments", f"{URL}comment-page-1/")]
