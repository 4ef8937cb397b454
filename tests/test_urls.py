import pytest

from newscrawl.urls import absolute, article_key, host, is_web_url, same_site, site_of, url_key

BASE = "https://news.example.com/world/index.html?page=2"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org", "https://example.org"),
        ("HTTPS://example.org/a", "https://example.org/a"),
        ("/a/b?c=d#e", "https://news.example.com/a/b?c=d"),
        ("story.html", "https://news.example.com/world/story.html"),
        ("../story.html", "https://news.example.com/story.html"),
        ("/a/../b", "https://news.example.com/b"),
        ("//cdn.example.net/a", "https://cdn.example.net/a"),
        ("?page=3", "https://news.example.com/world/index.html?page=3"),
        ("  /a\n/b  ", "https://news.example.com/a/b"),
        ("/two words", "https://news.example.com/two%20words"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("http://user@example.org/a", "http://user@example.org/a"),
        ("", None),
        ("#top", None),
        ("\x7f", None),
        ("/a\ud800b", "https://news.example.com/ab"),
        ("mailto:a@example.org", None),
        ("javascript:void(0)", None),
        ("data:text/html,x", None),
        ("http://", None),
        ("http://[broken/a", None),
    ],
)
def test_absolute_joins_what_leads_to_the_web(href: str, expected: str | None) -> None:
    assert absolute(BASE, href) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.Example.com:80/a/", "example.com/a"),
        ("https://example.com/a", "example.com/a"),
        ("https://example.com:8443/a", "example.com:8443/a"),
        ("https://example.com/?b=2&a=1", "example.com?a=1&b=2"),
        ("https://example.com/a?utm_source=x&fbclid=y&id=7", "example.com/a?id=7"),
        ("https://example.com/a;jsessionid=AB12?x=1", "example.com/a?x=1"),
        ("https://example.com/story.php?sid=12345", "example.com/story.php?sid=12345"),
        ("https://example.com/story.php?sid=a8f5f167f44f4964e6c998de", "example.com/story.php"),
        ("https://example.com/a-ferry-sails?ref=home&source=rss&CMP=share_btn", "example.com/a-ferry-sails"),
        ("https://example.com/a-ferry-sails?from=2&id=3", "example.com/a-ferry-sails?from=2&id=3"),
        ("https://example.com/story?ref=a-ferry-sails", "example.com/story?ref=a-ferry-sails"),
        ("https://example.com/2014/ferry/index.html", "example.com/2014/ferry"),
        ("https://example.com/index.htm?b=1", "example.com?b=1"),
        ("https://example.com/news/reindex.html", "example.com/news/reindex.html"),
        ("https://example.com/%7euser/%e4%b8%80", "example.com/~user/%E4%B8%80"),
        ("https://example.com/~user/一", "example.com/~user/%E4%B8%80"),
    ],
)
def test_url_key_is_the_same_for_spellings_of_one_address(url: str, expected: str) -> None:
    assert url_key(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/2014/11/21/story/",
        "http://www.example.com/2014/11/21/story",
        "https://m.example.com/2014/11/21/story/?utm_medium=x",
        "https://example.com/2014/11/21/story/amp/",
        "https://example.com/2014/11/21/story/comment-page-3/#comment-12",
        "https://example.com/2014/11/21/story/?replytocom=12#respond",
        "https://example.com/2014/11/21/story/feed/",
        "https://example.com/2014/11/21/story/?cpage=2",
    ],
)
def test_article_key_is_the_same_for_views_of_one_article(url: str) -> None:
    assert article_key(url) == "example.com/2014/11/21/story"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://en.m.example.org/wiki/A", "en.example.org/wiki/A"),
        ("https://forum.example.org/a/", "forum.example.org/a"),
        ("https://www2.example.org/", "example.org"),
        ("http://example.org:80/a", "example.org/a"),
        ("http://example.org:443/a", "example.org:443/a"),
        ("http://127.0.0.1:54321/a/?b=1", "127.0.0.1:54321/a?b=1"),
        ("https://example.org/caf%c3%a9/", "example.org/caf%C3%A9"),
        ("https://example.org/a/index.html", "example.org/a"),
        ("https://example.org/a/index.html?utm_source=x", "example.org/a"),
        ("https://example.org/big-red-story/index.html?ref=home", "example.org/big-red-story"),
        ("https://example.org/%ce%f7%ba%fe.html", "example.org/%CE%F7%BA%FE.html"),
        ("https://example.org/a?id=%B1%B1", "example.org/a?id=%B1%B1"),
        ("https://example.org/view_news_item.php?ref=ab", "example.org/view_news_item.php?ref=ab"),
        ("https://example.org/read-the-news?from=2014-01-01", "example.org/read-the-news?from=2014-01-01"),
        ("https://example.org/2024-05-03?ref=a", "example.org/2024-05-03?ref=a"),
    ],
)
def test_article_key_drops_whole_labels_of_hosts_and_default_ports(url: str, expected: str) -> None:
    assert article_key(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.b.example.co.uk/x", "example.co.uk"),
        ("https://blog.example.wordpress.com/", "wordpress.com"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("http://localhost/", "localhost"),
    ],
)
def test_site_of_is_the_registrable_domain_or_the_host(url: str, expected: str) -> None:
    assert site_of(url) == expected


