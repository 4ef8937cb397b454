"""Elements by parts of their class names and ids."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newscrawl.page import Page

__all__ = ["named_like"]


def named_like(page: Page, *needles: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield elements whose class name or id holds one of ``needles`` (lower case), each with that name."""
    for name in page.classes_like(*needles):
        for element in page.by_class[name]:
            yield name, element
    names = [*page.by_id]
    lines = "\n".join(names).lower()
    if any(needle in lines for needle in needles):
        for name in names:
            lowered = name.lower()
            if any(needle in lowered for needle in needles):
                yield name, page.by_id[name]
