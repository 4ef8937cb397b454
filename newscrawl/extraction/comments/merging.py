"""Putting together what several finders read of one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from lxml import etree

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.extraction.comments.section import has_traces, outermost
from newscrawl.extraction.ping_lists import find_ping_lists
from newscrawl.extraction.threads.pieces import own_text
from newscrawl.page import Page
from newscrawl.text import plain

_TAG = re.compile(r"<[^<>]*>")
_FORM_PARTS = 3
_ENOUGH_LETTERS = 40
"""Letters by which two texts of one author are told apart."""

__all__ = ["merged", "with_data", "with_ping_lists"]


def merged(first: Discussion | None, second: Discussion | None) -> Discussion | None:
    """Add the comments of ``second`` to ``first``, which has none yet, and the pings that it does not have.

    What ``first`` knows for a ping is no comment, nor is a part of it. Where ``second`` takes what holds one for a
    comment, its others are parts of the page as well.
    """
    if first is None or second is None:
        return first or second
    pings = {ping.element for ping in first.pingbacks if ping.element is not None}
    around = {above for ping in pings for above in ping.iterancestors()}
    if any(comment.element in around for comment in second.comments):
        return first
    comments = _apart(second.comments, pings)
    first.comments.extend(comments)
    first.platform = second.platform if comments else first.platform
    _add_pings(first, second.pingbacks)
    first.containers = outermost([*first.containers, *second.containers])
    return first


def _apart(comments: list[RawComment], pings: Set[etree._Element]) -> list[RawComment]:
    """Leave out comments that are pings or parts of them."""
    return [
        comment
        for comment in comments
        if comment.element is None
        or (comment.element not in pings and pings.isdisjoint(comment.element.iterancestors()))
    ]


def with_data(shown: Discussion, told: Discussion | None) -> None:
    """Add what structured data tells of a discussion: comments that the page leaves out, times, and whom they answer.

    Data that holds less than half of the comments shown is about something else.
    """
    known = {key: comment for comment in (told.comments if told else ()) for key in _marks(comment)}
    same: dict[int, RawComment] = {}
    for comment in shown.comments if known else ():
        if (twin := next((known[key] for key in _marks(comment) if key in known), None)) is not None:
            same.setdefault(id(twin), comment)
    if told is None or 2 * len(same) < len(shown.comments):
        return
    nested = any(comment.parent is not None or comment.parent_native_id for comment in shown.comments)
    for twin in told.comments:
        comment = same.get(id(twin), twin)
        comment.date = comment.date or twin.date
        comment.author_url = comment.author_url or twin.author_url
        if twin.parent is not None and (comment is twin or not nested):
            comment.parent = same.get(id(twin.parent), twin.parent)
            comment.depth = comment.parent.depth + 1
    if len(told.comments) > len(same):
        alone = {id(comment) for comment in shown.comments} - {id(comment) for comment in same.values()}
        left = [comment for comment in shown.comments if id(comment) in alone]
        shown.comments = [*(same.get(id(twin), twin) for twin in told.comments), *left]


def _marks(comment: RawComment) -> Iterator[tuple[str, str]]:
    """Yield what tells that two comments are one: their number, their author and the beginning of their text."""
    if comment.native_id:
        yield "", comment.native_id
    body = comment.body
    text = own_text(body, set(comment.body_skip)) if isinstance(body, etree._Element) else _TAG.sub(" ", body or "")
    yield comment.author or "", plain(text)[:_ENOUGH_LETTERS]


def with_ping_lists(shown: Discussion | None, page: Page) -> Discussion | None:
    """Add the pings of lists that hold nothing else."""
    if shown is None and not has_traces(page) and not page.classes_like("ping", "trackback", "mention"):
        return _with(None, *find_ping_lists(page, (), single=False))
    known = set(shown.read if shown else ())
    for comment in shown.comments if shown else ():
        if comment.element is not None:
            known.add(comment.element)
    within = dict.fromkeys(shown.containers if shown else map(_form_around, page.tagged("textarea")))
    for box in {box.getparent(): box for box in reversed([*within])}.values():
        within.update(dict.fromkeys(box.itersiblings()))
    return _with(shown, *find_ping_lists(page, known, outermost(within)))


def _form_around(area: etree._Element) -> etree._Element:
    """Return the form that a text field is part of, or the box that holds it and a heading at most."""
    form = next(area.iterancestors("form"), area)
    above = form.getparent()
    return above if above is not None and len(above) <= _FORM_PARTS and above.tag != "body" else form


def _with(shown: Discussion | None, pings: list[RawPingback], boxes: Sequence[etree._Element]) -> Discussion | None:
    if not pings:
        return shown
    shown = shown or Discussion(platform="html")
    _add_pings(shown, pings)
    shown.containers = outermost([*shown.containers, *boxes])
    return shown


def _add_pings(discussion: Discussion, pings: list[RawPingback]) -> None:
    known = {_key(ping) for ping in discussion.pingbacks}
    discussion.pingbacks.extend(ping for ping in pings if _key(ping) not in known)


def _key(ping: RawPingback) -> tuple[str | None, str | None]:
    return ping.source_url, ping.title
