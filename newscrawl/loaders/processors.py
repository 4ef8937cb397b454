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
    """Split joined tags; keep each once, in order."""
    found: dict[str, str] = {}
    for value in values:
        for part in _TAG_SEPARATOR.split(value) if isinstance(value, str) else ():
            tag = clean(part).strip("# ")
            if tag and len(tag) <= 80:
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
