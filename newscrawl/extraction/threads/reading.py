"""Reading one comment: its author, time, text and address, from the roles of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from newscrawl.dates import is_date
from newscrawl.extraction.threads.names import bare_name, guessed_name, is_by, is_says, link_name
from newscrawl.extraction.threads.nodes import Node, Part, native_number
from newscrawl.extraction.threads.pieces import (
    common_ancestor,
    holds_text,
    inside,
    is_within,
    own_text,
    short_texts,
    text_pieces,
    web_link,
)
from newscrawl.extraction.threads.roles import Role, role_of
from newscrawl.extraction.threads.times import looks_like_time, time_span
from newscrawl.page import Page
from newscrawl.text import clean

__all__ = ["Reading", "read"]

_NAME_MAX = 120
_EPOCH = re.compile(r"\A1\d{9}(?:\d{3})?\Z")
_NAME_TAGS = ("a", "b", "strong", "span", "em", "cite")
_NO_PROFILE = re.compile(r"\A\s*#|replytocom=|#respond|#comment|[?&/]reply\b", re.IGNORECASE)
_MACHINE = """datetime pubdate content data-datetime data-date data-time data-timestamp data-utime data-ts data-content
    data-created data-published""".split()
_HEADER_MAX = 200
"""Longer elements named after the author or the time hold the comment's text as well."""

_HEADER_REST = 40
"""Most letters that stand beside name and time in a line of their own (``commented``)."""


@dataclass(slots=True)
class Reading:
    """What a comment's own parts say."""

    author: str | None = None
    author_url: str | None = None
    author_element: etree._Element | None = None
    date: str | None = None
    date_raw: str | None = None
    date_element: etree._Element | None = None
    body: etree._Element | None = None
    body_skip: tuple[etree._Element, ...] = ()
    body_lead: str = ""
    permalink: str | None = None
    header: etree._Element | None = None
    """The element around name and time, where it holds nothing of the text."""


def read(node: Node, page: Page) -> Reading:
    """Read a comment."""
    reading = Reading()
    _read_author(node, page, reading)
    _read_date(node, reading)
    if reading.author is None:
        _guess_author(node, page, reading)
    if reading.author_element is not None and reading.date_element is not None:
        header = common_ancestor(reading.author_element, reading.date_element)
        marks = {reading.author_element, reading.date_element, *node.answers}
        if header is node.element:
            header = reading.author_element.getparent()
        if header is not None and header is not node.element and len(own_text(header, marks)) <= _HEADER_REST:
            reading.header = header
    _read_body(node, reading)
    reading.permalink = _permalink(node, page)
    return reading


def _permalink(node: Node, page: Page) -> str | None:
    """Return the address that the comment gives for itself, or that its ``id`` makes on this page."""
    anchor = node.element.get("id")
    here = page.url.partition("#")[0]
    for link in node.links:
        href = link.get("href") or ""
        _, mark, fragment = href.partition("#")
        if mark and fragment and (fragment == anchor or (node.native_id and native_number(fragment) == node.native_id)):
            return f"{here}#{fragment}" if href[0] == "#" else web_link(page, href)
    return f"{here}#{anchor}" if anchor and node.native_id else None


def _read_author(node: Node, page: Page, reading: Reading) -> None:
    candidates = node.roles(Role.AUTHOR)
    if not candidates:
        return
    other: set[etree._Element] = set()
    for place, part in enumerate(candidates):
        element = _narrowest(part, candidates[place + 1 :]) if len(part.element) else part.element
        if len(element) and not other:
            other = {part.element for part in node.parts if part.verdict.role in (Role.DATE, Role.CHROME, Role.BODY)}
            other.update(node.answers)
        if element.tag == "meta":
            name = clean(element.get("content"))
        else:
            name = bare_name(own_text(element, other - {element}), exact=part.verdict.rank == 0 and not len(element))
        if not name or len(name) > _NAME_MAX:
            continue
        if part.verdict.rank > 1 and looks_like_time(name) and node.roles(Role.DATE, Role.META)[:1] == [part]:
            continue
        reading.author = name
        reading.author_element = element
        reading.author_url = _name_link(element, node, page)
        return


