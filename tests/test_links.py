import pytest

from newscrawl.discovery.links import page_links
from newscrawl.page import Page
from newscrawl.visits import Link, LinkKind

HOME = "https://paper.example/"


def links(html: str, url: str = HOME) -> list[Link]:
    return page_links(Page(html, url))


def test_page_links_tells_kinds_titles_and_positions() -> None:
    html = """
    <nav><a href="/category/world/">World</a> <a href="/about/">About</a></nav>
    <h2><a href="/2014/11/21/talks/">Harbour talks <em>resume</em></a></h2>
    <div class="pager"><a href="/page/2/">Older</a></div>
    """

    found = links(html)

    assert [(x.kind, x.url, x.title, x.position) for x in found] == [
        (LinkKind.LIST, HOME + "category/world/", "World", 1),
        (LinkKind.PAGE, HOME + "about/", "About", 2),
        (LinkKind.ARTICLE, HOME + "2014/11/21/talks/", "Harbour talks resume", 3),
        (LinkKind.LIST, HOME + "page/2/", "Older", 4),
    ]
    assert {x.found_on for x in found} == {HOME}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="mailto:desk@paper.example">m</a>',
        '<a href="  JavaScript:void(0)">j</a>',
        '<a href="tel:+4912345">t</a>',
        '<a href="#top">top</a>',
        '<a href="">empty</a>',
        "<a>no address</a>",
        '<a href="http://[broken">b</a>',
        '<a href="/big.jpg">picture</a>',
        '<a href="/login">log in</a>',
        '<a href="/wp-admin/">admin</a>',
        '<a href="/?s=harbour">search</a>',
        '<a rel="nofollow" href="/filter">filter</a>',
        '<a rel="external ugc" href="https://reader.example/2014/11/21/my-post/">reader</a>',
        '<a rel="sponsored" href="/2014/11/21/advert/">advert</a>',
    ],
)
def test_page_links_leaves_out(html: str) -> None:
    assert links(html) == []


@pytest.mark.parametrize(
    "declared",
    [
        '<link rel="amphtml" href="/lite/2014/11/21/talks/">',
        '<link rel="alternate" media="only screen and (max-width: 640px)" href="/lite/2014/11/21/talks/">',
        '<link rel="shortlink" href="/lite/2014/11/21/talks/">',
    ],
)
def test_page_links_leaves_out_what_the_page_declares_as_itself(declared: str) -> None:
    html = f'{declared}<a href="/lite/2014/11/21/talks/">Lite version</a> <a href="/2014/11/22/ferry/">Ferry</a>'

    found = links(html, HOME + "2014/11/21/talks/")

    assert [x.url for x in found] == [HOME + "2014/11/22/ferry/"]


@pytest.mark.parametrize(
    ("content", "kind", "url"),
    [
        ("0; URL=/online/default.asp", LinkKind.LIST, HOME + "online/default.asp"),
        ("3;url='news/'", LinkKind.LIST, HOME + "news/"),
        ("0;url=https://paper.example/2014/11/21/talks/", LinkKind.ARTICLE, HOME + "2014/11/21/talks/"),
    ],
)
def test_page_links_holds_where_a_page_sends_its_readers(content: str, kind: LinkKind, url: str) -> None:
    found = links(f'<meta http-equiv="Refresh" content="{content}"><p>Moved</p>')

    assert [(x.kind, x.url) for x in found] == [(kind, url)]


@pytest.mark.parametrize(
    "content",
    ["300", "300; url=/", "600; url=/?reload=2", "0; url=", "0; url=/login", "5; URL=mailto:desk@paper.example"],
)
def test_page_links_of_a_page_that_only_loads_itself_again(content: str) -> None:
    assert links(f'<meta http-equiv="refresh" content="{content}">') == []


def test_page_links_nofollow_article_is_kept() -> None:
    found = links('<a rel="nofollow" href="/2014/11/21/talks/">Talks</a>')

    assert [x.url for x in found] == [HOME + "2014/11/21/talks/"]


