"""Bounds for parts of a site that have no end: calendars, facets, endless paging, paths that grow.

:func:`pattern` gives many addresses of one making the same shape; a frontier counts the addresses it holds by
host and shape and takes no more than :meth:`TrapLimits.limit` allows. :func:`trap` needs no count: it refuses what no
site means to serve. Both are pure functions.

Pages that a feed, a sitemap or an API lists are never bounded, nor are addresses that look like articles (up to a
number far above any site's): a limit holds for lists, for pages of unknown kind and for parameters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from newscrawl.visits import Link, LinkKind

__all__ = [
    "MOST_QUERIES",
    "PAGE_PARAMS",
    "Harvest",
    "QueryShapes",
    "TrapLimits",
    "is_paged",
    "is_paging",
    "pattern",
    "trap",
]

_DIGITS = re.compile(r"\d+")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*|\(S\([0-9a-z]+\)\)", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-z])[0-9a-z]{16,}\Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_CALENDAR_WORD = re.compile(
    r"calend|kalend|event|agenda|termin|veranstalt|evento|evenement|schedule|tribe-bar|eventdisplay|programm",
    re.IGNORECASE,
)
_DATE_PARAMS = frozenset(
    "date day month year yr mo cal_month cal_year month_year eventdate tribe-bar-date d m y week ical".split()
)
PAGE_PARAMS = frozenset("page paged pg pageno page_no pagenum start offset seite pagina from skip pn npage p".split())
_YEAR_SHARE = re.compile(r"(?<!\d)(1[0-9]\d\d|2\d\d\d)(?:[/-]?(0[1-9]|1[0-2]|[1-9](?!\d)))?(?![\d])")
_LISTED = frozenset(("seed", "robots", "feed", "comment_feed", "sitemap", "news_sitemap", "rest"))
_PAGED_PATH = re.compile(r"/(?:page|seite|pagina)[/_-]?N|[?&](?:page|paged|pg|start|offset|pageno)=N")

MAX_LENGTH = 2_000
MAX_SEGMENTS = 20
MAX_PARAMETERS = 10
OLDEST_YEAR = 1700
ENOUGH_TRIED = 60
MOST_QUERIES = 30
_MOST_SHAPES = 50_000


@dataclass(frozen=True, kw_only=True, slots=True)
class TrapLimits:
    """How many addresses of one host and shape a frontier takes; ``None`` means no limit."""

    articles: int | None = 250_000
    """Addresses that look like articles, found on pages."""

    pages: int | None = 5_000
    """Pages of unknown kind, and lists (tags, sections, authors) of one making."""

    paging: int | None = 2_000
    """Numbered pages of one list."""

    dates: int | None = 15_000
    """Lists by date: forty years of days."""

    calendar: int | None = 200
    """Dates of what calls itself a calendar or a programme of events."""

    parameters: int | None = 300
    """Values of one set of parameters of one path (filters, sort orders)."""

    sitemaps: int | None = 50_000
    """Sitemaps of one making, and pages of one feed: a century of days, and some."""

    def limit(self, link: Link) -> int | None:
        """Return how many addresses shaped like that of ``link`` are taken, or ``None`` where there is no bound."""
        if link.kind in (LinkKind.FEED, LinkKind.SITEMAP):
            return self.sitemaps
        if link.source in _LISTED or link.kind is LinkKind.CONTINUATION:
            return None
        if link.kind in (LinkKind.COMMENTS, LinkKind.ENDPOINT):
            return None
        if link.kind is LinkKind.ARTICLE:
            return self.articles
        shape = pattern(link.url)
        if _is_calendar(link.url):
            return self.calendar
        if is_paged(shape) and "?*" not in shape:
            return self.paging
        if "?" in shape:
            return self.parameters
        return self.dates if "/D" in shape else self.pages


class QueryShapes:
    """The sets of parameters that the addresses of each path have, in one run: filters combined at will have no end."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def admit(self, shape: str) -> bool:
        """Count a shape that was not met before; tell whether its path has at most :data:`MOST_QUERIES`."""
        path, mark, _ = shape.partition("?")
        if not mark:
            return True
        self._counts[path] = self._counts.get(path, 0) + 1
        return self._counts[path] <= MOST_QUERIES


class Harvest:
    """What addresses of each shape turned out to be, in one run.

    Some traps look like articles to the end: random words, numbers that never stop. Their pages do not. A shape of
    which :data:`ENOUGH_TRIED` pages gave hardly an article is barren, and no more of it is followed.
    """

    def __init__(self) -> None:
        self._tried: dict[str, int] = {}
        self._articles: dict[str, int] = {}

    def note(self, url: str, *, article: bool) -> None:
        """Record what the page at ``url`` was."""
        shape = pattern(url)
        if shape in self._tried or len(self._tried) < _MOST_SHAPES:
            self._tried[shape] = self._tried.get(shape, 0) + 1
            self._articles[shape] = self._articles.get(shape, 0) + article

    def is_barren(self, url: str) -> bool:
        """Tell whether pages of this shape have hardly ever been articles."""
        shape = pattern(url)
        tried = self._tried.get(shape, 0)
        return tried >= ENOUGH_TRIED and self._articles[shape] * 20 < tried


