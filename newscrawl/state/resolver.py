"""Telling what is new, changed or known already among the records of a visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import orjson

from newscrawl.identity import content_hash, letters, rebased, signature
from newscrawl.items import Article, Comment, Headline, Pingback, Record
from newscrawl.revisions import changes_between, same_story
from newscrawl.state.records import Entries, Known, RecordIndex, list_place
from newscrawl.storage.records import RecordError, to_record
from newscrawl.urls import article_key, url_key
from newscrawl.visits import LinkKind, Visit

__all__ = ["Pending", "Resolution", "Resolver"]

R = TypeVar("R", Article, Comment, Pingback)

_UNREADABLE: dict[str, Any] = {"fields": ["content"]}
"""``changes`` where the line written before cannot be read any more."""


@dataclass(slots=True)
class Pending:
    """A record of the batch that is not committed yet."""

    known: Known
    line: bytes


@dataclass(kw_only=True, slots=True)
class Resolution:
    """What is known of the records of one visit."""

    source: str
    known: dict[str, Known] = field(default_factory=dict)
    signatures: dict[str, int] = field(default_factory=dict)
    touched: list[Known] = field(default_factory=list)
    """Known records whose signature moved without a change worth a revision."""

    views: dict[tuple[str, str], int] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    lists: dict[str, Entries] = field(default_factory=dict)
    unchanged: Counter[str] = field(default_factory=Counter)
    born: int | None = None
    """When the article of the page was published, in seconds since 1970."""

    declared: int | None = None
    """Number of comments that the article's page claims."""


