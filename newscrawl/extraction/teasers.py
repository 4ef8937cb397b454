"""Telling teasers from a story: whether the headings above a page's text lead to other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.blocks import Block, is_prose
from newscrawl.extraction.body import Body
from newscrawl.extraction.regions import Regions
from newscrawl.extraction.story_links import StoryLink, story_links
from newscrawl.extraction.threads.pieces import holds
from newscrawl.page import Page
from newscrawl.urls import same_site

__all__ = ["shows_teasers"]

_HEADLINE_LETTERS = 15
_SHORT_TEASER, _LONG_TEASER = 400, 700
_OWN_SHARE = 0.25


@dataclass(slots=True)
class _Group:
    """Text behind one heading; no link where the heading is the page's own, or there is none."""

    link: StoryLink | None = None
    own: bool = False
    letters: int = 0
    blocks: list[etree._Element] = field(default_factory=list)


def shows_teasers(page: Page, body: Body, headline: etree._Element | None) -> bool:
    """Tell whether the text of a page is that of teasers rather than of one story.

    Text belongs to the heading or headline-like link before it. Teasers stand behind links that lead elsewhere in the
    site; a story stands behind its own headline, and a link or two inside it do not make it a list.
    """
    place = {element: at for at, element in enumerate(page.elements)}
    prose = [block for block in body.all_blocks if is_prose(block) and block.element in place]
    links = _story_heads(page, body, prose, headline)
    heads = [(place[link.anchor], _Group(link=link)) for link in links]
    if headline is not None:
        heads.append((place[headline], _Group(own=True)))
    groups = _groups(prose, heads, place)
    led = [group for group in groups if group.link is not None]
    if not led:
        return False
    total = sum(group.letters for group in groups)
    if 2 * sum(group.letters for group in groups if group.own) > total:
        return False
    average = sum(group.letters for group in led) / len(led)
    first = groups[0]
    if first.link is None:
        return len(led) > 2 and first.letters < _OWN_SHARE * total and average < _SHORT_TEASER
    if headline is not None and place[headline] < place[first.blocks[0]]:
        lone = first.link.heading and len(groups) == 1 and _is_card(first, links)
        return (len(led) > 1 or lone) and average < _SHORT_TEASER
    if len(led) > 1:
        return average < _LONG_TEASER or all(group.link is not None and group.link.heading for group in led)
    return first.link.heading and average < _LONG_TEASER and _is_card(first, links)


def _story_heads(page: Page, body: Body, prose: Sequence[Block], headline: etree._Element | None) -> list[StoryLink]:
    """Return links that look like headlines of other stories of the site and are no part of the text."""
    texts = {block.element: block.text for block in prose}
    found = []
    for link in story_links(page, Regions(page, body.prose.discussion)):
        if link.own or not same_site(page.url, link.url) or holds(link.anchor, headline):
            continue
        if not link.heading and len(link.text) < _HEADLINE_LETTERS:
            continue
        around = next((texts[above] for above in link.anchor.iterancestors() if above in texts), None)
        if around is None or around.startswith(f"{link.text}\n"):
            found.append(link)
    return found


def _groups(
    prose: Sequence[Block], heads: list[tuple[int, _Group]], place: Mapping[etree._Element, int]
) -> list[_Group]:
    """Return the text by the heading before it, in page order; headings without text are left out."""
    heads.sort(key=lambda head: head[0])
    current = _Group()
    groups: dict[int, _Group] = {}
    at = 0
    for block in sorted(prose, key=lambda block: place[block.element]):
        first, last = place[block.element], place[_last_of(block.element)]
        while at < len(heads) and (heads[at][0] <= first or (heads[at][0] <= last and "\n" in block.text)):
            current = heads[at][1]
            at += 1
        current.letters += len(block.text)
        current.blocks.append(block.element)
        groups[id(current)] = current
    return list(groups.values())


def _last_of(element: etree._Element) -> etree._Element:
    last: etree._Element | None = element
    while last is not None:
        element = last
        last = next(element.iterchildren(reversed=True), None)
    return element


def _is_card(group: _Group, links: Sequence[StoryLink]) -> bool:
    """Tell whether the smallest element around a heading and its text holds no other story."""
    if group.link is None:
        return False
    around = {group.link.anchor, *group.link.anchor.iterancestors()}
    shared = next((above for above in group.blocks[0].iterancestors() if above in around), None)
    if shared is None or shared.tag in ("body", "html"):
        return False
    return not any(
        link.url != group.link.url and any(above is shared for above in link.anchor.iterancestors()) for link in links
    )
