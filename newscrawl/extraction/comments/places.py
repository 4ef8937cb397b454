"""Where comments stand on pages that name nothing after them: told by times, reply links, forms and printed counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.dates import parse_date
from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.comments.anchors import repeated
from newscrawl.extraction.comments.area import Area, Signs
from newscrawl.extraction.comments.section import says_answer
from newscrawl.extraction.comments.titles import is_title
from newscrawl.extraction.threads.pieces import brief_text, own_text, short_texts
from newscrawl.extraction.threads.times import is_date, is_stamp
from newscrawl.page import Page
from newscrawl.text import SKIP_TAGS, plain, whole_number
from newscrawl.urls import same_site

__all__ = ["before_form", "holds_title", "is_backed", "is_described", "scattered", "shows_headline"]

_COMMENT_FORM = re.compile(r"comment|reply|talkback|kommentar|respon|answer", re.IGNORECASE)
_OUTSIDE = frozenset("nav aside header form select noscript template".split())
_STORY_LETTERS = 15
_HEADLINE_LETTERS = 12
_FEWEST_TIMES = 2
_PARAGRAPH, _DESCRIPTION = 100, 40
_ARTICLE_LETTERS = 400
_HIGHEST = 8
_COUNT = re.compile(r"(?<![\d.,:/-])\d{1,5}(?![\d.,:/-])")
_LABEL_LETTERS = 60
_NAME_LETTERS, _NAME_WORDS = 48, 6
_SAMPLE = 60
_NO_NAME = re.compile(r"[|!?…*:：]|\d\s+\w|\A(?:by|posted|name|date|von|par|por|di)\Z", re.IGNORECASE)
_ANY_TIME = datetime(2020, 6, 15, tzinfo=UTC)
_PROFILE = re.compile(r"(?:\A|/)(?:users?|u|members?|profiles?|profil)(?:\.php)?[/?]")
_REPLY_LINK = re.compile(
    r"[?&]replytocom=\d|[#/]reply-?\d|[?&]mode=(?:quote|reply)|[?&](?:do|op|act)=(?:new)?reply|/newreply", re.IGNORECASE
)


def scattered(page: Page, signs: Signs) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield the repeated elements of the page that hold a printed time and do not lead to another story.

    The second value tells whether they are the only times of the page, or others are marked up as such.
    """
    body = page.root.find("body")
    if body is None:
        return
    outside = [*page.tagged(*_OUTSIDE), *(e for e in signs.foreign if e.tag in ("blockquote", "div"))]
    dead = {inner for outer in outside for inner in outer.iter(etree.Element)}
    area = Area([body], signs, dead)
    kept = _of_no_story(area.times, page)
    if len(kept) >= _FEWEST_TIMES:
        yield repeated(kept, {body}), True
    elif area.times is not area.stamps and len(kept := _of_no_story(area.stamps, page)) >= _FEWEST_TIMES:
        yield repeated(kept, {body}), False


def _of_no_story(times: Sequence[etree._Element], page: Page) -> list[etree._Element]:
    """Leave out times that are links, or that stand with a link to a story in what holds no other time."""
    anchors = [anchor for anchor in times if not _is_link(anchor, page)]
    cells = _cells(anchors)
    return [anchor for anchor in anchors if not _leads_away(cells[anchor], page)]


def before_form(page: Page) -> Iterator[list[etree._Element]]:
    """Yield runs of elements beside a comment form, the nearest first, none of which holds the headline."""
    title = plain(page.title)
    for form in page.tagged("form"):
        if not _is_comment_form(form):
            continue
        element: etree._Element | None = form
        for _ in range(_HIGHEST):
            if element is None or element.tag in ("body", "html"):
                break
            for run in (_run(element, title, preceding=True), _run(element, title, preceding=False)):
                if run:
                    yield run
            element = element.getparent()
            if element is not None and holds_title(element, title):
                break


def is_backed(discussion: Discussion, elements: Sequence[etree._Element], page: Page, *, form: bool) -> bool:
    """Tell whether more than their look says that ``elements``, read as ``discussion``, are comments.

    Names must differ and read as names, times must be full. A lone comment needs the number 1 or a title such as
    "Comments" above it or a link that answers it; several need that, a number not below theirs, or with ``form``
    a comment form.
    """
    comments = discussion.comments[:_SAMPLE]
    named = [comment.author for comment in comments if comment.author and _is_name(comment.author)]
    dated = sum(_is_full_time(comment) for comment in comments)
    if min(len(named), dated) < 0.8 * len(comments) or len(set(named)) < 0.3 * len(comments):
        return False
    sample = elements[:_SAMPLE]
    if any(_marks_answer(link) for element in sample for link in element.iter("a")):
        return True
    if any(map(is_title, _labels_above(elements[0]))):
        return True
    if is_described(elements[0], page) or not _follows_text(elements[0], page):
        return False
    if 2 * sum(any(map(says_answer, element.iter("a", "button", "span"))) for element in sample) > len(sample):
        return True
    count = len(discussion.comments) + len(discussion.pingbacks)
    numbers = _numbers_above(elements[0])
    return any(number == count or number > count > 1 for number in numbers) or (form and count > 1 and _has_form(page))


def is_described(first: etree._Element, page: Page) -> bool:
    """Tell whether the page describes itself by the text of the first comment, as threads of a forum do."""
    described = plain(page.first_meta("og:description", "description"))[:_DESCRIPTION]
    return len(described) == _DESCRIPTION and described in plain(own_text(first))


