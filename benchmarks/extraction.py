"""How exact the extractor is on the project's fixtures, and what it costs against a bare lxml parse and its peers.

Peers that are installed (trafilatura, newspaper4k, readability-lxml, goose3) run on the same pages in the same process;
those that are not are left out. Accuracy of the body is the F1 of its words, counted with their number. Cost is the CPU
time over that of ``lxml.html.document_fromstring`` on the same bytes, the best of some rounds; it is taken on generated
pages of the size that news pages have (60 to 120 kB), as the fixtures are small.

    python benchmarks/extraction.py
    python benchmarks/extraction.py --rounds 9 --pages 200 --folder my/fixtures

Exit code 1 when newscrawl gets a fixture's field wrong.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from lxml import html as lxml_html

from newscrawl import extract
from newscrawl.fixtures import Fixture

sys.path.insert(0, str(Path(__file__).parent))

from local_site import page, path

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
WORD = re.compile(r"\w")
Answer = tuple[str | None, str | None]
"""Headline and body."""


@dataclass(frozen=True)
class Case:
    data: bytes
    url: str
    encoding: str | None = None
    article: dict[str, Any] = field(default_factory=dict)
    fixture: Fixture | None = None


def cases(folder: Path) -> Iterator[Case]:
    """Yield the fixtures that hold an article with a body."""
    for file in sorted(folder.glob("*/*/page.html")):
        fixture = Fixture(file.parent)
        article = fixture.expected().get("article")
        if article and article.get("body"):
            meta = tomllib.loads((file.parent / "meta.toml").read_text(encoding="utf-8"))
            yield Case(file.read_bytes(), meta["url"], meta.get("encoding"), article, fixture)


def large_pages(count: int) -> list[Case]:
    """Return generated pages of usual size."""
    base = "https://bench.example"
    return [Case(page(number, count, base), base + path(number)) for number in range(count)]


def newscrawl(case: Case) -> Answer:
    article = extract(case.data, case.url, encoding=case.encoding).article
    return (article.headline, article.body) if article else (None, None)


def trafilatura(case: Case) -> Answer:
    found = importlib.import_module("trafilatura").bare_extraction(case.data, url=case.url, with_metadata=True)
    return (found.title, found.text) if found else (None, None)


def newspaper(case: Case) -> Answer:
    article = importlib.import_module("newspaper").Article(case.url, fetch_images=False)
    article.download(input_html=case.data.decode("utf-8", "replace"))
    article.parse()
    return article.title, article.text


def readability(case: Case) -> Answer:
    document = importlib.import_module("readability").Document(case.data.decode("utf-8", "replace"))
    return document.short_title(), lxml_html.fromstring(document.summary()).text_content()


def goose3(case: Case) -> Answer:
    reader = importlib.import_module("goose3").Goose({"enable_image_fetching": False})
    article = reader.extract(raw_html=case.data.decode("utf-8", "replace"), url=case.url)
    return article.title, article.cleaned_text


def bare(case: Case) -> Answer:
    lxml_html.document_fromstring(case.data)
    return None, None


PEERS: dict[str, Callable[[Case], Answer]] = {
    "trafilatura": trafilatura,
    "newspaper": newspaper,
    "readability": readability,
    "goose3": goose3,
}


def f1(true: str, found: str | None) -> float:
    want, got = (Counter(WORD.findall(text or "")) for text in (true, found))
    hits = (want & got).total()
    return 2 * hits / (want.total() + got.total()) if hits else 0.0


def cpu(call: Callable[[Case], Answer], pages: list[Case], rounds: int) -> float:
    """Return the CPU seconds of the fastest of some rounds over all pages."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for case in pages:
            with suppress(Exception):  # a peer that gives a page up has still spent its time
                call(case)
        best = min(best, time.process_time() - start)
    return best


def answers(call: Callable[[Case], Answer], pages: list[Case]) -> list[Answer]:
    found: list[Answer] = []
    for case in pages:
        try:
            found.append(call(case))
        except Exception:
            found.append((None, None))
    return found


def wrong_fields(pages: list[Case]) -> Iterator[str]:
    """Yield the fields of articles that newscrawl does not read as a person did."""
    for case in pages:
        if case.fixture is None:
            continue
        observed = case.fixture.observed()["article"] or {}
        yield from (
            f"{case.fixture.name}: {name}" for name, value in case.article.items() if observed.get(name) != value
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="fixtures (default: the project's)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the fastest counts (default 5)")
    parser.add_argument("--pages", type=int, default=50, help="large pages that cost is taken on (default 50)")
    options = parser.parse_args()
    pages = list(cases(options.folder))
    extractors = {"newscrawl": newscrawl}
    for name, call in PEERS.items():
        with suppress(ImportError):
            importlib.import_module(name)
            extractors[name] = call
    for call in extractors.values():
        answers(call, pages)  # libraries build tables on first use
    large = large_pages(options.pages)
    unit = cpu(bare, large, options.rounds)
    print(f"{len(pages)} fixtures; {len(large)} large pages, bare lxml parse {1000 * unit / len(large):.2f} ms each\n")
    print(f"{'':14}{'body F1':>9}{'headline':>10}{'x lxml':>9}")
    for name, call in extractors.items():
        found = answers(call, pages)
        body = mean(f1(case.article["body"], text) for case, (_, text) in zip(pages, found, strict=True))
        heads = mean(case.article.get("headline") == head for case, (head, _) in zip(pages, found, strict=True))
        print(f"{name:14}{body:9.3f}{heads:10.3f}{cpu(call, large, options.rounds) / unit:9.2f}")
    wrong = list(wrong_fields(pages))
    fields = sum(len(case.article) for case in pages)
    print(f"\nnewscrawl: {fields - len(wrong)} of {fields} fields of articles right")
    for line in wrong:
        print(f"  wrong: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
