"""What the extractor reads off the fixtures' pages equals what a person read: one test per fixture and field."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newscrawl.fixtures import Fixture

FOLDER = Path(__file__).parent / "fixtures"
FIXTURES = {fixture.name: fixture for fixture in map(Fixture, sorted(p.parent for p in FOLDER.glob("*/*/page.html")))}


def fields_of(expected: dict[str, Any]) -> list[str]:
    """Return the names of the fields that a fixture tests: ``article.dek``, ``comments.author``, ``headlines`` …"""
    names = []
    for part, value in expected.items():
        if part == "article" and value is not None:
            names += [f"{part}.{field}" for field in value]
        elif part in ("comments", "pingbacks") and value:
            names += [part, *(f"{part}.{field}" for field in value[0])]
        else:
            names.append(part)
    return names


def value_of(document: dict[str, Any], name: str) -> Any:
    part, _, field = name.partition(".")
    value = document[part]
    if not field:
        return len(value) if part in ("comments", "pingbacks") else value
    if part == "article":
        return value[field] if value else "no article"
    return [entry[field] for entry in value]


@cache
def observed(name: str) -> dict[str, Any]:
    return FIXTURES[name].observed()


CASES = [(name, field) for name, fixture in FIXTURES.items() for field in fields_of(fixture.expected())]


@pytest.mark.parametrize(("name", "field"), CASES, ids=lambda part: part.replace("/", "-"))
def test_field_of_fixture(name: str, field: str) -> None:
    expected = value_of(FIXTURES[name].expected(), field)

    assert value_of(observed(name), field) == expected