def test_same_site_compares_registrable_domains() -> None:
    assert same_site("https://news.example.com/a", "http://example.com/b")
    assert not same_site("https://example.com/", "https://example.org/")


@pytest.mark.parametrize(
    "url", ["example.com/a", "ftp://example.com/", "https:///a", "https://example.com:99999/", "http://[x/"]
)
def test_is_web_url_refuses_what_cannot_be_fetched(url: str) -> None:
    assert not is_web_url(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.COM/a", "example.com"),
        ("https://example.com.:8443/a", "example.com"),
        ("https://user:secret@example.com/", "example.com"),
        ("http://[::1]:8080/", "::1"),
        ("https://пример.example/", "пример.example"),
        ("https://", ""),
        ("/a", ""),
        ("http://[broken/", ""),
    ],
)
def test_host_is_lower_case_without_port(url: str, expected: str) -> None:
    assert host(url) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("https://example.com/", "https://example.com/a", True),
        ("https://a.b.example.co.uk/", "https://www.example.co.uk/", True),
        ("https://example.co.uk/", "https://other.co.uk/", False),
        ("https://notexample.com/", "https://example.com/", False),
        ("https://town.blogspot.com/", "https://city.blogspot.com/", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", True),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/b", False),
        ("http://[::1]:8000/a", "http://[::1]:8000/b", True),
        ("http://[::1]/a", "http://[::1]/b", True),
        ("http://www.localhost/", "http://localhost/", True),
    ],
)
def test_same_site_is_told_either_way(a: str, b: str, expected: bool) -> None:
    assert same_site(a, b) is expected
    assert same_site(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("/Online/Article.ASP?id=3", "/online/article.asp?id=3", True),
        ("/News/Story.aspx", "/news/story.aspx", True),
        ("/article.asp?id=Ab", "/article.asp?id=aB", False),
        ("/News/Story.php", "/news/story.php", False),
        ("/a.php?sid=D137D16E000015&id=3", "/a.php?id=3", True),
        ("/a.php?sid=35497491000046&id=3", "/a.php?id=3", True),
        ("/a.php?sid=20141121000015&id=3", "/a.php?id=3", False),
        ("/a.php?osCsid=x1&sess_id=4&zenid=5&id=3", "/a.php?id=3", True),
        ("/a%2fb", "/a%2Fb", True),
        ("/a%2Fb", "/a/b", False),
        ("/index.php?share=12", "/index.php?share=13", False),
        ("/index.php?share=mail", "/index.php", True),
        ("/ferry-sails-again-soon?share=12&partner=9", "/ferry-sails-again-soon", True),
        ("/s/0b8f6f0e-5d1c-4f9e-9d3b-2f6b7c8d9e0f?from=prev", "/s/0b8f6f0e-5d1c-4f9e-9d3b-2f6b7c8d9e0f", True),
        ("/s/0b8f6f0e-5d1c-4f9e-9d3b-2f6b7c8d9e0f?from=20", "/s/0b8f6f0e-5d1c-4f9e-9d3b-2f6b7c8d9e0f", False),
    ],
)
def test_addresses_of_one_article(a: str, b: str, same: bool) -> None:
    keys = [[key(f"https://paper.example{path}") for path in (a, b)] for key in (url_key, article_key)]

    assert [left == right for left, right in keys] == [same, same]
