"""Who wrote an article: author values of the metadata, and author lines on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from lxml import etree

from newscrawl.extraction.blocks import Block, pieces
from newscrawl.extraction.boilerplate import is_byline_like, is_byline_prefix
from newscrawl.extraction.byline import byline_names, is_agency, is_office, is_signed, is_sure_name, split_names
from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.captions import CAPTION_NAME
from newscrawl.extraction.metadata import AUTHOR
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.signature import author_links, eastern_names, responsible_editors, signed_names
from newscrawl.text import clean, dashed, element_text, plain
from newscrawl.urls import host

__all__ = ["find_authors", "find_bylines"]

_AUTHOR_NAME = re.compile(
    r"(?<![a-z])(?:authors?(?:name)?|by-?lines?|autor(?:en|in|es)?|auteurs?|redacteur|skribent|writers?|reporters?|journalist(?:e|a|in)?|periodista|giornalista|fn|contributors?|signature|firma)(?![a-z])"
    r"(?![-_]{1,2}(?:bio|box|image|img|avatar|photo|picture|pic|desc|description|social|links?|more|info-card|posts|date|time|role|title|job))"
)
_AUTHOR_NEEDLES = (
    "author",
    "byline",
    "by-line",
    "autor",
    "auteur",
    "redacteur",
    "skribent",
    "writer",
    "reporter",
    "journalist",
    "periodista",
    "giornalista",
    "fn",
    "contributor",
    "signature",
    "firma",
)
_AUTHOR_IDS = ("author", "authors", "byline")
_DATED = re.compile(r"\d{4}\b.{0,20}?\s((?:by|von|par|por|door)\s[^\W\d_].{2,60})$", re.IGNORECASE)
_GLUED_BY = re.compile(r"\ABy(?=[A-Z][\w.'-]+ [A-Z])")
_BARS = re.compile(r"\s?[|•·]\s")
_EASTERN = re.compile(r"\s*[^\W\d_]{2,5}(?:[·,/\s]+[^\W\d_]{2,5}){0,4}\s*(?:기자|특파원|記者|记者)\s*$")
_REPORTING = re.compile(
    r"\W*(?:reporting|reported|writing)\s+by\s+(?P<names>.+?)(?=\s+in\s+[A-Z]|[;.]|\Z)", re.IGNORECASE
)
_LONGEST_CREDIT = 300
_GOES_ON = re.compile(r"(?:,|&|\b(?:and|und|et|y|e|och|og|en|i))\s*\Z")
_LONGEST = 150
_MOST = 12
_MOST_AUTHORS, _MOST_BOXES, _MOST_NAMES = 6, 3, 4
_CLIMB, _LONGEST_LABEL = 4, 12


def find_bylines(scope: Scope) -> Iterator[Candidate]:
    """Yield author lines as printed."""
    lines = list(_head_lines(scope.head))
    lines = [f"By {line[2:]}" if line.startswith("By") and _GLUED_BY.match(line) else line for line in lines]
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not is_byline_like(line):
            if len(line) < _LONGEST:
                yield from _unopened(line, following)
            continue
        if not is_byline_prefix(line):
            goes_on = _GOES_ON.search(line) and is_sure_name(following.strip(" ,"))
            yield Candidate(f"{line} {following}" if goes_on else line, "head.byline")
        elif following and len(following) < _LONGEST:
            yield Candidate(f"{line} {following}", "head.byline")
    for text in chain.from_iterable(_named_groups(scope)):
        if is_byline_like(text):
            yield Candidate(text, "page.byline")


def _unopened(line: str, following: str) -> Iterator[Candidate]:
    """Yield what a line says of its author that does not begin with a word for that."""
    if not line.isascii():
        if match := _EASTERN.match(line):
            beside = _EASTERN.match(following)
            yield Candidate(f"{match[0]}, {beside[0]}" if beside else match[0], "head.byline")
        elif names := eastern_names(line):
            yield Candidate(", ".join(names), "head.byline")
    if match := _DATED.search(line):
        yield Candidate(match[1], "head.dated_byline")
    parts = _BARS.split(line) if any(bar in line for bar in "|•·") else [line]
    yield from (Candidate(part, "head.byline") for part in parts[1:] if is_byline_like(part))
    name, _, behind = parts[0].partition(",")
    if is_signed(name.strip(), behind or (parts[1] if len(parts) > 1 else following)):
        yield Candidate(parts[0], "head.signed")


def _head_lines(head: Iterable[Block]) -> Iterator[str]:
    """Yield the lines between headline and text, the pieces of a line in front of it where one says who wrote."""
    for block in head:
        parts = pieces(block) if len(block.text) < _LONGEST and len(block.element) > 1 else []
        if any(map(_tells_author, parts)) or (len(parts) > 1 and is_signed(parts[0], parts[1])):
            yield from parts
        yield from block.text.split("\n")


def _tells_author(part: str) -> bool:
    """Tell whether a part of a line says by itself who wrote a story."""
    if not part.isascii() and _EASTERN.match(part):
        return True
    return is_byline_like(part) and not is_byline_prefix(part) and not _GOES_ON.search(part)


def find_authors(scope: Scope, bylines: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield lists of author values: names of people first, then logins, the site's own name and organisations."""
    unsure: list[Candidate] = []
    site = _site_keys(scope)
    for source in (_declared_or_named(scope, bylines), _signed(scope), _below_pictures(scope)):
        for candidate in source:
            names = [name for value in candidate.value for name in split_names(value)]
            people = [name for name in names if not _is_site(name, site)]
            if all(map(is_office, people)):
                yield from _reporters(scope)
            if any(map(is_sure_name, people)):
                yield candidate if len(people) == len(names) else Candidate(people, candidate.finder)
            elif names:
                unsure.append(candidate)
        unsure.sort(key=lambda candidate: any(_is_site(value, site) for value in candidate.value))
        yield from (candidate for candidate in unsure if not any(_is_site(value, site) for value in candidate.value))
    yield from unsure


