"""What the selectors of a site's profile find on a page, ahead of the general finders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from newscrawl.extraction.candidates import Candidate, Candidates, Discussion, RawComment
from newscrawl.page import Page
from newscrawl.profiles import CommentSelectors, Selector, SiteProfile
from newscrawl.text import clean, element_text, paragraphs

__all__ = ["drop_excluded", "prefer_comments", "prefer_profile", "profile_body", "profile_candidates"]

_LISTS = frozenset(("authors", "tags"))
_DATES = frozenset(("date_published", "date_modified"))
_ADDRESSES = frozenset(("canonical_url", "author_url", "permalink"))
_NUMBER = re.compile(r"\d+\Z")


def drop_excluded(page: Page, profile: SiteProfile) -> None:
    """Take the elements that the profile excludes out of the page, for good."""
    for selector in profile.exclude:
        for element in selector.elements(page.root):
            parent = element.getparent()
            if parent is not None:
                _keep_tail(element, parent)
                parent.remove(element)


def profile_candidates(page: Page, profile: SiteProfile, field: str) -> Iterator[Candidate]:
    """Yield what the profile's selectors for an article's field find, one candidate a selector that finds something.

    Values are as the general finders give them: a list of strings for ``authors``, ``tags`` and ``body``, else a
    string.
    """
    finder = f"profile.{field}"
    for selector in profile.selectors.get(field, ()):
        if field == "body":
            body = _body(selector.find(page.root))
            if body:
                yield Candidate(body, finder)
            continue
        values = [value for found in selector.find(page.root) if (value := _value(page, found, field))]
        if values:
            yield Candidate(values if field in _LISTS else values[0], finder)


def prefer_profile(candidates: dict[str, Candidates], page: Page, profile: SiteProfile) -> None:
    """Put what the profile's selectors find before the candidates of the general finders."""
    for field in profile.selectors:
        own = list(profile_candidates(page, profile, field))
        candidates[field] = Candidates([*own, *candidates.get(field, ())])
        if field == "byline" and "authors" not in profile.selectors:
            signed = [Candidate([candidate.value], candidate.finder) for candidate in own]
            candidates["authors"] = Candidates([*signed, *candidates.get("authors", ())])


def profile_body(page: Page, profile: SiteProfile) -> list[etree._Element]:
    """Return the elements that hold the body, by the first selector that finds text."""
    for selector in profile.selectors.get("body", ()):
        found = selector.find(page.root)
        if _body(found):
            return [value for value in found if isinstance(value, etree._Element)]
    return []


def prefer_comments(found: list[Discussion], page: Page, profile: SiteProfile) -> list[Discussion]:
    """Return discussions with the comments that the profile's selectors find, if any, instead of those found.

    Pingbacks and further comment pages stay as found.
    """
    selectors = profile.comments
    items = _first(selectors.item, page.root) if selectors is not None else []
    if selectors is None or not items:
        return found
    reader = _CommentReader(page, selectors, items)
    for discussion in found:
        discussion.comments = []
    own = Discussion(platform="profile", comments=[reader.read(item) for item in items], containers=reader.outermost)
    return [own, *found]


class _CommentReader:
    """Reads comment elements; those inside another comment's element are answers to it."""

    def __init__(self, page: Page, selectors: CommentSelectors, items: Sequence[etree._Element]) -> None:
        self._page = page
        self._selectors = selectors
        self._items = set(items)
        self._parents = {item: self._parent(item) for item in items}
        self.outermost = [item for item in items if self._parents[item] is None]
        self._answers: dict[etree._Element, list[etree._Element]] = {}
        for item, parent in self._parents.items():
            if parent is not None:
                self._answers.setdefault(parent, []).append(item)
        self._depths: dict[etree._Element, int] = {}

    def read(self, item: etree._Element) -> RawComment:
        """Return the raw comment of an element. Parents are read before their answers."""
        parent = self._parents[item]
        depth = self._depths[item] = 0 if parent is None else self._depths[parent] + 1
        bodies = [found for found in self._find(item, "body") if isinstance(found, etree._Element)]
        date = self._text(item, "date_published")
        return RawComment(
            native_id=self._native_id(item),
            parent_native_id=self._native_id(parent) if parent is not None else None,
            depth=depth,
            author=self._text(item, "author"),
            author_url=self._text(item, "author_url"),
            date=date,
            date_raw=date,
            body=bodies[0] if bodies else self._text(item, "body"),
            body_skip=tuple(self._answers.get(item, ())),
            permalink=self._text(item, "permalink"),
        )

    def _parent(self, item: etree._Element) -> etree._Element | None:
        return next((above for above in item.iterancestors() if above in self._items), None)

    def _find(self, item: etree._Element, field: str) -> list[etree._Element | str]:
        """Return what the field's first fitting selector finds in the comment, its answers left out."""
        for selector in self._selectors.fields.get(field, ()):
            found = [value for value in selector.find(item) if isinstance(value, str) or self._owner(value) is item]
            if found:
                return found
        return []

    def _owner(self, element: etree._Element) -> etree._Element | None:
        return element if element in self._items else self._parent(element)

    def _text(self, item: etree._Element, field: str) -> str | None:
        return next((value for found in self._find(item, field) if (value := _value(self._page, found, field))), None)

    def _native_id(self, item: etree._Element) -> str | None:
        given = self._text(item, "id") or item.get("id") or item.get("data-id") or item.get("data-comment-id")
        number = _NUMBER.search(given) if given else None
        return number.group() if number else given


def _value(page: Page, found: etree._Element | str, field: str) -> str | None:
    if isinstance(found, str):
        text = clean(found)
    elif field in _ADDRESSES:
        text = clean(found.get("href") or found.get("content") or found.get("src"))
    else:
        exact = found.get("content") or (found.get("datetime") if field in _DATES else None)
        text = clean(exact or element_text(found))
    if field in _ADDRESSES:
        return page.absolute(text)
    return text or None


def _body(found: Sequence[etree._Element | str]) -> list[str]:
    texts: list[str] = []
    for value in found:
        texts += [clean(value)] if isinstance(value, str) else paragraphs(value)
    return [text for text in texts if text]


def _first(selectors: Sequence[Selector], root: etree._Element) -> list[etree._Element]:
    return next((found for selector in selectors if (found := selector.elements(root))), [])


def _keep_tail(element: etree._Element, parent: etree._Element) -> None:
    if not element.tail:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
