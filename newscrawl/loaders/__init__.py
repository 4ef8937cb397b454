"""Loaders: raw candidates become typed items."""

from newscrawl.loaders.loaders import Context, load_article, load_comments, load_headlines, load_pingbacks

__all__ = ["Context", "load_article", "load_comments", "load_headlines", "load_pingbacks"]
