"""The news agency that an article comes from, where no dateline tells it: authors, author lines, lines of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.byline import is_agency
from newscrawl.extraction.byline_words import SOURCES
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.scope import Scope

__all__ = ["find_agency"]

_PARTS = re.compile(
    r"\s*(?:[,;/|()\[\]•·–—+&\n:：]|\s-\s|\b(?:and|und|et|y|e|with|mit|avec|con|com|met|med|og|och|from|von|by|par|por|z|s)\s)\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"(?:\A|[|·•])\W*{SOURCES}\s*[:：]\s*(?P<source>.{{2,60}})",
    re.IGNORECASE,
)
"""A line that says where a story comes from."""

_LONGEST = 120


def find_agency(scope: Scope, bylines: Iterable[Candidate], behind: Iterable[Block]) -> Iterator[Candidate]:
    """Yield agencies that are declared as authors, sign, or are the source by a short line near the text."""
    for name, _ in scope.data.people("author", "creator"):
        yield from _named_in(name, "json_ld.author")
    for candidate in islice(bylines, 1):
        yield from _named_in(str(candidate.value), candidate.finder)
    for text in chain.from_iterable(scope.author_texts or ()):
        yield from _named_in(text, "page.author")
    for block in chain(scope.head, behind):
        if len(block.text) > _LONGEST:
            continue
        if match := _SOURCE.search(block.text):
            yield from _named_in(match["source"], "page.source")
        elif "(" in block.text:
            yield from _named_in(block.text, "page.signed")


def _named_in(text: str, finder: str) -> Iterator[Candidate]:
    """Yield the agencies among the parts of a line.

    >>> [found.value for found in _named_in("Solène Kerbrat (avec AFP)", "page")]
    ['AFP']
    """
    if len(text) <= _LONGEST:
        yield from (Candidate(part, finder) for part in _PARTS.split(text) if part and is_agency(part))
