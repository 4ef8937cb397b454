"""The lines between headline and text: dek, author line, printed date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set

from lxml import etree

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.body import is_part
from newscrawl.extraction.boilerplate import is_boilerplate, is_byline_like, is_change_note
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.dating import has_date, is_date_line
from newscrawl.extraction.metadata import DESCRIPTION
from newscrawl.page import Page
from newscrawl.text import dashed, plain

__all__ = ["find_dek", "head_blocks"]

_SKIPPED = frozenset("nav aside figure form button script style noscript svg picture iframe select video audio".split())
_MOST_BLOCKS = 40
_STRONG_DEK = re.compile(
    r"(?<![a-z])(?:dek|deck|standfirst|stand-first|sub-?headline|sub-?title|sub-?titulo|bajada|copete|ingress|manchet|perex|"
    r"preamble|underrubrik|linha-fina|entradilla|sommario|catenaccio|occhiello|chapo|chapeau|vorspann|strapline|zajawka|anons|(?<!ad-)spot)(?![a-z])"
)
_WEAK_DEK = re.compile(
    r"(?<![a-z])(?:sub-?head(?:er|ing)?|lead|lede|leadin|lead-text|intro(?:text)?|introduction|summary|excerpt|abstract|sumario|teaser-?text|article-teaser|"
    r"description|desc|tagline)(?![a-z])"
)
_NOT_DEK = re.compile(r"image|img|figure|photo|foto|bild|caption|auth?or|media|gallery|video|newsletter|comment|card")
_NEGATED = re.compile(r"(?<![a-z])(?:no|without)[-_][a-z]+")
_SHORTEST_DEK, _LONGEST_DEK = 15, 900
_LONGEST_DATE = 60
_CLIMB = 3
_MOST_DEK_PARTS = 5
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "”", '"')


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


def find_dek(page: Page, head: Sequence[Block], body: list[Block], headlines: Set[str]) -> Iterator[Candidate]:
    """Yield standfirsts; a block of ``body`` that proves to be one is taken out of it.

    ``headlines`` are the wordings of the headline, as :func:`newscrawl.text.plain` gives them.
    """
    described = {plain(value) for name in DESCRIPTION for value in page.meta.get(name, ())[:1]}
    described = {key for key in described if len(key) > 20}
    start = plain(body[0].text)[:60] if body else ""
    usable = [block for block in head if _is_usable(block, headlines, start) and not is_change_note(block.text)]
    found = [candidate for pattern in (_STRONG_DEK, _WEAK_DEK) for candidate in _named_deks(usable, pattern)]
    found += [Candidate(block.text, "head.description") for block in usable if _is_described(block.text, described)]
    yield from found
    at = 1 if body and is_change_note(body[0].text) else 0
    if (
        not found
        and len(body) > at + 2
        and _SHORTEST_DEK <= len(body[at].text) < _LONGEST_DEK
        and _is_first_a_dek(body[at:], described)
    ):
        yield Candidate(body.pop(at).text, "body.first")
    yield from _before_byline(head, usable)
    for block in usable:
        if block.is_heading and len(block.text) >= 40 and not any(key in plain(block.text) for key in headlines if key):
            yield Candidate(block.text, "head.heading")


def _named_deks(usable: Sequence[Block], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    """Yield the text of each element that is named a standfirst, its paragraphs joined."""
    parts: dict[etree._Element, list[str]] = {}
    for block in usable:
        if (element := _dek_element(block.element, pattern)) is not None:
            parts.setdefault(element, []).append(block.text)
    for texts in parts.values():
        yield Candidate(" ".join(texts[:_MOST_DEK_PARTS]), "head.class")


def _before_byline(head: Sequence[Block], usable: Sequence[Block]) -> Iterator[Candidate]:
    """Yield a sentence that stands between headline and author line, or date where no author is named."""
    ends = [at for at, block in enumerate(head) if is_byline_like(block.text)]
    ends = ends or [at for at, block in enumerate(head) if has_date(block.text)]
    for block in head[: ends[0]] if ends else ():
        if block in usable and len(block.text) >= 60 and block.text.endswith(_SENTENCE_ENDS):
            yield Candidate(block.text, "head.sentence")


def find_lead(
    head: Sequence[Block],
    dek: str | None,
    headlines: Set[str],
    url: str,
    *,
    is_beside: Callable[[etree._Element], bool],
) -> list[Block]:
    """Return opening paragraphs that stand between headline and text container, and are no dek.

    ``url`` is the page's. ``is_beside`` tells of an element whether its name puts it beside the text. A paragraph that
    is there twice, for large and for small screens, is no opening either.
    """
    texts = [block.text for block in head]
    return [
        block
        for block in head
        if block.tag == "p"
        and (dek is None or block.text not in dek)
        and len(block.text) >= 80
        and block.text.endswith(_SENTENCE_ENDS)
        and texts.count(block.text) == 1
        and _is_usable(block, headlines, "")
        and is_part(block, url)
        and not has_dek_name(block.element)
        and not any(map(is_beside, (block.element, *block.element.iterancestors())))
    ]


def has_dek_name(element: etree._Element) -> bool:
    """Tell whether class or id of an element, or of one just above, names it a standfirst."""
    return any(_dek_element(element, pattern) is not None for pattern in (_STRONG_DEK, _WEAK_DEK))


def _dek_element(element: etree._Element, pattern: re.Pattern[str]) -> etree._Element | None:
    node: etree._Element | None = element
    for _ in range(_CLIMB):
        if node is None or node.tag in ("body", "article", "main"):
            return None
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if 1 < len(names) < 200:
            names = _NEGATED.sub("", dashed(names))
            if _NOT_DEK.search(names):
                return None
            if pattern.search(names):
                return node
        node = node.getparent()
    return None


def _is_usable(block: Block, headlines: Set[str], start: str) -> bool:
    text = block.text
    if (
        not _SHORTEST_DEK <= len(text) <= _LONGEST_DEK
        or block.link_share > 0.5
        or block.tag == "h1"
        or text.endswith(":")
    ):
        return False
    key = plain(text)
    if key in headlines or (start and key.startswith(start)):
        return False
    return not (is_boilerplate(text) or is_byline_like(text) or (len(text) < _LONGEST_DATE and is_date_line(text)))


def _is_described(text: str, described: Set[str]) -> bool:
    """Tell whether a text is the description that the metadata give, whole or cut, with or without a dateline."""
    key = plain(text)
    return any(
        key == other
        or (len(other) > 60 and (key.startswith(other[:-3]) or (other in key and len(key) < 1.3 * len(other))))
        for other in described
    )


def _is_first_a_dek(body: Sequence[Block], described: Set[str]) -> bool:
    first = body[0]
    others = [block for block in body[1:6] if not block.is_heading]
    if has_dek_name(first.element):
        return not (described and _is_styled_paragraph(first, others) and not _is_described(first.text, described))
    if not _is_described(first.text, described):
        return False
    own = first.element.get("class")
    return (
        first.is_heading
        or (first.bold_share > 0.9 and all(block.bold_share < 0.5 for block in others))
        or all(own != block.element.get("class") for block in others)
    )


def _is_styled_paragraph(first: Block, others: Sequence[Block]) -> bool:
    """Tell whether the first of the paragraphs side by side has but a weak name, as of an introduction."""
    element = first.element
    beside = any(block.tag == first.tag and block.element.getparent() is element.getparent() for block in others)
    return beside and _dek_element(element, _STRONG_DEK) is None
