"""Headline lists of any page."""

from __future__ import annotations

from collections.abc import Sequence, Set

from lxml import etree

from newscrawl.extraction.candidates import HeadlineList
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_headline_lists"]


def find_headline_lists(
    page: Page,
    *,
    discussion: Set[etree._Element] = frozenset(),
    body: Sequence[etree._Element] = (),
    profile: SiteProfile | None = None,
) -> list[HeadlineList]:
    """Return the page's headline lists in page order; navigation, tag clouds, pagers and share bars are none."""
    return []
