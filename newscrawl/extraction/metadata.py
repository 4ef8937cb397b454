"""What the head of a page says of its article: tables of the metadata vocabularies, and their reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import element_text, whole_number

__all__ = ["find_comment_count", "find_language", "find_paywall", "find_section", "is_category", "metas"]

PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date_published",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published",
    "published_at", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "pubdate",
    "published-date", "published_time_telegram", "article:published", "article_date_original", "article.created",
    "dcterms.issued", "dc.date.issued", "citation_publication_date", "originalpublicationdate", "og:pubdate",
    "rnews:datepublished", "bt:pubdate", "ptime", "pdate",
)  # fmt: skip
DATED = (
    "og:article:published_time", "sailthru.date", "date", "dc.date", "dc:date", "dcterms.date", "dcterms.created",
    "dc.date.created", "created", "datecreated", "cdate", "sdate", "displaydate", "og:date", "citation_date",
    "release_date", "og:release_date", "timestamp", "last-published", "last-modified-original", "article:post_modified",
)  # fmt: skip
"""Names of dates that are less sure to be those of publication than what a page prints beside the headline."""

MODIFIED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "date_modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "updated_time", "modified_time",
    "article.updated", "article:modified", "lastmodified", "rnews:datemodified", "revision_date", "modified", "updated",
)  # fmt: skip
SECTION = (
    "article:section", "og:article:section", "parsely-section", "cxenseparse:category", "articlesection", "section",
    "sailthru.section", "category", "news_section", "channel", "dc.subject.section", "cxense-section",
)  # fmt: skip
AUTHOR = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "article:author", "citation_author", "twitter:misc:written by", "twitter:data1",
)  # fmt: skip
DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description",
               "dcterms.abstract", "sailthru.description")  # fmt: skip
_COMMENTS_LINE = re.compile(
    r"\s*(?:댓글|评论|評論|コメント|comments?|kommentare?|commentaires?|comentarios?)\s*[(:：]?\s*(\d{1,6})\s*\)?\s*$",
    re.IGNORECASE,
)
_PATH = re.compile(r"[\w-]+(?:/[\w-]+)+")
"""A section as systems store it: ``news/local``."""

_LONGEST_SECTION = 40
_SECTION_CLASSES = (
    "category", "categories", "section", "article-section", "article-category", "article__category", "post-category",
    "entry-category", "category-name", "news-list-category", "cat-links", "rubrik", "ressort", "rubrique", "seccion",
    "kicker-section",
)  # fmt: skip


def find_section(scope: Scope) -> Iterator[Candidate]:
    """Yield names of the section."""
    page, data = scope.page, scope.data
    named = list(data.text("articleSection"))
    yield from (candidate for candidate in named if not _PATH.fullmatch(candidate.value))
    yield from metas(page, SECTION)
    yield from named
    for element in (*page.by_rel.get("tag", ()), *page.by_rel.get("category", ())):
        if is_category(element) and not scope.is_beside(element):
            yield Candidate(element_text(element), "page.category")
    for name in _SECTION_CLASSES:
        for box in page.by_class.get(name, ())[:3]:
            link = box if box.tag == "a" else next(box.iter("a"), None)
            text = element_text(link) if link is not None else ""
            if text and len(text) <= _LONGEST_SECTION and not scope.is_beside(box):
                yield Candidate(text, "page.category")


def is_category(link: etree._Element) -> bool:
    """Tell whether a ``rel=tag`` link names a category: by its ``rel``, or by the box that block themes put it in."""
    parent = link.getparent()
    box = parent.get("class") or "" if parent is not None else ""
    return "category" in (link.get("rel") or "") or "taxonomy-category" in box


def find_language(page: Page, data: StructuredData) -> Iterator[Candidate]:
    """Yield languages that are declared."""
    if page.language:
        yield Candidate(page.language, "html.lang")
    yield from data.text("inLanguage")
    yield from metas(page, ("dc.language", "dcterms.language", "language", "og:locale"))


def find_paywall(page: Page, data: StructuredData) -> Iterator[Candidate]:
    """Yield whether the full text is for subscribers."""
    value = data.article.get("isAccessibleForFree")
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.strip().lower().rpartition("/")[2])
    if isinstance(value, bool):
        yield Candidate(not value, "json_ld.isAccessibleForFree")
    tier = (page.first_meta("article:content_tier", "og:article:content_tier") or "").lower()
    if tier in ("free", "locked", "metered"):
        yield Candidate(tier == "locked", "meta.article:content_tier")


def find_comment_count(scope: Scope) -> Iterator[Candidate]:
    """Yield the declared number of comments."""
    data = scope.data
    if (number := whole_number(data.article.get("commentCount"))) is not None:
        yield Candidate(number, "json_ld.commentCount")
    counters = data.article.get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if not isinstance(counter, dict) or "CommentAction" not in str(counter.get("interactionType")):
            continue
        if (number := whole_number(counter.get("userInteractionCount"))) is not None:
            yield Candidate(number, "json_ld.interactionStatistic")
    declares_sioc = any("sioc" in str(value) for value in scope.page.root.attrib.values())
    for element in scope.page.by_property.get("sioc:num_replies", ()) if declares_sioc else ():
        if (number := whole_number(element.get("content"))) is not None:
            yield Candidate(number, "rdfa.num_replies")
    for block in scope.head:
        for line in block.text.split("\n"):
            if (match := _COMMENTS_LINE.match(line)) and (number := whole_number(match[1])) is not None:
                yield Candidate(number, "head.comments")


def metas(page: Page, names: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield the first content of each of the names that the page has."""
    meta = page.meta
    for name in names:
        if values := meta.get(name):
            yield Candidate(values[0], f"meta.{name}")
