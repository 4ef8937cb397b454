"""From visits to batches: tally, dedupe, store."""

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from newscrawl.archive import CommitResult
from newscrawl.errors import StorageError
from newscrawl.items import Article, Comment
from newscrawl.pipelines import store
from newscrawl.pipelines.dedupe import DedupePipeline
from newscrawl.pipelines.store import StorePipeline
from newscrawl.pipelines.tally import TallyPipeline
from newscrawl.signals import batch_committed, visit_stored
from newscrawl.visits import Link, LinkKind, Task, Visit

URL = "https://gazette.example/ferry"


class Stats(dict):
    def set_value(self, key, value):
        self[key] = value

    def get_value(self, key, default=None):
        return self.get(key, default)

    def inc_value(self, key, count=1, start=0):
        self[key] = self.get(key, start) + count


class FakeArchive:
    def __init__(self, *, fail_at=None):
        self.added, self.commits, self.fail_at, self.finished = [], [], fail_at, None

    def _check(self, step):
        if self.fail_at == step:
            raise StorageError("disk full")

    def resolve(self, visit):
        self._check("resolve")
        visit.comments = visit.comments[:1]
        return visit

    def add(self, visit):
        self._check("add")
        self.added.append(visit)

    def commit(self):
        self._check("commit")
        self.commits.append(len(self.added))
        self.added.clear()
        return CommitResult(visits=self.commits[-1], new=Counter(article=self.commits[-1]))

    def queued(self, site=None):
        return 7

    def run_finished(self, **named):
        self.finished = named["outcome"]


class Crawler:
    def __init__(self, archive):
        self.stats = Stats()
        self.sent = []
        self.closed = []
        self.spider = SimpleNamespace(archive=archive, site="gazette.example")
        self.signals = SimpleNamespace(send_catch_log=lambda signal, **named: self.sent.append((signal, named)))
        self.engine = SimpleNamespace(close_spider_async=self._close)

    async def _close(self, reason):
        self.closed.append(reason)


def visit(number=0, **records):
    task = Task(link=Link(url=f"{URL}/{number}", kind=LinkKind.ARTICLE), key=f"k{number}", site="gazette.example")
    return Visit(task=task, url=task.link.url, fetched_at=datetime(2026, 3, 2, tzinfo=UTC), **records)


def comment(number, article="a"):
    return Comment(url=URL, id=f"{article}-c{number}", article_id=article, article_url=URL)


def article(declared, identity="a"):
    return Article(url=URL, id=identity, comment_count_declared=declared)


@pytest.fixture(autouse=True)
def no_reactor(monkeypatch):
    """Run what the pipeline schedules at once."""

    def run(coroutine):
        with pytest.raises(StopIteration):
            coroutine.send(None)

    monkeypatch.setattr(store, "deferred_from_coro", run)


def test_visits_are_committed_in_batches(monkeypatch):
    monkeypatch.setattr(store, "BATCH_VISITS", 3)
    archive = FakeArchive()
    crawler = Crawler(archive)
    pipeline = StorePipeline.from_crawler(crawler)

    for number in range(7):
        pipeline.process_item(visit(number))
    flushed = pipeline.flush()

    assert (archive.commits, flushed, pipeline.flush()) == ([3, 3, 1], True, False)
    assert [signal for signal, _ in crawler.sent].count(visit_stored) == 7
    assert [len(named["visits"]) for signal, named in crawler.sent if signal is batch_committed] == [3, 3, 1]


def test_what_waits_is_committed_when_it_is_a_second_old(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(store, "monotonic", lambda: now[0])
    archive = FakeArchive()
    pipeline = StorePipeline(Crawler(archive))
    pipeline.process_item(visit())

    pipeline._tick()
    early = list(archive.commits)
    now[0] += 1.0
    pipeline._tick()

    assert (early, archive.commits) == ([], [1])


def test_the_rest_is_committed_at_the_end():
    archive = FakeArchive()
    crawler = Crawler(archive)
    pipeline = StorePipeline(crawler)
    pipeline.process_item(visit())

    pipeline.close_spider()

    assert (archive.commits, archive.finished) == ([1], "finished")
    assert crawler.stats["newscrawl/frontier/queued"] == 7


@pytest.mark.parametrize("step", ["add", "commit"])
def test_a_storage_error_closes_the_spider_and_ends_storing(step):
    archive = FakeArchive(fail_at=step)
    crawler = Crawler(archive)
    pipeline = StorePipeline(crawler)

    pipeline.process_item(visit())
    pipeline.flush()
    pipeline.process_item(visit(1))
    pipeline.close_spider()

    assert crawler.closed == ["storage_error"]
    assert crawler.stats["newscrawl/storage_error"] == "disk full"
    assert archive.finished is None


def test_a_storage_error_while_deduping_ends_storing_too():
    crawler = Crawler(FakeArchive(fail_at="resolve"))
    store_pipeline = StorePipeline(crawler)
    crawler.get_item_pipeline = lambda cls: store_pipeline

    DedupePipeline(crawler).process_item(visit())

    assert crawler.closed == ["storage_error"]
    assert str(store_pipeline.error) == "disk full"


def test_dedupe_hands_visits_to_the_archive():
    pipeline = DedupePipeline.from_crawler(Crawler(FakeArchive()))

    resolved = pipeline.process_item(visit(comments=[comment(1), comment(2)]))

    assert [one.id for one in resolved.comments] == ["a-c1"]


@pytest.mark.parametrize("make", [DedupePipeline, StorePipeline, TallyPipeline])
def test_other_items_pass(make):
    item = {"url": URL}

    assert make.from_crawler(Crawler(FakeArchive())).process_item(item) is item


def test_comments_declared_and_harvested_over_several_pages():
    crawler = Crawler(FakeArchive())
    pipeline = TallyPipeline.from_crawler(crawler)

    pipeline.process_item(visit(articles=[article(5)], comments=[comment(1), comment(2)]))
    pipeline.process_item(visit(1, comments=[comment(2), comment(3)]))
    pipeline.process_item(visit(2, articles=[article(1, "b")], comments=[comment(1, "b")]))
    pipeline.process_item(visit(3, articles=[article(None, "c")], comments=[comment(1, "c")]))
    pipeline.close_spider()

    assert crawler.stats == {
        "newscrawl/comments/declared": 6,
        "newscrawl/comments/harvested": 4,
        "newscrawl/comments/articles_short": 1,
    }


def test_comments_declared_by_a_platform_count_once():
    crawler = Crawler(FakeArchive())
    pipeline = TallyPipeline.from_crawler(crawler)
    first = visit(comments=[comment(1)])
    first.task.link = Link(url=URL, kind=LinkKind.ENDPOINT, source="page", data={"article_id": "a"})
    first.comments_declared = 4
    further = visit(1, comments=[comment(2)])
    further.task.link = Link(url=URL, kind=LinkKind.ENDPOINT, source="pagination", data={"article_id": "a"})
    further.comments_declared = 4

    pipeline.process_item(first)
    pipeline.process_item(further)

    assert crawler.stats == {"newscrawl/comments/declared": 4, "newscrawl/comments/harvested": 2}
