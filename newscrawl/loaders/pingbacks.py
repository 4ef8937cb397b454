"""Pingbacks, trackbacks and webmentions of a page as items."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import Discussion
from newscrawl.items import Article, Pingback
from newscrawl.loaders.context import Context

__all__ = ["load_pingbacks"]


def load_pingbacks(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Pingback]:
    """Make the pingbacks of a page."""
    return []
