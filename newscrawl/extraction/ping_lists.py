"""Pingbacks, trackbacks and webmentions in lists of their own, or one by one beside the comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from lxml import etree

from newscrawl.extraction.candidates import RawPingback
from newscrawl.extraction.ping_words import (
    DISOWNED,
    TITLE_MAX,
    is_bare_title,
    is_label,
    is_list_name,
    is_ping_class,
    links_to_this,
    may_title,
    says_trackback,
)
from newscrawl.extraction.pingbacks import outward, ping_header, ping_tabs, read_ping, titles_list
from newscrawl.extraction.threads.naming import named_like
from newscrawl.extraction.threads.nodes import grow, native_number
from newscrawl.extraction.threads.pieces import holds, is_within, own_text, text_pieces
from newscrawl.extraction.threads.reading import read
from newscrawl.extraction.threads.times import is_stamp, looks_like_time, time_span
from newscrawl.page import Page
from newscrawl.text import plain

__all__ = ["find_ping_lists"]

_NEEDLES = ("ping", "trackback", "track-back", "mention", "tb")
"""Of these every class name that tells pings holds one."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABELS = ("p", "b", "strong", "summary", "legend", "dt", "th", "td")
_BARE = frozenset(("div", "span", "font"))
_HIGHEST = 4
_ITEMS = ("li", "dt", "tr", "p", "div", "article")
_TIMED = 9
"""More signs than there are, so that a time is needed."""

_LISTS = ("ol", "ul", "dl")
_INLINE_ITEMS = ("span", "a")


def find_ping_lists(
    page: Page, known: Container[etree._Element], within: Iterable[etree._Element] = (), *, single: bool = True
) -> tuple[list[RawPingback], list[etree._Element]]:
    """Return the pings in lists of their own, with ``single`` also single ones, and the elements around them.

    Elements in ``known`` are read already. ``within`` is the discussion: a list of nothing but links to other sites is
    one of pings there, whatever it is called.
    """
    pings: list[RawPingback] = []
    boxes: list[etree._Element] = []
    for items, signs in _groups(page, within, single=single):
        if not items or any(_is_read(item, known) or any(holds(box, item) for box in boxes) for item in items):
            continue
        if signs is not None and not _are_bare_links(items, page, signs):
            continue
        found = _read_items(items, page)
        if len(found) == len(items):
            pings.extend(found)
            parent = items[0].getparent()
            boxes.extend([parent] if parent is not None and len(parent) == len(items) else items)
    lone = dict.fromkeys(_lone_pings(page)) if single else {}
    left = [e for e in lone if not _is_read(e, known) and not any(holds(box, e) for box in boxes)]
    pings.extend(_read_items(left, page))
    return pings, [*boxes, *left]


def _groups(
    page: Page, within: Iterable[etree._Element], *, single: bool
) -> Iterator[tuple[list[etree._Element], int | None]]:
    """Yield entries that stand together, and how many signs each must bear to be a ping, which is then a bare link.

    ``None`` where a name or title says that they are, 2 where nothing but a heading of any words stands above them.
    """
    for name, element in named_like(page, *_NEEDLES):
        if is_list_name(name):
            yield _items(element), None
    for heading in page.tagged(*_HEADINGS):
        text = own_text(heading)
        if len(text) > TITLE_MAX:
            continue
        is_title = titles_list(heading, text)
        if (is_title or may_title(text)) and not _is_headline(text, page):
            yield _behind(heading, page), None if is_title else _signs_below(text)
    for label in (*page.tagged(*_LABELS), *_above_disowned(page), *(_above_outward(page) if single else ())):
        text = (label.text or "").strip()
        if text and len(text) <= TITLE_MAX and not len(label):
            if is_bare_title(text):
                yield _behind(label, page), None
            elif may_title(text):
                yield _behind(label, page), _signs_below(text)
    for named, says in page.values("aria-label").items():
        if is_bare_title(says) or may_title(says):
            yield _items(named), None if is_bare_title(says) else _signs_below(says)
    yield from ((_items(tab), None) for tab in page.once(ping_tabs))
    yield from ((items, _TIMED) for items in _left_by_users(page))
    for box in within:
        for inner in box.iter("ul", "ol", *_HEADINGS):
            if inner.tag in ("ul", "ol"):
                yield _items(inner), 1
            else:
                yield _behind(inner, page), 0 if may_title(own_text(inner)) else 2


def _left_by_users(page: Page) -> Iterator[list[etree._Element]]:
    """Yield the entries of lists in which links that users left stand (``rel="ugc"``)."""
    above = (next(link.iterancestors(*_LISTS), None) for link in page.by_rel.get("ugc", ()))
    yield from (_items(box) for box in dict.fromkeys(above) if box is not None)


def _signs_below(title: str) -> int:
    return 0 if links_to_this(title) else 1


def _is_headline(text: str, page: Page) -> bool:
    """Tell whether a heading that speaks of pings is that of the story (``Pingback: how blogs met``)."""
    return not is_bare_title(text) and plain(text) in plain(page.title)


def _above_outward(page: Page) -> Iterator[etree._Element]:
    """Yield boxes of bare text that stand right above lists of links to other sites."""
    rels, origin = page.values("rel"), page.origin
    outward = (a for a, href in page.anchors if href[:4] == "http" and a not in rels and not href.startswith(origin))
    entries = {above: None for link in outward if (above := link.getparent()) is not None and above.tag in _ITEMS}
    for box in {above: None for entry in entries if (above := entry.getparent()) is not None}:
        for before in (box.getprevious(), box[0]):
            if before is not None and before.tag in _BARE and not len(before) and before.text:
                yield before


