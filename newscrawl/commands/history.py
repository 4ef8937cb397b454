"""``scrapy history``: how an article and its discussion changed, as text or as an HTML page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.errors import NewscrawlError, StorageError, UsageError
from newscrawl.history import read_story, render_page, render_text
from newscrawl.state.reader import ArchiveReader
from newscrawl.urls import is_web_url

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Show the revisions of an article."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_LEVEL": "WARNING"}

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] URL"

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "Show how an article and its discussion changed over time"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Show the revisions of an article, with what changed in each, and its comments and pingbacks over time. "
            "URL is any address that the article was met under. Reads the archive only: a crawl may run meanwhile. "
            "Exit codes: 0 shown, 1 no such article or no archive, 5 the archive cannot be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the option for a page."""
        super().add_options(parser)
        parser.add_argument("--html", metavar="FILE", help="write an HTML page with the differences marked to FILE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print or write the history."""
        try:
            self._show(args, opts)
        except NewscrawlError as error:
            print(f"newscrawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code

    def _show(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1 or not is_web_url(args[0]):
            raise UsageError(
                f"scrapy history takes the address of one article, and {' '.join(args) or 'none'} is given"
            )
        assert self.settings is not None
        data_dir = Path(self.settings.get("NEWSCRAWL_DATA_DIR") or "data")
        with ArchiveReader.open(data_dir, state_url=self.settings.get("NEWSCRAWL_STATE_URL") or None) as reader:
            story = read_story(reader, args[0])
        if story is None:
            raise UsageError(
                f"the archive in {str(data_dir)!r} has no article at {args[0]}: check the address, or crawl it with "
                f"scrapy crawl article -a urls={args[0]}"
            )
        if not opts.html:
            print(render_text(story), end="")
            return
        try:
            Path(opts.html).write_text(render_page(story), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{opts.html} cannot be written ({error.strerror}): name another FILE") from error
        print(f"Wrote {opts.html}: {len(story.revisions)} revisions, {len(story.all_comments())} comments")
