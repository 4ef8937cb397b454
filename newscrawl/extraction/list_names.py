"""The name of a headline list: the heading above it."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree

from newscrawl.extraction.story_links import HEADINGS
from newscrawl.extraction.threads.pieces import own_text

__all__ = ["list_name"]

_TITLE_CLASS = re.compile(r"title|heading|headline|label|header|caption|legend|titel|rubrik", re.IGNORECASE)
_LONGEST = 80
_CLIMB = 4


def list_name(
    container: etree._Element, first: etree._Element, items: Container[etree._Element]
) -> tuple[str | None, etree._Element | None]:
    """Return the text of the heading above a list and its element; ``None`` when the list has no heading of its own.

    The search goes from the first entry upwards over what stands before it and ends at another list's entry.
    """
    node = first
    for _ in range(_CLIMB):
        for sibling in node.itersiblings(preceding=True):
            if sibling in items:
                return None, None
            heading = _heading(sibling)
            if heading is not None and (text := own_text(heading)) and len(text) <= _LONGEST:
                return text, heading
            if len(own_text(sibling)) > _LONGEST:
                return None, None
        above = node.getparent()
        if above is None or above.tag in ("body", "html"):
            return None, None
        if label := (above.get("aria-label") or "").strip():
            return label, above
        node = above
    return None, None


def _heading(element: etree._Element) -> etree._Element | None:
    if element.tag in HEADINGS or element.tag in ("legend", "caption", "header"):
        return element
    found = next(element.iter(*HEADINGS), None)
    if found is None and _TITLE_CLASS.search(element.get("class", "")):
        return element
    return found
