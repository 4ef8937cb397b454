"""Drupal 6 to 11: comments in their own element, answers in a following ``div.indented``."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.assemble import discussion_of
from newscrawl.page import Page

__all__ = ["find"]

_ASSETS = ("/sites/default/files", "/sites/all/", "/core/misc/", "/misc/drupal.js")
_WALKER_CLASS = "depth-1"
"""Class of comments that WordPress writes: the whole source need not be searched."""

_NUMBER = re.compile(r"/?comment[/-](\d+)|#comment-(\d+)|\Acomment-(\d+)\Z")


def find(page: Page) -> Discussion | None:
    """Find elements of class ``comment`` on pages that Drupal made; their number is in an anchor or a permalink."""
    members = [e for e in page.by_class.get("comment", ()) if e.tag in ("div", "article", "section", "li")]
    if not members or not ("comment-wrapper" in page.by_class or "indented" in page.by_class or _is_drupal(page)):
        return None
    return discussion_of("drupal", {element: _number(element) for element in members}, page)


def _is_drupal(page: Page) -> bool:
    if page.loads("/wp-content/", "/wp-includes/"):
        return False
    generator = page.first_meta("generator")
    if generator:
        return generator.startswith("Drupal")
    if page.loads(*_ASSETS) or "data-drupal-selector" in page.attributes:
        return True
    return _WALKER_CLASS not in page.by_class and page.mentions("Drupal.settings")


def _number(element: etree._Element) -> str | None:
    before = element.getprevious()
    marks = [element.get("id"), element.get("about"), before.get("id") if before is not None else None]
    marks.extend(link.get("href") for link in element.iter("a") if "permalink" in (link.get("class") or ""))
    for mark in marks:
        if mark and (found := _NUMBER.search(mark)):
            return next(number for number in found.groups() if number)
    return None