def _reporters(scope: Scope) -> Iterator[Candidate]:
    """Yield who reported a story that an office signs, as agencies tell below it: ``Reporting by Ann Loft``."""
    for block in scope.blocks():
        if len(block.text) < _LONGEST_CREDIT and (match := _REPORTING.match(block.text)):
            yield Candidate([match["names"]], "page.reporting")


def _declared_or_named(scope: Scope, bylines: Iterable[Candidate]) -> Iterator[Candidate]:
    page = scope.page
    declared = scope.data.people("author", "creator")
    people = [name for name, kind in declared if kind != "Organization" and not is_agency(name)]
    if people:
        yield from _fuller(people, scope, bylines)
        yield Candidate(people, "json_ld.author")
    for name in AUTHOR:
        values = page.meta.get(name, ())
        if values and not (name == "twitter:data1" and page.first_meta("twitter:label1") not in _WRITTEN_BY):
            yield from _fuller(values, scope, bylines)
            yield Candidate(values, f"meta.{name}")
    for candidate in bylines:
        yield from _fuller([candidate.value], scope, ())
        yield Candidate([candidate.value], candidate.finder)
    marked = [value for element in scope.of_article("author") if (value := _marked_up(element))]
    if marked:
        yield Candidate(marked[:_MOST], "microdata.author")
    linked = [element_text(element) for element in page.by_rel.get("author", ()) if not scope.is_beside(element)]
    if linked:
        yield from _fuller(linked, scope, ())
        yield Candidate(linked[:_MOST], "page.rel_author")
    for text in chain.from_iterable(_named_groups(scope)):
        yield Candidate([text], "page.author")


