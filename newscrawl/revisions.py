"""What changed between two readings of a record (pure functions)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from difflib import SequenceMatcher
from typing import Any, Final

from newscrawl.identity import CONTENT_FIELDS
from newscrawl.items import Article

__all__ = ["changes_between", "other_text", "paragraph_diff", "same_story"]

_NOT_TEXT: Final = re.compile(r"[\W_]+")
_TYPOGRAPHY: Final = str.maketrans(
    "‘’‚′“”„«»″–—−‐‑", '\'\'\'\'""""""-----', "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
)
_CASELESS: Final = frozenset({"byline", "authors", "section", "tags", "dateline"})
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_COUNTED: Final = re.compile(
    r"(?i)\b(?:ago|views?|reads?|shares?|comments?|likes?|votes?|vor|il y a|hace|fa|kommentare?|commentaires?)\b"
    r"|\bcomentarios\b|전|댓글|조회|前|评论|コメント"
)
_LONGEST_COUNTER: Final = 60
_MANY_PARAGRAPHS: Final = 400
"""From here on paragraphs that occur often do not anchor a match, which keeps comparing linear."""


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what changed from one JSON object of a record to the next, or ``None`` for a cosmetic difference.

    ``fields`` names the content fields that changed, ``before`` holds their former values and ``body`` the paragraphs
    of the body that went and came. Cosmetic are white space, the shape of quotation marks and dashes, the case of
    bylines, sections and tags, lines that count ("12 comments", "5 minutes ago") and another precision of the date. An
    absent value that appears counts; one that a page fails to show does not.
    """
    kind = str(after["type"])
    names = [name for name in CONTENT_FIELDS[kind] if _differs(name, before.get(name), after.get(name))]
    if "date_published" in names and not _time_differs(before, after):
        names.remove("date_published")
    if not names:
        return None
    changes: dict[str, Any] = {
        "fields": names,
        "before": {name: before.get(name) for name in names if name != "body" or kind != "article"},
    }
    if "body" in names and kind == "article":
        changes["body"] = paragraph_diff(before.get("body") or "", after.get("body") or "")
    return changes


def _differs(name: str, before: Any, after: Any) -> bool:
    if before == after or after in (None, [], ""):
        return False
    if name == "body" and isinstance(before, str):
        return _body_differs(before, after)
    if isinstance(before, str) and isinstance(after, str):
        return _folded(before, name) != _folded(after, name)
    if isinstance(before, list) and isinstance(after, list):
        return sorted(_folded(each, name) for each in before) != sorted(_folded(each, name) for each in after)
    return True


def _folded(text: str, name: str = "") -> str:
    """Return ``text`` without what may differ without anybody having changed it."""
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).split())
    return text.casefold() if name in _CASELESS else text


def _body_differs(before: str, after: str) -> bool:
    if before.split() == after.split():
        return False
    old, new = ([_folded(part) for part in text.split("\n\n")] for text in (before, after))
    if len(old) == len(new) == 1:
        return old != new and not _only_counters(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_PARAGRAPHS)
    return any(
        tag != "equal" and not _only_counters(old[i1:i2], new[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _only_counters(old: list[str], new: list[str]) -> bool:
    """Tell whether lines such as ``12 comments`` or ``5 minutes ago`` differ in their numbers only."""
    return len(old) == len(new) and all(
        len(one) <= _LONGEST_COUNTER and _COUNTED.search(one) and _NUMBER.sub("0", one) == _NUMBER.sub("0", other)
        for one, other in zip(old, new, strict=True)
    )


def _time_differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether the date of publication was changed.

    A time read with more or less precision, with or without its zone, or from words such as "3 hours ago" is the same.
    """
    raw = after.get("date_published_raw")
    if raw is not None and (raw == before.get("date_published_raw") or not _YEAR.search(raw)):
        return False
    try:
        old, new = (datetime.fromisoformat(data["date_published"]) for data in (before, after))
    except (KeyError, TypeError, ValueError):
        return False
    if (old.tzinfo is None) != (new.tzinfo is None):
        return abs(old.replace(tzinfo=None) - new.replace(tzinfo=None)) > timedelta(hours=26)
    if old.date() == new.date() and time() in (old.time(), new.time()):
        return False
    return abs(old - new) >= timedelta(hours=1)


def paragraph_diff(before: str, after: str) -> list[dict[str, Any]]:
    r"""Return the paragraphs that went and came, in order.

    ``at`` is the 0-based paragraph of ``before`` where the change begins.

    >>> paragraph_diff("One.\n\nTwo.\n\nThree.", "One.\n\n2.\n\nThree.")
    [{'at': 1, 'removed': ['Two.'], 'added': ['2.']}]
    """
    old, new = before.split("\n\n"), after.split("\n\n")
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_PARAGRAPHS)
    return [
        {"at": i1, "removed": old[i1:i2], "added": new[j1:j2]}
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _bare(text: str) -> str:
    return _NOT_TEXT.sub("", text).casefold() or text


def same_story(before: Mapping[str, Any], after: Article) -> bool:
    """Tell whether a reading of an article under another address shows the story that ``before`` was written for.

    The headline is the same, or at least a third of the paragraphs of the shorter text are.
    """
    if before.get("headline") and after.headline and _bare(before["headline"]) == _bare(after.headline):
        return True
    old, new = _paragraphs(before.get("body")), _paragraphs(after.body)
    return bool(old and new) and _share(old, new)


def other_text(before: Mapping[str, Any], after: Article) -> bool:
    """Tell whether two readings have texts that share next to nothing, whatever their headlines say."""
    old, new = _paragraphs(before.get("body")), _paragraphs(after.body)
    return bool(old and new) and not _share(old, new)


def _paragraphs(body: str | None) -> set[str]:
    return set((body or "").split("\n\n")) - {""}


def _share(old: set[str], new: set[str]) -> bool:
    return 3 * len(old & new) >= min(len(old), len(new))
