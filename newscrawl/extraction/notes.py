"""Notes in italics below an article: about its author or its origin, and calls to the reader."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from urllib.parse import urlsplit

from newscrawl.extraction.blocks import Block
from newscrawl.text import raw_text
from newscrawl.urls import absolute, same_site

__all__ = ["calls", "is_call", "without_notes"]

_ITALIC_SHARE = 0.9
_MOST_ITALIC = 0.3
_LEAST_KEPT = 2
_MOST_BELOW = 1
_SHORT = 60
_LONGEST_CALL = 300
_ABOUT = (
    r"is (?:a|an|the) (?:\S+ ){0,6}?(?:writer|reporter|editor|journalist|author|professor|researcher|fellow|columnist|correspondent|director|founder|lawyer|lecturer|"
    r"economist|analyst|teacher|student)"
)
_LONGEST_AUTHOR = 300
_AUTHOR = re.compile(rf"(?:\S+ ){{1,5}}{_ABOUT}\b")
_NOTE = re.compile(
    rf"contribut|reports? (?:by|from)|(?:first|originally) (?:published|appeared)|appeared in|\bfollow |{_ABOUT}|e-?mail|photo|"
    r"copyright|permission|affiliate|newsletter|subscri|bookmark|translat|edited|expressed|this (?:story|post)|autor|redakt|korrespondent|reporter|übersetz|erschienen|"
    r"(?:in the|your|leave a) comments?\b|quelle|artikel|beitrag|foto|bild|est (?:journaliste|professeu|chercheu|direct|maître|avocat|écrivain)|article|traduit|es (?:profesor|periodista|director|investigador)|"
    r"artículo|publicad|traduc|[^\s@]+@[^\s@]+\.\w",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\W*(?:please )?(?:sign(?:ing)? up|subscrib\w+|register (?:now|here|today)|donat(?:e|ing)|contribute\b|support (?:us|our)|join (?:us|our|now|here)|become a|download (?:our|the)|"
    r"(?:jetzt |hier )?(?:anmelden|abonnieren|spenden)|abonnez|inscrivez|soutenez|faites un don|s['’](?:abonner|inscrire)|suscr[ií]b|reg[ií]strate|iscriviti|abbonati|"
    r"assine|inscreva|abonneer|meld je|prenumerera|tilmeld|подпи(?:ш|с))",
    re.IGNORECASE,
)
"""What readers are called to do, as texts of links."""

_TEXT = re.compile(
    r"\W*?[\"“„«»‘’']|\W*(?:updat|correct|clarif|errat|korrektur|aktualis|mise à jour|actuali)|"
    r".{0,60}?\b(?:additional|further|with) reporting\b|.{0,80}\bcontributed (?:reporting|to this)\b",
    re.IGNORECASE,
)
"""How quotations, notes on changes and credits of further reporters start, which are part of the text."""

_SENTENCE_END = (".", "!", "?", "…", "。")


def without_notes(kept: list[Block]) -> list[Block]:
    """Drop the notes that close a text, where it is not in italics itself, and what is told of its author.

    One paragraph can stand below them: what is added at the end of a story must not bring its notes back.
    """
    if _is_about_author(kept):
        kept = kept[:-1]
    notes: set[int] = set()
    below = 0
    for at in range(len(kept) - 1, _LEAST_KEPT - 1, -1):
        if _is_note(kept[at]):
            notes.add(at)
        else:
            below += 1
            if below > _MOST_BELOW:
                break
    if not notes:
        return kept
    italic = sum(len(block.text) for block in kept if _is_italic(block))
    if italic >= _MOST_ITALIC * sum(len(block.text) for block in kept):
        return kept
    return [block for at, block in enumerate(kept) if at not in notes]


def _is_about_author(kept: list[Block]) -> bool:
    """Tell whether the last paragraph, of a class of its own, says who somebody is."""
    last = kept[-1].text if len(kept) > _LEAST_KEPT else ""
    if not last or len(last) > _LONGEST_AUTHOR or kept[-1].tag != "p" or _AUTHOR.match(last) is None:
        return False
    names = kept[-1].element.get("class")
    return names is not None and all(block.element.get("class") != names for block in kept[:-1])


def calls(text: str) -> bool:
    """Tell whether the text of a link is what the reader is called to do.

    >>> calls("Sign up here"), calls("signed up")
    (True, False)
    """
    return _CALLED.match(text) is not None


def is_call(block: Block, url: str) -> bool:
    """Tell whether a paragraph in bold or italics links what it calls the reader to do, or the first page of the site.

    ``url`` is the page's.
    """
    if not block.linked or block.tag != "p" or len(block.text) > _LONGEST_CALL:
        return False
    if block.bold_share <= _ITALIC_SHARE and not _is_italic(block):
        return False
    return any(calls(raw_text(link)) or _is_home(url, link.get("href")) for link in block.element.iter("a"))


def _is_home(url: str, href: str | None) -> bool:
    target = absolute(url, href) if href else None
    return target is not None and urlsplit(target).path in ("", "/") and same_site(url, target)


def _is_note(block: Block) -> bool:
    text = block.text
    if block.tag != "p" or _TEXT.match(text) or not _is_italic(block):
        return False
    return (
        block.linked > 0 or _NOTE.search(text) is not None or (len(text) < _SHORT and not text.endswith(_SENTENCE_END))
    )


def _is_italic(block: Block) -> bool:
    italic = sum(
        len(raw_text(part).strip())
        for part in block.element.iter("em", "i")
        if next(part.iterancestors("em", "i"), None) is None
    )
    return italic >= _ITALIC_SHARE * len(block.text)
