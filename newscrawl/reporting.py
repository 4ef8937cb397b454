"""The run report: figures of a run in order, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

__all__ = ["ExitCode", "RunReport", "exit_code", "read_stats"]

RECORD_TYPES = ("article", "comment", "pingback", "headline")
_NEWNESS = ("new", "changed", "unchanged")


class ExitCode:
    """What the command line exits with."""

    COMPLETE = 0
    USAGE = 1
    SOME_FAILED = 2
    STOPPED = 3
    LOCKED = 4
    STORAGE = 5
    START_REFUSED = 6


@dataclass(kw_only=True, slots=True)
class RunReport:
    """Figures of one run."""

    run_id: str
    spider: str
    started_at: datetime
    finished_at: datetime
    data_dir: str
    outcome: str
    """``complete``, ``some_failed``, ``stopped``, ``storage_failed``, ``start_refused`` or ``crashed``."""

    stopped_by: str | None = None
    """Signal or limit that ended the run early."""

    error: str | None = None
    """Why storing ended or the start was refused."""

    requests: int = 0
    """Requests made; what was tried again at once is not counted."""
    visits: dict[str, int] = field(default_factory=dict)
    """Number of visits by outcome."""

    records: dict[str, dict[str, int]] = field(default_factory=dict)
    """By type: how many were ``new``, ``changed`` and ``unchanged``."""

    failures: dict[str, int] = field(default_factory=dict)
    """Number of failed pages by cause."""

    refused: dict[str, int] = field(default_factory=dict)
    """Number of pages not fetched because a rule forbids it, by cause."""

    comments_declared: int = 0
    """Comments that the pages of the articles visited say there are."""

    comments_harvested: int = 0
    """Comments read for those articles."""

    queued: int = 0
    """Addresses left in the queue."""

    first: bool = False
    """Whether the start address had never been visited before."""

    @property
    def seconds(self) -> float:
        """How long the run took."""
        return (self.finished_at - self.started_at).total_seconds()

    def write(self, folder: Path) -> Path:
        """Write the report as JSON into ``folder`` and return the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.run_id}.json"
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z) + b"\n")
        temporary.replace(path)
        return path

    def lines(self) -> list[str]:
        """Return the summary that a person reads at the end."""
        visited = _plural(sum(self.visits.values()), "page")
        lines = [f"{_TITLES[self.outcome]} after {_duration(self.seconds)}: {visited} visited"]
        if self.stopped_by and self.outcome == "stopped":
            lines[0] += f" (stopped by {self.stopped_by}; the same command goes on from here)"
        if self.error:
            lines.append(self.error)
        if self.outcome == "start_refused":
            return lines
        for kind in RECORD_TYPES:
            figures = self.records.get(kind, {})
            told = ", ".join(f"{figures.get(name, 0)} {name}" for name in _NEWNESS)
            lines.append(f"  {kind + 's':<10} {told}")
        if self.comments_declared:
            gap = self.comments_declared - self.comments_harvested
            missing = f", {gap} not" if gap > 0 else ""
            read = f"{self.comments_harvested} were read{missing}"
            lines.append(f"  of {self.comments_declared} comments that these articles declare {read}")
        for title, causes in (("failed", self.failures), ("refused", self.refused)):
            if causes:
                told = ", ".join(f"{count} {cause}" for cause, count in sorted(causes.items(), key=lambda c: -c[1]))
                lines.append(f"  {title}: {told}")
        if self.first and not any(self.records.get("article", {}).values()) and self.outcome in _ENDED:
            lines.append("  No article was found: the site has none, or they look like nothing we know.")
        if self.queued:
            lines.append(f"  {_plural(self.queued, 'address', 'addresses')} left in the queue")
        lines.append(f"Output: {self.data_dir}")
        return lines


_ENDED = ("complete", "some_failed")
_TITLES = {
    "complete": "Complete",
    "some_failed": "Finished, some pages failed",
    "stopped": "Stopped",
    "storage_failed": "Storing failed",
    "start_refused": "Not started",
    "crashed": "Ended by an error of newscrawl, which the log shows",
}


