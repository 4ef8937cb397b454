"""Where on a page the article's text is: the element that holds most of its prose."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from newscrawl.extraction.apart import set_apart
from newscrawl.extraction.noise import is_body_name, is_caption, is_consent, is_noise, is_surely_noise, is_talk
from newscrawl.page import Page
from newscrawl.text import clean, raw_text

__all__ = ["Prose", "find_container", "measure_prose"]

_PARAGRAPH_TAGS = ("p", "li")
_LOOSE_TAGS = ("div", "td", "section", "article", "main", "blockquote", "pre", "dd", "span", "font", "center", "body")
_ENOUGH = 2000
_MIN_PROSE = 25
_MAX_DEPTH = 120
_DOMINANT = 0.75
_DOMINANT_NAMED = 0.45
_LEAST_BESIDE = 50.0
_LEAST_CLEAN = 0.1
_OVERRIDING = (0.4, 0.03)
_LEAST_OUTSIDE = 300
_STORY_SHARE = 0.5
_FEW = 100
_LEAST_PART = 0.05
_NAMED_SHARE = 0.25
_SENTENCE_ENDS = frozenset(".!?…。！？।؟։။»”\"'’)")


@dataclass(slots=True)
class Prose:
    """How much running text the elements of a page hold."""

    mass: dict[etree._Element, float] = field(default_factory=dict)
    """Characters of prose below an element, links and what is beside the text not counted."""

    total: float = 0.0

    discussion: Set[etree._Element] = frozenset()
    """Elements that hold reader comments."""

    apart: Set[etree._Element] = frozenset()
    """Elements that are beside the text by other signs than class and id."""

    headline: etree._Element | None = None
    around_headline: Set[etree._Element] = frozenset()
    overriding: float = float("inf")
    """Mass from which the name of an element is not believed."""

    @property
    def is_doubtful(self) -> bool:
        """Whether nearly all prose has the name of something beside the text."""
        return self.overriding < float("inf")

    def believe_names(self) -> None:
        """Take what has the name of something beside the text for that, although next to no prose is left then."""
        self.overriding = float("inf")

    def is_named_beside(self, element: etree._Element) -> bool:
        """Tell whether an element is named so, and does not hold the headline."""
        return (is_noise(element) or element in self.apart) and element not in self.around_headline

    def is_notice(self, element: etree._Element) -> bool:
        """Tell whether an element lies in one that asks for consent, and beside the headline."""
        apart = takewhile(lambda above: above not in self.around_headline, (element, *element.iterancestors()))
        return any(map(is_consent, apart))

    def is_beside(self, element: etree._Element) -> bool:
        """Tell whether an element stands beside the text: it is named so, and nothing speaks against it."""
        if not self.is_named_beside(element):
            return False
        mass = self.mass.get(element, 0.0)
        if mass > _NAMED_SHARE * self.total and is_body_element(element):
            return False
        if mass < self.overriding or element.tag == "form" or is_talk(element) or is_caption(element):
            return True
        return mass < _OVERRIDING[0] * self.total and is_surely_noise(element)


def measure_prose(page: Page, discussion: Set[etree._Element], headline: etree._Element | None = None) -> Prose:
    """Weigh the page's paragraphs and sum them up over their ancestors.

    What holds the headline is not beside the text, whatever it is named. Where nearly all prose has such a name, the
    names are not believed of what holds much of it. What is surely a discussion can hold thousands of paragraphs, which
    are not looked at.
    """
    prose = Prose(headline=headline, apart=set_apart(page))
    if headline is not None:
        prose.around_headline = {headline, *headline.iterancestors()}
    talk = {element for box in discussion - prose.around_headline if is_talk(box) for element in box.iter()}
    own = _weights(element for element in page.tagged(*_PARAGRAPH_TAGS) if element not in talk)
    if sum(own.values()) >= _ENOUGH:
        _weigh(prose, own, page, discussion)
    if prose.total < _ENOUGH:
        loose = (element for element in page.tagged(*_LOOSE_TAGS) if element not in talk)
        for element, weight in _weights(loose).items():
            own[element] = own.get(element, 0.0) + weight
        _weigh(prose, own, page, discussion)
    return prose


def _weigh(prose: Prose, own: dict[etree._Element, float], page: Page, discussion: Set[etree._Element]) -> None:
    prose.overriding = float("inf")
    prose.discussion = _believed(discussion, own, prose, page)
    inside = _held(prose.discussion)
    own = {element: weight for element, weight in own.items() if element not in inside and not _in_caption(element)}
    prose.mass, prose.total = _summed(page.elements, own), sum(own.values())
    clean = _clean(own, prose)
    for share in _OVERRIDING:
        if sum(clean.values()) >= _LEAST_CLEAN * prose.total:
            break
        prose.overriding = share * prose.total
        clean = _clean(own, prose)
    if not clean:
        clean = {element: weight for element, weight in own.items() if not _is_in_form(element)}
    prose.mass, prose.total = _summed(page.elements, clean), sum(clean.values())


def _weights(elements: Iterable[etree._Element]) -> dict[etree._Element, float]:
    """Weigh the prose that stands directly in an element, or in a paragraph or list item of it."""
    own: dict[etree._Element, float] = {}
    for element in elements:
        if not len(element) and len(element.text or "") < _MIN_PROSE:
            continue
        if weight := _weight(element):
            parent = element.getparent() if element.tag in _PARAGRAPH_TAGS else element
            if parent is not None:
                own[parent] = own.get(parent, 0.0) + weight
    return own


def _believed(
    discussion: Set[etree._Element], own: dict[etree._Element, float], prose: Prose, page: Page
) -> Set[etree._Element]:
    """Return the discussion's elements without those that hold the article by mistake."""
    believed = {e for e in discussion if e not in prose.around_headline and (is_talk(e) or not is_body_element(e))}
    doubtful = {e for e in believed if e.tag == "article" and not is_talk(e)}
    if doubtful:
        least = _STORY_SHARE * sum(own.values())
        believed -= {e for e in doubtful if sum(own.get(inner, 0.0) for inner in e.iter()) > least}
    if believed and not all(map(is_talk, believed)):
        inside = _held(believed)
        outside = sum(weight for element, weight in own.items() if element not in inside)
        if outside < _LEAST_OUTSIDE and not _has_text_before(believed, prose, page):
            return set(filter(is_talk, believed))
    return believed


