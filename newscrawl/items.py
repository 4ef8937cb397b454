"""The records newscrawl writes, as keyword-only dataclasses.

Every record names the page it was read on (``url``) and how often it changed (``revision``). Times are
:class:`datetime.datetime`: aware where the zone is known, naive where the page does not tell it; a zone is never
invented. Written records have them in UTC. The string a time was read from stays beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

__all__ = ["Article", "Comment", "Headline", "Image", "Pingback", "Record", "WarcLocation"]


@dataclass(kw_only=True, slots=True)
class Image:
    """A picture that belongs to an article (schema.org ``ImageObject``)."""

    url: str
    """Absolute http(s) address."""

    caption: str | None = None
    """Text shown below the picture, without the credit; ``None`` when there is none."""

    credit: str | None = None
    """Photographer or agency; ``None`` when the page does not name one."""


@dataclass(kw_only=True, slots=True)
class WarcLocation:
    """Where the bytes of the page lie in a WARC 1.1 file."""

    file: str
    """Path of the WARC file, relative to the data directory."""

    offset: int
    """Byte offset of the record in the compressed file."""

    record_id: str
    """``WARC-Record-ID`` of the response record."""


@dataclass(kw_only=True, slots=True)
class Record:
    """What all records have in common."""

    type: ClassVar[str]
    """Value of the JSON key ``type``."""

    url: str
    """Absolute address of the page the record was read on, after redirects."""

    id: str = ""
    """Stable across runs; see :mod:`newscrawl.identity`. Empty only while a record is being made."""

    site: str = ""
    """Registrable domain of ``url`` (``example.co.uk``), or its host and port where there is none."""

    fetched_at: datetime | None = None
    """When the page was fetched, UTC; ``None`` when an offline caller did not say."""

    run_id: str | None = None
    """The crawl that wrote the record; ``None`` offline."""

    revision: int = 1
    """1 for the first record of an id, one more for each change of its content."""

    warc: WarcLocation | None = None
    """Where the bytes of the page are archived, or ``None``."""


@dataclass(kw_only=True, slots=True)
class Article(Record):
    """A news article (schema.org ``NewsArticle``)."""

    type: ClassVar[str] = "article"

    canonical_url: str | None = None
    """``rel=canonical`` where it can be believed; ``None`` when the page names none."""

    headline: str | None = None
    """The headline as readers see it, without the site's name."""

    dek: str | None = None
    """The standfirst below the headline; never repeated in ``body``."""

    byline: str | None = None
    """The author line as printed (``By Kim Kwang-tae``)."""

    authors: list[str] = field(default_factory=list)
    """Names of people, without roles; an organisation only where it signs alone."""

    dateline: str | None = None
    """The agency dateline as printed (``SEOUL (Yonhap) —``), without trailing dash."""

    dateline_place: str | None = None
    """Place named by the dateline (``SEOUL``)."""

    agency: str | None = None
    """News agency named by dateline, byline or credit line (``Yonhap``)."""

    date_published: datetime | None = None
    """First publication; aware where the zone is known, in the page's own zone if it tells that, naive otherwise."""

    date_published_raw: str | None = None
    """The string ``date_published`` was read from."""

    date_modified: datetime | None = None
    """Last change the page declares; as ``date_published``."""

    section: str | None = None
    """Section or main category as the site names it."""

    tags: list[str] = field(default_factory=list)
    """Keywords and tags, in page order, each once."""

    language: str | None = None
    """BCP 47 tag (``en``, ``pt-BR``)."""

    body: str | None = None
    """Paragraphs, sub-headings, list items and quotations in page order, joined by a blank line."""

    images: list[Image] = field(default_factory=list)
    """Pictures of the article, the leading one first."""

    paywalled: bool | None = None
    """Whether the full text is for subscribers; ``None`` when the page does not say."""

    comment_count_declared: int | None = None
    """Number of comments the page claims to have."""

    comment_count: int = 0
    """Number of comments read on the fetched page of the article."""

    pingback_count: int = 0
    """Number of pingbacks, trackbacks and webmentions read on the fetched page of the article."""

    status: str = "live"
    """``live``, ``updated`` (content changed since revision 1) or ``gone``."""

    content_hash: str | None = None
    """Hash of headline, dek, byline, body and the other content fields."""

    duplicate_of: str | None = None
    """Id of the article whose text this one repeats exactly."""

    cluster_id: str | None = None
    """Id shared by near-identical articles (syndicated copies)."""

    changes: dict[str, Any] | None = None
    """What changed since the revision before; ``None`` in revision 1."""

    sources: dict[str, str] = field(default_factory=dict)
    """For each filled field the finder that gave it (``headline`` → ``json_ld.headline``)."""


@dataclass(kw_only=True, slots=True)
class Comment(Record):
    """A reader's comment (schema.org ``Comment``)."""

    type: ClassVar[str] = "comment"

    article_id: str = ""
    """Id of the article commented on."""

    article_url: str = ""
    """Address of the article commented on."""

    parent_id: str | None = None
    """Id of the comment this one answers; ``None`` at the top level or where the parent is hidden."""

    depth: int = 0
    """0 at the top level, 1 for an answer, and so on, as the page nests."""

    position: int = 0
    """0-based place among the comments of the page, in page order."""

    author: str | None = None
    """Name shown; ``None`` for an unnamed comment."""

    author_url: str | None = None
    """Link of the name, http(s) only."""

    date_published: datetime | None = None
    """Aware where the zone is known, naive otherwise."""

    date_published_raw: str | None = None
    """The time as printed, else the machine-readable string it was read from."""

    body: str | None = None
    """Text, any heading that the reader gave first; a blank line parts paragraphs, ``> `` marks quotations."""

    links: list[str] = field(default_factory=list)
    """Absolute http(s) addresses linked in the body."""

    permalink: str | None = None
    """Address of the comment itself."""

    platform: str | None = None
    """Comment system it was read from (``wordpress``, ``disqus`` …)."""

    changes: dict[str, Any] | None = None
    """What changed since the revision before; ``None`` in revision 1."""


@dataclass(kw_only=True, slots=True)
class Pingback(Record):
    """Another page's link to the article, as the article's page lists it."""

    type: ClassVar[str] = "pingback"

    article_id: str = ""
    """Id of the article linked to."""

    article_url: str = ""
    """Address of the article linked to."""

    kind: str = "pingback"
    """``pingback``, ``trackback`` or ``webmention``."""

    title: str | None = None
    """Title of the linking page as shown."""

    source_url: str | None = None
    """Address of the linking page, http(s) only."""

    date_published: datetime | None = None
    """Aware where the zone is known, naive otherwise."""

    date_published_raw: str | None = None
    """The string ``date_published`` was read from."""

    excerpt: str | None = None
    """Text quoted from the linking page; ``None`` when the page shows none."""

    changes: dict[str, Any] | None = None
    """What changed since the revision before; ``None`` in revision 1."""


@dataclass(kw_only=True, slots=True)
class Headline(Record):
    """One entry of a headline list (ticker, latest, most read, section front …)."""

    type: ClassVar[str] = "headline"

    page_url: str = ""
    """Address of the page that shows the list."""

    list: str = ""
    """Name of the list: its heading, or a generic name (``main``, ``ticker``)."""

    position: int = 1
    """1-based place in the list."""

    headline: str = ""
    """Text of the entry. (``url`` is the address it links to.)"""

    article_id: str | None = None
    """Id that the linked article has, or would have; ``None`` for a link that leaves the site."""

    changes: dict[str, Any] | None = None
    """What changed since the revision before; ``None`` in revision 1."""
