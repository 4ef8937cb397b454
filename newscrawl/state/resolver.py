"""Telling what is new, changed or known already among the records of a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from newscrawl.identity import content_hash, signature
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.revisions import changes_between
from newscrawl.scheduling import History
from newscrawl.state.fates import Fates
from newscrawl.state.ledger import Ledger
from newscrawl.state.naming import Names
from newscrawl.state.records import Known, Standing, list_place
from newscrawl.state.resolution import Resolution, records, replies
from newscrawl.state.twins import join_twins
from newscrawl.storage.records import RecordError, to_record
from newscrawl.visits import Outcome, Visit

__all__ = ["Resolver"]

R = TypeVar("R", Article, Comment, Pingback)

_UNREADABLE: Final[Mapping[str, Any]] = {"fields": ["content"], "before": {}}
"""``changes`` where the line written before cannot be read any more."""


class Resolver:
    """Compare visits with what is written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = Names(ledger)
        self._fates = Fates(ledger)

    def resolve(self, visit: Visit, history: Callable[[], History]) -> Resolution:
        """Give the visit's records their final ids, revisions and changes and drop the unchanged from its lists.

        ``history`` is asked for the history of the visit's task where that matters.
        """
        resolution = Resolution.of(visit)
        if self._fates.redirected_away(visit):
            visit.outcome = Outcome.GONE
            visit.articles, visit.comments, visit.pingbacks, visit.headlines = [], [], [], []
        if visit.outcome is Outcome.GONE and visit.task.known:
            self._fates.article_gone(visit, history(), resolution)
            return resolution
        if visit.articles or visit.comments or visit.pingbacks:
            self._names.settle(visit, resolution)
            resolution.known = self._ledger.find(record.id for record in records(visit))
            if joined := join_twins(visit, resolution.known, self._ledger):
                resolution.known |= self._ledger.find(joined.values())
            shown = {reply.id for reply in replies(visit)}
            visit.articles = self._news(visit.articles, resolution.view, resolution)
            visit.comments = self._news(visit.comments, resolution.source, resolution)
            visit.pingbacks = self._news(visit.pingbacks, resolution.source, resolution)
            self._fates.superseded(visit, resolution)
            self._fates.replies_removed(visit, shown, resolution)
        if visit.headlines:
            visit.headlines = self._new_headlines(visit.headlines, resolution)
        return resolution

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
        views = self._ledger.index.find_views(elsewhere, source) if elsewhere else {}
        news = []
        for record in single:
            if isinstance(record, Article):
                record.content_hash = content_hash(record)
            was = known.get(record.id)
            if was is not None and not self._is_changed(record, was, source, views, resolution):
                resolution.unchanged[record.type] += 1
                continue
            news.append(record)
            if isinstance(record, Article):
                self._mark_copies(record, was, resolution)
        return news

    def _mark_copies(self, article: Article, was: Known | None, resolution: Resolution) -> None:
        if was is not None and (before := self._ledger.last(was)):
            article.cluster_id = before.get("cluster_id")
        sketch = self._ledger.copies.mark(article, known=was is not None)
        if sketch is not None:
            resolution.sketches[article.id] = sketch

    def _is_changed(self, record: R, was: Known, source: str, views: dict[str, int], resolution: Resolution) -> bool:
        """Tell whether a known record is to be written again, and number it."""
        mark, moved_from = resolution.signatures[record.id], resolution.moved_from.get(record.id)
        changes: dict[str, Any] | None
        if was.gone == Standing.GONE or moved_from:
            changes = self._standing_changes(record, was, moved_from)
        elif was.signature == mark:
            if was.gone:
                resolution.touched.append(was._replace(gone=Standing.LIVE))
            return False
        elif was.source not in (None, source):
            resolution.views[record.id, source] = mark
            changes = self._changes(record, was) if views.get(record.id, mark) != mark else None
        else:
            changes = self._changes(record, was)
            if changes is None:
                resolution.touched.append(was._replace(signature=mark, source=source, gone=Standing.LIVE))
        if changes is None:
            return False
        record.revision, record.changes = was.revision + 1, changes
        if isinstance(record, Article) and record.status == "live":
            record.status = "updated"
        return True

    def _changes(self, record: R, was: Known) -> dict[str, Any] | None:
        """Return what changed since the last line, ``None`` for a cosmetic difference."""
        before = self._ledger.last(was)
        try:
            return changes_between(before, to_record(record)) if before else dict(_UNREADABLE)
        except RecordError:
            return dict(_UNREADABLE)

    def _standing_changes(self, record: R, was: Known, moved_from: str | None) -> dict[str, Any]:
        """Return the changes of a record that is back again or has moved, with those of its content."""
        content: dict[str, Any] = self._changes(record, was) or {"fields": [], "before": {}}
        fields: list[str] = []
        before: dict[str, Any] = {}
        if was.gone == Standing.GONE:
            name = "status" if isinstance(record, Article) else "removed"
            fields.append(name)
            before[name] = "gone" if name == "status" else True
        if moved_from:
            fields.append("url")
            before["url"] = moved_from
        return content | {"fields": [*fields, *content["fields"]], "before": before | content.get("before", {})}

    def _new_headlines(self, headlines: list[Headline], resolution: Resolution) -> list[Headline]:
        places = [list_place(headline.id) for headline in headlines]
        resolution.lists = self._ledger.find_lists({name for name, _ in places})
        kept = []
        for headline, (name, position) in zip(headlines, places, strict=True):
            if headline.id in resolution.signatures:
                continue
            mark = resolution.signatures[headline.id] = signature(headline)
            entries = self._ledger.lists.get(name) or resolution.lists.get(name) or {}
            entry = entries.get(position)
            if entry is not None:
                if entry[0] == mark:
                    resolution.unchanged["headline"] += 1
                    continue
                headline.revision, headline.changes = entry[1] + 1, {"fields": ["headline", "url"]}
            kept.append(headline)
        first = self._ledger.find_aliases({headline.article_id for headline in kept if headline.article_id})
        for headline in kept:
            headline.article_id = first.get(headline.article_id or "", headline.article_id)
        return kept
