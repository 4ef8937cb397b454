from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from newscrawl.scheduling import News
from newscrawl.state import Frontier, RecordIndex, connect
from newscrawl.state.links import dump_link, load_link
from newscrawl.state.merging import frontier_key
from newscrawl.state.priority import rank_of
from newscrawl.state.records import Known
from newscrawl.state.settling import MAX_ATTEMPTS, Seen
from newscrawl.visits import SPENT, Link, LinkKind, Outcome, Task, Visit

SITE = "harbour-post.example"
HOME = f"https://{SITE}/"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    opened = connect(tmp_path, None)
    yield opened
    opened.close()
    opened.engine.dispose()


@pytest.fixture
def frontier(connection: Connection) -> Frontier:
    return Frontier(connection)


def link(path: str, kind: LinkKind = LinkKind.ARTICLE, **values: Any) -> Link:
    return Link(url=HOME + path, kind=kind, **values)


def due(frontier: Frontier, limit: int = 10, *, now: datetime = NOW, site: str | None = SITE) -> list[Task]:
    return frontier.due(limit, site=site, now=now, exclude=set())


def finish(frontier: Frontier, task: Task, *, now: datetime = NOW, news: bool = True, **values: Any) -> None:
    visit = Visit(task=task, url=task.link.url, fetched_at=now, **values)
    frontier.finish([Seen(visit=visit, news=News(article=news))], now)


def paths(tasks: list[Task]) -> list[str]:
    return [task.link.url.removeprefix(HOME) for task in tasks]


def test_connect_uses_write_ahead_log(connection: Connection) -> None:
    assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_order_is_seeds_sources_articles_lists_unknown(frontier: Frontier) -> None:
    day = timedelta(days=1)
    found = [
        link("unknown", LinkKind.PAGE),
        link("section/page/3", LinkKind.LIST),
        link("section", LinkKind.LIST),
        link("undated"),
        link("old", date=NOW - 30 * day),
        link("new", date=NOW - day),
        link("new/comments", LinkKind.COMMENTS),
        link("feed", LinkKind.FEED),
        link("sitemap.xml", LinkKind.SITEMAP),
    ]
    frontier.seed([link("", LinkKind.LIST, source="seed")], NOW)
    [seed] = due(frontier)

    finish(frontier, seed, links=found)

    assert paths(due(frontier, 20)) == [
        "feed",
        "sitemap.xml",
        "new/comments",
        "new",
        "old",
        "undated",
        "section",
        "section/page/3",
        "unknown",
    ]


def test_dated_child_sitemap_stands_before_what_it_lists() -> None:
    sitemap = link("sitemap-2014-11.xml", LinkKind.SITEMAP, date=datetime(2014, 11, 30, tzinfo=UTC))
    newer = link("newer", date=datetime(2014, 12, 1, tzinfo=UTC))
    older = link("older", date=datetime(2014, 11, 29, tzinfo=UTC))

    assert rank_of(newer, 3) < rank_of(sitemap, 2) < rank_of(older, 3)


def test_address_is_queued_once_however_it_is_spelt(frontier: Frontier) -> None:
    frontier.seed([link("a"), Link(url=f"http://www.{SITE}/a/?utm_source=x", kind=LinkKind.ARTICLE)], NOW)

    assert frontier.queued(SITE) == 1


def test_taken_tasks_are_not_handed_out_again(frontier: Frontier) -> None:
    frontier.seed([link(f"{i}") for i in range(5)], NOW)
    taken = {task.key for task in due(frontier, 3)}

    rest = frontier.due(5, site=SITE, now=NOW, exclude=taken)

    assert len(rest) == 2
    assert not taken & {task.key for task in rest}


def test_sites_are_kept_apart(frontier: Frontier) -> None:
    frontier.seed([link("a"), Link(url="https://other-post.example/b", kind=LinkKind.ARTICLE)], NOW)

    assert paths(due(frontier)) == ["a"]
    assert len(due(frontier, site=None)) == 2


def test_better_knowledge_moves_a_queued_task_forward(frontier: Frontier) -> None:
    frontier.seed([link("", LinkKind.LIST, source="seed")], NOW)
    [home] = due(frontier)
    finish(frontier, home, links=[link("a", LinkKind.PAGE), link("b", date=NOW - timedelta(days=9))])
    feed = Task(link=link("feed", LinkKind.FEED), key=frontier_key(HOME + "feed"), site=SITE)

    finish(frontier, feed, links=[link("a", date=NOW, title="A story")])

    first, second = due(frontier)
    assert (first.link.kind, first.link.title, first.link.date) == (LinkKind.ARTICLE, "A story", NOW)
    assert paths([second]) == ["b"]


