"""Pingbacks, trackbacks and webmentions among the entries of a discussion: told from comments by structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.candidates import RawPingback
from newscrawl.extraction.ping_words import (
    DISOWNED,
    TITLE_MAX,
    is_any_label,
    is_bare_title,
    is_label,
    is_list_name,
    kind_of_class,
    may_title,
    says_pingback,
    says_trackback,
    titles_pings,
)
from newscrawl.extraction.threads.nodes import Node, names_comment
from newscrawl.extraction.threads.pieces import holds, own_text, text_pieces, web_link
from newscrawl.extraction.threads.reading import Reading
from newscrawl.extraction.threads.roles import Role
from newscrawl.page import Page
from newscrawl.text import clean, paragraphs
from newscrawl.urls import article_key, site_of

__all__ = ["in_ping_list", "outward", "ping_header", "ping_kind", "ping_tabs", "read_ping", "titles_list"]

_ONE_COMMENT = re.compile(r"#[a-z-]*\d+\Z", re.IGNORECASE)
_EXTRACT = re.compile(r"\A\W{0,3}\[(?:…|\.\.\.)\] .+ \[(?:…|\.\.\.)\]\W{0,3}\Z", re.DOTALL)
_COMMENT_CLASSES = frozenset(("u-comment", "p-comment"))
"""Microformats of an entry that is a comment, whatever its text begins with."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MOST_PIECES = 8
_BOXES = frozenset(("ol", "ul", "dl", "div", "section", "tbody", "table"))


def ping_kind(node: Node, reading: Reading, page: Page, lists: dict[etree._Element, bool]) -> str | None:
    """Return ``pingback``, ``trackback`` or ``webmention``, or ``None`` for a comment.

    The class that a theme gives the entry decides, or the list it stands in, or a label before its first link, which
    leads to another site. Words that a reader typed never make a ping: they stand behind a name or a time. ``lists``
    remembers for each list whether it is one of pings.
    """
    kind = kind_of_class(node.element.get("class") or "")
    if kind is None and not _COMMENT_CLASSES.isdisjoint((node.element.get("class") or "").split()):
        return None
    link = outward(node, page)
    label = _text_before(link, node) if link is not None else None
    if kind is None:
        if link is None or not (
            (label and _is_labelled(node, label) and not _is_signed(link, reading))
            or _is_line_of_ping(link, reading)
            or _is_listed(node.element, lists)
            or _is_said_behind(link, reading)
            or _is_extract(node, link, reading)
        ):
            return None
        kind = "pingback"
    header = f"{label or ''} {ping_header(node, reading, link)}"
    if kind == "trackback" or says_trackback(header):
        return "trackback"
    return "pingback" if kind == "webmention" and says_pingback(header) else kind


def outward(node: Node, page: Page) -> etree._Element | None:
    """Return the first link with a text, if it leads to another site or address than the page's.

    In microformats the address of a mention (``u-url``) goes before that of the site that it is on (``h-card``).
    """
    links = sorted(node.links, key=_in_card) if "h-card" in page.by_class else node.links
    return next(
        (
            link
            for link in links
            if _leads_out(link.get("href") or "", page) and own_text(link) and not names_comment(link, node)
        ),
        None,
    )


def _leads_out(href: str, page: Page) -> bool:
    if not href or href[0] == "#" or "replytocom=" in href:
        return False
    url = page.absolute(href)
    if url is None:
        return False
    if not url.startswith(page.origin) and site_of(page.url) not in url:
        return True
    return article_key(url) != article_key(page.url) and not (_ONE_COMMENT.search(href) and page.is_on_site(url))


def _in_card(link: etree._Element) -> bool:
    names = link.get("class")
    if names and "h-card" in names.split():
        return True
    above = link.getparent()
    names = above.get("class") if above is not None else None
    return names is not None and "h-card" in names.split()


def _text_before(link: etree._Element, node: Node) -> str | None:
    """Return the text of the node that stands before a link."""
    text: list[str] = []
    element = link
    while element is not node.element:
        above = element.getparent()
        if above is None:
            return None
        for sibling in element.itersiblings(preceding=True):
            text.append(own_text(sibling) + " " + (sibling.tail or ""))
            if sum(map(len, text)) > TITLE_MAX * 2:
                return None
        text.append(above.text or "")
        element = above
    return " ".join(" ".join(reversed(text)).split())


def _is_labelled(node: Node, label: str) -> bool:
    """Tell whether the text before the link says what it is, or is all that is said (a link to edit it aside)."""
    if is_label(label):
        return True
    return is_any_label(label) and len(own_text(node.element, {*node.answers, *node.links})) <= len(label) + 4


def _is_signed(link: etree._Element, reading: Reading) -> bool:
    """Tell whether a line apart from a link says who wrote and when: then a reader typed the label."""
    header, name = reading.header, reading.author_element
    return header is not None and name is not None and not holds(header.element, link) and not holds(link, name)


def _is_line_of_ping(link: etree._Element, reading: Reading) -> bool:
    """Tell whether the line with the time begins with a label and the link (``Trackback from … on 3 May``)."""
    line, time = link.getparent(), reading.date_element
    if line is None or time is None or line is reading.node.element or line not in (time, time.getparent()):
        return False
    before = link.getprevious()
    return is_label(clean(line.text if before is None else before.tail))