def _above_disowned(page: Page) -> Iterator[etree._Element]:
    """Yield boxes of bare text that stand before links which the page disowns, a few levels up at most.

    Heads of tables hold their text in an element of its own at times.
    """
    yield from (head[0] for head in page.tagged("th") if len(head) == 1)
    passed: set[etree._Element] = set()
    for link in page.by_rel.get("nofollow", ()):
        for element in takewhile(lambda element: element not in passed, islice(link.iterancestors(), _HIGHEST)):
            passed.add(element)
            before = element.getprevious()
            if before is not None and before.tag in _BARE and not len(before):
                yield before


def _behind(title: etree._Element, page: Page) -> list[etree._Element]:
    """Return the entries of the list behind its title, or the entries that follow it one by one."""
    while (above := title.getparent()) is not None and len(above) == 1 and not (above.text or "").strip():
        title = above
    box = title.getnext()
    if box is None:
        return []
    if box.tag == "p" and not _is_entry(box, page):
        behind = takewhile(lambda element: element.tag not in (*_HEADINGS, "form"), title.itersiblings())
        return [element for element in behind if _begins_with_link(element, page)]
    if box.tag in _LISTS or not _is_entry(box, page):
        return _items(box)
    run = [box]
    while (following := run[-1].getnext()) is not None and following.tag == box.tag and _is_entry(following, page):
        run.append(following)
    return run


def _is_entry(element: etree._Element, page: Page) -> bool:
    links = [*islice(element.iter("a"), 2)]
    may_be = element.tag in _INLINE_ITEMS or _may_be_item(element)
    return may_be and len(links) == 1 and _leaves_site(links[0], page)


def _begins_with_link(element: etree._Element, page: Page) -> bool:
    """Tell whether nothing but signs stands in an element before a link to another site."""
    link = next(element.iter("a"), None)
    if link is None or not _may_be_item(element) or not _leaves_site(link, page):
        return False
    before = next(text_pieces(element), None)
    return before is not None and (before[0] is link or (not any(map(str.isalnum, before[1])) and before[0] is element))


def _may_be_item(element: etree._Element) -> bool:
    return element.tag in _ITEMS or "-" in element.tag


def _are_bare_links(items: Sequence[etree._Element], page: Page, signs: int) -> bool:
    """Tell whether all entries are links to other sites, with a time or a label at most, that bear enough signs.

    Each word that disowns the link is one; where two are asked for, a time of its own is as good.
    """
    rests = set()
    for item in items:
        links = [*item.iter("a")]
        if len(links) != 1 or not any(map(str.isalnum, own_text(links[0]))):
            return False
        if not _leaves_site(links[0], page):
            return False
        rest = own_text(item, {links[0]})
        disowned = len(DISOWNED.intersection((links[0].get("rel") or "").split()))
        if disowned < signs and not (signs > 1 and is_stamp(rest.strip(" ()"))):
            return False
        rests.add(rest)
    alike = len(rests) == 1 and len(items) > 1
    return all(not rest or (len(rest) <= TITLE_MAX and (alike or looks_like_time(rest))) for rest in rests)


def _read_items(items: Sequence[etree._Element], page: Page) -> list[RawPingback]:
    found = []
    for node in grow(items, {item: _native_id(item) for item in items}):
        link = outward(node, page)
        if link is None or not _leaves_site(link, page):
            continue
        reading = read(node, page)
        kind = "trackback" if says_trackback(ping_header(node, reading, link)) else "pingback"
        ping = read_ping(kind, node, reading, page)
        if ping.date_raw is None and (below := _stamp_below(node.element)) is not None:
            ping.date_raw = below
        found.append(ping)
    return found


def _stamp_below(item: etree._Element) -> str | None:
    """Return the time in the line behind an entry, if it says nothing else (``Tracked on 3 May 2014``)."""
    line = item.getnext()
    text = own_text(line) if line is not None and line.find(".//a") is None and is_within(line, TITLE_MAX * 2) else ""
    return time_span(text) if is_stamp(text) else None


def _native_id(item: etree._Element) -> str | None:
    return next((number for e in islice(item.iter(), 3) if (number := native_number(e.get("id")))), None)


def _leaves_site(link: etree._Element, page: Page) -> bool:
    url = page.absolute(link.get("href"))
    return url is not None and not page.is_on_site(url)


def _items(box: etree._Element) -> list[etree._Element]:
    if box.tag not in _LISTS:
        box = next(box.iter(*_LISTS), box)
    return [child for child in box if _may_be_item(child)]


def _lone_pings(page: Page) -> Iterator[etree._Element]:
    """Yield elements that a class or a label before their link makes pings.

    A label alone can be part of an article's text, so it takes a printed time as well, or a neighbour of the kind.
    """
    for name in page.classes_like(*_NEEDLES):
        if is_ping_class(name):
            yield from (element for element in page.by_class[name] if element.tag in _ITEMS)
    labelled = [
        block
        for link, href in page.anchors
        if "//" in href and not href.startswith(page.origin) and (block := _labelled(link, page)) is not None
    ]
    kinds = Counter(map(_kind, labelled))
    for block in labelled:
        if kinds[_kind(block)] > 1 or time_span(own_text(block, {*block.iter("a")})):
            yield block


def _kind(block: etree._Element) -> tuple[etree._Element | None, str, str]:
    """Return what neighbours of one making share: their parent, tag and class."""
    return block.getparent(), block.tag, block.get("class", "")


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
            known = len(label) <= TITLE_MAX and is_label(label.lstrip(". ")) and _leaves_site(link, page)
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
