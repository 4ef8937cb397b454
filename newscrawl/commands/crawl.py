"""``scrapy crawl``: Scrapy's own command, with checks before anything is written and exit codes that mean something."""

from __future__ import annotations

import argparse
import difflib
import logging
import os
import signal
import sys
from typing import Any, NoReturn

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError as ScrapyUsageError

from newscrawl.collecting import spare_collector
from newscrawl.errors import NewscrawlError, UsageError
from newscrawl.extensions.summary import Summary
from newscrawl.middlewares.private_addresses import listed_networks
from newscrawl.reporting import ExitCode, exit_code
from newscrawl.setting_checks import check_settings
from newscrawl.spiders.frontier import FrontierSpider
from newscrawl.spiders.opening import open_archive, profile_dirs

_NOISY = ("scrapy.addons", "scrapy.crawler", "scrapy.middleware", "scrapy.core.engine", "scrapy.utils.log",
          "scrapy.extensions.telnet", "scrapy.statscollectors")  # fmt: skip


class Command(BaseRunSpiderCommand):
    """Crawl with a spider, by name."""

    requires_project = True
    requires_crawler_process = False  # made here, after the checks

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] <spider> -a NAME=VALUE ..."

    def short_desc(self) -> str:
        """Return one line for the list of commands."""
        return "Crawl a news site (spider news) or single articles (spider article)"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Crawl a news site into exactly-once JSON Lines: 'scrapy crawl news -a url=https://example.com', or single "
            "articles: 'scrapy crawl article -a urls=URL,URL'. The same command run again fetches what is new or due, "
            "and goes on where a stopped run was. Output and state lie below NEWSCRAWL_DATA_DIR (default: ./data). "
            "Exit codes: 0 complete, 1 usage, 2 some pages failed, 3 stopped by a signal or limit, 4 another run holds "
            "the data directory, 5 storing failed, 6 the start address was unreachable or refused."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add Scrapy's options and a list of spider arguments; make argparse exit with 1 on wrong usage."""
        super().add_options(parser)
        parser.error = _usage_error  # type: ignore[method-assign]  # argparse exits with 2, which means failed pages here
        arguments = parser.add_argument_group(title="Arguments of the spiders")
        arguments.description = " ".join(
            f"{name}: " + "; ".join(f"{key}: {meaning}" for key, meaning in spider.arguments.items()) + "."
            for name, spider in self._spiders().items()
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; wrong ones end with exit code 1."""
        try:
            super().process_options(args, opts)
        except ScrapyUsageError as error:
            _usage_error(str(error))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything that can be checked, then crawl."""
        try:
            assert self.settings is not None
            check_settings(self.settings)
            spider = self._spider(args)
            options = self._checked(spider, opts.spargs)
            options["archive"] = archive = open_archive(self.settings)
        except NewscrawlError as error:
            print(f"newscrawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        self.crawler_process = AsyncCrawlerProcess(self.settings)
        _quieten(self.settings.get("LOG_LEVEL"))
        crawler = self._create_crawler(spider)
        spare_collector()
        _take_hang_up_for_the_end()
        try:
            self.crawler_process.crawl(crawler, **options)
            self.crawler_process.start()
        finally:
            archive.close()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = ExitCode.USAGE
            return
        stats = crawler.stats.get_stats()
        self.exitcode = exit_code(stats)
        summary = crawler.get_extension(Summary)
        if summary and summary.report:
            _say("\n".join(summary.report.lines()))

    def _spiders(self) -> dict[str, type[FrontierSpider]]:
        from scrapy.spiderloader import SpiderLoader

        assert self.settings is not None
        loader = SpiderLoader.from_settings(self.settings)
        spiders = {name: loader.load(name) for name in sorted(loader.list(), reverse=True)}
        return {name: spider for name, spider in spiders.items() if issubclass(spider, FrontierSpider)}

    def _spider(self, args: list[str]) -> type[FrontierSpider]:
        spiders = self._spiders()
        if len(args) != 1:
            found = "none is given" if not args else f"these are given: {' '.join(args)}"
            raise UsageError(
                f"scrapy crawl needs the name of one spider ({' or '.join(spiders)}), and {found}; "
                "write for example: scrapy crawl news -a url=https://example.com"
            )
        name = args[0]
        if name not in spiders:
            close = difflib.get_close_matches(name, spiders, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {' and '.join(spiders)}"
            raise UsageError(f"there is no spider {name!r}: {hint}")
        return spiders[name]

    def _checked(self, spider: type[FrontierSpider], arguments: dict[str, str]) -> dict[str, Any]:
        """Check the spider's arguments and the settings that name networks."""
        assert self.settings is not None
        spider.check(arguments, profile_dirs=profile_dirs(self.settings))
        listed_networks(self.settings)
        return dict(arguments)


def _usage_error(message: str) -> NoReturn:
    print(f"newscrawl: {message}; scrapy crawl --help lists the options", file=sys.stderr)
    sys.exit(ExitCode.USAGE)


def _say(text: str) -> None:
    """Print to standard error; whoever read it may be gone, which is no failure of the run."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _take_hang_up_for_the_end() -> None:
    """When the terminal goes, end as on SIGTERM: what is in flight is stored. With nohup the run goes on."""
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is not None and signal.getsignal(hang_up) is signal.SIG_DFL:
        signal.signal(hang_up, lambda *_: signal.raise_signal(signal.SIGTERM))


def _quieten(level: str | None) -> None:
    """Keep Scrapy's own start-up lines for those who ask for them."""
    if level == "DEBUG":
        return
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
