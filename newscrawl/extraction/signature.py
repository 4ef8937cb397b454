"""Who signs an article in running words or by a link alone: ``This entry was posted by … on …``, ``/author/kim/``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.text import element_text, mentions

__all__ = ["author_links", "signed_name", "signed_names", "signed_times"]

_SIGNED = re.compile(
    r"(?:\A|[\s(|·•—–-])(?:(?:posted|written|published|submitted|reported|filed)\s+by|geschrieben von|verfasst von|"
    r"veröffentlicht von|publié par|écrit par|rédigé par|publicado por|escrito por|pubblicato da|scritto da|"
    r"geplaatst door|geschreven door|skrivet av|skrevet av|napisał|опубликовал|كتب|كتبت|بقلم|"
    r"(?:autorin\s?/\s?)?autor(?:in)?(?=\s*:)|autorin/autor|auteurs?(?=\s*:)|author(?=\s*:))\s*[:：]?\s+"
    r"(?P<name>[^|·•\n]{2,90}?)"
    r"(?=\s+(?:on|at|am|um|le|el|il|em|op|den|dnia|в|في|in|under|and is)\s|\s*[|·•(,:;\n]|"
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\b[A-Z])\.(?:\s|\Z)|\Z)",
    re.IGNORECASE,
)
_BOOK = re.compile(r"\b(?:verlag|isbn|seiten|genre|éditeur|publisher)\b", re.IGNORECASE)
"""Words beside the author of a book that the text is about."""

_DASHED = re.compile(r"\A\s*(?:—|–|--)\s*(?P<name>[^\d|·•,]{3,60}?)\s*(?:,.*|\Z)")
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|writers?|journalists?|journalistes?|reporters?|contributors?|columnists?|"
    r"staff|people|profile|by)/[^/?#]+/?\Z|[?&]author(?:_name)?=[^&#]+\Z",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:posted|published|written|submitted|filed|veröffentlicht|erschienen|geschrieben|verfasst|publié|posté|écrit|"
    r"erstellt|(?:beitrag|artikel|eintrag) wurde|publicado|escrito|pubblicato|scritto|geplaatst|опубликован\w*)\b"
    r"(?=.{0,100}\d)",
    re.IGNORECASE,
)
_POSTED_STEMS = """post publi written submitted filed veröffentlicht erschienen geschrieben verfasst écrit escrito
    scritto geplaatst опубликован erstellt wurde""".split()
"""Of these every text that :data:`_POSTED` is found in holds one."""

_FURTHER = re.compile(r"\s+(?:and|in|under|unter|dans|en|und|et|y)\s+(?!\d)|\s[|·•]\s|(?<!\d)\.\s+(?=[A-Z])")
_DIGIT = re.compile(r"\d")
_LONGEST_TIME = 140
_SIGNED_WITHIN, _TOLD_WITHIN = 60, 200
_LONGEST_SIGNED = 700
_MOST_LINKS = 4


def signed_name(line: str) -> str | None:
    """Return the name in a line that says who wrote the story near its start.

    >>> signed_name("Submitted by Megan Pryce on Wed, 10/02/2013 - 16:20")
    'Megan Pryce'
    """
    match = _SIGNED.search(line, 0, _SIGNED_WITHIN + 90)
    return match["name"].strip() if match is not None and match.start() <= _SIGNED_WITHIN else None


def signed_times(blocks: Iterator[Block]) -> Iterator[str]:
    """Yield the part of a sentence that tells when a story was posted: ``posted on June 14th, 2012 at 9:12 am``."""
    for block in blocks:
        text = block.text
        if len(text) > _LONGEST_SIGNED or not _DIGIT.search(text, 0, _TOLD_WITHIN):
            continue
        match = _POSTED.search(text) if mentions(text, _POSTED_STEMS) else None
        if match is not None and match.start() <= _SIGNED_WITHIN:
            time = block.text[match.start() : match.start() + _LONGEST_TIME]
            digit = next(at for at, character in enumerate(time) if character.isdigit())
            yield time[:digit] + _FURTHER.split(time[digit:])[0]


def signed_names(blocks: Iterator[Block]) -> Iterator[str]:
    """Yield names out of lines that say who wrote the story.

    A line counts where the words stand near its start, so that paragraphs that quote someone do not.
    """
    for block in blocks:
        text = block.text
        if len(text) > _LONGEST_SIGNED:
            continue
        name = signed_name(text)
        if name is None and len(text) < _SIGNED_WITHIN and (match := _DASHED.match(text)):
            name = match["name"].strip()
        if name and not _BOOK.search(text):
            yield name


def author_links(root: etree._Element, container: etree._Element | None) -> list[str]:
    """Return the texts of links to author pages in ``root``: those before ``container``, else the first behind it."""
    before: list[str] = []
    behind: list[str] = []
    found = before
    for element in root.iter("a", container.tag if container is not None else "a"):
        if element is container:
            found = behind
        elif element.tag == "a" and _AUTHOR_PATH.search(element.get("href") or ""):
            text = element_text(element)
            if 2 < len(text) < 80 and text not in found:
                found.append(text)
    if 0 < len(before) <= _MOST_LINKS:
        return before
    return behind[:1] if not before else []
