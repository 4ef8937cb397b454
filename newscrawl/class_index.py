"""Elements by their class names, worked out name by name: pages have hundreds of names, and few are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from lxml import etree

__all__ = ["ClassIndex"]


class ClassIndex(Mapping[str, "list[etree._Element]"]):
    """The elements that bear a class name, in document order; names in the order of their first elements."""

    def __init__(self, found: Mapping[etree._Element, str]) -> None:
        """``found`` are elements with their class attributes, in document order."""
        self._elements = [*found]
        self._found: dict[str, list[etree._Element]] = {}
        groups: dict[str, list[int]] = {}
        for place, names in enumerate(found.values()):
            if names in groups:
                groups[names].append(place)
            else:
                groups[names] = [place]
        self._places: dict[str, list[list[int]]] = {}
        for names, group in groups.items():
            for name in names.split():
                if name in self._places:
                    self._places[name].append(group)
                else:
                    self._places[name] = [group]

    def __getitem__(self, name: str) -> list[etree._Element]:
        found = self._found.get(name)
        if found is None:
            groups = self._places[name]
            places = groups[0] if len(groups) == 1 else sorted(set(chain.from_iterable(groups)))
            found = self._found[name] = [self._elements[place] for place in places]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _lines(self) -> tuple[str, dict[str, str]]:
        lowered = {name.lower(): name for name in self._places}
        return "\n" + "\n".join(lowered) + "\n", lowered

    def like(self, *needles: str) -> list[str]:
        """Return the names that hold any of ``needles`` (lower case)."""
        lines, names = self._lines
        found: dict[str, None] = {}
        for needle in needles:
            at = lines.find(needle)
            while at >= 0:
                end = lines.index("\n", at)
                found[names[lines[lines.rindex("\n", 0, at) + 1 : end]]] = None
                at = lines.find(needle, end)
        return list(found)
