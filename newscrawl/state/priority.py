"""Order of the frontier: a link's place in the queue as one number, lower first."""

from __future__ import annotations

import re
from typing import Final

from newscrawl.state.schema import Lane
from newscrawl.visits import Link, LinkKind

__all__ = ["lane_of", "rank_of"]

_CLASS: Final = 1 << 44
_WITHIN: Final = _CLASS - 1
_END_OF_TIME: Final = 1 << 40
_PAGE_NUMBER: Final = re.compile(r"(?:/page[/-]|[?&](?:page|paged|p|pg|seite|pagina)=)(\d{1,6})", re.IGNORECASE)
_SOURCES: Final = frozenset({LinkKind.FEED, LinkKind.SITEMAP, LinkKind.SITE, LinkKind.LIST})
_OF_ARTICLES: Final = frozenset({LinkKind.ARTICLE, LinkKind.CONTINUATION, LinkKind.COMMENTS, LinkKind.ENDPOINT})


def lane_of(link: Link) -> Lane:
    """Return the lane a link's revisits belong to."""
    if link.source == "seed" or link.kind in _SOURCES or (link.kind is LinkKind.ENDPOINT and not link.article_url):
        return Lane.SOURCE
    return Lane.ARTICLE if link.kind in _OF_ARTICLES else Lane.OTHER


def rank_of(link: Link, depth: int) -> int:
    """Return a link's place in the queue.

    Seeds come first, then what the site says of itself, feeds and sitemaps, then articles, newest first; what belongs
    to an article (its next page, its discussion) goes before articles, so that an article is finished once begun. A
    dated sitemap of a sitemap index takes its place among the articles, just before those it can list. Lists follow by
    depth and page number and pages of unknown kind come last, so that neither they nor traps keep an article waiting.
    """
    kind = link.kind
    if kind is LinkKind.ARTICLE:
        if link.source == "seed":
            return 0
        return 2 * _CLASS + (_WITHIN if link.date is None else _newest_first(link))
    if link.source == "seed":
        return 0
    if kind is LinkKind.SITE:
        return 1
    if kind is LinkKind.FEED:
        return _CLASS + depth
    if kind is LinkKind.SITEMAP:
        if depth > 1 and link.date is not None:
            return 2 * _CLASS + _newest_first(link)
        return _CLASS + depth
    if kind in _OF_ARTICLES:
        return 2 * _CLASS
    number = _PAGE_NUMBER.search(link.url)
    place = (min(depth, 1 << 20) << 20) + (int(number[1]) if number else 0)
    return (3 if kind is LinkKind.LIST else 4) * _CLASS + place


def _newest_first(link: Link) -> int:
    assert link.date is not None
    return _END_OF_TIME - int(link.date.timestamp())
