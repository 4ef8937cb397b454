"""A fetched page: its bytes parsed once, and what several finders ask of it, each worked out on first use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from lxml import etree
from parsel import Selector

from newscrawl.class_index import ClassIndex
from newscrawl.json_nodes import read_nodes
from newscrawl.nesting import HELD, HOLDER
from newscrawl.parsing import parse_html
from newscrawl.text import clean
from newscrawl.urls import absolute, is_web_url, same_site

__all__ = ["Page", "select"]

_Answer = TypeVar("_Answer")

_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_MOST_VALUES = 200
_PLAIN_RELS = frozenset(
    (
        "stylesheet",
        "preload",
        "prefetch",
        "dns-prefetch",
        "preconnect",
        "modulepreload",
        "icon",
        "shortcut icon",
        "apple-touch-icon",
    )
)
_NONE: Mapping[etree._Element, str] = MappingProxyType({})
_items = cast("Callable[[etree._Element], list[tuple[str, str]]]", etree._Element.items)


def select(path: etree.XPath, element: etree._Element) -> list[etree._Element]:
    """Evaluate a compiled XPath that yields elements."""
    return cast("list[etree._Element]", path(element))


class Page:
    """HTML and its address, parsed once.

    ``html`` may be bytes, then ``encoding`` is that of the HTTP header; :func:`newscrawl.parsing.parse_html` says when
    it is believed. No HTML is too bad: an empty document has an empty tree.

    Raises :class:`ValueError` for an address that cannot be taken apart.
    """

    def __init__(self, html: bytes | str, url: str, *, encoding: str | None = None) -> None:
        try:
            urlsplit(url)
        except ValueError as error:
            raise ValueError(f"{url!r} is no address of a page ({error}): give its http or https address") from error
        self.url = url
        self.root, self._source, self._is_flattened = parse_html(html, encoding)
        self._absolute: dict[str, str | None] = {}
        self._tagged: dict[tuple[str, ...], list[etree._Element]] = {}
        self._answers: dict[Callable[[Page], Any], Any] = {}

    def once(self, question: Callable[[Page], _Answer]) -> _Answer:
        """Return the answer of a function about this page, which is asked the first time only."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast("_Answer", self._answers[question])

    @property
    def html(self) -> str:
        """The document as text, decoded each time it is asked for."""
        return self._source.decode("utf-8", "replace")

    @cached_property
    def selector(self) -> Selector:
        """The document as a parsel selector, for CSS and XPath of profiles."""
        return Selector(root=self.root, type="html")

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements in document order."""
        return list(self.root.iter())

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Places in document order by tag."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, element in enumerate(self.elements):
            places[element.tag].append(place)
        return places

    @property
    def tags(self) -> Collection[str]:
        """The tags that the page has, in the order of their first elements."""
        return self._places.keys()

    @cached_property
    def moved(self) -> dict[etree._Element, etree._Element]:
        """Elements that the source nests deeper than the tree does, each with the one that holds it in the source."""
        if not self._is_flattened:
            return {}
        holders = {number: element for element in self.elements if (number := element.get(HOLDER))}
        return {
            element: holders[number] for element in self.elements if (number := element.get(HELD)) and number in holders
        }

    def tagged(self, *names: str) -> list[etree._Element]:
        """Return the elements with one of the tags, in document order; many times faster than asking the tree."""
        found = self._tagged.get(names)
        if found is None:
            found = self._tagged[names] = list(map(self.elements.__getitem__, self._placed(names)))
        return found

    def _placed(self, names: tuple[str, ...]) -> list[int]:
        lists = [self._places[name] for name in names if name in self._places]
        return lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))

    @cached_property
    def attributes(self) -> dict[str, dict[etree._Element, str]]:
        """By name (lower case) of an attribute the elements that have it, in document order, with its value.

        Read in one pass: to ask each element for its class alone takes half as long.
        """
        found: defaultdict[str, dict[etree._Element, str]] = defaultdict(dict)
        for element in self.elements:
            for name, value in _items(element):
                found[name][element] = value
        return dict(found)

    def values(self, name: str) -> Mapping[etree._Element, str]:
        """Return the values of an attribute by element; many times faster to ask than the elements."""
        return self.attributes.get(name, _NONE)

    @cached_property
    def anchors(self) -> list[tuple[etree._Element, str]]:
        """``<a>`` elements that have an ``href``, with it as written."""
        return [(element, href) for element, href in self.values("href").items() if href and element.tag == "a"]

    @cached_property
    def inner_links(self) -> list[tuple[etree._Element, str]]:
        """Those :attr:`anchors` that lead to a place of the page, each with that place's name."""
        return [(element, href[1:]) for element, href in self.anchors if href[0] == "#"]

    @cached_property
    def _addresses(self) -> str:
        return "\n".join([href for _, href in self.anchors] + [""])

    def leads(self, *needles: str) -> bool:
        """Tell whether the ``href`` of any ``<a>``, a line each, holds any of the strings: cheap, before a search."""
        return any(map(self._addresses.__contains__, needles))

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are joined to."""
        href = next((clean(element.get("href")) for element in self.tagged("base") if element.get("href")), "")
        try:
            base = urljoin(self.url, href) if href else self.url
        except ValueError:
            return self.url
        return base if is_web_url(base) else self.url

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the page's address, with a slash: what absolute addresses within the host start with."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"

    def is_on_site(self, url: str) -> bool:
        """Tell whether an absolute address lies within the page's site."""
        return url.startswith(self.origin) or same_site(url, self.url)

    def absolute(self, href: str | None) -> str | None:
        """Join an address of this page; ``None`` unless it leads to http(s)."""
        if not href:
            return None
        if href not in self._absolute:
            self._absolute[href] = absolute(self.base_url, href)
        return self._absolute[href]

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Contents of ``<meta>`` by ``property``, ``name``, ``itemprop`` and ``http-equiv``, keys in lower case."""
        found: dict[str, list[str]] = {}
        for element in self.tagged("meta"):
            attributes = element.attrib
            content = clean(attributes.get("content"))
            if not content:
                continue
            for attribute in _META_NAMES:
                if name := attributes.get(attribute):
                    values = found.setdefault(name.strip().lower(), [])
                    if content not in values and len(values) < _MOST_VALUES:
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
        """``<link>`` elements as (rel tokens in lower case, absolute address, attributes), without styles and icons."""
        return [
            (frozenset(rel.lower().split()), url, {str(k): str(v) for k, v in element.attrib.items()})
            for element in self.tagged("link")
            if (rel := element.get("rel")) and rel not in _PLAIN_RELS and (url := self.absolute(element.get("href")))
        ]

    @cached_property
    def assets(self) -> str:
        """Addresses of scripts and of what ``<link>`` names, as written, one a line.

        They tell what software made a page; searching them costs a hundredth of searching the source.
        """
        return "\n".join(
            address
            for element in self.tagged("script", "link")
            if (address := element.get("src") or element.get("href"))
        )

    def mentions(self, *needles: str) -> bool:
        """Tell whether the source holds any of the strings; each costs about a tenth of parsing."""
        return any(needle.encode() in self._source for needle in needles)

    def loads(self, *needles: str) -> bool:
        """Tell whether any of the strings is in :attr:`assets`."""
        return any(map(self.assets.__contains__, needles))

    @cached_property
    def canonical_url(self) -> str | None:
        """``rel=canonical`` as declared, absolute; whether to believe it is decided in :mod:`newscrawl.identity`."""
        return next((url for rel, url, _ in self.links if "canonical" in rel), None)

    @cached_property
    def title(self) -> str:
        """Text of ``<title>``."""
        for element in self.tagged("title"):
            parent = element.getparent()
            if parent is not None and parent.tag != "svg":
                return clean(element.text)
        return ""

    @cached_property
    def language(self) -> str | None:
        """Language the document declares (``lang`` of ``<html>``, else meta), as written."""
        root = self.root
        declared = root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        value = clean(declared or self.first_meta("content-language", "og:locale", "language"))
        return value.replace("_", "-") or None

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """JSON-LD nodes in page order: lists and ``@graph`` flattened, broken JSON repaired where that is safe."""
        scripts = [element for element in self.tagged("script") if "ld+json" in element.get("type", "")]
        return [node for element in scripts for node in read_nodes(element.text or "")]

    @cached_property
    def by_class(self) -> ClassIndex:
        """Elements by each of their class names, in document order."""
        return ClassIndex(self.values("class"))

    def classes_like(self, *needles: str) -> list[str]:
        """Return the class names of the page that hold any of ``needles`` (lower case)."""
        return self.by_class.like(*needles)

    @cached_property
    def by_id(self) -> dict[str, etree._Element]:
        """Elements by their ``id``; the first one where an id is used twice."""
        by_id: dict[str, etree._Element] = {}
        for element, value in self.values("id").items():
            if value:
                by_id.setdefault(value, element)
        return by_id

    @cached_property
    def by_rel(self) -> dict[str, list[etree._Element]]:
        """``<a>`` elements by each token of their ``rel``, in document order."""
        return _by_token((element, rel.lower()) for element, rel in self.values("rel").items() if element.tag == "a")

    @cached_property
    def by_itemprop(self) -> dict[str, list[etree._Element]]:
        """Elements by each of their microdata properties, in document order."""
        return _by_token(self.values("itemprop").items())

    @cached_property
    def by_property(self) -> dict[str, list[etree._Element]]:
        """Elements by each of their RDFa properties (``<meta>`` too), in document order."""
        return _by_token(self.values("property").items())


def _by_token(values: Iterable[tuple[etree._Element, str]]) -> dict[str, list[etree._Element]]:
    """Index elements by the tokens of an attribute."""
    index: dict[str, list[etree._Element]] = {}
    for element, value in values:
        for token in value.split():
            index.setdefault(token, []).append(element)
    return index
