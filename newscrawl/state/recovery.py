"""Bringing the index and the JSON Lines files in step at the start of a run.

The files are the truth. Whole lines behind the committed length (the last batch of a killed run, or everything when the
state was lost or is older than the files) are taken into the index, so that what they hold is never written twice; a
torn last line is cut. Where files are shorter than the index says, the index is made anew.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from newscrawl.identity import letters, signature_of
from newscrawl.state.frontier import Frontier
from newscrawl.state.ledger import Ledger
from newscrawl.state.records import Entries, Known, ListChange, RecordIndex, list_place
from newscrawl.storage.jsonlines import JsonLines, storage_error
from newscrawl.storage.records import RECORD_TYPES
from newscrawl.urls import article_key

__all__ = ["Recovery", "recover"]

logger = logging.getLogger(__name__)

_CHUNK: Final = 2000


@dataclass(slots=True)
class Recovery:
    """What was put right."""

    lines: int = 0
    """Lines taken into the index."""

    damaged: list[str] = field(default_factory=list)
    """``file:byte`` of whole lines that are no records; they stay in the file."""

    cut: dict[str, int] = field(default_factory=dict)
    """Bytes of torn last lines cut, by file."""

    lost: list[str] = field(default_factory=list)
    """Files that are missing or shorter than the index says."""


class _Line(NamedTuple):
    data: dict[str, Any]
    offset: int


def recover(data_dir: Path, files: JsonLines, ledger: Ledger, frontier: Frontier) -> Recovery:
    """Put index and files in step; the caller commits. Raises :class:`StorageError` when a file cannot be used."""
    done = Recovery()
    lengths = {path: length for path, (_, length) in ledger.index.file_lengths().items()}
    sizes = {path: _size(data_dir, path) for path in {*files.files(), *(p for p in lengths if files.owns(p))}}
    done.lost = sorted(path for path, size in sizes.items() if size < lengths.get(path, 0))
    if done.lost:
        _start_anew(done.lost, ledger, frontier)
        lengths = {}
    for path in sorted(sizes, key=lambda path: (path.rpartition("/")[2], path)):
        start = lengths.get(path, 0)
        if sizes[path] > start:
            _index_file(data_dir, path, start, ledger, done)
    if done.lines:
        logger.info("Took %d lines of the JSON Lines files into the state", done.lines)
    return done


def _size(data_dir: Path, path: str) -> int:
    try:
        return (data_dir / path).stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise storage_error(data_dir, error) from error


def _start_anew(lost: list[str], ledger: Ledger, frontier: Frontier) -> None:
    logger.warning(
        "The state knows more than the files hold: %s missing or cut short. The files are the truth, so the index is "
        "made anew from them and what was fetched since is visited again; restore the files to avoid that",
        ", ".join(lost),
    )
    ledger.index.forget_all()
    ledger.copies.forget_all()
    first = min(path.rpartition("/")[2][:10] for path in lost)
    try:
        since = int(datetime.fromisoformat(first).replace(tzinfo=UTC).timestamp())
    except ValueError:
        since = 0
    frontier.visit_again(since)


def _index_file(data_dir: Path, path: str, start: int, ledger: Ledger, done: Recovery) -> None:
    file = ledger.index.save_file(path, start)
    end = start
    try:
        for lines, whole in _chunks(data_dir / path, path, start, done):
            _take_in(lines, file, ledger)
            done.lines += len(lines)
            end = whole
        size = _size(data_dir, path)
        if size > end:
            os.truncate(data_dir / path, end)
            done.cut[path] = size - end
            logger.warning("Cut a torn last line of %d bytes from %s", size - end, path)
    except OSError as error:
        raise storage_error(data_dir, error) from error
    ledger.index.save_file(path, end)


def _chunks(full: Path, path: str, start: int, done: Recovery) -> Iterator[tuple[list[_Line], int]]:
    """Yield the whole lines from ``start`` on, and where they end."""
    lines: list[_Line] = []
    offset = start
    with full.open("rb") as file:
        file.seek(start)
        for raw in file:
            if not raw.endswith(b"\n"):
                break
            data = _parsed(raw)
            if data is not None:
                lines.append(_Line(data, offset))
            elif raw.strip():
                done.damaged.append(f"{path}:{offset}")
                logger.error(
                    "%s: the line at byte %d is no record and is skipped; it stays in the file. Mend or delete that "
                    "line, then delete the state to read the files again",
                    path,
                    offset,
                )
            offset += len(raw)
            if len(lines) >= _CHUNK:
                yield lines, offset
                lines = []
    yield lines, offset


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        data = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(data, dict) or data.get("type") not in RECORD_TYPES:
        return None
    return data if isinstance(data.get("id"), str) and data["id"] and isinstance(data.get("url"), str) else None


def _take_in(lines: list[_Line], file: int, ledger: Ledger) -> None:
    index = ledger.index
    headlines = [line for line in lines if line.data["type"] == "headline"]
    others = [line for line in lines if line.data["type"] != "headline"]
    known = index.find({line.data["id"] for line in others})
    new: dict[str, Known] = {}
    for line in others:
        row = _known(line, file)
        before = new.get(row.id) or known.get(row.id)
        if before is None:
            new[row.id] = row
        elif row.revision > before.revision:
            if row.id in new:
                index.add([new.pop(row.id)])
            index.replace([(before, row)])
            known[row.id] = row
        elif row.revision < before.revision:
            index.add_earlier([row])
    index.add(list(new.values()))
    for line in others:
        if line.data["type"] == "article":
            ledger.copies.learn(line.data)
    ledger.copies.save()
    index.save_aliases(_aliases(others))
    if headlines:
        _take_in_lists(headlines, index)


def _known(line: _Line, file: int) -> Known:
    data = line.data
    gone = data.get("status") == "gone" or bool((data.get("changes") or {}).get("removed"))
    return Known(data["id"], signature_of(data), _revision(data), int(gone), None, file, line.offset)


def _revision(data: dict[str, Any]) -> int:
    revision = data.get("revision")
    return revision if isinstance(revision, int) and revision > 0 else 1


def _aliases(lines: list[_Line]) -> dict[str, str]:
    found = {}
    for data, _ in lines:
        if data["type"] == "article" and (own := letters(article_key(data["url"]))) != data["id"]:
            found[own] = data["id"]
    return found


def _take_in_lists(lines: list[_Line], index: RecordIndex) -> None:
    places = [(*list_place(line.data["id"]), line.data) for line in lines if "-h" in line.data["id"]]
    known = index.find_lists({name for name, _, _ in places})
    merged: dict[str, Entries] = {}
    for name, position, data in places:
        entries = merged.setdefault(name, dict(known.get(name, {})))
        revision = _revision(data)
        if revision >= entries.get(position, (0, 0))[1]:
            entries[position] = (signature_of(data), revision)
    index.save_lists([ListChange(name, entries, name in known) for name, entries in merged.items()])
