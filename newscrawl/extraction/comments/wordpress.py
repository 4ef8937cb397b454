"""WordPress: comment walkers of every era, block themes, and plug-ins that keep the walker's ids and classes."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.assemble import assemble
from newscrawl.extraction.comments.section import containers_of, declared_count
from newscrawl.extraction.threads.nodes import grow, native_number, topmost
from newscrawl.page import Page

__all__ = ["find"]

_KINDS = ("comment", "pingback", "trackback", "webmention")
_ID = re.compile(r"(?:li-|div-|dt-|wc-|wp-)?comment-\d+\Z")
_IN_BODY = {"pre", "code", "textarea", "template", "noscript"}
_WIDGET = re.compile(r"recent-?comments|latest-comments|widget_recent_comments")


def find(page: Page) -> Discussion | None:
    """Find the discussion by the classes that ``comment_class()`` writes and by ids such as ``comment-417``."""
    if not page.mentions("comment", "pingback", "trackback"):
        return None
    members: dict[etree._Element, str | None] = {}
    for kind in _KINDS:
        for element in page.by_class.get(kind, ()):
            members[element] = native_number(element.get("id"))
    for name, element in page.by_id.items():
        if "comment-" in name and _ID.match(name):
            members[element] = native_number(name)
    members = {e: i for e, i in members.items() if e.tag not in ("body", "html", "a", "form", "input", "label", "span")}
    if not members:
        return None
    ordered = [element for element in page.elements if element in members]
    tops = [element for element in topmost(ordered) if not _elsewhere(element)]
    if not tops:
        return None
    discussion = assemble("wordpress", grow(tops, members), page)
    discussion.containers = containers_of(tops, page)
    discussion.declared = declared_count(discussion.containers)
    return discussion


def _elsewhere(element: etree._Element) -> bool:
    """Tell whether an element that looks like a comment is a code sample or an entry of a widget."""
    above: etree._Element | None = element
    while above is not None:
        if above.tag in _IN_BODY or _WIDGET.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
        above = above.getparent()
    return False
