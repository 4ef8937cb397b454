"""What the end-to-end tests share: the command line in a process of its own, and servers on the loopback address."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newscrawl.demo.server import DemoServer

ROOT = Path(__file__).parents[2]
FAST = ["-s", "NEWSCRAWL_ALLOW_PRIVATE=127.0.0.0/8", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"]


@dataclass(frozen=True)
class Ended:
    """A command that ended."""

    code: int
    told: str
    """What it printed, log included."""


Command = Callable[..., Ended]


@pytest.fixture(scope="session")
def scrapy() -> Command:
    """Return a function that runs ``scrapy ARGS`` and waits for its end."""

    def run(*args: str, data_dir: Path, prelude: str = "", timeout: float = 120) -> Ended:
        program = [sys.executable, "-c", f"{prelude}\nfrom scrapy.cmdline import execute\nexecute()"]
        done = subprocess.run(
            [*program, *args, "-s", f"NEWSCRAWL_DATA_DIR={data_dir}"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
        )
        return Ended(done.returncode, done.stdout)

    return run


@pytest.fixture(scope="session")
def crawl(scrapy: Command) -> Command:
    """Return a function that runs ``scrapy crawl ARGS`` without delays, the loopback address allowed."""

    def run(*args: str, data_dir: Path, prelude: str = "", timeout: float = 120) -> Ended:
        return scrapy("crawl", *args, *FAST, data_dir=data_dir, prelude=prelude, timeout=timeout)

    return run


@pytest.fixture(scope="session")
def demo_site() -> Iterator[DemoServer]:
    """Serve the demo site at a free port."""
    with DemoServer() as server:
        yield server


@pytest.fixture(scope="session")
def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
