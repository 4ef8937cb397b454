"""Links that can lead to stories: their text as a headline and how much their address looks like a story's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from newscrawl.extraction.regions import Region, Regions
from newscrawl.extraction.threads.pieces import holds_text, own_text
from newscrawl.extraction.threads.times import looks_like_time
from newscrawl.page import Page
from newscrawl.text import BLOCK_TAGS, any_of, clean
from newscrawl.urls import url_key

__all__ = ["HEADINGS", "StoryLink", "headline_weight", "story_links", "url_weight"]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies|ia)|kategorie|authors?|autor|topics?|themen?|users?|profile|page|search|suche|feed|rss|login|register|"
    r"signup|subscribe|abo|cart|account|about|contact|privacy|terms|impressum|datenschutz|imprint|newsletter|wp-login\.php|wp-admin)"
    r"(?:/|\Z)"
)
_LIST_QUERY = re.compile(r"(?:\A|&)(?:cat|tag|author|m|paged|s|q|page|replytocom|share)=")
_STORY_QUERY = re.compile(r"(?:\A|&)(?:p|id|\w*id|article|story|idxno|no|aid|sid|art)=\w*\d")
_DATE_ONLY = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?\Z")
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:\d{1,2})[/-]?(?:\d{1,2})?/?[^/]+|19\d{6}|20\d{6}")
_NUMBERED = re.compile(r"\d\d\d\d")
_SHORT_NUMBER = re.compile(r"/\d+(?:\.\w+)?\Z")
_FILES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".svg",
    ".pdf",
    ".zip",
    ".mp3",
    ".mp4",
    ".xml",
    ".rss",
    ".css",
    ".js",
)
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_MORE = re.compile(
    any_of(
        r"""
        read continue weiter lire leer leggi more mehr full see view show alle? voir ver tutt[ie] zum » … \.\.\. → lees
        läs les\smer czytaj devam[ıi] читать далее подробнее дальше اقرأ المزيد 더\s?보기 자세히 続き もっと 阅读
        閱讀 更多 continuar saiba
        """.split()
    )
)
"""How links to more begin, in lower case."""

_CARD_HEIGHT = 5
_BUTTON = re.compile(r"more|btn|button|overlay|stretched|cover")
_TITLE_CLASS = re.compile(r"title|headline|hed\b|head\b|name\b|titel|titre|titulo|titolo")
_NAMED = frozenset(("span", "div", "p", "strong", "b"))
_LONGEST_HEADLINE, _LONGEST_TIME = 120, 40


@dataclass(slots=True, eq=False)
class StoryLink:
    """A link that may be an entry of a headline list."""

    element: etree._Element
    url: str
    text: str
    anchor: etree._Element
    """The heading it stands in or holds, else the link itself."""

    heading: bool
    region: Region
    weight: int
    """How much the address looks like a story's, -1 to 2."""

    own: bool = False
    """Whether it leads to the page itself."""


def story_links(page: Page, regions: Regions) -> list[StoryLink]:
    """Return the links of the page outside menus, pagers, forms and the like, in page order."""
    own = url_key(page.url)
    own_tail = page.url.partition("#")[0].rstrip("/").rpartition("/")[2]
    links: list[StoryLink] = []
    crowded: dict[etree._Element, bool] = {}
    for element, href in page.anchors:
        if "#" in href and (href[0] == "#" or "#comment" in href or "#respond" in href or "#disqus" in href):
            continue
        region = regions.of(element)
        if region.dead:
            continue
        url = page.absolute(href)
        if url is None or (weight := url_weight(url)) < 0:
            continue
        anchor, text, heading = _headline_of(element, crowded)
        is_own = own_tail in url and url_key(url) == own
        links.append(StoryLink(element, url, text, anchor, heading, region, weight, is_own))
    return _with_cards(links)


def _headline_of(link: etree._Element, crowded: dict[etree._Element, bool]) -> tuple[etree._Element, str, bool]:
    """Return the element that anchors the entry, the headline's text and whether a heading holds it.

    ``crowded`` remembers which elements hold more than three others: to count them takes time in large ones.
    """
    above: etree._Element | None = link.getparent()
    for _ in range(3):
        if above is None:
            break
        if above.tag in HEADINGS:
            return above, own_text(link), True
        if above not in crowded:
            crowded[above] = len(above) > 3
        if crowded[above]:
            break
        above = above.getparent()
    if not len(link):
        return link, clean(link.text), False
    heading = next(link.iter(*HEADINGS), None)
    if heading is not None:
        return link, own_text(heading), True
    for inner in link.iterdescendants(etree.Element):
        if (inner.tag in _NAMED or "-" in inner.tag) and _is_titled_part(inner) and (text := own_text(inner)):
            return link, text, False
    rank = link[0]
    if not (link.text or "").strip() and own_text(rank).strip(".").isdigit():
        return link, own_text(link, {rank}), False
    return link, _line_of(link) or own_text(link), False


