"""JSON-LD as pages write it: objects out of the text of a script, broken JSON repaired where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

__all__ = ["read_nodes"]

_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_JSON_NOISE = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
    r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$|;\s*$"
)
_RAW_CONTROL = re.compile(r"[\x00-\x1f]")


def read_nodes(text: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes in the text of a script in order: lists and ``@graph`` flattened, none of hopeless JSON.

    >>> [*read_nodes('{"@graph": [{"@type": "Person",},]}')]
    [{'@type': 'Person'}]
    """
    return _nodes(_load(text))


def _load(text: str) -> Any:
    """Read JSON as pages write it: in comments, with raw line breaks or trailing commas; ``None`` if hopeless."""
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
