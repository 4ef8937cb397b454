"""From bytes to a tree: what encoding they are in, and what the parser must be kept from.

Nothing is searched for in the whole source that the parser or the end of the source can tell: a search costs a tenth
of parsing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from newscrawl.nesting import flattened

__all__ = ["Document", "is_binary", "parse_html"]

_LONG: Final = 200_000
_LONGEST_TAG: Final = 16_384
_STRIDE: Final = _LONGEST_TAG // 2
"""A longer tag holds a whole stretch of so many bytes that starts at a multiple of it."""

_MOST_ATTRIBUTES: Final = 2_000
_QUOTED: Final = re.compile(rb"\"[^\"]*\"|'[^']*'")
_LONG_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{16384,}")
_END: Final = re.compile(rb"</[hH][tT][mM][lL](?:\s[^<>]*)?>")
"""The end of a document, behind which the parser reads nothing, though browsers do."""

_START: Final = re.compile(rb"<[a-zA-Z]")
_TAIL: Final = 20_000
_MARK: Final = "data-end"
_MARKED: Final = f"<meta {_MARK}>".encode()
"""Put where the document says that it ends. It is missing in the tree if the parser ended before."""

_MOST_DEPTH: Final = 240
"""Depth of the tree: without ``huge_tree`` libxml2 drops what lies deeper than 256."""

_LARGE: Final = 5_000_000
"""Bytes from which a document can hold one text longer than libxml2 takes without ``huge_tree``."""

_HEAD: Final = 2_048
_NOT_LEADING: Final = bytes(range(0xC0))


_MAGIC: Final = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"RIFF", b"\x1f\x8b", b"OggS", b"ID3", b"wOF", b"BM",
    b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x00\x00\x01\x00",
)  # fmt: skip
"""What pictures, documents, films, fonts, archives and programs begin with."""

_CONTROLS: Final = bytes(sorted({*range(0x20)} - set(b"\t\n\f\r\x0e\x0f\x1b")))
"""Bytes that no text has; encodings that shift between sets of characters use SO, SI and ESC."""

_MOST_CONTROLS = 0.06
_SNIFFED = 512


class Document(NamedTuple):
    """A document as source and as tree."""

    root: etree._Element
    """Root element; comments and processing instructions are not in the tree."""

    source: bytes
    """The source in UTF-8."""

    is_flattened: bool
    """Tell whether the tree is shallower than the source."""


class _Tree(NamedTuple):
    root: etree._Element | None
    is_utf8: bool
    is_deep: bool


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text, by what they begin with; servers call all kinds of files HTML.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"BMW sells more"), is_binary("<p>x".encode("utf-16"))
    (True, False, False)
    """
    start = data[:_SNIFFED]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if start.startswith(_MAGIC) and (controls or start.startswith((b"%PDF-", b"{\\rtf"))):
        return True
    return controls > _MOST_CONTROLS * len(start) and not _is_wide(start)


def _is_wide(start: bytes) -> bool:
    """Tell whether text is in UTF-16 or UTF-32, by a mark at its beginning or by zeros at every other place."""
    few, many = sorted(start[at::2].count(0) for at in (0, 1))
    return start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or 10 * many > len(start) + 80 * few


def parse_html(html: bytes | str, encoding: str | None = None) -> Document:
    """Parse a document; bad mark-up, wrong encodings and floods are never an error.

    Bytes are in the encoding of their byte order mark, in UTF-8 if they are but for flaws, whatever was declared, else
    in ``encoding`` (that of the HTTP header), in that which the document declares, or in windows-1252.
    """
    declared = resolve_encoding(encoding) if encoding else None
    source, is_sure = (html.encode("utf-8", "replace"), True) if isinstance(html, str) else _as_utf8(html, declared)
    tree = _read(source)
    if isinstance(html, bytes) and not is_sure and not tree.is_utf8:
        source = _decode(html, declared).encode("utf-8", "replace")
        tree = _read(source)
    root = etree.fromstring(b"<html></html>", _new_parser()) if tree.root is None else tree.root
    return Document(root, source, tree.is_deep)


def _as_utf8(html: bytes, declared: str | None) -> tuple[bytes, bool]:
    """Return the bytes in UTF-8 and ``True``, or as they are where only parsing shows whether they are UTF-8."""
    bom_encoding, bom = read_bom(html)
    if bom_encoding and bom:
        return html[len(bom) :].decode(bom_encoding, "replace").encode("utf-8", "replace"), True
    if (b"\x1b" in html and html.isascii()) or (declared is not None and declared.startswith("utf-16")):
        return _decode(html, declared).encode("utf-8", "replace"), True
    if declared not in (None, "utf-8") or _names_other(html[:_HEAD].lower()):
        try:
            html.decode("utf-8")  # what decodes as UTF-8 is UTF-8
        except UnicodeDecodeError:
            return _decode(html, declared).encode("utf-8", "replace"), True
    return html, False


