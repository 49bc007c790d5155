"""Worker processes: ready at once where the system can fork from a clean server, and none outlives its parent."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import TypeVar, TypeVarTuple

_preloaded = ["report_jobs.collect.child"]
"""What the server has imported before the first child is forked from it; nothing of it starts threads."""
_served: list[int] = []
"""The process that the server belongs to, once it was asked for."""
COLLECT_AFTER = 50_000
"""Objects made between two collections of garbage: a workbook is made of many, nearly all of them in use."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def pool(workers: int, begin: Callable[[*Ts], object], *arguments: *Ts) -> ProcessPoolExecutor:
    """Return a pool whose workers run `begin(*arguments)` first. They share nothing with this process."""
    started = functools.partial(_started, functools.partial(begin, *arguments))
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=started)


@contextmanager
def beside(tasks: Sequence[Callable[[], T]]) -> Iterator[Sequence[Callable[[], T]]]:
    """Begin tasks in workers while the caller goes on; each function given back waits for one result.

    A task whose worker was taken away, for lack of memory perhaps, is done by the caller.
    """
    if not tasks:
        yield ()
        return
    workers = pool(min(len(tasks), max(1, (os.cpu_count() or 2) - 1)), int)
    try:
        futures = [workers.submit(task) for task in tasks]
        yield [functools.partial(_result, future, task) for future, task in zip(futures, tasks, strict=True)]
    finally:
        workers.shutdown(cancel_futures=True)


def _result(future: Future[T], task: Callable[[], T]) -> T:
    try:
        return future.result()
    except BrokenProcessPool:
        return task()


def preload(module: str) -> None:
    """Have the server import a module too: the one of the program, which every child looks at before its work."""
    if module not in _preloaded:
        _preloaded.append(module)


def spare_garbage_collection() -> None:
    """Leave out what is loaded from the collection of garbage, and collect seldom: a seventh of a run's time."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def _context() -> BaseContext:
    """On Linux fork from a server that holds the engine; elsewhere forking is unsafe or unknown.

    A process that was forked after its parent had a server starts its workers anew: the server
    that it remembers is not its own.
    """
    if not _served:
        _served.append(os.getpid())
    if sys.platform != "linux" or _served != [os.getpid()]:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_preloaded)
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
