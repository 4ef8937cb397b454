"""Finding where comments begin whose names, times and texts lie in no element of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.area import Area
from newscrawl.extraction.threads.names import signed_name, signed_span
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.extraction.threads.pieces import is_within, own_text
from newscrawl.extraction.threads.times import is_date, is_stamp, time_span
from newscrawl.text import INLINE_TAGS, clean

__all__ = ["flat_heads", "foot_lines", "nest_terms", "row_heads", "stamp_behind", "terms_below", "text_heads"]

_HEAD_LETTERS = 160
_NAME_LETTERS = 200
_NAME_TAGS = ("b", "strong", "a", "cite", "i", "em", "font", "span")
_STAMP = re.compile(r"[\s(\[,|·–—-]*(\S.{3,58}?)\s*(?:[)\]|]|:(?!\d)|\Z)", re.DOTALL)
"""A time behind a name, up to the sign that ends it; :func:`is_stamp` tells whether it is one."""

_FARTHEST = 120
_MOST = 0.8
_TITLE_TAGS = frozenset("h1 h2 h3 h4 h5 h6 form section aside details nav footer".split())
_ABOUT = re.compile(r"comment|kommentar|comentario|reacti|trackback|pingback|mention|\blink")
"""What a note below the comments speaks of."""


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
    if len(area.times) < 2:
        return []
    times, names = area.times, area.names
    ((parent, most),) = Counter(element.getparent() for element in (*times, *names)).most_common(1)
    if most > _MOST * (len(times) + len(names)):
        times = [time for time in times if time.getparent() is parent]  # others stand in texts
    if most < len(times) + len(names) or (names and len(names) != len(times)):
        return []
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
    heads: list[etree._Element] = []
    for row in rows:
        if not heads or row.getprevious() is not heads[-1] or len(row) == len(heads[-1]):
            heads.append(row)  # else a text that speaks of a time
    texts = [row.getnext() for row in heads]
    known = set(heads)
    bare = sum(text is not None and text not in known and bool(own_text(text)) for text in texts)
    if len(heads) < 2 or bare < _MOST * len(heads) or len({head.getparent() for head in heads}) > 1:
        return []
    return heads if all(is_within(head, _HEAD_LETTERS) for head in heads) else []


def foot_lines(area: Area) -> dict[etree._Element, list[etree._Element]]:
    """Return the lines that sign comments below their texts (``Posted by: Kim at …``), and the elements of each text.

    Empty unless the lines are neighbours, a text stands above the first one and none of a comment below the last.
    """
    if not area.times or _signed_line(area.times[0]) is None:
        return {}
    lines = [*dict.fromkeys(line for time in area.times if (line := _signed_line(time)) is not None)]
    above = lines[0].getparent()
    if (
        above is None
        or (len(lines) == 1 and lines[0] not in area.roots)
        or any(line.getparent() is not above for line in lines)
    ):
        return {}
    siblings = area.roots if lines[0] in area.roots else [*above]
    ends = [place for place, element in enumerate(siblings) if element in set(lines)]
    rest = map(own_text, takewhile(lambda element: element.tag not in _TITLE_TAGS, siblings[ends[-1] + 1 :]))
    if len(ends) < len(lines) or any(text and not _ABOUT.search(text.lower()) for text in rest):
        return {}
    texts = [[*siblings[start + 1 : end]] for start, end in pairwise([-1, *ends])]
    texts[0] = [*takewhile(lambda element: element.tag not in _TITLE_TAGS, reversed(texts[0]))][::-1]
    texts = [_from_anchor([*text]) for text in texts]
    return dict(zip(lines, texts, strict=True)) if all(any(map(own_text, text)) for text in texts) else {}


def terms_below(area: Area) -> dict[etree._Element, list[etree._Element]]:
    """Return the terms (``<dt>``) that print name and time of comments, and the definitions above each: its text.

    Lists begin with the text there; answers are a list in a definition below the term.
    """
    found: dict[etree._Element, list[etree._Element]] = {}
    for root in area.roots:
        for terms in root.iter("dl"):
            if len(terms) < 2 or terms[0].tag != "dd" or terms.find("dt") is None:
                continue
            above: list[etree._Element] = []
            for item in terms:
                if item.tag == "dt" and above:
                    found[item], above = above, []
                elif item.tag == "dd" and item.find("dl") is None:
                    above.append(item)
    if not found or not all(is_within(term, _HEAD_LETTERS) for term in found):
        return {}
    return found if sum(time_span(own_text(term)) is not None for term in found) > _MOST * len(found) else {}


def nest_terms(discussion: Discussion) -> None:
    """Make comments whose list lies in a definition below another one's term answers to that."""
    by_term = {comment.element: comment for comment in discussion.comments}
    for comment in discussion.comments:
        terms = comment.element.getparent() if comment.element is not None else None
        around = next(terms.iterancestors("dd"), None) if terms is not None else None
        term = next(around.itersiblings("dt", preceding=True), None) if around is not None else None
        if term is not None and (parent := by_term.get(term)) is not None:
            comment.parent, comment.parent_native_id, comment.depth = parent, parent.native_id, parent.depth + 1


def _signed_line(time: etree._Element) -> etree._Element | None:
    """Return the block of a time, if it is a line that says who wrote and when, and nothing else."""
    line = time
    while line.tag in INLINE_TAGS and (above := line.getparent()) is not None:
        line = above
    if not is_within(line, _HEAD_LETTERS):
        return None
    text = own_text(line)
    if signed_span(text) is not None:
        return line
    span = time_span(text)
    return line if span is not None and signed_name(text, span) is not None else None


def _from_anchor(text: list[etree._Element]) -> list[etree._Element]:
    """Leave out what stands above the anchor of a comment."""
    anchors = [place for place, e in enumerate(text) if native_number(e.get("id") or e.get("name"))]
    return text[anchors[-1] :] if anchors else text
