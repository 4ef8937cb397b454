"""The article of a page."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile
from newscrawl.visits import Link

__all__ = ["ArticleFinding", "find_article"]


@dataclass(kw_only=True, slots=True)
class ArticleFinding:
    """Raw candidates for the fields of an article."""

    kind: str = "other"
    """``article``, ``list`` or ``other``; only an ``article`` is loaded."""

    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    """By field name, best first."""

    body_elements: list[etree._Element] = field(default_factory=list)
    """Elements whose text is the body, in page order."""

    follow_ups: list[Link] = field(default_factory=list)
    """The article's next page, where it is split over several."""


def find_article(
    page: Page, *, discussion: Set[etree._Element] = frozenset(), profile: SiteProfile | None = None
) -> ArticleFinding:
    """Find the article; elements in ``discussion`` hold reader comments and are no part of it."""
    return ArticleFinding()
