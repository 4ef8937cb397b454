"""Pingbacks, trackbacks and webmentions of a page as items."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import Discussion, RawPingback
from newscrawl.extraction.comments.paging import article_address
from newscrawl.identity import article_id, pingback_id
from newscrawl.items import Article, Pingback
from newscrawl.loaders.clock import PageClock
from newscrawl.loaders.context import Context
from newscrawl.text import clean
from newscrawl.urls import is_web_url, site_of

__all__ = ["load_pingbacks"]


def load_pingbacks(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Pingback]:
    """Make the pingbacks of a page, each once; those with neither title nor address are left out."""
    raws = [raw for discussion in discussions for raw in discussion.pingbacks]
    if not raws:
        return []
    earliest = article.date_published if article else None
    clock = PageClock(context, [raw.date_raw for raw in raws], earliest=earliest)
    made = (_make(raw, context, article, clock) for raw in raws)
    return list({pingback.id: pingback for pingback in made if pingback is not None}.values())


def _make(raw: RawPingback, context: Context, article: Article | None, clock: PageClock) -> Pingback | None:
    page = context.page
    title = clean(raw.title) or None
    source = raw.source_url if raw.source_url and is_web_url(raw.source_url) else None
    if title is None and source is None:
        return None
    owner = article.id if article else article_id(page.url, page.canonical_url)
    date_raw = clean(raw.date_raw or raw.date) or None
    return Pingback(
        url=page.url,
        id=pingback_id(owner, raw.native_id, fingerprint="\n".join((raw.kind, source or "", title or ""))),
        site=site_of(page.url),
        fetched_at=context.fetched_at,
        article_id=owner,
        article_url=article_address(article.canonical_url or article.url if article else page.url),
        kind=raw.kind,
        title=title,
        source_url=source,
        date_published=clock.read(raw.date, date_raw),
        date_published_raw=date_raw,
        excerpt=raw.excerpt or None,
    )
