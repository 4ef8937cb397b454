from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.answer import Answer
from newscrawl.archive import Archive
from newscrawl.discovery.scope import Scope
from newscrawl.profiles import SiteProfile
from newscrawl.reading import Reader
from newscrawl.visits import Link, LinkKind, Task, Visit

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
ROOT = "https://gazette.example/wp-json/?_fields=timezone_string,gmt_offset"
STORY = "https://gazette.example/2026/11/20/quay-opens/"
PAGE = """<html lang="en"><body class="single single-post"><h1>Quay opens</h1>
<p class="entry-date">November 20, 2026 9:15 AM</p>
<div class="entry-content"><p>The new quay at Ostrava Sound opened to the first ferries on Friday morning, two years
late, after a long dispute over its lights.</p><p>Harbour master Ida Kvist said that the first week would be quiet,
and that the night service would follow in spring.</p></div></body></html>"""


def answer(url: str, body: str, content_type: str) -> Answer:
    return Answer(url=url, status=200, body=body.encode(), fetched_at=NOW, content_type=content_type)


def task(url: str, kind: LinkKind) -> Task:
    return Task(link=Link(url=url, kind=kind), key=url, site="gazette.example")


def reader(profile: SiteProfile | None = None) -> Reader:
    return Reader(scope=Scope.of([STORY]), profile=profile)


def read_site(on: Reader) -> Visit:
    told = '{"timezone_string":"Asia/Seoul","gmt_offset":9}'
    return on.read(task(ROOT, LinkKind.SITE), answer(ROOT, told, "application/json")).visit


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (None, datetime(2026, 11, 20, 0, 15, tzinfo=UTC)),
        (SiteProfile(name="gazette"), datetime(2026, 11, 20, 0, 15, tzinfo=UTC)),
        (SiteProfile(name="gazette", timezone="Europe/Prague"), datetime(2026, 11, 20, 8, 15, tzinfo=UTC)),
    ],
)
def test_pages_are_read_by_the_clock_that_the_site_told(profile: SiteProfile | None, expected: datetime) -> None:
    on = reader(profile)

    visit = read_site(on)
    story = on.read(task(STORY, LinkKind.ARTICLE), answer(STORY, PAGE, "text/html")).visit

    assert visit.timezone == "Asia/Seoul"
    assert story.articles[0].date_published == expected


def test_time_stays_naive_while_no_clock_is_known() -> None:
    story = reader().read(task(STORY, LinkKind.ARTICLE), answer(STORY, PAGE, "text/html")).visit

    assert story.articles[0].date_published == datetime(2026, 11, 20, 9, 15)


def test_clock_of_another_host_does_not_count() -> None:
    on = reader()
    read_site(on)
    elsewhere = STORY.replace("gazette", "blog.gazette")

    story = on.read(task(elsewhere, LinkKind.ARTICLE), answer(elsewhere, PAGE, "text/html")).visit

    assert story.articles[0].date_published == datetime(2026, 11, 20, 9, 15)


def test_archive_remembers_what_sites_told(tmp_path: Path) -> None:
    visit = Visit(task=task(ROOT, LinkKind.SITE), url=ROOT, fetched_at=NOW, timezone="Asia/Seoul")
    with Archive.open(tmp_path, run_id="r1") as archive:
        archive.add(visit)
        archive.commit()

    with Archive.open(tmp_path, run_id="r2") as archive:
        zones = archive.timezones()

    assert zones == {"gazette.example": "Asia/Seoul"}


def test_what_the_site_says_of_itself_is_asked_before_its_pages(tmp_path: Path) -> None:
    links = [Link(url=STORY, kind=LinkKind.ARTICLE), Link(url=ROOT, kind=LinkKind.SITE)]
    links.append(Link(url="https://gazette.example/feed/", kind=LinkKind.FEED))
    home = Visit(task=task("https://gazette.example/", LinkKind.LIST), url=STORY, fetched_at=NOW, links=links)
    with Archive.open(tmp_path, run_id="r1") as archive:
        archive.add(home)
        archive.commit()

        tasks = archive.due(9, site=None, now=NOW, exclude=set())

    assert [due.link.kind for due in tasks] == [LinkKind.SITE, LinkKind.FEED, LinkKind.ARTICLE]
