"""Extracting records from saved pages in several processes."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from threading import current_thread, main_thread
from typing import Final

from newscrawl.collecting import spare_collector
from newscrawl.errors import NewscrawlError
from newscrawl.offline.documents import Document, Failure
from newscrawl.offline.extraction import DocumentReader, Options, Reading

__all__ = ["read_in_processes"]

_BATCH: Final = 8
"""Documents handed to a process at a time."""

_WAITING: Final = 3
"""Batches waiting for each process."""

_reader: DocumentReader | None = None


def _start_process(options: Options) -> None:
    global _reader
    spare_collector()
    _reader = DocumentReader(options)


def _read_batch(batch: list[Document | Failure]) -> list[Reading]:
    assert _reader is not None
    return [_reader.read(document) for document in batch]


@contextmanager
def _children_deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started meanwhile ignore Ctrl-C: it is their parent that ends them."""
    if current_thread() is not main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def read_in_processes(documents: Iterable[Document | Failure], options: Options, jobs: int) -> Iterator[Reading]:
    """Yield one reading a document, in order; ``jobs`` processes do the work.

    Raises :class:`NewscrawlError` when one of them dies.
    """
    waiting: deque[Future[list[Reading]]] = deque()
    source = iter(documents)
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start_process, initargs=(options,)
    ) as pool:
        try:
            while True:
                while len(waiting) < jobs * _WAITING and (batch := list(islice(source, _BATCH))):
                    with _children_deaf_to_interrupts():
                        waiting.append(pool.submit(_read_batch, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise NewscrawlError(
                "a process that reads pages died, perhaps for want of memory; try again with --jobs 1"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
