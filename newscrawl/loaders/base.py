"""What the loaders share."""

from __future__ import annotations

from collections.abc import Iterable

from itemloaders import ItemLoader

from newscrawl.extraction.candidates import Candidate

__all__ = ["CandidateLoader"]


class CandidateLoader(ItemLoader):
    """Fills a field from the first candidate that its input processor accepts, and keeps which finder that was."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: dict[str, str] = {}

    def add_best(self, field: str, candidates: Iterable[Candidate]) -> None:
        """Add the first candidate of which the input processor makes a value."""
        for candidate in candidates:
            self.add_value(field, candidate.value)
            if self._values.get(field):
                self.sources[field] = candidate.finder
                return
