"""Blogger: the flat list of old templates (``dl#comments-block``) and the threaded list of later ones."""

from __future__ import annotations

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.assemble import discussion_of
from newscrawl.extraction.comments.flat import boxed, runs_from
from newscrawl.extraction.threads.nodes import native_number
from newscrawl.page import Page

__all__ = ["find"]


def find(page: Page) -> Discussion | None:
    """Find comments by the ids that Blogger gives them (``c`` and a number)."""
    block = page.by_id.get("comments-block")
    if block is not None:
        heads = [element for element in block.iter("dt", "div") if _number(element)]
        if heads:
            boxes, ids = boxed(runs_from(heads), {head: _number(head) for head in heads})
            return discussion_of("blogger", ids, page, tops=boxes, origins=heads)
    if not {"comment-thread", "comment-block", "comment-replies"} & page.by_class.keys():
        return None
    members = {element: number for element in page.by_class.get("comment", ()) if (number := _number(element))}
    return discussion_of("blogger", members, page) if members else None


def _number(element: etree._Element) -> str | None:
    name = element.get("id") or ""
    return native_number(name) if name[:1] == "c" and name[1:].isdigit() else None
