"""What stands below a picture: its caption, and the credit told from it."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from typing import Final

from lxml import etree

from newscrawl.text import element_text

__all__ = ["CAPTION_NAME", "CAPTION_NEEDLES", "read_caption", "split_credit"]

CAPTION_NEEDLES: Final = (
    "caption", "legend", "epigraf", "bildunterschrift", "bildtext", "bildetekst", "billedtekst", "didascali",
    "piedefoto", "pie-de-foto", "pie-foto", "pie_foto", "onderschrift", "kuvateksti",
)  # fmt: skip
"""Of these (lower case) every class that :data:`CAPTION_NAME` is found in holds one."""

CAPTION_NAME: Final = re.compile("|".join(CAPTION_NEEDLES), re.IGNORECASE)
"""What a class says that is that of a caption."""

_LABELS = (
    r"(?:photo(?:s|graph\w*)?|images?|pictures?(?!\s?alliance)|illustration|foto(?:s|graf\w*|'s|’s)?|bild(?:er|quelle)?|credits?|crédit(?:s|o|os)?|copyright|imagen|imagem|"
    r"immagine|fotografía|quelle|source|źródło(?: zdjęć)?|zdjęcie|fot\.|autor|zdroj|kuva|kép|forrás|ljósmynd|φωτο(?:γραφία)?|πηγή|фото|источник|"
    r"صورة|الصورة|تصوير|المصدر|צילום|תצלום|קרדיט|फोटो|ছবি|写真|图片来源|圖片來源|图片|圖片|圖|图|摄影|攝影|사진|ภาพ|ảnh)"
)
_BY = r"(?:by|credit|courtesy(?: of)?|von|de|di|par|av|af|door)"
_CREDIT_TEXT = re.compile(
    rf"[\s(\[|–—（【-]*(?<!\w)(?:{_LABELS}(?:\s{_BY})?\s?[:：/／©]|{_LABELS}\s{_BY}\s(?=(?-i:[^a-z]))|©|\s\|\s(?=(?-i:[A-ZÀ-Þ])[^|.:]+\Z)|gentileza\s|(?:\A|(?<=[.(\[|–—（]\s)|(?<=[.(\[（]))(?:photo|foto|bild|image)\s(?=(?-i:[A-ZÀ-Þ])))"
    r"(?P<credit>[^()\[\]（）]{2,90}?)[)\]）】]?\s*\Z",
    re.IGNORECASE,
)
"""A credit behind a caption, by its label."""

_TAKEN_BY = re.compile(
    r"[（(【](?P<credit>[^（）()【】]{2,20}?)\s?(?:撮影|提供|攝|摄)[）)】]\s*\Z|(?<=[.\]])\s*(?P<given>[^.]{2,20}?)\s제공\s*\Z"
)
"""Who took or gave a picture, as East Asian papers have it behind the caption."""

_LABEL = re.compile(
    rf"\A\W*(?:(?:{_LABELS}(?:\s{_BY})?\s?[:：/／©-]|{_LABELS}\s(?:{_BY}\s)?|©|\(c\))\W*)+", re.IGNORECASE
)
_CREDIT_NAME = re.compile(
    r"credit|copyright|photograph|fotograf|source|agency|autor|author|byline|bildnachweis|quelle", re.IGNORECASE
)
_BRACKETED = re.compile(r"\A[(\[（【](?!c\))(.*)[)\]）】]\Z")
_INLINE = frozenset(("span", "small", "em", "i", "cite"))
_EDGES = " |-–—·•/:"
_LONGEST_CREDIT, _SHORTEST_CAPTION, _LONGEST_END = 80, 10, 140
_CREDIT_MARKS = (":", "：", "/", "／", "©", "|", "(", "[", "（", "hoto", "oto ", "ild ", "mage ", " by ", "entileza")
"""Of these every caption that :data:`_CREDIT_TEXT` is found in holds one."""

_SENTENCE_END = (".", "!", "?", "…", "。")


def read_caption(figure: etree._Element) -> tuple[str | None, str | None]:
    """Return caption and credit of an element that holds a picture."""
    caption = _caption_in(figure)
    marked = _marked_credit(figure if caption is None else caption)
    if caption is None:
        return None, _as_credit(marked) if marked else None
    text = element_text(caption)
    credit = marked or _last_inline(caption) or _marked_credit(figure)
    if credit:
        if credit in text:
            text = text.replace(credit, "").strip(_EDGES)
        return text or None, _as_credit(credit)
    return split_credit(text)


def split_credit(text: str) -> tuple[str | None, str | None]:
    """Return a caption, and the credit at its end, where a label tells it.

    >>> split_credit("The ferry at noon. (Photo: Odd Berg)")
    ('The ferry at noon.', 'Odd Berg')
    """
    start = max(0, len(text) - _LONGEST_END)
    match = _CREDIT_TEXT.search(text, start) if any(mark in text for mark in _CREDIT_MARKS) else None
    if match := match or (None if text.isascii() else _TAKEN_BY.search(text, start)):
        return text[: match.start()].strip(_EDGES) or None, _as_credit(next(filter(None, match.groups())))
    return text or None, None


def _caption_in(figure: etree._Element) -> etree._Element | None:
    if (marked := next(figure.iter("figcaption"), None)) is not None:
        return marked
    named = (e for e in figure.iter("p", "div", "span") if CAPTION_NAME.search(e.get("class") or ""))
    return next((element for element in named if element_text(element)), None)


def _marked_credit(element: etree._Element) -> str | None:
    """Return the text inside an element whose class says that it is the credit."""
    named = (e for e in element.iterdescendants(etree.Element) if _CREDIT_NAME.search(e.get("class") or ""))
    return next((text for inner in named if 1 < len(text := element_text(inner)) <= _LONGEST_CREDIT), None)


def _last_inline(caption: etree._Element) -> str | None:
    """Return what the last inline box of a caption says, where a caption stands before it that has come to an end."""
    last = caption[-1] if len(caption) else None
    if last is None or last.tag not in _INLINE or (last.tail or "").strip():
        return None
    text, whole = element_text(last), element_text(caption)
    before = whole[: -len(text)].strip() if text and whole.endswith(text) else ""
    if not 1 < len(text) <= _LONGEST_CREDIT or len(before) < _SHORTEST_CAPTION or text.endswith(_SENTENCE_END):
        return None
    return text if before.endswith(_SENTENCE_END) or _LABEL.match(text) else None


def _as_credit(text: str) -> str | None:
    """Return a credit without brackets and label.

    >>> _as_credit("(Photo: Odd Berg / The Courier)")
    'Odd Berg / The Courier'
    """
    return _LABEL.sub("", _BRACKETED.sub(r"\1", text.strip())).strip(_EDGES) or None
