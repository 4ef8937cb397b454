"""Parsing feeds as XML, and reading their elements whatever namespace they are in."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from newscrawl.syndication.entries import plain

__all__ = ["author_name", "inner_markup", "inner_text", "local_name", "mended", "parse"]

_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_MEDIA = re.compile(r"mrss|/itunes|podcast|/play-podcasts")
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,31};)")


def parse(body: bytes, *, recover: bool = False) -> etree._Element | None:
    """Parse XML; ``None`` where it is none, unless errors may be skipped. Entities are not expanded."""
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def mended(body: bytes) -> bytes:
    """Return XML with HTML's entities as numbers and stray ampersands escaped."""

    def numeric(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name in _PREDEFINED or (character := html5.get(name + ";")) is None:
            return match[0]
        return "".join(f"&#{ord(c)};" for c in character).encode()

    return _BARE_AMPERSAND.sub(b"&amp;", _ENTITY.sub(numeric, body))


def local_name(element: etree._Element) -> str:
    """Return an element's name in lower case without namespace; an empty string for the names of media modules.

    Those modules describe a picture or a podcast by names that mean the entry itself elsewhere (``media:title``).
    """
    tag = element.tag if isinstance(element.tag, str) else ""
    namespace, _, name = tag.rpartition("}")
    return "" if namespace and _MEDIA.search(namespace) else name.lower()


def inner_text(element: etree._Element) -> str | None:
    """Return the text of an element, that of its children included."""
    return "".join(map(str, element.itertext())) if len(element) else element.text


def inner_markup(element: etree._Element) -> str | None:
    """Return what an element holds as HTML: its text, or the mark-up inside it."""
    if len(element) == 0:
        return element.text
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def author_name(element: etree._Element) -> str | None:
    """Return the name in an author element: a ``name`` child, or text, which RSS wants as ``mail@host (Name)``."""
    if len(element):
        return next((plain(child.text) for child in element if local_name(child) == "name"), None)
    name = plain(element.text)
    return name[name.index("(") + 1 : -1] if name and "@" in name and name.endswith(")") and "(" in name else name
