"""Articles that are gone and comments that were removed: records that no page shows any more."""

from __future__ import annotations

from urllib.parse import urlsplit

from newscrawl.identity import letters
from newscrawl.items import Article, Comment, Pingback, Record
from newscrawl.revisions import other_text
from newscrawl.scheduling import History
from newscrawl.state.ledger import Ledger
from newscrawl.state.records import Known, Standing
from newscrawl.state.resolution import Resolution
from newscrawl.storage.records import RecordError, from_record
from newscrawl.urls import article_key, url_key
from newscrawl.visits import LinkKind, Outcome, Visit

__all__ = ["Fates"]

_FURTHER = (LinkKind.COMMENTS, LinkKind.ENDPOINT)


class Fates:
    """Add to a visit the records of what it shows to have disappeared."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def redirected_away(self, visit: Visit) -> bool:
        """Tell whether a known article now leads elsewhere: then it is gone, whatever the status.

        Elsewhere is the home page, a list, or another story: servers that guess what was meant redirect to addresses
        that look alike.
        """
        if visit.outcome is not Outcome.OK or not visit.task.known or visit.task.link.kind is not LinkKind.ARTICLE:
            return False
        if url_key(visit.url) == url_key(visit.task.link.url):
            return False
        if visit.articles:
            return self._is_another(visit.articles[0], visit)
        return visit.kind == "list" or not urlsplit(visit.url).path.strip("/")

    def _is_another(self, article: Article, visit: Visit) -> bool:
        """Tell whether the address of a written article shows one that was written before under its own address."""
        names = [letters(article_key(url)) for url in (visit.task.link.url, visit.url)]
        aliases = self._ledger.find_aliases(names)
        own, there = (aliases.get(name, name) for name in names)
        written = self._ledger.find({own, there})
        if own == there or not {own, there} <= written.keys():
            return False
        before = self._ledger.last(written[own])
        return before is not None and other_text(before, article)

    def article_gone(self, visit: Visit, history: History, resolution: Resolution) -> None:
        """At the second look in a row that finds a known article gone, add a record that says so."""
        if history.missing < 1:
            return
        own = letters(article_key(visit.task.link.url))
        identity = self._ledger.find_aliases([own]).get(own, own)
        was = self._ledger.find([identity]).get(identity)
        if was is None or was.gone == Standing.GONE:
            return
        record = self._last_record(was)
        if not isinstance(record, Article):
            record = Article(url=visit.task.link.url, id=identity)
        before = record.status
        record.status = "gone"
        record.changes = {"fields": ["status"], "before": {"status": before}}
        self._write_again(record, was, visit, resolution)
        resolution.gone.add(was.id)
        visit.articles.append(record)

    def superseded(self, visit: Visit, resolution: Resolution) -> None:
        """Add records that tell of articles whose address now leads to one that was written under its new address."""
        for was in resolution.superseded:
            record = self._last_record(was)
            if isinstance(record, Article) and record.duplicate_of != resolution.article:
                before = {"url": record.url, "duplicate_of": record.duplicate_of}
                record.url, record.duplicate_of = visit.url, resolution.article
                record.changes = {"fields": ["url", "duplicate_of"], "before": before}
                self._write_again(record, was, visit, resolution)
                visit.articles.append(record)

    def replies_removed(self, visit: Visit, shown: set[str], resolution: Resolution) -> None:
        """Add records of comments that a page with the complete discussion did not show twice in a row.

        A discussion is complete when the article's page shows as many replies as it declares and leads to no further
        page of them.
        """
        if not visit.task.known or resolution.declared is None or resolution.source != "page":
            return
        if resolution.article is None or any(link.kind in _FURTHER for link in visit.links):
            return
        comments = [identity for identity in shown if "-c" in identity]
        if resolution.declared not in (len(shown), len(comments)):
            return
        pending = self._ledger.records
        for was in self._ledger.index.discussion(resolution.article):
            if was.id in shown or was.id in pending or was.gone == Standing.GONE or was.source not in (None, "page"):
                continue
            if was.gone == Standing.LIVE:
                resolution.touched.append(was._replace(gone=Standing.MISSED))
                continue
            record = self._last_record(was)
            if isinstance(record, (Comment, Pingback)):
                record.changes = {"fields": ["removed"], "removed": True}
                self._write_again(record, was, visit, resolution)
                resolution.gone.add(was.id)
                (visit.comments if isinstance(record, Comment) else visit.pingbacks).append(record)  # type: ignore[arg-type]

    def _last_record(self, was: Known) -> Record | None:
        data = self._ledger.last(was)
        try:
            return from_record(data) if data else None
        except RecordError:
            return None

    def _write_again(self, record: Record, was: Known, visit: Visit, resolution: Resolution) -> None:
        record.revision, record.fetched_at, record.run_id = was.revision + 1, visit.fetched_at, None
        resolution.known[was.id] = was
        resolution.signatures[was.id] = was.signature
