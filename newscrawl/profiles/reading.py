"""Reading a profile from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from newscrawl.errors import ProfileError
from newscrawl.profiles import checks
from newscrawl.profiles.checks import FaultError, known_keys
from newscrawl.profiles.profile import (
    ARTICLE_FIELDS,
    CADENCE,
    COMMENT_FIELDS,
    FOLLOW_UPS,
    CommentSelectors,
    SiteProfile,
)
from newscrawl.profiles.selectors import Selector

__all__ = ["read_profile"]

_Read = Callable[[str, Any], Any]
_TOP: Final[dict[str, _Read]] = {
    "name": checks.read_name,
    "seeds": checks.read_urls,
    "allow": checks.read_patterns,
    "deny": checks.read_patterns,
    "since": checks.read_since,
    "max_pages": checks.read_whole(1),
    "max_depth": checks.read_whole(0),
    "timezone": checks.read_zone,
    "language": checks.read_language,
    "day_first": checks.read_flag,
    "believe_canonical": checks.read_flag,
    "exclude": checks.read_selectors,
}
_POLITENESS: Final[dict[str, _Read]] = {"delay": checks.read_number, "concurrency": checks.read_whole(1)}
_TABLES: Final = ("politeness", "follow_ups", "cadence", "article", "comment")


def read_profile(path: Path) -> SiteProfile:
    """Read a profile file; raises :exc:`~newscrawl.errors.ProfileError` that names file, key, rule and cure."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: is not TOML ({error}); strings need quotes, tables a [name] line") from error
    try:
        return _profile(data, default_name=path.stem)
    except FaultError as error:
        raise ProfileError(f"{path}: {error}") from error


def _profile(data: Mapping[str, Any], *, default_name: str) -> SiteProfile:
    known_keys(data, (*_TOP, *_TABLES))
    values: dict[str, Any] = {"name": default_name}
    values.update((key, read(key, data[key])) for key, read in _TOP.items() if key in data)
    politeness = _table(data, "politeness", _POLITENESS)
    values.update(
        (key, read(f"politeness.{key}", politeness[key])) for key, read in _POLITENESS.items() if key in politeness
    )
    values["follow_ups"] = _read_all(data, "follow_ups", FOLLOW_UPS, checks.read_flag)
    values["cadence"] = _read_cadence(data)
    values["selectors"] = _read_all(data, "article", ARTICLE_FIELDS, checks.read_selectors)
    values["comments"] = _read_comments(data)
    return SiteProfile(**values)


def _table(data: Mapping[str, Any], name: str, known: Iterable[str]) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise FaultError(name, f"{table!r} is not a table", f"write a line [{name}] and the keys below it")
    known_keys(table, known, f"{name}.")
    return table


def _read_all(data: Mapping[str, Any], name: str, known: Iterable[str], read: _Read) -> dict[str, Any]:
    return {key: read(f"{name}.{key}", value) for key, value in _table(data, name, known).items()}


def _read_cadence(data: Mapping[str, Any]) -> dict[str, int]:
    bounds: dict[str, int] = _read_all(data, "cadence", CADENCE, checks.read_duration)
    for kind in ("source", "article"):
        least, most = bounds.get(f"{kind}_min"), bounds.get(f"{kind}_max")
        if least and most and least > most:
            raise FaultError(f"cadence.{kind}_min", f"it is longer than {kind}_max", "swap the two")
    return bounds


def _read_comments(data: Mapping[str, Any]) -> CommentSelectors | None:
    found: dict[str, tuple[Selector, ...]] = _read_all(
        data, "comment", ("item", *COMMENT_FIELDS), checks.read_selectors
    )
    if not found:
        return None
    if "item" not in found:
        raise FaultError(
            "comment.item", "it is missing", 'give the selector of one whole comment, such as "li.comment"'
        )
    return CommentSelectors(item=found.pop("item"), fields=found)
