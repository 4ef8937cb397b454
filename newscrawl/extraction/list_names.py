"""The name of a headline list: the heading above it."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree

from newscrawl.extraction.story_links import HEADINGS
from newscrawl.extraction.threads.pieces import brief_text, own_text
from newscrawl.page import Page

__all__ = ["distinct_name", "is_page_title", "list_name"]

_TITLE_CLASS = re.compile(r"title|heading|headline|label|header|caption|legend|titel|rubrik", re.IGNORECASE)
_PAGE_TITLE = re.compile(r"(?:page|archive|section|category|tag|author|search)[-_]?(?:title|head|header|heading)", re.I)
_BOLD = frozenset(("b", "strong"))
_LONGEST = 80
_CLIMB = 4


def list_name(
    container: etree._Element, first: etree._Element, items: Container[etree._Element]
) -> tuple[str | None, etree._Element | None]:
    """Return the text of the heading above a list and its element; ``None`` when the list has no heading of its own.

    The search goes from the first entry upwards over what stands before it and ends at another list's entry.
    """
    node = first
    for height in range(_CLIMB):
        for sibling in node.itersiblings(preceding=True):
            if sibling in items:
                return None, None
            text = brief_text(sibling, _LONGEST * 2)
            heading = _heading(sibling, bold=height < 2)
            if (
                heading is not None
                and len(text) <= _LONGEST * 2
                and (name := own_text(heading))
                and len(name) <= _LONGEST
            ):
                return (None, None) if _is_entry(heading, sibling, items) else (name, heading)
            if len(text) > _LONGEST:
                return None, None
        above = node.getparent()
        if above is None or above.tag in ("body", "html"):
            return None, None
        if label := (above.get("aria-label") or "").strip():
            return label, above
        node = above
    return None, None


def _is_entry(heading: etree._Element, sibling: etree._Element, items: Container[etree._Element]) -> bool:
    """Tell whether a heading is another list's entry: a lead story above a grid."""
    node: etree._Element | None = heading
    while node is not None and node is not sibling:
        if node in items:
            return True
        node = node.getparent()
    return False


def distinct_name(name: str, taken: set[str]) -> str:
    """Return ``name``, with a number behind it if a list of the page has it already, and add it to ``taken``.

    >>> distinct_name("More", {"More", "More (2)"})
    'More (3)'
    """
    number, distinct = 1, name
    while distinct in taken:
        number += 1
        distinct = f"{name} ({number})"
    taken.add(distinct)
    return distinct


def is_page_title(heading: etree._Element, page: Page) -> bool:
    """Tell whether a heading names the whole page, not one list of several."""
    if heading.tag == "h1" or heading.find(".//h1") is not None:
        return True
    if _PAGE_TITLE.search(f"{heading.get('class', '')} {heading.get('id', '')}"):
        return True
    text = own_text(heading)
    return len(text) > 2 and page.title.startswith(text)


def _heading(element: etree._Element, *, bold: bool) -> etree._Element | None:
    if element.tag in HEADINGS or element.tag in ("legend", "caption", "header"):
        return element
    found = next(element.iter(*HEADINGS), None)
    if found is not None:
        return found
    if _TITLE_CLASS.search(element.get("class", "")):
        return element
    if bold and (element.tag in _BOLD or (len(element) == 1 and element[0].tag in _BOLD)):
        return element if element.find(".//a[@href]") is None else None
    return None