def _fuller(people: Sequence[str], scope: Scope, bylines: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the byline, or what one box a person says, if it names more people than are declared.

    Much software declares the first one only.
    """
    declared = {plain(name) for value in people for name in split_names(value)}
    if not declared:
        return
    told = [Candidate([candidate.value], candidate.finder) for candidate in islice(bylines, 1)]
    groups = (Candidate(group, "page.author") for group in _named_groups(scope) if len(group) > 1 or "; " in group[0])
    for candidate in chain(told, groups):
        names = byline_names(candidate.value)
        if declared < {plain(name) for name in names} and len(names) <= _MOST_AUTHORS and all(map(_is_person, names)):
            yield candidate


def _is_person(name: str) -> bool:
    return is_sure_name(name) and len(name.split()) <= _MOST_NAMES


def _signed(scope: Scope) -> Iterator[Candidate]:
    region = scope.region
    if region is not None and (names := author_links(region, scope.container)):
        yield Candidate(names, "page.author_link")
    for name in signed_names(scope.blocks()):
        yield Candidate([name], "page.signed")
    if declared := scope.data.people("author", "creator"):
        yield Candidate([name for name, _ in declared], "json_ld.author")
    for names in responsible_editors(scope.blocks()):
        yield Candidate(names, "page.editor")


def _below_pictures(scope: Scope) -> Iterator[Candidate]:
    """Yield names that stand below a picture though they are called authors: they took it, or are all there is."""
    _named_groups(scope)
    yield from (Candidate([text], "page.caption") for text in scope.captioned)


def _site_keys(scope: Scope) -> tuple[str, str]:
    return plain(scope.page.first_meta("og:site_name")), plain(
        host(scope.page.url).removeprefix("www.").rpartition(".")[0]
    )


def _is_site(name: str, site: tuple[str, str]) -> bool:
    """Tell whether a name is the site's own."""
    key = plain(name)
    declared, domain = site
    return len(key) > 1 and (
        key == declared
        or key in domain
        or (len(domain) > 1 and domain == "".join(word[0] for word in name.lower().split()))
        or (len(domain) > 2 and domain in key)
        or (len(declared) > 3 and declared in key)
    )


_WRITTEN_BY = frozenset(
    ("Written by", "Verfasst von", "Geschrieben von", "Écrit par", "Escrito por", "Scritto da", "By")
)
"""What Yoast's ``twitter:label1`` says when ``twitter:data1`` holds the author."""


def _named_groups(scope: Scope) -> list[list[str]]:
    if scope.author_texts is None:
        scope.author_texts = _find_named_groups(scope)
    return scope.author_texts


def _find_named_groups(scope: Scope) -> list[list[str]]:
    """Return short texts of elements whose class speaks of an author, outside of sidebars; rows together."""
    by_id = [element for name in _AUTHOR_IDS if (element := scope.page.by_id.get(name)) is not None]
    found = [[text] for element in by_id if 2 < len(text := element_text(element)) < _LONGEST and split_names(text)]
    known = {group[0] for group in found}
    for name in scope.page.classes_like(*_AUTHOR_NEEDLES):
        if not _AUTHOR_NAME.search(dashed(name)):
            continue
        rows: dict[etree._Element | None, list[str]] = {}
        for element in scope.page.by_class[name][:_MOST_BOXES]:
            if scope.is_beside(element):
                continue
            text = _name_of(element)
            if 2 < len(text) < _LONGEST and text not in known and split_names(text):
                known.add(text)
                if _is_in_caption(element, text):
                    scope.captioned.append(text)
                else:
                    rows.setdefault(element.getparent(), []).append(text)
        found += rows.values()
        if len(found) > _MOST:
            break
    return found


def _is_in_caption(element: etree._Element, text: str) -> bool:
    """Tell whether a name stands with more text below a picture, where those are named who took it."""
    for node in islice(element.iterancestors(), _CLIMB):
        if node.tag == "figcaption" or CAPTION_NAME.search(node.get("class") or ""):
            return len(element_text(node)) > len(text) + _LONGEST_LABEL
    return False


def _name_of(element: etree._Element) -> str:
    """Return the text of the part of an author's box that is said to be the name, if it is, else the whole text."""
    for inner in element.iterdescendants("span", "a", "strong", "b", "p", "div"):
        if "name" in (inner.get("class") or "") and is_sure_name(text := element_text(inner)):
            return text
    alike = 1 < len(element) <= _MOST_AUTHORS and len({(part.tag, part.get("class")) for part in element}) == 1
    loose = [element.text, *(part.tail for part in element)]
    if alike and not any(map(clean, loose)) and all(map(_is_one_person, texts := list(map(element_text, element)))):
        return "; ".join(texts)
    return element_text(element)


def _is_one_person(text: str) -> bool:
    names = split_names(text)
    return len(names) == 1 and _is_person(names[0])


def _marked_up(element: etree._Element) -> str | None:
    if content := element.get("content"):
        return content
    for inner in element.iter():
        if inner.get("itemprop") == "name":
            return inner.get("content") or element_text(inner)
    text = element_text(element)
    return text if len(text) < _LONGEST else None
