"""The article of a page as an item."""

from __future__ import annotations

from newscrawl.extraction.article import ArticleFinding
from newscrawl.items import Article
from newscrawl.loaders.context import Context

__all__ = ["load_article"]


def load_article(finding: ArticleFinding, context: Context) -> Article | None:
    """Make the article; ``None`` when the page is none."""
    return None
