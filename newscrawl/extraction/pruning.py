"""What inside the container of an article is no part of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from lxml import etree

from newscrawl.extraction.container import Prose
from newscrawl.extraction.noise import HEADING_TAGS, is_noise, is_noise_name
from newscrawl.text import raw_text

__all__ = ["is_data", "pruner"]

_KEPT_TABLE = 0.35
_MOST_IN_BOX = 0.25
_MOST_IN_TEASER, _MOST_IN_TEASERS = 0.1, 0.3
_MOST_AT_FORM = 300
_MOST_LINKED = 0.5
_LEAST_HIDDEN = 150
_LONGEST_AUTHOR, _LONGEST_DATE = 80, 40
_BOX_TAGS = frozenset(("div", "section", "aside", "ul", "article", "header"))
_POST = re.compile(
    r"//(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\w+/status/|instagram\.com/(?:p|reel)/|tiktok\.com/@[\w.]+/video/|"
    r"threads\.net/@[\w.]+/post/|bsky\.app/profile/[\w.:-]+/post/)"
)
"""Addresses of posts in social networks, which a quotation of one ends with."""

_FIGURE_TEXT = etree.XPath("boolean(.//blockquote | .//table | .//pre)")
_ASIDE_NAME = re.compile(
    r"(?<![a-z])(?:authors?|aut|autor(?:en)?|auteurs?|redakteur)(?![a-z])|key-?(?:points|takeaways|facts)|"
    r"(?<![a-z])ai-?(?:article-?)?summary",
    re.IGNORECASE,
)
"""Names of what stands beside the text, but may also be those of what holds it."""

_WINDOW = re.compile(
    r"\s*\([^()]{0,30}\b(?:neue\w* (?:fenster|tab)|new (?:window|tab)|nouvel(?:le)? (?:fenêtre|onglet)|(?:nueva|otra) "
    r"(?:ventana|pestaña)|nov[ao] (?:janela|aba|separador|okno)|nuova (?:finestra|scheda)|nieuwe? (?:venster|tabblad)|"
    r"ny(?:tt)? (?:fönster|flik|vindu|fane|vindue)|now(?:ym|ej) (?:oknie|karcie))[^()]{0,20}\)\s*",
    re.IGNORECASE,
)


def pruner(
    prose: Prose,
    container: etree._Element,
    *,
    fields: Iterable[etree._Element] = (),
    note: Callable[[etree._Element], None] = lambda _: None,
) -> Callable[[etree._Element], bool]:
    """Return a function that tells of an element in ``container`` whether it stands beside the text.

    ``fields`` are the page's forms and inputs. ``note`` is called with the boxes that are left out for their name or
    because they hold reader comments.
    """
    mass, total = prose.mass, prose.total
    whole = mass.get(container, 0.0)
    alike: dict[tuple[etree._Element, str], float] = {}
    around_forms = _around_forms(container, fields)

    def prune(element: etree._Element) -> bool:
        tag = element.tag
        if element in prose.discussion:
            note(element)
            return True
        if tag == "figure":
            return not _FIGURE_TEXT(element)
        if tag == "table":
            return mass.get(element, 0.0) < _KEPT_TABLE * total and not is_data(element)
        if prose.is_beside(element):
            if tag in _BOX_TAGS:
                note(element)
            return tag != "p" or not _is_hidden_text(element)
        if tag == "blockquote":
            return _is_post(element)
        if tag not in _BOX_TAGS:
            return (tag == "p" and _names_author(element)) or (
                tag == "span" and (_tells_of_window(element) or _is_date_before_text(element))
            )
        weight = mass.get(element, 0.0)
        if weight >= _MOST_IN_BOX * total:
            return False
        if tag == "header":
            return weight > 0
        if element in prose.around_headline:
            return False
        if 0 < weight < _MOST_AT_FORM and element in around_forms:
            return True
        return _is_named_aside(element) or (
            _may_be_teaser(element) and weight < _MOST_IN_TEASER * whole and is_teaser(element)
        )

    def is_teaser(element: etree._Element) -> bool:
        parent = element.getparent()
        if parent is None or not _has_linked_heading(element):
            return False
        key = parent, element.tag
        if key not in alike:
            alike[key] = sum(mass.get(other, 0.0) for other in parent if other.tag == element.tag)
        return alike[key] < _MOST_IN_TEASERS * whole

    return prune


def _around_forms(container: etree._Element, fields: Iterable[etree._Element]) -> set[etree._Element]:
    """Return what stands between a container and the forms and e-mail fields in it; what little it says is for them."""
    found: set[etree._Element] = set()
    for field in fields:
        if field.tag == "form" or field.get("type") == "email":
            for above in field.iterancestors():
                if above is container or above in found:
                    break
                found.add(above)
    return found


def is_data(table: etree._Element) -> bool:
    """Tell whether a table shows figures or facts: rows of as many cells each, without pictures and mostly unlinked."""
    if is_noise(table) or any(inner is not table for inner in table.iter("form", "img", "table")):
        return False
    rows = [sum(cell.tag in ("td", "th") for cell in row) for row in table.iter("tr")]
    if len(rows) < 2 or min(rows) < 2 or len(set(rows)) > 1:
        return False
    linked = sum(len(raw_text(link)) for link in table.iter("a"))
    return not linked or linked < _MOST_LINKED * len(raw_text(table).strip())


def _is_post(quotation: etree._Element) -> bool:
    """Tell whether the last link of a quotation leads to a post, and nothing stands behind it."""
    links = [*quotation.iterdescendants("a")][-1:]
    return any(not (link.tail or "").strip() and _POST.search(link.get("href") or "") for link in links)


def _is_hidden_text(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph is hidden, as behind a wall, and not named like something beside the text."""
    names = paragraph.get("class")
    return len(paragraph.text or "") > _LEAST_HIDDEN and not (names and is_noise_name(names))


