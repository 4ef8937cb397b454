"""Who wrote an article: author values of the metadata, and author lines on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.boilerplate import is_byline_like
from newscrawl.extraction.byline import is_agency, split_names
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.metadata import AUTHOR
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["find_authors", "find_bylines"]

_AUTHOR_NAME = re.compile(
    r"(?<![a-z])(?:authors?|by-?lines?|autor(?:en|in|es)?|auteurs?|redacteur|skribent|writers?|fn|contributors?|signature|firma)(?![a-z])"
    r"(?![-_]{1,2}(?:bio|box|image|img|avatar|photo|picture|pic|desc|description|social|links?|more|info-card|posts|date|time|role|title|job))"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BESIDE = frozenset(("aside", "footer", "nav"))
_LONGEST = 150
_MOST = 12


def find_bylines(page: Page, head: Sequence[Block], body: Sequence[Block]) -> Iterator[Candidate]:
    """Yield author lines as printed."""
    for block in head:
        if is_byline_like(block.text):
            yield Candidate(block.text, "head.byline")
    for text in _named_texts(page, body):
        if is_byline_like(text):
            yield Candidate(text, "page.byline")


def find_authors(
    page: Page, data: StructuredData, bylines: Sequence[Candidate], body: Sequence[Block]
) -> Iterator[Candidate]:
    """Yield lists of author values, people before organisations."""
    declared = data.people("author", "creator")
    people = [name for name, kind in declared if kind != "Organization" and not is_agency(name)]
    if people:
        yield Candidate(people, "json_ld.author")
    for name in AUTHOR:
        values = page.meta.get(name, ())
        if values and not (name == "twitter:data1" and page.first_meta("twitter:label1") not in _WRITTEN_BY):
            yield Candidate(values, f"meta.{name}")
    for candidate in bylines:
        yield Candidate([candidate.value], candidate.finder)
    marked = [value for element in page.by_itemprop.get("author", ()) if (value := _marked_up(element))]
    if marked:
        yield Candidate(marked, "microdata.author")
    linked = [element_text(element) for element in page.by_rel.get("author", ()) if not _is_beside(element)]
    if linked:
        yield Candidate(linked[:_MOST], "page.rel_author")
    for text in _named_texts(page, body):
        yield Candidate([text], "page.author")
    if declared:
        yield Candidate([name for name, _ in declared], "json_ld.author")


_WRITTEN_BY = frozenset(
    ("Written by", "Verfasst von", "Geschrieben von", "Écrit par", "Escrito por", "Scritto da", "By")
)
"""What Yoast's ``twitter:label1`` says when ``twitter:data1`` holds the author."""


def _named_texts(page: Page, body: Sequence[Block]) -> list[str]:
    """Return short texts of elements whose class speaks of an author, outside of sidebars."""
    found: list[str] = []
    for name, elements in page.by_class.items():
        if not _AUTHOR_NAME.search(_CAMEL.sub("-", name).lower()):
            continue
        for element in elements[:3]:
            if _is_beside(element):
                continue
            text = element_text(element)
            if 2 < len(text) < _LONGEST and text not in found and split_names(text):
                found.append(text)
        if len(found) > _MOST:
            break
    return found


def _marked_up(element: etree._Element) -> str | None:
    if content := element.get("content"):
        return content
    for inner in element.iter():
        if inner.get("itemprop") == "name":
            return inner.get("content") or element_text(inner)
    text = element_text(element)
    return text if len(text) < _LONGEST else None


def _is_beside(element: etree._Element) -> bool:
    return any(parent.tag in _BESIDE for parent in element.iterancestors())
