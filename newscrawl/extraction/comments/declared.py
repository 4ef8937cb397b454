"""How many comments a page says there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml import etree

from newscrawl.extraction.comments.titles import is_title, number_in
from newscrawl.extraction.threads.pieces import brief_text, own_text
from newscrawl.page import Page
from newscrawl.text import grouped_number, whole_number

__all__ = ["declared_count"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary")
_LONGEST = 250
_COUNT = re.compile(r"(?<![\d.,:/-])(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{1,6})(?![\d.,:/-])")
_WORD = (
    r"comment|komment|comentari|comentári|commenti|reacti|reakci|réaction|repl|respons|respuesta|antwort|thought|mening|"
    r"комментари|коментар|отзыв|σχόλι|تعليق|تعليقات|תגוב|댓글|의견|コメント|评论|評論|留言|yorum|bình luận|"
    r"ความคิดเห็น|टिप्पणी"
)
_NUMBERED = re.compile(rf"(?:\A|[^\w.,]){_COUNT.pattern}\s*\+?\s*(?:{_WORD})|(?:{_WORD})\w*\W{{0,3}}{_COUNT.pattern}")
_NONE = re.compile(rf"\A\W*(?:no|keine|aucun|ningún|nessun|nenhum|geen|нет|zero|0)\s+(?:{_WORD})", re.IGNORECASE)
_ONE = re.compile(
    rf"\A\W*(?:one|a|an|ein|eine|un|une|uno|una|um|uma|één|один|en|ett)\s+(?:{_WORD}|thought)", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_MOST_MARKED, _MOST_LINKS = 5, 11
_HIGHEST, _MOST_LABELS, _LABEL = 5, 3, 80


def declared_count(page: Page, containers: Sequence[etree._Element], first: etree._Element | None = None) -> int | None:
    """Return the number of comments that the discussion's heading, structured data or a link to it declares.

    ``first`` is the first comment: titles that are no headings stand before it.
    """
    for heading in _headings(containers):
        if (number := _read(own_text(heading))) is not None:
            return number
    for label in _labels(first, *islice(containers, 1)):
        if is_title(label) and (number := number_in(label)) is not None:
            return number
    for node in page.json_ld:
        if (number := whole_number(node.get("commentCount"))) is not None:
            return number
    for value in _marked(page):
        if (number := grouped_number(value)) is not None:
            return number
    for link in islice(_to_comments(page), _MOST_LINKS):
        text = own_text(link)
        if len(text) < 60 and (number := _read(text)) is not None and _is_own(link, page):
            return number
    return None


def _marked(page: Page) -> Iterator[str]:
    for element in page.by_itemprop.get("commentCount", ())[:_MOST_MARKED]:
        yield element.get("content") or own_text(element)
    for element in page.by_itemprop.get("interactionCount", ())[:_MOST_MARKED]:
        value = element.get("content") or own_text(element)
        if "comment" in value.lower():
            yield value
    if any("sioc" in str(value) or "sioc" in str(name) for name, value in page.root.attrib.items()):
        for element in page.tagged("span", "div", "meta"):
            if element.get("property") == "sioc:num_replies":
                yield element.get("content") or own_text(element)


def _to_comments(page: Page) -> Iterator[etree._Element]:
    if page.leads("#comment", "#respond"):
        yield from (link for link, href in page.anchors if "#comment" in href or "#respond" in href)


def _headings(containers: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for box in containers:
        if box.tag in _HEADINGS:
            yield box
        else:
            yield from box.iter(*_HEADINGS)


def _labels(*places: etree._Element | None) -> Iterator[str]:
    """Yield short texts that stand before the first comment, next to it or to an element around it."""
    seen: set[etree._Element] = set()
    for place in places:
        element = place
        for _ in range(_HIGHEST):
            if element is None or element.tag in ("body", "html"):
                break
            for sibling in islice(element.itersiblings(preceding=True), _MOST_LABELS):
                text = "" if sibling in seen else brief_text(sibling, _LABEL)
                seen.add(sibling)
                if text and len(text) <= _LABEL:
                    yield text
            element = element.getparent()


@lru_cache(maxsize=1024)
def _read(text: str) -> int | None:
    if not text or len(text) > _LONGEST:
        return None
    if _NONE.match(text):
        return 0
    if _ONE.match(text):
        return 1
    found = _NUMBERED.search(text.lower()) if _DIGIT.search(text) else None
    if found:
        return grouped_number(next(group for group in found.groups() if group))
    return None


def _is_own(link: etree._Element, page: Page) -> bool:
    """Tell whether a link leads to the discussion of this page, not of a teaser."""
    href = link.get("href") or ""
    return href[0] == "#" or page.absolute(href) in (page.url.partition("#")[0], page.canonical_url)
