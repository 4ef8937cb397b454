"""The headline as readers see it, and where on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.noise import is_talk
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page
from newscrawl.text import clean, element_text, plain
from newscrawl.urls import host, same_site

__all__ = ["find_headline", "site_names", "without_site"]

_LEVELS = ("h1", "h2", "h3", "h4")
_MOST_PARTS, _MOST_INSIDE = 20, 150
_MOST_HEADINGS = 60
_MOST_HOME_LINKS = 12
_LONGEST_SITE_NAME = 60
_SURE_KEY = 12
"""Letters from which on a text inside another one is no chance."""

_SEPARATOR = re.compile(r"\s+[|–—•·»«:~-]\s+|\s*[|»«]\s*|--+|_(?=\S+$)|\s+::\s+")
_ANY_SEPARATOR = re.compile(r"[|–—•·»«:~_-]+")
_JOINT = re.compile(r"\A[\s|–—•·»«:~_-]+|[\s|–—•·»«:~_-]+\Z")
_HOME = re.compile(r"\s*(?:(?:https?:)?//[^/?#]++)?\.?/?(?:index\.\w+)?\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SPACED_WORD = re.compile(r"\S*\w\S*")
_LABEL = re.compile(r"\w:\s")
_EXACT, _PART, _LOOSE = 4, 3, 1
_SHOWN, _STRANGE = 1.5, 0.3
_WEIGHTS = {"json_ld.headline": 1.1, "meta.og:title": 1.0, "title": 0.45}
"""What sources weigh when they disagree: two that agree outweigh the heading on the page."""

_LEAST_SHARED = 0.3


class _Shown(NamedTuple):
    """A place where the headline can be shown."""

    score: int
    text: str
    element: etree._Element


def find_headline(page: Page, data: StructuredData) -> tuple[list[Candidate], etree._Element | None]:
    """Return candidates, best first, and the element that shows the headline."""
    if (plainly := _plain_case(page)) is not None:
        declared = list(_declared(page, data, frozenset({plain(page.first_meta("og:site_name"))} - {""})))
        return _by_votes(Candidate(_put_apart(plainly.text, declared), "h1"), _SHOWN, declared), plainly.element
    sites = site_names(page)
    declared = list(_declared(page, data, sites))
    known = {key for candidate in declared if (key := plain(candidate.value))}
    best: _Shown | None = None
    for shown in _headings(page, known, sites):
        if best is None or shown.score > best.score:
            best = shown
    if best is None or best.score == _LOOSE:
        best = _unmarked(page, known) or best
    if best is None:
        return declared, None
    text = _without_kicker(best.text, declared)
    weight = _STRANGE if _is_strange(best, page, declared) else _SHOWN
    return _by_votes(Candidate(text, str(best.element.tag)), weight, declared), best.element


def _plain_case(page: Page) -> _Shown | None:
    """Return the ``h1`` that says just what ``og:title`` says: then the site's names need not be known."""
    wanted = plain(page.first_meta("og:title"))
    if len(wanted) <= _SURE_KEY:
        return None
    for element in page.tagged("h1"):
        text = element_text(element)
        if plain(text) == wanted:
            return _Shown(_EXACT, text, element)
    return None


