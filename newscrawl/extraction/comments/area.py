"""Parts of a page that can hold comments, and the times and names that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from lxml import etree

from newscrawl.extraction.comments.section import says_answer
from newscrawl.extraction.threads.naming import Naming
from newscrawl.extraction.threads.pieces import own_text, short_texts
from newscrawl.extraction.threads.posted import has_machine_time, tells_membership
from newscrawl.extraction.threads.roles import Role, having_role, role_of
from newscrawl.extraction.threads.times import is_stamp, looks_like_time
from newscrawl.page import Page

__all__ = ["Area", "Signs", "holds_closely"]

_FORM = Naming(
    r"(?:respond|comment-?form|reply-?form|write-?comment|kommentarform)(?![a-z])|"
    r"twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|fb-post\b|mastodon-embed"
)
"""Forms, and posts of other sites that an article shows: they have names and times too."""

_FORM_NEEDLES = """
    respond comment-form commentform reply-form replyform write-comment writecomment kommentarform twitter- instagram-
    tiktok- bluesky- fb-post mastodon-""".split()


_DIGIT = re.compile(r"\d")


class Signs:
    """The elements of a page that say what they are, looked up at once for the page when first asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def dated(self) -> set[etree._Element]:
        """Elements that are named after a time."""
        return having_role(self._page, Role.DATE)

    @cached_property
    def signed(self) -> set[etree._Element]:
        """Elements that are named after an author."""
        return having_role(self._page, Role.AUTHOR)

    @cached_property
    def foreign(self) -> set[etree._Element]:
        """Elements that are named after a form or an embedded post, and forms."""
        return _FORM.among(self._page, *_FORM_NEEDLES).union(self._page.tagged("form"))

    @cached_property
    def titled(self) -> set[etree._Element]:
        """Elements that show a time when pointed at."""
        titles = self._page.values("title").items()
        return {element for element, title in titles if _DIGIT.search(title) and is_stamp(title)}


class Area:
    """Elements in which comments are looked for, in page order.

    What lies in ``dead`` does not count; where it is not given, that is forms, whose labels and notes look like names
    and texts.
    """

    def __init__(
        self, roots: Sequence[etree._Element], signs: Signs, dead: AbstractSet[etree._Element] | None = None
    ) -> None:
        self.roots = roots
        self.signs = signs
        if dead is None:
            dead = {inner for outer in self._inner(signs.foreign) for inner in outer.iter(etree.Element)}
        self.dead = dead

    def _inner(self, elements: AbstractSet[etree._Element]) -> list[etree._Element]:
        """Return those of some elements that lie in the area, in page order."""
        if not elements:
            return []
        return [element for root in self.roots for element in filter(elements.__contains__, root.iter(etree.Element))]

    @cached_property
    def marked(self) -> list[etree._Element]:
        """The elements that print a time and are named after one."""
        sure: list[etree._Element] = []
        for element in self._inner(self.signs.dated):
            if element in self.dead or (sure and holds_closely(sure[-1], element)):
                continue
            if has_machine_time(element) or looks_like_time(own_text(element)):
                sure.append(element)
        return sure

    @cached_property
    def times(self) -> list[etree._Element]:
        """The elements that print a time and next to nothing else."""
        if self.marked:
            return self.marked
        titled = [element for element in self._inner(self.signs.titled) if element not in self.dead]
        return titled if len(titled) > len(self.stamps) else self.stamps

    @cached_property
    def stamps(self) -> list[etree._Element]:
        """The elements that print a time, told by that alone."""
        stamps = [e for root in self.roots for e, text in short_texts(root, self.dead) if is_stamp(text)]
        return [element for element in stamps if not tells_membership(element)]

    @cached_property
    def names(self) -> list[etree._Element]:
        """The elements that are named after an author, but for those in each other."""
        found: list[etree._Element] = []
        for element in self._inner(self.signs.signed):
            if element in self.dead or role_of(element).rank > 2 or (found and holds_closely(found[-1], element)):
                continue
            if own_text(element):
                found.append(element)
        return found

    @cached_property
    def buttons(self) -> list[etree._Element]:
        """The links and buttons that answer a comment."""
        found = (button for root in self.roots for button in root.iter("a", "button", "span"))
        return [button for button in found if says_answer(button) and button not in self.dead]


def holds_closely(outer: etree._Element, element: etree._Element) -> bool:
    """Tell whether an element lies in another one, four levels deep at most."""
    above = element.getparent()
    for _ in range(4):
        if above is outer:
            return True
        if above is None:
            return False
        above = above.getparent()
    return False
