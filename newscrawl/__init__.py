"""newscrawl: crawl news sites, extract articles, comments and pingbacks, keep them exactly once."""

from newscrawl.errors import NewscrawlError
from newscrawl.extractor import Extraction, extract, extract_text
from newscrawl.items import Article, Comment, Headline, Image, Pingback
from newscrawl.profiles import SiteProfile

__all__ = [
    "Article",
    "Comment",
    "Extraction",
    "Headline",
    "Image",
    "NewscrawlError",
    "Pingback",
    "SiteProfile",
    "extract",
    "extract_text",
]
__version__ = "0.1.0"
