"""Bodies that no reader can use are not downloaded."""

from __future__ import annotations

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

__all__ = ["MediaGate"]

_MEDIA = (b"image/", b"video/", b"audio/", b"font/", b"application/pdf", b"application/zip", b"application/msword",
          b"application/vnd.")  # fmt: skip


class MediaGate:
    """Ends a download when its header says that pictures, films, documents or the like are coming."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> MediaGate:
        """Listen to the headers of every answer."""
        gate = cls()
        crawler.signals.connect(gate.headers_received, signal=signals.headers_received)
        return gate

    def headers_received(self, headers: Headers) -> None:
        """Stop the download of media."""
        if (headers.get("Content-Type") or b"").lower().startswith(_MEDIA):
            raise StopDownload(fail=True)
