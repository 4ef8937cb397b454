"""Which links belong to a crawl."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from newscrawl.discovery.looks import path_end
from newscrawl.errors import UsageError
from newscrawl.text import whole_number
from newscrawl.timestamps import parse_timestamp
from newscrawl.urls import registrable_domain
from newscrawl.visits import Link, LinkKind

__all__ = ["Scope", "parse_since", "realm"]

_HOSTING = frozenset(
    "wordpress.com substack.com tumblr.com medium.com livejournal.com typepad.com over-blog.com hatenablog.com "
    "tistory.com ghost.io wixsite.com squarespace.com jimdofree.com altervista.org".split()
)
"""Domains below which each host is a site of its own, beyond those of the public suffix list."""

_MACHINE = frozenset((LinkKind.FEED, LinkKind.SITEMAP))
_FILTERED = frozenset((LinkKind.ARTICLE, LinkKind.PAGE))
_DATED = frozenset((LinkKind.ARTICLE, LinkKind.PAGE, LinkKind.SITEMAP, LinkKind.LIST))
_OF_ARTICLE = frozenset((LinkKind.COMMENTS, LinkKind.ENDPOINT, LinkKind.CONTINUATION))


def realm(url: str) -> str:
    """Return the domain that a crawl started at ``url`` stays in.

    That is the registrable domain; the host where many publishers share one; host and port for an IP address or a name
    without public suffix.

    >>> realm("https://news.example.co.uk/a"), realm("https://town.blogspot.com/"), realm("http://127.0.0.1:8000/")
    ('example.co.uk', 'town.blogspot.com', '127.0.0.1:8000')
    """
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        return ""
    return _realm_of(netloc.rpartition("@")[2].lower())


@lru_cache(maxsize=8192)
def _realm_of(netloc: str) -> str:
    name = netloc.partition(":")[0].rstrip(".") if not netloc.startswith("[") else netloc
    domain = registrable_domain(name) if not name.startswith("[") else ""
    if domain in _HOSTING:
        return name
    return domain or netloc.removeprefix("www.").removesuffix(":80").removesuffix(":443")


def parse_since(text: str) -> datetime:
    """Read the argument ``since``, a day (``2024-11-21``: midnight UTC) or a time; otherwise :class:`UsageError`."""
    found = parse_timestamp(text)
    if found is None or not text[:4].isdigit():
        raise UsageError(f"since={text!r} is no date: write it as 2024-11-21 or 2024-11-21T08:00:00Z")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The bounds of a crawl; make one with :meth:`of`."""

    realms: frozenset[str]
    """Domains, as :func:`realm` names them."""

    allow: tuple[re.Pattern[str], ...] = ()
    """If given, articles and pages must match one; lists, feeds and sitemaps are read all the same to find them."""

    deny: tuple[re.Pattern[str], ...] = ()
    """Whatever matches one is refused, of any kind."""

    since: datetime | None = None
    """Aware; what is older by what its source says or by a dated path is refused, date archives too. Undated links are
    not."""

    max_depth: int | None = None
    """Clicks away from a seed at most."""

    @classmethod
    def of(
        cls,
        seeds: Iterable[str],
        *,
        allow: Iterable[str] = (),
        deny: Iterable[str] = (),
        since: datetime | str | None = None,
        max_depth: int | str | None = None,
    ) -> Scope:
        """Make a scope of start addresses and options as users write them; :class:`UsageError` names a wrong one."""
        return cls(
            realms=frozenset(realm(seed) for seed in seeds),
            allow=tuple(_compiled("allow", pattern) for pattern in allow),
            deny=tuple(_compiled("deny", pattern) for pattern in deny),
            since=parse_since(since) if isinstance(since, str) else since,
            max_depth=_depth(max_depth),
        )

    def refusal(self, link: Link, depth: int = 0) -> str | None:
        """Return why a link found ``depth`` clicks from a seed is out of bounds, or ``None`` if it is within.

        Reasons: ``offsite``, ``denied``, ``not_allowed``, ``too_deep``, ``too_old``. An endpoint of a comment platform
        may lie on another host when its article is within; a declared feed or sitemap too, since what it lists is
        judged again.
        """
        if link.source == "seed":
            return None
        if not self._is_within(link):
            return "offsite"
        if any(pattern.search(link.url) for pattern in self.deny):
            return "denied"
        if self.allow and link.kind in _FILTERED and not any(pattern.search(link.url) for pattern in self.allow):
            return "not_allowed"
        if self.max_depth is not None and depth > self.max_depth and link.kind not in _OF_ARTICLE:
            return "too_deep"
        return "too_old" if self.since is not None and self._is_old(link, self.since) else None

    def admits(self, link: Link, depth: int = 0) -> bool:
        """Tell whether a link is within bounds; see :meth:`refusal`."""
        return self.refusal(link, depth) is None

    def _is_within(self, link: Link) -> bool:
        if realm(link.url) in self.realms:
            return True
        if link.kind in _OF_ARTICLE and link.article_url:
            return realm(link.article_url) in self.realms
        return link.kind in _MACHINE and link.source in ("robots", "autodiscovery", "sitemap")

    def _is_old(self, link: Link, since: datetime) -> bool:
        if link.kind not in _DATED:
            return False
        if modified := parse_timestamp(link.data.get("modified")):
            return _aware(modified) < since
        if link.date:
            return _aware(link.date) < since
        end = path_end(link.url)
        return end is not None and end < since


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"{name}={pattern!r} is no regular expression ({error}); escape special characters") from error


def _depth(value: int | str | None) -> int | None:
    if value is None or value == "":
        return None
    number = whole_number(value)
    if number is None:
        raise UsageError(f"max_depth={value!r} is no whole number from 0 up")
    return number


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
