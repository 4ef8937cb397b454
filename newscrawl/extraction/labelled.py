"""Boxes in the container of an article that their first line or their wording tells from its text."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, takewhile

from lxml import etree

from newscrawl.extraction.blocks import HEADING_TAGS, Block, is_prose
from newscrawl.extraction.boilerplate import is_boilerplate, is_end_mark
from newscrawl.extraction.linked import LINKED
from newscrawl.extraction.notes import calls
from newscrawl.text import plain
from newscrawl.urls import absolute, article_key, same_site

__all__ = ["without_boxes", "without_repeated"]

_LONGEST_LABEL = 60
_MOST_IN_BOX = 0.3
_FEWEST_TEASERS, _LONGEST_TEASER = 2, 400
_MOST_BLURBS, _MOST_IN_BLURBS, _MOST_LINES = 2, 0.2, 4
_LEAST_HEADLINE = 20
_LEAST_REPEATED = 15
_FACTS = re.compile(
    r"\W*(?:(?:key|fast|quick|just the) (?:facts|figures|points|takeaways|numbers)|the facts|facts?(?: ?(?:box|file|s))?|at a glance|in (?:brief|numbers|short)|"
    r"fakta(?:ruta|boks)?|fakten(?:box)?|zahlen und fakten|daten und fakten|auf einen blick|zur person|steckbrief|infobox|"
    r"(?:les )?(?:chiffres|points|dates) clés|repères|en (?:bref|chiffres)|(?:las )?claves|en (?:cifras|breve)|(?:la )?scheda|in (?:breve|cifre)|in het kort|w skrócie|"
    r"why (?:you can |to )?trust\b.{0,40}|how we (?:test|review|rate)\b.{0,20})\s*[:：]?\s*"
)
"""Labels of boxes beside a story: with facts, or about how the paper works."""
_STYLE = re.compile(r"(?<!\S)(?!(?:wp-)?block-?quote(?:-is-layout-\w+)?(?!\S)|is-layout-|has-text-)\S")
"""A class that says more than that it is a quotation."""


def without_boxes(found: list[Block], url: str) -> list[Block]:
    """Leave out boxes of an article's container that their first line tells from its text. ``url`` is the page's."""
    parents = [block.element.getparent() for block in found]
    starts = [at for at in range(1, len(found)) if parents[at] is not parents[at - 1]]
    labels = [at for at in starts if _is_label(found[at])]
    linked = [
        at
        for at in range(1, len(found))
        if found[at].linked
        and found[at].link_share > LINKED
        and (parents[at] is not parents[at - 1] or _is_box(found[at]))
    ]
    heads = [at for at in linked if _is_other_headline(found[at], url)]
    dropped = (_labelled(found, labels) if labels else set()) | (_teasers(found, heads) if heads else set())
    dropped |= _blurbs(found, linked, heads) if linked else set()
    for at in starts:
        if found[at].is_heading:
            dropped.update(_appeal(found, at))
    return [block for at, block in enumerate(found) if at not in dropped] if dropped else found


def _labelled(found: Sequence[Block], labels: Sequence[int]) -> set[int]:
    """Return what stands in boxes that start with a label of what is no part of a story, and hold little."""
    total = sum(len(block.text) for block in found)
    dropped: set[int] = set()
    for at in labels:
        if at not in dropped:
            inside = _box(found, at)
            if len(inside) > 1 and sum(len(found[i].text) for i in inside) < _MOST_IN_BOX * total:
                dropped.update(inside)
    return dropped


def _teasers(found: Sequence[Block], heads: Sequence[int]) -> set[int]:
    """Return what stands in boxes below the text that start with a heading that leads elsewhere in the site.

    One alone is no list of teasers, nor are long ones, those of several paragraphs or those that hold half of the text.
    """
    if len(heads) < _FEWEST_TEASERS:
        return set()
    inside = {i for at in heads for i in _box(found, at)}
    last = max((at for at, block in enumerate(found) if at not in inside and is_prose(block)), default=0)
    below = {at for at in inside if at > last}
    size = sum(len(found[at].text) for at in below)
    teasers = len(below.intersection(heads))
    if 2 * size >= sum(len(block.text) for block in found) or size > _LONGEST_TEASER * teasers:
        return set()
    return below if sum(is_prose(found[at]) for at in below) <= teasers else set()


def _blurbs(found: Sequence[Block], linked: Sequence[int], heads: Sequence[int]) -> set[int]:
    """Return what stands in small boxes between paragraphs that tell in a sentence of what they lead to.

    They start with a linked line, be it a heading, and end with another one or start with a heading that leads
    elsewhere in the site. More than a few are a list that is the text.
    """
    boxes = [inside for at in linked if _starts_blurb(found, at) and _is_blurb(found, inside := _box(found, at), heads)]
    size = sum(len(found[at].text) for inside in boxes for at in inside)
    if len(boxes) > _MOST_BLURBS or size > _MOST_IN_BLURBS * sum(len(block.text) for block in found):
        return set()
    return {at for inside in boxes for at in inside}


def _appeal(found: Sequence[Block], at: int) -> list[int]:
    """Return what stands in a small box that starts with a heading and calls the reader to do something.

    That is a line that links to where to subscribe or give, or an address to write to below a question.
    """
    asks = found[at].text.endswith("?")
    if not any(block.linked and (asks or _links_call(block)) for block in found[at + 1 : at + _MOST_LINES]):
        return []
    inside = _box(found, at)
    if not 1 < len(inside) <= _MOST_LINES:
        return []
    links = chain.from_iterable(found[i].element.iter("a") for i in inside if found[i].linked)
    is_appeal = any(_links_call(found[i]) for i in inside) or (
        asks and any((link.get("href") or "").startswith("mailto:") for link in links)
    )
    return inside if is_appeal else []


def _links_call(block: Block) -> bool:
    return block.link_share > LINKED and calls(block.text)


def _starts_blurb(found: Sequence[Block], at: int) -> bool:
    """Tell whether a sentence follows a line at once: cheap, before the box is looked for."""
    return at + 1 < len(found) and is_prose(found[at + 1]) and len(found[at + 1].text) < _LONGEST_TEASER


def _is_blurb(found: Sequence[Block], inside: Sequence[int], heads: Sequence[int]) -> bool:
    if not 1 < len(inside) <= _MOST_LINES or sum(is_prose(found[at]) for at in inside) > 1:
        return False
    return inside[0] in heads or (len(inside) > 2 and found[inside[-1]].link_share > LINKED)


def _is_label(block: Block) -> bool:
    if len(block.text) > _LONGEST_LABEL:
        return False
    if is_end_mark(block.text) or (block.is_heading and is_boilerplate(block.text)):
        return True
    return _FACTS.fullmatch(block.text.lower()) is not None and not _heads_section(block)


def _heads_section(block: Block) -> bool:
    """Tell whether a block is the heading of a part of the text: what it stands in has no name that could style it."""
    parent = block.element.getparent()
    return block.tag in HEADING_TAGS and parent is not None and not parent.attrib


def _is_other_headline(block: Block, url: str) -> bool:
    """Tell whether a block is a heading that leads to another page of the site."""
    if block.link_share <= LINKED or not block.is_heading or len(block.text) < _LEAST_HEADLINE:
        return False
    heading = block.element if block.tag in HEADING_TAGS else block.element.getparent()
    link = next(heading.iter("a"), None) if heading is not None else None
    target = absolute(url, link.get("href") or "") if link is not None else None
    return target is not None and same_site(url, target) and article_key(target) != article_key(url)


def _is_box(block: Block) -> bool:
    """Tell whether a line stands in a box right away, in no paragraph."""
    return block.tag in ("div", "section")


def _box(found: Sequence[Block], at: int) -> list[int]:
    """Return the places of the blocks in the greatest element that starts with one and does not hold the one before."""
    before = {found[at - 1].element, *found[at - 1].element.iterancestors()}
    box = None
    first = found[at].element
    for above in (first, *first.iterancestors()) if _is_box(found[at]) else first.iterancestors():
        if above in before:
            break
        box = above
    if box is None:
        return []
    places = range(at, len(found))
    return [*takewhile(lambda i: box in (found[i].element, *found[i].element.iterancestors()), places)]


def without_repeated(kept: list[Block], quoted: Mapping[etree._Element, etree._Element]) -> list[Block]:
    """Leave out quotations, with the names below them, that repeat words of the text in a box or style of their own.

    ``quoted`` tells of elements the quotation that they stand in.
    """
    longest: dict[etree._Element, str] = {}
    for block in kept:
        if (quote := quoted.get(block.element)) is not None:
            longest[quote] = max(longest.get(quote, ""), block.text, key=len)
    if not longest:
        return kept
    others = [block for block in kept if block.element not in quoted]
    homes = {block.element.getparent() for block in others}
    text = "|".join(plain(block.text) for block in others)
    repeated = {
        quote
        for quote, words in longest.items()
        if len(words) >= _LEAST_REPEATED
        and (_STYLE.search(quote.get("class", "")) or quote.getparent() not in homes)
        and plain(words) in text
    }
    return [block for block in kept if quoted.get(block.element) not in repeated]
