"""Text from mark-up: cleaning strings and reading elements as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Any

from lxml import etree

__all__ = [
    "BLOCK_TAGS",
    "INLINE_TAGS",
    "SKIP_TAGS",
    "any_of",
    "clean",
    "dashed",
    "element_text",
    "grouped_number",
    "mentions",
    "paragraphs",
    "plain",
    "raw_text",
    "whole_number",
]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_DIGITS = 15
_NO_DIGITS = re.compile(r"\D+")
_ASCII_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Tags that begin and end a paragraph."""

INLINE_TAGS = frozenset("a abbr b bdi cite code em font i ins mark q s small span strong sub sup time u".split())
"""Tags that neither begin a paragraph nor hide their text."""

SKIP_TAGS = frozenset(
    "script style noscript template iframe object embed svg math canvas audio video select option button input "
    "textarea head title map rp rt rtc".split()
)
"""Tags whose content is never running text."""


def clean(value: str | None) -> str:
    r"""Return ``value`` on one line: white space folded, control and zero-width characters dropped.

    >>> clean(" a\u200b \n b ")
    'a b'
    """
    if not value:
        return ""
    line = value.strip()
    if line.isprintable() and "  " not in line:
        return line  # many times faster than to fold what needs no folding
    line = " ".join(line.split())
    return line if line.isprintable() else " ".join(_CONTROL.sub("", line).split())


def dashed(name: str) -> str:
    """Return a class or an id in lower case, with a dash before each capital that begins a word in it.

    >>> dashed("articleBody wide")
    'article-body wide'
    """
    lowered = name.lower()
    return lowered if lowered == name else _CAPITAL.sub("-", name).lower()


def any_of(patterns: Iterable[str]) -> str:
    """Join patterns as alternatives, those with the same first letter behind it: many are tried several times faster.

    No pattern may repeat its first letter (``"x?y"``) or hold alternatives outside brackets behind it.

    >>> any_of(["tags?", "menu", "teasers?"])
    't(?:ags?|easers?)|menu'
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        groups.setdefault(pattern[0] if pattern[0].isalpha() else pattern, []).append(pattern)
    return "|".join(
        f"{first}(?:{'|'.join(pattern[1:] for pattern in group)})" if len(group) > 1 else group[0]
        for first, group in groups.items()
    )


def plain(text: str | None) -> str:
    """Return letters and digits of a text in lower case, to compare wordings.

    >>> plain("“Rice” – a story")
    'riceastory'
    """
    if not text:
        return ""
    lowered = text.lower()
    if lowered.isascii():
        return lowered.encode().translate(None, _ASCII_NO_WORD).decode()
    return "".join(filter(str.isalnum, lowered))


def whole_number(value: object) -> int | None:
    """Return the number that decimal digits of any script tell, or a number from 0 up; ``None`` for anything else.

    More digits than a count or a page number has are none: the interpreter refuses to read thousands of them.

    >>> whole_number("12"), whole_number("٣"), whole_number("²"), whole_number("9" * 5000)
    (12, 3, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if len(text) <= _MOST_DIGITS and text.isdecimal() else None


def grouped_number(text: str) -> int | None:
    """Return the number that all digits of a text tell together, whatever groups them.

    >>> grouped_number("1,204"), grouped_number("1 204 comments"), grouped_number("none")
    (1204, 1204, None)
    """
    return whole_number(_NO_DIGITS.sub("", text))


def mentions(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text holds any of ``words`` (lower case). Many times faster than a pattern of alternatives."""
    return any(map(text.lower().__contains__, words))


def raw_text(element: etree._Element) -> str:
    """Return all text below an element as it stands in the source, that of scripts too. Several times faster than
    going through its nodes.
    """
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def element_text(element: etree._Element) -> str:
    """Return all text of an element on one line, scripts and styles left out."""
    if all(inner.tag in INLINE_TAGS for inner in element.iterdescendants()):
        return clean(raw_text(element))
    return " ".join(paragraphs(element)).replace("\n", " ")


def _lines(text: str) -> str:
    if "\n" not in text:
        return clean(text)
    return "\n".join([clean(line) for line in text.split("\n")]).strip()


def paragraphs(element: etree._Element, *, skip: Container[etree._Element] = (), quote_mark: str = "") -> list[str]:
    """Read an element as paragraphs, in document order.

    ``<br>`` becomes a line break, two in a row a new paragraph. Subtrees in ``skip`` are left out. With ``quote_mark``
    every line inside a ``<blockquote>`` starts with it. Works without recursion, so depth of nesting does not matter.
    """
    return _Reader(quote_mark).read(element, skip)


class _Reader:
    """Gathers the text of an element as paragraphs."""

    __slots__ = ("_breaks", "_buffer", "_found", "_quote_mark", "_quotes")

    def __init__(self, quote_mark: str) -> None:
        self._quote_mark = quote_mark
        self._found: list[str] = []
        self._buffer: list[str] = []
        self._quotes = 0
        self._breaks = 0

    def read(self, element: etree._Element, skip: Container[etree._Element]) -> list[str]:
        item: Any = element
        while True:
            tag = item.tag
            inner = None
            if tag in BLOCK_TAGS:
                self._end()
                self._quotes += tag == "blockquote"
            if tag == "br":
                self._breaks += 1
                self._buffer.append("\n")
            elif tag not in SKIP_TAGS and (not skip or item is element or item not in skip):
                if text := item.text:
                    self._add(text, after_break=False)
                inner = item[0] if len(item) else None
            while inner is None:
                if item.tag in BLOCK_TAGS:
                    self._end()
                    self._quotes -= item.tag == "blockquote"
                if item is element:
                    self._end()
                    return self._found
                if text := item.tail:
                    self._add(text, after_break=self._breaks > 0)
                inner = item.getnext()
                if inner is None:
                    item = item.getparent()
            item = inner

    def _add(self, text: str, *, after_break: bool) -> None:
        if not text.isspace():
            self._breaks = 0
        elif after_break:
            return  # white space between two <br>
        self._buffer.append(text.replace("\n", " "))

    def _end(self) -> None:
        """End a paragraph."""
        if not self._buffer:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        for part in text.split("\n\n") if "\n" in text else (text,):
            if part := _lines(part):
                mark = self._quote_mark if self._quotes else ""
                self._found.append(mark + part.replace("\n", "\n" + mark) if mark else part)
