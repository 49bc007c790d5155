"""Reading submitted files in limited child processes: whatever a file does, the run goes on.

A child has a memory and processor limit (POSIX; Windows has no such limits in the
standard library, so there only the time limit holds). A file that kills its child is
tried once more alone, so that no other file pays for it.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields, replace

from report_jobs import children
from workbooks.answers import Answers, answered, unanswered, with_standing
from workbooks.book import Book
from workbooks.engine import Examination, examine
from workbooks.findings import Finding, Place, finding
from workbooks.keys import UNIT_CODE
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import read_meta, read_stamped
from workbooks.returned import Content, content_of
from workbooks.rows import NO_ROWS, Rows
from workbooks.slip import Correction, Slip, merge, read_slip
from workbooks.xlsx import UnreadableError, open_book

WORKERS = 2
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 120
WALL_SECONDS = 30
TIMEOUT = "timeout"


@dataclass(frozen=True)
class Ground:
    """What every file of one period is examined against; sent to each child once.

    `history` holds each unit's accepted rows, the newest first; `answers` what it said in earlier weeks.
    """

    playbook: Playbook
    period: Period
    today: dt.date
    history: Mapping[str, tuple[Rows, ...]] = field(default_factory=dict)
    office: Rows = NO_ROWS
    names_to_mask: frozenset[str] = frozenset()
    answers: Mapping[str, Answers] = field(default_factory=dict)


@dataclass(frozen=True)
class Examined(Examination):
    """An examination with what only the open file tells.

    Of a return that gets a slip `content` is what it held; of a return with slips `merged` is the
    workbook that they make together.
    """

    content: Content | None = None
    merged: bytes = b""


Answer = Examination | Slip | str
"""What a child answers: an examination, what a slip says, or the reason why the file cannot be read."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to examine; `bases` are the return that a slip is about and the slips between, the return first."""

    name: str
    data: bytes
    bases: tuple[bytes, ...] = ()


def examine_file(ground: Ground, task: Task) -> Answer:
    """Open and examine one file; a slip with its bases as the return that it makes of them."""
    try:
        books = [open_book(data) for data in (*task.bases, task.data)]
        if task.bases:
            return _merged(ground, books, task)
        slip = read_slip(books[0])
        if slip is not None:
            return slip
        return _with_content(ground, _examined(ground, books[0], task.name), books[0], task.data)
    except UnreadableError as error:
        return error.reason
    except MemoryError:
        return TIMEOUT


def _merged(ground: Ground, books: Sequence[Book], task: Task) -> Answer:
    """Put the slips one after the other into the return; what the last of them could not do is a finding."""
    book, findings, count, name = books[0], tuple[Finding, ...](), 0, task.name
    earlier, lines = list[Correction](), tuple[Correction, ...]()
    for slip_book in books[1:]:
        slip, meta = read_slip(slip_book), read_meta(book)
        if slip is None or meta is None:
            return UnreadableError.BROKEN
        reading = read_stamped(book, ground.playbook, meta)
        merged = merge(book, reading, slip, programme=meta.programme, unit=meta.unit, file=name)
        book, findings, count = merged.book, merged.findings, len(merged.applied)
        earlier += lines
        lines = slip.answered
    examination = answered(_examined(ground, book, name), lines, ground.playbook, earlier=earlier, file=name)
    if count:
        place = Place(unit=examination.meta.unit if examination.meta else "")
        findings = (*findings, finding("F-17", place, file=name, count=count))
    examination = replace(examination, findings=(*findings, *examination.findings))
    from report_jobs.collect.merged import merged_workbook  # a library that most children never need

    content = content_of(book, task.bases[0], examination, ground.playbook)
    merged_data, examination = merged_workbook(examination, content, ground.playbook, ground.period)
    return _completed(examination, content if _goes_back(examination) else None, merged_data)


def _with_content(ground: Ground, examination: Examination, book: Book, data: bytes) -> Examination:
    """Add what a return of a known unit held if it is blocked or asked something; else nothing is added."""
    if not _goes_back(examination) or not examination.layouts:
        return examination
    return _completed(examination, content_of(book, data, examination, ground.playbook))


def _goes_back(examination: Examination) -> bool:
    return examination.blocked or unanswered(examination.findings) > 0


def _completed(examination: Examination, content: Content | None, merged: bytes = b"") -> Examined:
    known = {f.name: getattr(examination, f.name) for f in fields(Examination)}
    return Examined(**known, content=content, merged=merged)


def _examined(ground: Ground, book: Book, name: str) -> Examination:
    meta = read_meta(book)
    examination = examine(
        book,
        ground.playbook,
        period=ground.period,
        today=ground.today,
        history=ground.history.get(meta.unit, ()) if meta else (),
        office=ground.office,
        names_to_mask=ground.names_to_mask,
        file=name,
    )
    if meta is None or not examination.layouts:
        return examination
    examination = with_standing(examination, ground.answers.get(meta.unit, {}))
    return replace(examination, findings=(*_misnamed(ground, meta.unit, name), *examination.findings))


def _misnamed(ground: Ground, unit: str, name: str) -> Iterator[Finding]:
    """Tell when the file's name speaks of another unit than the workbook does."""
    named = [code for code in re.findall(UNIT_CODE, name) if ground.playbook.unit(code)]
    if named and unit not in named:
        yield finding("F-08", Place(unit=unit), file=name, value=named[0])


def examine_all(ground: Ground, tasks: Sequence[Task], done: Callable[[], None] = lambda: None) -> list[Answer]:
    """Examine files in children, in parallel; answers in the order of the tasks."""
    if not tasks:
        return []
    answers: dict[int, Answer] = {}
    with _pool(ground, min(WORKERS, len(tasks))) as pool:
        futures = [pool.submit(_in_child, task) for task in tasks]
        for index, answer in _gather(pool, futures):
            answers[index] = answer
            done()
    for index, task in enumerate(tasks):
        if index not in answers:
            answers[index] = _examine_alone(ground, task)
            done()
    return [answers[index] for index in range(len(tasks))]


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


def _examine_alone(ground: Ground, task: Task) -> Answer:
    with _pool(ground, 1) as pool:
        try:
            return pool.submit(_in_child, task).result(timeout=WALL_SECONDS)
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
    return children.pool(workers, _begin, ground)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool whose child hangs or died; a hanging child never ends by itself."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


_grounds: list[Ground] = []
"""In a child: the one ground that its pool was made for."""


def _in_child(task: Task) -> Answer:
    return examine_file(_grounds[0], task)


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
