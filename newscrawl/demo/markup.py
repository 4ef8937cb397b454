"""The few marks that the demo's texts use, as HTML and as the plain text that a reader sees.

Inline: ``[text](address)``, ``*emphasis*``. Blocks are parted by a blank line: ``## `` begins a sub-heading, ``- ``
list items, ``> `` a quotation, ``[[name argument]]`` stands for a box that a layout fills; the rest are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

__all__ = ["Block", "inline_html", "links", "parse_blocks", "plain", "typeset"]

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_BOX = re.compile(r"\[\[(\S+)(?: (.+))?\]\]\Z")
_LISTED = re.compile(r"^- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text between two blank lines."""

    kind: str
    """``paragraph``, ``heading``, ``list``, ``quote`` or ``box``."""

    lines: tuple[str, ...]
    """Marked-up text; one entry for each item of a list. Of a box: its name and, where it has one, its argument."""


def parse_blocks(text: str) -> list[Block]:
    """Part a marked-up text into its blocks."""
    return [_block(part.strip()) for part in text.strip().split("\n\n")]


def _block(part: str) -> Block:
    if box := _BOX.match(part):
        return Block("box", tuple(group for group in box.groups() if group))
    if part.startswith("## "):
        return Block("heading", (part[3:],))
    if part.startswith("- "):
        return Block("list", tuple(item.strip() for item in _LISTED.split(part)[1:]))
    if part.startswith("> "):
        return Block("quote", (part[2:],))
    return Block("paragraph", (part,))


def plain(text: str) -> str:
    """Return the text that a reader sees.

    >>> plain("See [the *list*](/list).")
    'See the list.'
    """
    return _EMPHASIS.sub(r"\1", _LINK.sub(r"\1", text))


def links(text: str, base_url: str) -> list[str]:
    """Return the addresses that a marked-up text links to, absolute, in its order."""
    return [urljoin(base_url, href) for _, href in _LINK.findall(text)]


def inline_html(text: str, base_url: str) -> str:
    """Return marked-up text as HTML with absolute links."""
    html = _LINK.sub(lambda match: _anchor(match, base_url), escape(text, quote=False))
    return _EMPHASIS.sub(r"<em>\1</em>", html)


def _anchor(match: re.Match[str], base_url: str) -> str:
    # The address was escaped with the text around it, once is enough.
    return f'<a href="{urljoin(base_url, match[2])}">{match[1]}</a>'


def typeset(blocks: list[Block], base_url: str, fill_box: Callable[..., str]) -> str:
    """Return blocks as HTML; ``fill_box(name, *argument)`` gives that of a box."""
    return "\n".join(_block_html(block, base_url, fill_box) for block in blocks)


def _block_html(block: Block, base_url: str, fill_box: Callable[..., str]) -> str:
    if block.kind == "box":
        return fill_box(*block.lines)
    lines = [inline_html(line, base_url) for line in block.lines]
    if block.kind == "heading":
        return f"<h3>{lines[0]}</h3>"
    if block.kind == "list":
        return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
    if block.kind == "quote":
        return f"<blockquote><p>{lines[0]}</p></blockquote>"
    return f"<p>{lines[0]}</p>"
