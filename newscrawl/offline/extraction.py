"""Extracting records from saved pages, in one process or several, in the order of the input."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from w3lib.encoding import read_bom

from newscrawl.extractor import Extraction, extract, extract_text
from newscrawl.items import Record
from newscrawl.offline.documents import Document, Failure, address_of, made_up_address
from newscrawl.offline.http_body import LARGEST_PAGE, BodyError, decode_body
from newscrawl.parsing import is_binary
from newscrawl.profiles import SiteProfile, load_profile
from newscrawl.storage.records import RecordError, to_line
from newscrawl.urls import is_web_url

__all__ = ["DocumentReader", "Options", "Reading", "read_documents"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How pages are read. Plain values, so that processes can be told."""

    profile: str | None = None
    """Name or path of a site profile."""

    profile_dirs: tuple[str, ...] = ()
    types: frozenset[str] = frozenset(("article", "comment", "pingback", "headline"))
    """Record types that are wanted."""


@dataclass(kw_only=True, slots=True)
class Reading:
    """What one document gave."""

    name: str
    size: int
    lines: list[bytes] = field(default_factory=list)
    """Records as JSON lines: the article, comments, pingbacks, headlines."""

    failures: list[str] = field(default_factory=list)
    """Why records or the whole document are missing."""


def read_documents(documents: Iterable[Document | Failure], options: Options, *, jobs: int = 1) -> Iterator[Reading]:
    """Yield one reading a document, in order. With more than one job, other processes do the work."""
    if jobs > 1:
        # Slow to import, and one job needs none of it.
        from newscrawl.offline.processes import read_in_processes

        yield from read_in_processes(documents, options, jobs)
        return
    reader = DocumentReader(options)
    for document in documents:
        yield reader.read(document)


class DocumentReader:
    """Reads documents one by one."""

    def __init__(self, options: Options) -> None:
        self._types = options.types
        self._profile: SiteProfile | None = None
        if options.profile:
            self._profile = load_profile(options.profile, options.profile_dirs)

    def read(self, document: Document | Failure) -> Reading:
        """Read a document. What goes wrong is told, never raised."""
        reading = Reading(name=document.name, size=document.size)
        if isinstance(document, Failure):
            reading.failures.append(document.reason)
            return reading
        try:
            extraction = self._extract(document)
        except OSError as error:
            reading.failures.append(f"cannot be read ({error.strerror})")
            return reading
        except BodyError as error:
            reading.failures.append(str(error))
            return reading
        except Exception as error:  # whatever a page does to us, the others must be read
            logger.exception("Cannot read %s: this is a bug of newscrawl, please report it", document.name)
            reading.failures.append(f"internal error ({type(error).__name__})")
            return reading
        for record in self._wanted(extraction):
            try:
                reading.lines.append(to_line(replace(record, warc=document.warc) if document.warc else record))
            except RecordError as error:
                reading.failures.append(str(error))
        return reading

    def _extract(self, document: Document) -> Extraction:
        body = document.body if document.body is not None else _file_body(document)
        made_up = made_up_address(document.path or Path("page"))
        if document.form == "text":
            text = decode_text(body, document.encoding)
            first, _, rest = text.partition("\n")
            if document.url is None and is_web_url(first.strip()):
                return extract_text(rest, first.strip(), fetched_at=document.fetched_at)
            return extract_text(text, document.url or made_up, fetched_at=document.fetched_at)
        url, saved_at = (document.url, None) if document.url else address_of(body)
        return extract(
            body,
            url or made_up,
            encoding=document.encoding,
            profile=self._profile,
            fetched_at=document.fetched_at or saved_at,
        )

    def _wanted(self, extraction: Extraction) -> Iterator[Record]:
        article = [extraction.article] if extraction.article and extraction.kind == "article" else []
        for record in (*article, *extraction.comments, *extraction.pingbacks, *extraction.headlines):
            if record.type in self._types:
                yield record


def _file_body(document: Document) -> bytes:
    """Read a file, compressed or not; raises :exc:`OSError` and :exc:`BodyError`."""
    if document.path is None:
        return b""
    with document.path.open("rb") as file:
        body = decode_body(file.read(LARGEST_PAGE + 1), content="gzip")
    if not body.strip():
        raise BodyError("is empty: save the page again")
    if is_binary(body):
        raise BodyError(
            "holds no text but a picture, a document or the like: name saved pages, text dumps or WARC files"
        )
    return body


def decode_text(body: bytes, encoding: str | None) -> str:
    """Decode a text file: as told, else by its byte order mark, else UTF-8 if it is, else windows-1252."""
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace")
    if encoding:
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
