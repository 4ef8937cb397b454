"""Articles that a sitemap does not list any more are looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.archive import Archive
from newscrawl.items import Article
from newscrawl.visits import Link, LinkKind, Visit

SITE = "https://gazette.example"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
MAP = Link(url=f"{SITE}/posts.xml", kind=LinkKind.SITEMAP, source="seed")


class Crawl:
    """Visits whatever is due until nothing is; the sitemap lists ``self.listed``."""

    def __init__(self, archive):
        self.archive, self.listed, self.now, self.source = archive, [], NOW, "sitemap"

    def run(self):
        self.now += timedelta(minutes=5)
        self.archive.run_started(now=self.now)
        self.archive.seed([MAP], now=self.now)
        asked = []
        while tasks := self.archive.due(50, site="gazette.example", now=self.now, exclude=set()):
            for task in tasks:
                self.archive.add(self.visit(task))
                asked.append(task.link.url.removeprefix(SITE))
            self.archive.commit()
        return sorted(asked)

    def visit(self, task):
        visit = Visit(task=task, url=task.link.url, fetched_at=self.now)
        if task.link.kind is LinkKind.SITEMAP:
            visit.links = [Link(url=SITE + path, kind=LinkKind.ARTICLE, source=self.source) for path in self.listed]
        else:
            visit.articles = [Article(url=task.link.url, id=task.key, body="Text.", headline="Ferry")]
        return visit


@pytest.fixture
def crawl(tmp_path):
    with Archive.open(tmp_path, run_id="r", clock=lambda: NOW) as archive:
        yield Crawl(archive)


def test_what_is_no_longer_listed_is_looked_at_again(crawl):
    crawl.listed = ["/a", "/b", "/c", "/d"]
    crawl.run()
    crawl.listed = ["/a", "/c", "/d", "/e"]

    second, third = crawl.run(), crawl.run()

    assert second == ["/b", "/e", "/posts.xml"]
    assert third == ["/posts.xml"]


@pytest.mark.parametrize("listed", [[], ["/a"], ["/x", "/y"]])
def test_a_sitemap_that_lost_most_of_its_entries_calls_nothing_back(crawl, listed):
    crawl.listed = ["/a", "/b", "/c", "/d"]
    crawl.run()
    crawl.listed = listed

    assert not {"/b", "/c", "/d"} & set(crawl.run())


def test_news_sitemaps_drop_articles_by_age(crawl):
    crawl.source, crawl.listed = "news_sitemap", ["/a", "/b", "/c"]
    crawl.run()
    crawl.listed = ["/b", "/c"]

    assert crawl.run() == ["/posts.xml"]
