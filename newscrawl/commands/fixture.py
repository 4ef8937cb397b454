"""``scrapy fixture``: make a test fixture of a page, or read one again after a change of the extractor."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.commands.fetching import fetch_pages
from newscrawl.errors import NewscrawlError, StartError, UsageError
from newscrawl.fixtures import Fixture
from newscrawl.offline import Failure
from newscrawl.urls import is_web_url

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Make or refresh a fixture."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_LEVEL": "WARNING"}

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] [FILE|URL]"

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "Make a test fixture of a page, or read one again"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Make the fixture tests/fixtures/SITE/SLUG of a saved page (then --url names its address) or of an "
            "address. Its expected.json is a draft: read it against the page line by line. Without FILE or URL "
            "the page of an existing fixture is read again, and what changed is printed and written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that name the fixture."""
        super().add_options(parser)
        parser.add_argument("--site", required=True, help="folder of the site")
        parser.add_argument("--slug", required=True, help="folder of the page")
        parser.add_argument("--url", help="address of a saved page")
        parser.add_argument("--encoding", help="encoding that the HTTP header of a saved page named")
        parser.add_argument(
            "--dir", default="tests/fixtures", metavar="DIR", help="where fixtures lie (default: %(default)s)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make or refresh the fixture."""
        fixture = Fixture(Path(opts.dir) / opts.site / opts.slug)
        try:
            if len(args) > 1:
                raise UsageError(f"scrapy fixture takes one FILE or URL, and these are given: {' '.join(args)}")
            if args:
                _check_new(fixture)
            if not args:
                self._refresh(fixture)
            elif is_web_url(args[0]):
                self._fetch(fixture, args[0])
            else:
                self._copy(fixture, Path(args[0]), opts)
        except NewscrawlError as error:
            print(f"newscrawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code

    def _refresh(self, fixture: Fixture) -> None:
        if not (fixture.folder / "page.html").is_file():
            raise UsageError(f"{fixture.folder} holds no page.html: name a FILE or URL to make the fixture of")
        before = _lines(fixture.expected()) if (fixture.folder / "expected.json").is_file() else []
        observed = fixture.observed()
        fixture.write_expected(observed)
        changes = list(difflib.unified_diff(before, _lines(observed), "before", "after", lineterm="", n=1))
        print("\n".join(changes) if changes else f"{fixture.name}: nothing changed")

    def _copy(self, fixture: Fixture, file: Path, opts: argparse.Namespace) -> None:
        if not opts.url or not is_web_url(opts.url):
            raise UsageError(f"the address of {file} is not known: add --url https://example.com/page")
        try:
            html = file.read_bytes()
        except OSError as error:
            raise UsageError(
                f"{file} cannot be read ({error.strerror}): name a saved page or an http(s) address"
            ) from error
        fixture.write(html, opts.url, encoding=opts.encoding)
        _ask_to_read(fixture)

    def _fetch(self, fixture: Fixture, url: str) -> None:
        assert self.settings is not None
        page = fetch_pages([url], self.settings)[url]
        if isinstance(page, Failure):
            raise StartError(f"{url}: {page.reason}; save the page and name the file, with --url")
        fixture.write(page.body or b"", page.url or url, encoding=page.encoding, fetched_at=page.fetched_at)
        _ask_to_read(fixture)


def _check_new(fixture: Fixture) -> None:
    if (fixture.folder / "expected.json").exists():
        raise UsageError(
            f"{fixture.folder} is there and may hold corrections: give --site and --slug alone to read its page again, "
            "name another --slug, or remove the folder"
        )


def _lines(document: dict[str, Any]) -> list[str]:
    return json.dumps(document, ensure_ascii=False, indent=2).splitlines()


def _ask_to_read(fixture: Fixture) -> None:
    print(f"{fixture.folder}: read each line of expected.json against the page and correct it")