def _narrowest(part: Part, later: list[Part]) -> etree._Element:
    element = part.element
    for name in element.iter("span", "a", "b", "strong", "meta"):
        if name.get("itemprop") == "name" or "p-name" in (name.get("class") or "").split():
            return name
    for other in later:
        if other.verdict.rank > part.verdict.rank:
            break
        if inside(other.element, element) and own_text(other.element):
            element = other.element
    return _name_in_line(element)


def _name_in_line(element: etree._Element) -> etree._Element:
    """Return the part that holds the name, where its element is a line such as ``by <b>Kim</b> on 3 May 2014``."""
    beside = " ".join(filter(None, (element.text, *(child.tail for child in element))))
    if (is_by(clean(element.text)) and clean(element.text)) or time_span(clean(beside)):
        return next((child for child in element if child.tag in _NAME_TAGS and own_text(child)), element)
    return element


def _name_link(element: etree._Element, node: Node, page: Page) -> str | None:
    links = [element] if element.tag == "a" else [*element.iter("a")]
    above = element.getparent()
    for _ in range(2):
        if above is None or above is node.element:
            break
        if above.tag == "a":
            links.append(above)
        above = above.getparent()
    for link in links:
        href = link.get("href")
        if href and not _NO_PROFILE.search(href) and (url := web_link(page, href)):
            return url
    return None


def _guess_author(node: Node, page: Page, reading: Reading) -> None:
    """Look for the name where mark-up without telling names puts it."""
    bodies = [part.element for part in node.roles(Role.BODY) if part.element is not node.element]
    sure = set(link_name(node))
    hints = [hint for hint in node.hints if not _in_sentence(hint)]
    for element in [*sure, *hints, None, *_headers(node, reading), *_profile_links(node)]:
        if element is None:
            if _take_first_text(node, page, reading):
                return
            continue
        if element not in sure and any(element is body or inside(element, body) for body in bodies[:2]):
            continue
        text = own_text(element, set(node.answers))
        name = text if element in sure else guessed_name(text, reading.date_raw)
        if name and len(name) <= _NAME_MAX:
            reading.author, reading.author_element = name, element
            reading.author_url = _name_link(element, node, page)
            return


def _in_sentence(hint: etree._Element) -> bool:
    """Tell whether a bold text stands in running text."""
    above = hint.getparent()
    if above is None or above.tag not in ("p", "blockquote", "li"):
        return False
    return bool((above.text or "").strip()) or hint.getprevious() is not None


def _take_first_text(node: Node, page: Page, reading: Reading) -> bool:
    """Take the first text for the name, if it is short and stands before the comment's own text."""
    chrome = {part.element for part in node.parts if part.verdict.role is Role.CHROME} - node.not_chrome
    for element, text in text_pieces(node.element, chrome.union(node.answers)):
        if element.tag in ("p", "blockquote") or role_of(element).role is Role.BODY or len(text) > _NAME_MAX // 2:
            return False
        if is_by(text) or is_date(text):
            continue
        if name := guessed_name(text, reading.date_raw):
            reading.author, reading.author_element = name, element
            reading.author_url = _name_link(element, node, page)
            return True
    return False


def _headers(node: Node, reading: Reading) -> Iterator[etree._Element]:
    for part in node.roles(Role.META):
        yield part.element
    if reading.date_element is not None:
        yield reading.date_element
        above = reading.date_element.getparent()
        if above is not None and reading.date_element is not node.element and above is not node.element:
            yield above


def _profile_links(node: Node) -> Iterator[etree._Element]:
    for link in node.links:
        if re.search(r"user|profil|member|author|autor|benutzer|usuario", link.get("href") or ""):
            yield link


def _read_date(node: Node, reading: Reading) -> None:
    for part in node.roles(Role.DATE):
        machine, raw = _machine_time(part.element), _printed_time(part.element, node)
        if machine or raw:
            reading.date, reading.date_raw, reading.date_element = machine, raw or machine, part.element
            _add_time_of_day(part, node, reading)
            return
    named = set() if reading.author_element is None else {reading.author_element}
    for part in node.roles(Role.META):
        if raw := time_span(own_text(part.element, {*node.answers, *named})):
            reading.date_raw, reading.date_element = raw, part.element
            return
    stamps = [
        (element, text)
        for element, text in short_texts(node.element, skip={*node.answers, *named})
        if looks_like_time(text)
    ]
    if stamps:
        reading.date_element, text = next((stamp for stamp in stamps if is_date(stamp[1])), stamps[0])
        reading.date_raw = time_span(text) or text


