"""Putting together what several finders read of one page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from newscrawl.extraction.candidates import Discussion, RawComment, RawPingback
from newscrawl.extraction.comments.section import has_traces, outermost
from newscrawl.extraction.ping_lists import find_ping_lists
from newscrawl.page import Page

__all__ = ["merged", "with_ping_lists"]


def merged(first: Discussion | None, second: Discussion | None) -> Discussion | None:
    """Add the comments of ``second`` to ``first``, which has none yet, and the pings that it does not have.

    What ``first`` knows for a ping is no comment, nor is a part of it or what holds it.
    """
    if first is None or second is None:
        return first or second
    comments = _apart(second.comments, first.pingbacks)
    first.comments.extend(comments)
    first.platform = second.platform if comments else first.platform
    _add_pings(first, second.pingbacks)
    first.containers = outermost([*first.containers, *second.containers])
    return first


def _apart(comments: list[RawComment], pings: list[RawPingback]) -> list[RawComment]:
    """Leave out comments that share an element with a ping."""
    elements = {ping.element for ping in pings if ping.element is not None}
    around = {above for element in elements for above in element.iterancestors()} | elements
    return [
        comment
        for comment in comments
        if comment.element is None
        or (comment.element not in around and elements.isdisjoint(comment.element.iterancestors()))
    ]


def with_ping_lists(shown: Discussion | None, page: Page) -> Discussion | None:
    """Add the pings of lists that hold nothing else."""
    if shown is None and not has_traces(page) and not page.classes_like("ping", "trackback", "mention"):
        return _with(None, *find_ping_lists(page, (), single=False))
    known = set()
    for comment in shown.comments if shown else ():
        if comment.element is not None:
            known.add(comment.element)
    within = dict.fromkeys(shown.containers if shown else ())
    for box in {box.getparent(): box for box in reversed([*within])}.values():
        within.update(dict.fromkeys(box.itersiblings()))
    return _with(shown, *find_ping_lists(page, known, outermost(within)))


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
