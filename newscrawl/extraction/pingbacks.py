"""Pingbacks, trackbacks and webmentions: told from comments by structure, and found in lists of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml import etree

from newscrawl.extraction.candidates import RawPingback
from newscrawl.extraction.threads.naming import named_like
from newscrawl.extraction.threads.nodes import Node, grow, native_number
from newscrawl.extraction.threads.pieces import own_text, web_link
from newscrawl.extraction.threads.reading import Reading, read
from newscrawl.extraction.threads.roles import Role, words_of
from newscrawl.extraction.threads.times import time_span
from newscrawl.page import Page
from newscrawl.text import paragraphs
from newscrawl.urls import article_key, same_site

__all__ = ["find_ping_lists", "in_ping_list", "ping_kind", "read_ping"]

_PING = (
    r"ping-?backs?|pings?|핑백|ピンバック|пинг-?б[еэ]к\w*|تنبيهات?|إشعارات?|פינגבק\w*|web-?mentions?|mentions?|erwähnungen|"
    r"back-?links?|rétro-?liens?|retroenlaces?|引用"
)
_TRACKBACK_WORD = r"track-?backs?|엮인글|트랙백|トラックバック|тр[еэ]к-?б[еэ]к\w*|تعقيبات?|טראקבק\w*|引用通告"
_TRACKBACK = re.compile(_TRACKBACK_WORD, re.IGNORECASE)
_PINGBACK = re.compile(r"ping-?back", re.IGNORECASE)
_KNOWN_LABEL = re.compile(
    rf"\A(?:#?\d{{1,5}}\s*[.):]?\s*)?(?:{_PING}|{_TRACKBACK_WORD})\s*(?:from|by|von|de|di|da|par|от|من)?\s*[:：–—-]?\s*\Z",
    re.IGNORECASE,
)
_ANY_LABEL = re.compile(r"\A[^\W\d_]+(?:[ -][^\W\d_]+)?\s?[:：]\Z")
_LIST_TITLE = re.compile(rf"\b(?:{_PING}|{_TRACKBACK_WORD})", re.IGNORECASE)
_TITLE_MAX = 40
_ABOUT_COMMENTS = re.compile(
    r"comment|komment|comentar|reacti|réaction|respons|repl|opini|댓글|コメント|评论|комментар|تعليق|תגוב",
    re.IGNORECASE,
)
"""What a heading or name of a list that holds comments as well says."""

_CLASS_WORDS = {
    "pingback": "pingback",
    "pingbacks": "pingback",
    "ping": "pingback",
    "pings": "pingback",
    "trackback": "trackback",
    "trackbacks": "trackback",
    "webmention": "webmention",
    "webmentions": "webmention",
    "mention": "webmention",
    "tblist": "trackback",
}
_LIST_NAME = re.compile(
    r"(?:\A|[\s_-])(?:pings?|ping-?backs?|track-?backs?|web-?mentions?|mentions)(?:\Z|[\s_-]|list)|\Atb[-_]?list\Z",
    re.I,
)
_ONE_COMMENT = re.compile(r"#[a-z-]*\d+\Z", re.IGNORECASE)
_NEEDLES = ("ping", "trackback", "track-back", "mention", "tb")
"""Of these every class name that tells pings holds one."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ITEMS = ("li", "dt", "tr", "p", "div", "article")


def ping_kind(node: Node, reading: Reading, page: Page, lists: dict[etree._Element, bool]) -> str | None:
    """Return ``pingback``, ``trackback`` or ``webmention``, or ``None`` for a comment.

    The class that a theme gives the entry decides, or the list it stands in, or a label before its first link, which
    leads to another site. Words that a reader typed never make a ping: they stand behind a name or a time. ``lists``
    remembers for each list whether it is one of pings.
    """
    kind = _by_class(node.element.get("class"))
    link = _outward(node, page)
    if kind is None:
        label = _text_before(link, node) if link is not None else None
        known = label is not None and _KNOWN_LABEL.match(label) is not None
        bare = label is not None and not known and _ANY_LABEL.match(label) and _is_all(node, link, label)
        listed = link is not None and _is_listed(node.element, lists)
        if not known and not bare and not listed and not _is_said_behind(link, reading):
            return None
        kind = "pingback"
    header = f"{_text_before(link, node) or ''} {_header(node, reading, link)}"
    if kind == "trackback" or _TRACKBACK.search(header):
        return "trackback"
    return "pingback" if kind == "webmention" and _PINGBACK.search(header) else kind


def _by_class(names: str | None) -> str | None:
    kind = None
    for name in (names or "").split():
        for word in words_of(name):
            if word in _CLASS_WORDS and not name.startswith("comment-author-"):
                kind = "trackback" if "trackback" in (kind, _CLASS_WORDS[word]) else _CLASS_WORDS[word]
    return kind


