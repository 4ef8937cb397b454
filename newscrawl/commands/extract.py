"""``scrapy extract``: records of saved pages as JSON lines on standard output, without a crawl."""

from __future__ import annotations

import argparse
import codecs
import difflib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, ClassVar, NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError as ScrapyUsageError

from newscrawl.collecting import spare_collector
from newscrawl.errors import NewscrawlError, StartError, StorageError, UsageError
from newscrawl.offline import Document, Failure, Options, Reading, find_sources, read_documents, read_sources
from newscrawl.profiles import load_profile
from newscrawl.reporting import ExitCode
from newscrawl.setting_checks import check_settings
from newscrawl.storage.records import RECORD_TYPES
from newscrawl.urls import is_web_url

__all__ = ["Command"]


class Command(ScrapyCommand):
    """Extract records of saved pages."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_LEVEL": "WARNING"}

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] FILE|DIR|WARC|URL ..."

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "Extract records of saved pages, as JSON lines on standard output"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Extract articles, comments, pingbacks and headlines of saved pages: .html and .htm files, .txt "
            "dumps, .warc and .warc.gz files, and folders of those. Records go to standard output, one JSON object a "
            "line, in the order of the input; messages go to standard error. A page that does not tell its address "
            "(by the comment of the browser that saved it, its canonical link, og:url or base) gets a made-up one "
            "below https://localhost.invalid/. An http(s) address is fetched, under robots.txt and the rules of a "
            "crawl. Exit codes: 0 complete, 1 usage, 2 some pages failed, 3 interrupted, 6 none could be fetched."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what to read and how; make argparse exit with 1 on wrong usage."""
        super().add_options(parser)
        parser.error = _usage_error  # type: ignore[method-assign]  # its own code is 2
        group = parser.add_argument_group(title="Extraction")
        group.add_argument("--url", help="address of the saved page, where it does not tell it")
        group.add_argument("--encoding", help="encoding of the files, where they do not tell it or tell it wrongly")
        group.add_argument(
            "--profile",
            dest="site_profile",
            metavar="NAME",
            help="site profile to read the pages with: a name, or the path of a .toml file",
        )
        parser.set_defaults(profile=None)  # Scrapy's own --profile, which measures time, is replaced
        group.add_argument(
            "--type", metavar="TYPE,TYPE", help=f"record types to write (default: all of {','.join(RECORD_TYPES)})"
        )
        group.add_argument(
            "--jobs", metavar="N", default="1", help="processes that read pages; 0: one a core (default: %(default)s)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; wrong ones end with exit code 1."""
        try:
            super().process_options(args, opts)
        except ScrapyUsageError as error:
            _usage_error(str(error))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything that can be checked, then read page by page."""
        try:
            self.exitcode = self._extract(args, opts)
        except NewscrawlError as error:
            print(f"newscrawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
        except KeyboardInterrupt:
            print("newscrawl: interrupted; the records of the pages read so far are written", file=sys.stderr)
            self.exitcode = ExitCode.STOPPED
        except BrokenPipeError:  # whoever reads our output, such as head, has enough
            _silence()
            self.exitcode = ExitCode.COMPLETE

    def _extract(self, args: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        check_settings(self.settings)
        jobs, options = _jobs(opts.jobs), self._options(opts)
        if not args:
            raise UsageError("scrapy extract needs something to read: name a saved page, a folder or a WARC file")
        if options_given := [arg for arg in args if arg.startswith("-")]:
            raise UsageError(f"there is no option {options_given[0]}; scrapy extract --help lists them")
        _check_encoding(opts.encoding)
        urls = [arg for arg in args if is_web_url(arg)]
        sources = {arg: find_sources([arg]) for arg in args if not is_web_url(arg)}
        files = [source for found in sources.values() for source in found]
        if opts.url and (urls or len(files) != 1 or not is_web_url(opts.url)):
            raise UsageError("--url names the address of one saved page, such as https://example.com/page")
        pages = self._fetch(urls) if urls else {}
        lost = [page for page in pages.values() if isinstance(page, Failure)]
        if lost and len(lost) == len(pages) and not files:
            raise StartError("; ".join(f"{failure.name}: {failure.reason}" for failure in lost))
        documents = chain.from_iterable(
            [pages[arg]] if arg in pages else read_sources(sources[arg], url=opts.url, encoding=opts.encoding)
            for arg in args
        )
        failed = 0
        spare_collector()
        with _progress(sum(source.size for source in files)) as advance:
            for reading in read_documents(documents, options, jobs=jobs):
                failed += _write(reading)
                advance(reading)
        with _written():
            sys.stdout.buffer.flush()
        return ExitCode.SOME_FAILED if failed else ExitCode.COMPLETE

    def _fetch(self, urls: list[str]) -> dict[str, Document | Failure]:
        from newscrawl.commands.fetching import fetch_pages  # loads the crawling half, which files do not need
        from newscrawl.middlewares.private_addresses import listed_networks

        assert self.settings is not None
        listed_networks(self.settings)
        return fetch_pages(urls, self.settings)

    def _options(self, opts: argparse.Namespace) -> Options:
        assert self.settings is not None
        folder = self.settings.get("NEWSCRAWL_PROFILES_DIR")
        dirs = (str(folder),) if folder else ()
        if opts.site_profile:
            load_profile(opts.site_profile, dirs)
        return Options(profile=opts.site_profile, profile_dirs=dirs, types=_types(opts.type))


def _write(reading: Reading) -> int:
    """Write the records of a document; return how many things failed."""
    with _written():
        for line in reading.lines:
            sys.stdout.buffer.write(line)
    for failure in reading.failures:
        print(f"newscrawl: {reading.name}: {failure}", file=sys.stderr)
    return len(reading.failures)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence()
        raise StorageError(
            f"standard output cannot be written ({error.strerror}): make room, or write to another place"
        ) from error


def _silence() -> None:
    """Let nothing more be written to standard output, when the interpreter ends neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _types(text: str | None) -> frozenset[str]:
    names = [name.strip() for name in text.split(",")] if text else list(RECORD_TYPES)
    for name in names:
        if name not in RECORD_TYPES:
            close = difflib.get_close_matches(name, RECORD_TYPES, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(RECORD_TYPES)}"
            raise UsageError(f"--type: there are no records of type {name!r}; {hint}")
    return frozenset(names)


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"--jobs {text} is not a whole number; 0 uses all cores")
    return int(text) or os.cpu_count() or 1


def _check_encoding(name: str | None) -> None:
    try:
        codecs.lookup(name or "utf-8")
    except LookupError as error:
        raise UsageError(f"--encoding {name} is not known; write for example euc-kr or windows-1251") from error


def _usage_error(message: str) -> NoReturn:
    print(f"newscrawl: {message}; scrapy extract --help lists the options", file=sys.stderr)
    sys.exit(ExitCode.USAGE)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Reading], Any]]:
    """Show how far the input is read, on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda reading: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    pages = 0
    columns = (TextColumn("{task.fields[pages]} pages"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("read", total=total, pages=0)

        def advance(reading: Reading) -> None:
            nonlocal pages
            pages += 1
            progress.update(task, advance=reading.size, pages=pages)

        yield advance
        progress.update(task, completed=total)
