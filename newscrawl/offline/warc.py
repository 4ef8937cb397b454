"""Pages of WARC files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from newscrawl.errors import UsageError
from newscrawl.offline.http_body import LARGEST_PAGE, BodyError, decode_body

__all__ = ["WarcPage", "read_warc"]

_HTML: Final = ("text/html", "application/xhtml+xml")
_CHUNK: Final = 1 << 20


@dataclass(kw_only=True, slots=True)
class WarcPage:
    """A page of a WARC file, or why it cannot be read."""

    offset: int
    """Byte offset of its record in the file."""

    record_id: str = ""
    url: str | None = None
    body: bytes = b""
    encoding: str | None = None
    date: datetime | None = None
    fault: str | None = None


def read_warc(path: Path) -> Iterator[WarcPage]:
    """Yield the HTML pages of a WARC file, compressed or not: answers with status 200, and resources.

    A record that cannot be read is yielded with its fault; a damaged or torn file ends with one. Raises
    :exc:`~newscrawl.errors.UsageError` when FastWARC is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise UsageError(f"{path}: reading WARC files needs FastWARC; pip install 'newscrawl[warc]'") from error
    wanted = WarcRecordType.response | WarcRecordType.resource
    page: WarcPage | None = None
    at = 0
    fault: str | None = None
    try:
        for record in ArchiveIterator(str(path), record_types=wanted, parse_http=True):
            if page is not None:
                yield page
            at = record.stream_pos
            page = _page(record)
        if _is_torn(path, at):
            page, fault = None, "the file ends within this record"
    except OSError as error:
        fault = f"the WARC file cannot be read on ({error})"
    if page is not None:
        yield page
    if fault is not None:
        yield WarcPage(offset=at, fault=fault)


def _page(record: Any) -> WarcPage | None:
    """Return the page of a record; ``None`` when it holds none."""
    headers = record.headers
    kind = record.http_content_type or (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if record.http_headers is not None and record.http_headers.status_code != 200:
        return None
    if kind not in _HTML:
        return None
    page = WarcPage(
        offset=record.stream_pos,
        record_id=record.record_id or "",
        url=(headers.get("WARC-Target-URI") or "").strip("<>") or None,
        encoding=record.http_charset,
        date=_utc(record.record_date),
    )
    if page.url is None:
        page.fault = "the record names no address (WARC-Target-URI)"
        return page
    raw = record.reader.read(LARGEST_PAGE + 1)
    http = record.http_headers or {}
    transfer, content = http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""
    try:
        page.body = decode_body(raw, transfer=transfer, content=content)
    except BodyError as error:
        page.fault = str(error)
    return page


def _utc(date: datetime | None) -> datetime | None:
    if date is None:
        return None
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)


def _is_torn(path: Path, offset: int) -> bool:
    """Tell whether the compressed record at ``offset`` ends with the file before it ends itself."""
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(_CHUNK)
        if not data.startswith(b"\x1f\x8b"):
            return False
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while data and not unpacker.eof:
                unpacker.decompress(data, _CHUNK)
                data = unpacker.unconsumed_tail or file.read(_CHUNK)
        except zlib.error:
            return True
        return not unpacker.eof