def _by_votes(shown: Candidate, weight: float, declared: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates by what speaks for their wording; of equals the one on the page comes first."""
    votes = {plain(shown.value): weight}
    for candidate in declared:
        key = plain(candidate.value)
        votes[key] = votes.get(key, 0.0) + _WEIGHTS.get(candidate.finder, 0.0)
    return sorted([shown, *declared], key=lambda candidate: -votes[plain(candidate.value)])


def _is_strange(shown: _Shown, page: Page, declared: Sequence[Candidate]) -> bool:
    """Tell whether a heading shares hardly a word with what the page declares."""
    if shown.score > _LOOSE or not declared:
        return False
    words = set(_WORD.findall(shown.text.lower()))
    known = set(_WORD.findall(f"{page.title} {page.first_meta('og:title') or ''}".lower()))
    return len(words & known) < _LEAST_SHARED * len(words)


def _without_kicker(text: str, declared: Sequence[Candidate]) -> str:
    """Return the declared headline that a heading ends with: what stands before it is a kicker.

    >>> _without_kicker("Rice - Prices rise to a new high", [Candidate("Prices rise to a new high", "og")])
    'Prices rise to a new high'
    """
    key = plain(text)
    for candidate in declared:
        other = plain(candidate.value)
        if len(other) > 15 and other != key and key.endswith(other):
            return str(candidate.value)
    return _put_apart(text, declared)


def _put_apart(text: str, declared: Sequence[Candidate]) -> str:
    """Return a heading as it is declared, where it is put together of parts and only there shows what parts them.

    >>> _put_apart("RiceA new high", [Candidate("Rice / A new high", "og")])
    'Rice / A new high'
    """
    key, words = plain(text), len(_SPACED_WORD.findall(text))
    for candidate in declared:
        value = str(candidate.value)
        if plain(value) == key and (
            (_LABEL.search(value) and ":" not in text) or len(_SPACED_WORD.findall(value)) > words
        ):
            return value
    return text


def site_names(page: Page) -> frozenset[str]:
    """Return the names the site gives itself, as :func:`plain` does: declared, and texts of links to its home page."""
    names = [*page.meta.get("og:site_name", ()), *page.meta.get("application-name", ())]
    here = urlsplit(page.url).path
    count = 0
    named = {link for rel, links in page.by_rel.items() if "home" in rel for link in links}
    for link, href in page.anchors:
        if link not in named and (href.count("/") > 3 or not _HOME.match(href)):
            continue
        if (url := page.absolute(href)) is None or not same_site(page.url, url):
            continue
        parts = urlsplit(url)
        path = parts.path.rstrip("/")
        if parts.query or (path and not here.startswith(path + "/") and not _HOME.match(href)):
            continue
        text = element_text(link)
        if text and len(text) <= _LONGEST_SITE_NAME:
            names.append(text)
        count += 1
        if count >= _MOST_HOME_LINKS:
            break
    return frozenset(key for name in names if (key := plain(name)))


def _headings(page: Page, known: Set[str], sites: Set[str]) -> Iterator[_Shown]:
    """Yield headings that can be the headline, level by level in page order."""
    title = plain(page.title)
    alone = len(page.tagged("h1")) == 1
    for level in _LEVELS:
        for seen, element in enumerate(page.tagged(level)):
            if seen > _MOST_HEADINGS:
                break
            text = element_text(element)
            key = plain(text)
            if not key or key in sites:
                continue
            if key in known:
                yield _Shown(_EXACT, text, element)
            elif (inner := _named_part(element, key, known, title)) and not _is_in_discussion(element):
                yield _Shown(_EXACT, inner, element)
            elif _is_part(key, title, known):
                yield _Shown(_PART, text, element)
            elif level == "h1" and (alone or len(key) > _SURE_KEY) and not _is_beside(element):
                yield _Shown(_LOOSE, text, element)


def _is_beside(element: etree._Element) -> bool:
    return any(above.tag in ("aside", "footer", "nav") for above in element.iterancestors())


def _is_in_discussion(element: etree._Element) -> bool:
    """Tell whether a heading is one of the comments, which may quote the headline ("6 Responses to …")."""
    return is_talk(element) or any(is_talk(above) for above in element.iterancestors("div", "section", "aside", "li"))


def _named_part(element: etree._Element, whole: str, known: Set[str], title: str) -> str | None:
    """Return the text inside a heading that is the headline alone, without kicker or label."""
    if next(islice(element.iterdescendants(), _MOST_INSIDE, None), None) is not None:
        return None  # a heading that was never closed holds the rest of the page
    for inner in islice(element.iterdescendants("span", "a", "strong", "b", "em", "div"), _MOST_PARTS):
        text = element_text(inner)
        key = plain(text)
        if len(key) > _SURE_KEY and (
            key in known or (key in title and whole not in title and 2 * len(key) > len(whole))
        ):
            return text
    return None


def _is_part(key: str, title: str, known: Set[str]) -> bool:
    if len(key) <= _SURE_KEY:
        return False
    return key in title or any(key in other or (len(other) > _SURE_KEY and other in key) for other in known)


def _unmarked(page: Page, known: Set[str]) -> _Shown | None:
    """Find the headline in an element that is no heading, on pages older than such customs.

    What a title says before its last separator is one, too, where an element says just that: the site's name may be a
    picture.
    """
    ends = [match.start() for match in _SEPARATOR.finditer(page.title)]
    keys = {key for key in (*known, plain(page.title[: ends[-1]] if ends else "")) if len(key) > _SURE_KEY}
    sizes = {len(key) for key in keys}
    if not keys:
        return None
    for element in page.tagged("div", "p", "span", "b", "strong", "font", "td", "dt", "big", "a"):
        text = element.text
        if text and len(text) >= min(sizes) and plain(text) in keys and element.getparent() is not None:
            return _Shown(_EXACT, clean(text), element)
    return None


def _declared(page: Page, data: StructuredData, sites: Set[str]) -> Iterator[Candidate]:
    """Yield headlines of metadata and ``<title>``, without the site's name; the name alone is none."""
    values: list[tuple[str, str]] = []
    if value := page.first_meta("og:title"):
        values.append((without_site(value, page, sites), "meta.og:title"))
    values += [(str(candidate.value), candidate.finder) for candidate in data.text("headline")]
    for name in ("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"):
        if value := page.first_meta(name):
            values.append((without_site(value, page, sites), f"meta.{name}"))
    if page.title:
        values.append((without_site(page.title, page, sites), "title"))
    for value, finder in values:
        if plain(value) not in sites:
            yield Candidate(value, finder)


def without_site(title: str, page: Page, sites: Set[str] = frozenset()) -> str:
    """Cut the site's name off a title.

    A part behind or before a separator is the site's name when ``sites`` (as :func:`site_names` gives them) or the
    host says so.
    """
    title = _cut_known(title, sites)
    name = plain(host(page.url).removeprefix("www.").rpartition(".")[0])
    for match in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        key = plain(tail)
        if not head or not key:
            continue
        if key in sites or any(key in site or site in key for site in sites) or key in name or name in key:
            title = head
            continue
        break
    return title


def _cut_known(title: str, sites: Set[str]) -> str:
    """Cut a known name off the start or the end, whatever stands between."""
    if sites:
        for match in _ANY_SEPARATOR.finditer(title):
            if plain(title[: match.start()]) in sites and title[match.end() :].strip():
                title = title[match.end() :]
                break
        for match in reversed([*_ANY_SEPARATOR.finditer(title)]):
            if plain(title[match.end() :]) in sites and title[: match.start()].strip():
                title = title[: match.start()]
                break
    return _JOINT.sub("", title)
