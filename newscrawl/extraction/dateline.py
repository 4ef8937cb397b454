"""Agency datelines: the place and the agency at the start of a story's first paragraph."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.byline import agency_in, is_agency
from newscrawl.text import element_text

__all__ = ["Dateline", "bold_dateline", "find_dateline"]


class Dateline(NamedTuple):
    """A dateline taken apart."""

    text: str
    """As printed, without the dash behind it."""

    place: str | None
    agency: str | None


_DASH = r"\s*(?:—|–|-{1,2}|―|−|‒|:)\s*"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|okt|dez|mai|fév|avr|juin|juil|aoû|déc|gen|mag|giu|lug|set|ott|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
    r"\w*\.?"
)
_DATE = rf"(?:{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s(?:de\s)?{_MONTH}|\d{{1,2}}[./]\d{{1,2}}\.?)(?:,?\s\d{{4}})?"
_PLACE = r"[^\W\d_][^\n()\[\]:;!?\"“”]{1,60}?"
_AGENCY = r"[^\n()]{2,60}?"
_BYLINE = r"(?:by\s[^\n,(]{3,60}[\s,]+)?"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # (ANSA) - ROMA, 3 MAG - · (EFE) - MADRID -
        rf"\((?P<agency>{_AGENCY})\)\s?[-–—]?\s?(?P<place>{_PLACE})(?P<date>,?\s(?:{_DATE}))?(?P<end>{_DASH})",
        # SEOUL (Yonhap) — · GENEVA, Nov. 25 (dpa/IANS) – · By X PARIS, (AFP) - · Madrid, 3 may (EFE).-
        rf"{_BYLINE}(?P<place>{_PLACE})?(?P<date>,?\s(?:{_DATE}))?,?\s?[(\[【](?P<agency>{_AGENCY})[)\]】]\s?\.?(?P<end>{_DASH}|\s?\.\s|\s(?=\S))",
        # MOSCOW, May 5. /TASS/. · SEOUL, May 5 /Yonhap/ --
        rf"(?P<place>{_PLACE})(?P<date>,\s?(?:{_DATE}))?\.?,?\s?/(?P<agency>[^\n/]{{2,40}})/\s?(?P<end>\.\s?|{_DASH}|\s)",
        # KYIV, May 5 - Interfax-Ukraine · SYDNEY, 3 May, Reuters -
        rf"(?P<place>{_PLACE})[,.]?\s(?P<date>{_DATE})[,.]?\s?[-–—]?\s?(?P<agency>[^\W\d_][\w. -]{{1,30}}?)(?P<end>{_DASH}|\.\s)",
    )
)
_AGENCY_FIRST = _PATTERNS[0]
_PLAIN = re.compile(
    rf"(?P<place>[A-ZÀ-ÞА-Я][^\n()\[\]:;!?\"“”a-zß-ÿа-я]{{2,40}}(?:,\s(?:[A-Z][\w.]+\s?){{1,3}})?)(?:,\s?{_DATE})?(?P<end>\s?—\s?|\s(?:–|--|-)\s|\.-\s)"
)
_UNKNOWN_AGENCY = re.compile(
    rf"(?P<place>[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’/ -]{{2,30}}(?:,\s[A-Z][\w. ]{{1,20}}?)?)(?:,?\s{_DATE})?\s\((?P<agency>[^\W\d_][\w.&’' -]{{1,29}})\)"
    r"(?P<end>\s?(?:—|–|--)\s?|\s-\s)"
)
"""A dateline by its shape alone: a place in capitals, a name in brackets, a dash (``ATLANTA (CNN) — ``)."""

_EASTERN = re.compile(
    r"[\[(【（]?(?P<place>[^\[(【（）】)\]\s,，=]{2,12}?)[=＝]?(?:\s?\d{1,2}[日일])?\s?(?P<agency>연합뉴스|뉴시스|뉴스1|新华社|新華社|聯合ニュース|共同|時事|中新社|中央社)[^\])】）\s]{0,30}[\])】）]?\s?(?P<end>[=＝―—-]?)"
)
_CHINESE = re.compile(
    r"(?P<agency>新华社|新華社|中新社|中新网|人民网|央视网|中央社)(?P<place>[^\s\d，。,]{2,8}?)(?P<date>\d{1,2}月\d{1,2}日)?(?P<end>电|電|讯|訊)"
)
_STATE = re.compile(r",\s[A-Z][\w.]{0,6}\.\Z")
"""A shortened state behind a town (``ST. PAUL, Minn.``), which keeps its full stop."""

_BOLD = re.compile(r"(?P<place>(?:[A-ZÀ-ÞА-Я][\w.'’-]*[\s/]?){1,4}?)\s*\.?(?P<dash>[—–-])?")
_DASH_NEXT = re.compile(r"\s*[—–-]\s")
_LABEL = re.compile(
    r"(?:update|breaking|live|exclusive|exklusiv|video|von|by|por|par|news|neu|watch|also|note|opinion|analysis|background|politics|culture|sports?|business|police|correction|question|answer|first|second|third|review|interview|comment|why|how|what|who)\b|.*\b(?:news|press|times|post|media)\b",
    re.IGNORECASE,
)
_LONGEST_BOLD = 40
_WINDOW = 160
_MARKS = ("(", "/", "—", "–", "-", "【", "[", "=", "电", "電", "讯")


def find_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline at the start of a paragraph; ``None`` when there is none.

    >>> find_dateline("SEOUL (Yonhap) — Rice prices rose on Friday.")
    Dateline(text='SEOUL (Yonhap)', place='SEOUL', agency='Yonhap')
    """
    start = paragraph[:_WINDOW].replace("\xa0", " ")
    if not any(mark in start for mark in _MARKS):
        return None
    for pattern in (_CHINESE, _EASTERN, *_PATTERNS):
        if match := pattern.match(start):
            agency = agency_in(match["agency"])
            place = _place(match["place"])
            if pattern is _AGENCY_FIRST and not (place and (match["date"] or place.isupper())):
                continue
            if agency and (place or not match["place"]):
                return Dateline(start[: match.start("end")].strip(" .,"), place, agency)
    if (
        (match := _UNKNOWN_AGENCY.match(start))
        and (place := _place(match["place"]))
        and _is_source(match["agency"], place)
    ):
        return Dateline(start[: match.start("end")].strip(" ,"), place, match["agency"].strip())
    if (match := _PLAIN.match(start)) and (place := _place(match["place"])) and not is_agency(place):
        return Dateline(start[: match.start("end")].strip(" ,"), place, None)
    return None


