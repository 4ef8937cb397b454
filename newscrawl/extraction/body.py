"""The text of an article: which blocks of its container belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.blocks import SENTENCE_END, Block, blocks, is_prose
from newscrawl.extraction.boilerplate import is_boilerplate, is_byline_like, is_count, is_end_mark, is_sign_up
from newscrawl.extraction.container import Prose, find_container, measure_prose
from newscrawl.extraction.dating import is_date_line
from newscrawl.extraction.endings import (
    is_end,
    strays,
    without_aftermath,
    without_last_headings,
    without_preview,
    without_signature,
    without_tail,
)
from newscrawl.extraction.labelled import without_boxes, without_repeated
from newscrawl.extraction.linked import (
    LINKED,
    invites,
    is_enumeration,
    leads_on,
    names_source,
    without_bare_headings,
    without_lead_ins,
    without_link_lists,
)
from newscrawl.extraction.noise import is_talk
from newscrawl.extraction.notes import is_call, without_notes
from newscrawl.extraction.notices import is_notice
from newscrawl.extraction.pruning import is_data, pruner
from newscrawl.page import Page
from newscrawl.text import plain, raw_text

__all__ = ["Body", "find_body", "is_part", "without_titles"]

_SHORT = 800
_LONGEST_HEADLINE = 180
_LONGEST_LINKED = 250
_LEAST_DISCUSSION = 60
_LEAST_INTRODUCTION = 15
_LONGEST_HEAD_LINE = 80
_LEAST_SPACES = 8
_MOST_BEFORE_HEAD_LINES = 2
_PARAGRAPH_SHARE = 0.7
_INNER_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6", "li"))
_LOOSE_TAGS = frozenset("div span section article main header td th body center a".split())


@dataclass(kw_only=True, slots=True)
class Body:
    """What was found of an article's text."""

    blocks: list[Block] = field(default_factory=list)
    all_blocks: list[Block] = field(default_factory=list)
    """Blocks of the container, those that are no part of the text too."""

    container: etree._Element | None = None
    prose: Prose = field(default_factory=Prose)

    @property
    def size(self) -> int:
        """Characters of text."""
        return sum(len(block.text) for block in self.blocks)

    @property
    def weight(self) -> int:
        """Characters of text, where those of scripts with a sign for each word or syllable count twice."""
        size = self.size
        if size < _SHORT:
            dense = [block.text for block in self.blocks if not block.text.isascii() and max(block.text) >= "\u3040"]
            size += sum("\u3040" <= sign <= "\ud7a3" for text in dense for sign in text)
        return size


def find_body(
    page: Page, *, discussion: Set[etree._Element], not_body: Set[str], headline: etree._Element | None = None
) -> Body:
    """Find the article's text. ``not_body`` holds headline, dek and the like as :func:`plain` gives them."""
    prose = measure_prose(page, discussion, headline)
    container = find_container(page, prose)
    body = Body(container=container, prose=prose)
    if container is not None:
        body.all_blocks, above = _read(page, container, prose)
        if len(page.tagged("h1")) > 1 and container in prose.around_headline:
            del body.all_blocks[_start_of_next(body.all_blocks, prose) :]
        quoted = {element: quote for quote in page.tagged("blockquote") for element in quote.iter()}
        _mark_loose(body.all_blocks, quoted.keys())
        selected = _select(body.all_blocks, not_body, page.url, quoted)
        body.blocks = without_aftermath(selected, body.all_blocks, above)
    return body


def _read(page: Page, container: etree._Element, prose: Prose) -> tuple[list[Block], int | None]:
    """Return the container's blocks, and how many of them stand above the first discussion in it, if there is one."""
    found: list[Block] = []
    above: list[int] = []

    def note(element: etree._Element) -> None:
        is_discussion = not above and (element in prose.discussion or is_talk(element))
        if is_discussion and len(raw_text(element)) >= _LEAST_DISCUSSION:
            above.append(len(found))

    prune = pruner(prose, container, fields=page.tagged("form", "input"), note=note)
    for block in blocks(container, prune=prune):
        found.append(block)  # noqa: PERF402 - its length is looked at meanwhile
    return found, above[0] if above else None


def _start_of_next(found: list[Block], prose: Prose) -> int:
    """Return where the title of the next story stands, in an article of its own, that a page shows below the first."""
    own = next(prose.headline.iterancestors("article"), None) if prose.headline is not None else None
    if own is None:
        return len(found)
    begun = False
    for at, block in enumerate(found):
        begun = begun or own in set(block.element.iterancestors())
        if begun and block.tag == "h1":
            article = next(block.element.iterancestors("article"), own)
            if article not in prose.around_headline and own not in set(article.iterancestors()):
                return at
    return len(found)


def _mark_loose(found: list[Block], quoted: Set[etree._Element]) -> None:
    tables: dict[etree._Element | None, bool] = {None: True}
    for block in found:
        tag = block.tag
        if tag in ("td", "th"):
            table = next(block.element.iterancestors("table"), None)
            if table not in tables:
                tables[table] = table is None or not is_data(table)
            block.loose = tables[table]
        else:
            is_line = (tag in _LOOSE_TAGS or "-" in tag) and (not block.is_heading or block.text.isdigit())
            block.loose = is_line and block.element not in quoted


