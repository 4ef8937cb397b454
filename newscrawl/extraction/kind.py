"""What a page is: an article, a list of articles, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.blocks import HEADING_TAGS, Block, blocks, is_prose
from newscrawl.extraction.body import Body
from newscrawl.extraction.boilerplate import is_byline_like
from newscrawl.extraction.dated import first_date
from newscrawl.extraction.dating import has_date, in_url
from newscrawl.extraction.regions import Regions
from newscrawl.extraction.signature import signed_names, signed_times
from newscrawl.extraction.story_links import story_links
from newscrawl.extraction.structured import ARTICLE_TYPES, StructuredData
from newscrawl.extraction.teasers import shows_teasers
from newscrawl.page import Page

__all__ = ["MIN_TEXT", "declared_kind", "shown_kind"]

MIN_TEXT = 250
"""Characters from which on a text is one without further evidence."""

_SHORT_TEXT, _LONG_TEXT = 160, 800
_MOST_NEAR = 40
_LINKED = 0.8
_FEWEST_LISTED = 3
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
    r"/(?:tags?|categor(?:y|ies|ia)|authors?|search|kategorie|schlagwort|rubrique|etiqueta)/[^/]+"
    r"(?:/[^\W\d_]+){0,2}(?:/page/\d+)?/?$|"
    r"/(?:article|news|story|item|post|board)?_?list\.(?:html?|php\d?|aspx?|jsp|cfm|do)$|"
    r"/(?:archives?|categor(?:y|ies)|sections?|rubri[ck]\w*|browse)\.(?:php\d?|aspx?|jsp|cfm|do)$|"
    r"/page/\d+/?$|/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?)?/?$",
    re.IGNORECASE,
)
"""Addresses that no story has: pages of lists, and archives of a term or a time."""

_LIST_QUERY = re.compile(r"(?:^|&)(?:paged|cat|tag|author|author_name|s|m)=[^&]", re.IGNORECASE)
_MAYBE_LIST_PATH = re.compile(
    r"/(?:archives?|topics?|themen?|dossiers?)/[^/]*[^/\d][^/]*/?$|"
    r"/(?:tags?|categor(?:y|ies|ia)|authors?|kategorie|rubrique)/[^/]+(?:/[^\W\d_]+(?:-[^\W\d_]+)?){1,2}/?$",
    re.IGNORECASE,
)
_SERVICE_PATH = re.compile(
    r"/(?:about(?:[-_]?us)?|contact(?:[-_]?us|[-_]me|[-_](?:the|our)[-_]\w+)?|kontakt|contatti|contacto|imprint|impressum|mentions-legales|masthead|staff|"
    r"privacy(?:[-_]policy)?|datenschutz(?:erklaerung)?|terms(?:[-_](?:of[-_](?:use|service)|and[-_]conditions))?|agb|legal|"
    r"cookie(?:s|[-_]policy)|disclaimer|copyright|subscribe|subscriptions?|abo(?:nnement)?|advertis(?:e|ing)|mediadaten|"
    r"jobs|careers|faq|help|hilfe|login|sign[-_]?(?:in|up)|register|newsletters?|rss|sitemap|accessibility|"
    r"quem-somos|quienes-somos|chi-siamo|qui-sommes-nous|ueber-uns|o-nas|about/.{1,40})/?(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
"""Addresses of pages about the site itself, which hold text but no news."""

_HOME_PATH = re.compile(
    r"/(?:index|default|home|main|start)\.(?:html?|php\d?|aspx?|jsp|cfm|do)|/[a-z]+/(?:default|home)\.(?:aspx?|php|jsp|html?)",
    re.IGNORECASE,
)
"""Addresses of home pages; in a folder ``index.html`` can be a story's."""

_API_PATH = re.compile(r"/wp/v2/([a-z_-]+)/\d+/?\Z")
_API_KINDS = {
    "posts": "article",
    "pages": "other",
    "media": "other",
    "categories": "list",
    "tags": "list",
    "users": "list",
}
_ARTICLE_QUERY = re.compile(r"(?:^|&)(?:p|id|aid|article|articleid|story|news|idxno|no|seq)=", re.IGNORECASE)


def declared_kind(page: Page, data: StructuredData) -> str | None:
    """Return the kind that mark-up, structured data or address tell; ``None`` where they do not.

    The class names of ``<body>`` are WordPress' own; themes of any make print them.
    """
    body = page.root.find("body")
    names = frozenset((body.get("class") or "").lower().split()) if body is not None else frozenset()
    starts = {name.rpartition("-")[0] for name in names}
    if "error404" in names or "attachment" in names or "attachmentid" in starts or _is_picture_page(page):
        return "other"
    if (shown := _of_wordpress(page)) is not None:
        return shown
    if "single-post" in names or ("single" in names and "postid" in starts and data.article):
        return "article"
    if "page-id" in starts and "home" not in names:
        dated = page.first_meta(*_PUBLISHED) or data.article.get("datePublished")
        return "article" if dated and page.first_meta("og:type") == "article" else "other"
    if names & _LIST_CLASSES or ("home" in names and ("blog" in names or starts & {"page-id", "page-template"})):
        return "list"
    if _is_root(page):
        return None if data.article else "list"
    if data.article:
        return "article"
    if data.types & _LIST_TYPES and not data.types & ARTICLE_TYPES:
        return "list"
    return None


