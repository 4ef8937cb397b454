"""Names of commenters, cut out of the lines they are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.threads.nodes import Node
from newscrawl.extraction.threads.times import is_date, time_span

__all__ = ["bare_name", "guessed_name", "is_by", "is_place", "is_says", "link_name", "signed_name", "signed_span"]

_VERBS = r"""
    says said wrote writes sagt sagte hat\sgesagt schreibt schrieb meint dit a\sdit a\sécrit a\sréagi dice dijo
    ha\sscritto ha\sdetto scrive disse diz говорит сказал(?:\(а\)|а)? пишет zegt zei schreef säger sa skriver pisze
    mówi napisał"""
_SAYS = re.compile(
    rf"\s*(?:\b(?:{'|'.join(_VERBS.split())})\b|さん|さんは書きました|より|のコメント|说|님의 말)?"
    r"\s*(?:[:：]|\.\.\.|…)?\s*\Z",
    re.IGNORECASE,
)
_ENDS = (
    *(word.rpartition("\\s")[2] for word in _VERBS.split() if "(" not in word),
    *("сказал", "сказала", "сказал(а)", "さん", "さんは書きました", "より", "のコメント", "说", "님의 말"),
    *(":", "：", "...", "…"),
)
"""Endings one of which each text has that :data:`_SAYS` takes more from than spaces."""

_BY_COLON = re.compile(r"\A[^\W\d_]+(?:\s[^\W\d_]+){0,2}\s?[:：]\s+(?=\S)")
"""A label before a name (``Posted by: Kim``)."""

_BY_WORD = re.compile(r"\A[\s,;|·•–—-]*(?:by|par|por|door|przez|av|от)\s+(?=\S)|\A[,;|·•–—-]+\s*(?=\w)")
"""What stands before a name in a line (``, par Kim``); upper case is part of the name."""

_UNVERIFIED = re.compile(
    r"\s+\((?:not verified|nicht überprüft|non vérifié|no verificado|non verificato|não verificado|niet gecontroleerd|"
    r"niezweryfikowany|не проверено|ikke bekreftet|ej verifierad|guest|gast|invité|invitado)\)\Z",
    re.IGNORECASE,
)
"""What Drupal and forums print behind a name that nobody has registered."""

_COLON = re.compile(r"\s*[:：]\s*\Z")
_BY = re.compile(
    r"\A(?:(?:posted|written|comment(?:ed)?|submitted|kommentar|kommentiert|geschrieben|verfasst|commentaire|comentario|"
    r"commento|reactie|beitrag|eintrag|antwort|reply|enviado|publicado|publié|écrit|escrito|scritto|inviato|dodał)\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|av|från|de|от|przez)(?:\s*:)?\s+",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"(?:\s+(?:on|at|am|um|le|à|el|a las|il|alle|em|às|op|om|den|kl|vom|dia|в|dnia)|[\s|/,;:·•»›@()\[\]–—-])+\Z",
    re.IGNORECASE,
)
_ON = re.compile(r"\s(?:on|at|am|um|le|à|el|il|em|op|om|den|vom|w dniu|[|·•,–—-])\s+", re.IGNORECASE)
"""What stands before the time in a line that says who wrote."""

_LEAD = re.compile(
    r"\A(?:(?:#|n[or°]\.?\s?)?\d{1,5}[.):：]?\s+|(?:name|nom|nombre|nome|naam|namn|имя|お?名前|이름|姓名)\s?[:：]\s*|"
    r"[\s|/,;:：·•@~()\[\]–—#-]+)+",
    re.IGNORECASE,
)
_NAMELESS = re.compile(r"[\s,;|·-]*(?:on|at|am|um|le|à|el|il|em|op|om|den|vom)\s+")
"""What stands before the time in a line of a reader who gave no name."""

_JOINT = re.compile(r"(?:at|on|um|kl|date|datum|fecha|日[付時])\.?\Z", re.IGNORECASE)
"""A text that is nothing but a word before a time. Other such words are names as well (``Om``, ``Le``)."""

_PLACE = re.compile(
    r"(?:comment|kommentar|commentaire|comentario|commento|reactie|reply|post|beitrag|antwort|ความคิดเห็น|コメント|댓글|评论|評論|"
    r"комментарий|تعليق|תגובה)\s?(?:ที่|no\.?|nr\.?|n[°º]|#|№|رقم|מס)?\s?\d{1,5}\W*\Z",
    re.IGNORECASE,
)
"""What counts the comments of a page (``Kommentar Nr. 3``)."""

_VOTES = re.compile(r"[+−-]\d+")
_GUESS_MAX = 60
_SIGN = re.compile(r"[^\W_]|[^\x00-\x7f–—·•»«…’‘“”]")
"""A letter, digit or picture: names are made of more than punctuation."""


def bare_name(text: str, *, exact: bool) -> str:
    """Drop what software prints around a name; ``exact`` when the element holds the name and nothing else.

    >>> bare_name("Kim says:", exact=False)
    'Kim'
    """
    if text[-1:] == ")":
        text = _UNVERIFIED.sub("", text)
    if exact:
        return text
    text = _BY_WORD.sub("", _BY_COLON.sub("", text) if ":" in text or "：" in text else text)
    if " " not in text:
        return _COLON.sub("", text) or text
    return (_SAYS.sub("", text) if text.lower().endswith(_ENDS) else text) or text


def signed_name(text: str, date_raw: str) -> str | None:
    """Return the name of a line that says who wrote and when (``geschrieben von Kim am 3. Mai 2014``), if it is one.

    >>> signed_name("Posted by Kim on 3 May 2014", "3 May 2014")
    'Kim'
    """
    before, mark, _ = text.partition(date_raw)
    if not mark or len(before) > _GUESS_MAX * 2 or _BY.match(before) is None:
        return None
    return guessed_name(text, date_raw)


def signed_span(text: str) -> str | None:
    """Return the time in a line that says who wrote and when, if its name can hold numbers.

    >>> signed_span("by Kim 3 on Friday, 5 December 2014 @10:08"), signed_span("Kim, 3 May 2014")
    ('Friday, 5 December 2014 @10:08', None)
    """
    if _BY.match(text) is None:
        return None
    for joint in reversed([*_ON.finditer(text)]):
        rest = text[joint.end() :]
        if (span := time_span(rest)) is not None and rest.startswith(span) and is_date(span):
            return span
    return None


def is_says(text: str) -> bool:
    """Tell whether a text is what themes print between name and comment.

    >>> is_says("Says:"), is_says("I disagree:")
    (True, False)
    """
    return _SAYS.match(f" {text}") is not None


def is_by(text: str) -> bool:
    """Tell whether a text is what software prints before a name (``Comment by``, ``von``)."""
    return _BY.fullmatch(f"{text} ") is not None or not re.search(r"[^\W\d_]|[^\x00-\x7f–—·•»›«…’‘“”]", text)


def is_place(text: str) -> bool:
    """Tell whether a text counts the comments of a page.

    >>> is_place("Kommentar Nr. 3"), is_place("Comment 3 was best")
    (True, False)
    """
    return _PLACE.match(text) is not None


def guessed_name(text: str, date_raw: str | None) -> str | None:
    """Cut a name out of a header line such as ``Posted by Kim on 3 May 2014``; ``None`` when none is left.

    >>> guessed_name("Karsten / 22.04.2020", "22.04.2020"), guessed_name("kim1984", "22.04.2020")
    ('Karsten', 'kim1984')
    """
    if not text or len(text) > _GUESS_MAX * 3 or text.strip() == date_raw or _VOTES.fullmatch(text):
        return None
    span = date_raw if date_raw and date_raw in text else time_span(text)
    if span and span != text.strip() and not (span.isdigit() and span != date_raw):
        head, _, tail = text.partition(span)
        if _NAMELESS.fullmatch(head):
            return None
        text = head if head.strip(" |/,-–—·•@(#") else tail
    text = _JOINTS.sub("", _LEAD.sub("", text.strip()))
    text = _BY.sub("", text) or text
    text = _JOINTS.sub("", _SAYS.sub("", text)).strip() or text
    if not text or len(text) > _GUESS_MAX or not _SIGN.search(text) or _is_word_before(text):
        return None
    return None if text == date_raw or is_date(text) else text


def _is_word_before(text: str) -> bool:
    """Tell whether a text is a word or label that stands before a name, a time or a comment."""
    return _JOINT.match(text) is not None or is_place(text) or _BY.fullmatch(f"{text} ") is not None


def link_name(node: Node) -> Iterator[etree._Element]:
    """Yield links that only a commenter's name has: WordPress gives them class ``url`` and ``rel=external``."""
    for link in node.links:
        if "url" in (link.get("class") or "").split() and "external" in (link.get("rel") or ""):
            yield link