def _outward(node: Node, page: Page) -> etree._Element | None:
    """Return the first link with a text, if it leads to another site or address than the page's.

    In microformats the address of a mention (``u-url``) goes before that of the site that it is on (``h-card``).
    """
    cards = [link for link in node.links if _in_card(link)]
    for link in [*(x for x in node.links if x not in cards), *cards] if cards else node.links:
        href = link.get("href") or ""
        if not href or href[0] == "#" or "replytocom=" in href or not own_text(link):
            continue
        url = page.absolute(href)
        if url is None or article_key(url) == article_key(page.url):
            continue
        if _ONE_COMMENT.search(href) and same_site(url, page.url):
            continue
        return link
    return None


def _in_card(link: etree._Element) -> bool:
    above = link.getparent()
    names = f"{link.get('class', '')} {above.get('class', '') if above is not None else ''}"
    return "h-card" in names.split()


def _text_before(link: etree._Element | None, node: Node) -> str | None:
    """Return the text of the node that stands before a link."""
    if link is None:
        return None
    text: list[str] = []
    element = link
    while element is not node.element:
        above = element.getparent()
        if above is None:
            return None
        for sibling in element.itersiblings(preceding=True):
            text.append(own_text(sibling) + " " + (sibling.tail or ""))
            if sum(map(len, text)) > _TITLE_MAX * 2:
                return None
        text.append(above.text or "")
        element = above
    return " ".join(" ".join(reversed(text)).split())


def _is_all(node: Node, link: etree._Element | None, label: str) -> bool:
    """Tell whether label and link are all that the node says (a link to edit it aside)."""
    if link is None:
        return False
    rest = own_text(node.element, {*node.answers, *node.links})
    return len(rest) <= len(label) + 4


def _is_said_behind(link: etree._Element | None, reading: Reading) -> bool:
    """Tell whether the line with name and time says what the link is (``… sent a pingback``)."""
    name, header = reading.author_element, reading.header
    if link is None or name is None or header is None or not (_holds(name, link) or _holds(link, name)):
        return False
    text = own_text(header, {link}).replace(reading.date_raw or "", "")
    return len(text) <= _TITLE_MAX and _LIST_TITLE.search(text) is not None


def _header(node: Node, reading: Reading, link: etree._Element | None) -> str:
    skip = {element for element in (reading.body, link) if element is not None and element is not node.element}
    skip.update(element for element in node.element.iter("p", "blockquote"))
    return own_text(node.element, skip | set(node.answers))[:200]


def _is_listed(element: etree._Element, lists: dict[etree._Element, bool]) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    if parent not in lists:
        lists[parent] = _is_ping_list(parent)
    return lists[parent]


def in_ping_list(element: etree._Element) -> bool:
    """Tell whether an element is an entry of a list that is named after pings."""
    parent = element.getparent()
    return parent is not None and _is_ping_list(parent)


def _is_ping_list(box: etree._Element) -> bool:
    """Tell whether an element is a list of pings, by its name, its parent's or the heading above it."""
    if any(_is_list_name(name) for name in f"{box.get('class', '')} {box.get('id', '')}".split()):
        return True
    if box.tag not in ("ol", "ul", "dl", "div", "section", "tbody", "table"):
        return False
    above = next(box.itersiblings(preceding=True), None)
    return above is not None and above.tag in _HEADINGS and _is_title(above)


def _is_title(heading: etree._Element) -> bool:
    text = own_text(heading)
    if _ABOUT_COMMENTS.search(text):
        return False
    return len(text) <= _TITLE_MAX and heading.find(".//a[@href]") is None and _LIST_TITLE.search(text) is not None


def find_ping_lists(
    page: Page, known: Container[etree._Element], within: Iterable[etree._Element] = ()
) -> tuple[list[RawPingback], list[etree._Element]]:
    """Return the pings that stand in lists of their own or one by one, and the elements that hold them.

    Elements in ``known`` are read already. ``within`` is the discussion: a list of nothing but links to other sites is
    one of pings there, whatever it is called.
    """
    pings: list[RawPingback] = []
    boxes: list[etree._Element] = []
    for box in dict.fromkeys(_ping_lists(page)):
        items = _items(box)
        found = [] if any(_is_read(item, known) for item in items) else _read_items(items, page)
        if found and len(found) == len(items):
            pings.extend(found)
            boxes.append(box)
    for listing in (listing for box in within for listing in box.iter("ul", "ol")):
        items = _items(listing)
        if all(_is_bare_link(item, page) for item in items) and not any(_is_read(item, known) for item in items):
            pings.extend(_read_items(items, page))
            boxes.append(listing)
    lone = [
        e for e in dict.fromkeys(_lone_pings(page)) if not _is_read(e, known) and not any(_holds(b, e) for b in boxes)
    ]
    pings.extend(_read_items(lone, page))
    return pings, [*boxes, *lone]


