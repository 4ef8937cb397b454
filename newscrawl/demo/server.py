"""Serves the demo site on the loopback address."""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any

from newscrawl.demo.site import DemoSite

__all__ = ["DemoServer"]

_HOST = "127.0.0.1"


class DemoServer:
    """The demo site on a port of 127.0.0.1; port 0 takes a free one. Serves between ``with`` and its end."""

    def __init__(self, port: int = 0) -> None:
        self._http = _Server((_HOST, port), _Handler)
        self._http.site = DemoSite(self.url)
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Address of the home page, without slash at the end."""
        return f"http://{_HOST}:{self._http.server_port}"

    @property
    def requests(self) -> list[str]:
        """What was asked for so far: path and query, in order."""
        return self._http.requests

    def __enter__(self) -> DemoServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Serve until the process is interrupted."""
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: DemoSite

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.requests: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client is gone, such as a crawl that was stopped."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body leave in one packet
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Answer from the site; a tag that still fits is answered 304."""
        self.server.requests.append(self.path)
        answer = self.server.site.answer(self.path)
        tag = answer.headers.get("ETag")
        not_modified = tag is not None and tag in self.headers.get("If-None-Match", "")
        body = b"" if not_modified else answer.body
        self.send_response(304 if not_modified else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not not_modified:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        """Answer without body."""
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Stay silent: the crawl has its own log."""
