"""When a comment was written: the part that holds the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.dated import MEMBERSHIP
from newscrawl.extraction.threads.names import signed_span
from newscrawl.extraction.threads.nodes import Node, Part
from newscrawl.extraction.threads.pieces import brief_text, inside, own_text, short_texts
from newscrawl.extraction.threads.roles import Role
from newscrawl.extraction.threads.times import is_age, is_date, is_stamp, looks_like_time, time_span
from newscrawl.text import clean

__all__ = ["Posted", "has_machine_time", "posted_at", "tells_membership"]

_LABEL = 80
_TEXT_TAGS = frozenset(("p", "blockquote", "li", "dd"))
_EPOCH = re.compile(r"\A1\d{9}(?:\d{3})?\Z")
_NAME_JOINT = re.compile(r",\s+(?:on|at|am|le|el|il|em|op|den|vom)\s+(?=\S*\d)")
"""What stands between a name that reads as a date and the time (``Dec 3, am 06.12.2024``)."""

_MACHINE = """datetime pubdate content value data-datetime data-date data-time data-timestamp data-utime data-ts
    data-content data-created data-published""".split()
_TOLD = re.compile(r"(?:date|time|epoch|stamp|unix|utc|iso|created|posted|published)")
"""What the name of another attribute for scripts holds, if it tells a time."""

_COUNT = re.compile(r"\s*\d{1,7}\s*\Z")
"""What such attributes hold that tell how long or how many (``data-timeout``), or only sound like a time."""


class Posted(NamedTuple):
    """A time as a machine and as people read it, and the element it was read from."""

    machine: str | None
    raw: str
    element: etree._Element


def posted_at(node: Node, name: etree._Element | None) -> Posted | None:
    """Return a comment's time; ``name`` is the element of its author, where that is known."""
    for part in node.roles(Role.DATE):
        machine, raw = _machine_time(part.element), _printed_time(part.element, node)
        machine = _without_title(machine, raw)
        if text := raw or machine:
            return Posted(machine, text if machine else _with_time_of_day(text, part, node), part.element)
    named = set() if name is None else {name}
    for part in node.roles(Role.META):
        if raw := _span_of(part.element, {*node.answers, *named}):
            return Posted(_machine_time(part.element), raw, part.element)
    stamps = [
        (element, text)
        for element, text in short_texts(node.element, skip={*node.answers, *named})
        if looks_like_time(text) and (element.tag not in _TEXT_TAGS or is_stamp(text)) and not tells_membership(element)
    ]
    if not stamps:
        return _age(node)
    for element, text in stamps if len(stamps) > 1 else ():
        if machine := _machine_time(element) or _machine_around(element, node):
            return Posted(machine, _span_in(text) or text, element)
    element, text = next((stamp for stamp in stamps if is_date(stamp[1])), stamps[0])
    raw = _span_in(text) or text
    return Posted(_without_title(_machine_time(element) or _machine_around(element, node), raw), raw, element)


def _span_of(line: etree._Element, skip: set[etree._Element]) -> str | None:
    """Return the time that a line prints, in its bare text if possible: names in links can hold numbers."""
    links = {*line.iter("a")}
    if links and (span := _span_in(own_text(line, skip | links))) is not None and is_date(span):
        return span
    return _span_in(own_text(line, skip))


def _span_in(text: str) -> str | None:
    span = signed_span(text) or time_span(text)
    if span is None or (joint := _NAME_JOINT.search(span)) is None or is_date(span):
        return span
    return rest if is_date(rest := span[joint.end() :]) else span


def _without_title(machine: str | None, raw: str | None) -> str | None:
    """Drop a time that is a title for people where the one printed says as much, with the month in words."""
    if machine and raw and not machine[:4].isdigit() and ":" in raw and any(map(str.isalpha, raw)) and is_date(raw):
        return None
    return machine


def tells_membership(element: etree._Element) -> bool:
    """Tell whether a time is the one at which somebody joined a forum, by the words in or before its element."""
    if MEMBERSHIP.search(brief_text(element, _LABEL)) is not None:
        return True
    before = element.getprevious()
    return before is not None and MEMBERSHIP.search(brief_text(before, _LABEL)) is not None


def _machine_around(element: etree._Element, node: Node) -> str | None:
    """Return the time for machines of the element around one that prints a time, if that holds nothing else."""
    above = element.getparent()
    if above is None or above is node.element or len(above) != 1 or (above.text or "").strip():
        return None
    return _machine_time(above)


def _age(node: Node) -> Posted | None:
    """Read the age that the comment's link to itself shows (``1 year``), or the time in a title."""
    for link in node.links:
        if "#" in (link.get("href") or "") and is_age(text := own_text(link)):
            return Posted(None, text, link)
    for element in _own_elements(node):
        title = clean(element.get("title"))
        if any(map(str.isdigit, title)) and (span := time_span(title)) is not None and is_date(span):
            return Posted(None, span, element)
    return None


def _own_elements(node: Node) -> Iterator[etree._Element]:
    """Yield the elements of a comment but for those of its answers, in page order."""
    stack, answers = [node.element], {*node.answers}
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element) if child not in answers)


def has_machine_time(element: etree._Element) -> bool:
    """Tell whether an attribute of an element gives a time for scripts."""
    return any(map(_is_machine_time, _told_values(element)))


def _told_values(element: etree._Element) -> Iterator[str]:
    given = [str(name) for name in element.attrib]
    names = [name for name in given if name in _MACHINE or _sounds_like_time(name, element.get(name, ""))]
    for name in sorted(names, key=_priority) if len(names) > 1 else names:
        yield clean(element.get(name))


def _sounds_like_time(name: str, value: str) -> bool:
    return name[:5] == "data-" and _TOLD.search(name) is not None and _COUNT.match(value) is None


def _priority(name: str) -> int:
    return _MACHINE.index(name) if name in _MACHINE else len(_MACHINE)


def _is_machine_time(value: str) -> bool:
    return value[:4].isdigit() or looks_like_time(value) or _EPOCH.match(value) is not None


def _machine_time(element: etree._Element) -> str | None:
    if told := next(filter(_is_machine_time, _told_values(element)), None):
        return told
    title = clean(element.get("title"))
    if title and any(c.isdigit() for c in title) and looks_like_time(title):
        return time_span(title) or title
    if len(element):
        for inner in element.iter("time", "span", "abbr", "meta"):
            value = clean(inner.get("datetime") or inner.get("content") or inner.get("title"))
            if value[:4].isdigit() and looks_like_time(value):
                return value
    return None


def _printed_time(element: etree._Element, node: Node) -> str | None:
    text = own_text(element, set(node.answers))
    span = _span_in(text)
    if span is not None and (span == text or is_date(span)):
        return span
    if looks_like_time(text) and len(text) <= 48:
        return text.strip(" |,·•-–—") or None
    return span


def _with_time_of_day(raw: str, part: Part, node: Node) -> str:
    """Add a time of day that is printed in an element of its own."""
    if ":" in raw:
        return raw
    for other in node.roles(Role.DATE):
        if other.element is not part.element and not inside(other.element, part.element):
            text = own_text(other.element)
            if ":" in text and len(text) <= 12 and looks_like_time(text):
                return f"{raw} {text}"
    return raw
