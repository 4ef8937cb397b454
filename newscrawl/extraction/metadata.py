"""What the head of a page says of its article: tables of the metadata vocabularies, and their reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.structured import StructuredData, texts
from newscrawl.page import Page
from newscrawl.text import dashed, element_text, whole_number

__all__ = ["find_comment_count", "find_language", "find_paywall", "find_section", "find_tags", "metas"]

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
TAGS = ("article:tag", "og:article:tag", "og:article:tags", "news_keywords", "parsely-tags", "sailthru.tags",
        "cxenseparse:recs:tags", "article:tags", "og:tag", "video:tag")  # fmt: skip
KEYWORDS = ("keywords", "dc.subject", "dcterms.subject", "dc.keywords")
AUTHOR = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "article:author", "citation_author", "twitter:misc:written by", "twitter:data1",
)  # fmt: skip
DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description",
               "dcterms.abstract", "sailthru.description")  # fmt: skip
_TAG_BOX = re.compile(
    r"(?:[cmo][-_]+)?(?:(?:post|entry|article|story|news|content|node|single|the|field|name|meta|page|item|blog|detail|text|related)[-_]+)*"
    r"(?:tags?|taglist|keywords?|topics?|themen|schlagworte?|labels?|etiquetas|mots[-_]cles|taxonomy[-_]post_tag)"
    r"(?:[-_]+(?:list|links?|wrap(?:per)?|container|box|group|block|area|items?|section|cloud|holder|content|post|bar|row))*\d?\Z",
    re.IGNORECASE,
)
_TAG_NEEDLES = ("tag", "keyword", "topic", "themen", "schlagwort", "label", "etiqueta", "mots")
_COMMENTS_LINE = re.compile(
    r"\s*(?:댓글|评论|評論|コメント|comments?|kommentare?|commentaires?|comentarios?)\s*[(:：]?\s*(\d{1,6})\s*\)?\s*$",
    re.IGNORECASE,
)
_PATH = re.compile(r"[\w-]+(?:/[\w-]+)+")
"""A section as systems store it: ``news/local``."""

_LONGEST_TAG = 60
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
        if _is_category(element) and not scope.is_beside(element):
            yield Candidate(element_text(element), "page.category")
    for name in _SECTION_CLASSES:
        for box in page.by_class.get(name, ())[:3]:
            link = box if box.tag == "a" else next(box.iter("a"), None)
            text = element_text(link) if link is not None else ""
            if text and len(text) <= _LONGEST_SECTION and not scope.is_beside(box):
                yield Candidate(text, "page.category")


def find_tags(scope: Scope) -> Iterator[Candidate]:
    """Yield lists of tags, those that the page shows or declares as such before keywords for search engines."""
    page, data = scope.page, scope.data
    for name in TAGS:
        if values := page.meta.get(name):
            yield Candidate(values, f"meta.{name}")
    if values := texts(data.article.get("keywords")):
        yield Candidate(values, "json_ld.keywords")
    links = [element for element in page.by_rel.get("tag", ()) if not _is_category(element)]
    if values := [element_text(element) for element in links if not _is_elsewhere(scope, element)]:
        yield Candidate(values, "page.tags")
    if values := list(_listed_tags(scope)):
        yield Candidate(values, "page.tag_list")
    others = (name for name in page.meta if "keyword" in name and name not in TAGS and name not in KEYWORDS)
    for name in (*KEYWORDS, *others):
        if values := page.meta.get(name):
            yield Candidate(values, f"meta.{name}")


def _is_category(link: etree._Element) -> bool:
    """Tell whether a ``rel=tag`` link names a category: by its ``rel``, or by the box that block themes put it in."""
    parent = link.getparent()
    box = parent.get("class") or "" if parent is not None else ""
    return "category" in (link.get("rel") or "") or "taxonomy-category" in box


def _listed_tags(scope: Scope) -> Iterator[str]:
    """Yield the link texts of the first box whose class says that it holds the tags of the article.

    Where that is the class of the links themselves, all of them count that stand in no sentence.
    """
    for name in scope.page.classes_like(*_TAG_NEEDLES):
        if not _TAG_BOX.match(dashed(name)):
            continue
        found: list[str] = []
        for box in scope.page.by_class[name]:
            if _is_elsewhere(scope, box) or (box.tag == "a" and _is_in_sentence(box)):
                continue
            found += [text for link in box.iter("a") if (text := element_text(link)) and len(text) <= _LONGEST_TAG]
            if found and box.tag != "a":
                break
        if found:
            yield from found
            return


def _is_in_sentence(link: etree._Element) -> bool:
    parent = link.getparent()
    return parent is not None and parent.tag == "p" and bool((parent.text or "").strip() or (link.tail or "").strip())


def _is_elsewhere(scope: Scope, element: etree._Element) -> bool:
    """Tell whether an element stands beside the article; within its own ``<article>`` menus are part of it."""
    article = next(element.iterancestors("article"), None)
    if article is not None and (article in scope.around or article in scope.above_headline):
        return False
    return scope.is_beside(element)


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
