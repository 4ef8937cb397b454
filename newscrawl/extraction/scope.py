"""What the finders of single fields are given: the page, and what is known of its article so far."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.noise import is_noise, is_talk
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page

__all__ = ["Scope"]

_NEVER = frozenset(("nav", "form"))
_BESIDE = frozenset(("aside", "footer"))


@dataclass(kw_only=True, slots=True)
class Scope:
    """An article as far as it is found."""

    page: Page
    data: StructuredData
    head: Sequence[Block] = ()
    """Blocks between headline and text."""

    container: etree._Element | None = None
    """Element that holds the text."""

    around: Set[etree._Element] = field(default_factory=set)
    """The container and what it stands in."""

    def is_beside(self, element: etree._Element) -> bool:
        """Tell whether an element stands in navigation, a form, reader comments or a sidebar of the page."""
        beside = False
        node: etree._Element | None = element
        while node is not None and node not in self.around:
            if node.tag in _NEVER or is_talk(node):
                return True
            beside = beside or node.tag in _BESIDE or (node is not element and _is_list_like(node))
            node = node.getparent()
        return beside and (node is None or node.tag not in ("article", "main"))


def _is_list_like(element: etree._Element) -> bool:
    names = element.get("class")
    return bool(names) and ("sidebar" in names or "related" in names or "widget" in names) and is_noise(element)
