"""What is written, the batch that is not committed yet included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from newscrawl.state.copies import Copies
from newscrawl.state.records import Entries, Known, RecordIndex

__all__ = ["Ledger", "Pending"]


@dataclass(slots=True)
class Pending:
    """A record of the batch that is not committed yet."""

    known: Known
    line: bytes


class Ledger:
    """Look things up in the batch first, then in the index."""

    def __init__(self, index: RecordIndex, copies: Copies, read_line: Callable[[Known], bytes | None]) -> None:
        self.index = index
        self.copies = copies
        self._read_line = read_line
        self.records: dict[str, Pending] = {}
        """Records of the batch, by id."""

        self._replies: dict[str, dict[str, int]] = {}
        """Signatures of its comments and pingbacks, by article and id."""

        self.lists: dict[str, Entries] = {}
        """Headline lists as the batch leaves them."""

        self.aliases: dict[str, str] = {}
        """Aliases that the batch adds."""

    def clear(self) -> None:
        """Forget the batch, after it was committed."""
        self.copies.clear()
        self.records.clear()
        self._replies.clear()
        self.lists.clear()
        self.aliases.clear()

    def add(self, known: Known, line: bytes, *, article: str | None) -> None:
        """Take a record into the batch; ``article`` is the id of the article that a reply belongs to."""
        self.records[known.id] = Pending(known, line)
        if article is not None:
            self._replies.setdefault(article, {})[known.id] = known.signature

    def find(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is known of those of ``ids`` that are known."""
        if not self.records:
            return self.index.find(ids)
        wanted = list(ids)
        pending = {i: self.records[i].known for i in wanted if i in self.records}
        return self.index.find(i for i in wanted if i not in pending) | pending

    def discussion(self, article: str, *, unnumbered: bool) -> dict[str, int]:
        """Return the signatures of an article's comments and pingbacks, by id: of those without a number, or of all."""
        known = self.index.unnumbered(article) if unnumbered else self.index.discussion(article)
        return {each.id: each.signature for each in known} | self._replies.get(article, {})

    def find_aliases(self, ids: Iterable[str]) -> dict[str, str]:
        """Return, for ids that an address would give, the ids of the articles that are there."""
        wanted = list(ids)
        pending = {i: self.aliases[i] for i in wanted if i in self.aliases}
        return self.index.find_aliases(i for i in wanted if i not in pending) | pending

    def find_lists(self, names: Iterable[str]) -> dict[str, Entries]:
        """Return the headline lists of the index that the batch does not hold."""
        return self.index.find_lists(name for name in names if name not in self.lists)

    def last(self, known: Known) -> dict[str, Any] | None:
        """Return the JSON object last written for a record, ``None`` where the file does not hold it any more."""
        pending = self.records.get(known.id)
        line = pending.line if pending else self._read_line(known)
        if line is None:
            return None
        try:
            data = orjson.loads(line)
        except orjson.JSONDecodeError:
            return None
        return data if isinstance(data, dict) and data.get("id") == known.id else None
