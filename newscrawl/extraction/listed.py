"""The text of stories without a sentence: results, programmes, price lists, collections of headings."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain, islice

from lxml import etree

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.body import Body, is_part, without_titles
from newscrawl.extraction.container import Prose, is_body_element
from newscrawl.extraction.endings import is_end
from newscrawl.extraction.noise import PRUNED_TAGS
from newscrawl.page import Page

__all__ = ["listed_blocks"]

_LEAST_TEXT = 40
_MOST_LINKED = 0.5
_MOST_NAMED = 20


def listed_blocks(body: Body, page: Page, *, not_body: Set[str]) -> list[Block]:
    """Return the text of a page that holds no prose, or none but a notice that asks for consent; else that of ``body``.

    It is what stands in the element that the page names as the article's text, whatever it looks like, or around the
    headline.
    """
    prose, container = body.prose, body.container
    if body.blocks and not (prose.is_doubtful and container is not None and prose.is_notice(container)):
        return body.blocks
    boxes = islice(_named(page, prose), _MOST_NAMED)
    articles = () if prose.headline is None else prose.headline.iterancestors("article")
    prose.believe_names()
    return next(filter(None, (_text(box, page, prose, not_body) for box in chain(boxes, articles))), [])


def _named(page: Page, prose: Prose) -> Iterator[etree._Element]:
    """Yield the elements that are named as an article's text and stand in nothing that is beside it."""
    for element in page.elements:
        if is_body_element(element) and not any(map(prose.is_named_beside, (element, *element.iterancestors()))):
            yield element


def _text(container: etree._Element, page: Page, prose: Prose, not_body: Set[str]) -> list[Block]:
    """Return the lines of an element, none where they are few or links."""

    def prune(element: etree._Element) -> bool:
        return element.tag in PRUNED_TAGS or element in prose.discussion or prose.is_named_beside(element)

    found = [*blocks(container, prune=prune)]
    if prose.headline is not None:
        at = next((at for at, block in enumerate(found) if block.element is prose.headline), -1)
        found = found[at + 1 :]
    kept = [block for block in without_titles(found, not_body) if is_part(block, page.url)]
    kept = kept[: next((at for at, _ in enumerate(kept) if is_end(kept, at)), len(kept))]
    size = sum(len(block.text) for block in kept)
    linked = sum(block.link_share * len(block.text) for block in kept)
    return kept if size >= _LEAST_TEXT and linked <= _MOST_LINKED * size else []
