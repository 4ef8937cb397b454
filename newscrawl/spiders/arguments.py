"""Arguments of the spiders (``-a NAME=VALUE``): names, meaning and checks. Pure: nothing is fetched or written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.errors import UsageError
from newscrawl.profiles import SiteProfile
from newscrawl.text import whole_number
from newscrawl.urls import is_web_url

__all__ = ["ARTICLE_ARGUMENTS", "NEWS_ARGUMENTS", "ArticleOptions", "NewsOptions", "read_url", "read_url_list"]

NEWS_ARGUMENTS = {
    "url": "address to start from; the rest of the site is found from there",
    "site": "name of a site profile, instead of url",
    "allow": "regular expression that addresses of articles and lists must match (several: separate by a space)",
    "deny": "regular expression of addresses to leave out (several: separate by a space)",
    "since": "leave out articles that are known to be older than this day (2026-01-31)",
    "max_pages": "stop after so many pages (feeds and sitemaps not counted); the same command goes on from there",
    "max_depth": "follow links at most so many steps from the start page",
    "revisit": "which known pages to look at again: due (default), all or none",
    "budget": "most known pages that this run looks at again",
}
"""Arguments of the spider ``news``."""

ARTICLE_ARGUMENTS = {
    "urls": "addresses of articles, separated by commas",
    "file": "file with one address a line; empty lines and lines that start with # do not count",
    "site": "name of a site profile to read the pages with",
}
"""Arguments of the spider ``article``."""

_REVISIT = ("due", "all", "none")
_COMMA_BEFORE_ADDRESS = re.compile(r",(?=\s*(?:https?://|www\.))", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::\d+)?(?:[/?]|\Z)|localhost(?::\d+)?(?:/|\Z)")


@dataclass(kw_only=True, slots=True)
class NewsOptions:
    """Checked arguments of the spider ``news``."""

    url: str | None = None
    secure: bool = True
    """Whether ``url`` was given with a scheme; else ``https`` is a guess."""

    site: str | None = None
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    since: datetime | None = None
    max_pages: int | None = None
    max_depth: int | None = None
    revisit: str = "due"
    budget: int | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> NewsOptions:
        """Check arguments as given on the command line; raises :exc:`UsageError` that names input, rule and cure."""
        _check_names("news", arguments, NEWS_ARGUMENTS)
        url, site = arguments.get("url"), arguments.get("site")
        if bool(url) == bool(site):
            found = "both are given" if url else "neither is given"
            raise UsageError(f"spider news needs either url or site, and {found}: add -a url=https://example.com")
        revisit = arguments.get("revisit", "due")
        if revisit not in _REVISIT:
            raise UsageError(f"revisit={revisit!r} is not one of {', '.join(_REVISIT)}")
        return cls(
            url=read_url(url, name="url") if url else None,
            secure=not url or "://" in url,
            site=site,
            allow=_patterns(arguments, "allow"),
            deny=_patterns(arguments, "deny"),
            since=_day(arguments, "since"),
            max_pages=_count(arguments, "max_pages"),
            max_depth=_count(arguments, "max_depth"),
            revisit=revisit,
            budget=_count(arguments, "budget"),
        )

    def within(self, profile: SiteProfile | None) -> NewsOptions:
        """Return the options with those that are not given taken from a profile; what it denies stays denied."""
        if profile is None:
            return self
        return replace(
            self,
            allow=self.allow or profile.allow,
            deny=(*self.deny, *profile.deny),
            since=self.since or profile.since,
            max_pages=self.max_pages or profile.max_pages,
            max_depth=self.max_depth or profile.max_depth,
        )


@dataclass(kw_only=True, slots=True)
class ArticleOptions:
    """Checked arguments of the spider ``article``."""

    urls: list[str] = field(default_factory=list)
    site: str | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> ArticleOptions:
        """Check arguments as given on the command line; raises :exc:`UsageError` that names input, rule and cure."""
        _check_names("article", arguments, ARTICLE_ARGUMENTS)
        listed, file = arguments.get("urls"), arguments.get("file")
        if bool(listed) == bool(file):
            found = "both are given" if listed else "neither is given"
            raise UsageError(
                f"spider article needs either urls or file, and {found}: add -a urls=URL,URL or -a file=FILE"
            )
        if listed:
            # Addresses may hold commas themselves, so with schemes only a comma before a scheme parts them.
            parts = _COMMA_BEFORE_ADDRESS.split(listed) if "://" in listed else listed.split(",")
            entries = [part for part in parts if part.strip()]
            urls = [read_url(entry, name=f"urls, entry {number}") for number, entry in enumerate(entries, 1)]
        else:
            urls = read_url_list(Path(file or ""))
        if not urls:
            raise UsageError(f"{file or 'urls'} holds no address: one http(s) address a line is needed")
        return cls(urls=list(dict.fromkeys(urls)), site=arguments.get("site"))


def read_url(value: str, *, name: str) -> str:
    """Return ``value`` as an absolute http(s) address; ``https://`` is put before a bare host.

    >>> read_url("example.com/news", name="url")
    'https://example.com/news'
    """
    url = value.strip().strip("<>\"'")
    if not _HAS_SCHEME.match(url) and _BARE_HOST.match(url):
        url = "https://" + url
    if not is_web_url(url) or re.search(r"\s", url):
        raise UsageError(f"{name}: {value!r} is not an http(s) address; write it like https://example.com/page")
    return url.partition("#")[0]


def read_url_list(path: Path) -> list[str]:
    """Read a file of addresses, one a line; raises :exc:`UsageError` that names each wrong line by its number."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"file={path}: cannot be read ({reason}); give a text file with one address a line") from error
    urls, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            urls.append(read_url(line, name=f"{path}:{number}"))
        except UsageError as error:
            wrong.append(str(error))
    if wrong:
        rest = f"\nand {len(wrong) - 10} more" if len(wrong) > 10 else ""
        raise UsageError("\n".join(wrong[:10]) + rest)
    return urls


def _check_names(spider: str, given: Iterable[str], known: Mapping[str, str]) -> None:
    for name in given:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"it knows {', '.join(known)}"
            raise UsageError(f"spider {spider} has no argument {name!r}: {hint}")


def _patterns(arguments: Mapping[str, str], name: str) -> tuple[str, ...]:
    patterns = tuple(arguments.get(name, "").split())
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"{name}={pattern!r} is not a regular expression: {error}") from error
    return patterns


def _count(arguments: Mapping[str, str], name: str) -> int | None:
    value = arguments.get(name)
    if value is None:
        return None
    number = whole_number(value)
    if not number:
        raise UsageError(f"{name}={value!r} is not a whole number of at least 1")
    return number


def _day(arguments: Mapping[str, str], name: str) -> datetime | None:
    value = arguments.get(name)
    if not value:
        return None
    try:
        day = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name}={value!r} is not a day; write it like 2026-01-31") from error
    return day if day.tzinfo else day.replace(tzinfo=UTC)
