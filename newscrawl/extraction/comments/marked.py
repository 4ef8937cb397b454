"""Comments that say what they are: schema.org microdata, microformats (h-cite) and comment ids in data attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.assemble import discussion_of
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.page import Page

__all__ = ["find_microdata", "find_microformats", "find_numbered"]

_CITES = ("u-comment", "p-comment", "h-cite", "p-mention", "u-mention")
_TYPES = ("schema.org/Comment", "schema.org/UserComments")
_NUMBERED = etree.XPath(
    "//*[@data-comment-id or @data-commentid or @data-review-id]"
    "[not(self::a or self::button or self::form or self::input)]"
)
_ID_ATTRIBUTES = ("data-comment-id", "data-commentid", "data-review-id")
_HIGHEST = 12


def find_microdata(page: Page) -> Discussion | None:
    """Find elements that are schema.org ``Comment`` or ``UserComments``."""
    properties = page.by_itemprop
    elements = dict.fromkeys(properties.get("comment", ()))
    for name in ("commentText", "text", "commentTime"):
        elements.update((scope, None) for e in properties.get(name, ()) if (scope := _scope(e)) is not None)
    ids = {e: _native_id(e) for e in elements if e.tag not in ("meta", "link", "body", "html")}
    if ids and not any(ids.values()):
        ids = _numbered_by_address(ids, properties)
    return discussion_of("schema.org", ids, page) if ids else None


def _numbered_by_address(
    elements: Iterable[etree._Element], properties: Mapping[str, Sequence[etree._Element]]
) -> dict[etree._Element, str | None]:
    """Return the numbers at the end of the addresses that comments give themselves, if all have one of their own."""
    numbers: dict[etree._Element, str | None] = dict.fromkeys(elements)
    for link in properties.get("url", ()):
        if (scope := _scope(link)) in numbers:
            numbers[scope] = native_number((link.get("href") or link.get("content") or "").rpartition("#")[2])
    return numbers if len({*numbers.values()} - {None}) == len(numbers) else dict.fromkeys(numbers)


def _scope(element: etree._Element) -> etree._Element | None:
    """Return the comment that a property belongs to."""
    above = element.getparent()
    for _ in range(_HIGHEST):
        if above is None:
            return None
        if ("itemscope" in above.attrib and "itemprop" not in above.attrib) or above.get("itemprop") == "comment":
            return above if any(name in above.get("itemtype", "") for name in _TYPES) else None
        above = above.getparent()
    return None


def find_microformats(page: Page) -> Discussion | None:
    """Find citations of microformats 2 that are comments or mentions; a citation in running text is none."""
    elements = [element for name in _CITES for element in page.by_class.get(name, ())]
    ids = {e: _native_id(e) for e in elements if e.tag not in ("a", "span", "cite", "q", "blockquote", "p")}
    return discussion_of("microformats", ids, page) if ids else None


def find_numbered(page: Page) -> Discussion | None:
    """Find elements that carry the number of a comment in an attribute."""
    if page.attributes.keys().isdisjoint(_ID_ATTRIBUTES):
        return None
    elements = _elements(_NUMBERED, page)
    ids = {e: next(filter(None, map(e.get, _ID_ATTRIBUTES)), None) for e in elements}
    return discussion_of("html", ids, page) if ids else None


def _elements(path: etree.XPath, page: Page) -> list[etree._Element]:
    return cast("list[etree._Element]", path(page.root))


def _native_id(element: etree._Element) -> str | None:
    for name in ("data-comment-id", "data-commentid", "data-id"):
        if value := element.get(name):
            return value
    if number := native_number(element.get("id")):
        return number
    return None