def _of_wordpress(page: Page) -> str | None:
    """Return what the link to a page's data in WordPress' API says that it is."""
    for rel, url, attributes in page.links:
        if "alternate" in rel and attributes.get("type") == "application/json" and (found := _API_PATH.search(url)):
            return _API_KINDS.get(found[1])
    return None


def shown_kind(
    page: Page, data: StructuredData, body: Body, head: Sequence[Block], headline: etree._Element | None
) -> str:
    """Return the kind that the text of a page shows, whose headline is shown in ``headline``."""
    size = body.weight
    declared = 2 * (page.first_meta("og:type") == "article") + 2 * (page.first_meta(*_PUBLISHED) is not None)
    evidence = (
        declared
        + any(has_date(block.text) for block in head)
        + any(is_byline_like(block.text) for block in head)
        + (size >= _LONG_TEXT)
    )
    if not declared and _is_list(page, body, headline):
        return "list"
    if data.types & _OTHER_TYPES and evidence < 3:
        return "other"
    path = urlsplit(page.url).path
    if evidence < (2 if "/" in path.strip("/") else 4) and _SERVICE_PATH.search(path):
        return "other"
    if not declared and size < MIN_TEXT and _asks_for_password(body):
        return "other"
    if size >= MIN_TEXT or size * evidence >= _SHORT_TEXT:
        return "article"
    if headline is not None and _is_short_story(page, body, head, headline):
        return "article"
    heads = {
        link.url for link in story_links(page, Regions(page, body.prose.discussion)) if link.heading and not link.own
    }
    return "list" if len(heads) >= _FEWEST_LISTED else "other"


def _asks_for_password(body: Body) -> bool:
    """Tell whether a password is asked for where the text would be."""
    fields = body.container.iter("input") if body.container is not None else ()
    return any(element.get("type") == "password" for element in fields)


def _is_short_story(page: Page, body: Body, head: Sequence[Block], headline: etree._Element) -> bool:
    """Tell whether a page with next to no text is a story: it has a headline, a time, and author or comments."""
    if _SERVICE_PATH.search(urlsplit(page.url).path):
        return False
    box = headline.getparent()
    if box is None:
        return False
    near = islice(blocks(box, prune=lambda element: element in body.prose.discussion), _MOST_NEAR)
    lines = [
        block for run in (head, near) for block in takewhile(lambda block: not _heads_another(block, headline), run)
    ]
    dated = any(has_date(block.text) for block in lines) or any(signed_times(iter(lines)))
    if not dated and not _has_time(box, headline) and next(in_url(page), None) is None:
        return False
    return (
        bool(body.prose.discussion)
        or "author" in page.by_itemprop
        or "author" in page.by_rel
        or any(is_byline_like(block.text) or _tells_hour(block.text) for block in lines)
        or any(signed_names(iter(lines)))
    )


def _tells_hour(text: str) -> bool:
    """Tell whether a line begins with a full date and its hour, as none but the line of a story does."""
    date = first_date(text)
    return date is not None and ":" in date and text.startswith(date)


def _is_picture_page(page: Page) -> bool:
    """Tell whether a page is WordPress' page of a single picture, which puts it into a paragraph of this class."""
    return any(element.tag == "p" for element in page.by_class.get("attachment", ()))


def _heads_another(block: Block, headline: etree._Element) -> bool:
    """Tell whether a block is a heading that leads to another story."""
    return block.is_heading and block.element is not headline and block.link_share > _LINKED


def _has_time(box: etree._Element, headline: etree._Element) -> bool:
    """Tell whether a ``<time>`` stands in ``box`` before any heading that leads elsewhere."""
    for element in box.iter("time", *HEADING_TAGS):
        if element.tag == "time":
            return True
        if element is not headline and next(element.iter("a"), None) is not None:
            return False
    return False


def _is_root(page: Page) -> bool:
    parts = urlsplit(page.url)
    return (
        bool(page.url)
        and (parts.path in ("", "/") or _HOME_PATH.fullmatch(parts.path) is not None)
        and not _ARTICLE_QUERY.search(parts.query)
    )


def _has_list_address(page: Page) -> bool:
    parts = urlsplit(page.url)
    return _LIST_PATH.search(parts.path) is not None or _LIST_QUERY.search(parts.query) is not None


def _is_list(page: Page, body: Body, headline: etree._Element | None) -> bool:
    """Tell by its address or by what its text stands behind whether a page is there to list stories."""
    if _has_list_address(page):
        return True
    listed = _MAYBE_LIST_PATH.search(urlsplit(page.url).path) is not None
    if not any(map(is_prose, body.all_blocks)):
        return listed
    return (listed and body.size < _LONG_TEXT) or shows_teasers(page, body, headline)
