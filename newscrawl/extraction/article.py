"""The article of a page: all its fields as raw candidates, and what kind of page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.body import Body, find_body, plain
from newscrawl.extraction.boilerplate import is_byline_like
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.dateline import find_dateline
from newscrawl.extraction.head import find_dek, head_blocks
from newscrawl.extraction.headline import find_headline
from newscrawl.extraction.images import find_images
from newscrawl.extraction.kind import declared_kind
from newscrawl.extraction.metadata import (
    AUTHOR,
    PUBLISHED,
    find_comment_count,
    find_dates,
    find_keywords,
    find_language,
    find_paywall,
    find_section,
    find_tags,
)
from newscrawl.extraction.profiled import prefer_profile, profile_body
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page, select
from newscrawl.profiles import SiteProfile
from newscrawl.text import element_text
from newscrawl.visits import Link

__all__ = ["ArticleFinding", "find_article"]

_AUTHOR_ELEMENTS = etree.XPath(
    "//*[(contains(@class, 'author') or contains(@class, 'byline') or @itemprop='author' or @rel='author') and "
    "not(ancestor::aside or ancestor::footer[not(ancestor::article)] or ancestor::nav)]"
)
_TAG_LINKS = etree.XPath("//a[contains(@rel, 'tag')]")
_TIMES = etree.XPath("//time[@datetime] | //*[@itemprop='datePublished' or @itemprop='dateModified']")
_HAS_DATE = re.compile(r"\d{1,2}\D{1,4}\d{1,2}|\d{4}|\d{1,2}\D{1,12}\d{2}")
_SHORT_TEXT, _MIN_TEXT, _LONG_TEXT = 80, 250, 800


@dataclass(kw_only=True, slots=True)
class ArticleFinding:
    """Raw candidates for the fields of an article."""

    kind: str = "other"
    """``article``, ``list`` or ``other``; only an ``article`` is loaded."""

    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    """By field name, best first."""

    body_elements: list[etree._Element] = field(default_factory=list)
    """Elements whose text is the body, in page order."""

    follow_ups: list[Link] = field(default_factory=list)
    """The article's next page, where it is split over several."""


def find_article(
    page: Page, *, discussion: Set[etree._Element] = frozenset(), profile: SiteProfile | None = None
) -> ArticleFinding:
    """Find the article; elements in ``discussion`` hold reader comments and are no part of it."""
    data = StructuredData(page)
    profiled = profile_body(page, profile) if profile is not None else []
    kind = "article" if profiled else declared_kind(page, data)
    if kind in ("list", "other"):
        return ArticleFinding(kind=kind)
    headlines, shown = find_headline(page, data)
    not_body = {plain(candidate.value) for candidate in headlines}
    body = find_body(page, discussion=discussion, not_body=not_body, headline=shown)
    head = list(head_blocks(shown, body.blocks, discussion)) if shown is not None else []
    if kind is None:
        kind = _kind_by_structure(page, body, head)
        if kind != "article":
            return ArticleFinding(kind=kind)
    candidates = {"headline": headlines}
    headline = plain(headlines[0].value) if headlines else ""
    candidates["dek"] = list(find_dek(page, head, body.blocks, headline))
    candidates["byline"], candidates["authors"] = _find_authors(page, data, head)
    candidates["date_published"], candidates["date_modified"] = _find_dates(page, data, head)
    candidates["section"] = [*find_section(page, data), *_find_categories(page)]
    candidates["tags"] = [*find_tags(page, data), *_find_tag_links(page), *find_keywords(page)]
    candidates["language"] = list(find_language(page, data))
    candidates["paywalled"] = list(find_paywall(page, data))
    candidates["comment_count_declared"] = list(find_comment_count(data))
    candidates["images"] = list(find_images(page, data, body.container))
    candidates["body"] = [Candidate([block.text for block in body.blocks], "body.blocks")] if body.blocks else []
    if page.canonical_url:
        candidates["canonical_url"] = [Candidate(page.canonical_url, "link.canonical")]
    if profile is not None:
        prefer_profile(candidates, page, profile)
    if candidates["body"] and (dateline := find_dateline(candidates["body"][0].value[0])):
        candidates["dateline"] = [Candidate(dateline.text, "body.dateline")]
        candidates["dateline_place"] = [Candidate(dateline.place, "body.dateline")] if dateline.place else []
        candidates["agency"] = [Candidate(dateline.agency, "body.dateline")] if dateline.agency else []
    return ArticleFinding(
        kind="article",
        candidates=candidates,
        body_elements=profiled or list(dict.fromkeys(block.element for block in body.blocks)),
    )


def _kind_by_structure(page: Page, body: Body, head: Sequence[Block]) -> str:
    evidence = (
        2 * (page.first_meta("og:type") == "article")
        + 2 * (page.first_meta(*PUBLISHED[:6]) is not None)
        + any(_HAS_DATE.search(block.text) is not None for block in head if len(block.text) < 120)
        + any(is_byline_like(block.text) for block in head)
        + (body.size >= _LONG_TEXT)
    )
    if body.size >= _MIN_TEXT or (evidence > 1 and body.size >= _SHORT_TEXT):
        return "article"
    return "other"


def _find_authors(page: Page, data: StructuredData, head: Sequence[Block]) -> tuple[list[Candidate], list[Candidate]]:
    bylines: list[Candidate] = []
    authors: list[Candidate] = []
    people = [name for name, kind in data.people("author", "creator") if kind != "Organization"]
    if people:
        authors.append(Candidate(people, "json_ld.author"))
    bylines += [Candidate(block.text, "head.byline") for block in head if is_byline_like(block.text)]
    authors += [Candidate(page.meta[name], f"meta.{name}") for name in AUTHOR if name in page.meta]
    if page.mentions("author", "byline"):
        found = [element_text(element) for element in select(_AUTHOR_ELEMENTS, page.root)[:8]]
        found = [text for text in found if 2 < len(text) < 120]
        for text in found:
            authors.append(Candidate([text], "page.author"))
            if is_byline_like(text):
                bylines.append(Candidate(text, "page.byline"))
    authors += [Candidate([c.value], c.finder) for c in bylines]
    organisations = [name for name, kind in data.people("author", "creator")]
    if organisations:
        authors.append(Candidate(organisations, "json_ld.author"))
    return bylines, authors


def _find_dates(page: Page, data: StructuredData, head: Sequence[Block]) -> tuple[list[Candidate], list[Candidate]]:
    published, modified = find_dates(page, data)
    if page.mentions("<time", "datePublished"):
        for element in select(_TIMES, page.root)[:6]:
            value = element.get("datetime") or element.get("content") or element_text(element)
            (modified if element.get("itemprop") == "dateModified" else published).append(Candidate(value, "page.time"))
    for block in head:
        if len(block.text) < 120 and _HAS_DATE.search(block.text):
            published.append(Candidate(block.text, "head.date"))
    return published, modified


def _find_categories(page: Page) -> Iterator[Candidate]:
    if page.mentions("category tag"):
        for element in select(_TAG_LINKS, page.root):
            if "category" in element.get("rel", ""):
                yield Candidate(element_text(element), "page.category")


def _find_tag_links(page: Page) -> Iterator[Candidate]:
    if page.mentions('rel="tag"', "rel='tag'", "rel=tag"):
        values = [
            element_text(element)
            for element in select(_TAG_LINKS, page.root)
            if "category" not in element.get("rel", "")
        ]
        if values:
            yield Candidate(values, "page.tags")
