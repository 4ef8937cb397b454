"""Reading one comment: its author, time, text and address, from the roles of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from newscrawl.extraction.threads.nodes import Node, Part, native_number
from newscrawl.extraction.threads.roles import Role
from newscrawl.extraction.threads.times import looks_like_time, time_span
from newscrawl.page import Page
from newscrawl.text import SKIP_TAGS, clean
from newscrawl.urls import is_web_url

__all__ = ["Reading", "own_text", "read", "web_link"]

_NAME_MAX = 120
_SAYS = re.compile(
    r"\s*(?:\b(?:says|said|wrote|writes|sagt|schreibt|schrieb|meint|dit|a dit|a écrit|dice|dijo|ha scritto|scrive|"
    r"disse|diz|говорит|пишет|zegt|schreef|säger|skriver|pisze|mówi)\b|さん|より|のコメント|说|님의 말)?\s*[:：]\s*\Z",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\A1\d{9}(?:\d{3})?\Z")


@dataclass(slots=True)
class Reading:
    """What a comment's own parts say."""

    author: str | None = None
    author_url: str | None = None
    date: str | None = None
    date_raw: str | None = None
    body: etree._Element | None = None
    body_skip: tuple[etree._Element, ...] = ()
    permalink: str | None = None
    author_element: etree._Element | None = None


def web_link(page: Page, href: str | None) -> str | None:
    """Join an address and keep its fragment; ``None`` unless it leads to http(s)."""
    url = page.absolute(href)
    if url is None or not is_web_url(url):
        return None
    _, _, fragment = (href or "").strip().partition("#")
    return f"{url}#{fragment}" if fragment else url


def own_text(element: etree._Element, skip: frozenset[etree._Element] | set[etree._Element] = frozenset()) -> str:
    """Return the text of a small element on one line, leaving out subtrees in ``skip``."""
    if not len(element):
        return clean(element.text)
    return clean("".join(_texts(element, skip)))


def _texts(element: etree._Element, skip: frozenset[etree._Element] | set[etree._Element]) -> Iterator[str]:
    stack: list[etree._Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.tag in SKIP_TAGS or item in skip:
            continue
        if item.text:
            yield item.text
        if item.tag == "br":
            yield " "
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)


def read(node: Node, page: Page) -> Reading:
    """Read a comment."""
    reading = Reading()
    _read_author(node, page, reading)
    _read_date(node, page, reading)
    _read_body(node, reading)
    reading.permalink = _permalink(node, page)
    return reading


def _permalink(node: Node, page: Page) -> str | None:
    """Return the address that the comment gives for itself, or that its ``id`` makes on this page."""
    anchor = node.element.get("id")
    for link in node.links:
        href = link.get("href") or ""
        _, mark, fragment = href.partition("#")
        if mark and fragment and (fragment == anchor or (node.native_id and native_number(fragment) == node.native_id)):
            own = page.url.partition("#")[0] + "#" + fragment
            return own if href[0] == "#" else web_link(page, href)
    return f"{page.url.partition('#')[0]}#{anchor}" if anchor and node.native_id else None


def _inside(element: etree._Element, outer: etree._Element) -> bool:
    above = element.getparent()
    for _ in range(12):
        if above is None:
            return False
        if above is outer:
            return True
        above = above.getparent()
    return False


def _read_author(node: Node, page: Page, reading: Reading) -> None:
    candidates = node.roles(Role.AUTHOR)
    if not candidates:
        return
    other = {part.element for part in node.parts if part.verdict.role in (Role.DATE, Role.CHROME, Role.BODY)}
    other.update(node.answers)
    for place, part in enumerate(candidates):
        element = _narrowest(part, candidates[place + 1 :])
        name = clean(element.get("content")) if element.tag == "meta" else own_text(element, other - {element})
        name = _SAYS.sub("", name) if len(element) or element.tag != "cite" else name
        if name and len(name) <= _NAME_MAX and not (looks_like_time(name) and part.verdict.rank > 1):
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
        if _inside(other.element, element) and own_text(other.element):
            element = other.element
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
        if href and not href.lstrip().startswith("#") and (url := web_link(page, href)):
            return url
    return None


def _read_date(node: Node, page: Page, reading: Reading) -> None:
    for part in node.roles(Role.DATE):
        machine, raw = _machine_time(part.element), _printed_time(part.element, node)
        if machine or raw:
            reading.date, reading.date_raw = machine, raw or machine
            _time_of_day(part, node, reading)
            return
    for part in node.roles(Role.META):
        raw = time_span(
            own_text(
                part.element, {*node.answers, *([] if reading.author_element is None else [reading.author_element])}
            )
        )
        if raw:
            reading.date_raw = raw
            return


def _machine_time(element: etree._Element) -> str | None:
    for name in (
        "datetime",
        "content",
        "data-datetime",
        "data-date",
        "data-time",
        "data-timestamp",
        "data-utime",
        "data-ts",
    ):
        value = clean(element.get(name))
        if value and (value[:4].isdigit() or looks_like_time(value) or _EPOCH.match(value)):
            return value
    title = clean(element.get("title"))
    if title and looks_like_time(title) and any(c.isdigit() for c in title):
        return title
    for inner in element.iter("time"):
        if value := clean(inner.get("datetime")):
            return value
    return None


def _printed_time(element: etree._Element, node: Node) -> str | None:
    text = own_text(element, set(node.answers))
    if looks_like_time(text) and len(text) <= 48:
        return text.strip(" |,·•-–—") or None
    return time_span(text)


def _time_of_day(part: Part, node: Node, reading: Reading) -> None:
    """Add a time of day that is printed in an element of its own."""
    raw = reading.date_raw
    if reading.date or not raw or ":" in raw:
        return
    for other in node.roles(Role.DATE):
        if other.element is not part.element and not _inside(other.element, part.element):
            text = own_text(other.element)
            if ":" in text and len(text) <= 12 and looks_like_time(text):
                reading.date_raw = f"{raw} {text}"
                return


def _read_body(node: Node, reading: Reading) -> None:
    marks = [part.element for part in node.roles(Role.AUTHOR, Role.DATE, Role.META)]
    for part in node.roles(Role.BODY):
        body = part.element
        if body is node.element and len(node.roles(Role.BODY)) > 1 and part.verdict.rank > 1:
            continue
        skip = _skipped(node, body, reading, mixed=any(_inside(mark, body) for mark in marks[:4]))
        if own_text(body, set(skip)) or _has_picture(body):
            reading.body, reading.body_skip = body, skip
            return
    reading.body, reading.body_skip = node.element, _skipped(node, node.element, reading, mixed=True)


def _has_picture(body: etree._Element) -> bool:
    return next(body.iter("img"), None) is not None


def _skipped(node: Node, body: etree._Element, reading: Reading, *, mixed: bool) -> tuple[etree._Element, ...]:
    """Return what is no text of the comment; ``mixed`` when author and time lie in the body's own element."""
    roles = (Role.AUTHOR, Role.DATE, Role.META, Role.CHROME) if mixed else (Role.CHROME,)
    limit = 9 if mixed else 1
    skip = [
        part.element
        for part in node.parts
        if part.verdict.role in roles
        and part.verdict.rank <= limit
        and part.element is not body
        and part.element not in node.not_chrome
        and (part.element.tag != "cite" or part.element is reading.author_element)
    ]
    return (*skip, *node.answers)
