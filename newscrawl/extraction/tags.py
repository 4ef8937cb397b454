"""Tags of an article: declared ones, and the links to pages about a subject that are printed with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.metadata import is_category
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.signature import AUTHOR_PATH
from newscrawl.extraction.structured import texts
from newscrawl.page import Page
from newscrawl.text import dashed, element_text

__all__ = ["find_tags"]

TAGS = ("article:tag", "og:article:tag", "og:article:tags", "news_keywords", "parsely-tags", "sailthru.tags",
        "cxenseparse:recs:tags", "article:tags", "og:tag", "video:tag")  # fmt: skip
KEYWORDS = ("keywords", "dc.subject", "dcterms.subject", "dc.keywords")
_TAG_BOX = re.compile(
    r"(?:[cmo][-_]+)?(?:(?:post|entry|article|story|news|content|node|single|the|field|name|meta|page|item|blog|detail|text|related)[-_]+)*"
    r"(?:tags?|taglist|keywords?|topics?|themen|schlagworte?|labels?|etiquetas|mots[-_]cles|taxonomy[-_]post_tag)"
    r"(?:[-_]+(?:list|links?|wrap(?:per)?|container|box|group|block|area|items?|section|cloud|holder|content|post|bar|row))*\d?\Z",
    re.IGNORECASE,
)
_TAG_NEEDLES = ("tag", "keyword", "topic", "themen", "schlagwort", "label", "etiqueta", "mots")
_TAG_STEMS = (
    "/tag", "/topic/", "/topics/", "/thema", "/theme", "/tema", "/etiket", "/etiqu", "/keyword", "/kw/", "/label/",
    "/stichwort", "/schlagwort", "/sujet", "/mot", "/argoment", "/onderwerp", "/dossier", "/emne", "/amne", "/aihe",
    "/avainsan", "/konu", "/hashtag", "/stit", "/cimke", "/topik", "tag=",
)  # fmt: skip
_TAG_PATH = re.compile(
    r"(?:/|\A)(?:tag(?:s|ged|i)?|topics?|topik|thema|themen|themes?|temas?|tematy?|etikett?(?:er|ler)?|etiquetas?|etiquettes?|keywords?|kw|"
    r"label|stichworte?|schlagworte?|sujets?|mots?(?:-cles?)?|argoment[io]|onderwerp(?:en)?|dossiers?|emner?|amnen?|aihe(?:et)?|avainsana(?:t)?|"
    r"konu(?:lar)?|hashtags?|stit(?:ek|ky)|cimke|cimkek)/[^/?#]|[?&]tag=\w",
    re.IGNORECASE,
)
"""An address of the page of a subject, in the words that systems and papers have for it."""

_LONGEST_TAG = 60
_ITEMS = frozenset(("li", "span", "p", "dd", "div"))
_STEPS, _MOST_BOXES = 2, 3


def find_tags(scope: Scope) -> Iterator[Candidate]:
    """Yield lists of tags, those that the page shows or declares as such before keywords for search engines."""
    page, data = scope.page, scope.data
    for name in TAGS:
        if values := page.meta.get(name):
            yield Candidate(values, f"meta.{name}")
    if values := texts(data.article.get("keywords")):
        yield Candidate(values, "json_ld.keywords")
    links = [element for element in page.by_rel.get("tag", ()) if not (is_category(element) or _is_author(element))]
    if values := [element_text(element) for element in links if not _is_elsewhere(scope, element)]:
        yield Candidate(values, "page.tags")
    if values := _listed_tags(scope):
        yield Candidate(values, "page.tag_list")
    linked = _linked_tags(scope, stems) if (stems := list(filter(page.leads, _TAG_STEMS))) else []
    if len(linked) > 1:
        yield Candidate(linked, "page.tag_links")
    others = (name for name in page.meta if "keyword" in name and name not in TAGS and name not in KEYWORDS)
    for name in (*KEYWORDS, *others):
        if values := page.meta.get(name):
            yield Candidate(values, f"meta.{name}")
    if linked:
        yield Candidate(linked, "page.tag_links")


def _listed_tags(scope: Scope) -> list[str]:
    """Return the link texts of a box whose class says that it holds the tags of the article.

    Of the first few that stand close to headline and text, or else anywhere, the fullest counts. Where the class is
    that of the links themselves or of what holds one each, all of them count that stand in no sentence.
    """
    for name in scope.page.classes_like(*_TAG_NEEDLES):
        if not _TAG_BOX.match(dashed(name)):
            continue
        boxes = [box for box in scope.page.by_class[name] if not _is_elsewhere(scope, box)]
        boxes = [box for box in boxes if box.tag != "a" or not _is_in_sentence(box)]
        boxes = [box for box in boxes if scope.holds(box)] or boxes
        found = [tags for box in boxes if (tags := _linked_in(box))]
        if any(len(tags) > 1 for tags in found[:_MOST_BOXES]):
            return max(found[:_MOST_BOXES], key=len)
        if found:
            return [tag for tags in found for tag in tags]
    return []


def _linked_in(box: etree._Element) -> list[str]:
    return [text for link in box.iter("a") if (text := element_text(link)) and len(text) <= _LONGEST_TAG]


def _linked_tags(scope: Scope, stems: list[str]) -> list[str]:
    """Return the texts of the links to pages of subjects that stand in one row of the article, in the longest one.

    Where none does, one close to it counts. ``stems`` are those of :data:`_TAG_STEMS` that the page has.
    """
    region = scope.region
    around = region.getparent() if region is not None else None
    rows: dict[etree._Element, list[etree._Element]] = {}
    for link, href in scope.page.anchors:
        if any(stem in href for stem in stems) and _TAG_PATH.search(href):
            rows.setdefault(_row_of(link), []).append(link)
    rows = {row: links for row, links in rows.items() if not _is_elsewhere(scope, row)}
    own = [links for row, links in rows.items() if region is None or row is region or region in row.iterancestors()]
    near = [
        links
        for row, links in rows.items()
        if around is not None and around.tag != "body" and around in row.iterancestors()
    ]
    found = [tags for links in own or near if (tags := [tag for link in links if (tag := _tag_of(link, scope.page))])]
    return max(found, key=len, default=[])


def _tag_of(link: etree._Element, page: Page) -> str | None:
    """Return the text of a link to another page of the site, unless it stands in a sentence."""
    text, url = element_text(link), page.absolute(link.get("href"))
    if not 1 < len(text) <= _LONGEST_TAG or url is None or not page.is_on_site(url) or _is_in_sentence(link):
        return None
    return text


def _row_of(link: etree._Element) -> etree._Element:
    """Return what holds a link and its neighbours, not what holds the link alone."""
    node = link
    for parent in islice(link.iterancestors(), _STEPS):
        node = parent
        if len(parent) > 1 or parent.tag not in _ITEMS:
            break
    return node


def _is_author(link: etree._Element) -> bool:
    return AUTHOR_PATH.search(link.get("href") or "") is not None


def _is_in_sentence(link: etree._Element) -> bool:
    parent = link.getparent()
    return parent is not None and parent.tag == "p" and bool((parent.text or "").strip() or (link.tail or "").strip())


def _is_elsewhere(scope: Scope, element: etree._Element) -> bool:
    """Tell whether an element stands beside the article; within its own ``<article>`` menus are part of it."""
    article = next(element.iterancestors("article"), None)
    if article is not None and (article in scope.around or article in scope.above_headline):
        return False
    return scope.is_beside(element)
