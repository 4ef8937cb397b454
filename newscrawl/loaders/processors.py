"""Processors: from raw candidates to values. Each takes a list, as itemloaders has it, and returns a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from newscrawl.extraction.byline import byline_names
from newscrawl.text import clean

__all__ = ["as_language", "as_names", "as_paragraphs", "as_tags", "as_text"]

_LANGUAGE = re.compile(
    r"^([a-z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?=$|[^A-Za-z])", re.IGNORECASE
)
_TAG_SEPARATOR = re.compile(r"\s*[,;|，、]\s*")
_TAG_PATH = re.compile(r"\A(?:[a-z]+/)+(?=\S)")
_TAG_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,}|\w[\w ]*: ?\S.*", re.IGNORECASE)
"""What software puts among tags: ids, and values under a label (``Category: News``)."""

_TAG_COUNT = re.compile(r"\A\(\d+\)\s|\s\((?!(?:19|20)\d\d\b)\d+(?:\s\w+)?\)\Z")
"""How many stories a list of tags says that each of them has; a year is part of the name (``Dune (2021)``)."""

_TAG_MARKS = "# „“”‚‘»«\"'"
_SPACE = re.compile(r"\s+")
_UNSPACED = re.compile(r"[\s\u3040-\u30ff\u3400-\u9fff]+")
"""Scripts that need no space between words: where there are some, they part tags."""

_MOST_TAGS = 60


def as_text(values: Iterable[Any]) -> list[str]:
    """Fold white space; drop what is empty."""
    return [text for value in values if isinstance(value, str) and (text := clean(value))]


def as_paragraphs(values: Iterable[Any]) -> list[str]:
    """Join paragraphs by blank lines."""
    text = "\n\n".join(value for value in values if value)
    return [text] if text else []


def as_names(values: Iterable[Any]) -> list[str]:
    """Return names of people."""
    return byline_names(value for value in values if isinstance(value, str))


def as_tags(values: Iterable[Any]) -> list[str]:
    """Split joined tags; keep each once, in order.

    >>> as_tags(["Ferry, Quay", "Ferry", "topic/Isle of Maren", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
    ['Ferry', 'Quay', 'Isle of Maren']
    >>> as_tags(["航天技术 合作论坛"])
    ['航天技术', '合作论坛']
    """
    found: dict[str, str] = {}
    for value in values:
        if not isinstance(value, str):
            continue
        separator = _SPACE if value.count(" ") and _UNSPACED.fullmatch(value) else _TAG_SEPARATOR
        for part in separator.split(value):
            tag = _TAG_PATH.sub("", _TAG_COUNT.sub("", clean(part)).strip(_TAG_MARKS))
            if tag and len(tag) <= 80 and tag[-1] != ":" and not _TAG_ID.fullmatch(tag):
                found.setdefault(tag.casefold(), tag)
    return list(found.values())[:_MOST_TAGS]


def as_language(values: Iterable[Any]) -> list[str]:
    """Return a BCP 47 tag in its usual spelling.

    >>> as_language(["pt_br"])
    ['pt-BR']
    """
    for value in values:
        if isinstance(value, str) and (match := _LANGUAGE.match(value.strip())):
            language, script, region = match.groups()
            parts = [language.lower(), script.title() if script else "", region.upper() if region else ""]
            return ["-".join(filter(None, parts))]
    return []
