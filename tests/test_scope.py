from datetime import UTC, datetime

import pytest

from newscrawl.discovery.scope import Scope, parse_since, realm
from newscrawl.errors import UsageError
from newscrawl.visits import Link, LinkKind

SEED = "https://www.example.com/"
TALKS = "https://example.com/2014/11/21/talks/"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.example.co.uk/a", "example.co.uk"),
        ("https://town.blogspot.com/", "town.blogspot.com"),
        ("https://town.wordpress.com/", "town.wordpress.com"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://localhost:81/", "localhost:81"),
        ("http://[::1]:81/", "[::1]:81"),
        ("https://USER:pw@Example.Com:443/", "example.com"),
    ],
)
def test_realm(url: str, domain: str) -> None:
    assert realm(url) == domain


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (Link(url="https://sub.example.com/x"), None),
        (Link(url="https://other.example/x"), "offsite"),
        (Link(url="https://notexample.com/x"), "offsite"),
        (Link(url="https://feeds.example/p", kind=LinkKind.FEED, source="autodiscovery"), None),
        (Link(url="https://feeds.example/p", kind=LinkKind.FEED), "offsite"),
        (Link(url="https://cdn.example/s.xml", kind=LinkKind.SITEMAP, source="robots"), None),
        (Link(url="https://api.example/t", kind=LinkKind.ENDPOINT, article_url=TALKS), None),
        (Link(url="https://api.example/t", kind=LinkKind.ENDPOINT), "offsite"),
    ],
)
def test_refusal_by_domain(link: Link, reason: str | None) -> None:
    scope = Scope.of([SEED])

    assert scope.refusal(link) == reason
    assert scope.admits(link) is (reason is None)


def test_refusal_by_allow_and_deny() -> None:
    scope = Scope.of([SEED], allow=[r"/world/", r"/2014/"], deny=[r"\?print"])

    assert scope.refusal(Link(url="https://example.com/world/a", kind=LinkKind.ARTICLE)) is None
    assert scope.refusal(Link(url="https://example.com/sport/a", kind=LinkKind.ARTICLE)) == "not_allowed"
    assert scope.refusal(Link(url="https://example.com/sport/", kind=LinkKind.LIST)) is None
    assert scope.refusal(Link(url="https://example.com/world/a?print", kind=LinkKind.LIST)) == "denied"
    assert scope.refusal(Link(url="https://example.com/", source="seed")) is None


def test_refusal_by_depth() -> None:
    scope = Scope.of([SEED], max_depth="2")

    assert scope.refusal(Link(url=TALKS, kind=LinkKind.ARTICLE), depth=2) is None
    assert scope.refusal(Link(url=TALKS, kind=LinkKind.ARTICLE), depth=3) == "too_deep"
    assert scope.refusal(Link(url=TALKS, kind=LinkKind.COMMENTS, article_url=TALKS), depth=3) is None


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (Link(url=TALKS, kind=LinkKind.ARTICLE), "too_old"),
        (Link(url=TALKS, kind=LinkKind.ARTICLE, data={"modified": "2024-01-05T00:00:00+00:00"}), None),
        (Link(url=TALKS, kind=LinkKind.ARTICLE, date=datetime(2024, 1, 2, tzinfo=UTC)), None),
        (Link(url="https://example.com/a", kind=LinkKind.ARTICLE), None),
        (Link(url="https://example.com/a", kind=LinkKind.ARTICLE, date=datetime(2023, 12, 31)), "too_old"),
        (Link(url="https://example.com/s.xml", kind=LinkKind.SITEMAP, date=datetime(2023, 1, 31)), "too_old"),
        (Link(url="https://example.com/2014/11/21/", kind=LinkKind.LIST), "too_old"),
        (Link(url="https://example.com/2014/11/page/3/", kind=LinkKind.LIST), "too_old"),
        (Link(url="https://example.com/2024/", kind=LinkKind.LIST), None),
        (Link(url="https://example.com/world/", kind=LinkKind.LIST), None),
        (Link(url="https://example.com/2024/01/01/a/", kind=LinkKind.ARTICLE), None),
    ],
)
def test_refusal_by_since(link: Link, reason: str | None) -> None:
    scope = Scope.of([SEED], since="2024-01-01T12:00:00Z")

    assert scope.refusal(link) == reason


def test_parse_since_reads_days_and_times() -> None:
    assert parse_since("2014-11-21") == datetime(2014, 11, 21, tzinfo=UTC)
    assert parse_since("2014-11-21T09:00:00+09:00") == datetime(2014, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"allow": ["("]}, r"allow='\(' is no regular expression"),
        ({"deny": ["[a"]}, r"deny='\[a' is no regular expression"),
        ({"since": "yesterday"}, "since='yesterday' is no date"),
        ({"max_depth": "deep"}, "max_depth='deep' is no whole number"),
        ({"max_depth": -1}, "max_depth=-1 is no whole number"),
    ],
)
def test_scope_names_a_wrong_option(options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Scope.of([SEED], **options)  # type: ignore[arg-type]
