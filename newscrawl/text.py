"""Text from mark-up: cleaning strings and reading elements as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lxml import etree

__all__ = ["BLOCK_TAGS", "INLINE_TAGS", "SKIP_TAGS", "clean", "element_text", "paragraphs", "plain", "raw_text"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n *")

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Tags that begin and end a paragraph."""

INLINE_TAGS = frozenset("a abbr b bdi cite code em font i ins mark q s small span strong sub sup time u".split())
"""Tags that neither begin a paragraph nor hide their text."""

SKIP_TAGS = frozenset(
    "script style noscript template iframe object embed svg math canvas audio video select option button input "
    "textarea head title map rp".split()
)
"""Tags whose content is never running text."""


def clean(value: str | None) -> str:
    r"""Return ``value`` on one line: white space folded, control and zero-width characters dropped.

    >>> clean(" a\u200b \n b ")
    'a b'
    """
    if not value:
        return ""
    line = " ".join(value.split())
    return line if line.isprintable() else " ".join(_CONTROL.sub("", line).split())


def plain(text: str | None) -> str:
    """Return letters and digits of a text in lower case, to compare wordings.

    >>> plain("“Rice” – a story")
    'riceastory'
    """
    return "".join(filter(str.isalnum, text.lower())) if text else ""


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


def paragraphs(element: etree._Element, *, skip: Container[etree._Element] = (), quote_mark: str = "") -> list[str]:
    """Read an element as paragraphs, in document order.

    ``<br>`` becomes a line break, two in a row a new paragraph. Subtrees in ``skip`` are left out. With ``quote_mark``
    every line inside a ``<blockquote>`` starts with it. Works without recursion, so depth of nesting does not matter.
    """
    return list(_paragraphs(element, skip, quote_mark))


def _paragraphs(element: etree._Element, skip: Container[etree._Element], quote_mark: str) -> Iterator[str]:
    buffer: list[str] = []
    quotes = 0
    breaks = 0

    def flush() -> Iterator[str]:
        if buffer:
            text = "".join(buffer)
            buffer.clear()
            for part in text.split("\n\n"):
                part = _LINES.sub("\n", _SPACE.sub(" ", _CONTROL.sub("", part))).strip()
                if part:
                    yield part if not (quotes and quote_mark) else quote_mark + part.replace("\n", "\n" + quote_mark)

    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        tag = node.tag
        if event == "start":
            if not isinstance(tag, str) or tag in SKIP_TAGS or (node is not element and node in skip):
                walker.skip_subtree()
                if tag in BLOCK_TAGS:
                    yield from flush()
                quotes += tag == "blockquote"
                continue
            if tag == "br":
                breaks += 1
                buffer.append("\n")
                continue
            if tag in BLOCK_TAGS:
                yield from flush()
                quotes += tag == "blockquote"
            if node.text:
                if not node.text.isspace():
                    breaks = 0
                buffer.append(node.text.replace("\n", " "))
            continue
        if tag in BLOCK_TAGS:
            yield from flush()
            quotes -= tag == "blockquote"
        if node is not element and node.tail:
            if breaks and node.tail.isspace():
                continue  # white space between two <br>
            breaks = 0
            buffer.append(node.tail.replace("\n", " "))
    yield from flush()
