"""Who signs an article in running words or by a link alone: ``This entry was posted by … on …``, ``/author/kim/``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.byline import is_sure_name
from newscrawl.extraction.byline_words import is_labelled
from newscrawl.text import element_text, mentions

__all__ = [
    "AUTHOR_PATH",
    "author_links",
    "eastern_names",
    "responsible_editors",
    "signed_name",
    "signed_names",
    "signed_times",
]

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
_SIGNED_STEMS = """posted written published submitted reported filed geschr verfasst veröffentlicht publi crit rédigé
    pubblicato geplaatst skriv skrev napisał опубликовал كتب بقلم aut""".split()
"""Of these every text that :data:`_SIGNED` is found in holds one."""

_EASTERN = r"[\u3040-\u30ff\u3400-\u9fff]"
_EASTERN_NAMES = (
    rf"(?P<names>{_EASTERN}{{2,5}}(?:[、·,，\s]{_EASTERN}{{2,4}}){{0,3}})(?=[\s】〕)）\]／/＝=報报讯訊,，。|;；]|\Z)"
)
_EASTERN_LABEL = re.compile(
    rf"(?:(?:作者|撰文|文字|执笔|執筆|取材・文|[记記]者)\s?[:：・＝=／/]?|文\s?[:：／/])\s?{_EASTERN_NAMES}"
)
_BRACKETED_NAMES = re.compile(
    r"[（(【［\[](?P<names>[\u3400-\u9fff]{3,5}(?:[、・][\u3400-\u9fff]{3,5}){0,3})[）)】］\]]"
)
_NO_NAME = re.compile(r"終|写真|敬称|共同|時事|通信|新聞|支局|本社|編集|取材|記事|会員|有料|無料|続|完結|提供|動画|了")
_EASTERN_EDITOR = re.compile(rf"(?:责编|責編|责任编辑|責任編輯|编辑|編輯)\s?[:：]\s?{_EASTERN_NAMES}")
_EASTERN_MARK = re.compile(r"[、·,，\s]")
_EDITORS = ("责编", "責編", "编辑", "編輯")
_BOOK = re.compile(r"\b(?:verlag|isbn|seiten|genre|éditeur|publisher)\b", re.IGNORECASE)
"""Words beside the author of a book that the text is about."""

_DASHED = re.compile(r"\A\s*(?:—|–|--)\s*(?P<name>[^\d|·•,]{3,60}?)\s*(?:,.*|\Z)")
_FOREIGN_TO_NAMES = re.compile(r"[/|\[\]<>=„“”«»\"\n]")
"""What a quotation, a choice of languages or a footer has, and no name of a person."""

AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|writers?|journalists?|journalistes?|reporters?|contributors?|columnists?|"
    r"staff|people|profile|by|bylines?)/[^/?#]+/?\Z|[?&]author(?:_name)?=[^&#]+\Z",
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
_LONGEST_NAME, _MOST_WORDS = 40, 4


def signed_name(line: str) -> str | None:
    """Return the name in a line that says who wrote the story near its start.

    >>> signed_name("Submitted by Megan Pryce on Wed, 10/02/2013 - 16:20")
    'Megan Pryce'
    """
    if not mentions(line[: _SIGNED_WITHIN + 90], _SIGNED_STEMS):
        return None
    match = _SIGNED.search(line, 0, _SIGNED_WITHIN + 90)
    return match["name"].strip() if match is not None and match.start() <= _SIGNED_WITHIN else None


def eastern_names(line: str) -> list[str]:
    """Return the names behind a Chinese or Japanese word for an author, as in ``〔記者陳怡君／馬倫報導〕``.

    >>> eastern_names("2026-03-12 18:40 来源：马伦日报 作者：李晓明")
    ['李晓明']
    """
    return _eastern(_EASTERN_LABEL, line) if not line.isascii() else []


def responsible_editors(blocks: Iterator[Block]) -> Iterator[list[str]]:
    """Yield the editors that Chinese papers name below a story, whoever wrote it."""
    for block in blocks:
        if len(block.text) < _SIGNED_WITHIN and not block.text.isascii() and any(e in block.text for e in _EDITORS):
            yield _eastern(_EASTERN_EDITOR, block.text)


def _eastern(pattern: re.Pattern[str], line: str) -> list[str]:
    match = pattern.search(line)
    return _EASTERN_MARK.split(match["names"]) if match is not None else []


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
        name = (
            signed_name(text)
            or _labelled_name(text)
            or _bracketed_names(text)
            or (text if _stands_right(block) else None)
        )
        if name is None and len(text) < _SIGNED_WITHIN and (match := _DASHED.match(text)):
            name = match["name"].strip() if is_sure_name(match["name"]) and not _FOREIGN_TO_NAMES.search(text) else None
        if name and not _BOOK.search(text):
            yield name


def _labelled_name(text: str) -> str | None:
    """Return the names behind a word for an author and a colon, in the first of a few short lines that has them."""
    lines = text.split("\n", 3)[:3]
    return next((line for line in lines if len(line) < _SIGNED_WITHIN and is_labelled(line)), None)


def _bracketed_names(text: str) -> str | None:
    """Return the names that Japanese papers print in brackets below a story.

    >>> _bracketed_names("（森下葵、谷口遼）")
    '森下葵、谷口遼'
    """
    if len(text) > _LONGEST_NAME or text[0] not in "（(【［[" or text.isascii():
        return None
    match = _BRACKETED_NAMES.fullmatch(text)
    return match["names"] if match is not None and not _NO_NAME.search(text) else None


def _stands_right(block: Block) -> bool:
    """Tell whether a paragraph is a name at the right margin, as that of the author below a story."""
    element = block.element
    if len(block.text) > _LONGEST_NAME or element.tag not in ("p", "div"):
        return False
    style = (element.get("style") or "").replace(" ", "")
    at_right = "text-align:right" in style or element.get("align") == "right"
    return (
        at_right
        and 1 < len(block.text.split()) <= _MOST_WORDS
        and is_sure_name(block.text)
        and not _FOREIGN_TO_NAMES.search(block.text)
    )


def author_links(root: etree._Element, container: etree._Element | None) -> list[str]:
    """Return the texts of links to author pages in ``root``: those before ``container``, else the first behind it."""
    before: list[str] = []
    behind: list[str] = []
    found = before
    for element in root.iter(etree.Element):
        if element is container:
            found = behind
        elif element.tag == "a" and AUTHOR_PATH.search(element.get("href") or ""):
            text = element_text(element)
            if 2 < len(text) < 80 and text not in found:
                found.append(text)
    if 0 < len(before) <= _MOST_LINKS:
        return before
    return behind[:1] if not before else []
