"""Compares what a crawl of the demo site wrote with the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from newscrawl.demo.truth import NOT_COMPARED
from newscrawl.storage.jsonlines import FOLDERS

__all__ = ["differences", "read_lines"]

Record = dict[str, Any]


def read_lines(data_dir: Path, base_url: str) -> list[Record]:
    """Return the records of the site at ``base_url`` that lie below ``data_dir``, each line of them, oldest first."""
    files = (path for folder in FOLDERS.values() for path in sorted((data_dir / folder).glob("*.jsonl")))
    lines = (orjson.loads(line) for path in files for line in path.read_bytes().splitlines())
    return [record for record in lines if record.get("page_url", record["url"]).startswith(f"{base_url}/")]


def differences(
    expected: Iterable[Record], found: Iterable[Record], *, skip: frozenset[str] = frozenset()
) -> list[str]:
    """Say how ``found`` differs from ``expected``, one line a difference; the last line of an id counts.

    Fields in :data:`~newscrawl.demo.truth.NOT_COMPARED` and in ``skip`` do not count.
    """
    wanted = {record["id"]: record for record in expected}
    there = {record["id"]: record for record in found}
    told = [f"missing: {_name(record)}" for key, record in wanted.items() if key not in there]
    told += [f"not expected: {_name(record)}" for key, record in there.items() if key not in wanted]
    for key in wanted.keys() & there.keys():
        told += _field_differences(wanted[key], there[key], NOT_COMPARED | skip)
    return sorted(told)


def _field_differences(expected: Record, found: Record, skip: frozenset[str]) -> Iterator[str]:
    for name in sorted((expected.keys() | found.keys()) - skip):
        wanted, there = expected.get(name), found.get(name)
        if _comparable(name, wanted) != _comparable(name, there):
            yield f"{_name(expected)}: {name} is {there!r}, expected {wanted!r}"


def _comparable(name: str, value: Any) -> Any:
    if name in ("date_published", "date_modified") and value:
        return datetime.fromisoformat(value)
    return value


def _name(record: Record) -> str:
    label = record.get("headline") or record.get("title") or record.get("author")
    where = f" {record['position']} of {record['list']} on {record['page_url']}" if record["type"] == "headline" else ""
    return f"{record['type']} {label!r}{where} ({record['url']})"
