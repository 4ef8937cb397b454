"""Reading one comment: its author, time, text and address, from the roles of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.threads.answers import reply_line
from newscrawl.extraction.threads.commenter import guessed_commenter, named_commenter
from newscrawl.extraction.threads.names import is_by, is_place, is_says
from newscrawl.extraction.threads.nodes import Node, native_number
from newscrawl.extraction.threads.pieces import (
    common_ancestor,
    holds,
    holds_text,
    inside,
    is_within,
    own_text,
    text_pieces,
    web_link,
)
from newscrawl.extraction.threads.posted import posted_at
from newscrawl.extraction.threads.roles import BUTTON, Role
from newscrawl.page import Page
from newscrawl.text import INLINE_TAGS, clean

__all__ = ["Reading", "read"]

_RANK = re.compile(r"user|member|rank", re.IGNORECASE)
_TITLE = re.compile(r"title|subject|headline|betreff|titel", re.IGNORECASE)
_TITLE_MAX = 160
_SIGNS = re.compile(r"[\s):.|–—-]*")
_TEXT_BOXES = frozenset(("p", "div", "blockquote", "td", "dd", "ul", "ol"))
_HEADER_MAX = 200
"""Longer elements named after the author or the time hold the comment's text as well."""

_HEADER_REST = 40
_FOLDED = 3
"""Most levels that answers lie below the element that folds them away."""

_BAR_REST = 24
"""Most letters that stand beside name and time in a line of their own (``commented``)."""


class Header(NamedTuple):
    """The element around name and time, and what it says besides them."""

    element: etree._Element
    rest: str


@dataclass
class Reading:
    """What a comment's own parts say."""

    node: Node
    author: str | None = None
    author_url: str | None = None
    author_element: etree._Element | None = None
    date: str | None = None
    date_raw: str | None = None
    date_element: etree._Element | None = None
    body: etree._Element | None = None
    body_skip: tuple[etree._Element, ...] = ()
    """Elements inside ``body`` that are no part of the text."""

    body_lead: str = ""
    title: str = ""
    """Heading above the text that the reader gave it."""

    permalink: str | None = None

    @cached_property
    def reply_lines(self) -> list[etree._Element]:
        """What says that another comment is answered."""
        return [line for link in self.node.links if (line := reply_line(link)) is not None]

    @property
    def marks(self) -> list[etree._Element]:
        """The elements of name and time."""
        return [element for element in (self.author_element, self.date_element) if element is not None]

    @cached_property
    def header(self) -> Header | None:
        """The line of name and time; ``None`` where it holds other text as well."""
        name, time, node = self.author_element, self.date_element, self.node
        if name is None or time is None:
            return None
        around = common_ancestor(name, time)
        if around is node.element:
            around = name.getparent()
        if around is None or around is node.element:
            return None
        rest = own_text(around, {name, time, *node.answers, *self.reply_lines} - {around})
        if time is around:
            rest = " ".join(rest.replace(self.date_raw or "", "", 1).split())
        return Header(around, rest) if len(rest) <= _HEADER_REST else None


def read(node: Node, page: Page) -> Reading:
    """Read a comment."""
    reading = Reading(node)
    author = named_commenter(node, page)
    posted = posted_at(node, author.element if author is not None else None)
    if author is None:
        author = guessed_commenter(node, page, posted)
    if author is not None:
        reading.author, reading.author_url, reading.author_element = author
    if posted is not None:
        reading.date, reading.date_raw, reading.date_element = posted
    _read_body(node, reading)
    reading.permalink = _permalink(node, page)
    return reading


def _permalink(node: Node, page: Page) -> str | None:
    """Return the address that the comment gives for itself, or that its ``id`` makes on this page."""
    anchor = node.element.get("id")
    here = page.url.partition("#")[0]
    for link in node.links:
        href = link.get("href") or ""
        fragment = href.partition("#")[2]
        if fragment and (fragment == anchor or (node.native_id and native_number(fragment) == node.native_id)):
            return f"{here}#{fragment}" if href[0] == "#" else web_link(page, href)
    return f"{here}#{anchor}" if anchor and node.native_id else None


def _read_body(node: Node, reading: Reading) -> None:
    for body, mixed in _bodies(node, reading.marks):
        skip = _mixed_in(node, body, reading, reading.header) if mixed else _chrome_in(node, body, reading)
        if holds_text(body, skip) or next(body.iter("img"), None) is not None:
            reading.body, reading.body_skip = body, skip
            if mixed:
                reading.body_lead = _lead(body, reading)
            elif node.hints:
                reading.title = _title(node, body, reading)
            return
    body = reading.body = node.element
    reading.body_skip = _mixed_in(node, body, reading, reading.header)
    if reading.header is not None and not own_text(body, set(reading.body_skip)):
        reading.body_skip = _mixed_in(node, body, reading, None)
    reading.body_lead = _lead(body, reading)


def _title(node: Node, body: etree._Element, reading: Reading) -> str:
    """Return the heading of a comment, which stands in neither its header nor its text."""
    for hint in node.hints:
        if hint.tag in ("b", "strong") and not _TITLE.search(hint.get("class") or ""):
            continue
        if _RANK.search(hint.get("class") or "") or hint.find(".//a[@href]") is not None:
            continue  # forums and Drupal make titles of their own, which lead to the comment
        marks = [*reading.marks, reading.header.element] if reading.header is not None else reading.marks
        if any(mark is hint or inside(mark, hint) or inside(hint, mark) for mark in marks):
            continue
        text = "" if inside(hint, body) else own_text(hint)
        if 2 < len(text) <= _TITLE_MAX and not is_by(text):
            return text
    return ""


