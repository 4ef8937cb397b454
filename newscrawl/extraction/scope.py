"""What the finders of single fields are given: the page, and what is known of its article so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.noise import is_noise, is_talk
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page

__all__ = ["Scope"]

_NEVER = frozenset(("nav", "form"))
_BESIDE = frozenset(("aside", "footer"))
_APART = frozenset("nav form select button script style svg figure".split())
_LONGEST_LINE, _MOST_LINES = 160, 200
_MOST_BLOCKS = 400


@dataclass(kw_only=True, slots=True)
class Scope:
    """An article as far as it is found."""

    page: Page
    data: StructuredData
    head: Sequence[Block] = ()
    """Blocks between headline and text."""

    container: etree._Element | None = None
    """Element that holds the text."""

    headline: etree._Element | None = None
    """Element that shows the headline."""

    above_headline: Set[etree._Element] = field(default_factory=set)
    """What the headline stands in."""

    around: Set[etree._Element] = field(default_factory=set)
    """The container and what it stands in."""

    discussion: Set[etree._Element] = frozenset()
    """Elements that hold reader comments."""

    opening: Sequence[str] = ()
    """The first paragraphs of the text."""

    author_texts: list[list[str]] | None = None
    """Texts of elements that are named after an author, those of one row together, once somebody asked for them."""

    captioned: list[str] = field(default_factory=list)
    """Of those the ones below pictures, which are not among :attr:`author_texts`."""

    times: list[tuple[int, str]] | None = None
    """Ranked ``<time>`` elements, once somebody asked for them."""

    _blocks: tuple[etree._Element, list[Block]] | None = None

    @property
    def lines(self) -> list[str]:
        """Short lines of :attr:`region`, in page order."""
        found: list[str] = []
        for block in self.blocks():
            if len(block.text) <= _LONGEST_LINE:
                found.append(block.text)
                if len(found) >= _MOST_LINES:
                    break
        return found

    def blocks(self) -> Iterator[Block]:
        """Yield the first blocks of :attr:`region`, but for forms, menus and reader comments."""
        region = self.region
        if region is None:
            return iter(())
        if self._blocks is None or self._blocks[0] is not region:
            self._blocks = region, list(islice(blocks(region, prune=self.is_apart), _MOST_BLOCKS))
        return iter(self._blocks[1])

    @property
    def region(self) -> etree._Element | None:
        """The smallest element that holds headline and text, and what stands close to them."""
        node = self.container
        while node is not None and (parent := node.getparent()) is not None and parent.tag not in ("body", "html"):
            if self.headline is not None and node in self.above_headline:
                return node if node.tag in ("article", "main") else parent
            if self.headline is None and node.tag in ("article", "main"):
                return node
            node = parent
        return node

    def is_apart(self, element: etree._Element) -> bool:
        """Tell whether an element is a form, a menu or reader comments."""
        return element.tag in _APART or element in self.discussion or is_talk(element)

    def holds(self, element: etree._Element) -> bool:
        """Tell whether an element lies in :attr:`region`, or no headline bounds it."""
        region = self.region
        return (
            region is None
            or self.headline is None
            or element is region
            or any(above is region for above in element.iterancestors())
        )

    def of_article(self, itemprop: str) -> list[etree._Element]:
        """Return the elements with a microdata property, but for those of reader comments."""
        return [element for element in self.page.by_itemprop.get(itemprop, ()) if not self._is_of_comment(element)]

    def _is_of_comment(self, element: etree._Element) -> bool:
        return any(above in self.discussion and above not in self.above_headline for above in element.iterancestors())

    def heads(self, element: etree._Element) -> bool:
        """Tell whether an element stands right before :attr:`region` or what holds it, as the day does in blogs."""
        following, region = element.getnext(), self.region
        return following is not None and region is not None and (following is region or following in self.around)

    def is_beside(self, element: etree._Element) -> bool:
        """Tell whether an element stands in navigation, a form, reader comments or a sidebar of the page."""
        beside = False
        node: etree._Element | None = element
        while node is not None and node not in self.around:
            if node.tag in _NEVER or node in self.discussion or is_talk(node):
                return True
            beside = beside or node.tag in _BESIDE or (node is not element and _is_list_like(node))
            node = node.getparent()
        if node is None or not beside:
            return beside
        return node.tag not in ("article", "main") and all(above.tag != "article" for above in node.iterancestors())


def _is_list_like(element: etree._Element) -> bool:
    names = element.get("class") or ""
    return ("sidebar" in names or "related" in names or "widget" in names) and is_noise(element)