def test_worse_knowledge_changes_nothing(frontier: Frontier) -> None:
    frontier.seed([link("", LinkKind.LIST, source="seed")], NOW)
    [home] = due(frontier)

    finish(frontier, home, links=[link("a", date=NOW), link("a", LinkKind.PAGE)])

    assert [task.link.kind for task in due(frontier)] == [LinkKind.ARTICLE]


def test_visited_task_is_not_queued_but_due_later(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)
    [task] = due(frontier)

    finish(frontier, task, etag='"1"', last_modified="Tue, 24 Nov 2026 06:00:00 GMT")

    assert frontier.queued() == 0
    assert due(frontier) == []
    [again] = due(frontier, now=NOW + timedelta(days=2))
    assert (again.known, again.etag, again.last_modified) == (True, '"1"', "Tue, 24 Nov 2026 06:00:00 GMT")


def test_not_modified_keeps_the_validators(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)
    finish(frontier, due(frontier)[0], etag='"1"')
    later = NOW + timedelta(days=2)

    finish(frontier, due(frontier, now=later)[0], now=later, outcome=Outcome.NOT_MODIFIED, news=False)

    assert due(frontier, now=later + timedelta(days=30))[0].etag == '"1"'


def test_unchanged_addresses_are_asked_for_without_validators_in_turns(frontier: Frontier) -> None:
    frontier.seed([link(f"story-{number}") for number in range(200)], NOW)
    for task in due(frontier, 200):
        finish(frontier, task, etag='"1"')
    shares = []

    for run in range(1, 25):
        later = NOW + timedelta(days=400 * run)
        tasks = due(frontier, 200, now=later)
        shares.append(sum(task.etag is None for task in tasks) / len(tasks))
        for task in tasks:
            same = Outcome.NOT_MODIFIED if task.etag else Outcome.OK
            finish(frontier, task, now=later, etag='"1"', outcome=same, news=False)

    assert shares[0] == 0
    assert max(shares) < 0.2
    assert min(shares[1:]) > 0.05


def test_revisit_modes(frontier: Frontier) -> None:
    frontier.seed([link("a"), link("b")], NOW)
    for task in due(frontier):
        finish(frontier, task)
    later = NOW + timedelta(days=2)

    frontier.revisit.mode = "none"
    assert due(frontier, now=later) == []
    frontier.revisit.mode, frontier.revisit.before = "all", int((NOW + timedelta(hours=1)).timestamp())
    assert len(due(frontier, now=NOW + timedelta(hours=1))) == 2
    frontier.revisit.mode, frontier.revisit.budget = "due", 1
    assert len(due(frontier, now=later)) == 1
    assert due(frontier, now=later) == []


def test_revisit_of_all_ends_when_each_was_visited_once(frontier: Frontier) -> None:
    frontier.seed([link("a"), link("b")], NOW)
    for task in due(frontier):
        finish(frontier, task)
    start = NOW + timedelta(hours=1)
    frontier.revisit.mode, frontier.revisit.before = "all", int(start.timestamp())

    seen = 0
    while found := due(frontier, 1, now=start):
        finish(frontier, found[0], now=start, news=False)
        seen += 1

    assert seen == 2
    assert frontier.next_due(site=SITE, now=start, exclude=set()) is None


def test_transient_failure_is_tried_again_within_bounds(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)
    moment, waits = NOW, []

    for _ in range(MAX_ATTEMPTS):
        [task] = due(frontier, now=moment)
        finish(frontier, task, now=moment, outcome=Outcome.FAILED, cause="timeout")
        wait = frontier.next_due(site=SITE, now=moment, exclude=set())
        waits.append(wait - moment if wait else None)
        moment = wait or moment

    assert waits == [timedelta(seconds=30), timedelta(seconds=120), None]
    assert due(frontier, now=moment) == []
    frontier.retry_failed(moment)
    assert [task.attempts for task in due(frontier, now=moment)] == [0]


