"""Comments whose header and text are neighbours instead of lying in one element (``<dt>`` and ``<dd>``, table rows)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import takewhile

from lxml import etree

from newscrawl.extraction.comments.heads import stamp_behind
from newscrawl.text import INLINE_TAGS, clean

__all__ = ["boxed", "outer_heads", "runs_from"]

_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_TIME = "comment-time"
_SIGNS = " )]:|.,–—-\r\n\t"
_REST = "comment-body"
"""Class of the element that holds what stands behind the head: it is read as the comment's text."""


def outer_heads(heads: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the heads whose lists lie in no other comment: ``<dd>`` can hold a list of answers."""
    levels = [sum(1 for _ in head.iterancestors("dl")) for head in heads]
    return [head for head, level in zip(heads, levels, strict=True) if level == min(levels)]


def runs_from(heads: Sequence[etree._Element]) -> list[list[etree._Element]]:
    """Return for each head the head itself and the siblings behind it, up to the next one that is of its kind.

    Heads in paragraphs of their own have the siblings of these behind them.
    """
    tags = {head.tag for head in heads}
    members = set(heads)
    runs = []
    paragraphs = {head.getparent(): head for head in heads if head.tag in INLINE_TAGS}
    if len(paragraphs) == len(heads) > 1:
        return [_run_over(paragraph, head, paragraphs) for paragraph, head in paragraphs.items()]
    for head in heads:
        if head.tag == "dd" and "dt" in tags:
            continue
        run = [head]
        for sibling in head.itersiblings():
            if sibling.tag == head.tag and (sibling in members or head.tag == "dt"):
                break
            run.append(sibling)
        runs.append(run)
    if len(runs) > 1:
        _cut_last(runs)
    return runs


def _run_over(
    paragraph: etree._Element | None, head: etree._Element, paragraphs: Container[etree._Element | None]
) -> list[etree._Element]:
    run = [head, *head.itersiblings()]
    if paragraph is not None:
        run.extend(takewhile(lambda s: s.tag == paragraph.tag and s not in paragraphs, paragraph.itersiblings()))
    return run


def _cut_last(runs: list[list[etree._Element]]) -> None:
    """End the last run, which nothing follows, where elements begin that no other run holds."""
    usual = {element.tag for run in runs[:-1] for element in run}.union(INLINE_TAGS - {"a"})
    last = runs[-1]
    for place, element in enumerate(last[1:], 1):
        if element.tag not in usual:
            del last[place:]
            break


def boxed(
    runs: Iterable[Sequence[etree._Element]], ids: Mapping[etree._Element, str | None]
) -> tuple[list[etree._Element], dict[etree._Element, str | None]]:
    """Copy each run into an element of its own; return these and their native ids, nested comments included."""
    boxes: list[etree._Element] = []
    copied: dict[etree._Element, str | None] = {}
    for run in runs:
        box = _new_box(run[0])
        copied[box] = ids.get(run[0])
        for element in run:
            copy = deepcopy(element)
            if element is run[0]:
                box.append(copy)
                time = _stamp_of(copy)
                if time is not None:
                    box.append(time)
                rest = etree.SubElement(box, "div", {"class": _REST})
                if time is not None:
                    rest.text, time.tail = (time.tail or "").lstrip(_SIGNS), None
            else:
                rest.append(copy)
            for original, new in [*zip(element.iter(), copy.iter(), strict=True)]:
                if original in ids and original is not element:
                    copied[_in_box(new) if new.tag == "dt" else new] = ids[original]
        boxes.append(box)
    return boxes, copied


def _new_box(head: etree._Element) -> etree._Element:
    """Return an empty element with the attributes of a comment's head, but for those that only HTML can have."""
    attributes = ((str(name), str(value)) for name, value in head.attrib.items())
    return etree.Element("div", {name: clean(value) for name, value in attributes if _XML_NAME.fullmatch(name)})


def _stamp_of(name: etree._Element) -> etree._Element | None:
    """Cut a time, if there is one, out of the bare text behind a name and return it in an element of its own."""
    stamp = stamp_behind(name)
    if stamp is None:
        return None
    time = etree.Element("span", {"class": _TIME})
    name.tail, time.text, time.tail = (name.tail or "").partition(stamp)
    return time


def _in_box(head: etree._Element) -> etree._Element:
    """Move a nested head and what stands behind it, up to the next head, into an element of its own."""
    box = _new_box(head)
    rest = [*takewhile(lambda sibling: sibling.tag != head.tag, head.itersiblings())]
    head.addprevious(box)
    box.append(head)
    body = etree.SubElement(box, "div", {"class": _REST})
    body.extend(rest)
    return box
