"""Comments of no known system: repeated blocks of author, time and text where the page is about comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.anchors import comment_elements
from newscrawl.extraction.comments.area import Area, Signs
from newscrawl.extraction.comments.assemble import discussion_of, tops_of
from newscrawl.extraction.comments.declared import declared_count
from newscrawl.extraction.comments.flat import boxed, outer_heads, runs_from
from newscrawl.extraction.comments.heads import flat_heads, foot_lines, row_heads, text_heads
from newscrawl.extraction.comments.judging import are_comments, have_text, lists_links, sample_texts, without_links
from newscrawl.extraction.comments.places import (
    before_form,
    holds_title,
    is_backed,
    is_described,
    scattered,
    shows_headline,
)
from newscrawl.extraction.comments.section import RECENT, has_traces, outermost
from newscrawl.extraction.comments.titles import is_title
from newscrawl.extraction.pingbacks import in_ping_list
from newscrawl.extraction.threads.naming import named_like
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.extraction.threads.pieces import is_within, own_text
from newscrawl.page import Page
from newscrawl.text import plain

__all__ = ["find"]

_SECTION = re.compile(
    r"comment|komment|comentar|leser(?:brief|post|komm|mein)|talk-?back|reader-?(?:response|react|feedback|post)|discuss|"
    r"debat|reacties|reactions?\b|reakcj|diskus|responses\b|user-?posts?|forum-?posts?|opiniones|mensajes|yorum|feedback|"
    r"\bcmts?\b|conversation|sxoli|\bvoices\b|\breplies\b|pinglun|\bremarks?\b|guest-?book|g(?:ä|ae)stebuch"
)
_NEEDLES = """comment komment comentar leserbrief leserpost leserkomm lesermein talkback talk-back reader discuss
    debat reacti reakcj diskus pinglun responses userpost user-post forumpost forum-post opiniones mensajes yorum
    feedback cmt conversation sxoli voices replies remark guestbook guest-book stebuch""".split()
"""Of these every name that :data:`_SECTION` accepts holds one."""

_NO_SECTION = frozenset(
    "html body head main a button input span i b strong em img svg path link meta script style label textarea select "
    "option time h1 h2 h3 h4 h5 h6 p form small sup noscript template iframe".split()
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABELS = ("b", "strong", "p", "legend", "summary", "dt", "td", "th")
"""What holds the title of a discussion where no heading does."""

_COUNTS = ("b", "strong", "em", "i", "span")
_COUNTED = frozenset(("span", "div"))
"""Neither headings nor labels: of these only those are looked at that hold a number."""

_DIGITS = re.compile(r"\d+")
_MOST_TITLES = 3
_MOST_TERMS = 0.8
_LABEL = 60
_FEW = 6

_ID_ATTRIBUTES = ("data-comment-id", "data-commentid", "data-comment", "data-cid", "data-post-id", "data-id")
_LONG_TEXT = 1000


def find(page: Page) -> Discussion | None:
    """Find comments in sections that are named after them, else where times, forms and counts give them away."""
    signs = Signs(page)
    areas = (Area(without_links(roots), signs) for roots in _sections(page))
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


def _sections(page: Page) -> Iterator[list[etree._Element]]:
    """Yield parts of the page that can hold comments: elements named so, then what follows a heading that says so."""
    named = {element: None for name, element in named_like(page, *_NEEDLES) if _is_section(name)}
    custom = [tag for tag in page.tags if "-" in tag and _is_section(tag)]
    named.update(dict.fromkeys(page.tagged(*custom)) if custom else {})
    named.update((element, None) for element, label in page.values("aria-label").items() if is_title(label.strip()))
    usable = {
        element
        for element in named
        if element.tag not in _NO_SECTION and not RECENT.fits(element) and not _is_article(element)
    }
    yield from _by_making(tops_of(page, usable) if usable else [])
    headings = [heading for heading in page.tagged(*_HEADINGS) if is_title(own_text(heading))]
    labels = [e for e in page.tagged(*_LABELS) if (text := e.text) and len(text) < _LABEL and is_title(text.strip())]
    for heading in (*headings, *_rare([*labels, *_counted(page)])):
        title = _alone(heading)
        if title.tag == "form":
            continue  # the label of a field
        if (parent := title.getparent()) is not None:
            whole = _is_article(parent) or parent.tag in ("body", "main") or holds_title(parent, plain(page.title))
            yield [*title.itersiblings()] if whole or _stands_below_text(title) else [parent]
            if not whole and is_within(parent, 2 * _LABEL):
                yield [*parent.itersiblings()]


def _rare(labels: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Return labels but for those that each comment has one of (``2 answers``)."""
    texts = [_DIGITS.sub("", own_text(label)) for label in labels]
    counts = Counter(texts)
    return (label for text, label in zip(texts, labels, strict=True) if counts[text] <= _MOST_TITLES)


def _counted(page: Page) -> Iterator[etree._Element]:
    """Yield elements that say what is counted, be it with the number in one of its own (``댓글 <b>10</b>``)."""
    for box in page.tagged("div") if has_traces(page) else ():
        text = box.text
        if text is not None and len(text) < _LABEL and not (text.isspace() or len(box)) and is_title(text.strip()):
            yield box
    for number in page.tagged(*_COUNTS):
        if (text := number.text) is not None and text.strip(" ()").isdigit():
            above = number.getparent()
            if above is not None and above.tag in _COUNTED and is_within(above, _LABEL) and is_title(own_text(above)):
                yield above


def _stands_below_text(title: etree._Element) -> bool:
    """Tell whether a long text, such as the story, stands in one element with a title and before it."""
    left = _LONG_TEXT
    for sibling in title.itersiblings(preceding=True):
        if not is_within(sibling, left):
            return True
        left -= len(own_text(sibling))
    return False


def _alone(label: etree._Element) -> etree._Element:
    """Return the outermost element that holds next to nothing but a label."""
    above = label.getparent()
    while above is not None and above.tag not in ("body", "main", "ul", "ol", "table") and is_within(above, _LABEL):
        label, above = above, above.getparent()
    return label


def _by_making(named: Sequence[etree._Element]) -> Iterator[list[etree._Element]]:
    """Yield elements that share a class together: it can be the comments themselves that are named so."""
    groups: dict[object, list[etree._Element]] = {}
    for element in named:
        names = [name for name in (element.get("class") or "").split() if _is_section(name)]
        groups.setdefault((element.tag, names[0]) if names else element, []).append(element)
    for group in groups.values():
        if len(group) > 1:
            yield group
        if len(group) <= _FEW:
            yield from ([element] for element in group)


@lru_cache(maxsize=2048)
def _is_section(name: str) -> bool:
    return _SECTION.search(name.lower()) is not None


def _is_article(element: etree._Element) -> bool:
    """Tell whether an element holds the story as well as its comments."""
    for heading in element.iter("h1"):
        if not _is_section(own_text(heading)):
            return True
    return any("articleBody" in (e.get("itemprop") or "") for e in element.iter("div", "section", "article"))


def _read(area: Area, page: Page) -> Discussion | None:
    rows = row_heads(area) if any(next(root.iter("tr"), None) is not None for root in area.roots) else []
    discussion = _read_runs(rows, dict.fromkeys(rows), page) if rows else None
    if discussion is None and (feet := foot_lines(area)):
        runs = [[foot, *text] for foot, text in feet.items()]
        discussion = _read_runs([*feet], _ids_above(feet), page, runs=runs)
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
    elements = _of_list([e for e in elements if not (in_ping_list(e) or lists_links(e))])
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
