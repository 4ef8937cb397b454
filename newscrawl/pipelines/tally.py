"""First pipeline: the comments that articles declare against those that were read."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from newscrawl.items import Comment, Pingback
from newscrawl.visits import LinkKind, Visit

__all__ = ["TallyPipeline"]


class TallyPipeline:
    """Counts declared and harvested comments before what is known is left out of a visit.

    An article whose own page does not show all its comments is remembered until its further pages have brought them.
    Pages often count pingbacks as comments, so these count too, up to the number declared. An article looked at again
    is left out: of its discussion only the pages that changed are read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._declared: dict[str, int] = {}
        self._harvested: dict[str, set[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TallyPipeline:
        """Build the pipeline."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Count the comments of a visit; other items pass."""
        if isinstance(item, Visit):
            for article in item.articles if not item.task.known else ():
                self._declare(article.id, article.comment_count_declared)
            link, owner = item.task.link, str(item.task.link.data.get("article_id"))
            if link.kind is LinkKind.ENDPOINT and link.source == "page" and owner not in self._declared:
                self._declare(owner, item.comments_declared)
            self._harvest(item)
        return item

    def _declare(self, article_id: str, count: int | None) -> None:
        if count:
            self._stats.inc_value("newscrawl/comments/declared", count)
            self._declared.setdefault(article_id, count)

    def _harvest(self, visit: Visit) -> None:
        by_article: dict[str, set[str]] = {}
        replies: list[Comment | Pingback] = [*visit.comments, *visit.pingbacks]
        for reply in replies:
            by_article.setdefault(reply.article_id, set()).add(reply.id)
        for article_id, found in by_article.items():
            if article_id not in self._declared:
                continue
            have = self._harvested.get(article_id, set())
            fresh = found - have
            missing = self._declared[article_id] - len(have)
            self._stats.inc_value("newscrawl/comments/harvested", min(len(fresh), missing))
            if len(fresh) >= missing:
                del self._declared[article_id]
                self._harvested.pop(article_id, None)
            else:
                self._harvested[article_id] = have | fresh

    def close_spider(self) -> None:
        """Count the articles of which comments are missing."""
        if self._declared:
            self._stats.set_value("newscrawl/comments/articles_short", len(self._declared))
