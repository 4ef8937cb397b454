"""Links of a page."""

from __future__ import annotations

from newscrawl.page import Page
from newscrawl.visits import Link

__all__ = ["page_links"]


def page_links(page: Page) -> list[Link]:
    """Return the page's links in page order."""
    return []
