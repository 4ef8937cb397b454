"""A tree of comment elements: which parts belong to which comment, and how deep it lies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from lxml import etree

from newscrawl.extraction.threads.roles import BUTTON, NOTHING, Role, Verdict, is_button, roles_on
from newscrawl.page import Page

__all__ = ["Node", "Part", "grow", "names_comment", "native_number", "topmost"]

_NUMBER = re.compile(r"(?:\A|[-_a-zA-Z])(\d+)\Z")
_HASH = re.compile(r"(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[a-f]*[0-9]+[a-f])[0-9a-f]{16,})\Z")
"""A digest or UUID: digits at its end are no number."""

_PERSON = re.compile(r"user|member|profil|author|people")
_NOTHING: Mapping[etree._Element, etree._Element] = {}
_LINK_TAGS = frozenset(("a", "link"))
_BUTTON_TAGS = frozenset(("a", "span"))
_HINT_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"))
_OWN_WORDS = (Role.AUTHOR, Role.DATE, Role.BODY)


class Part(NamedTuple):
    """An element of a comment and its role."""

    element: etree._Element
    verdict: Verdict
    chrome: etree._Element | None
    """The button bar or badge it lies in."""


@dataclass(slots=True, eq=False)
class Node:
    """A comment's element and the parts that are its own, not its answers'."""

    element: etree._Element
    native_id: str | None = None
    parent: Node | None = None
    depth: int = 0
    parts: dict[etree._Element, Part] = field(default_factory=dict)
    """Its elements that have a role, in page order."""

    answers: list[etree._Element] = field(default_factory=list)
    """Elements of the comments nested directly in this one."""

    links: list[etree._Element] = field(default_factory=list)
    """Its ``<a>`` and ``<link>`` elements."""

    hints: list[etree._Element] = field(default_factory=list)
    """Its headings and bold texts, where unnamed mark-up puts the author."""

    has_text: bool = False
    not_chrome: set[etree._Element] = field(default_factory=set)
    by_role: defaultdict[Role, list[Part]] = field(default_factory=lambda: defaultdict(list))

    def roles(self, *wanted: Role) -> list[Part]:
        """Return the parts of some roles that lie in no button bar, the surest first; ask when all parts are known."""
        found = [
            part
            for role in wanted
            for part in self.by_role[role]
            if part.chrome is None or part.chrome in self.not_chrome
        ]
        return sorted(found, key=_rank) if len(found) > 1 else found

    @property
    def chrome(self) -> list[etree._Element]:
        """The buttons and badges that are sure to be no text."""
        parts = self.by_role[Role.CHROME]
        return [part.element for part in parts if part.verdict.rank <= 1 and part.element not in self.not_chrome]

    def forget(self) -> None:
        """Let go of the parts, which take more memory than all the rest, when they are read."""
        for found in (self.parts, self.by_role, self.hints, self.not_chrome):
            found.clear()


def _rank(part: Part) -> int:
    return part.verdict.rank


_Place: TypeAlias = tuple[Node, etree._Element | None]
"""The comment that an element belongs to, and the button bar or badge around it."""


@lru_cache(maxsize=1024)
def native_number(value: str | None) -> str | None:
    """Return the number at the end of an id.

    >>> native_number("div-comment-417")
    '417'
    """
    found = _NUMBER.search(value) if value else None
    return found.group(1) if found and not _HASH.search(value or "") else None


def topmost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Return those of ``elements`` that lie in no other one, in the order given; each way up is gone once."""
    ordered = list(elements)
    members = set(ordered)
    inside: dict[etree._Element, bool] = {}
    tops = []
    for element in ordered:
        trail = []
        above = element.getparent()
        while above is not None and above not in inside and above not in members:
            trail.append(above)
            above = above.getparent()
        answer = above is not None and (above in members or inside[above])
        for passed in trail:
            inside[passed] = answer
        if not answer:
            tops.append(element)
    return tops


def grow(
    tops: Iterable[etree._Element], ids: Mapping[etree._Element, str | None], page: Page | None = None
) -> Iterator[Node]:
    """Make nodes of all elements that are keys of ``ids`` (their native ids) in and below ``tops``, in page order.

    Two elements for one comment (a list item and the box in it) become one node. ``page`` is the page that they are
    elements of, not copies. One pass, no recursion; a thread comes when it is whole, while what was read of it is at
    hand.
    """
    moved = _NOTHING if page is None else page.moved
    role_on = roles_on(page)
    nodes: list[Node] = []
    places: dict[etree._Element | None, _Place] = {}
    for top in tops:
        if not moved:
            yield from nodes
            nodes, places = [], {}
        for element in top.iter(etree.Element):
            place = places.get(element.getparent()) if element is not top else None
            if moved and element in moved:
                if place is not None:
                    place[0].answers.append(element)
                place = places.get(moved[element])
            if whole := element in ids:
                place = _comment_at(place, element, ids[element], nodes)
            if place is not None:
                places[element] = _add(place, element, role_on(element), whole)
    yield from nodes


def _comment_at(place: _Place | None, element: etree._Element, native_id: str | None, nodes: list[Node]) -> _Place:
    """Return the place of a comment's element, in a new node unless the one that it lies in is the same comment."""
    outer = place[0] if place is not None else None
    if place is not None and outer is not None and _same_comment(outer, native_id):
        outer.native_id = outer.native_id or native_id
        return place
    node = Node(element, native_id, outer, outer.depth + 1 if outer else 0)
    if outer is not None:
        outer.answers.append(element)
    nodes.append(node)
    return node, None


def _same_comment(outer: Node, native_id: str | None) -> bool:
    if outer.native_id is not None and native_id is not None:
        return outer.native_id == native_id
    return not outer.has_text and not outer.answers


def _add(place: _Place, element: etree._Element, verdict: Verdict, whole: bool) -> _Place:
    """Note a part of a comment; return the place of what is in it.

    The element of the ``whole`` comment can be its body, but no other part.
    """
    node, chrome = place
    tag = element.tag
    if tag in _LINK_TAGS:
        node.links.append(element)
    elif tag in _HINT_TAGS:
        node.hints.append(element)
    if not node.has_text:
        node.has_text = _prints(element, element is not node.element)
    if verdict is NOTHING:
        if whole or tag not in _BUTTON_TAGS or len(element):
            return place
        if not (is_button(element.text) or names_comment(element, node)):
            return place
        verdict = BUTTON
    role = verdict.role
    if whole and role is not Role.BODY:
        return place
    if chrome is None:
        if role is Role.CHROME:
            chrome = element
            place = node, chrome
    elif role in _OWN_WORDS and 0 < node.parts[chrome].verdict.rank >= verdict.rank:
        node.not_chrome.add(chrome)
    part = node.parts[element] = Part(element, verdict, chrome)
    node.by_role[role].append(part)
    return place


def names_comment(link: etree._Element, node: Node) -> bool:
    """Tell whether a query says the comment's own number, as links to answer or report it do."""
    href = link.get("href")
    if not href or "=" not in href or node.native_id is None:
        return False
    page, mark, behind = href.partition(f"={node.native_id}")
    if not mark or behind[:1] not in ("", "&", "#") or _PERSON.search(page):
        return False
    text = (link.text or "").strip(" #()[]")
    return text == node.native_id or not any(map(str.isdigit, text))


def _prints(element: etree._Element, behind: bool) -> bool:
    """Tell whether an element holds a text directly, or with ``behind`` stands before one."""
    text = element.text if element.tag not in ("script", "style") else None
    tail = element.tail if behind else None
    return bool((text and not text.isspace()) or (tail and not tail.isspace()))
