"""``scrapy due``: what the next run fetches and why."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.errors import NewscrawlError, UsageError
from newscrawl.state.agenda import Appointment
from newscrawl.state.reader import ArchiveReader
from newscrawl.urls import is_web_url, site_of

__all__ = ["Command"]


class Command(ScrapyCommand):
    """List what is due."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_LEVEL": "WARNING"}

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] [SITE|URL]"

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "List what is due to be fetched, and why"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "List what is queued and which known pages are due again, with the reason for each, and count the rest by "
            "kind. SITE is a domain such as example.com, URL any address on it; without it all sites are listed. Reads "
            "the archive only: a crawl may run meanwhile. Exit codes: 0 listed, 1 no archive, 5 it cannot be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add options for how much and for when."""
        super().add_options(parser)
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="lines to list (default: %(default)s)")
        parser.add_argument("--at", metavar="TIME", help="show what is due at this time (ISO 8601, UTC), not now")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the list."""
        try:
            self._list(args, opts)
        except NewscrawlError as error:
            print(f"newscrawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code

    def _list(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1 or opts.limit < 0:
            raise UsageError("scrapy due takes at most one SITE, and --limit a number of lines")
        now = _time(opts.at)
        site = (site_of(args[0]) if is_web_url(args[0]) else args[0].lower()) if args else None
        assert self.settings is not None
        data_dir = Path(self.settings.get("NEWSCRAWL_DATA_DIR") or "data")
        with ArchiveReader.open(data_dir, state_url=self.settings.get("NEWSCRAWL_STATE_URL") or None) as reader:
            totals = reader.agenda.totals(site, now)
            appointments = list(reader.agenda.appointments(site, opts.limit))
        if not totals:
            raise UsageError(f"the archive in {str(data_dir)!r} knows no address" + (f" of {site}" if site else ""))
        print(f"{'kind':<14}{'known':>9}{'queued':>9}{'due now':>9}{'within 1 d':>12}")
        for kind, numbers in sorted(totals.items()):
            print(f"{kind:<14}{numbers['known']:>9}{numbers['queued']:>9}{numbers['due']:>9}{numbers['soon']:>12}")
        for appointment in appointments:
            print("\n".join(_lines(appointment, now)))


def _time(value: str | None) -> datetime:
    if value is None:
        return datetime.now(UTC)
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--at {value!r} is not a time such as 2026-11-24T06:00") from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _lines(appointment: Appointment, now: datetime) -> Iterator[str]:
    when = "now" if appointment.due <= now else f"{appointment.due:%Y-%m-%d %H:%M} UTC"
    last = f"; last visit {appointment.last:%Y-%m-%d %H:%M} UTC" if appointment.last else ""
    yield f"\n{when:<22}{appointment.url}"
    yield f"{'':<22}{appointment.kind}: {appointment.reason}{last}"
