"""Small questions to elements: their text on one line, their short texts, where they lie, where they link to."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml import etree

from newscrawl.page import Page
from newscrawl.text import SKIP_TAGS, clean
from newscrawl.urls import is_web_url

__all__ = ["inside", "own_text", "short_texts", "web_link"]

_SHORT = 60
_DEEPEST = 12


def web_link(page: Page, href: str | None) -> str | None:
    """Join an address and keep its fragment; ``None`` unless it leads to http(s)."""
    url = page.absolute(href)
    if url is None or not is_web_url(url):
        return None
    _, _, fragment = (href or "").strip().partition("#")
    return f"{url}#{fragment}" if fragment else url


def own_text(element: etree._Element, skip: Container[etree._Element] = ()) -> str:
    """Return the text of an element on one line, leaving out scripts and the subtrees in ``skip``."""
    if not len(element):
        return clean(element.text)
    return clean("".join(_texts(element, skip)))


def _texts(element: etree._Element, skip: Container[etree._Element]) -> Iterator[str]:
    stack: list[etree._Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        tag = item.tag
        if tag in SKIP_TAGS or item in skip:
            continue
        if item.text:
            yield item.text
        if tag in ("br", "p", "div", "li", "td", "dd"):
            yield " "
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)


def short_texts(element: etree._Element, skip: Container[etree._Element] = ()) -> Iterator[tuple[etree._Element, str]]:
    """Yield elements that hold a short text directly, with that text, in page order, but for subtrees in ``skip``."""
    stack = [element]
    while stack:
        item = stack.pop()
        if item.tag in SKIP_TAGS or item in skip:
            continue
        direct = " ".join(filter(None, (item.text, *(child.tail for child in item)))) if len(item) else item.text
        if direct and len(direct) < _SHORT * 4:
            text = clean(direct)
            if text and len(text) <= _SHORT:
                yield item, text
        stack.extend(reversed(item))


def inside(element: etree._Element, outer: etree._Element) -> bool:
    """Tell whether ``element`` lies in ``outer``, a few levels at most."""
    above = element.getparent()
    for _ in range(_DEEPEST):
        if above is None:
            return False
        if above is outer:
            return True
        above = above.getparent()
    return False
