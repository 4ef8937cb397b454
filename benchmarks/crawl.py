"""What a crawl costs: newscrawl against a bare Scrapy spider that fetches the same pages, in one run on one site.

newscrawl does all it does: robots.txt, sitemap, extraction, state, files forced to disk. The bare spider writes
``response.css("title::text")`` through FEEDS. Both are processes of their own; the site is served by a third. CPU time
is what the kernel counts for each process, user and system. The pairs alternate, the ratio told is their median.

    python benchmarks/crawl.py                      # 2,000 pages, 3 pairs
    python benchmarks/crawl.py --pages 10000 --pairs 1   # does memory stay flat?

Exit code 1 when a limit is broken: ratio 2.5, peak memory 300 MiB, growth of memory from page 1,000 on 10 %.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from local_site import path, serving

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

ROOT = Path(__file__).resolve().parents[1]
LARGEST_RATIO = 2.5
LARGEST_RSS = 300
LARGEST_GROWTH = 1.10
MARK = 1000
"""Number of pages after which memory should not grow."""

COMMON = ["-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "-s", "LOG_LEVEL=WARNING", "-s", "DOWNLOAD_DELAY=0"]
BARE_SPIDER = """
import scrapy

class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        with open({listed!r}) as file:
            for line in file:
                yield scrapy.Request(line.strip())

    def parse(self, response):
        yield {{"url": response.url, "title": response.css("title::text").get()}}
"""


@dataclass
class Cost:
    """What a crawl took."""

    cpu: float
    """Seconds of CPU, user and system."""

    wall: float
    peak_rss: float
    """MiB."""

    rss_at: dict[int, float] = field(default_factory=dict)
    """MiB in use when so many pages were served."""


def run(command: list[str], folder: Path, served: Synchronized[int], pages: int) -> Cost:
    """Run a crawl to its end and measure it."""
    served.value = 0
    started = time.perf_counter()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
    rss_at: dict[int, float] = {}
    marks = sorted({mark for mark in (MARK, pages // 2, pages) if mark <= pages})
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        while marks and served.value >= marks[0]:
            rss_at[marks.pop(0)] = resident(process.pid)
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or served.value < pages:
        log_end = "\n".join((folder / "log").read_text().splitlines()[-30:])
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}, {served.value} pages\n{log_end}")
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=time.perf_counter() - started,
        peak_rss=usage.ru_maxrss / 1024,
        rss_at=rss_at,
    )


def resident(pid: int) -> float:
    """Return the memory in use of a process in MiB, 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError):
        return 0.0


def bare(base_url: str, served: Synchronized[int], pages: int) -> Cost:
    """Crawl with the bare spider."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "urls.txt").write_text("".join(f"{base_url}{path(number)}\n" for number in range(pages)))
        (folder / "bare.py").write_text(BARE_SPIDER.format(listed=str(folder / "urls.txt")))
        command = [sys.executable, "-m", "scrapy", "runspider", "bare.py", "-o", "titles.jsonl", *COMMON]
        cost = run(command, folder, served, pages)
        check(folder / "titles.jsonl", pages)
    return cost


def newscrawl(base_url: str, served: Synchronized[int], pages: int) -> Cost:
    """Crawl with newscrawl."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text())
        command = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={base_url}/", *COMMON]
        command += ["-s", "AUTOTHROTTLE_ENABLED=False", "-s", "NEWSCRAWL_ALLOW_PRIVATE=127.0.0.0/8"]
        cost = run(command, folder, served, pages)
        for file in (folder / "data" / "articles").glob("*.jsonl"):
            check(file, pages)
    return cost


def check(file: Path, pages: int) -> None:
    """End unless the file holds a line for each page: a crawl that skips pages is no measure."""
    lines = file.read_bytes().count(b"\n")
    if lines != pages:
        sys.exit(f"{file.name} holds {lines} lines, not {pages}")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, help="pages of the site (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="pairs of crawls (default: %(default)s)")
    return parser.parse_args()


def main() -> int:
    asked = options()
    pages: int = asked.pages
    pairs: list[tuple[Cost, Cost]] = []
    with serving(pages) as (base_url, served):
        print(f"{pages} pages of 60 to 120 kB at {base_url}, CPU per page in milliseconds")
        for number in range(1, asked.pairs + 1):
            pair = (bare(base_url, served, pages), newscrawl(base_url, served, pages))
            pairs.append(pair)
            told = [f"{cost.cpu / pages * 1000:.2f} ({cost.wall:.1f} s, {cost.peak_rss:.0f} MiB)" for cost in pair]
            print(
                f"  pair {number}: bare {told[0]}, newscrawl {told[1]}, ratio {pair[1].cpu / pair[0].cpu:.2f}",
                flush=True,
            )
    return verdict(pairs, pages)


def verdict(pairs: list[tuple[Cost, Cost]], pages: int) -> int:
    """Print the figures beside their limits; return the exit code."""
    ratio = statistics.median(ours.cpu / theirs.cpu for theirs, ours in pairs)
    peak = max(ours.peak_rss for _, ours in pairs)
    broken = [ratio > LARGEST_RATIO, peak > LARGEST_RSS]
    print(f"CPU ratio, median: {ratio:.2f} (limit {LARGEST_RATIO})")
    print(f"Peak memory: {peak:.0f} MiB (limit {LARGEST_RSS})")
    last = pairs[-1][1].rss_at
    if pages > MARK and last.get(MARK) and last.get(pages):
        growth = last[pages] / last[MARK]
        broken.append(growth > LARGEST_GROWTH)
        print(
            f"Memory at page {MARK}: {last[MARK]:.0f} MiB, at page {pages}: {last[pages]:.0f} MiB "
            f"(growth {growth:.2f}, limit {LARGEST_GROWTH})"
        )
    print("over a limit" if any(broken) else "within all limits")
    return int(any(broken))


if __name__ == "__main__":
    sys.exit(main())
