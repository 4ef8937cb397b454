"""Lists that bring nothing more: tags by the thousand, days without a story, pages behind the last one.

Some parts of a site end long after the last of what they have to tell, and before any bound of
:mod:`newscrawl.discovery.traps`. Page after page they list what others of their making listed already.
"""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.discovery.traps import is_paged, pattern

__all__ = ["ListYield"]

_ENOUGH = 100
"""Lists of one making in a row without anything new, after which no more of them are read."""

_ENOUGH_DAYS = 400
"""The same for lists by date: a paper that paused for a year is read to its beginning."""

_ENOUGH_PAGES = 20
"""The same for numbered pages of a list, and for filters and sort orders."""

_MOST_REMEMBERED = 300_000
_SIGNS = frozenset(("D", "N", "H"))
"""What stands for dates, numbers and tokens in a shape."""


class ListYield:
    """What lists of each making brought, in one run.

    Lists are of one making when their addresses differ in a number, a date, the values of parameters or the last word.
    An article is new to a making when no list of that making named it before: that other parts of the site did says
    nothing, for what a list names is of interest by itself.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[int]] = {}
        self._idle: dict[str, int] = {}
        self._remembered = 0

    def note(self, url: str, articles: Iterable[str]) -> None:
        """Record which articles the list at ``url`` names."""
        making = _making(url)
        named = self._named.setdefault(making, set())
        fresh = {hash(article) for article in articles} - named
        if self._remembered < _MOST_REMEMBERED:
            named |= fresh
            self._remembered += len(fresh)
        self._idle[making] = 0 if fresh else self._idle.get(making, 0) + 1

    def is_spent(self, url: str) -> bool:
        """Tell whether lists of this making have brought nothing for long."""
        making = _making(url)
        if making.endswith("/*") and making.count("/") == 1:
            return False  # sections and shops, stories too at times, stand side by side at the top of a site
        return self._idle.get(making, 0) >= _enough(making)


def _making(url: str) -> str:
    """Return the shape of an address with its last word left open.

    >>> _making("https://example.com/tag/harbour/"), _making("https://example.com/tag/harbour/page/3/")
    ('example.com/tag/*', 'example.com/tag/harbour/page/N')
    """
    shape = pattern(url)
    if "?" in shape or is_paged(shape):
        return shape
    parent, _, last = shape.rpartition("/")
    return shape if last in _SIGNS else f"{parent}/*"


def _enough(making: str) -> int:
    if "?" in making or is_paged(making):
        return _ENOUGH_PAGES
    return _ENOUGH_DAYS if "/D" in making else _ENOUGH
