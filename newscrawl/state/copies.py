"""Marking copies: the same text again, and texts that differ in little, on any site.

The first article that had a text is its origin: later ones name it in ``duplicate_of``. Near copies share a
``cluster_id``, the id of the first article of the cluster; an article without copies is a cluster of one. The whole
texts of all articles are known by a hash; sketches are kept for the latest articles only, because syndicated copies
appear within days. Nothing is dropped.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, union_all

from newscrawl.items import Article
from newscrawl.state.database import Lookup, Prepared, Write
from newscrawl.state.schema import bodies, sketch_keys, sketches
from newscrawl.state.sketches import KEYS, SAME_STORY, Sketch, similarity, sketch_of

__all__ = ["Copies"]

_KEPT: Final = 200_000
"""So many sketches are kept; about 100 MB."""

_PER_KEY: Final = 40
"""So many sketches, the latest, are looked at for each key; runs that more texts share are nobody's own."""

_COMPARED: Final = 8
"""So many texts, those that share most keys, are compared."""


class _Entry(NamedTuple):
    article: str
    cluster: str
    sketch: Sketch


class Copies:
    """Find the copies of a text among what is known and the batch that is not committed yet."""

    def __init__(self, connection: Connection, *, kept: int = _KEPT) -> None:
        self._connection = connection
        self._kept = kept
        self._bodies = Lookup(connection, [bodies.c.hash, bodies.c.article_id], bodies.c.hash)
        by_key = [
            select(sketch_keys.c.sketch)
            .where(sketch_keys.c.hash == bindparam(f"k{number}"))
            .order_by(sketch_keys.c.sketch.desc())
            .limit(_PER_KEY)
            .subquery()
            for number in range(KEYS)
        ]
        self._keys = Prepared(connection, union_all(*(select(found) for found in by_key)))
        self._sketches = Lookup(connection, [sketches.c.cluster_id, sketches.c.hashes], sketches.c.id)
        self._insert_bodies = Write(connection, insert(bodies), ("hash", "article_id"))
        self._insert_sketches = Write(connection, insert(sketches), ("id", "article_id", "cluster_id", "hashes"))
        self._insert_keys = Write(connection, insert(sketch_keys), ("hash", "sketch"))
        self._pending: list[_Entry] = []
        self._pending_bodies: dict[str, str] = {}
        self._next: int | None = None

    def mark(self, article: Article, *, known: bool) -> Sketch | None:
        """Set ``duplicate_of`` and ``cluster_id`` of an article; returns its sketch, for :meth:`add`.

        An article that is known already (an edit of it) keeps its cluster.
        """
        sketch = sketch_of(article.body)
        if sketch is None:
            return None
        first = self._pending_bodies.get(sketch.exact)
        if first is None:
            first = next((row.article_id for row in self._bodies([sketch.exact])), None)
        if first != article.id:
            article.duplicate_of = first
        if not known or article.cluster_id is None:
            article.cluster_id = self._cluster(sketch) or article.id
        return sketch

    def add(self, article: Article, sketch: Sketch) -> None:
        """Take an article into the batch."""
        self._pending_bodies.setdefault(sketch.exact, article.duplicate_of or article.id)
        if article.revision == 1:
            self._pending.append(_Entry(article.id, article.cluster_id or article.id, sketch))

    def learn(self, data: Mapping[str, Any]) -> None:
        """Take an article into the batch as it was written; ``data`` is the JSON object of its line."""
        sketch = sketch_of(data.get("body"))
        if sketch is None:
            return
        self._pending_bodies.setdefault(sketch.exact, data.get("duplicate_of") or data["id"])
        if data.get("revision") == 1:
            self._pending.append(_Entry(data["id"], data.get("cluster_id") or data["id"], sketch))

    def forget_all(self) -> None:
        """Drop all that can be read again from the files."""
        for table in (bodies, sketches, sketch_keys):
            self._connection.execute(delete(table))

    def _cluster(self, sketch: Sketch) -> str | None:
        """Return the cluster of the text most like this one, if any is like it."""
        best, cluster = SAME_STORY, None
        for hashes, name in self._candidates(sketch):
            alike = similarity(sketch.hashes, hashes)
            if alike >= best:
                best, cluster = alike, name
        return cluster

    def _candidates(self, sketch: Sketch) -> Iterable[tuple[array[int], str]]:
        keys = sketch.keys
        wanted = frozenset(keys)
        for entry in self._pending:
            if not wanted.isdisjoint(entry.sketch.keys):
                yield entry.sketch.hashes, entry.cluster
        padded = (*keys, *keys[:1] * (KEYS - len(keys)))
        found = Counter(row[0] for row in self._keys({f"k{number}": key for number, key in enumerate(padded)}))
        for row in self._sketches(number for number, _ in found.most_common(_COMPARED)):
            yield array("I", row.hashes), row.cluster_id

    def save(self) -> None:
        """Store the batch and drop the oldest sketches that are too many. Takes part in the caller's transaction."""
        known = {row.hash for row in self._bodies(self._pending_bodies)}
        new = [entry for entry in self._pending_bodies.items() if entry[0] not in known]
        self._insert_bodies(new)
        if self._pending:
            first = self._next_number()
            numbered = list(enumerate(self._pending, first))
            self._insert_sketches([(n, e.article, e.cluster, e.sketch.hashes.tobytes()) for n, e in numbered])
            self._insert_keys([(key, n) for n, e in numbered for key in e.sketch.keys])
            self._next = first + len(numbered)
            self._prune(self._next - self._kept)
        self.clear()

    def clear(self) -> None:
        """Forget the batch."""
        self._pending.clear()
        self._pending_bodies.clear()

    def _next_number(self) -> int:
        if self._next is None:
            self._next = (self._connection.execute(select(func.max(sketches.c.id))).scalar() or 0) + 1
        return self._next

    def _prune(self, before: int) -> None:
        if before <= 0:
            return
        old = self._connection.execute(
            select(sketches.c.id, sketches.c.hashes).where(sketches.c.id < before)
        ).fetchall()
        for row in old:
            keys = array("I", row.hashes)[:KEYS].tolist()
            at = (sketch_keys.c.hash.in_(keys)) & (sketch_keys.c.sketch == row.id)
            self._connection.execute(delete(sketch_keys).where(at))
        if old:
            self._connection.execute(delete(sketches).where(sketches.c.id < before))
