"""What a page is: an article, a list of articles, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.body import Body, is_prose
from newscrawl.extraction.boilerplate import is_byline_like
from newscrawl.extraction.dating import has_date
from newscrawl.extraction.structured import ARTICLE_TYPES, StructuredData
from newscrawl.page import Page

__all__ = ["MIN_TEXT", "declared_kind", "shown_kind"]

MIN_TEXT = 250
"""Characters from which on a text is one without further evidence."""

_SHORT_TEXT, _LONG_TEXT = 160, 800
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "parsely-pub-date",
)
_POST_CLASSES = frozenset(("single-post", "single-format-standard", "post-template-default", "postid"))
_LIST_CLASSES = frozenset("archive search search-results search-no-results post-type-archive tax-category".split())
_LIST_TYPES = frozenset(("CollectionPage", "SearchResultsPage"))
_OTHER_TYPES = frozenset("ProfilePage AboutPage ContactPage CheckoutPage Product JobPosting FAQPage Event".split())
_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|search|archives?|topics?|kategorie|schlagwort|rubrique|etiqueta|categoria)/[^/]+/?$|"
    r"/page/\d+/?$",
    re.IGNORECASE,
)
_SERVICE_PATH = re.compile(
    r"/(?:about(?:[-_]?us)?|contact(?:[-_]?us)?|kontakt|contatti|contacto|imprint|impressum|mentions-legales|masthead|staff|"
    r"privacy(?:[-_]policy)?|datenschutz(?:erklaerung)?|terms(?:[-_](?:of[-_](?:use|service)|and[-_]conditions))?|agb|legal|"
    r"cookie(?:s|[-_]policy)|disclaimer|copyright|subscribe|subscriptions?|abo(?:nnement)?|advertis(?:e|ing)|mediadaten|"
    r"jobs|careers|faq|help|hilfe|login|sign[-_]?(?:in|up)|register|newsletters?|rss|sitemap|accessibility|"
    r"quem-somos|quienes-somos|chi-siamo|qui-sommes-nous|ueber-uns|o-nas|about/.{1,40})/?(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
"""Addresses of pages about the site itself, which hold text but no news."""

_ARTICLE_QUERY = re.compile(r"(?:^|&)(?:p|id|aid|article|articleid|story|news|idxno|no|seq)=", re.IGNORECASE)


def declared_kind(page: Page, data: StructuredData) -> str | None:
    """Return the kind that mark-up, structured data or address tell; ``None`` where they do not.

    The class names of ``<body>`` are WordPress' own; themes of any make print them.
    """
    body = page.root.find("body")
    names = frozenset((body.get("class") or "").lower().split()) if body is not None else frozenset()
    starts = {name.rpartition("-")[0] for name in names}
    if "error404" in names or "attachment" in names or "attachmentid" in starts:
        return "other"
    if "single-post" in names or ("single" in names and "postid" in starts and data.article):
        return "article"
    if "page-id" in starts and "home" not in names:
        dated = page.first_meta(*_PUBLISHED) or data.article.get("datePublished")
        return "article" if dated and page.first_meta("og:type") == "article" else "other"
    if names & _LIST_CLASSES or ("home" in names and starts & {"page-id", "page-template"}):
        return "list"
    if _is_root(page):
        return None if data.article else "list"
    if data.article:
        return "article"
    if data.types & _LIST_TYPES and not data.types & ARTICLE_TYPES:
        return "list"
    return None


def shown_kind(page: Page, data: StructuredData, body: Body, head: Sequence[Block]) -> str:
    """Return the kind that the text of a page shows."""
    size = body.size
    evidence = (
        2 * (page.first_meta("og:type") == "article")
        + 2 * (page.first_meta(*_PUBLISHED) is not None)
        + any(has_date(block.text) for block in head)
        + any(is_byline_like(block.text) for block in head)
        + (size >= _LONG_TEXT)
    )
    if evidence < 3 and _is_list(page, body):
        return "list"
    if data.types & _OTHER_TYPES and evidence < 3:
        return "other"
    if evidence < 2 and _SERVICE_PATH.search(urlsplit(page.url).path):
        return "other"
    return "article" if size >= MIN_TEXT or size * evidence >= _SHORT_TEXT else "other"


def _is_root(page: Page) -> bool:
    parts = urlsplit(page.url)
    return (
        bool(page.url)
        and parts.path in ("", "/", "/index.html", "/index.php")
        and not _ARTICLE_QUERY.search(parts.query)
    )


def _is_list(page: Page, body: Body) -> bool:
    """Tell whether what was taken for text is teasers: linked headings with little prose below each."""
    prose = [(at, len(block.text)) for at, block in enumerate(body.all_blocks) if is_prose(block)]
    if not prose:
        return _LIST_PATH.search(urlsplit(page.url).path) is not None
    between = body.all_blocks[: prose[-1][0]]
    linked = sum(block.is_heading and block.link_share > 0.8 and len(block.text) > 15 for block in between)
    if linked < 3:
        return _LIST_PATH.search(urlsplit(page.url).path) is not None and body.size < _LONG_TEXT
    return linked >= 0.4 * len(prose) or sum(size for _, size in prose) < 400 * linked