def read_stats(stats: Mapping[str, Any], **known: Any) -> RunReport:
    """Make a report of a crawl's stats; ``known`` are the fields that stats do not hold."""
    records = {
        kind: {name: int(stats.get(f"newscrawl/records/{kind}/{name}", 0)) for name in _NEWNESS}
        for kind in RECORD_TYPES
    }
    code = exit_code(stats)
    return RunReport(
        outcome=_OUTCOMES[code],
        stopped_by=_stopped_by(stats),
        error=stats.get("newscrawl/storage_error") or _start_error(stats),
        requests=int(stats.get("newscrawl/requests", 0)),
        visits=_below(stats, "newscrawl/visits/"),
        records=records,
        failures=_below(stats, "newscrawl/failures/"),
        refused=_below(stats, "newscrawl/refused/"),
        comments_declared=int(stats.get("newscrawl/comments/declared", 0)),
        comments_harvested=int(stats.get("newscrawl/comments/harvested", 0)),
        queued=int(stats.get("newscrawl/frontier/queued", 0)),
        first=bool(stats.get("newscrawl/start/first")),
        **known,
    )


_OUTCOMES = {
    ExitCode.COMPLETE: "complete",
    ExitCode.USAGE: "crashed",
    ExitCode.SOME_FAILED: "some_failed",
    ExitCode.STOPPED: "stopped",
    ExitCode.STORAGE: "storage_failed",
    ExitCode.START_REFUSED: "start_refused",
}


def _stopped_by(stats: Mapping[str, Any]) -> str | None:
    reason = stats.get("newscrawl/stopped_by") or stats.get("finish_reason", "finished")
    return None if reason == "finished" else str(reason)


def exit_code(stats: Mapping[str, Any]) -> int:
    """Return what a run whose crawl left these stats exits with."""
    if stats.get("newscrawl/storage_error"):
        return ExitCode.STORAGE
    if stats.get("newscrawl/start/cause"):
        return ExitCode.START_REFUSED
    if stats.get("finish_reason") == "start_error":
        return ExitCode.USAGE
    if _stopped_by(stats):
        return ExitCode.STOPPED
    if _below(stats, "newscrawl/failures/"):
        return ExitCode.SOME_FAILED
    return ExitCode.COMPLETE


_START_ERRORS = {
    "dns": "{url} cannot be reached: its host is not known; check the spelling",
    "connection_refused": "{url} cannot be reached: nothing answers there; check host and port",
    "timeout": "{url} cannot be reached: no answer in time; try again later or raise DOWNLOAD_TIMEOUT",
    "robots": "{url} is not fetched: the site's robots.txt forbids it; start at an address that it allows",
    "robots_unreachable": "{url} is not fetched: the site's robots.txt fails, which forbids all; try again later",
    "private_address": "{url} is not fetched: its address is private; if you mean it, list the network, "
    "for example with -s NEWSCRAWL_ALLOW_PRIVATE=127.0.0.0/8",
    "redirect_out_of_scope": "{url} leads to another site, {led_to}; start there if you mean it",
    "content_type": "{url} is no web page, feed or sitemap; start at a page of the site",
}


def _start_error(stats: Mapping[str, Any]) -> str | None:
    """Say why the start address was not fetched, and what helps."""
    cause = stats.get("newscrawl/start/cause")
    if not cause:
        return None
    url, led_to = stats.get("newscrawl/start/url"), stats.get("newscrawl/start/led_to")
    if cause.startswith("http_"):
        return f"{url} answers with status {cause.removeprefix('http_')}; check the address or try again later"
    text = _START_ERRORS.get(cause, "{url} cannot be fetched ({cause}); check the address or try again later")
    return text.format(url=url, led_to=led_to, cause=cause)


def _below(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    return {key.removeprefix(prefix): int(value) for key, value in stats.items() if key.startswith(prefix) and value}


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s"
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole % 60} s"