def _machine_time(element: etree._Element) -> str | None:
    attributes = element.attrib
    for name in _MACHINE:
        if name in attributes:
            value = clean(element.get(name))
            if value[:4].isdigit() or looks_like_time(value) or _EPOCH.match(value):
                return value
    title = clean(element.get("title"))
    if title and any(c.isdigit() for c in title) and looks_like_time(title):
        return time_span(title) or title
    if len(element):
        for inner in element.iter("time", "span", "abbr", "meta"):
            value = clean(inner.get("datetime") or inner.get("content"))
            if value[:4].isdigit() and looks_like_time(value):
                return value
    return None


def _printed_time(element: etree._Element, node: Node) -> str | None:
    text = own_text(element, set(node.answers))
    if looks_like_time(text) and len(text) <= 48:
        return text.strip(" |,·•-–—") or None
    return time_span(text)


def _add_time_of_day(part: Part, node: Node, reading: Reading) -> None:
    """Add a time of day that is printed in an element of its own."""
    raw = reading.date_raw
    if reading.date or not raw or ":" in raw:
        return
    for other in node.roles(Role.DATE):
        if other.element is not part.element and not inside(other.element, part.element):
            text = own_text(other.element)
            if ":" in text and len(text) <= 12 and looks_like_time(text):
                reading.date_raw = f"{raw} {text}"
                return


def _read_body(node: Node, reading: Reading) -> None:
    marks = [element for element in (reading.author_element, reading.date_element) if element is not None]
    for body, mixed in _bodies(node, marks):
        skip = _skipped(node, body, reading, mixed=mixed)
        if holds_text(body, frozenset(skip)) or next(body.iter("img"), None) is not None:
            reading.body, reading.body_skip = body, skip
            return
    reading.body, reading.body_skip = node.element, _skipped(node, node.element, reading, mixed=True)
    if reading.header is not None and not own_text(node.element, set(reading.body_skip)):
        reading.header = None
        reading.body_skip = _skipped(node, node.element, reading, mixed=True)
    if reading.author_element is not None:
        tail = clean(reading.author_element.tail)
        reading.body_lead = tail if tail and is_says(tail) else ""


def _bodies(node: Node, marks: list[etree._Element]) -> Iterator[tuple[etree._Element, bool]]:
    """Yield elements named after the text, and whether name or time lie in them; those that hold neither go first."""
    parts = node.roles(Role.BODY)
    around: list[etree._Element] = []
    for part in parts:
        if any(mark is part.element or inside(mark, part.element) for mark in marks):
            around.append(part.element)
        elif part.verdict.rank <= parts[0].verdict.rank or not around:
            yield part.element, False
    for element in around:
        if element is not node.element or len(parts) == 1:
            yield element, True


def _skipped(node: Node, body: etree._Element, reading: Reading, *, mixed: bool) -> tuple[etree._Element, ...]:
    """Return what is no text of the comment; ``mixed`` when author and time lie in the body's own element."""
    if not mixed:
        sure = (p.element for p in node.parts if p.verdict.role is Role.CHROME and p.verdict.rank <= 1)
        return (*(e for e in sure if e is not body and e not in node.not_chrome), *node.answers)
    marks = [element for element in (reading.author_element, reading.date_element) if element is not None]
    skip = [
        mark for mark in (*marks, reading.header) if mark is not None and mark is not body and _is_header(mark, node)
    ]
    for part in node.parts:
        element = part.element
        if part.verdict.role in (Role.BODY, Role.NONE) or element is body or element in node.not_chrome:
            continue
        if element.tag == "cite" and not any(mark is element or inside(mark, element) for mark in marks):
            continue
        if part.verdict.role is Role.CHROME or _is_header(element, node):
            skip.append(element)
    return (*skip, *node.answers)


def _is_header(element: etree._Element, node: Node) -> bool:
    """Tell whether an element holds names and times only, not the text of the comment as well."""
    return next(element.iterdescendants("p", "blockquote"), None) is None and is_within(
        element, _HEADER_MAX, frozenset(node.answers)
    )
