"""From nodes of a thread to raw comments and pingbacks."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.pingbacks import ping_kind, read_ping
from newscrawl.extraction.threads.nodes import Node
from newscrawl.extraction.threads.reading import Reading, read
from newscrawl.page import Page

__all__ = ["assemble"]


def assemble(platform: str, nodes: Sequence[Node], page: Page) -> Discussion:
    """Read every node; pingbacks are told from comments."""
    discussion = Discussion(platform=platform)
    for node in nodes:
        reading = read(node, page)
        if kind := ping_kind(node, reading, page):
            discussion.pingbacks.append(read_ping(kind, node, reading, page))
        elif comment := _comment(node, reading):
            discussion.comments.append(comment)
    return discussion


def _comment(node: Node, reading: Reading) -> RawComment | None:
    if reading.author is None and reading.date_raw is None:
        return None
    parent = node.parent
    return RawComment(
        native_id=node.native_id,
        parent_native_id=parent.native_id if parent else None,
        depth=node.depth,
        author=reading.author,
        author_url=reading.author_url,
        date=reading.date,
        date_raw=reading.date_raw,
        body=reading.body,
        body_skip=reading.body_skip,
        permalink=reading.permalink,
    )
