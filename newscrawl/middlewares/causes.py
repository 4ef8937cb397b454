"""Why a request got no answer: short stable names, counted in the summary."""

from __future__ import annotations

from gzip import BadGzipFile

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)

from newscrawl.visits import Outcome

__all__ = ["PrivateAddressError", "Refused", "Resting", "RobotsForbidden", "RobotsUnreachable", "Stopped", "cause_of"]


class Refused(IgnoreRequest):
    """A rule of ours or of the site's forbids the request."""

    cause: str = "refused"
    outcome: Outcome = Outcome.REFUSED


class Stopped(Refused):
    """The run ends before the request was sent; its task stays queued."""

    cause = "stopped"


class Resting(Refused):
    """The host asked for a longer rest than this run waits for."""

    cause = "retry_after"
    outcome = Outcome.FAILED


class RobotsForbidden(Refused):
    """robots.txt disallows the address."""

    cause = "robots"


class RobotsUnreachable(Refused):
    """robots.txt could not be had, which forbids the whole host until it can (RFC 9309).

    ``reason`` is why: a host that cannot be reached at all is counted as that.
    """

    outcome = Outcome.FAILED

    def __init__(self, message: str, reason: str | None) -> None:
        super().__init__(message)
        unreachable = reason is None or reason.startswith("http_")
        self.cause = "robots_unreachable" if unreachable else reason or ""


class PrivateAddressError(Refused):
    """The host has a private address that NEWSCRAWL_ALLOW_PRIVATE does not list."""

    cause = "private_address"


_CAUSES: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (StopDownload, Outcome.REFUSED, "content_type"),
    (DownloadTimeoutError, Outcome.FAILED, "timeout"),
    (CannotResolveHostError, Outcome.FAILED, "dns"),
    (DownloadConnectionRefusedError, Outcome.FAILED, "connection_refused"),
    (ResponseDataLossError, Outcome.FAILED, "cut_short"),
    (DownloadCancelledError, Outcome.FAILED, "too_large"),
    (DownloadFailedError, Outcome.FAILED, "connection_lost"),
    (UnsupportedURLSchemeError, Outcome.REFUSED, "scheme"),
    (NotSupported, Outcome.REFUSED, "scheme"),
    (IgnoreRequest, Outcome.FAILED, "too_large"),  # raised only by HttpCompressionMiddleware besides ours
    (BadGzipFile, Outcome.FAILED, "bad_encoding"),
    (OSError, Outcome.FAILED, "connection_failed"),
)


_CODECS = frozenset(("zlib", "brotli", "_brotli", "brotlicffi", "zstandard", "backports.zstd", "compression.zstd"))
"""Modules whose errors say that a body is not encoded as its header has it."""


def cause_of(error: BaseException | None) -> tuple[Outcome, str]:
    """Return the outcome and the cause that an exception of the download stands for."""
    if isinstance(error, Refused):
        return error.outcome, error.cause
    for kind, outcome, cause in _CAUSES:
        if isinstance(error, kind):
            return outcome, cause
    if type(error).__module__ in _CODECS:
        return Outcome.FAILED, "bad_encoding"
    return Outcome.FAILED, f"error_{type(error).__name__}"
