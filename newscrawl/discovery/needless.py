"""Parameters that lead to the same article with and without them: languages, origins, tabs, session ids of any name."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from newscrawl.discovery.traps import MAX_PARAMETERS, PAGE_PARAMS
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind

__all__ = ["NeedlessParameters"]

_ENOUGH = 3
"""Articles that have to be the same with and without a parameter."""

_MOST_REMEMBERED = 100_000


class NeedlessParameters:
    """What parameters of each host turned out to be, in one run.

    A parameter is needless when articles are the same without it, by their text or by the canonical address that they
    give, and none was ever another. Numbers of pages never are.
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        """Hash of the text by address."""

        self._shorter: dict[str, dict[str, int]] = {}
        """By an address that was not read yet: hashes of the text found with one parameter more, by its name."""

        self._canonical: dict[str, int] = {}
        """By an address that a page named as its canonical one: the hash of that page's text."""

        self._values: dict[tuple[str, str], str] = {}
        """By host and parameter with its value: the first canonical address that lacks it."""

        self._same: dict[tuple[str, str], set[str]] = {}
        self._needed: set[tuple[str, str]] = set()

    def note(self, url: str, text: int, canonical: str | None) -> None:
        """Record the hash of the text of the article at ``url``, and the canonical address that it gives."""
        if "?" not in url and not self._shorter:
            self._remember(url, text)
            return
        own = url_key(canonical) if canonical else None
        for part, shorter in _shortened(url):
            key, name = url_key(shorter), _name(part)
            if key in self._texts:
                self._judge(shorter, name, same=self._texts[key] == text)
            elif own == key and len(self._canonical) < _MOST_REMEMBERED:
                self._believe(key, shorter, part, text)
            elif own == url_key(url):
                self._judge(shorter, name, same=False)
            elif len(self._shorter) < _MOST_REMEMBERED:
                self._shorter.setdefault(key, {})[name] = text
        for name, other in self._shorter.pop(url_key(url), {}).items():
            self._judge(url, name, same=other == text)
        self._remember(url, text)

    def strip(self, link: Link) -> None:
        """Take the needless parameters from the address of an article."""
        if link.kind is not LinkKind.ARTICLE or "?" not in link.url or not self._same:
            return
        host = urlsplit(link.url).netloc
        path, _, query = link.url.partition("?")
        kept = [part for part in query.split("&") if _is_page(part) or not self._is_needless(host, _name(part))]
        link.url = path + ("?" + "&".join(kept) if kept else "")

    def _believe(self, key: str, shorter: str, part: str, text: int) -> None:
        """Take an article at its word that the address without a parameter is its own.

        One that other texts claim too is not, and a value that no other article has can be the number of this one.
        """
        if self._canonical.setdefault(key, text) != text:
            self._judge(shorter, _name(part), same=False)
        elif (first := self._values.setdefault((urlsplit(shorter).netloc, part), shorter)) != shorter:
            self._judge(first, _name(part), same=True)
            self._judge(shorter, _name(part), same=True)

    def _is_needless(self, host: str, name: str) -> bool:
        return len(self._same.get((host, name), ())) >= _ENOUGH and (host, name) not in self._needed

    def _remember(self, url: str, text: int) -> None:
        if len(self._texts) < _MOST_REMEMBERED:
            self._texts[url_key(url)] = text

    def _judge(self, shorter: str, name: str, *, same: bool) -> None:
        parameter = urlsplit(shorter).netloc, name
        if not same:
            self._needed.add(parameter)
        elif len(named := self._same.setdefault(parameter, set())) < _ENOUGH:
            named.add(shorter)


def _shortened(url: str) -> Iterator[tuple[str, str]]:
    """Yield each parameter, numbers of pages aside, with the address that lacks it.

    Addresses with more parameters than are followed have none.
    """
    path, _, query = url.partition("?")
    parts = query.split("&") if query else []
    for at, part in enumerate(parts if len(parts) <= MAX_PARAMETERS else ()):
        if not _is_page(part):
            rest = parts[:at] + parts[at + 1 :]
            yield part, path + ("?" + "&".join(rest) if rest else "")


def _name(part: str) -> str:
    return part.partition("=")[0].lower()


def _is_page(part: str) -> bool:
    """Tell whether a parameter is the number of a page."""
    return _name(part) in PAGE_PARAMS and part.partition("=")[2].isdigit()
