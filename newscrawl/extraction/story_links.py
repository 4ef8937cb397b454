"""Links that can lead to stories: their text as a headline and how much their address looks like a story's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from lxml import etree

from newscrawl.extraction.regions import Region, Regions
from newscrawl.extraction.threads.pieces import own_text
from newscrawl.page import Page
from newscrawl.urls import url_key

__all__ = ["HEADINGS", "StoryLink", "headline_weight", "story_links", "url_weight"]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies|ia)|kategorie|authors?|autor|topics?|themen?|users?|profile|page|search|suche|feed|rss|login|register|"
    r"signup|subscribe|abo|cart|account|about|contact|privacy|terms|impressum|datenschutz|imprint|newsletter|wp-login\.php|wp-admin)"
    r"(?:/|\Z)",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(r"(?:\A|&)(?:cat|tag|author|m|paged|s|q|page|replytocom|share)=", re.IGNORECASE)
_STORY_QUERY = re.compile(r"(?:\A|&)(?:p|id|\w*id|article|story|idxno|no|aid|sid|art)=\w*\d", re.IGNORECASE)
_DATE_ONLY = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?\Z")
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:\d{1,2})[/-]?(?:\d{1,2})?/?[^/]+|(?:19|20)\d{6}")
_NUMBERED = re.compile(r"\d{4,}")
_SHORT_NUMBER = re.compile(r"/\d+(?:\.\w+)?\Z")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|xml|rss|css|js)\Z", re.IGNORECASE)
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_MORE = re.compile(
    r"\A(?:read|continue|weiter|lire|leer|leggi|more|mehr|full|see|view|show|alle?|voir|ver|tutt[ie]|zum|»|…|\.\.\.|→|더보기|続き|阅读)",
    re.IGNORECASE,
)
_TITLE_CLASS = re.compile(r"title|headline|hed\b|head\b|name\b|titel|titre|titulo|titolo", re.IGNORECASE)


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


def story_links(page: Page, regions: Regions) -> Iterator[StoryLink]:
    """Yield the links of the page outside menus, pagers, forms and the like, in page order."""
    own = url_key(page.url)
    for element in page.root.iter("a"):
        href = element.get("href")
        if not href or href[0] == "#" or "#comment" in href or "#respond" in href or "#disqus" in href:
            continue
        url = page.absolute(href)
        if url is None:
            continue
        region = regions.of(element)
        if region.dead or url_key(url) == own:
            continue
        weight = url_weight(url)
        if weight < 0:
            continue
        anchor, text, heading = _headline_of(element)
        yield StoryLink(element, url, text, anchor, heading, region, weight)


def _headline_of(link: etree._Element) -> tuple[etree._Element, str, bool]:
    """Return the element that anchors the entry, the headline's text and whether a heading holds it."""
    above: etree._Element | None = link.getparent()
    for _ in range(3):
        if above is None:
            break
        if above.tag in HEADINGS:
            return above, own_text(link), True
        if len(above) > 3:
            break
        above = above.getparent()
    if len(link):
        heading = next(link.iter(*HEADINGS), None)
        if heading is not None:
            return link, own_text(heading), True
        for inner in link.iter("span", "div", "p", "strong", "b"):
            if _TITLE_CLASS.search(inner.get("class", "")) and (text := own_text(inner)):
                return link, text, False
    return link, own_text(link), False


@lru_cache(maxsize=16384)
def url_weight(url: str) -> int:
    """Judge an address: 2 looks like a story, 1 may be one, 0 says nothing, -1 is none.

    >>> url_weight("https://example.com/2014/11/21/talks"), url_weight("https://example.com/tag/ferry/")
    (2, -1)
    """
    parts = urlsplit(url)
    path, query = parts.path, parts.query
    if (
        (not path.strip("/") and not query)
        or _FILE.search(path)
        or _DATE_ONLY.search(path)
        or _LIST_QUERY.search(query)
    ):
        return -1
    if _STORY_QUERY.search(query) or _DATED.search(path):
        return 2
    if _LIST_PATH.search(path):
        return -1
    slug = path.rstrip("/").rpartition("/")[2]
    if "%" in slug:
        slug = unquote(slug)
    if _NUMBERED.search(slug) or slug.count("-") + slug.count("_") >= 4 or (not slug.isascii() and len(slug) > 12):
        return 2
    return int(slug.count("-") + slug.count("_") >= 2 or "." in slug or bool(_SHORT_NUMBER.search(path)))


def headline_weight(text: str) -> int:
    """Judge a text: 2 reads like a headline, 1 may be one, 0 is a label or a "read more".

    >>> headline_weight("Ferry line to the islands delayed again"), headline_weight("Sports")
    (2, 0)
    """
    size = len(text)
    if size < 4 or size > 400 or (size < 40 and _MORE.match(text)):
        return 0
    wide = len(_WIDE.findall(text)) if not text.isascii() else 0
    words = text.count(" ") + 1
    if words >= 5 or wide >= 10 or (size >= 30 and words >= 3):
        return 2
    return int(words >= 3 or wide >= 5 or size >= 20)
