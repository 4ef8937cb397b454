"""Titles of discussions: what pages print above their comments, and the number in it."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.text import any_of, grouped_number

__all__ = ["is_title", "number_in"]

_WORDS = r"""
    comments? kommentare? kommentarer kommentit kommentaar kommentar commentaires? comentarios? comentários?
    comentaris? commenti comentarii reacties komentarze komentáře komentári komentari komentarji kommentek
    hozzászólás(?:ok)? vélemények комментари[ийяев]+ коментар[ійиаяев]+ отзыв\w* обсуждени[ея] σχόλια yorum(?:lar[ıi]?)?
    コメント 评论 評論 留言 讨论 댓글 의견 تعليقات? التعليقات تعليق نظرات دیدگاه‌?ها תגובות? bình\sluận
    ความคิดเห็น टिप्पणि[\u0900-\u097f]*
    leserbriefe? leserkommentare leserbeiträge lesermeinungen nutzerkommentare discussions? diskussion(?:en)? debatte
    diskuse diskuze diskusjon keskustelu dyskusja discusión discussione discussie réactions? reactions? reaktionen
    reacciones reazioni reações talkbacks? responses? thoughts? respuestas réponses
    (?:join\sthe\s|continue\sthe\s)?(?:conversation|discussion|debate) (?:readers?\s|user\s)?feedback
    letters\s(?:from|by|to)\s(?:our\s)?(?:the\s)?(?:readers|editor) what\s(?:our\s|the\s)?readers\s(?:say|think)
    have\syour\ssay reader\sresponse remarks? (?:guestbook|guest\sbook)(?:\sentries)? gästebuch(?:einträge)?
    member\sdiscussion diskutieren\ssie\smit diskutiere\smit mitdiskutieren آراء\sالقراء ردود\sالقراء 독자\s?의견
"""
_COUNTED = r"""
    replies reply answers? notes? voices? opini(?:ons?|ones|e|oni|ón) avis antworten beiträge meinungen stimmen letters
    risposte odpowiedzi svar vastausta yanıt mesajlar? mensajes? messages? post(?:ing)?s? messaggi 답글 件 条
    entries einträge ответ\w* мнени\w+ 回复 則回應 רשומות
"""
"""Words that need a number beside them: sections of a paper are called so too."""

_BEFORE = r"""
    the all alle alla les vos tous toutes your our readers?['’]?s? users?['’]? visitors?['’]? leser nutzer die i gli los
    las os as de der top public le la läsarnas lesernes lukijoiden
"""
_READERS = r"(?:readers?|users?|lesern|lecteurs|lectores|lettori)"
_OWNERS = (
    r"(?:\s+(?:читателей|посетителей|пользователей|czytelników|čtenářů|lezers|läsare|القراء|القرّاء|الزوار|הגולשים|"
    r"הקוראים))?"
)
_CROWD = (
    r"(?:(?:(?:この|本|当)(?:記事|エントリー?|投稿)(?:へ|に対する|について)?の|"
    r"网友|用户|读者|讀者|网民|全部|热门|最新|読者の?|みんなの|독자|전체)\s?)?"
)
_BEHIND = (
    rf"(?:\s*(?:from|by|of|von|des?|di)\s+(?:our\s+)?{_READERS}"
    r"|\s*(?:on|to|about|zu|zum|zur|sur|sobre|su|om|for|על|ל)\s*[“”\"«'‘]?\S.{0,120}|\s*לכתבה)?"
)

_ON_THIS = (
    r"(?:\s+(?:on|to|about|for|zu|zum|zur|sur|à|sobre|a|su|op|över|om|til)\s+"
    r"(?:this|diese[mrn]?|cet(?:te)?|este|esta|questo|questa|quest[’']|dit|deze|detta|dette|denne)\s?[^\W\d_]+)?"
)


def _any(words: str) -> str:
    return "|".join(words.split())


_LEAD = rf"(?:(?:{_any(_BEFORE)})[\s-]+)*"
_EDGE = r"(?:[\W\d件条條個个개건]|รายการ|ข้อความ)*"
_ONE = r"(?:\d[\d.,\s]*|one|a|an|un|une|una|ein|eine|één|en)"
_ANY = rf"{_CROWD}(?:{_any(_WORDS)}|{_any(_COUNTED)}){_OWNERS}"
_TITLE = re.compile(
    rf"\A{_EDGE}{_LEAD}{_CROWD}(?:{_any(_WORDS)}){_OWNERS}{_ON_THIS}(?:\s*(?:from|by|of|von|des?|di)\s+(?:our\s+)?{_READERS})?{_EDGE}\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"\A\W*{_ONE}\+?\s*{_ANY}{_BEHIND}\W*\Z|"
    rf"\A\W*{_LEAD}{_ANY}{_BEHIND}[\s(（\[:：#|·-]*\d[\d.,\s]*(?:{_any(_WORDS)}|{_any(_COUNTED)})?[\s)）\]件条個개건]*\Z",
    re.IGNORECASE,
)
_STEMS = {
    found[0].lower()
    for word in f"{_WORDS} {_COUNTED} conversation discussion debate join continue reader user feedback".split()
    if (found := re.match(r"[^\W\d_]{3,4}", word))
}
_STEM = re.compile(rf"[\W\d_](?:{any_of(sorted(_STEMS))})")
"""Behind any other sign the beginning of a word, one of which each title in a script with spaces holds, in lower case.

The other expressions cost ten times as much.
"""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\uffff]")
_NUMBER = re.compile(r"(?<![\d.,:/-])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d:/-])|(?<![\d:/-])\d{1,6}(?![\d:/-])")
_LONGEST = 160


@lru_cache(maxsize=2048)
def is_title(text: str) -> bool:
    """Tell whether a text is what stands above comments, and nothing else.

    >>> is_title("Kommentare (3)"), is_title("7 opiniones"), is_title("Opinion"), is_title("Comments by the minister")
    (True, True, False, False)
    """
    if len(text) < 2 or len(text) > _LONGEST:
        return False
    if _STEM.search(f" {text.lower()}") is None and (text.isascii() or _UNSPACED.search(text) is None):
        return False
    return (len(text) <= 60 and _TITLE.match(text) is not None) or _NUMBERED.match(text) is not None


def number_in(text: str) -> int | None:
    """Return the number that a title (:func:`is_title`) shows.

    >>> number_in("READERS' COMMENTS (1,203)")
    1203
    """
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    return grouped_number(found[0])
