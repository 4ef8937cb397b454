"""Pages with what a person reads off them, as test fixtures.

A fixture is a folder ``<site>/<slug>/`` with ``page.html`` (the bytes as served), ``meta.toml`` (``url``, and where
they matter ``encoding`` of the HTTP header and ``fetched_at``) and ``expected.json``. What ``expected.json`` leaves out
is not tested; its form is that of :func:`observe`.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.extractor import Extraction, extract
from newscrawl.items import Article, Comment, Headline, Pingback
from newscrawl.storage.records import to_record

__all__ = ["Fixture", "observe"]

_NOT_READ_OFF_THE_PAGE = frozenset(
    "type id url site fetched_at run_id revision warc status content_hash changes sources duplicate_of cluster_id "
    "article_id article_url".split()
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A fixture's folder."""

    folder: Path

    @property
    def name(self) -> str:
        """Site and slug: ``site/slug``."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    def expected(self) -> dict[str, Any]:
        """Return what a person read off the page."""
        expected: dict[str, Any] = json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))
        return expected

    def observed(self) -> dict[str, Any]:
        """Return what the extractor reads off the page."""
        meta = tomllib.loads((self.folder / "meta.toml").read_text(encoding="utf-8"))
        return observe(
            extract(
                (self.folder / "page.html").read_bytes(),
                meta["url"],
                encoding=meta.get("encoding"),
                fetched_at=meta.get("fetched_at"),
            )
        )

    def write(self, html: bytes, url: str, *, encoding: str | None = None, fetched_at: datetime | None = None) -> None:
        """Make the fixture's page and meta data, and a draft of ``expected.json`` for a person to correct."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "page.html").write_bytes(html)
        lines = [f"url = {json.dumps(url)}"]
        if encoding:
            lines.append(f"encoding = {json.dumps(encoding)}")
        if fetched_at:
            lines.append(f"fetched_at = {fetched_at.isoformat(timespec='seconds')}")
        (self.folder / "meta.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.write_expected(self.observed())

    def write_expected(self, expected: dict[str, Any]) -> None:
        """Write ``expected.json``."""
        text = json.dumps(expected, ensure_ascii=False, indent=2)
        (self.folder / "expected.json").write_text(text + "\n", encoding="utf-8")


def observe(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the form of ``expected.json``.

    ``article`` is null or an object of its fields; ``comments`` and ``pingbacks`` are lists of objects, in which
    ``parent`` is the position of the comment answered; ``headlines`` has for each list [headline, address] pairs;
    ``follow_ups`` has [kind, address] pairs.
    """
    positions = {comment.id: comment.position for comment in extraction.comments}
    return {
        "kind": extraction.kind,
        "article": _fields(extraction.article) if extraction.article else None,
        "comments": [_comment(comment, positions) for comment in extraction.comments],
        "pingbacks": [_fields(pingback) for pingback in extraction.pingbacks],
        "headlines": _lists(extraction.headlines),
        "follow_ups": [[str(link.kind), link.url] for link in extraction.follow_ups],
    }


def _fields(record: Article | Comment | Pingback) -> dict[str, Any]:
    return {name: value for name, value in to_record(record).items() if name not in _NOT_READ_OFF_THE_PAGE}


def _comment(comment: Comment, positions: dict[str, int]) -> dict[str, Any]:
    fields = _fields(comment)
    fields.pop("parent_id")
    fields.pop("position")
    return {"parent": positions.get(comment.parent_id or ""), **fields}


def _lists(headlines: list[Headline]) -> dict[str, list[list[str]]]:
    lists: dict[str, list[list[str]]] = {}
    for headline in sorted(headlines, key=lambda headline: headline.position):
        lists.setdefault(headline.list, []).append([headline.headline, headline.url])
    return {name: lists[name] for name in dict.fromkeys(headline.list for headline in headlines)}
