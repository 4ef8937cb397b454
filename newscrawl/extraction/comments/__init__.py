"""Reader comments and pingbacks: one module a platform, one line each in the table below."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments import wordpress
from newscrawl.extraction.profiled import profile_discussion
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_discussions"]

_FINDERS: tuple[Callable[[Page], Discussion | None], ...] = (wordpress.find,)


def find_discussions(page: Page, *, profile: SiteProfile | None = None) -> list[Discussion]:
    """Return what each platform's finder found, in the order of the table.

    Comments that the profile's selectors find come first and stand for those of the general finders.
    """
    found = [discussion for find in _FINDERS if (discussion := find(page)) is not None]
    own = profile_discussion(page, profile) if profile is not None else None
    if own is None:
        return found
    for discussion in found:
        discussion.comments = []
    return [own, *found]
