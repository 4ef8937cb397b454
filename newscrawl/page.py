"""A fetched page: its bytes parsed once, and what several finders ask of it, each worked out on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import orjson
from lxml import etree
from parsel import Selector
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from newscrawl.text import clean
from newscrawl.urls import absolute, is_web_url

__all__ = ["Page"]

_META = etree.XPath("//meta[@content]")
_LINKS = etree.XPath("//link[@rel and @href]")
_JSON_LD = etree.XPath("//script[contains(@type, 'ld+json')]/text()")
_TITLE = etree.XPath("string(//head/title | //title[not(ancestor::svg)])")
_BASE = etree.XPath("string(//base/@href)")
_BY_CLASS = etree.XPath("//*[@class]")
_BY_ID = etree.XPath("//*[@id]")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_JSON_NOISE = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$|;\s*$")
_RAW_CONTROL = re.compile(r"[\x00-\x1f]")


class Page:
    """HTML and its address, parsed once.

    ``html`` may be bytes, then the encoding is the one given, else that of a byte order mark, of the document's own
    declaration, UTF-8 if the bytes are, or windows-1252. No HTML is too bad: an empty document has an empty tree.
    """

    def __init__(self, html: bytes | str, url: str, *, encoding: str | None = None) -> None:
        self.url = url
        self.html = html if isinstance(html, str) else _decode(html, encoding)
        """The document as text."""
        self.root = _parse(self.html)
        """Root element; comments and processing instructions are not in the tree."""

    def mentions(self, *needles: str) -> bool:
        """Tell whether the source holds any of the strings: a cheap test before a search of the tree."""
        return any(needle in self.html for needle in needles)

    @cached_property
    def selector(self) -> Selector:
        """The document as a parsel selector, for CSS and XPath of profiles."""
        return Selector(root=self.root, type="html")

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements in document order."""
        return list(self.root.iter())

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are joined to."""
        href = _BASE(self.root).strip() if "<base" in self.html or "<BASE" in self.html else ""
        try:
            base = urljoin(self.url, href) if href else self.url
        except ValueError:
            return self.url
        return base if is_web_url(base) else self.url

    def absolute(self, href: str | None) -> str | None:
        """Join an address of this page; ``None`` unless it leads to http(s)."""
        return absolute(self.base_url, href) if href else None

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Contents of ``<meta>`` by lower-case ``property``, ``name``, ``itemprop`` and ``http-equiv``, in page order."""
        found: dict[str, list[str]] = {}
        for element in _META(self.root):
            content = clean(element.get("content"))
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(attribute):
                    values = found.setdefault(name.strip().lower(), [])
                    if content not in values:
                        values.append(content)
        return found

    def first_meta(self, *names: str) -> str | None:
        """Return the first content of the first of ``names`` (lower case) that the page has."""
        for name in names:
            if values := self.meta.get(name):
                return values[0]
        return None

    @cached_property
    def links(self) -> list[tuple[frozenset[str], str, dict[str, str]]]:
        """``<link>`` elements as (rel tokens in lower case, absolute address, attributes)."""
        found = []
        for element in _LINKS(self.root):
            if url := self.absolute(element.get("href")):
                found.append((frozenset(element.get("rel", "").lower().split()), url, dict(element.attrib)))
        return found

    @cached_property
    def canonical_url(self) -> str | None:
        """``rel=canonical`` as declared, absolute; whether to believe it is decided in :mod:`newscrawl.identity`."""
        return next((url for rel, url, _ in self.links if "canonical" in rel), None)

    @cached_property
    def title(self) -> str:
        """Text of ``<title>``."""
        return clean(_TITLE(self.root))

    @cached_property
    def language(self) -> str | None:
        """Language the document declares (``lang`` of ``<html>``, else meta), as written."""
        root = self.root
        declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
        value = clean(declared or self.first_meta("content-language", "og:locale", "language"))
        return value.replace("_", "-") or None

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """JSON-LD nodes in page order: lists and ``@graph`` flattened, broken JSON repaired where that is safe."""
        if "ld+json" not in self.html:
            return []
        return [node for text in _JSON_LD(self.root) for node in _nodes(_load_json(text))]

    @cached_property
    def by_class(self) -> dict[str, list[etree._Element]]:
        """Elements by each of their class names, in document order."""
        index: dict[str, list[etree._Element]] = {}
        for element in _BY_CLASS(self.root):
            for name in element.get("class", "").split():
                index.setdefault(name, []).append(element)
        return index

    @cached_property
    def by_id(self) -> dict[str, etree._Element]:
        """Elements by their ``id``; the first one where an id is used twice."""
        index: dict[str, etree._Element] = {}
        for element in _BY_ID(self.root):
            index.setdefault(element.get("id", ""), element)
        return index


def _decode(html: bytes, encoding: str | None) -> str:
    bom_encoding, bom = read_bom(html)
    if bom_encoding and bom:
        return html[len(bom) :].decode(bom_encoding, "replace")
    declared = resolve_encoding(encoding) if encoding else None
    if declared is None:
        declared = html_body_declared_encoding(html)
    if declared in (None, "utf-8"):
        try:
            return html.decode("utf-8")
        except UnicodeDecodeError:
            declared = declared or "cp1252"
    return html.decode(str(declared), "replace")


def _parse(html: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        root = etree.fromstring(b"<html></html>", parser)
    return root


def _load_json(text: str) -> Any:
    """Read JSON as pages write it: wrapped in comments, with raw line breaks or trailing commas. ``None`` if hopeless."""
    text = text.strip()
    for repair in (
        lambda s: s,
        lambda s: _JSON_NOISE.sub("", s),
        lambda s: _TRAILING_COMMA.sub("", _RAW_CONTROL.sub(" ", _JSON_NOISE.sub("", s))),
    ):
        try:
            return orjson.loads(repair(text))
        except orjson.JSONDecodeError:
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for entry in value:
            yield from _nodes(entry)
    elif isinstance(value, dict):
        if "@type" in value or "@graph" not in value:
            yield value
        if "@graph" in value:
            yield from _nodes(value["@graph"])