def _follows_text(first: etree._Element, page: Page) -> bool:
    """Tell whether a paragraph stands between headline and first comment: a thread of a forum has no story above it."""
    follows = False
    for element in takewhile(lambda element: element is not first, page.elements):
        if element.tag == "h1":
            follows = False
        elif element.tag not in SKIP_TAGS and max(len(element.text or ""), len(element.tail or "")) >= _PARAGRAPH:
            follows = True
    return follows


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LETTERS and text.count(" ") < _NAME_WORDS and not _NO_NAME.search(text)


def _is_full_time(comment: RawComment) -> bool:
    raw = comment.date or comment.date_raw or ""
    return any(map(str.isdigit, raw)) and (parse_date(raw, now=_ANY_TIME, day_first=True) is not None or is_date(raw))


def _marks_answer(link: etree._Element) -> bool:
    return "ugc" in (link.get("rel") or "") or _REPLY_LINK.search(link.get("href") or "") is not None


def _has_form(page: Page) -> bool:
    return any(map(_is_comment_form, page.tagged("form")))


def _cells(anchors: Sequence[etree._Element]) -> dict[etree._Element, etree._Element]:
    """Return for each anchor the outermost element that holds no other one."""
    counts: dict[etree._Element, int] = {}
    for anchor in anchors:
        for above in anchor.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    cells = {}
    for anchor in anchors:
        cell = anchor
        for above in anchor.iterancestors():
            if counts[above] > 1 or above.tag in ("body", "html"):
                break
            cell = above
        cells[anchor] = cell
    return cells


def _leads_away(cell: etree._Element, page: Page) -> bool:
    return any(_is_story(link, page) for link in cell.iter("a"))


def _is_story(link: etree._Element, page: Page) -> bool:
    """Tell whether a link looks like a headline that leads to another page of the site."""
    return (
        len(own_text(link)) >= _STORY_LETTERS
        and "author" not in (link.get("rel") or "")
        and not _PROFILE.search(link.get("href") or "")
        and _is_elsewhere(link, page)
    )


def _is_link(anchor: etree._Element, page: Page) -> bool:
    element: etree._Element | None = anchor
    for _ in range(4):
        if element is None:
            return False
        if element.tag == "a":
            return _is_elsewhere(element, page)
        element = element.getparent()
    return False


def _is_elsewhere(link: etree._Element, page: Page) -> bool:
    href = link.get("href") or ""
    url = page.absolute(href)
    if url is None or "#" in href or not same_site(page.url, url):
        return False
    there, here = urlsplit(url), urlsplit(page.url)
    return there.path.rstrip("/") != here.path.rstrip("/") or (bool(there.query) and "replytocom" not in there.query)


def _is_comment_form(form: etree._Element) -> bool:
    area = next(form.iter("textarea"), None)
    if area is None:
        return False
    names = (form.get("action"), form.get("id"), form.get("class"), area.get("name"), area.get("id"))
    return any(_COMMENT_FORM.search(name) for name in names if name)


def _run(element: etree._Element, title: str, *, preceding: bool) -> list[etree._Element]:
    """Return the neighbours of ``element`` that print times, up to the article's text or headline."""
    run: list[etree._Element] = []
    for sibling in element.itersiblings(preceding=preceding):
        if not isinstance(sibling.tag, str) or sibling.tag in _OUTSIDE:
            continue
        if holds_title(sibling, title):
            break
        if _prints_time(sibling):
            run.append(sibling)
        elif len(own_text(sibling)) > _ARTICLE_LETTERS:
            break
    return run[::-1] if preceding else run


def _prints_time(element: etree._Element) -> bool:
    if next(element.iter("time"), None) is not None:
        return True
    return any(is_stamp(text) for _, text in short_texts(element))


def holds_title(element: etree._Element, title: str) -> bool:
    """Tell whether an element shows the headline in ``title`` (:func:`plain`), or is too high to be a discussion."""
    if element.tag in ("body", "main"):
        return True
    for heading in element.iter("h1", "h2", "h3"):
        text = plain(own_text(heading))
        if len(text) > 8 and text in title:
            return True
    return False


def shows_headline(element: etree._Element, page: Page) -> bool:
    """Tell whether an element prints most of the page's title in a text of its own, as the story does."""
    title = plain(page.title)
    for inner in element.iter(etree.Element):
        text = plain(inner.text) if inner.text and len(inner.text) > _HEADLINE_LETTERS else ""
        if len(text) > _HEADLINE_LETTERS and 2 * len(text) > len(title) and text in title:
            return True
    return False


def _numbers_above(first: etree._Element) -> Iterator[int]:
    """Yield numbers in short texts that stand before the first comment, next to it or to an element around it."""
    for text in _labels_above(first):
        if (found := _COUNT.search(text)) and (number := whole_number(found.group())) is not None:
            yield number


def _labels_above(first: etree._Element) -> Iterator[str]:
    element: etree._Element | None = first
    for _ in range(4):
        if element is None or element.tag in ("body", "html"):
            return
        for place, sibling in enumerate(element.itersiblings(preceding=True)):
            if place > 3:
                break
            text = brief_text(sibling, _LABEL_LETTERS)
            if len(text) <= _LABEL_LETTERS:
                yield text
        element = element.getparent()