def _has_text_before(discussion: Set[etree._Element], prose: Prose, page: Page) -> bool:
    """Tell whether prose, a short story's, stands between the headline and the first comments."""
    behind_headline = False
    for element in page.elements:
        if element is prose.headline:
            behind_headline = True
        elif element in discussion:
            return False
        elif behind_headline and element.tag in (*_PARAGRAPH_TAGS, *_LOOSE_TAGS) and _weight(element):
            return True
    return False


def _clean(own: dict[etree._Element, float], prose: Prose) -> dict[etree._Element, float]:
    known: dict[etree._Element, bool] = {}
    return {element: weight for element, weight in own.items() if _is_clean(element, known, prose)}


def find_container(page: Page, prose: Prose) -> etree._Element | None:
    """Return the smallest element that holds most of the prose, or one that is named as the article's body."""
    element = page.root
    for _ in range(_MAX_DEPTH * 10):
        mass = prose.mass.get(element, 0.0)
        if not mass:
            return None
        if element.tag not in ("html", "body") and is_body_element(element):
            return _with_parts(element, prose)
        best, best_mass, own = None, 0.0, mass
        for child in element:
            weight = prose.mass.get(child, 0.0)
            own -= weight
            if weight > best_mass:
                best, best_mass = child, weight
        if best is not None and own > _LEAST_BESIDE and element.tag != "body" and not is_body_element(best):
            return element  # paragraphs stand beside the box that holds most of them
        if best is None or (
            best_mass < _DOMINANT * mass and not (best_mass > _DOMINANT_NAMED * mass and is_body_element(best))
        ):
            return element
        element = best
    return element


