"""From comment elements to a discussion: the steps that all platforms share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.extraction.comments.section import containers_of, says_answer
from newscrawl.extraction.pingbacks import outward, ping_kind, read_ping
from newscrawl.extraction.threads.answers import connect
from newscrawl.extraction.threads.nodes import Node, grow, topmost
from newscrawl.extraction.threads.pieces import common_ancestor, holds_text, own_links, own_text
from newscrawl.extraction.threads.reading import Reading, read
from newscrawl.page import Page

_LISTS = frozenset(("ol", "ul", "dl", "table", "tbody"))
_UNDATED_TEXT = 25
"""Letters that comments without number and time must have on average."""

__all__ = ["discussion_of", "service_links", "tops_of"]


def tops_of(page: Page, elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Return those of some elements of the page that lie in no other one, in page order."""
    tops = set(topmost(elements))
    parents = {top.getparent() for top in tops}
    siblings = parents.pop() if len(parents) == 1 else None
    return [*filter(tops.__contains__, page.elements if siblings is None else siblings)]


def discussion_of(
    platform: str,
    ids: Mapping[etree._Element, str | None],
    page: Page,
    *,
    tops: Sequence[etree._Element] | None = None,
    origins: Sequence[etree._Element] | None = None,
) -> Discussion | None:
    """Read the comments whose elements are the keys of ``ids`` (values: their native ids); ``None`` if none is one.

    ``tops`` are the outermost of them, ``origins`` the elements of the page that ``tops`` are copies of, if they are.
    """
    if tops is None:
        tops = tops_of(page, ids)
    discussion = _assembled(platform, grow(tops, ids, page if origins is None else None), page)
    if not _is_discussion(discussion):
        return None
    discussion.containers = containers_of(origins or tops, page)
    return discussion


def _is_discussion(discussion: Discussion) -> bool:
    """Tell whether anything was read; lone names and texts without number or time are menu entries or notes."""
    if discussion.pingbacks or any(comment.native_id or comment.date_raw for comment in discussion.comments):
        return True
    texts = [
        own_text(comment.body, set(comment.body_skip)) if isinstance(comment.body, etree._Element) else ""
        for comment in discussion.comments
    ]
    return len(texts) > 1 and sum(map(len, texts)) >= _UNDATED_TEXT * len(texts)


def _assembled(platform: str, nodes: Iterable[Node], page: Page) -> Discussion:
    """Read every node; pingbacks are told from comments, what is neither is left out."""
    discussion = Discussion(platform=platform)
    read_nodes: list[tuple[Node, RawComment | None]] = []
    lists: dict[etree._Element, bool] = {}
    bare: list[tuple[RawComment, RawPingback]] = []
    for node in nodes:
        comment = None
        reading = read(node, page)
        if kind := ping_kind(node, reading, page, lists):
            discussion.pingbacks.append(read_ping(kind, node, reading, page))
        elif comment := _comment(platform, node, reading):
            discussion.comments.append(comment)
            if (ping := _bare_link(node, reading, page)) is not None:
                bare.append((comment, ping))
        node.forget()
        read_nodes.append((node, comment))
    _take_links(discussion, bare)
    connect([node for node, _ in read_nodes])
    made: dict[Node | None, RawComment] = {}
    for node, comment in read_nodes:
        if comment is not None:
            comment.depth = node.depth
            comment.parent = made.get(node.parent)
            comment.parent_native_id = node.parent.native_id if node.parent else None
            made[node] = comment
    return discussion


def _bare_link(node: Node, reading: Reading, page: Page) -> RawPingback | None:
    """Return what a comment that says nothing but a link to another site, and a time, would be as a ping."""
    if reading.author_url is None or node.answers or reading.body is not node.element:
        return None
    if (link := outward(node, page)) is None or page.is_on_site(link.get("href", "")):
        return None
    empty = not holds_text(node.element, set(reading.body_skip)) and node.element.find(".//img") is None
    return read_ping("pingback", node, reading, page) if empty else None


def _take_links(discussion: Discussion, bare: Sequence[tuple[RawComment, RawPingback]]) -> None:
    """Make pings of bare links, if they are few among the comments or stand in a list of their own."""
    links = {id(comment) for comment, _ in bare}
    left = [comment for comment in discussion.comments if id(comment) not in links]
    lists = {_list_of(comment) for comment in left}
    if left and (
        2 * len(left) > len(discussion.comments) or lists.isdisjoint(_list_of(comment) for comment, _ in bare)
    ):
        discussion.comments = left
        discussion.pingbacks.extend(ping for _, ping in bare)


def _list_of(comment: RawComment) -> etree._Element | None:
    return comment.element.getparent() if comment.element is not None else None


def service_links(discussions: Iterable[Discussion]) -> set[etree._Element]:
    """Return the links of comments and pings that are no part of texts: to readers, to answer, vote or report."""
    found: set[etree._Element] = set()
    texts: set[etree._Element] = set()
    for discussion in discussions:
        comments = [element for comment in discussion.comments if (element := comment.element) is not None]
        pings = [element for ping in discussion.pingbacks if (element := ping.element) is not None]
        for elements in (discussion.read, comments, pings):
            for box in _around(topmost(elements)):
                found.update(box.iter("a"))
        for comment in discussion.comments:
            if isinstance(comment.body, etree._Element):
                texts.update(filter(holds_text, own_links(comment.body, set(comment.body_skip))))
    return found - texts


def _around(tops: list[etree._Element]) -> list[etree._Element]:
    """Return the list that holds all of some elements, if one does, or these."""
    box = common_ancestor(tops[0], tops[-1]) if len(tops) > 1 else None
    return [box] if box is not None and box.tag in _LISTS else tops


def _can_be_answered(node: Node) -> bool:
    return any(map(says_answer, node.element.iter("a", "button", "span")))


def _comment(platform: str, node: Node, reading: Reading) -> RawComment | None:
    """Make a comment of what was read, but for its place in the thread."""
    if reading.body is None:
        return None
    if reading.author is None and reading.date_raw is None and not (platform == "html" and _can_be_answered(node)):
        return None
    if reading.date_raw is None and reading.author is not None and reading.author.isdigit():
        return None  # a counter
    return RawComment(
        native_id=node.native_id,
        author=reading.author,
        author_url=reading.author_url,
        date=reading.date,
        date_raw=reading.date_raw,
        body=reading.body,
        title=reading.title,
        body_lead=reading.body_lead,
        body_skip=reading.body_skip,
        permalink=reading.permalink,
        element=node.element,
    )
