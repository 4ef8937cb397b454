"""What the head of a page says of its article: tables of the metadata vocabularies, and their reading."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import element_text, grouped_number, mentions, whole_number

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
_COMMENTS = (
    r"(?:댓글|评论|評論|留言|コメント|comments?|kommentare?|kommentarer|kommentit|commentaires?|comentarios?|comentários?|commenti|reacties|"
    r"komentarz(?:e|y)?|komentářů?|komentare?|komentar|hozzászólás|комментари(?:ев|я|й|и)|коментар(?:ів|і|я)?|σχόλι[αο]|σχολια|yorum|bình luận|"
    r"ความคิดเห็น|תגובות|تعليق(?:ات|ا)?)"
)
_DIGITS = r"(?:\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+|\d{1,6})(?!\d)"
_COMMENTS_LINE = re.compile(
    rf"\W*(?!(?:top|best|latest|newest|last|first)\b)(?:[^\W\d]\w*\s){{0,2}}(?:{_COMMENTS}\s*[(:：\[]?\s*(?P<behind>{_DIGITS})|(?P<before>{_DIGITS})\s*{_COMMENTS})\W*\Z",
    re.IGNORECASE,
)
_COMMENTS_PLACE = re.compile(
    r"#[a-z_-]{,12}?(?:com|kom|reac|respon|disq|discu|forum|foro|talk|yorum|sxol)[a-z_-]*\Z", re.IGNORECASE
)
"""What the place on a page is called that the comments stand in."""

_WALL = re.compile(
    r"réservée? (?:à nos|aux) abonné|(?:nur |exklusiv )?für (?:unsere )?abonnent|\b(?:plus|abo)-?artikel\b|exclusivo (?:para )?(?:suscriptores|assinantes)|"
    r"para (?:suscriptores|assinantes)|(?:riservato|solo per) (?:agli )?abbonati|(?:alleen )?voor abonnees|subscribers? only|subscriber exclusive|"
    r"(?:only )?for subscribers|för prenumeranter|for abonnenter|dla (?:prenumerat|subskrybent)\w+|только для подписчиков|有料会員限定|有料記事|会員限定記事|유료회원",
    re.IGNORECASE,
)
"""What papers print beside the headline of a story that is not free."""

_WALL_STEMS = (
    "abonn",
    "artikel",
    "suscript",
    "assinant",
    "abbonat",
    "subscri",
    "prenumer",
    "subskry",
    "подписчик",
    "会員",
    "有料",
    "유료",
)
"""Of these (lower case) every line that :data:`_WALL` is found in holds one."""

_LONGEST_MARK = 80
_CLIMB, _MOST_LINKS, _SHORTEST_PATH = 3, 6, 3
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
    yield from _above_headline(scope)


def _above_headline(scope: Scope) -> Iterator[Candidate]:
    """Yield the text of the link right above the headline that leads to a part of the site: its menu does so too."""
    node = scope.headline
    for _ in range(_CLIMB):
        if node is None:
            return
        above = next(node.itersiblings(etree.Element, preceding=True), None)
        if above is not None:
            links = [above] if above.tag == "a" else list(islice(above.iter("a"), _MOST_LINKS))
            texts = ((element_text(link), link) for link in reversed(links))
            yield from (Candidate(text, "page.above") for text, link in texts if _is_part(scope.page, link, text))
            return
        node = node.getparent()


def _is_part(page: Page, link: etree._Element, text: str) -> bool:
    """Tell whether a link leads to a part of the site: what holds this page, or what its menu leads to as well."""
    href = link.get("href") or ""
    url = page.absolute(href)
    if not 1 < len(text) <= _LONGEST_SECTION or any(map(str.isdigit, text)) or url is None or not page.is_on_site(url):
        return False
    path = urlsplit(url).path.rstrip("/")
    if len(path) < _SHORTEST_PATH:
        return False
    if urlsplit(page.url).path.startswith(f"{path}/"):
        return True
    others = (other for other, address in page.anchors if address == href and other is not link)
    return any(next(other.iterancestors("nav"), None) is not None for other in others)


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


def find_paywall(scope: Scope) -> Iterator[Candidate]:
    """Yield whether the full text is for subscribers."""
    page, data = scope.page, scope.data
    value = data.article.get("isAccessibleForFree")
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.strip().lower().rpartition("/")[2])
    if isinstance(value, bool):
        yield Candidate(not value, "json_ld.isAccessibleForFree")
    tier = (page.first_meta("article:content_tier", "og:article:content_tier") or "").lower()
    if tier in ("free", "locked", "metered"):
        yield Candidate(tier == "locked", "meta.article:content_tier")
    above = scope.headline.getprevious() if scope.headline is not None else None
    for line in chain([element_text(above)] if above is not None else (), (block.text for block in scope.head)):
        if len(line) <= _LONGEST_MARK and mentions(line.lower(), _WALL_STEMS) and _WALL.search(line):
            yield Candidate(True, "head.wall")


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
            yield from _counted(line, "head.comments")
    if scope.page.leads("#"):
        for link, href in scope.page.anchors:
            if "#" in href and not href[-1].isdigit() and _COMMENTS_PLACE.search(href) and _is_here(scope.page, href):
                yield from _counted(element_text(link), "page.comments_link")


def _counted(line: str, finder: str) -> Iterator[Candidate]:
    match = _COMMENTS_LINE.match(line) if len(line) <= _LONGEST_SECTION and any(map(str.isdigit, line)) else None
    if match is not None and (number := grouped_number(match["behind"] or match["before"])) is not None:
        yield Candidate(number, finder)


def _is_here(page: Page, href: str) -> bool:
    """Tell whether an address leads to a place on the page itself."""
    address = href.partition("#")[0]
    return not address or page.absolute(address) in (page.url.partition("#")[0], page.canonical_url)


def metas(page: Page, names: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield the first content of each of the names that the page has."""
    meta = page.meta
    for name in names:
        if values := meta.get(name):
            yield Candidate(values[0], f"meta.{name}")
