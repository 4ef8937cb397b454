"""What finders yield."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from newscrawl.visits import Link

__all__ = [
    "Candidate",
    "Candidates",
    "Discussion",
    "Finder",
    "HeadlineEntry",
    "HeadlineList",
    "RawComment",
    "RawPingback",
]


class Candidate(NamedTuple):
    """A raw value and the name of the finder that found it."""

    value: Any
    finder: str


class Candidates:
    """Candidates of one field, best first, found as far as they are asked for; can be read again and again."""

    def __init__(self, found: Iterable[Candidate] = ()) -> None:
        self._source = iter(found)
        self._seen: list[Candidate] = []

    def __iter__(self) -> Iterator[Candidate]:
        at = 0
        while True:
            if at == len(self._seen):
                following = next(self._source, None)
                if following is None:
                    return
                self._seen.append(following)
            yield self._seen[at]
            at += 1

    def first(self) -> Candidate | None:
        """Return the best candidate, if there is any."""
        return next(iter(self), None)


Finder = Callable[..., Iterator[Candidate]]
"""Yields raw candidates for one field, best first, never ``None``."""


@dataclass(kw_only=True, slots=True)
class RawComment:
    """A comment as found, before a loader normalises it."""

    native_id: str | None = None
    """The site's own id (``417`` of ``comment-417``)."""

    parent_native_id: str | None = None
    parent: RawComment | None = None
    """The comment this one answers, where it is on the page too."""

    depth: int = 0
    author: str | None = None
    author_url: str | None = None
    date: str | None = None
    """Machine-readable time (``datetime`` attribute, JSON), where there is one."""

    date_raw: str | None = None
    """Time as printed."""

    title: str = ""
    """Heading that the reader gave the comment; the text may repeat it."""

    body: etree._Element | str | None = None
    """Element that holds the text, or the text or HTML itself (see ``body_is_html``)."""

    body_skip: tuple[etree._Element, ...] = ()
    """Elements inside ``body`` that are not part of the text (reply links, nested answers)."""

    body_lead: str = ""
    """Words of the software at the start of ``body`` (``says:``), that are not part of the text."""

    body_is_html: bool = False
    permalink: str | None = None
    element: etree._Element | None = None
    """The whole comment, where it was read from one element of the page."""


@dataclass(kw_only=True, slots=True)
class RawPingback:
    """A pingback, trackback or webmention as found."""

    native_id: str | None = None
    kind: str = "pingback"
    title: str | None = None
    source_url: str | None = None
    date: str | None = None
    date_raw: str | None = None
    excerpt: str | None = None
    element: etree._Element | None = None
    """The whole ping, where it was read from one element of the page."""


@dataclass(kw_only=True, slots=True)
class Discussion:
    """What one platform finder found on a page."""

    platform: str
    comments: list[RawComment] = field(default_factory=list)
    pingbacks: list[RawPingback] = field(default_factory=list)
    containers: list[etree._Element] = field(default_factory=list)
    read: list[etree._Element] = field(default_factory=list)
    """Elements of comments that lie in none of their own, but stand in a row."""

    """Elements that hold the discussion; the body finder does not look inside."""

    declared: int | None = None
    """Number of comments the page says there are."""

    known: frozenset[str] = frozenset()
    """Native ids of comments that earlier answers of an endpoint held: parents may be among them."""

    follow_ups: list[Link] = field(default_factory=list)
    """Further comment pages and endpoints."""


@dataclass(kw_only=True, slots=True)
class HeadlineEntry:
    """One line of a headline list."""

    headline: str
    url: str
    element: etree._Element | None = None


@dataclass(kw_only=True, slots=True)
class HeadlineList:
    """A headline list as found."""

    name: str
    entries: list[HeadlineEntry]
    container: etree._Element | None = None
    main: bool = False
    """Whether the page is there for this list (the stories of a section front)."""
