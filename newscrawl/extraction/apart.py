"""What stands beside an article's text by other signs than class and id: names for tests, labels, centred captions."""

from __future__ import annotations

from itertools import chain

from lxml import etree

from newscrawl.extraction.noise import is_noise_name
from newscrawl.page import Page
from newscrawl.text import dashed, raw_text

__all__ = ["set_apart"]

_COMPONENTS = frozenset(("div", "section", "article", "ul", "ol", "p"))
_COMPONENT_NAMES = (
    "data-testid",
    "data-test-id",
    "data-test",
    "data-qa",
    "data-cy",
    "data-component",
    "data-component-name",
    "data-area",
)
"""Attributes that name a part of a page for tests and scripts, where its class names are digests."""

_POINTS = frozenset(
    ("key points", "key-points", "keypoints", "key takeaways", "key-takeaways", "key facts", "key-facts")
)
_LONGEST_CAPTION = 150


def set_apart(page: Page) -> set[etree._Element]:
    """Return the parts of a page that are named or set as what stands beside a text."""
    named = {
        element
        for attribute in _COMPONENT_NAMES
        for element, name in page.values(attribute).items()
        if name and element.tag in _COMPONENTS and (is_noise_name(name) or dashed(name) in _POINTS)
    }
    points = {element for element, label in page.values("aria-label").items() if label.lower() in _POINTS}
    centred = {
        element
        for element, style in chain(page.values("style").items(), page.values("align").items())
        if "center" in style and element.tag == "p"
    }
    return named | points | {paragraph for paragraph in centred if _is_caption(paragraph, centred)}


def _is_caption(paragraph: etree._Element, centred: set[etree._Element]) -> bool:
    """Tell whether a centred paragraph is short, and stands right below one that is a picture, unlike the next one."""
    above, below = paragraph.getprevious(), paragraph.getnext()
    return (
        above is not None
        and above.tag in ("p", "div")
        and next(above.iter("img"), None) is not None
        and not raw_text(above).strip()
        and (below is None or below not in centred or next(below.iter("img"), None) is not None)
        and next(paragraph.iter("b", "strong"), None) is None
        and len(raw_text(paragraph)) <= _LONGEST_CAPTION
    )
