"""An element's text as blocks: one for each paragraph, heading or list item, with what the body finder asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from newscrawl.extraction.noise import HEADING_TAGS
from newscrawl.text import BLOCK_TAGS, SKIP_TAGS, clean

__all__ = ["HEADING_TAGS", "Block", "blocks"]

_MARKS = frozenset(("a", "b", "strong"))


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries."""

    text: str
    element: etree._Element
    """Innermost block element that the text stands in."""

    linked: int = 0
    """Characters of the text inside ``<a>``."""

    bold: int = 0
    """Characters of the text inside ``<b>`` or ``<strong>``."""

    size: int = 0
    """Characters that ``linked`` and ``bold`` are counted of (the source's, before white space is folded)."""

    @property
    def tag(self) -> str:
        """Tag of the element."""
        return str(self.element.tag)

    @property
    def is_heading(self) -> bool:
        """Whether the text is marked up as a heading."""
        element = self.element
        if element.tag in HEADING_TAGS:
            return True
        parent = element.getparent()
        return parent is not None and parent.tag in HEADING_TAGS

    @property
    def link_share(self) -> float:
        """Share of the text that is linked, 0 to 1."""
        return self.linked / self.size if self.size else 0.0

    @property
    def bold_share(self) -> float:
        """Share of the text that is bold, 0 to 1."""
        return self.bold / self.size if self.size else 0.0


def blocks(root: etree._Element, *, prune: Callable[[etree._Element], bool]) -> Iterator[Block]:
    """Yield the blocks of an element in document order; subtrees for which ``prune`` is true are left out.

    Two ``<br>`` in a row part two blocks. Works without recursion and in time linear in the subtree.
    """
    reader = _Reader(root)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        tag = node.tag
        if event == "start":
            if (
                not isinstance(tag, str)
                or (tag in SKIP_TAGS and tag != "noscript")
                or (node is not root and prune(node))
            ):
                walker.skip_subtree()
                reader.skipped = node
                if tag in BLOCK_TAGS:
                    yield from reader.flush()
                continue
            if tag in BLOCK_TAGS and not len(node):
                yield from reader.flush()
                if (text := node.text) and (line := clean(text)):
                    size = len(text)
                    yield Block(line, node, size if reader.marks[1] else 0, size if reader.marks[0] else 0, size)
                reader.skipped = node
            elif tag == "br":
                if reader.broken:
                    yield from reader.flush()
                reader.parts.append("\n")
                reader.broken = True
            elif tag in BLOCK_TAGS or "-" in tag:
                yield from reader.flush()
                reader.stack.append(node)
            elif tag in _MARKS:
                reader.marks[tag == "a"] += 1
            if node.text and reader.skipped is not node:
                reader.add(node.text)
            continue
        if node is reader.skipped:
            reader.skipped = None
        elif tag in BLOCK_TAGS or "-" in tag:
            yield from reader.flush()
            if len(reader.stack) > 1:
                reader.stack.pop()
        elif tag in _MARKS:
            reader.marks[tag == "a"] -= 1
        if node is not root and node.tail:
            reader.add(node.tail)
    yield from reader.flush()


class _Reader:
    """Text gathered since the last block boundary."""

    def __init__(self, root: etree._Element) -> None:
        self.parts: list[str] = []
        self.stack = [root]
        self.marks = [0, 0]  # open <b>/<strong>, open <a>
        self.counts = [0, 0, 0]  # bold, linked, all
        self.skipped: etree._Element | None = None
        self.broken = False  # nothing but white space since the last <br>

    def add(self, text: str) -> None:
        if text.isspace():
            self.parts.append(" ")
            return
        size = len(text)
        self.broken = False
        self.parts.append(text if "\n" not in text else text.replace("\n", " "))
        self.counts[2] += size
        if self.marks[0]:
            self.counts[0] += size
        if self.marks[1]:
            self.counts[1] += size

    def flush(self) -> Iterator[Block]:
        if not self.parts:
            return
        text = "".join(self.parts)
        self.parts.clear()
        self.broken = False
        bold, linked, size = self.counts
        self.counts = [0, 0, 0]
        if not text or text.isspace():
            return
        text = clean(text) if "\n" not in text else "\n".join(filter(None, map(clean, text.split("\n"))))
        if text:
            yield Block(text, self.stack[-1], linked, bold, size)
