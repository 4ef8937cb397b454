"""Regions of a page: what is navigation, what stands at the side, where one box ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from newscrawl.page import Page
from newscrawl.text import any_of

__all__ = ["Region", "Regions"]


class Region(NamedTuple):
    """Where an element lies."""

    dead: bool = False
    """In a menu, a pager, a form, the discussion …: no headline list is there."""

    weak: bool = False
    """In a footer or ``<nav>``: a list needs more evidence there."""

    aside: bool = False
    """Beside the page's main content."""

    box: etree._Element | None = None
    """Nearest enclosing box with a purpose of its own (side bar, widget, related stories …)."""


def _words(names: str) -> re.Pattern[str]:
    """Compile alternatives, parted by white space, that stand alone or between dashes in names.

    For names in lower case with a blank before the first: to look for any case or for a start is several times slower.
    """
    return re.compile(rf"[-_ ](?:{any_of(names.split())})(?=\Z|[-_ ]|\d)")


_DEAD = _words(r"""
    menus? nav(?:igation|bar|igator)? breadcrumbs? crumbs? pagination pager paginator paging page-?links tag-?cloud tags
    tags?-?links tag-?list post-tags cat-(?:item|links) categories category-list share sharing sharedaddy social
    addtoany cookies? consent login signin languages? recent-?comments latest-comments comment-list byline
    author-(?:box|bio|info) skip-link toolbar
    widget_(?:archive|categories|tag_cloud|meta|nav_menu|recent_comments|calendar|pages|links)
    wp-block-(?:archives|categories|tag-cloud|latest-comments|page-list|post-terms|post-navigation-link) postmetadata
    entry-meta site-info copyright legal imprint pages toc table-of-contents footnotes? references posts?-nav\w*
    nav-links nav-(?:previous|next)
""")
"""Menus, pagers, share bars, term lists: their links are no headlines."""

_NOT_DEAD = re.compile(r" (?:has-|with-|no-|is-|menu-open|nav-open|category-|tag-|hentry|post(?:\Z| ))")
"""Classes of whole stories and state classes of wrappers, which hold such words too."""

_BOX = _words(r"""
    sidebar side-?bar aside widget rail secondary tertiary footer header masthead related recommend\w* popular trending
    most-?(?:read|viewed|popular|commented|shared) ticker latest recent headlines top-?stories
    more-?(?:news|stories|on) also promo teasers? newsletter outbrain taboola box module panel
""")
_ASIDE = _words(r"sidebar side-?bar aside rail secondary tertiary ticker widget(?:-area)? right-?col\w* footer")
"""All but the one at the right are boxes, too."""

_CONTENT_TAGS = frozenset(("html", "body", "main", "article"))
_DEAD_TAGS = frozenset(("form", "select", "noscript", "template", "dialog", "address", "blockquote", "code", "pre"))
_WEAK_TAGS = frozenset(("nav", "footer"))
_ASIDE_TAGS = frozenset(("aside", "footer", "nav"))
_BOX_TAGS = _ASIDE_TAGS | {"section"}
_DEAD_REGION = Region(dead=True)
_TOP = Region()


class Regions:
    """Answers :meth:`of` for the elements of a page; ``dead`` subtrees are given by the caller."""

    def __init__(self, page: Page, dead: Set[etree._Element] = frozenset()) -> None:
        self._dead = dead
        self._known: dict[etree._Element, Region] = {}
        self._classes, self._ids, self._roles = map(page.values, ("class", "id", "role"))

    def of(self, element: etree._Element) -> Region:
        """Return where an element lies (the element itself included)."""
        region = self._known.get(element)
        if region is None:
            parent = element.getparent()
            outer = _TOP if parent is None else self.of(parent)
            region = self._known[element] = outer if outer is _DEAD_REGION else self._enter(element, outer)
        return region

    def _enter(self, element: etree._Element, outer: Region) -> Region:
        tag = element.tag
        if element in self._dead or tag in _DEAD_TAGS:
            return _DEAD_REGION
        names = self._classes.get(element, "")
        if element in self._ids:
            names = f"{names} {self._ids[element]}"
        role = self._roles.get(element)
        if (not names and role is None and tag not in _BOX_TAGS) or tag in ("html", "body"):
            return outer
        dead, box, aside = _judge(names) if names else (False, False, False)
        if (dead and tag not in _CONTENT_TAGS) or role in ("menu", "menubar", "search", "tablist"):
            return _DEAD_REGION
        weak = outer.weak or tag in _WEAK_TAGS or role in ("navigation", "contentinfo")
        aside = outer.aside or aside or tag in _ASIDE_TAGS
        if box or tag in _BOX_TAGS:
            return Region(False, weak, aside, element)
        if weak != outer.weak or aside != outer.aside:
            return Region(False, weak, aside, outer.box)
        return outer


@lru_cache(maxsize=2048)
def _judge(names: str) -> tuple[bool, bool, bool]:
    names = f" {names.lower()}"
    dead = bool(_DEAD.search(names)) and not _NOT_DEAD.search(names)
    box = bool(_BOX.search(names))
    return dead, box, (box or "right" in names) and bool(_ASIDE.search(names))