def _lead(body: etree._Element, reading: Reading) -> str:
    """Return what software prints before the text, where it stands in the same element as the text."""
    if (number := _number_before(body, reading)) is not None:
        return number
    name, time = reading.author_element, reading.date_element
    if name is not None:
        if (before := _before_name(body, name, reading)) and is_by(before):
            return before
        if tail := clean(name.tail):
            before, stamp, behind = tail.partition(reading.date_raw or tail)
            if is_says(tail):
                return tail
            if reading.date_raw and stamp and len(before) <= _HEADER_REST:
                return before + stamp + _SIGNS.match(behind)[0]  # type: ignore[index]
    return "" if time is None or time in reading.body_skip else reading.date_raw or ""


def _number_before(body: etree._Element, reading: Reading) -> str | None:
    """Return digits and signs that stand before the first paragraph; ``None`` if there is none or other text."""
    pieces = ""
    for element, text in text_pieces(body, set(reading.body_skip)):
        if element is not body and element.tag not in INLINE_TAGS:
            return pieces or None
        pieces += text
        if len(pieces) > _HEADER_REST or any(map(str.isalpha, text)):
            return None
    return None


def _before_name(body: etree._Element, name: etree._Element, reading: Reading) -> str:
    skip = {element for element in reading.body_skip if element is not name and not inside(name, element)}
    before = ""
    for element, text in text_pieces(body, skip):
        if element is name or inside(element, name) or len(before) > _HEADER_REST:
            break
        beside = element.tag in INLINE_TAGS or inside(name, element)
        before = f"{before} {text}".strip() if beside else ""
    return before


def _bodies(node: Node, marks: Sequence[etree._Element]) -> Iterator[tuple[etree._Element, bool]]:
    """Yield elements named after the text, and whether name or time lie in them; those that hold neither go first."""
    parts = node.roles(Role.BODY)
    around: list[etree._Element] = []
    holders = set(marks)
    for mark in marks:
        holders.update(mark.iterancestors())
    for part in parts:
        if part.element in holders:
            around.append(part.element)
        elif part.verdict.rank <= parts[0].verdict.rank or not around:
            yield part.element, False
    for element in around:
        if element is not node.element or len(parts) == 1:
            yield element, True


def _chrome_in(node: Node, body: etree._Element, reading: Reading) -> tuple[etree._Element, ...]:
    """Return what is no text in a body that stands apart from name and time."""
    others = (*node.chrome, *node.answers, *_answers_title(node), *reading.reply_lines)
    return tuple(element for element in others if holds(body, element))


def _mixed_in(node: Node, body: etree._Element, reading: Reading, header: Header | None) -> tuple[etree._Element, ...]:
    """Return what is no text in a body that holds name and time as well."""
    marks = reading.marks
    heads = [*marks, header.element] if header is not None else marks
    skip = [mark for mark in heads if mark is not body and _is_header(mark, node)]
    for element, part in node.parts.items():
        if part.verdict.role is Role.BODY or element is body or element in node.not_chrome:
            continue
        if element.tag == "cite" and not any(mark is element or inside(mark, element) for mark in marks):
            continue
        if part.verdict.role is Role.CHROME or _is_header(element, node):
            skip.append(element)
    element, text = next(text_pieces(body), (body, ""))
    if element is not body and is_place(text):
        skip.append(element)
    skip.extend([*_cells_of(marks, node, frozenset(skip))])
    bars = {element.getparent() for element, part in node.parts.items() if part.verdict == BUTTON}
    bars.discard(body)
    skip.extend(bar for bar in bars if bar is not None and _is_bar(bar, frozenset(skip)))
    skip.extend(reading.reply_lines)
    return (*skip, *node.answers, *_answers_title(node))


def _answers_title(node: Node) -> list[etree._Element]:
    """Return what is printed where the answers are folded away (``<summary>2 replies</summary>``)."""
    around = islice(node.answers[0].iterancestors(), _FOLDED) if node.answers else ()
    box = next((box for box in around if box.tag == "details"), None)
    return [] if box is None or not inside(box, node.element) else box.findall("summary")


def _is_bar(box: etree._Element, buttons: frozenset[etree._Element]) -> bool:
    """Tell whether a box holds buttons and, in inline elements of their own, numbers or a word that belong to them."""
    if any(child.tag in _TEXT_BOXES for child in box if child not in buttons):
        return False
    bare = "".join(filter(None, (box.text, *(child.tail for child in box))))
    rest = own_text(box, buttons)
    several = sum(child in buttons for child in box) > 1 and len(rest) <= _BAR_REST
    return not any(map(str.isalnum, bare)) and (several or not any(map(str.isalpha, rest)))


def _cells_of(marks: Sequence[etree._Element], node: Node, skip: frozenset[etree._Element]) -> Iterator[etree._Element]:
    """Yield the table rows and cells of name and time, where the text stands in other ones."""
    for mark in marks if next(node.element.iter("td"), None) is not None else ():
        for tag in ("tr", "td"):
            box = next(mark.iterancestors(tag), None)
            if box is None or not inside(box, node.element) or not _is_header(box, node):
                continue
            if any(
                other is not box and not inside(box, other) and any(map(str.isalpha, own_text(other, skip)))
                for other in node.element.iter(tag)
            ):
                yield box


def _is_header(element: etree._Element, node: Node) -> bool:
    """Tell whether an element holds names and times only, not the text of the comment as well."""
    return next(element.iterdescendants("p", "blockquote"), None) is None and is_within(
        element, _HEADER_MAX, frozenset(node.answers)
    )
