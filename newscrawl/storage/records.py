"""Records as JSON: checking, writing and reading back.

A record becomes one JSON object with ``type`` first and the fields in the order of their class; absent values are null,
lists are never null, times are ISO 8601, in UTC where their zone is known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import orjson

from newscrawl.items import Article, Comment, Headline, Image, Pingback, Record, WarcLocation

__all__ = ["RECORD_TYPES", "RecordError", "from_record", "to_line", "to_record", "validate"]

RECORD_TYPES: Final[dict[str, type[Record]]] = {cls.type: cls for cls in (Article, Comment, Pingback, Headline)}

_WEB_URL = re.compile(r"(?i:https?)://[^\s/?#\x00-\x20]+[^\s\x00-\x20]*\Z")
_WRITTEN_AS_IT_IS: Final = (None, UTC)
_REQUIRED: Final = {
    "comment": ("id", "article_id", "article_url"),
    "pingback": ("id", "article_id", "article_url"),
    "headline": ("id", "page_url", "list", "headline"),
    "article": ("id",),
}
_ALLOWED_VALUES: Final = {
    "article": {"status": frozenset({"live", "updated", "gone"})},
    "pingback": {"kind": frozenset({"pingback", "trackback", "webmention"})},
}


class RecordError(ValueError):
    """A record breaks a rule and must not be written; the message names type, id, field and rule."""


class _Rules:
    """What the fields of one record type may hold."""

    def __init__(self, cls: type[Record]) -> None:
        hints = get_type_hints(cls)
        self.head = b'{"type":"%s",' % cls.type.encode()
        self.names = tuple(f.name for f in fields(cls))
        self.values = attrgetter(*self.names)
        self.types = tuple(frozenset(_plain_types(hints[name])) for name in self.names)
        self.good_types: set[tuple[type, ...]] = set()
        self.elements = self._places(lambda name: get_origin(hints[name]) is list)
        self.element_types = {name: get_args(hints[name])[0] for _, name in self.elements}
        self.times = self._places(lambda name: datetime in _plain_types(hints[name]))
        self.required = self._places(_REQUIRED[cls.type].__contains__)
        self.choices = self._places(_ALLOWED_VALUES.get(cls.type, {}).__contains__)
        self.changes = self._places("changes".__eq__)
        self.url, self.revision = self.names.index("url"), self.names.index("revision")

    def _places(self, wanted: Callable[[str], bool]) -> tuple[tuple[int, str], ...]:
        """Return place and name of the fields that are wanted."""
        return tuple((place, name) for place, name in enumerate(self.names) if wanted(name))


def _plain_types(hint: Any) -> tuple[type, ...]:
    origin = get_origin(hint)
    if isinstance(origin, type) and origin in (list, dict):
        return (origin,)
    if isinstance(hint, type):
        return (hint,)
    return tuple(t for arg in get_args(hint) for t in _plain_types(arg))


_RULES: Final = {name: _Rules(cls) for name, cls in RECORD_TYPES.items()}


def validate(record: Record) -> None:
    """Raise :class:`RecordError` unless ``record`` may be written."""
    _check(record, _RULES[record.type])


def _check(record: Record, rules: _Rules) -> tuple[Any, ...]:
    """Raise :class:`RecordError` unless ``record`` may be written; return the values of its fields."""
    values: tuple[Any, ...] = rules.values(record)
    types = tuple(map(type, values))
    if types not in rules.good_types:
        _check_types(record, rules, types)
    for place, name in rules.elements:
        for value in values[place]:
            if type(value) is not rules.element_types[name]:
                wanted = rules.element_types[name].__name__
                _refuse(record, name, f"must hold {wanted} only, not {type(value).__name__}")
    for place, name in rules.required:
        if not values[place]:
            _refuse(record, name, "must not be empty")
    if not _WEB_URL.match(values[rules.url]):
        _refuse(record, "url", f"must be an absolute http(s) address, not {record.url[:200]!r}")
    if values[rules.revision] < 1:
        _refuse(record, "revision", "must be 1 or more")
    for place, name in rules.choices:
        allowed = _ALLOWED_VALUES[record.type][name]
        if values[place] not in allowed:
            _refuse(record, name, f"must be one of {', '.join(sorted(allowed))}, not {values[place]!r}")
    for place, _ in rules.changes:
        if values[place]:
            _check_numbers(record, values[place])
    return values


def _check_types(record: Record, rules: _Rules, found: tuple[type, ...]) -> None:
    """Refuse a value of a wrong type; remember combinations that are right, of which there are few."""
    for name, kind, allowed in zip(rules.names, found, rules.types, strict=True):
        if kind not in allowed:
            wanted = " or ".join(sorted("null" if t is NoneType else t.__name__ for t in allowed))
            _refuse(record, name, f"must be {wanted}, not {kind.__name__}")
    rules.good_types.add(found)


def _refuse(record: Record, name: str, rule: str) -> None:
    raise RecordError(f"{record.type} {record.id or record.url!r}: {name} {rule}")


def _check_numbers(record: Record, value: Any) -> None:
    if isinstance(value, str):
        return
    if isinstance(value, float) and not math.isfinite(value):
        _refuse(record, "changes", "must not hold NaN or an infinite number")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for element in value:
            _check_numbers(record, element)


def to_line(record: Record) -> bytes:
    """Return ``record`` as one line of JSON with its line feed.

    Raises :class:`RecordError` when it breaks a rule or holds what JSON cannot (lone surrogates, huge numbers).
    """
    rules = _RULES[record.type]
    values = _check(record, rules)
    elsewhere = {
        name: values[place].astimezone(UTC)
        for place, name in rules.times
        if values[place] is not None and values[place].tzinfo not in _WRITTEN_AS_IT_IS
    }
    if elsewhere:
        record = replace(record, **elsewhere)
    try:
        return rules.head + orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)[1:]
    except (TypeError, ValueError) as error:
        raise RecordError(f"{record.type} {record.id!r} cannot be written as JSON: {error}") from error


def to_record(record: Record) -> dict[str, Any]:
    """Return ``record`` as the JSON object that is written for it; raises as :func:`to_line`."""
    data: dict[str, Any] = orjson.loads(to_line(record))
    return data


def from_record(data: Mapping[str, Any]) -> Record:
    """Return the record that ``data`` was written for.

    Unknown keys are ignored and missing ones take their default, so lines of other versions can be read. Raises
    :class:`RecordError` when ``data`` is no record.
    """
    cls = RECORD_TYPES.get(str(data.get("type")))
    if cls is None or not isinstance(data.get("url"), str):
        raise RecordError(f"not a record: type is {data.get('type')!r}, url is {data.get('url')!r}")
    rules = _RULES[cls.type]
    values = {name: data[name] for name in rules.names if data.get(name) is not None}
    try:
        for _, name in rules.times:
            if name in values:
                values[name] = datetime.fromisoformat(values[name])
        if "images" in values:
            values["images"] = [Image(**image) for image in values["images"]]
        if "warc" in values:
            values["warc"] = WarcLocation(**values["warc"])
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise RecordError(f"{cls.type} {data.get('id')!r} cannot be read: {error}") from error