def _is_titled_part(element: etree._Element) -> bool:
    """Tell whether the name of a part of a link says that it is the headline."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.tag}"
    return _TITLE_CLASS.search(names.lower()) is not None


def _line_of(link: etree._Element) -> str | None:
    """Return the headline of a link around a whole card: the line before the longest one, or that where it is short.

    Inline elements without so much as a space between them are set as blocks. ``None`` where the link holds no several
    lines.
    """
    lines: list[str] = []
    box: etree._Element | None = link
    while box is not None and not lines:
        if any(not piece.isspace() for piece in (box.text, *(child.tail for child in box)) if piece):
            return None
        glued = not any(piece for piece in (box.text, *(child.tail for child in box)))
        parts = [part for part in box if (glued or _is_block(part)) and holds_text(part)]
        lines = [own_text(part) for part in parts] if len(parts) > 1 else []
        box = parts[0] if parts else None
    lines = [
        line for line in lines if headline_weight(line) and not (len(line) <= _LONGEST_TIME and looks_like_time(line))
    ]
    if not lines or not (_is_block(parts[0]) or not lines[-1][:1].islower() or not lines[-1].isascii()):
        return None  # a word whose first letter is set apart
    at = max(range(len(lines)), key=lambda place: len(lines[place]))
    if at and (len(lines[at]) > _LONGEST_HEADLINE or headline_weight(lines[at - 1]) > 1):
        at -= 1
    return lines[at]


def _is_block(element: etree._Element) -> bool:
    return element.tag in BLOCK_TAGS or "-" in element.tag


def _with_cards(links: list[StoryLink]) -> list[StoryLink]:
    """Give links that say nothing themselves ("read more", a picture) the heading of the card that they stand in."""
    mute = [
        link
        for place, link in enumerate(links)
        if not link.heading and _is_mute(link) and not _is_titled(link, links[max(0, place - 2) : place + 3])
    ]
    if not mute:
        return links
    holders: dict[etree._Element, set[str]] = {above: set() for link in mute for above in _around(link)}
    for link in links:
        for above in _around(link):
            if above in holders:
                holders[above].add(link.url)
    for link in mute:
        if (heading := _card_heading(link, holders)) is not None:
            link.anchor, link.text, link.heading = heading, own_text(heading), True
    return links


def _around(link: StoryLink) -> Iterator[etree._Element]:
    return islice(link.element.iterancestors(), _CARD_HEIGHT)


def _is_titled(link: StoryLink, near: list[StoryLink]) -> bool:
    """Tell whether a neighbour leads to the same story and says what it is."""
    return any(
        other.url == link.url and other.text and (other.heading or headline_weight(other.text)) for other in near
    )


def _is_mute(link: StoryLink) -> bool:
    text = link.text
    if not text:
        return True
    return len(text) < 40 and (_says_more(text) or _BUTTON.search(link.element.get("class", "").lower()) is not None)


@lru_cache(maxsize=2048)
def _says_more(text: str) -> bool:
    return _MORE.match(text.lower()) is not None


def _card_heading(link: StoryLink, holders: dict[etree._Element, set[str]]) -> etree._Element | None:
    """Return the one heading without a link in the smallest card around a link that leads to one story only."""
    for above in _around(link):
        if above.tag in ("body", "main", "nav", "aside") or len(holders[above]) > 1:
            return None
        headings = [h for h in above.iter(*HEADINGS) if h.find(".//a[@href]") is None and headline_weight(own_text(h))]
        if headings:
            return headings[0] if len(headings) == 1 else None
    return None


@lru_cache(maxsize=2048)
def url_weight(url: str) -> int:
    """Judge an address: 2 looks like a story, 1 may be one, 0 says nothing, -1 is none.

    >>> url_weight("https://example.com/2014/11/21/talks"), url_weight("https://example.com/tag/ferry/")
    (2, -1)
    >>> url_weight("https://example.com/article/73/")
    1
    """
    _, _, rest = url.lower().partition("://")
    rest, _, query = rest.partition("?")
    path = rest[at:] if (at := rest.find("/")) >= 0 else ""
    if (
        (not path.strip("/") and not query)
        or path.endswith(_FILES)
        or _DATE_ONLY.search(path)
        or (query and _LIST_QUERY.search(query))
    ):
        return -1
    if (query and _STORY_QUERY.search(query)) or _DATED.search(path):
        return 2
    if _LIST_PATH.search(path):
        return -1
    slug = path.rstrip("/").rpartition("/")[2]
    if "%" in slug:
        slug = unquote(slug)
    if _NUMBERED.search(slug) or slug.count("-") + slug.count("_") >= 4 or (not slug.isascii() and len(slug) > 12):
        return 2
    return int(slug.count("-") + slug.count("_") >= 2 or "." in slug or bool(_SHORT_NUMBER.search(path.rstrip("/"))))


@lru_cache(maxsize=2048)
def headline_weight(text: str) -> int:
    """Judge a text: 2 reads like a headline, 1 may be one, 0 is a label or a "read more".

    >>> headline_weight("Ferry line to the islands delayed again"), headline_weight("Sports")
    (2, 0)
    """
    size = len(text)
    if size < 4 or size > 400 or (size < 40 and _MORE.match(text.lower())):
        return 0
    wide = len(_WIDE.findall(text)) if not text.isascii() else 0
    words = text.count(" ") + 1
    if words >= 5 or wide >= 10 or (size >= 30 and words >= 3):
        return 2
    return int(words >= 3 or wide >= 5 or size >= 20)