def _names_other(head: bytes) -> bool:
    """Tell whether the start of a document, in lower case, says that it is not in UTF-8: a cheap guess."""
    _, found, behind = head.partition(b"charset")
    return bool(found) and not behind.lstrip(b"= \"'").startswith((b"utf-8", b"utf8"))


def _decode(html: bytes, declared: str | None) -> str:
    """Decode what is not UTF-8, or not only."""
    if declared in (None, "utf-8"):
        declared = html_body_declared_encoding(html) or declared
    if not html.isascii() and not str(declared).startswith("utf-16") and not _is_single_byte(html):
        declared = "utf-8"
    elif declared in (None, "utf-8"):
        declared = "cp1252"
    return html.decode(str(declared), "replace")


def _is_single_byte(html: bytes) -> bool:
    """Tell whether bytes that are not quite UTF-8 are in a single-byte encoding rather than UTF-8 with flaws."""
    leading = len(html.translate(None, _NOT_LEADING))
    return html.decode("utf-8", "replace").count("\ufffd") > 0.5 * leading


def _read(source: bytes) -> _Tree:
    """Parse UTF-8 to its very end."""
    if b"\x00" in source:
        source = source.replace(b"\x00", b"")
    if len(source) > _LONG:
        source = _without_floods(source)
    end = source.rfind(b"</html", -_TAIL)
    tree = _parse(source) if end < 0 else _parse(source[:end] + _MARKED)
    if tree.is_deep:
        return _flattened(source)
    is_whole = end >= 0 and _took_mark(tree.root)
    if not is_whole or _START.search(source, end):
        whole = _without_ends(source)
        if end >= 0 or whole is not source:
            return _parse(whole)
    return tree


def _took_mark(root: etree._Element | None) -> bool:
    """Take the mark at the end out of the tree; tell whether it was there."""
    last = root
    while last is not None and len(last):
        last = last[-1]
    if last is None or last.get(_MARK) is None:
        return False
    holder = last.getparent()
    if holder is not None:
        holder.remove(last)
    return True


def _without_ends(source: bytes) -> bytes:
    """Leave out the ends of documents if there are tags behind the first of them."""
    end = _END.search(source)
    return _END.sub(b"", source) if end is not None and _START.search(source, end.end()) else source


def _without_floods(source: bytes) -> bytes:
    """Cut tags of thousands of attributes short."""
    starts = {_tag_around(source, at) for at in range(0, len(source), _STRIDE)}
    parts: list[bytes] = []
    done = 0
    for start in sorted(starts - {-1}):
        if tag := _LONG_TAG.match(source, start):
            parts += source[done:start], _without_flood(tag)
            done = tag.end()
    return b"".join((*parts, source[done:])) if parts else source


def _tag_around(source: bytes, at: int) -> int:
    """Return where the tag begins that goes on for the stretch at ``at``, and in that before began; -1 for none.

    A long tag has such a place.
    """
    if source.find(b">", at, at + _STRIDE) >= 0:
        return -1
    start = source.rfind(b"<", max(0, at - _STRIDE), at + 1)
    return start if start >= 0 and source.find(b">", start, at) < 0 else -1


def _without_flood(tag: re.Match[bytes]) -> bytes:
    """Cut a tag of thousands of attributes short: the parser takes time that grows with the square of their number."""
    text = tag[0]
    if len(_QUOTED.sub(b"", text).split()) < _MOST_ATTRIBUTES:
        return text
    return text[:_LONGEST_TAG].rpartition(b" ")[0]


def _flattened(source: bytes) -> _Tree:
    shallow = flattened(_without_ends(source).decode("utf-8", "replace"), _MOST_DEPTH)
    return _parse(shallow.encode("utf-8"), huge=True)._replace(is_deep=True)


def _new_parser(*, huge: bool = False) -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True)


def _parse(source: bytes, *, huge: bool = False) -> _Tree:
    parser = _new_parser(huge=huge or len(source) > _LARGE)
    root: etree._Element | None
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        root = None
    errors = parser.error_log
    is_utf8 = all(error.type != etree.ErrorTypes.ERR_INVALID_ENCODING for error in errors)
    return _Tree(root, is_utf8, any("depth" in str(error.message) for error in errors))
