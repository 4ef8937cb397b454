"""Comments of no known system: repeated blocks of author, time and text where the page is about comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.anchors import comment_elements
from newscrawl.extraction.comments.area import Area, Signs
from newscrawl.extraction.comments.assemble import discussion_of
from newscrawl.extraction.comments.declared import declared_count
from newscrawl.extraction.comments.flat import boxed, outer_heads, runs_from
from newscrawl.extraction.comments.heads import flat_heads, foot_lines, nest_terms, row_heads, terms_below, text_heads
from newscrawl.extraction.comments.judging import are_comments, have_text, lists_links, sample_texts, without_links
from newscrawl.extraction.comments.named import lesser_sections, named_sections
from newscrawl.extraction.comments.places import before_form, is_backed, is_described, scattered, shows_headline
from newscrawl.extraction.comments.section import has_traces, outermost
from newscrawl.extraction.pingbacks import in_ping_list, ping_tabs
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.page import Page

__all__ = ["find"]

_MOST_TERMS = 0.8
_ID_ATTRIBUTES = ("data-comment-id", "data-commentid", "data-comment", "data-cid", "data-post-id", "data-id")


def find(page: Page) -> Discussion | None:
    """Find comments in sections that are named after them, else where times, forms and counts give them away."""
    signs = Signs(page)
    for sections in (named_sections(page), lesser_sections(page)):
        areas = (Area(without_links(roots), signs) for roots in sections)
        found = [discussion for area in areas if (discussion := _read(area, page)) is not None]
        if found:
            return max(found, key=_size)
    return _unnamed(page, signs) if has_traces(page) else None


def _size(discussion: Discussion) -> float:
    """Estimate the letters of a discussion by those of its first comments."""
    texts = sample_texts(discussion)
    return sum(map(len, texts)) * len(discussion.comments) / max(len(texts), 1)


def _unnamed(page: Page, signs: Signs) -> Discussion | None:
    for elements, form in _repeated(page, signs):
        if elements and is_described(elements[0], page):
            elements = elements[1:]  # the post that opens a thread of a forum is the story
        discussion = _read_elements(elements, page)
        if discussion is not None and is_backed(discussion, elements, page, form=form):
            return None if declared_count(page, [page.root]) == 0 else discussion
    return None


def _repeated(page: Page, signs: Signs) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield elements that can be comments by their neighbours or their likeness, and whether a form can back them."""
    for run in before_form(page):
        yield comment_elements(Area(run, signs)), True
    yield from scattered(page, signs)


def _read(area: Area, page: Page) -> Discussion | None:
    rows = row_heads(area) if any(next(root.iter("tr"), None) is not None for root in area.roots) else []
    discussion = _read_runs(rows, _ids_in(rows), page) if rows else None
    if discussion is None and (feet := foot_lines(area)):
        runs = [[foot, *text] for foot, text in feet.items()]
        discussion = _read_runs([*feet], _ids_above(feet), page, runs=runs)
    if discussion is None and (terms := terms_below(area)):
        runs = [[term, *above] for term, above in terms.items()]
        discussion = _read_runs([*terms], _ids_above(terms), page, runs=runs)
        if discussion is not None:
            nest_terms(discussion)
    heads = text_heads(area) if discussion is None else []
    if len(heads) > 1:
        discussion = _read_runs(heads, _anchored_ids(heads), page)
    if discussion is None and (elements := comment_elements(area, marked=True)):
        discussion = _read_elements(elements, page)
    elif discussion is None and (heads := flat_heads(area) or heads):
        discussion = _read_runs(heads, _anchored_ids(heads), page)
    if discussion is not None:
        discussion.containers = outermost([*area.roots, *discussion.containers])
    return discussion


