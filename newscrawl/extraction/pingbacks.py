"""Pingbacks, trackbacks and webmentions, told from comments by structure."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extraction.candidates import RawPingback
from newscrawl.extraction.threads.nodes import Node
from newscrawl.extraction.threads.pieces import own_text, web_link
from newscrawl.extraction.threads.reading import Reading
from newscrawl.extraction.threads.roles import Role
from newscrawl.page import Page
from newscrawl.text import clean, paragraphs
from newscrawl.urls import absolute

__all__ = ["ping_kind", "read_ping"]

_BY_CLASS = {
    "pingback": "pingback",
    "ping": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
_LABEL = re.compile(r"\A[^\W\d_]+(?:[ -][^\W\d_]+)?\s?[:：]\Z")
_TRACKBACK = re.compile(r"track-?back|트랙백|トラックバック|трекб[еэ]к|引用通告", re.IGNORECASE)


def ping_kind(node: Node, reading: Reading, page: Page) -> str | None:
    """Return ``pingback``, ``trackback`` or ``webmention``, or ``None`` for a comment.

    The class that a theme gives the entry decides. Without one, an entry that has neither author nor time and is
    nothing but a label and a link to another site is a ping; words that a reader typed never make one.
    """
    names = (node.element.get("class") or "").lower().split()
    kinds = [_BY_CLASS[name] for name in names if name in _BY_CLASS]
    if kinds:
        label = _label(node.element, node)
        return "trackback" if "trackback" in kinds or (label and _TRACKBACK.search(label)) else kinds[-1]
    if reading.author is not None or reading.date is not None:
        return None
    label = _label(node.element, node)
    if label is None or _only_link(node, page) is None:
        return None
    return "trackback" if _TRACKBACK.search(label) else "pingback"


def _label(element: etree._Element, node: Node) -> str | None:
    """Return the text before the first link, if it is a label such as ``Pingback:``."""
    text = own_text(element, set(node.answers))
    link = next(element.iter("a"), None)
    head = text.partition(own_text(link))[0].strip() if link is not None and own_text(link) else text
    return head if _LABEL.match(head) else None


def _only_link(node: Node, page: Page) -> etree._Element | None:
    outward = [a for a in node.links if _leaves(a.get("href"), page)]
    return outward[0] if len(outward) == 1 else None


def _leaves(href: str | None, page: Page) -> bool:
    url = absolute(page.base_url, href) if href else None
    return url is not None and "replytocom=" not in url and url.split("?")[0] != page.url.split("?")[0]


def read_ping(kind: str, node: Node, reading: Reading, page: Page) -> RawPingback:
    """Read a ping that has been told from a comment."""
    title, url = reading.author, reading.author_url
    excerpt = None
    link = next((a for a in node.links if _leaves(a.get("href"), page) and own_text(a)), None)
    if link is not None and (reading.author_element is None or url is None or url == web_link(page, link.get("href"))):
        title, url = own_text(link), web_link(page, link.get("href"))
    named = reading.author is not None and node.roles(Role.AUTHOR)
    if named and reading.body is not None and reading.body is not reading.author_element:
        excerpt = "\n\n".join(paragraphs(reading.body, skip=set(reading.body_skip))) or None
    return RawPingback(
        native_id=node.native_id,
        kind=kind,
        title=clean(title) or None,
        source_url=url,
        date=reading.date,
        date_raw=reading.date_raw,
        excerpt=excerpt,
    )