def _is_said_behind(link: etree._Element, reading: Reading) -> bool:
    """Tell whether the line with name and time says what the link is (``… sent a pingback``)."""
    name = reading.author_element
    if name is None or not (holds(name, link) or holds(link, name)):
        return False
    return reading.header is not None and titles_pings(reading.header.rest)


def _is_extract(node: Node, link: etree._Element, reading: Reading) -> bool:
    """Tell whether an entry without a class of its kind is a name that links elsewhere and a piece of a text.

    Software cuts the words around a link out of the page that has it, and marks both ends (``[…] text […]``).
    """
    if "comment" in (node.element.get("class") or "").split() or reading.author_element is None:
        return False
    text = own_text(node.element, {*node.chrome, *reading.body_skip, *node.answers})
    return _EXTRACT.search(text) is not None and holds(reading.author_element, link)


def ping_header(node: Node, reading: Reading, link: etree._Element | None) -> str:
    """Return what an entry says besides its link and its text."""
    skip = {element for element in (reading.body, link) if element is not None and element is not node.element}
    skip.update(element for element in node.element.iter("p", "blockquote"))
    return own_text(node.element, skip | set(node.answers))[:200]


def _is_listed(element: etree._Element, lists: dict[etree._Element, bool]) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    if parent not in lists:
        lists[parent] = _is_ping_list(parent)
        lists.update((entry, True) for entry in _below_titles(parent))
    return lists[parent] or lists.get(element, False)


def _below_titles(box: etree._Element) -> Iterator[etree._Element]:
    """Yield those elements of a box that a heading among them tells to be pings."""
    title: etree._Element | None = None
    for child in box:
        if child.tag in _HEADINGS:
            text = own_text(child)
            title = child if titles_list(child, text) or may_title(text) else None
        elif title is not None and _is_disowned_link(child):
            yield child


def in_ping_list(element: etree._Element) -> bool:
    """Tell whether an element is an entry of a list that is named after pings."""
    parent = element.getparent()
    return parent is not None and _is_ping_list(parent)


def ping_tabs(page: Page) -> dict[etree._Element, None]:
    """Return the elements that tabs lead to which are named after pings (``<a href="#tb">Trackbacks (2)</a>``)."""
    targets = (
        target
        for link, name in page.inner_links
        if (target := page.by_id.get(name)) is not None and is_bare_title(own_text(link))
    )
    return dict.fromkeys(targets)


def _is_ping_list(box: etree._Element) -> bool:
    """Tell whether an element is a list of pings, by its name, its parent's or the heading above it."""
    if any(is_list_name(name) for name in f"{box.get('class', '')} {box.get('id', '')}".split()):
        return True
    if box.tag not in _BOXES:
        return False
    above = next(box.itersiblings(preceding=True), None)
    if above is None or above.tag not in _HEADINGS:
        return False
    text = own_text(above)
    return titles_list(above, text) or (may_title(text) and len(box) > 0 and all(map(_is_disowned_link, box)))


def _is_disowned_link(item: etree._Element) -> bool:
    """Tell whether an entry has one link, which the page disowns."""
    links = [*islice(item.iter("a"), 2)]
    return len(links) == 1 and not DISOWNED.isdisjoint((links[0].get("rel") or "").split())


def titles_list(heading: etree._Element, text: str) -> bool:
    """Tell whether a heading with that text is one of a list of pings, and no headline that leads to a story."""
    return titles_pings(text) and heading.find(".//a[@href]") is None


def read_ping(kind: str, node: Node, reading: Reading, page: Page) -> RawPingback:
    """Read a ping that has been told from a comment."""
    title, url = reading.author, reading.author_url
    link = outward(node, page)
    if link is not None:
        url = web_link(page, link.get("href"))
        title = _title_of(link, url)
        if reading.date is None and (reading.date_raw or "") not in own_text(node.element, {link, *node.answers}):
            reading.date_raw = None  # a date in the title is not that of the ping
    return RawPingback(
        native_id=node.native_id,
        kind=kind,
        title=title,
        source_url=url,
        date=reading.date,
        date_raw=reading.date_raw,
        excerpt=_excerpt(node, reading, link),
        element=node.element,
    )


def _title_of(link: etree._Element, url: str | None) -> str:
    """Return the text of a link, but for the name of the linking site where that is an element behind the title."""
    title = own_text(link)
    *_, last = ("", *islice((text for _, text in text_pieces(link)), _MOST_PIECES)) if len(link) > 1 else ("",)
    host = (urlsplit(url).hostname or "") if last and url else ""
    return title.removesuffix(last).rstrip() or title if last and last.lower() in (host, host[4:]) else title


def _excerpt(node: Node, reading: Reading, link: etree._Element | None) -> str | None:
    body = reading.body
    if body is None or body is link:
        return None
    if body is not node.element and node.roles(Role.BODY) and not holds(body, link):
        return "\n\n".join(paragraphs(body, skip=set(reading.body_skip))) or None
    texts = [
        text
        for element in body.iter("p", "blockquote")
        if element not in reading.body_skip and not holds(element, link)
        for text in paragraphs(element)
    ]
    return "\n\n".join(texts) or None