def _read_elements(elements: Sequence[etree._Element], page: Page) -> Discussion | None:
    tabs = page.once(ping_tabs)
    elements = _of_list([e for e in elements if not (in_ping_list(e) or e.getparent() in tabs or lists_links(e))])
    if elements and shows_headline(elements[0], page):
        elements = elements[1:]
    if not elements:
        return None
    ids = _native_ids(elements)
    discussion = None if elements[0].tag == "dt" else discussion_of("html", ids, page)
    if discussion is None or not have_text(discussion):
        tops = outer_heads(elements)
        parents = {element.getparent() for element in tops}
        flat = len(parents) == 1 and (len(elements) > 1 or tops[0].tag == "dt")
        return _read_runs(tops, ids, page) if flat else None
    return discussion if are_comments(discussion, page) else None


def _of_list(elements: list[etree._Element]) -> list[etree._Element]:
    """Keep the terms alone where most elements are terms of a list: others are texts that print a time."""
    terms = [element for element in elements if element.tag == "dt"]
    return terms if len(terms) > _MOST_TERMS * len(elements) else elements


def _read_runs(
    heads: Sequence[etree._Element],
    ids: dict[etree._Element, str | None],
    page: Page,
    *,
    runs: list[list[etree._Element]] | None = None,
) -> Discussion | None:
    """Read comments whose texts stand behind their heads, or in ``runs`` after them."""
    runs = runs or runs_from(heads)
    boxes, copies = boxed(runs, ids)
    origins = [element for run in runs for element in run]
    discussion = discussion_of("html", copies, page, tops=boxes, origins=origins)
    if discussion is None or not (have_text(discussion) and are_comments(discussion, page)):
        return None
    discussion.read = origins
    heads_of = {box: run[0] for box, run in zip(boxes, runs, strict=True)}
    for comment in discussion.comments:
        comment.element = heads_of.get(comment.element) if comment.element is not None else None
    return discussion


def _native_ids(elements: Sequence[etree._Element]) -> dict[etree._Element, str | None]:
    """Return ids that the site gave; none at all unless they are all different."""
    ids = {element: _native_id(element) for element in elements}
    given = [value for value in ids.values() if value]
    return ids if len(set(given)) == len(given) else dict.fromkeys(elements)


def _anchored_ids(heads: Sequence[etree._Element]) -> dict[etree._Element, str | None]:
    """Return the numbers in the names of the anchors (``<a name="c417">``) right before heads, if all differ."""
    before = {head: head.getprevious() for head in heads}
    ids = {
        head: native_number(anchor.get("name") or anchor.get("id"))
        for head, anchor in before.items()
        if anchor is not None and anchor.tag == "a" and not anchor.get("href")
    }
    return _if_distinct(ids, heads)


def _ids_in(rows: Sequence[etree._Element]) -> dict[etree._Element, str | None]:
    """Return the numbers in the names of the first anchors in rows, if all differ."""
    anchors = {row: next((a for a in row.iter("a") if a.get("name") or a.get("id")), None) for row in rows}
    ids = {row: native_number(a.get("name") or a.get("id")) for row, a in anchors.items() if a is not None}
    return _if_distinct(ids, rows)


def _ids_above(feet: Mapping[etree._Element, Sequence[etree._Element]]) -> dict[etree._Element, str | None]:
    """Return the numbers that the first elements of the texts above the feet are named by, if all differ."""
    ids = {foot: native_number(text[0].get("id") or text[0].get("name")) for foot, text in feet.items()}
    return _if_distinct(ids, [*feet])


def _if_distinct(
    ids: Mapping[etree._Element, str | None], elements: Sequence[etree._Element]
) -> dict[etree._Element, str | None]:
    """Return ids if each of some elements has one of its own, else none for any of them."""
    return {**ids} if len({*ids.values()} - {None}) == len(elements) else dict.fromkeys(elements)


def _native_id(element: etree._Element) -> str | None:
    for name in _ID_ATTRIBUTES:
        if value := element.get(name):
            return value if len(value) <= 64 else None
    if number := native_number(element.get("id")):
        return number
    for place, inner in enumerate(element.iter()):
        if place > 4:
            return None
        if number := native_number(inner.get("id") or inner.get("name")):
            return number
    return None
