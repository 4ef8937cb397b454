"""Who answers whom: parents told by ids, by boxes of answers and by levels, where mark-up does not nest comments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise, takewhile

from lxml import etree

from newscrawl.extraction.threads.naming import Naming
from newscrawl.extraction.threads.nodes import Node, native_number
from newscrawl.text import clean, whole_number

__all__ = ["connect", "reply_line"]

_PARENT_ATTRIBUTES = (
    "data-parent-id",
    "data-parent",
    "data-parentid",
    "data-comment-parent",
    "data-reply-to",
    "data-in-reply-to",
)
_DEEP = 40
_MOST_AGREE = 0.5
_LEVEL_ATTRIBUTES = ("data-depth", "data-level", "data-comment-level", "aria-level")
_LEVEL_CLASS = re.compile(r"(?:depth|level|lvl|indent|nesting|nested)[-_]*(\d{1,4})(?!\d)")
_INDENT = re.compile(r"(?:margin|padding)-(?:left|right|inline-start)\s*:\s*(\d+)", re.IGNORECASE)
_WIDTH = re.compile(r"(\d{1,4})(?:px)?\Z")
_FIRST_CELLS = 3
_ANSWERS = Naming(
    r"(?:\A|[\s_-])(?:repl(?:y|ies)|children|child|indented|answers?|responses?|sub-?comments?|antworten|thread|nested|"
    r"r[eé]ponses?|respuestas?|risposte|respostas?)"
)
_IN_REPLY = re.compile(r"in-?reply|reply-?to|parent-?(?:link|comment|item)|u-in-reply-to", re.IGNORECASE)
_REPLY_TO = re.compile(
    r"(?:repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|respon[ds]\w*) to|réponse à|répond à|antwort (?:auf|an)|"
    r"respuesta a|risposta a|resposta a|reactie op|svar (?:på|til)|vastaus|odpowied\w+ (?:na|do)|"
    r"ответ|відповідь|رد|בתגובה|>>\s*\Z",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:in (?:reply|response|answer) to|(?:en )?réponse à|als? antwort (?:auf|an)|antwort (?:auf|an)|"
    r"(?:en )?respuesta a|(?:in )?risposta a|(?:em )?resposta a|(?:als )?reactie op|svar (?:på|til)|"
    r"(?:w )?odpowied\w+ (?:na|do)|(?:в )?ответ (?:на|для)|(?:у )?відповідь (?:на|для)|"
    r"ردا على|رد على|בתגובה ל|>>)\s*\S",
    re.IGNORECASE,
)
_LONGEST_NOTE = 100
_LONGEST_FRAGMENT = 64
_MOST_IN_LINE = 2
_MORE_IN_LINE = 4
_HIGHEST = 6


def connect(nodes: Sequence[Node]) -> None:
    """Set ``parent`` and ``depth`` of nodes that no other one holds. Parents stand before their answers."""
    by_id = {anchor: node for node in nodes if (anchor := node.element.get("id"))}
    by_id.update((node.native_id, node) for node in nodes if node.native_id)
    for node in nodes:
        if node.parent is None and (parent := _named_parent(node, by_id)) is not None:
            node.parent = parent
    loose = [node for node in nodes if node.parent is None]
    if _is_misread(nodes):
        _by_levels(nodes)
    elif len(loose) > 1:
        _by_boxes(loose)
        _by_levels([node for node in nodes if node.parent is None])
    for node in nodes:
        node.depth = node.parent.depth + 1 if node.parent is not None else 0


def _is_misread(nodes: Sequence[Node]) -> bool:
    """Tell whether all comments print their levels, and the tree has some elsewhere.

    The parser ends nesting that is too deep, and mark-up that closes elements in another order than it opens them is
    read as it can be.
    """
    deepest = max((node.depth for node in nodes), default=0)
    if not deepest:
        return False
    levels = [level for node in nodes if (level := _level(node.element)) is not None]
    if len(levels) < len(nodes):
        return False
    if deepest >= _DEEP and max(levels) - min(levels) > deepest:
        return True
    least = min(levels)
    agreeing = sum(node.depth == level - least for node, level in zip(nodes, levels, strict=True))
    return len(nodes) > agreeing > _MOST_AGREE * len(nodes) and all(
        after - before <= 1 for before, after in pairwise(levels)
    )


def _named_parent(node: Node, by_id: Mapping[str, Node]) -> Node | None:
    """Return the parent that an attribute or an "in reply to" link names, if it stands on the page."""
    for name in filter(node.element.keys().__contains__, _PARENT_ATTRIBUTES):
        if value := node.element.get(name):
            number = value.rpartition("-")[2]
            parent = by_id.get(value) or by_id.get(number)
            if parent is not None and parent is not node:
                return parent
    for link in node.links:
        _, mark, fragment = (link.get("href") or "").partition("#")
        target = native_number(fragment[:_LONGEST_FRAGMENT]) if mark else None
        parent = by_id.get(target) if target is not None else None
        if parent is not None and parent is not node and _says_reply(link):
            return parent
    return None


def _says_reply(link: etree._Element) -> bool:
    """Tell whether a link to a comment says that it is the one answered: by its class, or the words before it."""
    says = f"{link.get('class', '')} {link.get('rel', '')} {link.get('itemprop', '')}"
    if _IN_REPLY.search(says) or (link.text or "").lstrip()[:1] == "@" or _says_so_itself(link):
        return True
    before, above = link.getprevious(), link.getparent()
    text = before.tail if before is not None else above.text if above is not None else None
    return text is not None and _REPLY_TO.search(text) is not None


def _says_so_itself(link: etree._Element) -> bool:
    """Tell whether a link is nothing but the note that a comment is answered (``In reply to Kim``)."""
    text = link.text
    return text is not None and len(text) < _LONGEST_NOTE and _NOTE.match(clean(text)) is not None


def reply_line(link: etree._Element) -> etree._Element | None:
    """Return the element around a link to a comment that says nothing but that it is answered (``In reply to Kim``)."""
    if "#" not in (link.get("href") or ""):
        return None
    if _says_so_itself(link):
        return link
    line = link.getparent()
    if line is None or len(line) > _MOST_IN_LINE or (link.tail and not link.tail.isspace()):
        return None
    before = link.getprevious()
    found = _REPLY_TO.search((line.text if before is None else before.tail) or "")
    return line if found is not None and len(found.string.strip()) <= len(found[0]) + _MORE_IN_LINE else None


def _by_boxes(loose: Sequence[Node]) -> None:
    """Find comments in a box of answers that stands behind the comment they answer."""
    members = {node.element: node for node in loose}
    known: dict[etree._Element | None, Node | None] = {}
    before = cache(lambda box: _before_box(box, members))
    for node in loose:
        above = node.element.getparent()
        if above not in known:
            boxes = takewhile(_is_inner, islice(node.element.iterancestors(), _HIGHEST))
            known[above] = next(filter(None, map(before, boxes)), None)
        if (parent := known[above]) is not None:
            node.parent = parent


def _is_inner(box: etree._Element) -> bool:
    return box.tag not in ("body", "html")


def _before_box(box: etree._Element, members: dict[etree._Element, Node]) -> Node | None:
    if not _ANSWERS.fits(box):
        above, before = box.getparent(), box.getprevious()
        in_item = box.tag in ("ol", "ul") and above is not None and above.tag == "li"
        return members.get(before) if in_item and before is not None else None
    for sibling in box.itersiblings(preceding=True):
        if sibling in members:
            return members[sibling]
        for inner in sibling.iter():
            if inner in members:
                return members[inner]
    return None


def _by_levels(loose: Sequence[Node]) -> None:
    levels = [_level(node.element) for node in loose]
    if all(level is None for level in levels):
        levels = [_cell_width(node.element) for node in loose]
    if len({level for level in levels if level is not None}) < 2:
        return
    stack: list[tuple[int, Node]] = []
    for node, level in zip(loose, levels, strict=True):
        if level is None:
            level = 0
        while stack and stack[-1][0] >= level:
            stack.pop()
        node.parent = stack[-1][1] if stack else None
        stack.append((level, node))


def _cell_width(element: etree._Element) -> int | None:
    """Return the width of an empty cell among the first ones, or of the empty picture in it."""
    for cell in islice(element.iter("td"), _FIRST_CELLS):
        if (cell.text or "").strip("\xa0 \r\n\t") or any(inner.tag != "img" for inner in cell):
            continue
        if found := _WIDTH.match((cell[0] if len(cell) else cell).get("width") or ""):
            return int(found.group(1))
    return None


def _level(element: etree._Element) -> int | None:
    names = element.keys()
    for name in filter(names.__contains__, _LEVEL_ATTRIBUTES):
        if (value := whole_number(element.get(name))) is not None:
            return value
    if "class" in names and (level := _level_in(element.get("class", ""))) is not None:
        return level
    if "style" in names and (found := _INDENT.search(element.get("style", ""))):
        return whole_number(found.group(1))
    return None


@lru_cache(maxsize=2048)
def _level_in(classes: str) -> int | None:
    found = _LEVEL_CLASS.search(classes.lower())
    return int(found.group(1)) if found else None
