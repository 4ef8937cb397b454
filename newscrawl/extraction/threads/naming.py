"""Elements by parts of their class names and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from newscrawl.page import Page

__all__ = ["Naming", "named_like"]


class Naming:
    """A pattern, in lower case, for parts of class names and ids.

    Class names are remembered with the answer, as pages repeat them. Looking for lower case in what was put in lower
    case is several times faster than a pattern that ignores case.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._is_class = lru_cache(maxsize=2048)(self.is_in)

    def is_in(self, name: str) -> bool:
        """Tell whether a class name, several of them or an id hold a match."""
        return self._pattern.search(name.lower()) is not None

    def among(self, page: Page, *needles: str) -> set[etree._Element]:
        """Return the elements of a page that :meth:`fits` is true of. Each match holds one of ``needles``."""
        found: set[etree._Element] = set()
        for name in page.classes_like(*needles):
            if self._is_class(name):
                found.update(page.by_class[name])
        ids = page.values("id")
        if self.is_in("\n".join(ids.values())):
            found.update(element for element, name in ids.items() if self.is_in(name))
        return found

    def fits(self, element: etree._Element) -> bool:
        """Tell whether a class name or the id of an element holds a match."""
        if (classes := element.get("class")) and self._is_class(classes):
            return True
        return (name := element.get("id")) is not None and self.is_in(name)


def named_like(page: Page, *needles: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield elements whose class name or id holds one of ``needles`` (lower case), each with that name."""
    for name in page.classes_like(*needles):
        for element in page.by_class[name]:
            yield name, element
    lines = "\n".join(page.by_id).lower()
    if any(needle in lines for needle in needles):
        holds_one = _one_of(needles).search
        yield from ((name, element) for name, element in page.by_id.items() if holds_one(name.lower()))


@lru_cache(maxsize=64)
def _one_of(needles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, needles)))
