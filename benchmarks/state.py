"""What the archive costs a page, alone and over a state of millions of records.

    python benchmarks/state.py [--articles 1000000] [--comments 5] [--pages 1000] [--keep DIR]

A page holds 1 article, 10 comments, 30 headlines in 2 lists, and 60 links. The state of known records is made by bulk
inserts in another process, which is not measured.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from sqlalchemy import insert

from newscrawl.archive import Archive
from newscrawl.identity import article_id, comment_id, headline_id
from newscrawl.items import Article, Comment, Headline
from newscrawl.scheduling import History, next_visit
from newscrawl.state.links import dump_history, dump_link
from newscrawl.state.schema import Lane, TaskStatus, files, lists, records, tasks
from newscrawl.visits import Link, LinkKind, Task, Visit

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "example.com"
WORDS = [f"word{number}" for number in range(8000)]
WEIGHTS = list(accumulate(1 / (number + 5) for number in range(8000)))


def address(number: int) -> str:
    return f"https://www.{SITE}/news/{2000 + number % 26}/{1 + number % 12:02}/story-number-{number}-of-the-day"


def text(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, cum_weights=WEIGHTS, k=words))


def page(number: int, *, fresh: bool, rng: random.Random) -> Visit:
    url = address(number)
    identity = article_id(url)
    link = Link(url=url, kind=LinkKind.ARTICLE, source="list")
    visit = Visit(
        task=Task(link=link, key=url[12:], site=SITE, known=not fresh), url=url, fetched_at=NOW, kind="article"
    )
    body = "\n\n".join(text(rng, 60) for _ in range(8))
    visit.articles = [
        Article(
            url=url, id=identity, site=SITE, headline=text(rng, 9), body=body, authors=["Ann Lee"], date_published=NOW
        )
    ]
    visit.comments = [
        Comment(
            url=url,
            id=comment_id(identity, str(number * 10 + i)),
            article_id=identity,
            article_url=url,
            position=i,
            author=f"Reader {i}",
            body=text(rng, 40),
            date_published=NOW,
            platform="wordpress",
        )
        for i in range(10)
    ]
    visit.headlines = [
        Headline(
            url=address(number + i),
            id=headline_id(url, name, i),
            page_url=url,
            list=name,
            position=i,
            headline=f"Headline number {number + i} of the day",
            article_id=article_id(address(number + i)),
        )
        for name in ("Latest", "Most read")
        for i in range(1, 16)
    ]
    visit.links = [Link(url=address(number + i), kind=LinkKind.ARTICLE, source="page", found_on=url) for i in range(60)]
    return visit


def fill(data_dir: Path, articles: int, comments: int) -> None:
    """Make a state that knows ``articles`` articles with ``comments`` comments each."""
    with Archive.open(data_dir, run_id="fill") as archive:
        connection = archive.frontier._connection
        (data_dir / "articles").mkdir(exist_ok=True)
        (data_dir / "articles" / "2000-01-01.jsonl").touch()
        connection.execute(insert(files).values(id=1, path="articles/2000-01-01.jsonl", length=0))
        by_id = sorted(range(articles), key=lambda number: article_id(address(number)))
        by_address = sorted(range(articles), key=address)
        for start in range(0, articles, 5000):
            connection.execute(insert(records), list(known_records(by_id[start : start + 5000], comments)))
            connection.execute(insert(lists), list(known_lists(by_id[start : start + 5000])))
            connection.execute(insert(tasks), list(known_tasks(by_address[start : start + 5000])))
            connection.commit()


def known_records(numbers: list[int], comments: int) -> Iterator[dict[str, object]]:
    for number in numbers:
        identity = article_id(address(number))
        ids = [identity, *(comment_id(identity, str(number * 10 + i)) for i in range(comments))]
        for i in ids:
            yield {
                "id": i,
                "signature": hash(i),
                "revision": 1,
                "gone": 0,
                "source": "page",
                "file": 1,
                "offset": number,
            }


def known_lists(numbers: list[int]) -> Iterator[dict[str, object]]:
    for number in numbers:
        for name in ("Latest", "Most read"):
            identity = headline_id(address(number), name, 1).rpartition("-")[0]
            yield {"id": identity, "entries": bytes(16 * 15)}


def known_tasks(numbers: list[int]) -> Iterator[dict[str, object]]:
    for number in numbers:
        url, last = address(number), int((NOW - timedelta(hours=number % 5000)).timestamp())
        history = History(born=last - 86400 * (number % 900), visits=3, quiet=2, last=last)
        link = Link(url=url, kind=LinkKind.ARTICLE, source="list", found_on=f"https://www.{SITE}/")
        yield {
            "site": SITE,
            "key": url[12:],
            "kind": "article",
            "status": TaskStatus.DONE,
            "rank": None,
            "not_before": 0,
            "revisit_at": next_visit(history),
            "lane": Lane.ARTICLE,
            "depth": 2,
            "attempts": 0,
            "pattern": None,
            "etag": '"5f3e-1a2b3c4d"',
            "last_modified": "Tue, 24 Nov 2026 06:00:00 GMT",
            "visited_at": last,
            "history": dump_history(history),
            "link": dump_link(link),
        }


def measure_pages(archive: Archive, visits: Iterable[Visit], label: str) -> None:
    """Store visits, made one by one, and print what a page cost."""
    cpu = {"resolve": 0.0, "add": 0.0, "commit": 0.0}
    wall, number = 0.0, 0
    for number, visit in enumerate(visits, 1):
        steps = [("resolve", partial(archive.resolve, visit)), ("add", partial(archive.add, visit))]
        if number % 50 == 0:
            steps.append(("commit", archive.commit))
        for stage, step in steps:
            started, clock = time.process_time(), time.perf_counter()
            step()
            cpu[stage] += time.process_time() - started
            wall += time.perf_counter() - clock
    archive.commit()
    each = ", ".join(f"{stage} {1000 * seconds / number:.3f}" for stage, seconds in cpu.items())
    total = 1000 * sum(cpu.values()) / number
    print(f"{label:24} {total:6.3f} ms CPU, {1000 * wall / number:6.3f} ms wall a page  ({each})")


def rss() -> str:
    return f"peak RSS {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--comments", type=int, default=5)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="make the state here, or use the one that is here")
    options = parser.parse_args()
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), run_id="empty") as archive:
        measure_pages(archive, (page(n, fresh=True, rng=rng) for n in range(options.pages)), "new pages, empty state")
        rng = random.Random(1)
        measure_pages(archive, (page(n, fresh=False, rng=rng) for n in range(options.pages)), "unchanged pages")
    with tempfile.TemporaryDirectory() as folder:
        data_dir = options.keep or Path(folder)
        if not (data_dir / "state.sqlite").exists():
            data_dir.mkdir(exist_ok=True, parents=True)
            fill_elsewhere = multiprocessing.get_context("spawn").Process(
                target=fill, args=(data_dir, options.articles, options.comments)
            )
            fill_elsewhere.start()
            fill_elsewhere.join()
        size = (data_dir / "state.sqlite").stat().st_size
        known = f"{options.articles:,} articles, {options.articles * options.comments:,} comments"
        print(f"state of {known}: {size / 2**20:.0f} MiB")
        print(rss(), "before the run")
        start = time.perf_counter()
        with Archive.open(data_dir, run_id="large") as archive:
            archive.run_started(now=NOW)
            print(f"start                        {time.perf_counter() - start:6.3f} s wall")
            for site in (SITE, None):
                start = time.perf_counter()
                found = archive.due(100, site=site, now=NOW, exclude=set())
                print(f"due, {len(found)} of site {site!s:12} {time.perf_counter() - start:8.3f} s wall")
            first = 1000 * int(time.time())  # a state that is kept must not know them
            numbers = range(first, first + options.pages)
            measure_pages(archive, (page(n, fresh=True, rng=rng) for n in numbers), "new pages")
            measure_pages(archive, (page(n, fresh=False, rng=random.Random(n)) for n in numbers), "known pages, edited")
            print(rss(), "after the run")


if __name__ == "__main__":
    main()
