"""Words that tell pingbacks, trackbacks and webmentions: class names, labels before a link, titles of lists."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.extraction.threads.roles import words_of

__all__ = [
    "DISOWNED",
    "TITLE_MAX",
    "is_any_label",
    "is_bare_title",
    "is_label",
    "is_list_name",
    "is_ping_class",
    "kind_of_class",
    "links_to_this",
    "may_title",
    "says_pingback",
    "says_trackback",
    "titles_pings",
]

_PING = (
    r"ping-?backs?|pings?|link-?backs?|핑백|ピンバック|пинг-?б[еэ]к\w*|تنبيهات?|إشعارات?|פינגבק\w*|web-?mentions?|mentions?|erwähnungen|"
    r"back-?links?|rétro-?liens?|retroenlaces?|引用"
)
_TRACKBACK_WORD = r"track-?backs?|엮인글|트랙백|トラックバック|тр[еэ]к-?б[еэ]к\w*|تعقيبات?|טראקבק\w*|引用通告"
_TRACKBACK = re.compile(_TRACKBACK_WORD)
_PINGBACK = re.compile(r"ping-?back")
_KNOWN_LABEL = re.compile(
    rf"\A(?:#?\d{{1,5}}\s*[.):]?\s*)?(?:{_PING}|{_TRACKBACK_WORD})\s*(?:from|by|von|de|di|da|par|от|من)?\s*[:：–—-]?\s*\Z",
    re.IGNORECASE,
)
_ANY_LABEL = re.compile(r"\A[^\W\d_]+(?:[ -][^\W\d_]+)?\s?[:：]\Z")
_LIST_TITLE = re.compile(rf"\b(?:{_PING}|{_TRACKBACK_WORD})")
_LINKS_HERE = re.compile(
    r"\b(?:link(?:ed|ing|s? (?:here|to (?:this|the)))|refer(?:red|enced|ring)\b|"
    r"(?:cited|quoted|mentioned|discussed) (?:by|in|on|at|elsewhere)|"
    r"(?:cit|quot|mention|discuss)(?:e|es|ing|s)? (?:this|it)\b|"
    r"(?:other|from|across|around|on|elsewhere on) (?:the )?(?:sites|blogs|web)|"
    r"verlinkt|verweis\w*|zitiert|erwähnt|andere (?:blogs|seiten)|"
    r"en parlent|liens vers|cité\w* (?:par|dans)|mentionné|enlaza\w+|menciona\w+|citad[oa]|citan\b|"
    r"collegamenti a|citato|menzionato|"
    r"gelinkt|genoemd|lenke[rt] (?:hit|fra)|länka[dr]|linkujące|ссылаются|ссылки на эт|упомина\w+|цитиру\w+)|"
    r"citazioni\b|citaciones\b|citações\b|언급한|인용한|링크한|リンク元|参照元|言及|อ้างถึง|กล่าวถึง|被引用|引用本|أشار|تشير|إشارات|מקשרים"
)
_LINKS_TO_THIS = re.compile(
    r"\b(?:link(?:s|ed|ing)?|pointing|refer(?:s|red|ring)?|mention(?:s|ed|ing)?|cit(?:es|ed|ing)) "
    r"(?:here|(?:to )?this)\b|"
    r"\b(?:verweis\w*|links?|verlinkt\w*) (?:auf|zu|zum) dies|liens vers cet|citent cet|enlaces a est[ae]\b|citan est|"
    r"link a quest|collegamenti a quest|links para est[ae]\b|links naar dit|länkar till d|"
    r"ссылки на эту|ссылаются на эту|(?:إلى|لهذا) (?:هذا )?المقال|이 글을|この記事|本文"
)
"""What a heading says of links that lead to the page itself."""

_BARE_TITLE = re.compile(
    rf"\A\W*\d*\W*(?:(?:この|本|当)(?:記事|エントリー?|投稿)への)?(?:{_PING}|{_TRACKBACK_WORD})(?:\s*(?:&|/|,|and|und|et|y|e|und)\s*(?:{_PING}|{_TRACKBACK_WORD}))?"
    r"[\W\d]*\Z",
    re.IGNORECASE,
)
TITLE_MAX = 40
DISOWNED = frozenset(("nofollow", "ugc", "external"))
"""What the ``rel`` of links that readers and other sites left says."""

_NO_PINGS = re.compile(
    r"mentions légales|honou?rable mentions?|"
    r"comment|komment|comentar|reacti|réaction|respons|repl|opini|댓글|コメント|评论|комментар|تعليق|תגוב"
)
"""What a heading or name of a list that holds comments as well, or something else, says."""

_CLASS_WORDS = {
    "pingback": "pingback",
    "pingbacks": "pingback",
    "ping": "pingback",
    "pings": "pingback",
    "trackback": "trackback",
    "trackbacks": "trackback",
    "webmention": "webmention",
    "webmentions": "webmention",
    "mention": "webmention",
    "tblist": "trackback",
}
_LIST_NAME = re.compile(
    r"(?:\A|[\s_-])(?:pings?|ping-?backs?|track-?backs?|web-?mentions?|mentions)(?:\Z|[\s_-]|list)|\Atb[-_]?list\Z"
)


@lru_cache(maxsize=2048)
def kind_of_class(names: str) -> str | None:
    """Return the kind of ping that a ``class`` attribute tells, if any.

    >>> kind_of_class("trackback even thread-even")
    'trackback'
    """
    kind = None
    for name in names.split():
        for word in words_of(name):
            if word in _CLASS_WORDS and not name.startswith("comment-author-"):
                kind = "trackback" if "trackback" in (kind, _CLASS_WORDS[word]) else _CLASS_WORDS[word]
    return kind


@lru_cache(maxsize=2048)
def is_ping_class(name: str) -> bool:
    """Tell whether a class name is given to single pings."""
    return any(_CLASS_WORDS.get(word) and not word.endswith("s") for word in words_of(name))


@lru_cache(maxsize=2048)
def is_list_name(name: str) -> bool:
    """Tell whether a class name or id is that of a list of pings.

    >>> is_list_name("trackback-list"), is_list_name("comments-pings")
    (True, False)
    """
    lowered = name.lower()
    return _LIST_NAME.search(lowered) is not None and not _NO_PINGS.search(lowered)


@lru_cache(maxsize=2048)
def titles_pings(text: str) -> bool:
    """Tell whether a heading is one of a list of pings.

    >>> titles_pings("3 Trackbacks"), titles_pings("Comments and pings")
    (True, False)
    """
    lowered = text.lower()
    return len(text) <= TITLE_MAX and _LIST_TITLE.search(lowered) is not None and not _NO_PINGS.search(lowered)


@lru_cache(maxsize=2048)
def is_bare_title(text: str) -> bool:
    """Tell whether a text that is no heading is the title of a list of pings and nothing else.

    >>> is_bare_title("Trackbacks (2):"), is_bare_title("Mentions légales")
    (True, False)
    """
    return len(text) <= TITLE_MAX and _BARE_TITLE.match(text) is not None


@lru_cache(maxsize=2048)
def may_title(text: str) -> bool:
    """Tell whether a heading can be one of a list of pings, if all its entries are links that the site disowns.

    >>> may_title("Linked from")
    True
    """
    return len(text) <= TITLE_MAX and _LINKS_HERE.search(text.lower()) is not None


@lru_cache(maxsize=2048)
def links_to_this(text: str) -> bool:
    """Tell whether a heading that can be one of a list of pings (:func:`may_title`) names the page as their target.

    >>> links_to_this("Blogs linking to this story"), links_to_this("Linked stories")
    (True, False)
    """
    return _LINKS_TO_THIS.search(text.lower()) is not None


def is_label(text: str) -> bool:
    """Tell whether a text before a link says that it is a ping (``Trackback from``)."""
    return _KNOWN_LABEL.match(text) is not None


def is_any_label(text: str) -> bool:
    """Tell whether a text looks like a label in whatever language (``Rückverweis:``)."""
    return _ANY_LABEL.match(text) is not None


def says_trackback(text: str) -> bool:
    """Tell whether a text speaks of a trackback."""
    return _TRACKBACK.search(text.lower()) is not None


def says_pingback(text: str) -> bool:
    """Tell whether a text speaks of a pingback."""
    return _PINGBACK.search(text.lower()) is not None
