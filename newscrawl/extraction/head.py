"""The lines between headline and text: dek, author line, printed date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from lxml import etree

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.boilerplate import is_boilerplate, is_byline_like
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.metadata import DESCRIPTION
from newscrawl.page import Page
from newscrawl.text import plain

__all__ = ["find_dek", "head_blocks"]

_SKIPPED = frozenset(
    "nav aside figure form button script style noscript svg picture iframe ul ol select video audio".split()
)
_MOST_BLOCKS = 40
_DEK_NAME = re.compile(
    r"(?<![a-z])(?:dek|deck|standfirst|stand-first|sub-?head(?:line|er|ing)?|sub-?title|sub-?titulo|lead|lede|leadin|lead-text|intro|introduction|"
    r"summary|excerpt|abstract|chapo|chapeau|sommario|occhiello|catenaccio|entradilla|bajada|bajad[ao]|copete|ingress|"
    r"manchet|perex|vorspann|teaser-?text|article-teaser|description|desc|preamble|underrubrik|linha-fina|sumario|tagline|strapline|anons|zajawka)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_DEK = 900
_CLIMB = 3


def head_blocks(headline: etree._Element, body: Sequence[Block], discussion: Set[etree._Element]) -> Iterator[Block]:
    """Yield the blocks behind the headline up to the first of the body."""
    own = {block.element for block in body}

    def prune(element: etree._Element) -> bool:
        return element.tag in _SKIPPED or element in discussion or element.get("aria-hidden") == "true"

    node: etree._Element | None = headline
    count = 0
    while node is not None and node.tag != "body":
        for sibling in node.itersiblings():
            if not isinstance(sibling.tag, str) or prune(sibling):
                continue
            for block in blocks(sibling, prune=prune):
                if block.element in own:
                    return
                yield block
                count += 1
                if count >= _MOST_BLOCKS:
                    return
        node = node.getparent()


def find_dek(page: Page, head: Sequence[Block], body: list[Block], headline: str) -> Iterator[Candidate]:
    """Yield standfirsts; a block of ``body`` that proves to be one is taken out of it."""
    described = {plain(value) for name in DESCRIPTION for value in page.meta.get(name, ())[:1]}
    described = {key for key in described if len(key) > 20}
    start = plain(body[0].text)[:60] if body else ""
    usable = [block for block in head if _is_usable(block, headline, start)]
    for block in usable:
        if has_dek_name(block.element):
            yield Candidate(block.text, "head.class")
    for block in usable:
        if _is_described(block.text, described):
            yield Candidate(block.text, "head.description")
    if len(body) > 2 and len(body[0].text) < _LONGEST_DEK and _is_first_a_dek(body, described):
        yield Candidate(body.pop(0).text, "body.first")
    for block in usable:
        if block.is_heading and len(block.text) >= 40:
            yield Candidate(block.text, "head.heading")


def find_lead(head: Sequence[Block], dek: str | None, headline: str) -> list[Block]:
    """Return opening paragraphs that stand between headline and text container, and are no dek."""
    return [
        block
        for block in head
        if block.tag == "p"
        and block.text != dek
        and len(block.text) >= 80
        and block.text.endswith((".", "?", "!", "…", "。", "”", '"'))
        and _is_usable(block, headline, "")
        and not has_dek_name(block.element)
    ]


def has_dek_name(element: etree._Element) -> bool:
    """Tell whether class or id of an element, or of one just above, names it a standfirst."""
    node: etree._Element | None = element
    for _ in range(_CLIMB):
        if node is None or node.tag in ("body", "article", "main"):
            return False
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if len(names) > 1 and len(names) < 200 and _DEK_NAME.search(_CAMEL.sub("-", names).lower()):
            return True
        node = node.getparent()
    return False


def _is_usable(block: Block, headline: str, start: str) -> bool:
    text = block.text
    if not 15 <= len(text) <= _LONGEST_DEK or block.link_share > 0.5 or block.tag == "h1":
        return False
    key = plain(text)
    if key == headline or (start and key.startswith(start)):
        return False
    return not is_boilerplate(text) and not is_byline_like(text)


def _is_described(text: str, described: Set[str]) -> bool:
    key = plain(text)
    return any(key == other or (len(other) > 60 and key.startswith(other[:-3])) for other in described)


def _is_first_a_dek(body: Sequence[Block], described: Set[str]) -> bool:
    first = body[0]
    if has_dek_name(first.element):
        return True
    if not _is_described(first.text, described):
        return False
    others = [block for block in body[1:6] if not block.is_heading]
    own = first.element.get("class")
    return (
        first.is_heading
        or (first.bold_share > 0.9 and all(block.bold_share < 0.5 for block in others))
        or (bool(own) and all(own != block.element.get("class") for block in others))
    )
