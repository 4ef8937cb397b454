"""How the archive follows articles over several visits: edits, moves, withdrawals, signals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newscrawl.archive import Archive
from newscrawl.identity import article_id, comment_id
from newscrawl.items import Article, Comment, Headline
from newscrawl.state.merging import frontier_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

SITE = "harbour-post.example"
HOME = f"https://{SITE}/"
STORY = HOME + "2026/11/bridge-reopens/"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, run_id="r1", clock=lambda: NOW) as opened:
        opened.run_started(now=NOW)
        yield opened


def article(url: str = STORY, **values: Any) -> Article:
    return Article(
        **{"url": url, "id": article_id(url), "headline": "Bridge reopens", "body": "It did.\n\nAt noon."} | values
    )


def comments(*numbers: int, url: str = STORY) -> list[Comment]:
    own = article_id(url)
    return [
        Comment(
            url=url, id=comment_id(own, str(n)), article_id=own, article_url=url, author="Mina Orr", body=f"No. {n}"
        )
        for n in numbers
    ]


def task_of(archive: Archive, url: str, now: datetime) -> Task | None:
    found = archive.due(100, site=SITE, now=now, exclude=set())
    return next((task for task in found if task.key == frontier_key(url)), None)


def visit(
    archive: Archive, url: str = STORY, *, now: datetime = NOW, kind: LinkKind = LinkKind.ARTICLE, **values: Any
) -> Visit:
    """Fetch ``url`` at ``now``; it is made due if it is not."""
    archive._clock = lambda: now
    task = task_of(archive, url, now)
    if task is None:
        archive.seed([Link(url=url, kind=kind)], now=now)
        task = task_of(archive, url, now)
    assert task is not None
    made = Visit(task=task, url=values.pop("landed", url), fetched_at=now, **values)
    archive.add(archive.resolve(made))
    archive.commit()
    return made


def tell(archive: Archive, *links: Link, now: datetime, kind: LinkKind = LinkKind.FEED) -> None:
    """Have a feed or sitemap give these links."""
    source = HOME + kind.value
    visit(archive, source, kind=kind, now=now, links=list(links))


def lines(data_dir: Path, folder: str) -> list[dict[str, Any]]:
    files = sorted((data_dir / folder).glob("*.jsonl"))
    return [orjson.loads(line) for path in files for line in path.read_bytes().splitlines()]


def test_article_counts_as_gone_after_the_second_look(archive: Archive, tmp_path: Path) -> None:
    visit(archive, articles=[article()])
    later = NOW + DAY

    visit(archive, now=later, outcome=Outcome.GONE, status=404)
    assert len(lines(tmp_path, "articles")) == 1
    again = archive.next_due(site=SITE, now=later, exclude=set())
    assert again is not None
    assert again <= later + MINUTE
    visit(archive, now=later + MINUTE, outcome=Outcome.GONE, status=404)

    _, gone = lines(tmp_path, "articles")
    assert (gone["status"], gone["revision"]) == ("gone", 2)
    assert gone["changes"] == {"fields": ["status"], "before": {"status": "live"}}
    assert gone["headline"] == "Bridge reopens"
    assert gone["fetched_at"] == "2026-11-25T06:01:00+00:00"


def test_gone_article_is_written_once(archive: Archive, tmp_path: Path) -> None:
    visit(archive, articles=[article()])

    for minutes in range(4):
        visit(archive, now=NOW + DAY + minutes * MINUTE, outcome=Outcome.GONE, status=410)

    assert len(lines(tmp_path, "articles")) == 2


def test_article_that_answers_at_the_second_look_is_not_gone(archive: Archive, tmp_path: Path) -> None:
    visit(archive, articles=[article()])
    visit(archive, now=NOW + DAY, outcome=Outcome.GONE, status=404)
    visit(archive, now=NOW + DAY + MINUTE, articles=[article()])
    visit(archive, now=NOW + 2 * DAY, outcome=Outcome.GONE, status=404)

    assert len(lines(tmp_path, "articles")) == 1


@pytest.mark.parametrize("headline", ["Bridge reopens", "Bridge reopens at last"])
def test_article_that_is_back_is_a_revision(archive: Archive, tmp_path: Path, headline: str) -> None:
    visit(archive, articles=[article()])
    visit(archive, now=NOW + DAY, outcome=Outcome.GONE, status=404)
    visit(archive, now=NOW + DAY + MINUTE, outcome=Outcome.GONE, status=404)

    visit(archive, now=NOW + 5 * DAY, articles=[article(headline=headline)])
    visit(archive, now=NOW + 6 * DAY, articles=[article(headline=headline)])

    back = lines(tmp_path, "articles")[-1]
    assert (back["status"], back["revision"], back["headline"]) == ("updated", 3, headline)
    assert back["changes"]["fields"][0] == "status"
    assert back["changes"]["before"]["status"] == "gone"


def test_known_article_that_leads_to_the_home_page_is_gone(archive: Archive, tmp_path: Path) -> None:
    visit(archive, articles=[article()])

    for minutes in range(2):
        visit(archive, now=NOW + DAY + minutes * MINUTE, landed=HOME, aliases=[STORY], kind="list")  # type: ignore[arg-type]

    assert [line["status"] for line in lines(tmp_path, "articles")] == ["live", "gone"]


def test_moved_article_keeps_its_id_and_says_where_it_was(archive: Archive, tmp_path: Path) -> None:
    there = HOME + "2026/11/bridge-open-again/"
    visit(archive, articles=[article()])

    visit(archive, now=NOW + DAY, landed=there, aliases=[STORY], articles=[article(there)])
    visit(archive, there, now=NOW + 2 * DAY, articles=[article(there)])

    _, moved = lines(tmp_path, "articles")
    assert (moved["id"], moved["url"], moved["revision"]) == (article_id(STORY), there, 2)
    assert moved["changes"] == {"fields": ["url"], "before": {"url": STORY}}


def test_moved_article_is_visited_under_its_new_address_only(archive: Archive) -> None:
    there = HOME + "2026/11/bridge-open-again/"
    visit(archive, articles=[article()])

    visit(archive, now=NOW + DAY, landed=there, aliases=[STORY], articles=[article(there)], etag='"7"')

    [task] = archive.due(10, site=SITE, now=NOW + 3 * DAY, exclude=set())
    assert (task.link.url, task.etag) == (there, '"7"')


def test_old_record_points_to_an_article_first_met_under_its_new_address(archive: Archive, tmp_path: Path) -> None:
    there = HOME + "2026/11/bridge-open-again/"
    visit(archive, articles=[article()])
    visit(archive, there, articles=[article(there)])

    for days in (1, 2):
        visit(archive, now=NOW + days * DAY, landed=there, aliases=[STORY], articles=[article(there)])

    last = lines(tmp_path, "articles")[2:]
    assert len(last) == 1
    assert (last[0]["id"], last[0]["duplicate_of"]) == (article_id(STORY), article_id(there))
    assert last[0]["changes"]["before"]["url"] == STORY


def test_article_that_leads_to_another_story_is_gone(archive: Archive, tmp_path: Path) -> None:
    other = STORY.replace("reopens", "reopens-2")
    text = "It did not.\n\nNot yet."
    visit(archive, articles=[article()])
    visit(archive, other, articles=[article(other, body=text)])

    for days in (1, 2, 3):
        visit(archive, now=NOW + days * DAY, landed=other, aliases=[STORY], articles=[article(other, body=text)])
    visit(archive, other, now=NOW + 4 * DAY, articles=[article(other, body=text)])

    [gone] = lines(tmp_path, "articles")[2:]
    assert (gone["id"], gone["url"], gone["status"], gone["revision"]) == (article_id(STORY), STORY, "gone", 2)


def test_page_that_a_withdrawn_article_leads_to_is_not_written_for_it(archive: Archive, tmp_path: Path) -> None:
    listed = Headline(url=HOME, id="l1", page_url=HOME, list="main", position=1, headline="Storm ahead")
    visit(archive, HOME, kind=LinkKind.LIST, headlines=[listed])
    visit(archive, articles=[article()])

    moved = replace(listed, url=STORY, id="l2", page_url=STORY)
    visit(archive, now=NOW + DAY, landed=HOME, aliases=[STORY], kind=LinkKind.ARTICLE, headlines=[moved])

    assert [line["id"] for line in lines(tmp_path, "headlines")] == ["l1"]


def test_guid_of_a_feed_keeps_the_id_through_a_silent_move(archive: Archive, tmp_path: Path) -> None:
    there = HOME + "2026/11/bridge-open-again/"
    guid = {"guid": HOME + "?p=17"}
    tell(archive, Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", data=guid), now=NOW)
    visit(archive, articles=[article()])
    tell(archive, Link(url=there, kind=LinkKind.ARTICLE, source="feed", data=guid), now=NOW + DAY)

    visit(archive, there, now=NOW + DAY, articles=[article(there)])

    assert {line["id"] for line in lines(tmp_path, "articles")} == {article_id(STORY)}


def test_canonical_address_of_another_story_is_not_believed(archive: Archive, tmp_path: Path) -> None:
    other = HOME + "2026/11/storm-ahead/"
    visit(archive, articles=[article()])

    confused = article(other, id=article_id(STORY), headline="Storm ahead", body="It blows.", canonical_url=STORY)
    visit(archive, other, articles=[confused])

    first, second = lines(tmp_path, "articles")
    assert (first["id"], second["id"]) == (article_id(STORY), article_id(other))


def test_comment_missing_twice_from_a_complete_discussion_is_removed(archive: Archive, tmp_path: Path) -> None:
    visit(archive, articles=[article(comment_count_declared=3)], comments=comments(1, 2, 3))
    for days in (1, 2, 3):
        visit(archive, now=NOW + days * DAY, articles=[article(comment_count_declared=2)], comments=comments(1, 3))

    removed = lines(tmp_path, "comments")[3:]
    assert [(line["id"][-2:], line["revision"], line["changes"]) for line in removed] == [
        ("c2", 2, {"fields": ["removed"], "removed": True})
    ]

    visit(archive, now=NOW + 4 * DAY, articles=[article(comment_count_declared=3)], comments=comments(1, 2, 3))
    back = lines(tmp_path, "comments")[-1]
    assert (back["revision"], back["changes"]) == (3, {"fields": ["removed"], "before": {"removed": True}})


def test_comment_missing_once_is_not_removed(archive: Archive, tmp_path: Path) -> None:
    full, short = comments(1, 2, 3), comments(1, 3)
    for days, (shown, declared) in enumerate([(full, 3), (short, 2), (full, 3), (short, 2)]):
        visit(archive, now=NOW + days * DAY, articles=[article(comment_count_declared=declared)], comments=shown)

    assert len(lines(tmp_path, "comments")) == 3


@pytest.mark.parametrize("declared", [None, 9])
def test_incomplete_discussion_removes_nothing(archive: Archive, tmp_path: Path, declared: int | None) -> None:
    visit(archive, articles=[article(comment_count_declared=3)], comments=comments(1, 2, 3))
    for days in (1, 2, 3):
        visit(archive, now=NOW + days * DAY, articles=[article(comment_count_declared=declared)], comments=comments(1))

    assert len(lines(tmp_path, "comments")) == 3


@pytest.mark.parametrize(
    ("first", "then", "called"),
    [
        ({"date": NOW - DAY}, {"date": NOW - DAY}, False),
        ({"date": NOW - DAY}, {"date": NOW + timedelta(minutes=20)}, True),
        ({"date": NOW - DAY}, {"data": {"modified": (NOW + timedelta(minutes=20)).isoformat()}}, True),
        ({"date": NOW - 9 * DAY}, {"date": NOW - 8 * DAY}, True),
        ({}, {"date": NOW - 8 * DAY}, False),
        ({}, {"date": NOW + timedelta(minutes=20)}, True),
        ({"date": NOW - DAY}, {"date": NOW + 30 * DAY}, False),
        ({"date": NOW - DAY}, {"date": datetime(2026, 11, 24, tzinfo=UTC)}, True),
        ({"data": {"comment_count": 3}}, {"data": {"comment_count": 3}}, False),
        ({"data": {"comment_count": 3}}, {"data": {"comment_count": 4}}, True),
        ({"data": {"comment_count": 3}}, {"data": {"comment_count": 2}}, True),
        ({}, {"data": {"comment_count": 4}}, False),
    ],
)
def test_signal_of_a_feed_makes_an_article_due(
    archive: Archive, first: dict[str, Any], then: dict[str, Any], called: bool
) -> None:
    tell(archive, Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", **first), now=NOW)
    visit(archive, articles=[article()])
    soon = NOW + timedelta(minutes=30)

    tell(archive, Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", **then), now=soon)

    assert (task_of(archive, STORY, soon) is not None) is called


def test_number_of_comments_beside_a_headline_makes_an_article_due(archive: Archive) -> None:
    def beside(number: int) -> Link:
        return Link(url=STORY, kind=LinkKind.ARTICLE, source="page", data={"comment_count": number})

    tell(archive, beside(3), now=NOW, kind=LinkKind.LIST)
    visit(archive, articles=[article()])
    soon = NOW + timedelta(minutes=30)

    tell(archive, beside(3), now=soon, kind=LinkKind.LIST)
    assert task_of(archive, STORY, soon) is None
    tell(archive, beside(4), now=soon, kind=LinkKind.LIST)
    assert task_of(archive, STORY, soon) is not None


def test_signal_of_the_batch_that_holds_the_visit_is_kept(archive: Archive) -> None:
    feed = Link(url=HOME + "feed", kind=LinkKind.FEED)
    archive.seed([feed, Link(url=STORY, kind=LinkKind.ARTICLE)], now=NOW)
    for task in archive.due(2, site=SITE, now=NOW, exclude=set()):
        news = [Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", date=NOW - 9 * DAY)] if task.link == feed else []
        archive.add(Visit(task=task, url=task.link.url, fetched_at=NOW, links=news))
    archive.commit()

    tell(archive, Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", date=NOW - 8 * DAY), now=NOW + MINUTE)

    assert task_of(archive, STORY, NOW + MINUTE) is not None


def test_signal_counts_once(archive: Archive) -> None:
    soon = NOW + timedelta(minutes=30)
    news = Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", date=soon)
    visit(archive, articles=[article()])
    tell(archive, news, now=soon)
    visit(archive, now=soon, articles=[article()])

    tell(archive, news, now=soon + MINUTE)

    assert task_of(archive, STORY, soon + MINUTE) is None


def test_called_article_is_asked_for_without_validators(archive: Archive) -> None:
    soon = NOW + timedelta(minutes=30)
    visit(archive, articles=[article()], etag='"1"')

    tell(archive, Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", date=soon), now=soon)

    task = task_of(archive, STORY, soon)
    assert task is not None
    assert task.etag is None


def test_sitemap_that_stamps_all_entries_alike_calls_nothing(archive: Archive) -> None:
    urls = [HOME + f"2026/11/story-number-{i}/" for i in range(30)]
    for url in urls:
        visit(archive, url, articles=[article(url, headline=url)])
    soon = NOW + timedelta(minutes=30)

    tell(
        archive,
        *(Link(url=url, kind=LinkKind.ARTICLE, source="sitemap", date=soon) for url in urls),
        now=soon,
        kind=LinkKind.SITEMAP,
    )

    assert archive.due(100, site=SITE, now=soon + MINUTE, exclude=set()) == []


def test_source_whose_signals_are_empty_loses_its_credit(archive: Archive) -> None:
    urls = [HOME + f"2026/11/story-number-{i}/" for i in range(40)]
    for url in urls:
        visit(archive, url, articles=[article(url, headline=url)])

    called = []
    for hour in range(1, 15):
        now = NOW + timedelta(hours=hour)
        links = [
            Link(url=url, kind=LinkKind.ARTICLE, source="sitemap", date=now + timedelta(seconds=i))
            for i, url in enumerate(urls)
        ]
        tell(archive, *links, now=now, kind=LinkKind.SITEMAP)
        tasks = [task for task in archive.due(100, site=SITE, now=now, exclude=set()) if task.link.url in urls]
        for task in tasks:
            archive.add(Visit(task=task, url=task.link.url, fetched_at=now, outcome=Outcome.NOT_MODIFIED))
        archive.commit()
        called.append(len(tasks))

    assert called[0] == 40
    assert called[-1] == 0


def test_page_that_changes_under_the_same_validator_ends_conditional_requests(archive: Archive) -> None:
    visit(archive, articles=[article()], etag='"site"')
    visit(archive, now=NOW + DAY, articles=[article(headline="Bridge closes")], etag='"site"')

    task = task_of(archive, STORY, NOW + 3 * DAY)

    assert task is not None
    assert task.known
    assert task.etag is None


def test_every_eighth_visit_is_unconditional(archive: Archive) -> None:
    visit(archive, articles=[article()], etag='"1"')
    asked = []
    for days in (2 * 2**step for step in range(17)):
        task = task_of(archive, STORY, NOW + days * DAY)
        assert task is not None
        asked.append(task.etag)
        answer = {"outcome": Outcome.NOT_MODIFIED} if task.etag else {"etag": '"1"', "articles": [article()]}
        visit(archive, now=NOW + days * DAY, **answer)

    first = asked.index(None)
    assert 0 < first <= 8
    assert [place for place, etag in enumerate(asked) if etag is None] == list(range(first, 17, 8))


def test_discussion_with_news_wakes_its_further_pages(archive: Archive) -> None:
    page = Link(url=STORY + "comment-page-1/", kind=LinkKind.COMMENTS, article_url=STORY)
    visit(archive, articles=[article(comment_count_declared=9)], comments=comments(8, 9), links=[page])
    visit(archive, page.url, kind=LinkKind.COMMENTS, comments=comments(1, 2))
    soon, later = NOW + timedelta(hours=4), NOW + timedelta(hours=8)

    visit(archive, now=soon, articles=[article(comment_count_declared=9)], comments=comments(8, 9), links=[page])
    assert task_of(archive, page.url, soon) is None
    visit(archive, now=later, articles=[article(comment_count_declared=10)], comments=comments(8, 9), links=[page])
    assert task_of(archive, page.url, later) is not None


def test_main_sources_are_polled_by_each_run(archive: Archive) -> None:
    home = Link(url=HOME, kind=LinkKind.LIST, source="seed")
    feed = Link(url=HOME + "feed", kind=LinkKind.FEED, source="autodiscovery")
    archive.seed([home], now=NOW)
    for links in ([feed], []):
        [task] = archive.due(10, site=SITE, now=NOW, exclude=set())
        archive.add(Visit(task=task, url=task.link.url, fetched_at=NOW, links=links))
        archive.commit()

    archive.seed([home], now=NOW + MINUTE)

    found = archive.due(10, site=SITE, now=NOW + MINUTE, exclude=set())
    assert [task.link.url for task in found] == [HOME, HOME + "feed"]
