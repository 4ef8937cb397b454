"""Finding the elements of single comments by the times printed in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from newscrawl.extraction.comments.area import Area, Signs, holds_closely
from newscrawl.extraction.threads.pieces import common_ancestor, is_within, own_text
from newscrawl.extraction.threads.roles import Role, role_of

__all__ = ["comment_elements", "repeated"]

_DIGITS = re.compile(r"\d+")
_DEEPEST = 30
_MOST_KINDS = 3
_BLOCKS = frozenset(("p", "div", "blockquote", "section", "article", "dd", "ul"))


def comment_elements(area: Area, *, marked: bool = False) -> list[etree._Element]:
    """Return one element for each comment in an area: the largest that holds just one printed time.

    Where none is printed, one name or else one button to answer tells comments apart.

    With ``marked``, a lone comment must have a part that is named after an author or a time.
    """
    roots, anchors = area.roots, area.times
    if anchors and not area.marked and len(area.buttons) > 2 * len(anchors):
        anchors = []  # dates that readers wrote of
    if not anchors:
        anchors = area.names if len(area.names) > 1 else area.buttons
        if len(anchors) < 2:
            return []
    bounds: set[etree._Element | None] = {roots[0] if len(roots) == 1 else _around_all(roots)}
    if len(anchors) == 1:
        single = anchors[0] if anchors[0].tag == "dt" else _around(anchors[0], bounds)
        single = _with_name(single, area.names, bounds)
        return [single] if single is not None and (not marked or _has_role(single, area.signs)) else []
    return repeated(anchors, bounds)


def _around_all(roots: Sequence[etree._Element]) -> etree._Element | None:
    """Return the smallest element that holds all of ``roots``, which lie in page order, and is none of them."""
    last = {*roots[-1].iterancestors()}
    return next((above for above in roots[0].iterancestors() if above in last), None)


def _around(anchor: etree._Element, bounds: set[etree._Element | None]) -> etree._Element | None:
    """Return the smallest element that holds a lone time and a text besides it."""
    stamp = len(own_text(anchor))
    element: etree._Element | None = anchor
    while element is not None and element.tag not in ("body", "html"):
        if _holds_block(anchor) if element is anchor else _has_body(element, anchor, stamp):
            return element
        if element in bounds:
            return None
        element = element.getparent()
    return None


def _with_name(
    single: etree._Element | None, names: Sequence[etree._Element], bounds: set[etree._Element | None]
) -> etree._Element | None:
    """Return the element around a lone comment that holds its name too, if the only name stands beside it."""
    if single is None or len(names) != 1 or single in names[0].iterancestors():
        return single
    around = common_ancestor(single, names[0])
    return single if around is None or around in bounds or around.tag in ("body", "html") else around


def _has_role(element: etree._Element, signs: Signs) -> bool:
    """Tell whether some part is named after an author or a time."""
    return any(inner in signs.dated or inner in signs.signed for inner in element.iter(etree.Element))


def _has_body(element: etree._Element, anchor: etree._Element, stamp: int) -> bool:
    for inner in element.iter(etree.Element):
        if inner is element or inner is anchor or (inner.tag != "p" and role_of(inner).role is not Role.BODY):
            continue
        if not holds_closely(inner, anchor) and own_text(inner):
            return True
    return len(own_text(element)) > stamp + 60


def repeated(anchors: Sequence[etree._Element], bounds: set[etree._Element | None]) -> list[etree._Element]:
    """Return the elements of a kind that part the anchors best, then those that part the rest of the anchors."""
    found: list[etree._Element] = []
    rest = list(anchors)
    for _ in range(_MOST_KINDS):
        chosen = _one_kind(rest, bounds, found)
        if not chosen:
            break
        found.extend(_with_siblings(chosen))
        taken = set(chosen)
        rest = [anchor for anchor in rest if not any(above in taken for above in _ancestors(anchor, bounds))]
        if len(rest) < 2:
            break
    return list(dict.fromkeys(found))


def _one_kind(
    anchors: Sequence[etree._Element], bounds: set[etree._Element | None], taken: Sequence[etree._Element]
) -> list[etree._Element]:
    """Return elements of one kind, each around one anchor: most of them, and the outermost of such kinds."""
    kinds: dict[str, dict[etree._Element, int]] = {}
    limits = bounds | {above for element in taken for above in element.iterancestors()}
    for anchor in anchors:
        seen: set[str] = set()
        for height, element in enumerate(_ancestors(anchor, limits)):
            for kind in _kinds(element):
                if kind not in seen:
                    seen.add(kind)
                    kinds.setdefault(kind, {}).setdefault(element, height)
    best: list[dict[etree._Element, int]] = []
    for elements in sorted(kinds.values(), key=len, reverse=True):
        if len(elements) < 2 or (best and len(elements) < len(best[0]) * 0.9):
            break
        if _says_more(elements, anchors):
            best.append(elements)
    chosen = max(best, key=lambda elements: (sum(elements.values()) / len(elements), len(elements)), default={})
    return list(chosen)


def _says_more(elements: Iterable[etree._Element], anchors: Sequence[etree._Element]) -> bool:
    """Tell whether elements hold text besides the times in them."""
    times = set(anchors)
    sample = list(islice(elements, 5))
    more = (_holds_block(element) if element in times else not is_within(element, 1, times) for element in sample)
    return sum(more) * 2 > len(sample)


def _holds_block(element: etree._Element) -> bool:
    """Tell whether an element that prints a time by itself holds a text as well."""
    return any(child.tag in _BLOCKS and own_text(child) for child in element)


def _with_siblings(chosen: Iterable[etree._Element]) -> list[etree._Element]:
    """Add elements of the same making that stand between the chosen ones but print no time (pingbacks do not)."""
    elements = list(chosen)
    members = set(elements)
    kinds = set.intersection(*({*_kinds(element)} for element in elements))
    found: dict[etree._Element, None] = {}
    for parent in dict.fromkeys(element.getparent() for element in elements):
        for child in parent if parent is not None else ():
            if child in members or (isinstance(child.tag, str) and kinds & {*_kinds(child)} and _links_out(child)):
                found[child] = None
    return list(found)


def _links_out(element: etree._Element) -> bool:
    """Tell whether an element is short and holds a link with a full address, as a pingback does."""
    link = next(element.iter("a"), None)
    return link is not None and (link.get("href") or "").startswith("http") and len(own_text(element)) < 400


def _ancestors(anchor: etree._Element, bounds: set[etree._Element | None]) -> Iterator[etree._Element]:
    element: etree._Element | None = anchor
    for _ in range(_DEEPEST):
        if element is None or element in bounds or element.tag in ("body", "html"):
            return
        yield element
        element = element.getparent()


def _kinds(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    names = element.get("class")
    for name in names.split() if names else ():
        yield f"{tag}.{name}"
        if (bare := _DIGITS.sub("", name)) != name:
            yield f"{tag}.{bare}"
    if number := element.get("id"):
        if _DIGITS.search(number):
            yield f"{tag}#{_DIGITS.sub('', number)}"
    elif not names:
        yield tag
        if element.find("p") is not None:
            yield f"{tag}+p"
    if tag in ("li", "article", "tr", "blockquote") or "-" in tag:
        yield tag
