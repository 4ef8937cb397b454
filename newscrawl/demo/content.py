"""The demo's content, as its TOML files hold it: stories, comments and mentions."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from typing import Any

from newscrawl.demo.markup import Block, parse_blocks

__all__ = ["Content", "Mention", "Picture", "Remark", "Story", "load_content", "slug_of"]


def slug_of(name: str) -> str:
    """Return a name as a part of an address.

    >>> slug_of("Harbour & Shipping")
    'harbour-shipping'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a story."""

    file: str
    caption: str
    credit: str | None = None

    @property
    def path(self) -> str:
        """Path of the picture on the site."""
        return f"/media/{self.file}"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A reader's comment."""

    id: int
    author: str
    date: datetime
    body: str
    parent: int | None = None
    author_url: str | None = None

    @cached_property
    def blocks(self) -> list[Block]:
        """The text in blocks."""
        return parse_blocks(self.body)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A pingback or trackback."""

    id: int
    kind: str
    title: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article: of the archive when it has a category, else of today's site."""

    slug: str
    date: datetime
    headline: str
    body: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    number: int | None = None
    category: str | None = None
    section: str | None = None
    modified: datetime | None = None
    seo_title: str | None = None
    dek: str | None = None
    place: str | None = None
    agency: str | None = None
    dateline: str | None = None
    paywalled: bool = False
    comments_per_page: int | None = None
    related: tuple[str, ...] = ()
    images: tuple[Picture, ...] = ()
    remarks: tuple[Remark, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def archived(self) -> bool:
        """Whether the story belongs to the archive."""
        return self.category is not None

    @property
    def path(self) -> str:
        """Path of the story on the site."""
        if self.archived:
            return f"/archive/{self.date:%Y/%m/%d}/{self.slug}/"
        return f"/{self.section}/{self.slug}-{self.number}"

    @cached_property
    def blocks(self) -> list[Block]:
        """The text in blocks."""
        return parse_blocks(self.body)

    @cached_property
    def parts(self) -> list[list[Block]]:
        """The blocks of each page that the story is spread over; most have one."""
        parts: list[list[Block]] = [[]]
        for block in self.blocks:
            if block == Block("box", ("more",)):
                parts.append([])
            else:
                parts[-1].append(block)
        return parts

    @property
    def byline(self) -> str | None:
        """The author line as printed."""
        return f"By {' and '.join(self.authors)}" if self.authors else None

    @property
    def printed_dateline(self) -> str | None:
        """The dateline as printed, with its dash."""
        if self.place is None or self.dateline is not None:
            return self.dateline
        return f"{self.place} ({self.agency}) —" if self.agency else f"{self.place} —"

    @cached_property
    def threads(self) -> list[Remark | Mention]:
        """Top level of the discussion in page order."""
        top = [remark for remark in self.remarks if remark.parent is None]
        return sorted([*top, *self.mentions], key=lambda entry: entry.id)

    @cached_property
    def comment_pages(self) -> list[list[Remark | Mention]]:
        """Top level of the discussion, page by page; one page at least."""
        size = self.comments_per_page or max(len(self.threads), 1)
        return [self.threads[start : start + size] for start in range(0, len(self.threads), size)] or [[]]

    def answers(self, remark: Remark) -> list[Remark]:
        """Return the direct answers to a comment, in page order."""
        return [other for other in self.remarks if other.parent == remark.id]


@dataclass(frozen=True, kw_only=True)
class Content:
    """All the content of the site."""

    name: str
    tagline: str
    language: str
    archive_name: str
    archive_language: str
    sections: dict[str, str]
    categories: dict[str, str]
    home: dict[str, list[str]]
    most_read: list[str]
    ticker: list[str]
    stories: dict[str, Story] = field(repr=False)
    """By slug, newest first."""

    def pick(self, slugs: list[str] | tuple[str, ...]) -> list[Story]:
        """Return the stories of these names."""
        return [self.stories[slug] for slug in slugs]

    @cached_property
    def archive(self) -> list[Story]:
        """Stories of the archive, newest first."""
        return [story for story in self.stories.values() if story.archived]

    @cached_property
    def today(self) -> list[Story]:
        """Stories of today's site, newest first."""
        return [story for story in self.stories.values() if not story.archived]

    def post_number(self, story: Story) -> int:
        """Return the number that the archive's software gave a story."""
        return 298 + len(self.archive) - self.archive.index(story)


def load_content() -> Content:
    """Read the content files that the package holds."""
    folder = files("newscrawl.demo") / "texts"
    entries: list[dict[str, Any]] = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(("archive-", "today-")):
            entries += tomllib.loads(path.read_text(encoding="utf-8"))["story"]
    site = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    stories = sorted(map(_story, entries), key=lambda story: story.date.replace(tzinfo=None), reverse=True)
    return Content(
        **{**site, "most_read": site["most_read"]["stories"], "ticker": site["ticker"]["stories"]},
        stories={story.slug: story for story in stories},
    )


def _story(entry: dict[str, Any]) -> Story:
    entry = dict(entry)
    remarks = tuple(Remark(**remark) for remark in entry.pop("comment", []))
    mentions = tuple(Mention(**mention) for mention in entry.pop("ping", []))
    images = tuple(Picture(**picture) for picture in entry.pop("images", []))
    for key in ("authors", "tags", "related"):
        entry[key] = tuple(entry.get(key, ()))
    return Story(**entry, images=images, remarks=remarks, mentions=mentions)