def _with_parts(element: etree._Element, prose: Prose) -> etree._Element:
    """Return what holds the parts of a text that stands in several boxes of one name, side by side."""
    parent, names = element.getparent(), element.get("class")
    if parent is None or not names or parent.tag in ("html", "body"):
        return element
    parts = sum(prose.mass.get(child, 0.0) for child in parent if child.get("class") == names)
    is_part = (1 + _LEAST_PART) * prose.mass.get(element, 0.0) < parts >= _DOMINANT * prose.mass.get(parent, 0.0)
    return parent if is_part else element


def is_body_element(element: etree._Element) -> bool:
    """Tell whether mark-up names an element as the body of an article."""
    attributes = element.attrib
    if "articleBody" in (attributes.get("itemprop") or "") or "articleBody" in (attributes.get("property") or ""):
        return True
    names = attributes.get("class")
    return (bool(names) and is_body_name(str(names))) or (bool(attributes.get("id")) and is_body_name(attributes["id"]))


def _weight(element: etree._Element) -> float:
    """Weigh the text that stands directly in an element (in a ``p``: all of it) as prose."""
    tag = element.tag
    if tag in _PARAGRAPH_TAGS and len(element):
        if _is_one_link(element):
            return 0.0
        text = raw_text(element)
        size = len(text)
        if size < _MIN_PROSE or (tag == "li" and size > 3000):
            return 0.0
        linked = sum(len(raw_text(a)) for a in element.iter("a"))
        text = text.rstrip()
    else:
        linked = 0
        text = element.text or ""
        for child in element:
            if child.tail:
                text += child.tail
        if len(text) < _MIN_PROSE:
            return 0.0
        text = clean(text)
        size = len(text)
    size -= 2 * linked
    if size < _MIN_PROSE:
        return 0.0
    factor = 1.0 if text[-1:] in _SENTENCE_ENDS else 0.5
    if tag == "li":
        factor *= 0.3
    return min(size, 1500) * factor


def _is_one_link(element: etree._Element) -> bool:
    """Tell whether an element holds a link and nothing else, as the entries of menus do."""
    first = element[0]
    if len(element) > 1 or first.tag != "a":
        return False
    before, behind = element.text, first.tail
    return not (before and not before.isspace()) and not (behind and not behind.isspace())


def _is_clean(element: etree._Element, known: dict[etree._Element, bool], prose: Prose) -> bool:
    path = []
    node: etree._Element | None = element
    verdict = True
    for _ in range(_MAX_DEPTH):
        if node is None or node.tag in ("body", "html"):
            break
        if node in known:
            verdict = known[node]
            break
        path.append(node)
        if prose.is_beside(node):
            verdict = False
            break
        node = node.getparent()
    for node in path:
        known[node] = verdict
    return verdict


def _is_in_form(element: etree._Element) -> bool:
    return element.tag == "form" or next(element.iterancestors("form"), None) is not None


def _in_caption(element: etree._Element) -> bool:
    parent = element.getparent()
    return is_caption(element) or (parent is not None and is_caption(parent))


def _held(containers: Set[etree._Element]) -> set[etree._Element]:
    """Return all elements in some containers, these included."""
    return {element for box in containers for element in box.iter()}


def _summed(elements: list[etree._Element], own: dict[etree._Element, float]) -> dict[etree._Element, float]:
    """Sum weights up over all ancestors; in one pass over the page where there are many."""
    mass: dict[etree._Element, float] = {}
    if len(own) < _FEW:
        for element, weight in own.items():
            node: etree._Element | None = element
            while node is not None:
                mass[node] = mass.get(node, 0.0) + weight
                node = node.getparent()
        return mass
    mass = dict(own)
    for element in reversed(elements):
        if element in mass and (parent := element.getparent()) is not None:
            mass[parent] = mass.get(parent, 0.0) + mass[element]
    return mass
