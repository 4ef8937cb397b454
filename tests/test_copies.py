import random
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from newscrawl.items import Article
from newscrawl.state import connect
from newscrawl.state.copies import Copies
from newscrawl.state.schema import sketch_keys, sketches
from newscrawl.state.sketches import SAME_STORY, similarity, sketch_of

WORDS = [f"word{number}" for number in range(6000)]
WEIGHTS = list(accumulate(1 / (number + 5) for number in range(6000)))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    opened = connect(tmp_path, None)
    yield opened
    opened.close()
    opened.engine.dispose()


def words(rng: random.Random, number: int) -> list[str]:
    return rng.choices(WORDS, cum_weights=WEIGHTS, k=number)


def edited(rng: random.Random, text: list[str], share: float) -> list[str]:
    """Replace, drop and insert scattered words."""
    changed = list(text)
    for _ in range(int(len(text) * share)):
        place = rng.randrange(len(changed))
        changed[place : place + 1] = rng.choice([[rng.choice(WORDS)], [], [changed[place], rng.choice(WORDS)]])
    return changed


def store(copies: Copies, name: str, body: str, *, known: bool = False) -> Article:
    article = Article(url=f"https://{name}.example/a", id=name, body=body)
    sketch = copies.mark(article, known=known)
    if sketch is not None:
        copies.add(article, sketch)
    return article


def text_of(seed: int, number: int = 200) -> str:
    return " ".join(words(random.Random(seed), number))


def test_pairs_with_two_to_ten_percent_of_edits_are_found_and_no_others(connection: Connection) -> None:
    rng, copies = random.Random(7), Copies(connection)
    right = wrong = missed = 0

    for pair in range(500):
        text = words(rng, rng.randint(80, 700))
        store(copies, f"a{pair}", " ".join(text))
        if pair % 20 == 0:
            copies.save()
        copy = store(copies, f"b{pair}", " ".join(edited(rng, text, rng.uniform(0.02, 0.10))))
        if copy.cluster_id == f"a{pair}":
            right += 1
        elif copy.cluster_id == f"b{pair}":
            missed += 1
        else:
            wrong += 1

    assert right / (right + missed + wrong) >= 0.97
    assert right / (right + wrong) >= 0.99


def test_stories_that_share_background_paragraphs_stay_apart() -> None:
    rng = random.Random(5)
    background = words(rng, 90)

    texts = [sketch_of(" ".join(words(rng, 200) + background)) for _ in range(40)]

    alike = [similarity(a.hashes, b.hashes) for a, b in pairwise(texts) if a and b]
    assert max(alike) < SAME_STORY


def test_same_text_names_the_first_that_had_it(connection: Connection) -> None:
    copies = Copies(connection)
    first = store(copies, "first", text_of(1))
    copies.save()

    second = store(copies, "second", text_of(1).upper().replace(" ", "\n\n"))
    third = store(copies, "third", text_of(1))

    assert (first.duplicate_of, second.duplicate_of, third.duplicate_of) == (None, "first", "first")
    assert first.cluster_id == second.cluster_id == third.cluster_id == "first"


def test_copies_within_a_batch_are_found(connection: Connection) -> None:
    copies = Copies(connection)
    store(copies, "first", text_of(1))

    assert store(copies, "second", text_of(1)).duplicate_of == "first"


def test_edit_keeps_its_cluster_and_is_no_duplicate_of_itself(connection: Connection) -> None:
    copies = Copies(connection)
    store(copies, "first", text_of(1))
    copies.save()
    again = Article(url="https://first.example/a", id="first", body=text_of(1), cluster_id="first")

    copies.mark(again, known=True)

    assert (again.duplicate_of, again.cluster_id) == (None, "first")


@pytest.mark.parametrize("body", [None, "", "Watch the video.", text_of(3, 24)])
def test_text_too_short_to_tell_is_not_marked(connection: Connection, body: str | None) -> None:
    copies = Copies(connection)
    store(copies, "first", body or "")

    second = store(copies, "second", body or "")

    assert (second.duplicate_of, second.cluster_id) == (None, None)


def test_scripts_without_spaces_are_compared_by_signs() -> None:
    rng = random.Random(2)
    signs = [chr(number) for number in range(0x4E00, 0x4E00 + 2000)]
    text = rng.choices(signs, k=300)
    copy = list(text)
    copy[150:165] = rng.choices(signs, k=15)
    other = rng.choices(signs, k=300)

    one, two, three = (sketch_of("".join(each)) for each in (text, copy, other))

    assert one
    assert two
    assert three
    assert similarity(one.hashes, two.hashes) > 0.7
    assert similarity(one.hashes, three.hashes) < 0.1


def test_copy_is_found_among_many_texts_that_share_an_opening(connection: Connection) -> None:
    rng, copies = random.Random(4), Copies(connection)
    opening = " ".join(words(rng, 60))
    stories = [f"{opening} {' '.join(words(rng, 150))}" for _ in range(300)]
    for number, story in enumerate(stories):
        store(copies, f"a{number}", story)
        copies.save()

    copy = store(copies, "copy", stories[3] + " The end.")

    assert copy.cluster_id == "a3"
    assert copy.duplicate_of is None


def test_only_the_latest_sketches_are_kept(connection: Connection) -> None:
    copies = Copies(connection, kept=10)
    for seed in range(30):
        store(copies, f"a{seed}", text_of(seed))
        copies.save()

    kept = connection.execute(select(func.count()).select_from(sketches)).scalar_one()
    keys = connection.execute(select(func.count(sketch_keys.c.sketch.distinct()))).scalar_one()

    assert kept == keys == 10
    assert store(copies, "late", text_of(0)).duplicate_of == "a0"
