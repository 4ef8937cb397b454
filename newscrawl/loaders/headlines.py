"""Headline lists of a page as items."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import HeadlineList
from newscrawl.extraction.list_names import distinct_name
from newscrawl.identity import article_id, headline_id
from newscrawl.items import Headline
from newscrawl.loaders.context import Context
from newscrawl.text import clean
from newscrawl.urls import site_of

__all__ = ["load_headlines"]


def load_headlines(lists: Sequence[HeadlineList], context: Context) -> list[Headline]:
    """Make one item for each entry; two lists of one name are told apart by a number."""
    page = context.page
    site = site_of(page.url)
    names: set[str] = set()
    made: list[Headline] = []
    for found in lists:
        name = distinct_name(clean(found.name), names)
        for position, entry in enumerate(found.entries, start=1):
            made.append(
                Headline(
                    url=entry.url,
                    id=headline_id(page.url, name, position),
                    site=site,
                    fetched_at=context.fetched_at,
                    page_url=page.url,
                    list=name,
                    position=position,
                    headline=clean(entry.headline),
                    article_id=article_id(entry.url) if page.is_on_site(entry.url) else None,
                )
            )
    return made