def bold_dateline(paragraph: etree._Element) -> Dateline | None:
    """Return the place that a paragraph begins with in bold type, a dash behind it (``<b>Berlin</b> – ``)."""
    lead = paragraph[0] if len(paragraph) else None
    if lead is None or lead.tag not in ("b", "strong") or (paragraph.text or "").strip():
        return None
    text = element_text(lead)
    match = _BOLD.fullmatch(text) if len(text) <= _LONGEST_BOLD else None
    if match is None or _LABEL.match(text) or not (match["dash"] or _DASH_NEXT.match(lead.tail or "")):
        return None
    place = match["place"].strip()
    return Dateline(place, place, None)


def _is_source(name: str, place: str) -> bool:
    """Tell a source in brackets from a remark and from the words that an abbreviation stands for."""
    words = name.split()
    if len(words) > 3 or not (name[0].isupper() or any(map(str.isdigit, name))):
        return False
    return "".join(word[0] for word in words).upper() != place.replace(".", "")


def _place(raw: str | None) -> str | None:
    if not raw:
        return None
    place = re.sub(rf",?\s*{_DATE}\s*$", "", raw, flags=re.IGNORECASE).strip(" ,-–—")
    if not _STATE.search(place):
        place = place.strip(".")
    if not place or len(place.split()) > 6:
        return None
    return place