def test_page_links_headline_makes_an_article_of_an_unknown_address() -> None:
    html = """
    <h3><a href="/x/tunnel">Harbour tunnel opens after delay</a></h3>
    <a href="/x/bridge"><h3>Old bridge to be closed for good</h3></a>
    <a rel="bookmark" href="/x/ferry">Ferry line to the islands delayed</a>
    <h3><a href="/x/sport">Sport</a></h3>
    <p><a href="/x/terms">Read all about the terms of our competition</a></p>
    """

    found = links(html)

    assert [(x.url[len(HOME) :], x.kind) for x in found] == [
        ("x/tunnel", LinkKind.ARTICLE),
        ("x/bridge", LinkKind.ARTICLE),
        ("x/ferry", LinkKind.ARTICLE),
        ("x/sport", LinkKind.PAGE),
        ("x/terms", LinkKind.PAGE),
    ]


def test_page_links_merges_picture_headline_and_comment_count() -> None:
    html = """
    <a href="/2014/11/21/talks/"><img src="a.jpg"></a>
    <a href="/2014/11/21/talks/#comments">1,024 comments</a>
    <a href="/2014/11/21/talks/">Harbour talks resume</a>
    """

    found = links(html)

    assert [(x.url, x.title, x.data) for x in found] == [
        (HOME + "2014/11/21/talks/", "Harbour talks resume", {"comment_count": 1024})
    ]


def test_page_links_latest_comments_lead_to_articles() -> None:
    html = '<li>Ann on <a href="/2014/11/21/talks/comment-page-2/#comment-41">Harbour talks resume</a></li>'

    found = links(html)

    assert [(x.url, x.kind) for x in found] == [(HOME + "2014/11/21/talks/", LinkKind.ARTICLE)]


def test_page_links_views_of_the_page_itself_are_left_out() -> None:
    html = """
    <a href="comment-page-1/#comments">Older comments</a>
    <a href="?replytocom=5#respond">Reply</a>
    <a href="feed/">Comments feed</a>
    <a href="2/">2</a>
    <a href="?page=3">3</a>
    <a href="/2014/11/20/other/2/">other</a>
    """

    found = links(html, HOME + "2014/11/21/talks/")

    assert [x.url for x in found] == [HOME + "2014/11/20/other/2/"]


@pytest.mark.parametrize(
    ("html", "kind", "source"),
    [
        ('<link rel="next" href="/page/2/">', LinkKind.LIST, "pagination"),
        ('<link rel="next" title="Older" href="/2014/11/20/ferry/">', LinkKind.ARTICLE, "pagination"),
        ('<link rel="alternate" type="application/rss+xml" href="/feed/">', LinkKind.FEED, "autodiscovery"),
        ('<link rel="alternate" type="application/atom+xml" href="/atom">', LinkKind.FEED, "autodiscovery"),
        ('<link rel="alternate" type="application/feed+json" href="/f.json">', LinkKind.FEED, "autodiscovery"),
        ('<a rel="next" href="/world/older">More</a>', LinkKind.LIST, "page"),
        ('<a rel="tag" href="/about-harbours">harbours</a>', LinkKind.LIST, "page"),
        ('<ul class="pagination"><li><a href="/world/b">2</a></li></ul>', LinkKind.LIST, "page"),
    ],
)
def test_page_links_by_relation_and_place(html: str, kind: LinkKind, source: str) -> None:
    found = links(html)

    assert [(x.kind, x.source) for x in found] == [(kind, source)]


def test_page_links_comment_feeds_are_told_apart() -> None:
    html = """
    <link rel="alternate" type="application/rss+xml" href="/feed/" title="Paper">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Comments">
    <link rel="alternate" type="application/rss+xml" href="/2014/11/21/talks/feed/" title="Talks">
    <link rel="alternate" hreflang="de" href="/de/">
    """

    found = links(html, HOME + "2014/11/21/talks/")

    assert [(x.url[len(HOME) :], x.data) for x in found] == [("feed/", {}), ("comments/feed/", {"comments": True})]


