"""Telling comments from teasers and from lists of links, by what was read."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.comments.paging import article_address
from newscrawl.extraction.ping_words import TITLE_MAX, is_bare_title, may_title, titles_pings
from newscrawl.extraction.story_links import headline_weight, url_weight
from newscrawl.extraction.threads.pieces import is_within, own_links, own_text, text_pieces
from newscrawl.page import Page
from newscrawl.urls import article_key, same_site

__all__ = ["are_comments", "have_text", "lists_links", "sample_texts", "without_links"]

_REPLY_TITLE = re.compile(r"(?:re|aw|sv|vs|odp|antw|rif|答复|回复)\s?[:：]", re.IGNORECASE)
_PROFILE = re.compile(r"/(?:users?|profil|members?|authors?|autor|people|@)", re.IGNORECASE)
_FEWEST_LETTERS = 12
_MOST_NAMED = 0.8
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_TITLES = frozenset((*_HEADINGS, "p", "summary", "th"))
_LISTS = ("ul", "ol", "dl", "table", "details")


def sample_texts(discussion: Discussion) -> list[str]:
    """Return the texts of the first comments."""
    return [
        own_text(comment.body, set(comment.body_skip)) if isinstance(comment.body, etree._Element) else ""
        for comment in discussion.comments[:30]
    ]


def have_text(discussion: Discussion) -> bool:
    """Tell whether most comments, if there are any, say something."""
    texts = sample_texts(discussion)
    return not texts or sum(len(text) > 1 for text in texts) * 2 > len(texts)


def _is_teaser(element: etree._Element, page: Page) -> bool:
    """Tell whether the heading of a block leads to another story of the site, or a link to a comment there."""
    if any(_is_comment_elsewhere(link.get("href") or "", page) for link in element.iter("a")):
        return True
    for heading in element.iter("h1", "h2", "h3", "h4"):
        link = heading.find(".//a[@href]")
        href = link.get("href") if link is not None else None
        url = page.absolute(href) if href and "#" not in href and _may_be_headline(own_text(heading)) else None
        if url and same_site(url, page.url) and url_weight(url) > 0 and article_key(url) != article_key(page.url):
            return True
    return False


def _may_be_headline(text: str) -> bool:
    return headline_weight(text) > 0 and _REPLY_TITLE.match(text) is None


def _is_headline(comment: RawComment, page: Page) -> bool:
    """Tell whether what was read as the author is a headline of the site."""
    url = comment.author_url
    if url is None or _PROFILE.search(urlsplit(url).path):
        return False
    return headline_weight(comment.author or "") > 1 and same_site(url, page.url)


def _is_comment_elsewhere(href: str, page: Page) -> bool:
    url = page.absolute(href) if "#comment" in href and href[0] != "#" else None
    return (
        url is not None and same_site(url, page.url) and urlsplit(url).path != urlsplit(article_address(page.url)).path
    )


def are_comments(discussion: Discussion, page: Page) -> bool:
    """Tell comments from teasers and from lists of links to comments elsewhere."""
    if not discussion.comments:
        return all(ping.source_url for ping in discussion.pingbacks)
    sample = discussion.comments[:30]
    dated = sum(comment.date_raw is not None for comment in sample)
    named = sum(comment.author is not None for comment in sample)
    links = 0
    for comment, text in zip(sample, sample_texts(discussion), strict=True):
        rest = text.replace(comment.author or "", "", 1).replace(comment.date_raw or "", "", 1)
        links += not any(map(str.isalnum, rest))
        if isinstance(comment.body, etree._Element):
            linked = sum(len(own_text(link)) for link in own_links(comment.body, set(comment.body_skip)))
            links += linked * 2 > len(text)
    links += sum(_is_teaser(comment.element, page) for comment in sample if comment.element is not None)
    links += sum(_is_headline(comment, page) for comment in sample)
    letters = sum(map(len, sample_texts(discussion)))
    if dated * 2 < len(sample) and (len(sample) < 2 or named < _MOST_NAMED * len(sample)):
        return False
    return named * 2 >= len(sample) and links * 2 <= len(sample) and letters >= _FEWEST_LETTERS


def without_links(roots: list[etree._Element]) -> list[etree._Element]:
    """Leave out the lists of links to the story that stand below its comments, but not the headings above them."""
    if len(roots) == 1:
        return roots
    kept = []
    below = False
    for root in roots:
        if root.tag in _HEADINGS:
            below = _is_title_of_links(root)
            kept.append(root)
        elif is_within(root, TITLE_MAX) and next(root.iter(*_LISTS), None) is None and is_bare_title(own_text(root)):
            below = True
        elif not below and not lists_links(root):
            kept.append(root)
    return kept or roots


def lists_links(element: etree._Element) -> bool:
    """Tell whether an element begins with the title of a list of pages that link to the story, and holds the list."""
    return next(element.iter(*_LISTS), None) is not None and _is_title_of_links(element)


def _is_title_of_links(element: etree._Element) -> bool:
    holder, text = next(text_pieces(element), (element, ""))
    if len(holder):
        return False
    return may_title(text) or (holder.tag in _TITLES and (titles_pings(text) or is_bare_title(text)))
