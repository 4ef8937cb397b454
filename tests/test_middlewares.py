"""Servers that ask for rest, media that nobody reads, and the names of failures."""

import logging
import zlib
from gzip import BadGzipFile
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Headers, Response

from newscrawl.middlewares.causes import PrivateAddressError, Resting, RobotsForbidden, RobotsUnreachable, cause_of
from newscrawl.middlewares.media import MediaGate
from newscrawl.middlewares.throttle import ThrottleMiddleware, retry_after
from newscrawl.visits import Outcome


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b" 7 ", 7.0),
        (b"Thu, 01 Jan 1970 00:01:40 GMT", 70.0),
        (b"Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        (b"soon", None),
        (b"-5", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after(header, 30.0) == seconds


class Crawler:
    def __init__(self):
        self.calls = []
        self.counted = {}
        self.sent = []
        slot = SimpleNamespace(latercall=None)
        self.engine = SimpleNamespace(
            downloader=SimpleNamespace(slots={"a.example": slot}, DOWNLOAD_SLOT="download_slot", _latercall=None)
        )
        self.stats = SimpleNamespace(inc_value=lambda key, count=1: self.counted.update({key: count}))
        self.signals = SimpleNamespace(send_catch_log=lambda *_, **named: self.sent.append(named))


def overloaded(monkeypatch, status, **headers):
    crawler = Crawler()
    monkeypatch.setattr(
        "newscrawl.middlewares.throttle.call_later", lambda seconds, *_: crawler.calls.append(round(seconds, 1))
    )
    request = Request("https://a.example/x", meta={"download_slot": "a.example"})
    component = ThrottleMiddleware(crawler, max_pause=60.0)
    response = Response(request.url, status=status, headers=headers)
    assert component.process_response(request, response) is response
    return crawler, request, component


@pytest.mark.parametrize(
    ("status", "headers", "pauses"),
    [
        (200, {"Retry-After": "5"}, []),
        (503, {}, []),
        (503, {"Retry-After": "5"}, [5.0]),
        (429, {"Retry-After": "8"}, [8.0]),
        (429, {}, [5.0]),
        (429, {"Retry-After": "0"}, []),
        (503, {"Retry-After": "3600"}, [60.0]),
    ],
)
def test_overloaded_hosts_get_rest(monkeypatch, status, headers, pauses):
    crawler, _, _ = overloaded(monkeypatch, status, **headers)

    assert crawler.calls == pauses


def test_a_rest_beyond_the_limit_ends_the_run(monkeypatch, caplog):
    with caplog.at_level(logging.WARNING):
        crawler, request, component = overloaded(monkeypatch, 503, **{"Retry-After": "3600"})

    assert crawler.sent == [{"url": "https://a.example/x", "seconds": 3600.0}]
    with pytest.raises(Resting):
        component.process_request(Request("https://a.example/y"))
    component.process_request(Request("https://b.example/y"))
    assert request.meta["dont_retry"]
    assert "3600 s" in caplog.text


@pytest.mark.parametrize(
    "media_type", ["image/jpeg", "video/mp4", "application/pdf", "Application/PDF; x=1", "application/vnd.ms-excel"]
)
def test_media_are_not_downloaded(media_type):
    with pytest.raises(StopDownload):
        MediaGate().headers_received(Headers({"Content-Type": media_type}))


@pytest.mark.parametrize(
    "media_type", ["text/html", "application/rss+xml", "application/json", "application/x-gzip", ""]
)
def test_documents_are_downloaded(media_type):
    MediaGate().headers_received(Headers({"Content-Type": media_type}))


@pytest.mark.parametrize(
    ("error", "outcome", "cause"),
    [
        (DownloadTimeoutError("60 s"), Outcome.FAILED, "timeout"),
        (CannotResolveHostError("x"), Outcome.FAILED, "dns"),
        (DownloadConnectionRefusedError("x"), Outcome.FAILED, "connection_refused"),
        (ResponseDataLossError(), Outcome.FAILED, "cut_short"),
        (DownloadCancelledError("larger"), Outcome.FAILED, "too_large"),
        (IgnoreRequest("exceeded"), Outcome.FAILED, "too_large"),
        (StopDownload(), Outcome.REFUSED, "content_type"),
        (RobotsForbidden("x"), Outcome.REFUSED, "robots"),
        (RobotsUnreachable("x", "http_503"), Outcome.FAILED, "robots_unreachable"),
        (RobotsUnreachable("x", "dns"), Outcome.FAILED, "dns"),
        (PrivateAddressError("x"), Outcome.REFUSED, "private_address"),
        (ConnectionResetError(), Outcome.FAILED, "connection_failed"),
        (BadGzipFile("x"), Outcome.FAILED, "bad_encoding"),
        (zlib.error("x"), Outcome.FAILED, "bad_encoding"),
        (ValueError(), Outcome.FAILED, "error_ValueError"),
    ],
)
def test_causes(error, outcome, cause):
    assert cause_of(error) == (outcome, cause)
