"""Unpacking compressed bytes stream by stream: files of several gzip streams are common in archives."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

__all__ = ["GZIP", "streams"]

GZIP: Final = b"\x1f\x8b"
"""What a gzip stream begins with."""


def streams(body: bytes, limit: int, *, window_bits: int = 31) -> Iterator[tuple[bytes, bool]]:
    """Yield what each stream holds, up to ``limit`` bytes in all, and whether neither it nor what follows was cut off.

    ``window_bits`` are those of :func:`zlib.decompressobj`; what follows a stream counts if it is gzip. Raises
    :exc:`zlib.error` for bytes that are no such stream.
    """
    left = limit
    while True:
        unpacker = zlib.decompressobj(wbits=window_bits)
        data = unpacker.decompress(body, left)
        left -= len(data)
        body = unpacker.unused_data
        yield data, unpacker.eof and (left > 0 or not body)
        if left <= 0 or not body.startswith(GZIP):
            return
