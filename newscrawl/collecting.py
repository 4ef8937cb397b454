"""The garbage collector of a process that reads pages."""

from __future__ import annotations

import gc

__all__ = ["spare_collector"]


def spare_collector() -> None:
    """Let the collector look less often: pages make many objects, none in cycles, and what is loaded by now stays.

    For processes that are ours: to call it is up to commands, not to the library.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
