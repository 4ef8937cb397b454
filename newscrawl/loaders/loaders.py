from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newscrawl.extraction.article import ArticleFinding
from newscrawl.extraction.candidates import Discussion, HeadlineList
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile


@dataclass(kw_only=True, slots=True)
class Context:
    """What loaders need to know besides the candidates."""

    page: Page
    profile: SiteProfile | None = None
    fetched_at: datetime | None = None


def load_article(finding: ArticleFinding, context: Context) -> Article | None: return None
def load_comments(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Comment]: return []
def load_pingbacks(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Pingback]: return []
def load_headlines(lists: Sequence[HeadlineList], context: Context) -> list[Headline]: return []
