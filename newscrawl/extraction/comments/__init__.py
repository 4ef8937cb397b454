"""Reader comments and pingbacks: one module a platform, one line each in the table below."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments import blogger, drupal, generic, jsonld, marked, wordpress
from newscrawl.extraction.comments.declared import declared_count
from newscrawl.extraction.comments.endpoints import find_endpoints
from newscrawl.extraction.comments.merging import merged, with_data, with_ping_lists
from newscrawl.extraction.comments.paging import comment_pages
from newscrawl.extraction.comments.section import section_marks
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_discussions"]

_FINDERS: tuple[Callable[[Page], Discussion | None], ...] = (
    blogger.find,
    drupal.find,
    wordpress.find,
    marked.find_microdata,
    marked.find_microformats,
    marked.find_numbered,
    generic.find,
    jsonld.find,
)
"""The first that finds comments wins; those that know a platform stand before those that do not."""


def find_discussions(page: Page, *, profile: SiteProfile | None = None) -> list[Discussion]:
    """Return what the page shows and, without comments, one discussion for each system that it loads them from.

    Where there is neither, parts that are there for comments (a form, a heading) still come as ``containers``.
    """
    shown: Discussion | None = None
    for find in _FINDERS:
        shown = merged(shown, find(page))
        if shown is not None and shown.comments:
            break
    if shown is not None and shown.comments and shown.comments[0].element is not None:
        with_data(shown, jsonld.find(page))
    shown = with_ping_lists(shown, page)
    if shown is not None:
        first = shown.comments[0].element if shown.comments else None
        shown.declared = declared_count(page, shown.containers, first)
        shown.follow_ups.extend(comment_pages(page, shown.containers, shown.platform))
    found = [*([] if shown is None else [shown]), *find_endpoints(page, shown)]
    if not found:
        marks = section_marks(page)
        pages = comment_pages(page, marks, "html")
        if marks or pages:
            found.append(Discussion(platform="html", containers=marks, follow_ups=pages))
    return found
