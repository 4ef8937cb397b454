"""What is known of the records of one visit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newscrawl.items import Comment, Pingback, Record
from newscrawl.state.records import Entries, Known
from newscrawl.state.sketches import Sketch
from newscrawl.urls import article_key, url_key
from newscrawl.visits import LinkKind, Visit

__all__ = ["Resolution", "records", "replies", "source_of"]


@dataclass(kw_only=True, slots=True)
class Resolution:
    """What is known of the records of one visit."""

    source: str
    """Where they were read from; what different sources show is not compared."""

    view: str
    """The same for the article: ``view`` on an AMP, print or comment page, whose article may be set differently."""

    known: dict[str, Known] = field(default_factory=dict)
    signatures: dict[str, int] = field(default_factory=dict)
    touched: list[Known] = field(default_factory=list)
    """Known records whose signature or standing moved without a change worth a revision."""

    views: dict[tuple[str, str], int] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    lists: dict[str, Entries] = field(default_factory=dict)
    unchanged: Counter[str] = field(default_factory=Counter)
    moved_from: dict[str, str] = field(default_factory=dict)
    """By article id the address it was known by and that now redirects to it."""

    superseded: list[Known] = field(default_factory=list)
    """Articles whose address now leads to the one article of the page, which has an id of its own."""

    gone: set[str] = field(default_factory=set)
    """Ids of the records that say that something is gone."""

    sketches: dict[str, Sketch] = field(default_factory=dict)
    """By article id its text in small."""

    article: str | None = None
    """Id of the one article of a page."""

    born: int | None = None
    """When the article of the page was published, in seconds since 1970."""

    declared: int | None = None
    """Number of comments that the article's page claims."""

    @classmethod
    def of(cls, visit: Visit) -> Resolution:
        """Begin the resolution of a visit."""
        source = source_of(visit)
        view = "view" if source == "page" and url_key(visit.url) != article_key(visit.url) else source
        resolution = cls(source=source, view=view)
        if len(visit.articles) == 1:
            article = visit.articles[0]
            resolution.declared = article.comment_count_declared
            resolution.born = int(article.date_published.timestamp()) if article.date_published else None
        return resolution


def source_of(visit: Visit) -> str:
    """Return where a visit's records were read from: ``page``, ``feed`` or the platform of an endpoint."""
    link = visit.task.link
    if link.kind is LinkKind.ENDPOINT:
        return (link.platform or "endpoint")[:32]
    return "feed" if link.kind is LinkKind.FEED else "page"


def replies(visit: Visit) -> list[Comment | Pingback]:
    """Return a visit's comments and pingbacks."""
    return [*visit.comments, *visit.pingbacks]


def records(visit: Visit) -> list[Record]:
    """Return a visit's articles, comments and pingbacks."""
    return [*visit.articles, *visit.comments, *visit.pingbacks]
