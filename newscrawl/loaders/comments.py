"""Comments of a page as items."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import Discussion
from newscrawl.items import Article, Comment
from newscrawl.loaders.context import Context

__all__ = ["load_comments"]


def load_comments(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Comment]:
    """Make the comments of a page."""
    return []