def is_paging(link: Link) -> bool:
    """Tell whether a link leads to a numbered page of a list."""
    return link.kind in (LinkKind.LIST, LinkKind.PAGE, LinkKind.FEED) and is_paged(pattern(link.url))


def is_paged(shape: str) -> bool:
    """Tell whether addresses of a shape are numbered pages of one list."""
    return _PAGED_PATH.search(shape) is not None


@lru_cache(maxsize=4096)
def pattern(url: str) -> str:
    """Return the shape of an address: host, path and parameter names with all that varies replaced.

    Dates become ``D``, numbers ``N``, session ids and other tokens are dropped or become ``H``, the part of a path
    behind its second word ``*``; of parameters the names count, and from three on (page numbers aside) only that
    there are many. What two addresses of one list differ in is thereby gone, and what parts one list from another
    mostly stays.

    >>> pattern("https://example.com/category/world/page/17/")
    'example.com/category/world/page/N'
    >>> pattern("https://example.com/2014/11/21/talks-resume/")
    'example.com/D/*'
    >>> pattern("https://example.com/shop?color=red&size=3&sort=up&page=2")
    'example.com/shop?*&page=N'
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return url[:100]
    path = _path_shape(_PATH_SESSION.sub("", parts.path))
    return host + path + (_query_shape(parts.query) if parts.query else "")


def _path_shape(path: str) -> str:
    shapes: list[str] = []
    words = 0
    for segment in path.split("/"):
        if not segment:
            continue
        shape = _segment_shape(segment)
        if shape == "D" and shapes and shapes[-1] == "D":
            continue
        if shape == "N" and shapes and shapes[-1] == "D":
            shape = "D"  # month and day behind a year
            continue
        if shape not in ("D", "N", "H"):
            words += 1
            if (words > 2 and shape not in ("page", "pageN")) or len(segment) > 24 or segment.count("-") > 2:
                shape = "*"
            elif "D" in shapes:
                shape = shape if shape.startswith("page") else "*"
        if shape == "*" and shapes and shapes[-1] == "*":
            continue
        shapes.append(shape)
    return "/" + "/".join(shapes)


def _segment_shape(segment: str) -> str:
    if segment.isdigit():
        return "D" if len(segment) in (4, 6, 8) and segment[:2] in ("19", "20") else "N"
    lower = segment.lower()
    if _TOKEN.match(lower):
        return "H"
    shape = _DIGITS.sub("N", lower)
    return "D" if shape in ("N-N-N", "N-N", "N_N_N", "N.N.N") else shape


def _query_shape(query: str) -> str:
    names = dict.fromkeys(name.lower() for name, _ in sorted(parse_qsl(query, keep_blank_values=True)))
    paging = [name for name in names if name in PAGE_PARAMS]
    other = [_DIGITS.sub("N", name) for name in names if name not in PAGE_PARAMS]
    shape = ["*"] if len(other) > 2 else [f"{name}=*" for name in other]
    return "?" + "&".join(shape + [f"{name}=N" for name in paging])


def _is_calendar(url: str) -> bool:
    parts = urlsplit(url)
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if _DATE_PARAMS.intersection(names) and not names.issubset(("m",)):
        return True
    return bool(_CALENDAR_WORD.search(parts.path) and _DIGITS.search(parts.path + parts.query))


@lru_cache(maxsize=4096)
def _trap(url: str) -> str | None:
    if len(url) > MAX_LENGTH:
        return "too_long"
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if len(segments) > MAX_SEGMENTS or _repeats(segments):
        return "growing_path"
    names = [name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if len(names) > MAX_PARAMETERS or any(names.count(name) > 3 for name in set(names)):
        return "too_many_parameters"
    return None


def _repeats(segments: list[str]) -> bool:
    """Tell whether a path repeats itself: ``a/b/a/b``, or one word three times."""
    words = [segment for segment in segments if not segment.isdigit()]
    if any(words.count(word) > 2 for word in set(words) if len(words) > 2):
        return True
    for size in range(2, len(segments) // 2 + 1):
        for start in range(len(segments) - 2 * size + 1):
            group = segments[start : start + size]
            if group == segments[start + size : start + 2 * size] and not all(s.isdigit() for s in group):
                return True
    return False


def trap(link: Link, *, now: datetime) -> str | None:
    """Return what makes an address one that no site means to serve, or ``None``.

    Reasons: ``too_long``, ``growing_path``, ``too_many_parameters``, ``calendar`` (a list for a date more than a year
    ahead of ``now`` or before 1700). Addresses that a feed, sitemap or API lists are believed.
    """
    if link.source in _LISTED:
        return None
    if link.kind in (LinkKind.LIST, LinkKind.PAGE) and _is_beyond(link.url, now.year + 1):
        return "calendar"
    return _trap(link.url)


def _is_beyond(url: str, last_year: int) -> bool:
    parts = urlsplit(url)
    shape = pattern(url)
    if "/D" not in shape and not _is_calendar(url):
        return False
    years = [int(found[1]) for found in _YEAR_SHARE.finditer(f"{parts.path}?{parts.query}")]
    return any(year > last_year or year < OLDEST_YEAR for year in years)
