"""Reading submitted files in limited child processes: whatever a file does, the run goes on.

A child has a memory and processor limit (POSIX; Windows has no such limits in the
standard library, so there only the time limit holds). A file that kills its child is
tried once more alone, so that no other file pays for it.
"""

from __future__ import annotations

import datetime as dt
import errno
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from workbooks.engine import Examination, examine
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import read_meta
from workbooks.rows import NO_ROWS, Rows
from workbooks.xlsx import UnreadableError, open_book

WORKERS = 2
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 120
WALL_SECONDS = 30
TIMEOUT = "timeout"


@dataclass(frozen=True)
class Ground:
    """What every file of one period is examined against; sent to each child once.

    `history` holds each unit's accepted rows, the newest first.
    """

    playbook: Playbook
    period: Period
    today: dt.date
    history: Mapping[str, tuple[Rows, ...]] = field(default_factory=dict)
    office: Rows = NO_ROWS
    names_to_mask: frozenset[str] = frozenset()


Answer = Examination | str
"""What a child answers: an examination, or the reason why the file cannot be read."""


def examine_file(ground: Ground, name: str, data: bytes) -> Answer:
    """Open and examine one file."""
    try:
        book = open_book(data)
    except UnreadableError as error:
        return error.reason
    except MemoryError:
        return TIMEOUT
    meta = read_meta(book)
    return examine(
        book,
        ground.playbook,
        period=ground.period,
        today=ground.today,
        history=ground.history.get(meta.unit, ()) if meta else (),
        office=ground.office,
        names_to_mask=ground.names_to_mask,
        file=name,
    )


def examine_all(
    ground: Ground, files: Sequence[tuple[str, bytes]], done: Callable[[], None] = lambda: None
) -> list[Answer]:
    """Examine files (name, content) in children, in parallel; answers in the order of the files."""
    if not files:
        return []
    answers: dict[int, Answer] = {}
    with _pool(ground, min(WORKERS, len(files))) as pool:
        futures = [pool.submit(_in_child, name, data) for name, data in files]
        for index, answer in _gather(pool, futures):
            answers[index] = answer
            done()
    for index, (name, data) in enumerate(files):
        if index not in answers:
            answers[index] = _examine_alone(ground, name, data)
            done()
    return [answers[index] for index in range(len(files))]


def _gather(pool: ProcessPoolExecutor, futures: list[Future[Answer]]) -> Iterator[tuple[int, Answer]]:
    """Yield what was answered; stop at the first death or time-out, which stops the pool."""
    for index, future in enumerate(futures):
        try:
            yield index, future.result(timeout=WALL_SECONDS)
        except (BrokenProcessPool, FutureTimeout):
            _stop(pool)
            yield from ((i, f.result()) for i, f in enumerate(futures) if i > index and _answered(f))
            return


def _answered(future: Future[Answer]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _examine_alone(ground: Ground, name: str, data: bytes) -> Answer:
    with _pool(ground, 1) as pool:
        try:
            return pool.submit(_in_child, name, data).result(timeout=WALL_SECONDS)
        except (BrokenProcessPool, FutureTimeout):
            _stop(pool)
    _prove(ground)
    return TIMEOUT


def _prove(ground: Ground) -> None:
    """Raise OSError when children cannot work here at all: then it is not the file that is at fault."""
    with _pool(ground, 1) as pool:
        try:
            pool.submit(len, ()).result(timeout=WALL_SECONDS)
        except (BrokenProcessPool, FutureTimeout) as error:
            _stop(pool)
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error


def _pool(ground: Ground, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(ground,))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool whose child hangs or died; a hanging child never ends by itself."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


_grounds: list[Ground] = []
"""In a child: the one ground that its pool was made for."""


def _in_child(name: str, data: bytes) -> Answer:
    return examine_file(_grounds[0], name, data)


def _begin(ground: Ground) -> None:
    """Begin a child: keep the ground, set the limits (on Windows there are none to set)."""
    _grounds.append(ground)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
