"""Reader comments and pingbacks: one module a platform, one line each in the table below."""

from __future__ import annotations

from newscrawl.extraction.candidates import Discussion
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_discussions"]


def find_discussions(page: Page, *, profile: SiteProfile | None = None) -> list[Discussion]:
    """Return what each platform's finder found, in the order of the table."""
    return []
