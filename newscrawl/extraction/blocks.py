"""An element's text as blocks: one for each paragraph, heading or list item, with what the body finder asks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from newscrawl.extraction.noise import HEADING_TAGS, is_text_of_parent
from newscrawl.text import BLOCK_TAGS, SKIP_TAGS, clean, element_text

__all__ = ["HEADING_TAGS", "SENTENCE_END", "Block", "blocks", "is_prose", "pieces"]

SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "”", '"', "»", "“", "’", "।", "؟", "۔", "」", ".)")
"""What sentences end with."""

_DENSE_END = ("。", "！", "？", "。”", "！”", "？”", "。」", "！」", "？」")
"""What sentences end with in scripts that need few characters."""

_BOXES = frozenset(("span", "time", "address", "br"))
_DAY_WORD = re.compile(r"\s+(?:le|am|on|el|il|em|op|den|dne|at|um)\Z", re.IGNORECASE)
"""What stands between a name and a day in a box of its own."""
_MARKS = frozenset(("a", "b", "strong"))
_LINKED_PARAGRAPH = 0.75


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

    loose: bool = False
    """Whether the text stands in a container rather than in a paragraph, heading, list or table of facts."""

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


def is_prose(block: Block) -> bool:
    """Tell whether a block reads as a sentence rather than as a label."""
    text = block.text
    if block.is_heading or block.link_share > (_LINKED_PARAGRAPH if _is_whole_sentence(block) else 0.5):
        return False
    size = len(text)
    return size >= 60 or (size >= 20 and text.endswith(SENTENCE_END)) or (size >= 8 and text.endswith(_DENSE_END))


def _is_whole_sentence(block: Block) -> bool:
    return block.tag == "p" and len(block.text) > 100 and block.text.endswith(SENTENCE_END)


def blocks(root: etree._Element, *, prune: Callable[[etree._Element], bool]) -> Iterator[Block]:
    """Yield the blocks of an element in document order; subtrees for which ``prune`` is true are left out.

    Two ``<br>`` in a row part two blocks. Works without recursion and in time linear in the subtree.
    """
    reader = _Reader(root)
    pending = [(root, False)]
    while pending:
        node, closing = pending.pop()
        tag = node.tag
        if closing:
            if tag in _MARKS:
                reader.marks[tag == "a"] -= 1
            elif tag in BLOCK_TAGS or "-" in tag:
                if (block := reader.flush()) is not None:
                    yield block
                reader.leave()
        else:
            is_block = tag in BLOCK_TAGS
            if is_block and (block := reader.flush()) is not None:
                yield block
            if (tag in SKIP_TAGS and tag != "noscript" and not (tag == "button" and is_text_of_parent(node))) or (
                node is not root and prune(node)
            ):
                if not is_block and _parts_loose_text(node, reader) and (block := reader.flush()) is not None:
                    yield block
            elif len(node) or ("-" in tag and node.text):
                pending.append((node, True))
                pending.extend([(child, False) for child in reversed(node)])
                if tag in _MARKS:
                    reader.marks[tag == "a"] += 1
                elif is_block or "-" in tag:
                    if not is_block and (block := reader.flush()) is not None:
                        yield block
                    reader.stack.append(node)
                if text := node.text:
                    reader.add(text)
                continue
            elif tag == "br":
                if reader.broken and (block := reader.flush()) is not None:
                    yield block
                reader.parts.append("\n")
                reader.broken = True
            elif (text := node.text) and (block := reader.leaf(node, text)) is not None:
                yield block
        if node is not root and (text := node.tail):
            reader.add(text)
    if (block := reader.flush()) is not None:
        yield block


def pieces(block: Block) -> list[str]:
    """Return what the inline boxes of a line say, each on its own."""
    found: list[str] = []
    loose = block.element.text or ""
    for inner in block.element:
        text = element_text(inner) if isinstance(inner.tag, str) else ""
        if inner.tag in _BOXES:
            found += (clean(loose), text)
            loose = ""
        else:
            loose += text
        loose += inner.tail or ""
    found = [piece for piece in (*found, clean(loose)) if piece]
    return [
        _DAY_WORD.sub("", piece) if any(map(str.isdigit, following)) else piece
        for piece, following in zip(found, [*found[1:], ""], strict=True)
    ]


class _Reader:
    """Text gathered since the last block boundary."""

    def __init__(self, root: etree._Element) -> None:
        self.parts: list[str] = []
        self.stack = [root]
        self.marks = [0, 0]  # open <b>/<strong>, open <a>
        self.counts = [0, 0, 0]  # bold, linked, all
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

    def leaf(self, node: etree._Element, text: str) -> Block | None:
        """Take the text of an element that holds no other one; return the block that it is, unless it is inline."""
        tag = node.tag
        if tag in BLOCK_TAGS:
            size = len(text)
            line = clean(text)
            return Block(line, node, size if self.marks[1] else 0, size if self.marks[0] else 0, size) if line else None
        if tag in _MARKS:
            self.marks[tag == "a"] += 1
        elif tag == "span" and text.isdigit() and self._numbers(node):
            text += " "
        self.add(text)
        if tag in _MARKS:
            self.marks[tag == "a"] -= 1
        return None

    def _numbers(self, span: etree._Element) -> bool:
        """Tell whether a span in a heading has the rest of it right behind, in a box of its own."""
        following = span.getnext()
        return (
            self.stack[-1].tag in HEADING_TAGS
            and not span.tail
            and following is not None
            and following.tag == "span"
            and (following.text or "")[:1].isalpha()
        )

    def leave(self) -> None:
        if len(self.stack) > 1:
            self.stack.pop()

    def flush(self) -> Block | None:
        """End the block: return it, if there is any text."""
        if not self.parts:
            return None
        bold, linked, size = self.counts
        text = "".join(self.parts) if size else ""
        self.parts.clear()
        self.broken = False
        if not text:
            return None
        self.counts = [0, 0, 0]
        text = clean(text) if "\n" not in text else "\n".join(filter(None, map(clean, text.split("\n"))))
        return Block(text, self.stack[-1], linked, bold, size) if text else None


def _parts_loose_text(inline: etree._Element, reader: _Reader) -> bool:
    """Tell whether an inline element that is left out is set as a block, as it holds some, and in no paragraph."""
    return len(inline) > 0 and reader.stack[-1].tag != "p" and any(child.tag in BLOCK_TAGS for child in inline)
