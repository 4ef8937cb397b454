"""HTML nested deeper than a parser goes, made shallower without losing anything of it.

libxml2 stops at a depth of 256 elements (2,048 when told that documents are huge) and drops the rest of the document.
Threads of answers, and bad or hostile mark-up, get there. What is too deep is put beside the element that holds it
instead of inside it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

__all__ = ["HELD", "HOLDER", "flattened"]

HOLDER: Final = "data-holder"
HELD: Final = "data-held"
"""Attributes with one number: an element that has been moved, and the one that holds it in the source."""

_TAG: Final = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b"
    r"[^>]{0,9999}+>.*?(?:</(?P=raw)\s*>|\Z)|(?P<close>/)?(?P<name>[a-zA-Z][^\s/>]{0,99})"
    r"(?P<attributes>(?:[^>\"']++|\"[^\"]{0,9999}+\"|'[^']{0,9999}+'){0,800}+)>)",
    re.DOTALL | re.IGNORECASE,
)
_CLASS: Final = re.compile(r"\bclass\s*=\s*(\"[^\"]{0,200}\"|'[^']{0,200}'|[^\s>\"']{1,200})", re.IGNORECASE)
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_CLOSED_BY_THE_NEXT: Final = frozenset(("li", "p", "dt", "dd", "option", "tr", "td", "th"))
_LISTS: Final = frozenset(("ol", "ul", "dl", "blockquote", "table"))
_LOOKED_BACK: Final = 400
"""How many open elements a closing tag may leave open: more, and it is believed to be a stray one."""

_ROOM: Final = 60
"""Levels kept for what lies inside a list or an element with an id, so that these are not torn apart."""


def flattened(html: str, depth: int) -> str:
    """Return ``html`` with no element deeper than ``depth`` (at least 120); time is linear in its size.

    A list, an element with an id or one that lies in another of its class and gets within reach of ``depth`` is moved
    up to half of it, with all that it holds; anything else only where it must be. What is moved gets :data:`HELD`,
    what it lay in :data:`HOLDER`.
    """
    parts: list[str] = []
    stack: list[_Open] = []
    kinds: Counter[str | None] = Counter()
    position = real = 0
    for tag in _TAG.finditer(html):
        parts.append(html[position : tag.start()])
        position = tag.end()
        name = (tag["name"] or "").lower()
        if not name or name in _VOID:
            parts.append(tag[0])
            continue
        if tag["close"] or (stack and stack[-1].name == name and name in _CLOSED_BY_THE_NEXT):
            real -= _close(name, stack, parts, kinds)
        if not tag["close"]:
            kind = _kind(name, tag["attributes"])
            whole = name in _LISTS or " id=" in tag["attributes"].lower() or kinds[kind] > 0
            if real >= depth or (whole and real >= depth - _ROOM):
                real -= _shut(stack, real - depth // 2, parts)
            if stack and stack[-1].shut:
                parts.append(_marked(tag[0], HELD, _hold(stack[-1], parts)))
            else:
                parts.append(tag[0])
            stack.append(_Open(name, kind, len(parts) - 1))
            kinds[kind] += kind is not None
            real += 1
    parts.append(html[position:])
    return "".join(parts)


class _Open:
    """An element that the source has not closed yet; ``shut`` when the result has."""

    __slots__ = ("holds", "kind", "name", "place", "shut")

    def __init__(self, name: str, kind: str | None, place: int) -> None:
        self.name = name
        self.kind = kind
        self.place = place
        """Where its start tag stands in the parts of the result."""
        self.holds = False
        self.shut = False


def _marked(tag: str, attribute: str, number: int) -> str:
    name = len(tag) - len(tag.lstrip("<")) + len(tag[1:].split(None, 1)[0].rstrip("/>"))
    return f'{tag[:name]} {attribute}="{number}"{tag[name:]}'


def _hold(opened: _Open, parts: list[str]) -> int:
    """Mark an element as one that has lost a part, and return its number."""
    if not opened.holds:
        opened.holds = True
        parts[opened.place] = _marked(parts[opened.place], HOLDER, opened.place)
    return opened.place


def _kind(name: str, attributes: str) -> str | None:
    """Return tag and class, by which elements that hold others of their making are told; ``None`` without class."""
    found = _CLASS.search(attributes)
    return f"{name} {found[1]}" if found else None


def _close(name: str, stack: list[_Open], parts: list[str], kinds: Counter[str | None]) -> int:
    """Close the innermost open element called ``name`` and those in it; nothing for a stray closing tag."""
    for back in range(1, min(len(stack), _LOOKED_BACK) + 1):
        if stack[-back].name == name:
            closing = [f"</{opened.name}>" for opened in reversed(stack[-back:]) if not opened.shut]
            kinds.subtract(opened.kind for opened in stack[-back:] if opened.kind is not None)
            del stack[-back:]
            parts.extend(closing)
            return len(closing)
    return 0


def _shut(stack: list[_Open], number: int, parts: list[str]) -> int:
    """Close the innermost ``number`` elements that are still open in the result, and remember it."""
    left = number
    for opened in reversed(stack):
        if not left:
            break
        if not opened.shut:
            opened.shut = True
            parts.append(f"</{opened.name}>")
            left -= 1
    return number - left
