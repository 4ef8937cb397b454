"""Undoing the transfer and content encodings of archived HTTP answers."""

from __future__ import annotations

import zlib
from typing import Final

from newscrawl.unpacking import GZIP, streams

__all__ = ["LARGEST_PAGE", "BodyError", "decode_body"]

LARGEST_PAGE: Final = 64 * 1024 * 1024
"""Bytes of a page after decoding; larger ones are not read."""


class BodyError(ValueError):
    """A body cannot be decoded, or is larger than allowed."""


def decode_body(body: bytes, *, transfer: str = "", content: str = "", limit: int = LARGEST_PAGE) -> bytes:
    r"""Return an answer's body as it was before encoding; raises :exc:`BodyError`.

    ``transfer`` and ``content`` are the values of the headers. Many archives hold bodies that were decoded already but
    keep the header, so a body that does not look encoded is taken as it is. ``limit`` bounds the size in bytes.

    >>> decode_body(b"3\r\nabc\r\n0\r\n\r\n", transfer="chunked", content="", limit=100)
    b'abc'
    """
    if "chunked" in transfer.lower():
        body = _dechunked(body)
    for coding in reversed([name.strip().lower() for name in content.split(",")]):
        if coding in ("gzip", "x-gzip"):
            body = _inflated(body, 31, limit) if body.startswith(GZIP) else body
        elif coding == "deflate":
            body = _deflated(body, limit)
        elif coding == "br":
            body = _unbrotli(body, limit)
        elif coding not in ("", "identity"):
            raise BodyError(f"its content encoding {coding} is not known")
    if len(body) > limit:
        raise BodyError(f"it is larger than {limit >> 20} MiB")
    return body


def _dechunked(body: bytes) -> bytes:
    """Join chunks; what is not chunked, or not to the end, is returned as far as it goes."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at)
        size_text = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(size_text, 16)
        except ValueError:
            return b"".join(parts) if parts else body
        if size == 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)


def _inflated(body: bytes, window_bits: int, limit: int) -> bytes:
    """Unpack a stream, or all those of a gzip file, up to a byte more than ``limit``."""
    data = b""
    try:
        for part, whole in streams(body, limit + 1, window_bits=window_bits):
            data += part
            if not whole and len(data) <= limit:
                _check_end(data)
    except zlib.error as error:
        raise BodyError(f"its content cannot be decoded ({error})") from error
    return data


def _check_end(data: bytes) -> None:
    """Raise for a page whose stream has no end, unless only the check sum behind it is missing, as of some servers."""
    if not data.rstrip().lower().endswith(b"</html>"):
        raise BodyError("its compressed content breaks off, so the page is not whole; fetch or copy it again")


def _deflated(body: bytes, limit: int) -> bytes:
    """Unpack what servers call deflate: a zlib stream, or bare deflate."""
    if body.lstrip()[:1] == b"<":
        return body
    try:
        return _inflated(body, 15, limit)
    except BodyError as error:
        try:
            return _inflated(body, -15, limit)
        except BodyError:
            raise error from None


def _unbrotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        if body.lstrip()[:1] == b"<":
            return body
        raise BodyError("its content encoding br needs Brotli (pip install brotli)") from error
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(body), 65536):
            parts.append(unpacker.process(body[at : at + 65536]))
            size += len(parts[-1])
            if size > limit:
                break
    except brotli.error as error:
        if body.lstrip()[:1] == b"<":
            return body
        raise BodyError(f"its content cannot be decoded ({error})") from error
    if size <= limit and not unpacker.is_finished():
        _check_end(b"".join(parts))
    return b"".join(parts)
