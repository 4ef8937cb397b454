"""The visits that are not committed yet, ready to be written."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from newscrawl.items import Article, Headline, Record
from newscrawl.scheduling import News
from newscrawl.state.ledger import Ledger
from newscrawl.state.records import Known, ListChange, RecordIndex, Standing, list_place
from newscrawl.state.resolution import Resolution
from newscrawl.state.settling import Seen
from newscrawl.storage.jsonlines import Written
from newscrawl.storage.records import RecordError, to_line
from newscrawl.visits import Visit

__all__ = ["Batch", "CommitResult"]

logger = logging.getLogger(__name__)

_NOWHERE = -1
_PLACE = Known._fields.index("file")


@dataclass(kw_only=True, slots=True)
class CommitResult:
    """What one commit stored; all counters are by record type."""

    visits: int = 0
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    invalid: Counter[str] = field(default_factory=Counter)
    """Records that broke a rule and were not written; the log names each."""

    def add(self, other: CommitResult) -> None:
        """Add the figures of another commit."""
        self.visits += other.visits
        for name in ("new", "changed", "unchanged", "invalid"):
            getattr(self, name).update(getattr(other, name))


class Batch:
    """Collect visits; :meth:`lines` go to the files, :meth:`index` puts the rest into the state."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.seen: list[Seen] = []
        """The visits and what each turned out to bring."""

        self.result = CommitResult()
        self._lines: dict[str, list[bytes]] = {}
        self._entries: dict[str, list[tuple[Known, Known | None]]] = {}
        self._touched: dict[str, Known] = {}
        self._views: dict[tuple[str, str], int] = {}
        self._known_lists: set[str] = set()
        self._changed_lists: set[str] = set()

    def add(self, visit: Visit, resolution: Resolution) -> None:
        """Take in a resolved visit."""
        articles = [self._add_article(article, resolution) for article in visit.articles]
        replies = [self._add_record(reply, resolution) for reply in (*visit.comments, *visit.pingbacks)]
        for headline in visit.headlines:
            self._add_headline(headline, resolution)
        news = News(article=any(articles), talk=any(replies))
        self.result.visits += 1
        self.result.unchanged.update(resolution.unchanged)
        self._touched.update((known.id, known) for known in resolution.touched)
        self._views.update(resolution.views)
        self._ledger.aliases.update(resolution.aliases)
        self.seen.append(
            Seen(
                visit=visit,
                article=resolution.article is not None,
                news=news,
                born=resolution.born,
                declared=_declared(visit, resolution),
            )
        )

    def _add_article(self, article: Article, resolution: Resolution) -> bool:
        written = self._add_record(article, resolution)
        sketch = resolution.sketches.get(article.id)
        if written and sketch is not None:
            self._ledger.copies.add(article, sketch)
        return written

    def _add_record(self, record: Record, resolution: Resolution) -> bool:
        mark = resolution.signatures.get(record.id)
        pending = self._ledger.records.get(record.id)
        if mark is None or (pending is not None and pending.known.signature == mark):
            return False
        line = self._line(record)
        if line is None:
            return False
        was = resolution.known.get(record.id)
        gone = Standing.GONE if record.id in resolution.gone else Standing.LIVE
        known = Known(record.id, mark, record.revision, gone, resolution.source, _NOWHERE, 0)
        self._ledger.add(known, line, article=getattr(record, "article_id", None))
        self._lines.setdefault(record.type, []).append(line)
        self._entries.setdefault(record.type, []).append((known, was))
        (self.result.new if was is None else self.result.changed)[record.type] += 1
        return True

    def _add_headline(self, headline: Headline, resolution: Resolution) -> None:
        mark = resolution.signatures.get(headline.id)
        line = self._line(headline) if mark is not None else None
        if mark is None or line is None:
            return
        name, position = list_place(headline.id)
        entries = self._ledger.lists.get(name)
        if entries is None:
            entries = self._ledger.lists[name] = resolution.lists.get(name, {})
            if entries:
                self._known_lists.add(name)
        entries[position] = (mark, headline.revision)
        self._changed_lists.add(name)
        self._lines.setdefault(headline.type, []).append(line)
        (self.result.new if headline.revision == 1 else self.result.changed)[headline.type] += 1

    def _line(self, record: Record) -> bytes | None:
        try:
            return to_line(record)
        except RecordError as error:
            self.result.invalid[record.type] += 1
            logger.error("A record is left out: %s (page %s)", error, record.url)
            return None

    def lines(self) -> dict[str, bytes]:
        """Return the lines to append, by record type."""
        return {kind: b"".join(lines) for kind, lines in self._lines.items()}

    def index(self, index: RecordIndex, written: Mapping[str, Written]) -> None:
        """Put what was written into the index."""
        for kind, place in written.items():
            file = index.save_file(place.path, place.end)
            self._index_lines(index, kind, file, place.start)
        self._ledger.copies.save()
        index.touch([known for known in self._touched.values() if known.id not in self._ledger.records])
        index.save_views(self._views)
        index.drop_views([new.id for rows in self._entries.values() for new, was in rows if was is not None])
        lists = self._ledger.lists
        index.save_lists([ListChange(name, lists[name], name in self._known_lists) for name in self._changed_lists])
        if self._ledger.aliases:
            index.save_aliases(self._ledger.aliases)

    def _index_lines(self, index: RecordIndex, kind: str, file: int, offset: int) -> None:
        new: list[Known] = []
        changed: list[tuple[Known, Known]] = []
        placed: dict[str, Known] = {}
        for line, (known, was) in zip(self._lines[kind], self._entries.get(kind, ()), strict=False):
            place = Known._make((*known[:_PLACE], file, offset))
            offset += len(line)
            if was is None:
                new.append(place)
            else:
                changed.append((placed.get(place.id, was), place))
            placed[place.id] = place
        index.add(new)
        index.replace(changed)


def _declared(visit: Visit, resolution: Resolution) -> int | None:
    """Return how many comments there are by what was read: a listing of all, a platform's answer or an article."""
    told = (visit.comment_total, visit.comments_declared, resolution.declared)
    return next((count for count in told if count is not None), None)