def test_page_links_rest_root_becomes_its_listings() -> None:
    found = links('<link rel="https://api.w.org/" href="https://paper.example/index.php?rest_route=/">')

    assert [(x.kind, x.platform) for x in found] == [
        (LinkKind.ENDPOINT, "wordpress_posts"),
        (LinkKind.ENDPOINT, "wordpress_changes"),
        (LinkKind.ENDPOINT, "wordpress_comments"),
        (LinkKind.SITE, None),
        (LinkKind.SITEMAP, None),
    ]
    assert found[0].url.startswith(HOME + "index.php?rest_route=%2Fwp%2Fv2%2Fposts&per_page=100")


def test_page_links_of_a_list_in_json_ld() -> None:
    html = """<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [
    {"@type": "ListItem", "position": 1, "url": "/2014/11/21/talks/"},
    {"@type": "ListItem", "item": {"@type": "NewsArticle", "url": "/2014/11/20/ferry/", "headline": "Ferry delayed"}},
    {"@type": "ListItem", "item": "/2014/11/19/bridge/"}, "/login", 5, {"url": ["x"]}]}</script>
    <a href="/2014/11/21/talks/">Talks</a>"""

    assert [(x.url[len(HOME) :], x.kind, x.title) for x in links(html)] == [
        ("2014/11/21/talks/", LinkKind.ARTICLE, "Talks"),
        ("2014/11/20/ferry/", LinkKind.ARTICLE, "Ferry delayed"),
        ("2014/11/19/bridge/", LinkKind.ARTICLE, None),
    ]


def test_page_links_joins_to_base() -> None:
    found = links('<base href="https://paper.example/blog/"><a href="tunnel">x</a>')

    assert [x.url for x in found] == [HOME + "blog/tunnel"]


def test_page_links_of_frames_and_maps() -> None:
    html = '<frameset><frame src="/menu"></frameset><map><area href="/2014/11/21/talks/"></map>'

    assert {x.url for x in links(html)} == {HOME + "menu", HOME + "2014/11/21/talks/"}


def test_parts_of_a_story_named_by_query_are_its_own_and_other_numbers_are_not() -> None:
    html = '<p><a href="/?p=16&page=2">2</a> <a href="/?p=160">Quay to be mended in the spring</a></p>'

    found = {link.url for link in page_links(Page(html, "https://courier.example/?p=16"))}

    assert found == {"https://courier.example/?p=160"}


def test_links_besides_those_told_keep_their_positions() -> None:
    html = """
    <nav><a href="/category/world/">World</a> <a href="/about/">About</a></nav>
    <h2><a href="/2014/11/21/talks/">Harbour talks resume</a></h2>
    <h2><a href="/2014/11/21/strike/">Ferry strike is over</a></h2>
    """
    told = {HOME + "category/world/": False, HOME + "about/": False, HOME + "2014/11/21/talks/": True}

    found = page_links(Page(html, HOME), told=told)

    assert [(x.url, x.position) for x in found] == [(HOME + "2014/11/21/strike/", 4)]


@pytest.mark.parametrize(
    ("html", "told", "kind", "data"),
    [
        ('<a href="/2014/11/21/talks/#comments">3 comments</a>', True, LinkKind.ARTICLE, {"comment_count": 3}),
        ('<h2><a href="/harbour/">Harbour talks resume on Friday</a></h2>', False, LinkKind.ARTICLE, {}),
        ('<a href="/2014/11/21/talks/">Harbour talks resume</a>', False, LinkKind.ARTICLE, {}),
    ],
)
def test_told_link_is_given_again_where_the_page_says_more(
    html: str, told: bool, kind: LinkKind, data: dict[str, int]
) -> None:
    page = Page(html, HOME)
    (known,) = page_links(page)

    (found,) = page_links(page, told={known.url: told})

    assert (found.kind, found.data) == (kind, data)
