"""Loaders: raw candidates become typed items."""

from newscrawl.loaders.article import load_article
from newscrawl.loaders.comments import load_comments
from newscrawl.loaders.context import Context
from newscrawl.loaders.headlines import load_headlines
from newscrawl.loaders.pingbacks import load_pingbacks

__all__ = ["Context", "load_article", "load_comments", "load_headlines", "load_pingbacks"]
