"""Reader comments and pingbacks: one module a platform, one line each in the table below."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments import generic, wordpress
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_discussions"]

_FINDERS: tuple[Callable[[Page], Discussion | None], ...] = (wordpress.find, generic.find)
"""The first that finds comments or pingbacks wins; those that know a platform stand before those that do not."""


def find_discussions(page: Page, *, profile: SiteProfile | None = None) -> list[Discussion]:
    """Return what the first platform's finder found."""
    for find in _FINDERS:
        discussion = find(page)
        if discussion is not None:
            return [discussion]
    return []