def _is_named_aside(element: etree._Element) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "author" in (attributes.get("itemprop") or ""):
        return True
    return any((names := attributes.get(key)) and _is_aside_name(names) for key in ("class", "id"))


@lru_cache(maxsize=2048)
def _is_aside_name(names: str) -> bool:
    return _ASIDE_NAME.search(names) is not None


def _names_author(paragraph: etree._Element) -> bool:
    names = paragraph.get("class")
    return names is not None and "author" in names and len(raw_text(paragraph)) < _LONGEST_AUTHOR


def _tells_of_window(span: etree._Element) -> bool:
    """Tell whether the end of a link says in brackets, for those who cannot see it, that it opens a new window."""
    text = span.text
    return text is not None and text.rstrip()[-1:] == ")" and not len(span) and _WINDOW.fullmatch(text) is not None


def _is_date_before_text(span: etree._Element) -> bool:
    """Tell whether a span is named a date, shows one and is the first in its box, with the text right behind it."""
    names, text = span.get("class"), span.text
    if names is None or text is None or "date" not in names or len(span) or len(text) > _LONGEST_DATE:
        return False
    before, parent = span.getprevious(), span.getparent()
    return (
        parent is not None
        and not (parent.text or "").strip()
        and (before is None or not (before.tail or "").strip())
        and any(map(str.isdigit, text))
    )


def _may_be_teaser(element: etree._Element) -> bool:
    if element.tag == "article":
        return True
    names = element.get("class")
    return names is not None and ("teaser" in names or "card" in names)


def _has_linked_heading(element: etree._Element) -> bool:
    """Tell whether the first heading is a link or stands under one, be it a bare link laid over the whole box."""
    heading = next(element.iter(*HEADING_TAGS), None)
    link = next(element.iter("a"), None) if heading is not None else None
    if link is not None and not len(link) and not (link.text or "").strip():
        return True
    return heading is not None and (
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )
