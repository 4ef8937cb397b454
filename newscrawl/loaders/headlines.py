"""Headline lists of a page as items."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import HeadlineList
from newscrawl.items import Headline
from newscrawl.loaders.context import Context

__all__ = ["load_headlines"]


def load_headlines(lists: Sequence[HeadlineList], context: Context) -> list[Headline]:
    """Make one item for each entry."""
    return []
