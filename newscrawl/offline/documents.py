"""Finding saved pages on disk and telling what address each has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from newscrawl.dates import parse_date
from newscrawl.errors import UsageError
from newscrawl.items import WarcLocation
from newscrawl.offline.warc import WarcPage, read_warc
from newscrawl.urls import is_web_url

__all__ = [
    "NOWHERE", "Document", "Failure", "Source", "address_of", "find_sources", "made_up_address", "read_sources",
]  # fmt: skip

NOWHERE: Final = "https://localhost.invalid/"
"""What the path of a saved page is joined to when the page does not tell its address."""

_FORMS: Final = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".warc": "warc", ".html.gz": "html",
    ".htm.gz": "html", ".txt.gz": "text", ".warc.gz": "warc",
}  # fmt: skip
_HEAD: Final = 64 * 1024
"""Bytes at the start of a saved page in which its address is looked for."""

_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_SINGLE_FILE: Final = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n]+))?")
_CANONICAL: Final = re.compile(
    r"""<link\b(?=[^>]*\brel\s*=\s*["']?canonical\b)[^>]*\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
_OG_URL: Final = re.compile(
    r"""<meta\b(?=[^>]*\bproperty\s*=\s*["']?og:url\b)[^>]*\bcontent\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
_BASE: Final = re.compile(r"""<base\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file to be read."""

    path: Path
    form: str
    """``html``, ``text`` or ``warc``."""

    size: int
    """In bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A saved page. The bytes are those of the page, or its file has them still."""

    name: str
    """What messages call it."""

    form: str
    """``html`` or ``text``."""

    size: int
    """Bytes of input that it stands for."""

    body: bytes | None = None
    path: Path | None = None
    url: str | None = None
    """``None`` where only the page itself can tell."""

    encoding: str | None = None
    fetched_at: datetime | None = None
    warc: WarcLocation | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Something that could not be read."""

    name: str
    reason: str
    size: int = 0


def find_sources(arguments: Iterable[str]) -> list[Source]:
    """Return the files that paths name, folders searched through in order of names.

    Raises :exc:`~newscrawl.errors.UsageError` for a path that does not exist or a folder without saved pages.
    """
    sources: list[Source] = []
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            found = list(_in_folder(path))
            if not found:
                raise UsageError(f"{argument} holds no {', '.join(_FORMS)} file: name a folder of saved pages")
            sources += found
        elif path.is_file():
            sources.append(Source(path=path, form=_form(path) or _sniffed(path), size=path.stat().st_size))
        else:
            raise UsageError(
                f"{argument} does not exist: name a saved page, a folder, a WARC file or an http(s) address"
            )
    return sources


def read_sources(
    sources: Iterable[Source], *, url: str | None = None, encoding: str | None = None
) -> Iterator[Document | Failure]:
    """Yield the pages of files, in order. ``url`` and ``encoding`` are those of all pages that lie in no WARC file."""
    for source in sources:
        if source.form != "warc":
            yield Document(
                name=str(source.path), form=source.form, size=source.size, path=source.path, url=url, encoding=encoding
            )
            continue
        at = 0
        for page in read_warc(source.path):
            size, at = page.offset - at, page.offset
            yield _of_warc(source.path, page, size)


def _of_warc(path: Path, page: WarcPage, size: int) -> Document | Failure:
    name = f"{path}, {page.url or page.record_id or 'record'} at {page.offset}"
    if page.fault is not None:
        return Failure(name=name, reason=page.fault, size=size)
    return Document(
        name=name,
        form="html",
        size=size,
        body=page.body,
        url=page.url,
        encoding=page.encoding,
        fetched_at=page.date,
        warc=WarcLocation(file=path.as_posix(), offset=page.offset, record_id=page.record_id),
    )


def address_of(html: bytes) -> tuple[str | None, datetime | None]:
    """Return the address of a saved page and when it was saved, as far as the page itself tells.

    In order: a comment of the program that saved it (``saved from url``, SingleFile), its canonical link, ``og:url``,
    ``<base>``.
    """
    head = html[:_HEAD].decode("utf-8", "replace")
    if match := _SINGLE_FILE.search(head):
        saved = parse_date(match[2].partition("(")[0].strip()) if match[2] else None
        if is_web_url(match[1]):
            return match[1], saved.astimezone(UTC) if saved is not None and saved.tzinfo else None
    for pattern in (_SAVED_FROM, _CANONICAL, _OG_URL, _BASE):
        if (match := pattern.search(head)) and is_web_url(unescape(match[1])):
            return unescape(match[1]).partition("#")[0], None
    return None, None


def made_up_address(path: Path) -> str:
    """Return an address below :data:`NOWHERE` for a page that tells none: from the path as given, so it is stable.

    >>> made_up_address(Path("../saved/a b.html"))
    'https://localhost.invalid/saved/a%20b.html'
    """
    return NOWHERE + quote("/".join(part for part in path.parts if part not in (path.anchor, "..")))


def _in_folder(folder: Path) -> Iterator[Source]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            form = _form(path)
            if form and path.is_file():
                yield Source(path=path, form=form, size=path.stat().st_size)


def _form(path: Path) -> str | None:
    name = path.name.lower()
    return next((form for suffix, form in _FORMS.items() if name.endswith(suffix)), None)


def _sniffed(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(512).lstrip()
    except OSError:
        return "html"
    if start.startswith((b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        return "warc"
    return "html" if start.startswith(b"<") or b"<html" in start.lower() else "text"
