"""One id for one comment, whether a source gives the site's number for it or not.

Pages of some sites show comments without their numbers, and the site's API gives the numbers. Two records of one
article are the same comment when author and text agree and one of them has a number and the other none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newscrawl.identity import signature
from newscrawl.items import Comment, Pingback
from newscrawl.state.ledger import Ledger
from newscrawl.state.records import Known
from newscrawl.state.resolution import replies
from newscrawl.visits import Visit

__all__ = ["join_twins"]

_NOBODY = (
    "Anonymous", "Anonym", "Anonyme", "Anónimo", "Anônimo", "Anonimo", "Anoniem", "Anonyymi", "Anonimowy", "Anonymní",
    "Аноним", "Анонимно", "Анонім", "Ανώνυμος", "익명", "匿名", "名無し", "مجهول", "غير معروف", "אנונימי", "Anonim",
)  # fmt: skip


def join_twins(visit: Visit, known: Mapping[str, Known], ledger: Ledger) -> dict[str, str]:
    """Give comments and pingbacks that are known under another kind of id the id they were first known by.

    ``known`` is what is known under the ids that the visit gives; returns the new ids by those. Where several of an
    article say the same, none is joined: nothing tells which is which.
    """
    names: dict[str, str] = {}
    for article, found in _by_article(replies(visit)).items():
        unknown = [reply for identity, reply in found.items() if identity not in known]
        if not unknown:
            continue
        numbered = all(_is_numbered(reply.id) for reply in unknown)
        others = _numbering(ledger.discussion(article, unnumbered=numbered), article, found)
        if not others:
            continue
        for (kind, marks), same in _alike(unknown).items():
            twins = [twin for mark in marks for twin in others.get((kind, mark), [])]
            if len(same) == len(twins) == 1 and _is_numbered(same[0].id) != _is_numbered(twins[0]):
                names[same[0].id] = twins[0]
    if names:
        _rename(visit, names)
    return names


def _by_article(found: Iterable[Comment | Pingback]) -> dict[str, dict[str, Comment | Pingback]]:
    articles: dict[str, dict[str, Comment | Pingback]] = {}
    for reply in found:
        articles.setdefault(reply.article_id, {})[reply.id] = reply
    return articles


def _numbering(known: dict[str, int], article: str, found: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Return the known ids that the visit does not show, by kind and signature."""
    shown = set(found)
    others: dict[tuple[str, int], list[str]] = {}
    for identity, mark in known.items():
        if identity not in shown:
            others.setdefault((identity[len(article) + 1], mark), []).append(identity)
    return others


def _alike(unknown: Iterable[Comment | Pingback]) -> dict[tuple[str, tuple[int, ...]], list[Comment | Pingback]]:
    """Group replies by kind and the signatures that they can have."""
    alike: dict[tuple[str, tuple[int, ...]], list[Comment | Pingback]] = {}
    for reply in unknown:
        alike.setdefault((reply.id[len(reply.article_id) + 1], _marks(reply)), []).append(reply)
    return alike


def _marks(reply: Comment | Pingback) -> tuple[int, ...]:
    """Return the signatures of a reply; pages print a word where the API gives no author."""
    if not isinstance(reply, Comment) or (reply.author is not None and reply.author not in _NOBODY):
        return (signature(reply),)
    return tuple(signature(replace(reply, author=name)) for name in (None, *_NOBODY))


def _is_numbered(identity: str) -> bool:
    """Tell whether an id holds the site's own number.

    >>> _is_numbered("abc-c7"), _is_numbered("abc-c-dcgjibdg")
    (True, False)
    """
    return "-c-" not in identity and "-p-" not in identity


def _rename(visit: Visit, names: dict[str, str]) -> None:
    for reply in replies(visit):
        reply.id = names.get(reply.id, reply.id)
    for comment in visit.comments:
        if comment.parent_id:
            comment.parent_id = names.get(comment.parent_id, comment.parent_id)
