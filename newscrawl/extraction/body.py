"""The text of an article: which blocks of its container belong to it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.boilerplate import is_boilerplate, is_byline_like, is_end_mark
from newscrawl.extraction.container import Prose, find_container, measure_prose
from newscrawl.extraction.noise import is_noise
from newscrawl.page import Page

__all__ = ["Body", "find_body", "plain"]

_KEPT_SHARE = 0.35
_FIGURE_TEXT = etree.XPath("boolean(.//blockquote | .//table | .//pre)")
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "”", '"', "»", "“", "’", "।", "؟", "۔", "」", ".)")


@dataclass(kw_only=True, slots=True)
class Body:
    """What was found of an article's text."""

    blocks: list[Block] = field(default_factory=list)
    container: etree._Element | None = None
    prose: Prose = field(default_factory=Prose)

    @property
    def size(self) -> int:
        """Characters of text."""
        return sum(len(block.text) for block in self.blocks)


def plain(text: str | None) -> str:
    """Return letters and digits of a text in lower case, to compare wordings.

    >>> plain("“Rice” – a story")
    'riceastory'
    """
    return "".join(filter(str.isalnum, text.lower())) if text else ""


def find_body(page: Page, *, discussion: Set[etree._Element], not_body: Set[str]) -> Body:
    """Find the article's text. ``not_body`` holds headline, dek and the like as :func:`plain` gives them."""
    prose = measure_prose(page, discussion)
    container = find_container(page, prose)
    body = Body(container=container, prose=prose)
    if container is not None:
        found = list(blocks(container, prune=_pruner(prose, discussion)))
        body.blocks = _select(found, not_body)
    return body


def _pruner(prose: Prose, discussion: Set[etree._Element]) -> Callable[[etree._Element], bool]:
    mass, limit = prose.mass, _KEPT_SHARE * prose.total

    def prune(element: etree._Element) -> bool:
        if element in discussion:
            return True
        tag = element.tag
        if tag == "figure":
            return not _FIGURE_TEXT(element)
        if tag == "table":
            return mass.get(element, 0.0) < limit
        return is_noise(element) and mass.get(element, 0.0) < limit

    return prune


def is_prose(block: Block) -> bool:
    """Tell whether a block reads as a sentence rather than as a label."""
    text = block.text
    if block.is_heading or block.link_share > 0.5:
        return False
    return len(text) >= 60 or (len(text) >= 20 and text.endswith(_SENTENCE_END))


def _select(found: list[Block], not_body: Set[str]) -> list[Block]:
    start = next((at for at, block in enumerate(found) if _is_opening(block, not_body)), None)
    if start is None:
        return []
    kept: list[Block] = []
    for block in _opening_headings(found, start, not_body) + found[start:]:
        if _is_prose_so_far(kept) and is_end_mark(block.text) and not is_prose(block):
            if (block.is_heading or block.bold_share > 0.8) and not _much_follows(found, block):
                break
            continue
        if _is_part(block, not_body):
            kept.append(block)
    while kept and _is_loose_end(kept[-1]):
        kept.pop()
    return kept


def _is_opening(block: Block, not_body: Set[str]) -> bool:
    return is_prose(block) and _is_part(block, not_body) and not (is_byline_like(block.text) and len(block.text) < 80)


def _opening_headings(found: list[Block], start: int, not_body: Set[str]) -> list[Block]:
    """Return sub-headings and short lines right before the first sentence that share its parent."""
    parent = found[start].element.getparent()
    first = start
    while first > 0:
        block = found[first - 1]
        if (
            block.tag not in ("h2", "h3", "h4")
            or block.element.getparent() is not parent
            or not _is_part(block, not_body)
        ):
            break
        first -= 1
    return found[first:start]


def _is_prose_so_far(kept: list[Block]) -> bool:
    return sum(len(block.text) for block in kept) > 200


def _much_follows(found: list[Block], block: Block) -> bool:
    at = next(i for i, other in enumerate(found) if other is block)
    before = sum(len(b.text) for b in found[:at] if is_prose(b))
    after = sum(len(b.text) for b in found[at + 1 :] if is_prose(b))
    return after > 0.5 * before


def _is_part(block: Block, not_body: Set[str]) -> bool:
    text = block.text
    size = len(text)
    if block.link_share > 0.8 and size < 250:
        return False
    if is_boilerplate(text):
        return False
    return not (size < 600 and plain(text) in not_body) and any(map(str.isalnum, text))


def _is_loose_end(block: Block) -> bool:
    return block.is_heading or (block.link_share > 0.5 and len(block.text) < 120)
