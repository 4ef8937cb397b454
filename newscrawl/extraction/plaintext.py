"""Plain-text dumps of article pages as records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, TypeVar

from newscrawl.dates import guess_day_first, parse_date
from newscrawl.extraction.byline import byline_names, is_agency, split_names
from newscrawl.extraction.comments.paging import article_address
from newscrawl.extraction.dateline import find_dateline
from newscrawl.extraction.list_names import distinct_name
from newscrawl.extraction.textdump import TextDump, TextList, parse_dump
from newscrawl.extraction.textdump_discussion import TextComment, TextPing
from newscrawl.extraction.textdump_words import BYLINE, MODIFIED
from newscrawl.identity import article_id, comment_id, headline_id, pingback_id
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.languages import guess_language
from newscrawl.urls import site_of

__all__ = ["read_plaintext"]

_R = TypeVar("_R", Comment, Pingback)
_FINDER: Final = "plaintext"
_LIST: Final = "main"
"""Name of a list that stands without one."""


def read_plaintext(text: str, url: str, *, fetched_at: datetime | None = None) -> dict[str, Any]:
    """Read a dump; return the fields of an :class:`newscrawl.extractor.Extraction`.

    Times are naive unless they name a zone, relative ones count from ``fetched_at``.
    """
    dump = parse_dump(text)
    return TextReader(dump, url, fetched_at=fetched_at).fields()


class TextReader:
    """Makes records of the parts of a dump."""

    def __init__(self, dump: TextDump, url: str, *, fetched_at: datetime | None) -> None:
        self._dump = dump
        self._url = url
        self._language = guess_language("\n".join(dump.body) or dump.head.headline or "")
        self._base: dict[str, Any] = {"url": url, "site": site_of(url), "fetched_at": fetched_at}
        self._owner: dict[str, Any] = {"article_id": article_id(url), "article_url": article_address(url)}
        self._now = fetched_at
        self._day_first = guess_day_first(self._dates(), self._language)

    def fields(self) -> dict[str, Any]:
        """Return kind, article, comments, pingbacks and headlines."""
        comments = _unique(map(self._comment, self._dump.discussion.comments))
        pingbacks = _unique(map(self._pingback, self._dump.discussion.pings))
        article = self._article()
        if article is not None:
            article.comment_count, article.pingback_count = len(comments), len(pingbacks)
        for position, comment in enumerate(comments):
            comment.position = position
        kind = "article" if article is not None else "list" if self._dump.lists else "other"
        headlines = self._headlines(self._dump.lists)
        return {
            "kind": kind, "article": article, "comments": comments, "pingbacks": pingbacks, "headlines": headlines,
        }  # fmt: skip

    def _dates(self) -> list[str]:
        discussion = self._dump.discussion
        pinged = [ping.date for ping in discussion.pings if ping.date]
        return [*self._dump.head.dates, *(comment.date for comment in discussion.comments), *pinged]

    def _time(self, raw: str | None) -> datetime | None:
        if raw is None:
            return None
        return parse_date(raw, language=self._language, now=self._now, day_first=self._day_first)

    def _article(self) -> Article | None:
        head, body = self._dump.head, self._dump.body
        if not head.headline or not body:
            return None
        dateline = find_dateline(body[0])
        published = next((date for date in head.dates if not MODIFIED.search(date)), None)
        modified = next((date for date in head.dates if MODIFIED.search(date)), None)
        values: dict[str, Any] = {
            "headline": head.headline,
            "dek": head.dek,
            "byline": head.byline,
            "authors": _authors(head.byline),
            "dateline": dateline.text if dateline else None,
            "dateline_place": dateline.place if dateline else None,
            "agency": (dateline.agency if dateline else None) or _agency(head.byline),
            "date_published": self._time(published),
            "date_modified": self._time(modified),
            "language": self._language,
            "body": "\n\n".join(body),
            "comment_count_declared": self._dump.discussion.declared,
        }
        filled = {name: value for name, value in values.items() if value not in (None, [])}
        sources = dict.fromkeys(filled, _FINDER)
        return Article(
            **self._base, id=self._owner["article_id"], date_published_raw=published, sources=sources, **filled
        )

    def _comment(self, found: TextComment) -> Comment:
        first = found.paragraphs[0] if found.paragraphs else ""
        fingerprint = "\n".join((found.author or "", found.date, first))
        return Comment(
            **self._base,
            **self._owner,
            id=comment_id(self._owner["article_id"], None, fingerprint=fingerprint),
            author=found.author,
            date_published=self._time(found.date),
            date_published_raw=found.date,
            body="\n\n".join(found.paragraphs) or None,
        )

    def _pingback(self, found: TextPing) -> Pingback:
        fingerprint = "\n".join((found.kind, found.url or "", found.title or ""))
        return Pingback(
            **self._base,
            **self._owner,
            id=pingback_id(self._owner["article_id"], None, fingerprint=fingerprint),
            kind=found.kind,
            title=found.title,
            source_url=found.url,
            date_published=self._time(found.date),
            date_published_raw=found.date,
            excerpt="\n\n".join(found.paragraphs) or None,
        )

    def _headlines(self, lists: Iterable[TextList]) -> list[Headline]:
        made: list[Headline] = []
        names: set[str] = set()
        for found in lists:
            name = distinct_name(found.name or _LIST, names)
            for position, entry in enumerate(found.entries, start=1):
                identity = headline_id(self._url, name, position)
                made.append(
                    Headline(
                        **self._base, id=identity, page_url=self._url, list=name, position=position, headline=entry
                    )
                )
        return made


def _authors(byline: str | None) -> list[str]:
    if byline is None:
        return []
    match = BYLINE.match(byline)
    return byline_names([(match["names"] or match["eastern"]) if match else byline])


def _agency(byline: str | None) -> str | None:
    names = split_names(byline) if byline else []
    return next((name for name in names if is_agency(name)), None)


def _unique(records: Iterable[_R]) -> list[_R]:
    """Return the records, each id once."""
    return list({record.id: record for record in records}.values())
