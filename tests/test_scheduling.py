"""The revisit policy, in single steps and over a simulated year."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import pytest

from newscrawl.scheduling import DAY, HOUR, Cadence, History, News, next_visit, signalled, visited

YEAR = 365 * DAY
START = 1_800_000_000


def waits(history: History, visits: int, news: News = News()) -> list[int]:  # noqa: B008 - frozen
    """Visit each time that it is due and return the waits in between."""
    found = []
    for _ in range(visits):
        due = next_visit(history)
        found.append(due - history.last)
        history = visited(history, due, news)
    return found


def fresh(age: int = 0, **values: bool) -> History:
    return visited(History(born=START - age, **values), START, News(article=True))


def test_quiet_article_is_visited_ever_more_rarely_but_not_never() -> None:
    found = waits(fresh(), 200)

    assert found[0] == 3 * HOUR
    assert found == sorted(found)
    assert found[-1] <= Cadence().article_max


@pytest.mark.parametrize(
    ("age", "wait"),
    [(0, 3 * HOUR), (10 * HOUR, 5 * HOUR), (3 * DAY, DAY), (14 * DAY, 2 * DAY), (10 * YEAR, 180 * DAY)],
)
def test_wait_grows_with_age(age: int, wait: int) -> None:
    history = fresh(age)

    assert next_visit(history) - history.last == wait


@pytest.mark.parametrize("news", [News(article=True), News(talk=True)])
def test_lively_article_is_visited_often_again(news: News) -> None:
    old = visited(fresh(200 * DAY), START + DAY, News())

    lively = visited(old, START + 30 * DAY, news)

    assert next_visit(old) - old.last > 28 * DAY
    assert next_visit(lively) - lively.last == 3 * HOUR


def test_further_pages_of_a_discussion_are_visited_a_third_as_often() -> None:
    page, rest = fresh(30 * DAY), fresh(30 * DAY, rest=True)

    assert next_visit(rest) - rest.last == 3 * (next_visit(page) - page.last)


def test_source_is_polled_as_often_as_it_brings_news() -> None:
    busy = waits(fresh(source=True), 12, News(links=True))
    idle = waits(fresh(source=True), 30)

    assert busy[-1] == 15 * 60
    assert idle == sorted(idle)
    assert idle[-1] == 7 * DAY


def test_cadence_of_a_profile_bounds_the_waits() -> None:
    cadence = Cadence(article_min=DAY, article_max=2 * DAY, source_min=HOUR, source_max=HOUR)

    assert next_visit(fresh(), cadence) - START == DAY
    assert next_visit(fresh(YEAR), cadence) - START == 2 * DAY
    assert next_visit(fresh(source=True), cadence) - START == HOUR


def test_default_values_are_not_stored() -> None:
    assert History().as_dict() == {}
    assert History(born=7, called="feed").as_dict() == {"born": 7, "called": "feed"}


@pytest.mark.parametrize(
    ("before", "told", "due"),
    [
        ({}, {"dates": {"feed": START + 60}}, True),
        ({}, {"dates": {"feed": START - DAY + 60}}, False),
        ({"feed": START - 9 * DAY}, {"dates": {"feed": START - 8 * DAY}}, True),
        ({"feed": START - DAY}, {"dates": {"feed": START - DAY}}, False),
        ({"feed": START - DAY}, {"dates": {"feed": START + YEAR}}, False),
        ({}, {"dates": {}, "unknown": 7}, True),
        ({}, {"dates": {}, "counts": {"feed": 7}}, False),
    ],
)
def test_signals(before: dict[str, int], told: dict[str, object], due: bool) -> None:
    history = replace(fresh(DAY), signals=before)

    told_history, called = signalled(history, now=START + HOUR, **told)  # type: ignore[arg-type]

    assert called is due
    assert signalled(told_history, now=START + HOUR, **told) == (told_history, False)  # type: ignore[arg-type]


def test_address_that_was_not_visited_is_not_called() -> None:
    assert signalled(History(), dates={"feed": START}, counts={"feed": 3}, now=START)[1] is False


@dataclass(frozen=True)
class Rhythm:
    """How articles of a site change: numbers an article and times after publication.

    Edits come log-normally, most within hours; comments come by a power law, whose long tail are the late ones.
    """

    edits: float
    edit_median: int
    edit_spread: float
    discussed: float
    comments: int
    comment_start: int
    comment_tail: float


RHYTHMS = {
    "agency": Rhythm(1.2, 2 * HOUR, 1.4, 0.1, 5, 2 * HOUR, 1.0),
    "daily": Rhythm(0.5, 4 * HOUR, 1.6, 0.6, 25, 4 * HOUR, 0.9),
    "weekly": Rhythm(0.2, DAY, 1.5, 0.5, 12, DAY, 1.0),
    "blog": Rhythm(0.3, 6 * HOUR, 1.8, 0.8, 10, 5 * HOUR, 0.6),
}


class Year(NamedTuple):
    changes: int
    seen: int
    """Changes seen within a day."""

    requests: int


def events(rng: random.Random, rhythm: Rhythm, born: float) -> list[tuple[float, str]]:
    edits = int(rng.expovariate(1 / rhythm.edits) + 0.5)
    found = [
        (born + rng.lognormvariate(math.log(rhythm.edit_median), rhythm.edit_spread), "edit") for _ in range(edits)
    ]
    if rng.random() < rhythm.discussed:
        number = min(1 + int(rng.lognormvariate(math.log(rhythm.comments) - 0.72, 1.2)), 2000)
        for _ in range(number):
            late = rhythm.comment_start * ((1 - rng.random()) ** (-1 / rhythm.comment_tail) - 1)
            found.append((born + late, "comment"))
    return sorted(event for event in found if event[0] < YEAR)


def simulate(rhythm: Rhythm, articles: int, due: Callable[[History], float]) -> Year:
    rng, changes, seen, requests = random.Random(1), 0, 0, 0
    for _ in range(articles):
        born = rng.random() * YEAR
        todo = events(rng, rhythm, born)
        now = born + rng.random() * HOUR
        todo = [event for event in todo if event[0] > now]
        changes += len(todo)
        history = visited(History(born=int(born)), int(now), News(article=True))
        place = 0
        while (now := due(history)) < YEAR:
            requests += 1
            kinds = set()
            while place < len(todo) and todo[place][0] <= now:
                seen += now - todo[place][0] <= DAY
                kinds.add(todo[place][1])
                place += 1
            history = visited(history, int(now), News(article="edit" in kinds, talk="comment" in kinds))
    return Year(changes, seen, requests)


@pytest.mark.parametrize("name", RHYTHMS)
def test_year_catches_nearly_all_for_a_tenth_of_the_requests(name: str) -> None:
    ours = simulate(RHYTHMS[name], 150, next_visit)
    often = simulate(RHYTHMS[name], 150, lambda history: history.last + 6 * HOUR)

    assert ours.seen >= 0.95 * often.seen
    assert ours.requests <= 0.1 * often.requests
    assert often.seen > 0.98 * often.changes
