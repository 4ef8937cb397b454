"""What changed between two readings of a record (pure functions)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from newscrawl.identity import CONTENT_FIELDS
from newscrawl.items import Article

__all__ = ["changes_between", "paragraph_diff", "same_story"]

_NOT_TEXT: Final = re.compile(r"[\W_]+")
_LONGEST_DIFF: Final = 2000


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what changed from one JSON object of a record to the next, or ``None`` for a cosmetic difference.

    ``fields`` names the content fields that changed, ``before`` holds their former values and ``body`` the paragraphs
    of the body that went and came. White space, punctuation marks and the case of letters alone are cosmetic in all
    fields but the body, where a changed mark counts; an absent value that appears counts, one that a page failed to
    show (``null`` now) does not.
    """
    kind = str(after["type"])
    names = [name for name in CONTENT_FIELDS[kind] if _differs(name, before.get(name), after.get(name))]
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
    if isinstance(before, str) and isinstance(after, str):
        if name == "body":
            return before.split() != after.split()
        return _bare(before) != _bare(after)
    if isinstance(before, list) and isinstance(after, list):
        return sorted(map(_bare, before)) != sorted(map(_bare, after))
    return True


def _bare(text: str) -> str:
    return _NOT_TEXT.sub("", text).casefold() or text


def paragraph_diff(before: str, after: str) -> list[dict[str, Any]]:
    r"""Return the paragraphs that went and came, in order.

    ``at`` is the 0-based paragraph of ``before`` where the change begins.

    >>> paragraph_diff("One.\n\nTwo.\n\nThree.", "One.\n\n2.\n\nThree.")
    [{'at': 1, 'removed': ['Two.'], 'added': ['2.']}]
    """
    old, new = before.split("\n\n")[:_LONGEST_DIFF], after.split("\n\n")[:_LONGEST_DIFF]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        {"at": i1, "removed": old[i1:i2], "added": new[j1:j2]}
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def same_story(before: Mapping[str, Any], after: Article) -> bool:
    """Tell whether a reading of an article under another address shows the story that ``before`` was written for.

    The headline is the same, or at least a third of the paragraphs of the shorter text are.
    """
    if before.get("headline") and after.headline and _bare(before["headline"]) == _bare(after.headline):
        return True
    old, new = (set((body or "").split("\n\n")) - {""} for body in (before.get("body"), after.body))
    return bool(old and new) and 3 * len(old & new) >= min(len(old), len(new))
