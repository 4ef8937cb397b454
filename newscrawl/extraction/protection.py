"""Articles that are shown only to those who have their password."""

from __future__ import annotations

from lxml import etree

from newscrawl.extraction.body import Body
from newscrawl.page import Page

__all__ = ["is_protected"]

_MOST_BEFORE = 250
"""Characters between the headline and a form that asks for the password: a dek, byline and prompt, but no text."""


def is_protected(page: Page, body: Body, headline: etree._Element | None) -> bool:
    """Tell whether WordPress' form for the password of a post stands where the text of the article would be.

    WordPress prints it in place of the text, in every theme; such a form behind a text belongs to another post.
    """
    forms = [
        *page.by_class.get("post-password-form", ()),
        *(element for element, name in page.values("name").items() if name == "post_password"),
    ]
    if not forms:
        return False
    places = {element: at for at, element in enumerate(page.elements)}
    form = min(places.get(element, 0) for element in forms)
    start = places.get(headline, 0) if headline is not None else 0
    before = sum(len(block.text) for block in body.blocks if start < places.get(block.element, 0) < form)
    return start < form and before < _MOST_BEFORE
