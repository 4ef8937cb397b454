"""A tree of comment elements: which parts belong to which comment, and how deep it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.threads.roles import BUTTON, NOTHING, Role, Verdict, is_button, role_of

__all__ = ["Node", "Part", "grow", "native_number", "topmost"]

_NUMBER = re.compile(r"(?:\A|[-_a-z])(\d+)\Z", re.IGNORECASE)
_NOTHING: Mapping[etree._Element, etree._Element] = {}
_BUTTON_TAGS = frozenset(("a", "span"))
_HINT_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"))


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
    parts: list[Part] = field(default_factory=list)
    answers: list[etree._Element] = field(default_factory=list)
    """Elements of the comments nested directly in this one."""

    links: list[etree._Element] = field(default_factory=list)
    """Its ``<a>`` and ``<link>`` elements."""

    hints: list[etree._Element] = field(default_factory=list)
    """Its headings and bold texts, where unnamed mark-up puts the author."""

    has_text: bool = False
    not_chrome: set[etree._Element] = field(default_factory=set)
    _sorted: dict[Role, list[Part]] | None = None

    def roles(self, *wanted: Role) -> list[Part]:
        """Return the parts of some roles that lie in no button bar, the surest first; ask when all parts are known."""
        if self._sorted is None:
            self._sorted = {}
            for part in self.parts:
                if part.chrome is None or part.chrome in self.not_chrome:
                    self._sorted.setdefault(part.verdict.role, []).append(part)
        found = [part for role in wanted for part in self._sorted.get(role, ())]
        return sorted(found, key=_rank) if len(found) > 1 else found


def _rank(part: Part) -> int:
    return part.verdict.rank


def native_number(value: str | None) -> str | None:
    """Return the number at the end of an id.

    >>> native_number("div-comment-417")
    '417'
    """
    found = _NUMBER.search(value) if value else None
    return found.group(1) if found else None


def topmost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Return those of ``elements`` that lie in no other one, in the order given."""
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
    tops: Iterable[etree._Element],
    ids: Mapping[etree._Element, str | None],
    moved: Mapping[etree._Element, etree._Element] = _NOTHING,
) -> list[Node]:
    """Make nodes of all elements that are keys of ``ids`` (their native ids) in and below ``tops``, in page order.

    Two elements for one comment (a list item and the box in it) become one node. ``moved`` is :attr:`Page.moved`. One
    pass, no recursion.
    """
    nodes: list[Node] = []
    owners: dict[etree._Element | None, Node] = {}
    chromes: dict[etree._Element | None, etree._Element] = {}
    for top in tops:
        for element in top.iter(etree.Element):
            above = element.getparent() if element is not top else None
            owner = owners.get(above)
            if moved and element in moved:
                if owner is not None:
                    owner.answers.append(element)
                above = moved[element]
                owner = owners.get(above)
            if element in ids and not (owner is not None and _same_comment(owner, ids[element])):
                node = Node(element, ids[element], owner, owner.depth + 1 if owner else 0)
                if owner is not None:
                    owner.answers.append(element)
                nodes.append(node)
                owners[element] = node
                _add(node, element, None, chromes, True)
            elif owner is not None:
                whole = element in ids
                if whole:
                    owner.native_id = owner.native_id or ids[element]
                owners[element] = owner
                _add(owner, element, chromes.get(above), chromes, whole)
    return nodes


def _same_comment(outer: Node, native_id: str | None) -> bool:
    if outer.native_id is not None and native_id is not None:
        return outer.native_id == native_id
    return not outer.has_text and not outer.answers


def _add(
    node: Node,
    element: etree._Element,
    chrome: etree._Element | None,
    chromes: dict[etree._Element | None, etree._Element],
    whole: bool = False,
) -> None:
    """Note a part of a comment; the element of the ``whole`` comment can be its body, but no other part."""
    tag = element.tag
    if tag in ("a", "link"):
        node.links.append(element)
    elif tag in _HINT_TAGS:
        node.hints.append(element)
    verdict = role_of(element)
    role = verdict.role
    if role is Role.NONE and tag in _BUTTON_TAGS and not len(element) and is_button(element.text):
        verdict, role = BUTTON, Role.CHROME
    if whole and role is not Role.BODY:
        verdict, role = NOTHING, Role.NONE
    if chrome is None and role is Role.CHROME:
        chrome = element
    if chrome is not None:
        chromes[element] = chrome
        rank = role_of(chrome).rank
        if rank > 0 and verdict.rank <= rank and role in (Role.AUTHOR, Role.DATE, Role.BODY):
            node.not_chrome.add(chrome)
    if role is not Role.NONE:
        node.parts.append(Part(element, verdict, chrome))
    if not node.has_text:
        text = element.text if tag not in ("script", "style") else None
        tail = element.tail if element is not node.element else None
        node.has_text = bool((text and not text.isspace()) or (tail and not tail.isspace()))
