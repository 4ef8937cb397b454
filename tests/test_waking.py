"""News of a discussion wake its further pages, each by its neighbour."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.archive import Archive
from newscrawl.items import Article
from newscrawl.visits import Link, LinkKind, Visit

SITE = "https://gazette.example"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
NEIGHBOURS = {"/a": ["/a/comment-page-3"], "/a/comment-page-3": ["/a/comment-page-2"],
              "/a/comment-page-2": ["/a/comment-page-1", "/a/comment-page-3"], "/a/comment-page-1": ["/a/comment-page-2"]}  # fmt: skip


def run(archive, now, declared):
    """Fetch all that is due, a second each, and return the paths asked for."""
    archive.run_started(now=now)
    archive.seed([Link(url=f"{SITE}/a", kind=LinkKind.ARTICLE, source="seed")], now=now)
    asked = []
    while tasks := archive.due(1, site="gazette.example", now=now, exclude=set()):
        path = tasks[0].link.url.removeprefix(SITE)
        asked.append(path)
        visit = Visit(task=tasks[0], url=tasks[0].link.url, fetched_at=now)
        visit.links = [Link(url=SITE + to, kind=LinkKind.COMMENTS, article_url=f"{SITE}/a") for to in NEIGHBOURS[path]]
        if path == "/a":
            visit.articles = [
                Article(url=visit.url, id="a", headline="Ferry", body="Text.", comment_count_declared=declared)
            ]
        archive.add(visit)
        archive.commit()
        now += timedelta(seconds=1)
    return asked


@pytest.mark.parametrize(("declared", "again"), [(30, ["/a"]), (31, list(NEIGHBOURS))])
def test_pages_of_a_discussion_are_read_again_when_it_has_news(tmp_path, declared, again):
    with Archive.open(tmp_path, run_id="r", clock=lambda: NOW) as archive:
        first = run(archive, NOW, 30)
        second = run(archive, NOW + timedelta(minutes=10), declared)

    assert first == list(NEIGHBOURS)
    assert second == again
