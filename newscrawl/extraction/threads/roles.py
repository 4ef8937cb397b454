"""What the parts of a comment are for, told from their class names, microdata and tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from newscrawl.page import Page
from newscrawl.text import dashed

__all__ = [
    "ANSWERS",
    "BUTTON",
    "NOTHING",
    "Role",
    "Verdict",
    "having_role",
    "is_button",
    "role_of",
    "roles_on",
    "says_one_of",
    "words_of",
]


class Role(IntEnum):
    """Purpose of an element inside a comment."""

    NONE = 0
    AUTHOR = 1
    DATE = 2
    BODY = 3
    META = 4
    """Holds author, date or both, never text of the comment."""

    CHROME = 5
    """Buttons, badges, notes of the software: never shown as text."""


class Verdict(NamedTuple):
    """A role and how sure it is: 0 is a name with one meaning only, 3 a guess."""

    role: Role
    rank: int


NOTHING = Verdict(Role.NONE, 9)

_PARTS = re.compile(r"[^a-z]+")

_EXACT = {
    "fn": Verdict(Role.AUTHOR, 0),
    "p-author": Verdict(Role.AUTHOR, 0),
    "h-card": Verdict(Role.AUTHOR, 1),
    "vcard": Verdict(Role.AUTHOR, 2),
    "by": Verdict(Role.AUTHOR, 2),
    "comment-author-name": Verdict(Role.AUTHOR, 0),
    "comment-author-link": Verdict(Role.AUTHOR, 1),
    "dt-published": Verdict(Role.DATE, 0),
    "published": Verdict(Role.DATE, 0),
    "dt-updated": Verdict(Role.CHROME, 2),
    "e-content": Verdict(Role.BODY, 0),
    "p-summary": Verdict(Role.BODY, 2),
    "entry-content": Verdict(Role.BODY, 1),
    "entry-title": Verdict(Role.NONE, 9),
    "commentmetadata": Verdict(Role.META, 1),
    "bigusername": Verdict(Role.AUTHOR, 0),
    "says": Verdict(Role.CHROME, 0),
    "wrote": Verdict(Role.CHROME, 0),
    "hidden": Verdict(Role.NONE, 9),
    "url": NOTHING,
    "media-body": NOTHING,
    "media-heading": Verdict(Role.AUTHOR, 3),
    "modal-body": Verdict(Role.CHROME, 2),
}
"""Class names that mean one thing in microformats and in the mark-up of the big comment systems."""

_PROPERTIES = {
    "author": Verdict(Role.AUTHOR, 0),
    "creator": Verdict(Role.AUTHOR, 0),
    "datepublished": Verdict(Role.DATE, 0),
    "datecreated": Verdict(Role.DATE, 0),
    "commenttime": Verdict(Role.DATE, 0),
    "text": Verdict(Role.BODY, 0),
    "commenttext": Verdict(Role.BODY, 0),
    "description": Verdict(Role.BODY, 2),
    "articlebody": Verdict(Role.BODY, 1),
    "reviewbody": Verdict(Role.BODY, 1),
    "datemodified": Verdict(Role.CHROME, 2),
    "upvotecount": Verdict(Role.CHROME, 0),
    "downvotecount": Verdict(Role.CHROME, 0),
    "image": Verdict(Role.CHROME, 1),
}
"""``itemprop`` values of schema.org/Comment and UserComments."""

_RDFA = {
    "schema:text": Verdict(Role.BODY, 0),
    "content:encoded": Verdict(Role.BODY, 0),
    "schema:author": Verdict(Role.AUTHOR, 1),
    "schema:creator": Verdict(Role.AUTHOR, 1),
    "sioc:has_creator": Verdict(Role.AUTHOR, 1),
    "foaf:name": Verdict(Role.AUTHOR, 1),
    "schema:datecreated": Verdict(Role.DATE, 0),
    "schema:datepublished": Verdict(Role.DATE, 0),
    "dc:created": Verdict(Role.DATE, 0),
    "dc:date": Verdict(Role.DATE, 1),
}
"""``property`` values that Drupal writes."""

_WORDS = {
    Role.AUTHOR: """
        author authorname username user usr nickname nick name displayname byline poster writer commenter commentator
        commentauthor autor auteur benutzer verfasser usuario utente owner person profile pseudo pseudonym alias
        screenname who""",
    Role.DATE: """
        date datetime time timestamp published posted postdate when ago timeago created datum fecha zeit uhrzeit data
        zeitpunkt commentdate commenttime dateline postedon dt stamp day""",
    Role.BODY: """
        content contents text txt body words message msg inhalt texte contenu contenido testo description copy bodytext
        commenttext commentbody commentcontent markdown prose richtext""",
    Role.META: "meta metadata metas info infos header head hd heading footer foot details title submitted",
    Role.CHROME: """
        reply replies respond response answer like likes dislike vote votes voting rating rate karma score share
        sharing social report flag abuse action actions toolbar tools tool buttons button btn edit permalink avatar
        gravatar userpic thumbnail awaiting moderation approved says hide toggle collapse badge badges icon icons links
        link nav menu pager number counter count index controls options antworten zitieren melden quotelink ip sr reader
        form editor popup dropdown""",
}
_ROLE_BY_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}

_UTILITY = re.compile(
    r"(?:text|font|bg|border|flex|align|justify|col|row|is|has|wp-container|wp-block-(?:columns?|group)|media|float|pull|"
    r"clear|grid|lang|js|ng|u|d|p|m|pt|pb|ml|mr|mt|mb|sm|md|lg|xl|w|h|fw|fs)-|\d"
)
"""Layout classes, whose words say nothing about the content."""

_ALIGNMENT = re.compile(
    r"(?:\A|[-_])text-(?:left|right|cent(?:er|re)|justify|start|end|muted|small|light|dark|xs|sm|base|lg|xl)\b"
)


_RARE = frozenset(("itemprop", "property", "rel", "slot"))
"""Attributes besides class names that tell a role."""

ANSWERS = frozenset(
    """
    reply|antworten|répondre|responder|rispondi|beantwoorden|reageer|reageren|svara|besvar|vastaa|odpowiedz|
    odpovědět|válasz|ответить|відповісти|yanıtla|cevapla|ตอบ|ตอบกลับ|답글|답글달기|답글 달기|
    返信|返信する|回复|回覆|回復|رد|ردّ|الرد|השב
    """.replace("\n    ", "").split("|")
)
"""What links and buttons say that answer a comment, in lower case."""

_BUTTONS = ANSWERS.union(
    """
    see more|show more|read more|see less|show less|mehr anzeigen|mehr lesen|weiterlesen|voir plus|lire la suite|
    ver más|leer más|mostra altro|もっと見る|더보기|查看更多|แจ้งลบ|
    reply to this|reply to this comment|report|report abuse|
    quote|flag|like|dislike|share|recommend|permalink|edit|auf diesen kommentar antworten|melden|zitieren|
    gefällt mir|teilen|répondre à ce message|signaler|signaler un abus|citer|partager|alerter|denunciar|citar|
    compartir|segnala|condividi|rapporteren|anmäl|svar|rapporter|zgłoś|răspunde|пожаловаться|цитировать|отговори|
    απάντηση|trả lời|balas|신고|신고하기|通報|引用|举报|檢舉|إبلاغ|דווח|תגובה
    """.replace("\n    ", "").split("|")
)
BUTTON = Verdict(Role.CHROME, 0)


def is_button(text: str | None) -> bool:
    """Tell whether the text of a link is one that software prints under a comment.

    >>> is_button(" Antworten "), is_button("Like (3)"), is_button("Reply of the board")
    (True, True, False)
    """
    if text is not None and text[-1:] == ")":
        text = text.rpartition("(")[0]
    return says_one_of(text, _BUTTONS)


def says_one_of(text: str | None, phrases: Set[str]) -> bool:
    """Tell whether a text is one of some phrases in lower case, each shorter than 64 letters."""
    return text is not None and len(text) < 64 and text.strip().casefold() in phrases


def words_of(name: str) -> list[str]:
    """Split a class name or id into lower-case words.

    >>> words_of("commentAuthor-name2")
    ['comment', 'author', 'name']
    """
    return [word for word in _PARTS.split(dashed(name)) if word]


def role_of(element: etree._Element) -> Verdict:
    """Return what an element of a comment is for; :data:`NOTHING` itself where nothing tells it."""
    names = element.keys()
    if not names:
        return _of_names(element.tag, None)
    if _RARE.isdisjoint(names):
        return _of_names(element.tag, element.get("class"))
    if "itemprop" in names and (found := _of_properties(element.get("itemprop") or "")):
        return found
    if "property" in names and (found := _of_rdfa(element.get("property") or "")):
        return found
    classes = element.get("class")
    if "slot" in names and _of_classes(classes or "") is NOTHING:
        return _of_names(element.tag, element.get("slot"))  # of custom elements
    if element.get("rel") == "author" and element.tag != "time" and _of_classes(classes or "") is NOTHING:
        return Verdict(Role.AUTHOR, 1)
    return _of_names(element.tag, classes)


def roles_on(page: Page | None) -> Callable[[etree._Element], Verdict]:
    """Return :func:`role_of` for elements of one page, several times as fast; without a page for any elements."""
    if page is None:
        return role_of
    classes_of = page.values("class").get
    rare = {element for name in _RARE for element in page.values(name)}
    return lambda element: role_of(element) if element in rare else _of_names(element.tag, classes_of(element))


def having_role(page: Page, role: Role) -> set[etree._Element]:
    """Return the elements of a page for which :func:`role_of` tells a role; only those that can have it are asked."""
    tags = [tag for tag in page.tags if _of_names(tag, None).role is role]
    found = {*page.tagged(*tags), *(e for e, value in page.values("rel").items() if value == "author")}
    for name in page.classes_like(*_needles(role)):
        if _of_classes(name).role is role:
            found.update(page.by_class[name])
    for attribute, tells in _BY_VALUE.items():
        found.update(element for element, value in page.values(attribute).items() if tells(value))
    return {element for element in found if role_of(element).role is role}


@lru_cache(maxsize=8)
def _needles(role: Role) -> tuple[str, ...]:
    """Return strings one of which each class name of a role holds."""
    exact = {name for name, verdict in _EXACT.items() if verdict.role is role}
    words = {word for word, its_role in _ROLE_BY_WORD.items() if its_role is role}.union(exact)
    return tuple(word for word in words if not any(other in word for other in words - {word}))


@lru_cache(maxsize=256)
def _of_properties(names: str) -> Verdict | None:
    return next((verdict for name in names.lower().split() if (verdict := _PROPERTIES.get(name))), None)


@lru_cache(maxsize=256)
def _of_rdfa(names: str) -> Verdict | None:
    return next((verdict for name in names.lower().split() if (verdict := _RDFA.get(name))), None)


@lru_cache(maxsize=2048)
def _of_names(tag: str, classes: str | None) -> Verdict:
    verdict = _of_classes(classes) if classes else NOTHING
    if tag == "time":
        return _TIME if verdict.role is not Role.CHROME or verdict.rank else verdict
    if verdict is not NOTHING:
        return verdict
    return _of_classes(tag) if "-" in tag else _BY_TAG.get(tag, NOTHING)


_TIME = Verdict(Role.DATE, 0)
_BY_TAG = {
    "time": Verdict(Role.DATE, 0),
    "cite": Verdict(Role.AUTHOR, 2),
    "button": Verdict(Role.CHROME, 0),
    "form": Verdict(Role.CHROME, 0),
    "nav": Verdict(Role.CHROME, 1),
    "footer": Verdict(Role.META, 2),
    "header": Verdict(Role.META, 2),
    "img": Verdict(Role.CHROME, 2),
    "svg": Verdict(Role.CHROME, 0),
}


@lru_cache(maxsize=2048)
def _of_classes(names: str) -> Verdict:
    best = NOTHING
    for name in names.split():
        verdict = _EXACT.get(name.lower()) or _of_name(name)
        if verdict.role is not Role.NONE and verdict.rank < best.rank:
            best = verdict
    return best


def _of_name(name: str) -> Verdict:
    lowered = name.lower()
    if (_UTILITY.match(lowered) and "comment" not in lowered) or _ALIGNMENT.search(lowered) or len(name) > 80:
        return NOTHING
    words = words_of(name)
    for place in range(len(words) - 1, -1, -1):
        if (role := _ROLE_BY_WORD.get(words[place])) and (words[place] != "message" or place == len(words) - 1):
            about = any("comment" in word or word in ("cmt", "commentaire", "kommentar") for word in words)
            return Verdict(role, 1 if about else 2)
    return NOTHING


_BY_VALUE: dict[str, Callable[[str], object]] = {"itemprop": _of_properties, "property": _of_rdfa, "slot": _of_classes}
"""What tells a role from the value of an attribute other than the class."""