class Resolver:
    """Compare visits with the index and with the batch that is not committed yet."""

    def __init__(self, index: RecordIndex, read_line: Callable[[Known], bytes | None]) -> None:
        self._index = index
        self._read_line = read_line
        self.pending: dict[str, Pending] = {}
        self.pending_lists: dict[str, Entries] = {}
        self.pending_aliases: dict[str, str] = {}

    def clear(self) -> None:
        """Forget the batch, after it was committed."""
        self.pending.clear()
        self.pending_lists.clear()
        self.pending_aliases.clear()

    def resolve(self, visit: Visit) -> Resolution:
        """Give the visit's records their final ids, revisions and changes and drop the unchanged from its lists."""
        resolution = Resolution(source=_source_of(visit))
        if len(visit.articles) == 1:
            article = visit.articles[0]
            resolution.declared = article.comment_count_declared
            resolution.born = int(article.date_published.timestamp()) if article.date_published else None
        if visit.articles or visit.comments or visit.pingbacks:
            self._identify(visit, resolution)
            ids = [record.id for record in _records(visit) if record.id not in self.pending]
            resolution.known = self._index.find(ids)
            resolution.known |= {i: self.pending[i].known for i in map(_id_of, _records(visit)) if i in self.pending}
            view = _article_source(visit, resolution.source)
            visit.articles = self._news(visit.articles, view, resolution)
            visit.comments = self._news(visit.comments, resolution.source, resolution)
            visit.pingbacks = self._news(visit.pingbacks, resolution.source, resolution)
        if visit.headlines:
            visit.headlines = self._new_headlines(visit.headlines, resolution)
        return resolution

    def _identify(self, visit: Visit, resolution: Resolution) -> None:
        """Replace ids that an article has under another address by the id it was first known by."""
        named = {article.id for article in visit.articles}
        named.update(reply.article_id for reply in _replies(visit))
        others: set[str] = set()
        if len(visit.articles) == 1 and resolution.source == "page":
            others = {letters(article_key(url)) for url in {visit.url, visit.task.link.url, *visit.aliases}} - named
        first = self._first_ids(named | others)
        final = {identity: first.get(identity, identity) for identity in named}
        if others:
            article = visit.articles[0]
            written = self._written({final[article.id], *(first.get(other, other) for other in others)})
            final[article.id] = self._first_record(article, final[article.id], written)
            names = {*others, article.id} - first.keys() - written.keys() - {final[article.id]}
            resolution.aliases = dict.fromkeys(names, final[article.id])
        if all(old == new for old, new in final.items()):
            return
        for article in visit.articles:
            article.id = final[article.id]
        for reply in _replies(visit):
            _rebase(reply, final[reply.article_id])
        for headline in visit.headlines:
            headline.article_id = final.get(headline.article_id or "", headline.article_id)

    def _first_ids(self, ids: Iterable[str]) -> dict[str, str]:
        found = {i: self.pending_aliases[i] for i in ids if i in self.pending_aliases}
        return self._index.find_aliases(i for i in ids if i not in found) | found

    def _written(self, ids: set[str]) -> dict[str, Known]:
        found = {i: self.pending[i].known for i in ids if i in self.pending}
        return self._index.find(i for i in ids if i not in found) | found

    def _first_record(self, article: Article, identity: str, written: dict[str, Known]) -> str:
        """Return the id under which the story was written first, if it was, else ``identity``."""
        for other in sorted(written.keys() - {identity}) if identity not in written else ():
            before = self._line_of(written[other])
            if before is not None and same_story(before, article):
                return other
        return identity

    def _news(self, found: list[R], source: str, resolution: Resolution) -> list[R]:
        """Return the records to be written, numbered."""
        marks = resolution.signatures
        single: list[R] = []
        for record in found:
            if record.id not in marks:
                marks[record.id] = signature(record)
                single.append(record)
        known = resolution.known
        elsewhere = [
            record.id
            for record in single
            if (was := known.get(record.id)) and was.source not in (None, source) and was.signature != marks[record.id]
        ]
        views = self._index.find_views(elsewhere, source) if elsewhere else {}
        news = []
        for record in single:
            if isinstance(record, Article):
                record.content_hash = content_hash(record)
            was = known.get(record.id)
            if was is None or self._is_changed(record, was, source, views, resolution):
                news.append(record)
            else:
                resolution.unchanged[record.type] += 1
        return news

    def _is_changed(
        self,
        record: Article | Comment | Pingback,
        was: Known,
        source: str,
        views: dict[str, int],
        resolution: Resolution,
    ) -> bool:
        """Tell whether a known record is to be written again, and number it."""
        mark = resolution.signatures[record.id]
        if was.signature == mark and not was.gone:
            return False
        if was.source not in (None, source) and not was.gone:
            resolution.views[record.id, source] = mark
            if views.get(record.id, mark) == mark:
                return False
        changes = self._changes(record, was)
        if changes is None:
            if was.source in (None, source):
                resolution.touched.append(was._replace(signature=mark, source=source))
            return False
        record.revision, record.changes = was.revision + 1, changes
        if isinstance(record, Article) and record.status == "live":
            record.status = "updated"
        return True

    def _changes(self, record: Article | Comment | Pingback, was: Known) -> dict[str, Any] | None:
        """Return what changed since the last line, ``None`` for a cosmetic difference."""
        before = self._line_of(was)
        try:
            changes = changes_between(before, to_record(record)) if before else dict(_UNREADABLE)
        except RecordError:
            changes = dict(_UNREADABLE)
        if was.gone:
            more = changes or {"fields": [], "before": {}}
            changes = more | {
                "fields": ["status", *more["fields"]],
                "before": {"status": "gone"} | more.get("before", {}),
            }
        return changes

    def _line_of(self, known: Known) -> dict[str, Any] | None:
        """Return the JSON object last written for a record, ``None`` where the file does not hold it any more."""
        line = self.pending[known.id].line if known.id in self.pending else self._read_line(known)
        if line is None:
            return None
        try:
            data = orjson.loads(line)
        except orjson.JSONDecodeError:
            return None
        return data if isinstance(data, dict) and data.get("id") == known.id else None

    def _new_headlines(self, headlines: list[Headline], resolution: Resolution) -> list[Headline]:
        names = {list_place(headline.id)[0] for headline in headlines if headline.id}
        found = self._index.find_lists(name for name in names if name not in self.pending_lists)
        kept = []
        for headline in headlines:
            if headline.id in resolution.signatures:
                continue
            mark = resolution.signatures[headline.id] = signature(headline)
            name, position = list_place(headline.id)
            entry = (self.pending_lists.get(name) or found.get(name) or {}).get(position)
            if entry is not None:
                if entry[0] == mark:
                    resolution.unchanged["headline"] += 1
                    continue
                headline.revision, headline.changes = entry[1] + 1, {"fields": ["headline", "url"]}
            kept.append(headline)
        resolution.lists = found
        return kept


def _records(visit: Visit) -> list[Record]:
    return [*visit.articles, *_replies(visit)]


def _replies(visit: Visit) -> list[Comment | Pingback]:
    return [*visit.comments, *visit.pingbacks]


def _id_of(record: Record) -> str:
    return record.id


def _source_of(visit: Visit) -> str:
    """Return where a visit's records were read from; what different sources show is not compared."""
    link = visit.task.link
    if link.kind is LinkKind.ENDPOINT:
        return (link.platform or "endpoint")[:32]
    return "feed" if link.kind is LinkKind.FEED else "page"


def _article_source(visit: Visit, source: str) -> str:
    """Return ``view`` for an AMP, print or comment page, whose article may be set differently."""
    return "view" if source == "page" and url_key(visit.url) != article_key(visit.url) else source


def _rebase(record: Comment | Pingback, article: str) -> None:
    old, record.article_id = record.article_id, article
    record.id = rebased(record.id, old, article)
    if isinstance(record, Comment) and record.parent_id:
        record.parent_id = rebased(record.parent_id, old, article)
