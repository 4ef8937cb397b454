"""Finding where comments begin whose names, times and texts lie in no element of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from newscrawl.extraction.comments.area import Area, is_stamp
from newscrawl.extraction.threads.pieces import is_within, own_text
from newscrawl.extraction.threads.times import is_date
from newscrawl.text import clean

__all__ = ["flat_heads", "row_heads", "stamp_behind", "text_heads"]

_HEAD_LETTERS = 160
_NAME_LETTERS = 200
_NAME_TAGS = ("b", "strong", "a", "cite", "i", "em", "font", "span")
_STAMP = re.compile(r"[\s(\[,|·–—-]*(\S.{3,58}?)\s*(?:[)\]|]|:(?!\d)|\Z)", re.DOTALL)
"""A time behind a name, up to the sign that ends it; :func:`is_stamp` tells whether it is one."""

_FARTHEST = 120


def text_heads(area: Area) -> list[etree._Element]:
    """Return the names in one element each of which a time follows as bare text (``<b>Kim</b> (3 May 2014):``)."""
    heads = [
        element
        for root in area.roots
        for element in (root, *root.iterdescendants(*_NAME_TAGS))
        if element.tag in _NAME_TAGS and element.tail and stamp_behind(element) and element not in area.dead
    ]
    heads = [head for head in heads if is_within(head, _NAME_LETTERS) and not is_date(own_text(head))]
    return heads if len({head.getparent() for head in heads}) == 1 or _begin_paragraphs(heads) else []


def _begin_paragraphs(heads: Sequence[etree._Element]) -> bool:
    """Tell whether each head is the first thing in a paragraph, and the paragraphs are neighbours."""
    paragraphs = [head.getparent() for head in heads]
    if len({p.getparent() for p in paragraphs if p is not None}) != 1:
        return False
    return all(
        p is not None and p.tag == "p" and p[0] is head and not (p.text or "").strip()
        for p, head in zip(paragraphs, heads, strict=True)
    )


def stamp_behind(name: etree._Element) -> str | None:
    """Return the time that follows an element as bare text, as it is printed."""
    found = _STAMP.match((name.tail or "")[:_FARTHEST])
    return found[1] if found is not None and is_stamp(clean(found[1])) else None


def flat_heads(area: Area) -> list[etree._Element]:
    """Return the elements that begin comments where names, times and texts are all neighbours in one element."""
    times, names = area.times, area.names
    parents = {element.getparent() for element in (*times, *names)}
    if len(times) < 2 or len(parents) != 1 or (names and len(names) != len(times)):
        return []
    parent = parents.pop()
    names = names or _names_before(times)
    if not names or parent is None:
        return times
    return names if parent.index(names[0]) < parent.index(times[0]) else times


def _names_before(times: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the short texts in elements of a kind that stand right before all times, if there are such."""
    before = [time.getprevious() for time in times]
    names = [name for name in before if name is not None and name.tag in _NAME_TAGS and own_text(name)]
    alike = len(names) == len(times) and len({name.tag for name in names}) == 1
    return names if alike and all(is_within(name, _NAME_LETTERS) for name in names) else []


def row_heads(area: Area) -> list[etree._Element]:
    """Return the table rows that print name and time of comments whose texts stand in the rows below."""
    rows: dict[etree._Element, None] = {}
    for anchor in area.times:
        row = anchor if anchor.tag == "tr" else next(islice(anchor.iterancestors("tr"), 1), None)
        if row is not None:
            rows[row] = None
    texts = [row.getnext() for row in rows]
    bare = sum(text is not None and text not in rows and bool(own_text(text)) for text in texts)
    heads = list(rows)
    if len(heads) < 2 or bare < 0.8 * len(heads) or len({head.getparent() for head in heads}) > 1:
        return []
    return heads if all(is_within(head, _HEAD_LETTERS) for head in heads) else []
