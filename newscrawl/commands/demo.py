"""``scrapy demo``: serve the bundled news site on the loopback address, crawl it and compare the records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawl.commands import crawl
from newscrawl.demo import DEFAULT_PORT
from newscrawl.reporting import ExitCode

if TYPE_CHECKING:
    from newscrawl.demo.server import DemoServer

__all__ = ["Command"]

_SHOWN = 20
_OF_LATER_REVISIONS = frozenset({"revision", "status", "changes"})
"""Fields that tell of an older version's reading of the same page."""


class Command(crawl.Command):
    """Serve and crawl the demo site."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "Crawl the bundled demo news site, served on 127.0.0.1"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Serve a small invented news site on 127.0.0.1, crawl it with the spider news and compare what was written "
            "with what the site holds. Output and state lie below NEWSCRAWL_DATA_DIR (default: ./data); a second run "
            "adds nothing. Exit codes are those of scrapy crawl; 2 also when a record is not as expected."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the server to those of ``scrapy crawl``."""
        super().add_options(parser)
        group = parser.add_argument_group(title="Demo site")
        group.add_argument(
            "--port",
            type=int,
            default=None,
            help=f"port to serve at (default: {DEFAULT_PORT}, or a free one where that is taken)",
        )
        group.add_argument(
            "--serve-only", action="store_true", help="serve the site for a browser until Ctrl-C; no crawl"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Allow the loopback address and drop delays, for this run only; ``-s`` still wins."""
        super().process_options(args, opts)
        assert self.settings is not None
        allowed = [*self.settings.getlist("NEWSCRAWL_ALLOW_PRIVATE"), "127.0.0.0/8"]
        self.settings.set("NEWSCRAWL_ALLOW_PRIVATE", allowed, priority="cmdline")
        for name, value in (("DOWNLOAD_DELAY", 0), ("AUTOTHROTTLE_ENABLED", False)):
            self.settings.set(name, value, priority="project")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve the site, and unless it is only to be served, crawl it and compare."""
        if args:
            self.usage_error(f"scrapy demo takes no arguments, and these are given: {' '.join(args)}")
        with self._serve(opts.port) as server:
            if opts.serve_only:
                _wait(server)
                return
            print(f"Demo site: {server.url}/", file=sys.stderr)
            opts.spargs = {"url": f"{server.url}/", **opts.spargs}
            super().run(["news"], opts)
            if self.exitcode == ExitCode.COMPLETE:
                self._compare(server.url)

    def usage_error(self, message: str) -> None:
        """End with exit code 1."""
        print(f"newscrawl: {message}", file=sys.stderr)
        sys.exit(ExitCode.USAGE)

    def _serve(self, port: int | None) -> DemoServer:
        from newscrawl.demo.server import DemoServer  # loads the site, which other commands do not need

        try:
            return DemoServer(DEFAULT_PORT if port is None else port)
        except OSError as error:
            if port is None:
                server = DemoServer()
                print(
                    f"Port {DEFAULT_PORT} is taken, the demo is served at {server.url} instead: to the archive that is "
                    "another site with records of its own.",
                    file=sys.stderr,
                )
                return server
            self.usage_error(f"port {port} cannot be served at: {error.strerror}; choose another, or 0 for a free one")
            raise

    def _compare(self, base_url: str) -> None:
        from newscrawl.demo.check import differences, read_lines
        from newscrawl.demo.truth import expected_records

        assert self.settings is not None
        data_dir = Path(self.settings.get("NEWSCRAWL_DATA_DIR") or "data")
        expected = expected_records(base_url)
        told = differences(expected, read_lines(data_dir, base_url), skip=_OF_LATER_REVISIONS)
        if not told:
            print(f"{len(expected)} of {len(expected)} records as expected", file=sys.stderr)
            return
        print("\n".join(told[:_SHOWN]), file=sys.stderr)
        print(f"The records are not as expected: {len(told)} differences", file=sys.stderr)
        self.exitcode = ExitCode.SOME_FAILED


def _wait(server: DemoServer) -> None:
    print(f"Serving the demo site at {server.url}/ until Ctrl-C", file=sys.stderr)
    try:
        server.wait()
    except KeyboardInterrupt:
        return
