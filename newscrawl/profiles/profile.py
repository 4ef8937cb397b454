"""The profile of a site."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["SiteProfile"]


@dataclass(kw_only=True, frozen=True, slots=True)
class SiteProfile:
    """What is special about one site."""

    name: str
    seeds: tuple[str, ...] = ()
    timezone: str | None = None
    """IANA zone that times without zone are in."""

    language: str | None = None
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """CSS (or ``xpath:``) selectors by field name, tried in order before the generic finders."""
