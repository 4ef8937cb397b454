"""What is wrong with an XPath that compiles: libxml2 tells it only where the part at fault is reached in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["NAMESPACES", "check_xpath"]

NAMESPACES: Final = {"re": "http://exslt.org/regular-expressions"}
"""Prefixes that an XPath of a profile can use."""

_MANY = 1 << 30
_ARGUMENTS: Final = {
    "last": (0, 0), "position": (0, 0), "count": (1, 1), "id": (1, 1), "local-name": (0, 1), "namespace-uri": (0, 1),
    "name": (0, 1), "string": (0, 1), "concat": (2, _MANY), "starts-with": (2, 2), "contains": (2, 2),
    "substring-before": (2, 2), "substring-after": (2, 2), "substring": (2, 3), "string-length": (0, 1),
    "normalize-space": (0, 1), "translate": (3, 3), "boolean": (1, 1), "not": (1, 1), "true": (0, 0), "false": (0, 0),
    "lang": (1, 1), "number": (0, 1), "sum": (1, 1), "floor": (1, 1), "ceiling": (1, 1), "round": (1, 1),
    "has-class": (1, _MANY), "re:test": (2, 3), "re:match": (2, 3), "re:replace": (4, 4),
}  # fmt: skip
"""Least and most arguments by function."""

_OF_NODES: Final = frozenset(("count", "local-name", "namespace-uri", "name", "sum"))
_NODE_TYPES: Final = frozenset(("node", "text", "comment", "processing-instruction"))
_NAME = r"[^\W\d][\w.-]*"
_TOKEN: Final = re.compile(
    rf"""(?P<literal>"[^"]*"|'[^']*')|(?P<variable>\$\s*{_NAME})|(?P<axis>{_NAME})(?=\s*::)"""
    rf"""|(?P<name>{_NAME}(?::(?:{_NAME}|\*))?)|(?P<number>\d*\.?\d+)|(?P<mark>[()\[\],])|(?P<other>\S)"""
)


@dataclass(slots=True)
class _Call:
    """A bracket that is open: of a function's arguments where it has a name."""

    name: str | None
    arguments: int = 0
    first: str | None = None
    """Kind of the first argument's first token."""


def check_xpath(path: str) -> None:
    """Raise :exc:`ValueError` for unknown functions, prefixes and variables, wrong arguments, and faulty regexes.

    >>> check_xpath("//a[contains(@class)]")
    Traceback (most recent call last):
    ValueError: contains() takes 2 arguments, not 1
    """
    calls: list[_Call] = []
    tokens = list(_TOKEN.finditer(path))
    for at, token in enumerate(tokens):
        kind, text = token.lastgroup or "", token.group()
        if text == ")" or text == "]":
            _close(calls.pop() if calls else _Call(None))
            continue
        if calls and text != ",":
            _note(calls[-1], kind, text, tokens[at - 1].group())
        if kind == "variable":
            raise ValueError(f"there is no variable {text}")
        if kind == "name":
            _check_prefix(text)
        if text in ("(", "["):
            before = tokens[at - 1] if at else None
            named = text == "(" and before is not None and before.lastgroup == "name"
            calls.append(_Call(_function(before.group()) if named and before is not None else None))


def _note(call: _Call, kind: str, text: str, before: str) -> None:
    """Take a token for the beginning of an argument where it is one."""
    if before not in ("(", ","):
        return
    call.arguments += 1
    if call.arguments == 1:
        call.first = kind
    if kind == "literal" and call.arguments == 2 and (call.name or "").startswith("re:"):
        try:
            re.compile(text[1:-1])
        except re.error as error:
            raise ValueError(f"{text} is not a regular expression: {error}") from error


def _function(name: str) -> str | None:
    """Return the name of a function; ``None`` for a test of the type of nodes, and for ``and (``."""
    if name in _NODE_TYPES or name in ("and", "or", "div", "mod"):
        return None
    if name not in _ARGUMENTS:
        raise ValueError(f"there is no function {name}()")
    return name


def _close(call: _Call) -> None:
    if call.name is None:
        return
    least, most = _ARGUMENTS[call.name]
    if not least <= call.arguments <= most:
        takes = str(least) if least == most else f"at least {least}" if most == _MANY else f"{least} to {most}"
        raise ValueError(f"{call.name}() takes {takes} argument{'s' * (takes != '1')}, not {call.arguments}")
    if call.name in _OF_NODES and call.first in ("literal", "number"):
        raise ValueError(f"{call.name}() takes elements, not a text or number")


def _check_prefix(name: str) -> None:
    prefix, colon, _ = name.partition(":")
    if colon and prefix not in NAMESPACES:
        raise ValueError(f"there is no prefix {prefix}: (only {', '.join(NAMESPACES)}:)")
