"""WordPress: comment walkers of every era, block themes, and plug-ins that keep the walker's ids and classes."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.assemble import discussion_of, tops_of
from newscrawl.extraction.comments.flat import boxed, runs_from
from newscrawl.extraction.comments.judging import have_text
from newscrawl.extraction.comments.section import RECENT
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.extraction.threads.roles import Role, role_of
from newscrawl.page import Page

__all__ = ["find"]

_ASSETS = ("wp-content", "wp-includes", "wp-json", "xmlrpc.php")
_KINDS = ("comment", "pingback", "trackback", "webmention")
_ID = re.compile(r"(?:li-|div-|dt-|wc-|wp-|single-)?comment-\d+\Z")
_WPDISCUZ = re.compile(r"wpd-comm-(\d+)_\d+\Z")
_IN_BODY = frozenset(("pre", "code", "textarea", "template", "noscript"))
_NO_NODE = frozenset(("body", "html", "a", "form", "input", "label", "span", "p", "textarea", "button", "i"))


def find(page: Page) -> Discussion | None:
    """Find the discussion by the classes that ``comment_class()`` writes and by ids such as ``comment-417``."""
    ids = _members(page)
    if not ids:
        return None
    known: dict[etree._Element, bool] = {}
    tops = [element for element in tops_of(page, ids) if not _elsewhere(element, known)]
    if not tops:
        return None
    platform = "wordpress" if page.loads(*_ASSETS) or page.leads("replytocom=") else "html"
    if tops[0].tag == "dt":
        runs = runs_from(tops)
        boxes, ids = boxed(runs, ids)
        return discussion_of(platform, ids, page, tops=boxes, origins=tops)
    discussion = discussion_of(platform, ids, page, tops=tops)
    if discussion is not None and not any(ids.values()):
        read = len(discussion.comments) + len(discussion.pingbacks)
        if 2 * read < len(tops) or not have_text(discussion):
            return None  # the class of something else, such as the texts alone
    return discussion


def _members(page: Page) -> dict[etree._Element, str | None]:
    ids: dict[etree._Element, str | None] = {}
    for kind in _KINDS:
        for element in page.by_class.get(kind, ()):
            number = _number(element.get("id"))
            if number is not None or role_of(element).role is not Role.BODY:
                ids[element] = number
    for name, element in page.by_id.items():
        if "comment-" in name and _ID.match(name):
            ids[element] = _number(name)
    return {element: number for element, number in ids.items() if element.tag not in _NO_NODE}


def _number(name: str | None) -> str | None:
    """Return a comment's number; wpDiscuz writes that of the parent behind it (``wpd-comm-8_7``)."""
    found = _WPDISCUZ.match(name) if name else None
    return found.group(1) if found else native_number(name)


def _elsewhere(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Tell whether an element that looks like a comment is a code sample or an entry of a widget.

    ``known`` remembers the answers for the elements around.
    """
    trail: list[etree._Element] = []
    above: etree._Element | None = element
    while above is not None and above not in known:
        trail.append(above)
        above = above.getparent()
    answer = known[above] if above is not None else False
    for passed in reversed(trail):
        answer = answer or passed.tag in _IN_BODY or RECENT.fits(passed)
        known[passed] = answer
    return answer
