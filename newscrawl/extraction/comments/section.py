"""The part of a page that holds the discussion: list, headings, pagers and form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from lxml import etree

from newscrawl.extraction.threads.naming import Naming
from newscrawl.extraction.threads.pieces import is_within, own_text
from newscrawl.extraction.threads.roles import ANSWERS, says_one_of
from newscrawl.extraction.threads.times import is_stamp
from newscrawl.page import Page
from newscrawl.text import clean

__all__ = ["RECENT", "containers_of", "has_traces", "outermost", "says_answer", "section_marks"]

_ABOUT = Naming(
    r"comment|respond|respons|discussion|disqus|kommentar|commentaire|comentario|commenti|reacti|pingback|trackback|forum|thread|talkback|"
    r"webmention|\bpings?\b"
)
_MARK_IDS = (
    "comments",
    "respond",
    "commentform",
    "comment-form",
    "disqus_thread",
    "comment-respond",
    "reply-title",
    "comments-area",
)
_MARK_CLASSES = """
    comments-area comment-respond wp-block-comments wp-block-post-comments wp-block-post-comments-form comment-form
    comments-title comment-navigation""".split()
_ENOUGH_TEXT = 400
RECENT = Naming(
    r"(?:recent|latest|last|letzte|neueste|derniers?|[uú]ltimos|ultimi)[-_]?(?:comment|kommentar|commentaire|comentario|commenti)"
)
"""Names of widgets that list comments on other stories."""

_ANSWERS = ANSWERS | {"beantwoord"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def containers_of(tops: Sequence[etree._Element], page: Page) -> list[etree._Element]:
    """Return the elements that together hold the comments ``tops`` and what belongs to them."""
    found: dict[etree._Element, None] = {}
    for parent in dict.fromkeys(top.getparent() for top in tops):
        if parent is None or parent in found:
            continue  # a neighbour of a list before it: what stands around it is known
        box = _widen(parent, tops)
        if box is None:
            found.update(dict.fromkeys(top for top in tops if top.getparent() is parent))
        else:
            found[box] = None
            found.update(dict.fromkeys(_neighbours(box)))
    found.update(dict.fromkeys(section_marks(page)))
    return outermost([*_whole_lists(found), *found])


def _whole_lists(found: Collection[etree._Element]) -> Iterator[etree._Element]:
    """Yield lists each of whose items is or holds one of ``found``."""
    items = [above if above is not None and above.tag == "li" else e for e in found for above in (e.getparent(),)]
    members = set(items)
    for parent in dict.fromkeys(item.getparent() for item in items):
        if parent is not None and parent.tag in ("ol", "ul", "dl", "tbody") and all(c in members for c in parent):
            yield parent


def has_traces(page: Page) -> bool:
    """Tell whether anything is there for comments: a form, a link to answer, to them, of a reader or that is a time."""
    return page.once(_has_traces)


def _has_traces(page: Page) -> bool:
    if page.tagged("textarea") or "ugc" in page.by_rel or page.leads("reply", "#comment", "mode=quote"):
        return True
    bare = [link for link, _ in page.inner_links]
    if any(map(says_answer, (*page.tagged("button"), *bare))):
        return True
    return any((text := link.text) and any(map(str.isdigit, text)) and is_stamp(clean(text)) for link in bare)


def says_answer(button: etree._Element) -> bool:
    """Tell whether the text of a link or button is one to answer a comment."""
    return says_one_of(button.text, _ANSWERS)


def section_marks(page: Page) -> list[etree._Element]:
    """Return elements that software puts around, above and below comments, whether or not there are any."""
    marks = [page.by_id[name] for name in _MARK_IDS if name in page.by_id]
    for name in _MARK_CLASSES:
        marks.extend(page.by_class.get(name, ()))
    return [mark for mark in marks if not _holds_article(mark)]


def _holds_article(element: etree._Element) -> bool:
    if element.tag in ("body", "html", "main"):
        return True
    if _ABOUT.fits(element):
        return False
    return all(next(element.iterdescendants(tag), None) is not None for tag in ("h1", "p"))


def _widen(parent: etree._Element, tops: Sequence[etree._Element]) -> etree._Element | None:
    """Climb from the comments' list to the outermost element that is about comments only."""
    if parent.tag in ("body", "html") or (
        not _ABOUT.fits(parent) and parent.tag not in ("ol", "ul", "dl", "table", "tbody")
    ):
        if _foreign_text(parent, set(tops)):
            return None
        if parent.tag in ("body", "html"):
            return None
    box = parent
    while (above := box.getparent()) is not None and above.tag not in ("body", "html"):
        if not _ABOUT.fits(above) or _foreign_text(above, {box}):
            break
        box = above
    return box


def _foreign_text(above: etree._Element, boxes: Collection[etree._Element]) -> bool:
    """Tell whether the children of an element beside ``boxes`` that are not about comments hold a text."""
    size = 0
    for child in above:
        if child in boxes or _ABOUT.fits(child) or child.tag == "form":
            continue
        if not is_within(child, _ENOUGH_TEXT - size):
            return True
        size += len(own_text(child))
    return False


def _neighbours(box: etree._Element) -> list[etree._Element]:
    """Return siblings above and below the list that belong to it: heading, pager, form."""
    found: list[etree._Element] = []
    pending: list[etree._Element] = []
    for sibling in box.itersiblings(preceding=True):
        if _ABOUT.fits(sibling) or sibling.tag in _HEADINGS:
            found.extend([*pending, sibling])
            pending = []
            if sibling.tag in _HEADINGS:
                break
        elif is_within(sibling, 79):
            pending.append(sibling)
        else:
            break
    pending = []
    for sibling in box.itersiblings():
        if _ABOUT.fits(sibling):
            found.extend([*pending, sibling])
            pending = []
        elif is_within(sibling, 79) and sibling.tag not in _HEADINGS:
            pending.append(sibling)
        else:
            break
    return found


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Return those of ``elements`` that lie in no other one."""
    members = dict.fromkeys(elements)
    return [e for e in members if not any(above in members for above in e.iterancestors())]
