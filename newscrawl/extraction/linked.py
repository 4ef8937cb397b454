"""Which blocks of links are part of a text, and which lines lead to links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lxml import etree

from newscrawl.extraction.blocks import HEADING_TAGS, SENTENCE_END, Block
from newscrawl.urls import absolute, same_site

__all__ = [
    "LINKED",
    "invites",
    "is_enumeration",
    "leads_on",
    "names_source",
    "without_bare_headings",
    "without_lead_ins",
    "without_link_lists",
]

LINKED = 0.8
"""Share of linked text from which on a block is a link."""

_LEAST_LEAD_IN, _LONGEST_LEAD_IN, _LONGEST_BOLD_LEAD_IN = 5, 60, 120
_LONGEST_DASHED, _LEAST_HEADLINE = 30, 20
_DASHES = ("-", "–", "—", "|", "»", "›", "►", "▶", ">", "→")
_LONGEST_NAME = 25
_BOLD = 0.9
_LONGEST_LINKED, _SLACK = 250, 4
_LINKED_ITEM, _LONGEST_ITEM = 0.55, 150
_LONGEST_INVITATION = 400
_CHANNEL = re.compile(
    r"//(?:www\.)?(?:whatsapp\.com/channel/|chat\.whatsapp\.com/|news\.google\.com/(?:publications|s)/|"
    r"(?:t|telegram)\.me/(?:joinchat/|\+))"
)
"""Addresses of channels in messengers and of papers in collections of news, which no source of a story has."""


def without_link_lists(usual: list[Block]) -> list[Block]:
    """Leave out lists each of whose items is short and for the most part a link."""
    lists = {
        block.element.getparent()
        for block in usual
        if block.tag == "li" and (block.link_share <= _LINKED_ITEM or len(block.text) >= _LONGEST_ITEM)
    }
    return [block for block in usual if block.tag != "li" or block.element.getparent() in lists]


def without_lead_ins(usual: list[Block], found: list[Block]) -> list[Block]:
    """Leave out lines that lead to a link that is no part of the text: with a colon, or in bold to a list of links."""
    kept = set(map(id, usual))
    lists = {None, *map(_list_of, usual)}
    leading = {
        id(block)
        for block, after in pairwise(found)
        if after.linked
        and id(after) not in kept
        and after.link_share > LINKED
        and (block.text.endswith((":", "：")) or (_is_label(block) and _list_of(after) not in lists))
    }
    return [
        block
        for block in usual
        if id(block) not in leading
        or block.is_heading
        or len(block.text) >= (_LONGEST_BOLD_LEAD_IN if block.bold_share > _BOLD else _LONGEST_LEAD_IN)
    ]


def _is_label(block: Block) -> bool:
    return block.bold > 0 and block.bold_share > _BOLD and not block.text.endswith(SENTENCE_END)


def _list_of(item: Block) -> etree._Element | None:
    """Return the list of an item, or of a paragraph that is one."""
    element = item.element if item.tag == "li" else item.element.getparent()
    return element.getparent() if element is not None and element.tag == "li" else None


def without_bare_headings(usual: list[Block], places: Mapping[int, int], found: Sequence[Block]) -> list[Block]:
    """Leave out headings of links that are no part of the text. ``places`` are those of blocks in ``found``, by id."""
    bare = set()
    headings = [at for at, block in enumerate(usual) if block.element.tag in HEADING_TAGS]
    for at, after in pairwise(headings):
        if after == at + 1 and usual[after].tag <= usual[at].tag:
            between = found[places[id(usual[at])] + 1 : places[id(usual[after])]]
            if between and all(block.link_share > LINKED for block in between):
                bare.add(at)
    return [block for at, block in enumerate(usual) if at not in bare] if bare else usual


def names_source(block: Block, url: str) -> bool:
    """Tell whether a paragraph is a few words and a link to another site, as to a document that the text is about."""
    if block.tag != "p" or len(block.text) - block.linked < _LEAST_LEAD_IN:
        return False
    links = [link.get("href") or "" for link in block.element.iter("a")]
    return all(link.startswith(("http://", "https://")) and not same_site(url, link) for link in links)


def leads_on(block: Block, url: str) -> bool:
    """Tell whether a paragraph is a few words, a colon or dash and a link to another story of the site."""
    told = block.size - block.linked
    if block.tag != "p" or not block.linked or told > _LONGEST_LEAD_IN or len(block.text) > _LONGEST_LINKED:
        return False
    rest = block.text.partition(":")[2]
    if not 0.5 * block.linked < len(rest) <= block.linked + _SLACK and not _has_lead_in(block, told):
        return False
    links = list(block.element.iter("a"))
    return (
        len(links) == 1 and (target := absolute(url, links[0].get("href") or "")) is not None and same_site(url, target)
    )


def invites(block: Block) -> bool:
    """Tell whether a paragraph of at most a few sentences links where readers can follow the paper."""
    if not block.linked or len(block.text) > _LONGEST_INVITATION:
        return False
    return any(_CHANNEL.search(link.get("href") or "") for link in block.element.iter("a"))


def _has_lead_in(block: Block, told: int) -> bool:
    """Tell whether few words and a dash stand before a link as long as a headline, with which the paragraph ends."""
    if told > _LONGEST_DASHED or block.linked < _LEAST_HEADLINE:
        return False
    lead = block.text[:told].rstrip()
    return len(lead) >= _LEAST_LEAD_IN and lead.endswith(_DASHES)


def is_enumeration(block: Block) -> bool:
    """Tell whether a paragraph enumerates names, as of places or people, each of which is a link."""
    if block.tag != "p" or block.link_share == 1.0:
        return False
    links = list(block.element.iter("a"))
    parted = sum(_parts_names((link.tail or "").lstrip()[:1]) for link in links)
    return 1 < len(links) <= parted + 1 and all(len(link.text or "") < _LONGEST_NAME for link in links)


def _parts_names(sign: str) -> bool:
    return sign != "" and (sign in ",;:(、，；：" or sign.isalpha())