def _is_bare_link(item: etree._Element, page: Page) -> bool:
    """Tell whether an entry is a link to another site that the page does not vouch for, and nothing else."""
    links = [*item.iter("a")]
    if len(links) != 1 or own_text(item) != own_text(links[0]) or not own_text(item):
        return False
    return bool({"nofollow", "ugc", "external"} & set((links[0].get("rel") or "").split())) and _leaves_site(
        links[0], page
    )


def _read_items(items: Sequence[etree._Element], page: Page) -> list[RawPingback]:
    found = []
    for node in grow(items, {item: _native_id(item) for item in items}):
        link = _outward(node, page)
        if link is None or not _leaves_site(link, page):
            continue
        reading = read(node, page)
        kind = "trackback" if _TRACKBACK.search(_header(node, reading, link)) else "pingback"
        found.append(read_ping(kind, node, reading, page))
    return found


def _native_id(item: etree._Element) -> str | None:
    return next((number for e in islice(item.iter(), 3) if (number := native_number(e.get("id")))), None)


def _leaves_site(link: etree._Element, page: Page) -> bool:
    url = page.absolute(link.get("href"))
    return url is not None and not same_site(url, page.url)


def _ping_lists(page: Page) -> Iterator[etree._Element]:
    yield from (element for name, element in named_like(page, *_NEEDLES) if _is_list_name(name))
    for heading in page.tagged(*_HEADINGS):
        if _is_title(heading) and (box := heading.getnext()) is not None:
            yield box


@lru_cache(maxsize=4096)
def _is_list_name(name: str) -> bool:
    return _LIST_NAME.search(name) is not None and not _ABOUT_COMMENTS.search(name)


def _items(box: etree._Element) -> list[etree._Element]:
    if box.tag not in ("ol", "ul", "dl"):
        box = next(box.iter("ol", "ul", "dl"), box)
    return [child for child in box if child.tag in _ITEMS]


def _lone_pings(page: Page) -> Iterator[etree._Element]:
    """Yield elements that a class or a label before their link makes pings.

    A label alone can be part of an article's text, so it takes a printed time as well, or a neighbour of the kind.
    """
    for name in page.classes_like(*_NEEDLES):
        if _is_ping_class(name):
            yield from (element for element in page.by_class[name] if element.tag in _ITEMS)
    labelled = [block for link in page.tagged("a") if (block := _labelled(link, page)) is not None]
    parents = Counter(block.getparent() for block in labelled)
    for block in labelled:
        if parents[block.getparent()] > 1 or time_span(own_text(block, {*block.iter("a")})):
            yield block


@lru_cache(maxsize=4096)
def _is_ping_class(name: str) -> bool:
    return any(_CLASS_WORDS.get(word) and not word.endswith("s") for word in words_of(name))


def _labelled(link: etree._Element, page: Page) -> etree._Element | None:
    """Return the block that starts with a label and a link to another site."""
    element = link
    for _ in range(3):
        before = element.getprevious()
        above = element.getparent()
        if above is None or above.tag in ("body", "html"):
            return None
        text = (above.text if before is None else before.tail) or ""
        if not text.isspace() and text:
            label = " ".join(text.split())
            known = len(label) <= _TITLE_MAX and _KNOWN_LABEL.match(label.lstrip(". ")) and _leaves_site(link, page)
            return _block(element) if known else None
        if before is not None:
            return None
        element = above
    return None


def _block(element: etree._Element) -> etree._Element | None:
    """Return the smallest entry-like element around a link."""
    above = element.getparent()
    while above is not None and above.tag not in _ITEMS:
        above = above.getparent()
    while above is not None and (outer := above.getparent()) is not None and len(outer) == 1 and outer.tag in _ITEMS:
        above = outer
    return above


def _is_read(item: etree._Element, known: Container[etree._Element]) -> bool:
    return any(element in known for element in item.iter()) or any(above in known for above in item.iterancestors())


def read_ping(kind: str, node: Node, reading: Reading, page: Page) -> RawPingback:
    """Read a ping that has been told from a comment."""
    title, url = reading.author, reading.author_url
    link = _outward(node, page)
    if link is not None:
        title, url = own_text(link), web_link(page, link.get("href"))
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
    )


def _excerpt(node: Node, reading: Reading, link: etree._Element | None) -> str | None:
    body = reading.body
    if body is None or body is link:
        return None
    if body is not node.element and node.roles(Role.BODY) and not _holds(body, link):
        return "\n\n".join(paragraphs(body, skip=set(reading.body_skip))) or None
    texts = [
        text
        for element in body.iter("p", "blockquote")
        if element not in reading.body_skip and not _holds(element, link)
        for text in paragraphs(element)
    ]
    return "\n\n".join(texts) or None


def _holds(outer: etree._Element, element: etree._Element | None) -> bool:
    while element is not None:
        if element is outer:
            return True
        element = element.getparent()
    return False
