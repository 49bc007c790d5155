"""Worker processes: ready at once where the system can fork from a clean server, and none outlives its parent."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import BaseContext
from typing import TypeVarTuple

PRELOADED = ["report_jobs.collect.child"]
"""What the server has imported before the first child is forked from it; nothing of it starts threads."""
COLLECT_AFTER = 50_000
"""Objects made between two collections of garbage: a workbook is made of many, nearly all of them in use."""


Ts = TypeVarTuple("Ts")


def pool(workers: int, begin: Callable[[*Ts], object], *arguments: *Ts) -> ProcessPoolExecutor:
    """Return a pool whose workers run `begin(*arguments)` first. They share nothing with this process."""
    started = functools.partial(_started, functools.partial(begin, *arguments))
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=started)


def spare_garbage_collection() -> None:
    """Leave out what is loaded from the collection of garbage, and collect seldom: a seventh of a run's time."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def _context() -> BaseContext:
    """On Linux fork from a server that holds the engine; elsewhere forking is unsafe or unknown."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def _started(begin: Callable[[], object]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    spare_garbage_collection()
    begin()


def _end_with_parent() -> None:
    """End when the parent has died: a worker that waits for work would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
