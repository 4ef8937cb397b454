"""The demo: a small invented news site, served on loopback, and the exact records a crawl of it must give."""

from typing import Final

__all__ = ["DEFAULT_PORT"]

DEFAULT_PORT: Final = 8765
"""Where ``scrapy demo`` serves the site, so that a second crawl meets the same addresses."""
