"""CSS and XPath of profiles, compiled when the profile is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newscrawl.profiles.xpath import NAMESPACES, check_xpath

__all__ = ["Selector"]

_XPATH = "xpath:"
_TRANSLATOR = HTMLTranslator()


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector: CSS, with ``::text`` and ``::attr(name)``, or XPath behind ``xpath:``."""

    source: str
    """As the profile has it."""

    _find: Callable[[etree._Element], Any] = field(repr=False, compare=False)

    @classmethod
    def compile(cls, source: str) -> Selector:
        """Compile a selector; raises :exc:`ValueError` that says what is wrong with it.

        >>> Selector.compile("h1.title").source
        'h1.title'
        """
        text = source.strip()
        try:
            path = text[len(_XPATH) :].strip() if text.startswith(_XPATH) else _TRANSLATOR.css_to_xpath(text)
            find = etree.XPath(path, namespaces=NAMESPACES, smart_strings=False)
            check_xpath(path)
            find(etree.Element("html"))
        except (SelectorError, etree.XPathError, ValueError) as error:
            raise ValueError(str(error) or "it is empty") from error
        return cls(source, cast("Callable[[etree._Element], Any]", find))

    def find(self, element: etree._Element) -> list[etree._Element | str]:
        """Return what the selector finds below ``element``: elements, or strings (``::text``, ``::attr()``, ``@x``)."""
        try:
            found = self._find(element)
        except (etree.XPathError, re.error):  # a value, or an expression made of what the page holds, does not fit
            return []
        if isinstance(found, list):
            return [value for value in found if isinstance(value, str | etree._Element)]
        return [] if isinstance(found, bool) or found == "" else [str(found)]

    def elements(self, element: etree._Element) -> list[etree._Element]:
        """Return the elements that the selector finds below ``element``."""
        return [value for value in self.find(element) if isinstance(value, etree._Element)]
