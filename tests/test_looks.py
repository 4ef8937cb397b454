import pytest

from newscrawl.discovery.looks import headline_like, look, path_end
from newscrawl.visits import LinkKind

SITE = "https://paper.example"

ARTICLES = [
    "/2014/11/21/talks-resume/",
    "/2014/11/talks/",
    "/2014/nov/21/talks-resume",
    "/world/2014-11-21/talks-resume",
    "/2014-11-21-talks-resume.html",
    "/20141121/talks-resume",
    "/sections/world/2014/11/21/365/talks-resume",
    "/?p=417",
    "/index.php?p=417",
    "/news/articleView.html?idxno=91234",
    "/article.php?id=12",
    "/view.php?no=1234&page=1".replace("&page=1", ""),
    "/news_lang.php?ArtNr=335",
    "/spip.php?article853",
    "/news/articles/clymn8zyrp9o",
    "/news/Harbour-tunnel-opens-after-delay-9691259.html?seite=all",
    "/news/harbour-tunnel-opens-after-delay",
    "/harbour-tunnel-opens-after-long-delay",
    "/politik/hafen-tunnel-eroeffnet-123456.html",
    "/story/4711",
    "/archives/4711",
    "/node/88",
    "/wirtschaft/article123456789/Hafen.html",
    "/economy/6f9619ff-8b86-d011-b42d-00c04fc964ff",
    "/topic/14000-harbour-tunnel-opens-after-delay",
    "/%ED%95%9C%EA%B5%AD%EC%96%B4-%EA%B8%B0%EC%82%AC-%EC%A0%9C%EB%AA%A9-%EC%9E%85%EB%8B%88%EB%8B%A4-%EC%98%A4%EB%8A%98/",
]

LISTS = [
    "/",
    "/category/world/",
    "/category/world/page/2/",
    "/tag/email",
    "/tag/harbour-tunnel-opens-after-delay/",
    "/author/jane-doe",
    "/page/3",
    "/world?page=2",
    "/world/?start=20",
    "/2014/",
    "/2014/11/",
    "/2014/11/21/",
    "/2014/11/page/4/",
    "/?cat=5",
    "/?m=201411",
    "/search/label/World",
    "/archives",
    "/blog/author/jane-doe-and-john-roe-of-paper/",
    "/thema/europa",
]

PAGES = ["/world", "/about-us/", "/world/africa", "/contact-the-newsroom/", "/users/123456", "/?page_id=2",
         "/privacy-policy-and-terms-of-use"]  # fmt: skip

NEVER = [
    "/2014/11/21/talks/email",
    "/photo.JPG",
    "/files/report.pdf",
    "/audio/show.mp3",
    "/wp-login.php",
    "/wp-json/wp/v2/posts/5",
    "/wp-admin/",
    "/xmlrpc.php",
    "/wp-content/uploads/2014/11/harbour.html",
    "/login",
    "/cart/",
    "/share?u=1",
    "/search?q=a",
    "/?s=harbour",
    "/members/login.aspx",
    "/forum/posting.php?mode=quote&p=7",
    "/posting?mode=quote&p=7",
    "/newreply.php?do=newreply&p=7",
    "/shop/?add-to-cart=5",
    "/{{ url }}",
    "/comments/feed/",
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *((path, LinkKind.ARTICLE) for path in ARTICLES),
        *((path, LinkKind.LIST) for path in LISTS),
        *((path, LinkKind.PAGE) for path in PAGES),
        *((path, None) for path in NEVER),
        ("/feed/", LinkKind.FEED),
        ("/category/world/feed/", LinkKind.FEED),
        ("/rss.xml", LinkKind.FEED),
        ("/sitemap-posts.xml", LinkKind.SITEMAP),
    ],
)
def test_look_by_address(path: str, kind: LinkKind | None) -> None:
    seen = look(SITE + path)

    assert seen.kind is kind


@pytest.mark.parametrize(
    ("view", "article"),
    [
        ("/2014/11/21/talks/comment-page-2/", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/?replytocom=5", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/?antwort=5", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/feed/", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/feed/atom/", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/trackback/", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/amp/", "/2014/11/21/talks/"),
        ("/2014/11/21/talks/?share=mail&nb=1", "/2014/11/21/talks/"),
        ("/?p=417&cpage=2", "/?p=417"),
    ],
)
def test_look_leads_a_view_back_to_the_article(view: str, article: str) -> None:
    seen = look(SITE + view)

    assert seen == (SITE + article, LinkKind.ARTICLE, True)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("World", False),
        ("About the newsroom", False),
        ("Council votes to close the harbour", True),
        ("항만 터널 3년 만에 개통", True),
        ("경제", False),
        ("港湾トンネルが三年ぶりに開通した", True),
    ],
)
def test_headline_like(text: str, answer: bool) -> None:
    assert headline_like(text) is answer


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("/2014/11/21/talks/", (2014, 11, 21)),
        ("/2014/11/talks/", (2014, 11, 30)),
        ("/2014/02", (2014, 2, 28)),
        ("/2014/", (2014, 12, 31)),
        ("/2014/talks", (2014, 12, 31)),
        ("/2014/02/31/a/", (2014, 2, 28)),
        ("/talks/", None),
        ("/20141/", None),
    ],
)
def test_path_end(path: str, end: tuple[int, int, int] | None) -> None:
    found = path_end(SITE + path)

    assert (found and (found.year, found.month, found.day)) == end
