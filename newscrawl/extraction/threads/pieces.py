"""Small questions to elements: their text on one line, their short texts, where they lie, where they link to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Set
from itertools import islice
from typing import Any

from lxml import etree

from newscrawl.page import Page
from newscrawl.text import BLOCK_TAGS, SKIP_TAGS, clean, raw_text
from newscrawl.urls import is_web_url

__all__ = [
    "brief_text",
    "common_ancestor",
    "holds",
    "holds_text",
    "inside",
    "is_within",
    "own_links",
    "own_text",
    "short_texts",
    "text_pieces",
    "web_link",
]

_SPACED = BLOCK_TAGS | {"br"}
_TOLD_APART = SKIP_TAGS | _SPACED
_NOTHING: Set[str] = frozenset()
_SHORT = 80
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
    parts = len(element)
    if not parts:
        return clean(element.text)
    if parts == 1 and not skip and (text := _text_around(element, element[0])) is not None:
        return clean(text)
    if skip or element.tag in SKIP_TAGS or not _TOLD_APART.isdisjoint([e.tag for e in element.iterdescendants()]):
        return clean("".join([*_texts(element, skip)]))
    return clean(raw_text(element))


def _text_around(element: etree._Element, inner: etree._Element) -> str | None:
    """Return the text of an element with one part, if that is a plain one, such as the link of a heading."""
    if len(inner) or inner.tag in _TOLD_APART or element.tag in SKIP_TAGS:
        return None
    return f"{element.text or ''}{inner.text or ''}{inner.tail or ''}"


def holds_text(element: etree._Element, skip: Container[etree._Element] = ()) -> bool:
    """Tell whether :func:`own_text` would give any text."""
    if not skip:
        for inner in element.iter():
            if inner.tag in SKIP_TAGS:
                break
            if (text := inner.text) and not text.isspace():
                return True
    return any(not text.isspace() for text in _texts(element, skip))


def is_within(element: etree._Element, limit: int, skip: Container[etree._Element] = ()) -> bool:
    """Tell whether an element holds at most about ``limit`` characters of text; long texts are not read to the end."""
    size = 0
    for text in _texts(element, skip):
        size += len(text) if len(text) < 9 else len(" ".join(text.split()))
        if size > limit:
            return False
    return True


def _texts(
    element: etree._Element,
    skip: Container[etree._Element] = (),
    *,
    left_out: Set[str] = SKIP_TAGS,
    spaced: Set[str] = _SPACED,
) -> Iterator[str]:
    """Yield the texts of an element in reading order, and a blank where a block begins or ends.

    ``left_out`` are the tags whose content is no text, ``spaced`` those of blocks. Where few texts are taken, that is
    many times faster than ``itertext()``.
    """
    item: Any = element
    while True:
        inner = None
        if item.tag not in left_out and not (skip and item in skip):
            if item.tag in spaced:
                yield " "
            if text := item.text:
                yield text
            inner = item[0] if len(item) else None
        while inner is None:
            if item is element:
                return
            if item.tag in spaced:
                yield " "
            if tail := item.tail:
                yield tail
            inner = item.getnext()
            if inner is None:
                item = item.getparent()
        item = inner


def own_links(element: etree._Element, skip: Container[etree._Element] = ()) -> Iterator[etree._Element]:
    """Yield the links in an element, but for those in the subtrees in ``skip``."""
    stack = [element]
    while stack:
        item = stack.pop()
        if item in skip:
            continue
        if item.tag == "a":
            yield item
        stack.extend(reversed(item))


def short_texts(element: etree._Element, skip: Container[etree._Element] = ()) -> Iterator[tuple[etree._Element, str]]:
    """Yield elements that hold a short text directly, with that text, in page order, but for subtrees in ``skip``."""
    stack = [element]
    while stack:
        item = stack.pop()
        if item.tag in SKIP_TAGS or item in skip:
            continue
        inner = [*item]
        direct = " ".join(filter(None, (item.text, *[child.tail for child in inner]))) if inner else item.text
        if direct and len(direct) < _SHORT * 4:
            text = clean(direct)
            if text and len(text) <= _SHORT:
                yield item, text
        stack.extend(reversed(inner))


def brief_text(element: etree._Element, limit: int) -> str:
    """Return the text of an element on one line, or more than ``limit`` characters of it where it is longer."""
    pieces: list[str] = []
    size = 0
    for piece in _texts(element, left_out=_NOTHING, spaced=_NOTHING):
        pieces.append(piece)
        size += len(" ".join(piece.split()))
        if size > limit:
            break
    return clean("".join(pieces))


def text_pieces(element: etree._Element, skip: Container[etree._Element] = ()) -> Iterator[tuple[etree._Element, str]]:
    """Yield each run of text with the element it stands in, in reading order; subtrees in ``skip`` are left out."""
    stack: list[tuple[etree._Element, str | None]] = [(element, None)]
    while stack:
        item, tail = stack.pop()
        if tail is not None:
            yield item, tail
            continue
        if item.tag in SKIP_TAGS or item in skip:
            continue
        if item.text and (text := clean(item.text)):
            yield item, text
        for child in reversed(item):
            if child.tail and (text := clean(child.tail)):
                stack.append((item, text))
            stack.append((child, None))


def common_ancestor(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """Return the smallest element that holds both, if it is a few levels up at most."""
    above = {first, *islice(first.iterancestors(), _DEEPEST)}
    return next(filter(above.__contains__, (second, *islice(second.iterancestors(), _DEEPEST))), None)


def holds(outer: etree._Element, element: etree._Element | None) -> bool:
    """Tell whether ``element`` is ``outer`` or lies in it."""
    return element is outer or (element is not None and outer in element.iterancestors())


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