def _select(
    found: list[Block], not_body: Set[str], url: str, quoted: Mapping[etree._Element, etree._Element]
) -> list[Block]:
    found = without_boxes(found, url)
    for block in found:
        if "\n" in block.text:
            block.text = _without_boilerplate(block.text)
    paragraphs = _is_in_paragraphs(found)
    usual = [
        block
        for block in without_titles(found, not_body)
        if is_part(block, url) and (not paragraphs or not block.loose or _is_long(block))
    ]
    places = {id(block): at for at, block in enumerate(found)}
    usual = without_bare_headings(without_lead_ins(without_link_lists(usual), found), places, found)
    start = next((at for at, block in enumerate(usual) if _is_opening(block, paragraphs)), None)
    if start is None:
        return []
    start = _with_list(usual, _with_loose_opening(usual, start))
    start = _with_introduction(usual, start, places)
    kept = usual[_with_heading(usual, start, places) :]
    end = next((at for at, block in enumerate(kept) if is_end(kept, at)), len(kept))
    kept = without_repeated(without_preview(kept[:end]), quoted)
    kept = [block for block in kept if is_prose(block) or not is_end_mark(block.text)]
    kept = without_tail(_without_head_lines(kept), strays(kept) if paragraphs else set())
    return without_signature(without_last_headings(without_notes(kept)))


def _without_boilerplate(text: str) -> str:
    """Leave out lines below the first of a paragraph that point elsewhere or give credit."""
    first, *lines = text.split("\n")
    return "\n".join([first, *(line for line in lines if not is_boilerplate(line))])


def without_titles(found: list[Block], titles: Set[str]) -> Iterator[Block]:
    """Leave out lines that are a title of the article; below the first sentence only where they stand loose."""
    begun = False
    for block in found:
        if len(block.text) < _LONGEST_HEADLINE and plain(block.text) in titles:
            if not begun or block.loose:
                continue
        else:
            begun = begun or (not block.loose and is_prose(block))
        yield block


def _without_head_lines(kept: list[Block]) -> list[Block]:
    """Drop author lines and dates near the start.

    They follow a lead at most, and no sub-heading or list; they are looked for one paragraph further on, so that a
    note that comes to stand on top of the text changes nothing below it.
    """
    found: list[Block] = []
    paragraphs = 0
    for at, block in enumerate(kept):
        if paragraphs > _MOST_BEFORE_HEAD_LINES or (paragraphs and block.tag in _INNER_TAGS):
            return found + kept[at:]
        if not _is_head_line(block):
            found.append(block)
            paragraphs += is_prose(block)
    return found


def _is_head_line(block: Block) -> bool:
    """Tell whether a line is there to name an author or a date."""
    text = block.text
    if block.is_heading or text.endswith(SENTENCE_END):
        return False
    return (len(text) < _LONGEST_HEAD_LINE and is_byline_like(text)) or is_date_line(text)


def _is_in_paragraphs(found: list[Block]) -> bool:
    """Tell whether the text is marked up as paragraphs, so that loose text between them is something else."""
    sizes = {True: 0, False: 0}
    for block in found:
        if is_prose(block):
            sizes[not block.loose] += len(block.text)
    return sizes[True] > _PARAGRAPH_SHARE * (sizes[True] + sizes[False])


def _is_long(block: Block) -> bool:
    return len(block.text) >= 120 and block.text.endswith(SENTENCE_END)


def _is_opening(block: Block, paragraphs: bool) -> bool:
    if not is_prose(block) or (paragraphs and block.loose):
        return False
    text = block.text
    is_sentence = text.endswith(SENTENCE_END) and text.count(" ") >= _LEAST_SPACES
    return is_sentence or len(text) >= 80 or not is_byline_like(text)


def _with_loose_opening(usual: list[Block], start: int) -> int:
    """Return where the text starts when long text before it, in the same or a bare box, is taken along."""
    parent = usual[start].element.getparent()
    while start > 0 and _is_long(usual[start - 1]):
        element = usual[start - 1].element
        if element is not parent and (element.attrib or element.getparent() is not parent):
            break
        start -= 1
    return start


def _with_list(usual: list[Block], start: int) -> int:
    """Return where the text starts when the items before its first, of the same list, are taken along."""
    items = usual[start].element.getparent() if usual[start].tag == "li" else None
    while items is not None and start > 0 and usual[start - 1].element.getparent() is items:
        start -= 1
    return start


def _with_introduction(usual: list[Block], start: int, places: dict[int, int]) -> int:
    """Return where the text starts when a line that introduces its first sentence is taken along."""
    while start > 0:
        before = usual[start - 1]
        if before.loose or before.link_share > 0.5 or not before.text.endswith((":", "：")):
            break
        if len(before.text) < _LEAST_INTRODUCTION or is_byline_like(before.text):
            break
        if places[id(before)] + 1 != places[id(usual[start])]:
            break
        start -= 1
    return start


def _with_heading(usual: list[Block], start: int, places: dict[int, int]) -> int:
    """Return where the text starts when sub-headings right before its first sentence are taken along."""
    parent = usual[start].element.getparent()
    while start > 0:
        before = usual[start - 1]
        if before.tag not in ("h2", "h3", "h4"):
            break
        if before.element.getparent() is not parent and not any(_is_alike(before, other) for other in usual[start:]):
            break
        if places[id(before)] + 1 != places[id(usual[start])]:
            break
        start -= 1
    return start


def _is_alike(heading: Block, other: Block) -> bool:
    """Tell whether a heading is of the make of another one."""
    return other.tag == heading.tag and other.element.get("class") == heading.element.get("class")


def is_part(block: Block, url: str) -> bool:
    """Tell whether a block can be part of a story's text: it is no link line, label or notice."""
    text = block.text
    size = len(text)
    if block.link_share > LINKED and size < _LONGEST_LINKED and not (names_source(block, url) or is_enumeration(block)):
        return False
    if block.linked and (leads_on(block, url) or invites(block) or is_call(block, url)):
        return False
    if 2 * block.bold + 4 * block.linked > block.size and is_sign_up(text):
        return False
    if is_boilerplate(text) and not (block.is_heading and is_count(text)):
        return False
    return not is_notice(text) and (size > 20 or any(map(str.isalnum, text)))