def test_retry_time_of_the_server_is_kept(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)
    wanted = NOW + timedelta(minutes=7)

    finish(frontier, due(frontier)[0], outcome=Outcome.FAILED, status=503, cause="http_503", retry_at=wanted)

    assert frontier.next_due(site=SITE, now=NOW, exclude=set()) == wanted


@pytest.mark.parametrize(("outcome", "status"), [(Outcome.FAILED, 403), (Outcome.REFUSED, None)])
def test_lasting_failure_is_left_for_a_day(frontier: Frontier, outcome: Outcome, status: int | None) -> None:
    frontier.seed([link("a")], NOW)

    finish(frontier, due(frontier)[0], outcome=outcome, status=status, cause="x")

    frontier.retry_failed(NOW)
    assert due(frontier, now=NOW + timedelta(hours=23)) == []
    assert len(due(frontier, now=NOW + timedelta(hours=25))) == 1


def test_list_of_a_spent_making_is_left_for_a_month(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)

    finish(frontier, due(frontier)[0], outcome=Outcome.REFUSED, cause=SPENT)

    assert due(frontier, now=NOW + timedelta(days=29)) == []
    assert len(due(frontier, now=NOW + timedelta(days=31))) == 1


def test_address_that_never_existed_is_not_asked_for_again(frontier: Frontier) -> None:
    frontier.seed([link("a")], NOW)

    finish(frontier, due(frontier)[0], outcome=Outcome.GONE, status=404)

    assert due(frontier, now=NOW + timedelta(days=400)) == []


def test_next_due_leaves_out_what_is_taken(frontier: Frontier) -> None:
    frontier.seed([link("a"), link("b")], NOW)
    keys = {task.key for task in due(frontier)}

    assert frontier.next_due(site=SITE, now=NOW, exclude=set()) <= NOW  # type: ignore[operator]
    assert frontier.next_due(site=SITE, now=NOW, exclude=keys) is None


def test_patterns_are_counted(frontier: Frontier) -> None:
    frontier.seed([link(f"calendar/{i}", LinkKind.PAGE, data={"pattern": "/calendar/#"}) for i in range(4)], NOW)
    frontier.seed([link("a")], NOW)

    assert frontier.pattern_count(SITE, "/calendar/#") == 4
    assert frontier.pattern_counts(SITE) == {"/calendar/#": 4}


def test_very_long_addresses_have_short_keys(frontier: Frontier) -> None:
    frontier.seed([link("x" * 5000), link("x" * 5001)], NOW)

    keys = {task.key for task in due(frontier)}
    assert len(keys) == 2
    assert max(map(len, keys)) <= 512


def test_link_survives_being_stored() -> None:
    found = link(
        "a",
        LinkKind.ENDPOINT,
        source="page",
        found_on=HOME,
        position=3,
        title="Bridge",
        date=NOW,
        article_url=HOME + "b",
        platform="disqus",
        headers={"X-A": "1"},
        data={"comment_count": 12},
    )

    assert load_link(dump_link(found)) == found


def test_lookup_takes_any_number_of_ids(connection: Connection) -> None:
    index = RecordIndex(connection)
    rows = [Known(f"id{i}", i, 1, 0, "page", 1, i) for i in range(1000)]
    index.add(rows)

    assert index.find(f"id{i}" for i in range(2000)) == {row.id: row for row in rows}
    assert index.find([]) == {}


def test_discussion_is_found_by_article(connection: Connection) -> None:
    index = RecordIndex(connection)
    index.add([Known(i, 1, 1, 0, "page", 1, 0) for i in ("abc", "abc-c1", "abc-p2", "abcd", "abcd-c1", "abb-c1")])

    assert [row.id for row in index.discussion("abc")] == ["abc-c1", "abc-p2"]


def test_what_a_clock_that_went_ahead_put_off_is_due_when_it_is_set_right(frontier: Frontier) -> None:
    ahead = NOW + timedelta(days=3650)
    frontier.seed([link("read"), link("failed")], NOW)
    read, failed = sorted(due(frontier, now=ahead), key=lambda task: task.link.url, reverse=True)
    finish(frontier, read, now=ahead)
    retry = ahead + timedelta(hours=1)
    finish(frontier, failed, now=ahead, outcome=Outcome.FAILED, retry_at=retry)
    waiting = due(frontier)

    frontier.seed([link("", LinkKind.LIST, source="seed")], NOW)

    assert waiting == []
    assert sorted(paths(due(frontier))) == ["", "failed", "read"]
