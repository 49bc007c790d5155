"""How long a pressed button takes on a workbook of 400 rows: python -m tests.live.

Warm: the second and later presses of one process, on the engine of these tests. What
Excel itself takes for a block is not in it; nobody has measured that yet.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.books import BASE, PERIOD, PLAYBOOK, UNIT
from tests.live.conftest import Hand
from tests.live.engine import open_book
from tests.live.test_commands_live import USES
from workbooks.row import UNIT as UNIT_BOOK
from workbooks.row import BookKind
from workbooks.rows import Rows
from workbooks.standard import Action, Problem, SixCheck
from workbooks.template import write
from xl_addin.checking import judge
from xl_addin.commands import COMMANDS
from xl_addin.live.book import LiveBook

ROWS, TIMES, LIMIT = 400, 9, 150
"""Rows of the workbook, presses that are timed, milliseconds that a press may take."""
LATER = dt.date(2026, 12, 20)
THINGS = (
    "窗口收件",
    "公车派单",
    "采购验收",
    "津贴发放",
    "工程变更",
    "档案移交",
    "举报登记",
    "房产租赁",
    "票据领用",
    "轮岗交接",
    "会议记录",
)


def rows_of_400(base: Rows) -> Rows:
    """A sound book with as many comparisons, problems and actions as make 400 rows."""
    rows = list(base)
    check, problem, action = BASE.of(SixCheck)[0], BASE.of(Problem)[0], BASE.of(Action)[0]
    number = 10
    while len(rows) < ROWS:
        number += 1
        key = f"WT-2026-SZ012-{number:04d}"
        told = "".join(THINGS[(number * step) % len(THINGS)] for step in (1, 3, 7, 11, 13)) + "没有台账。"
        open_one = {
            "status": "fixing",
            "fix_type": "by_date",
            "due_date": LATER,
            "source": "public",
            "source_ref": None,
        }
        rows += [
            check.replace(check_id=f"DZ-SZ012-{number:04d}", subject=f"第{number}科"),
            problem.replace(problem_id=key, problem=told, **open_one),
            action.replace(action_id=f"{key}-C01", problem_id=key, status="running", pct=50, done_date=None),
        ]
    return Rows.collect(rows[:ROWS])


def timed(work: Callable[[], object]) -> float:
    """Median of the warm runs, in milliseconds."""
    work()
    return statistics.median(_span(work) for _ in range(TIMES))


def _span(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def opened(folder: Path, rows: Rows, kind: BookKind = UNIT_BOOK) -> tuple[Hand, LiveBook]:
    """A workbook with these rows, open; the engine has read the results of its formulas."""
    path = folder / "book.xlsx"
    path.write_bytes(write(PLAYBOOK, UNIT if kind is UNIT_BOOK else "", PERIOD, rows=rows, book=kind))
    wrapped, book = open_book(path)
    wrapped.set_mock_caller()
    return Hand(book, folder), LiveBook(wrapped)


def command_presses(folder: Path, name: str) -> tuple[float, float, float]:
    """Median times of opening a command's form, filing it filled, taking it back; in milliseconds."""
    use, kind = USES[name], COMMANDS[name].book
    hand, _ = opened(folder, rows_of_400(use.rows) if kind is UNIT_BOOK else use.rows, kind)
    times: list[tuple[float, float, float]] = []
    for _ in range(1 + TIMES):
        form = _span(lambda: hand.press(name))
        hand.fill(use.values)
        times.append((form, _span(lambda: hand.press(name)), _span(lambda: hand.press("undo"))))
    form, filed, undone = (statistics.median(column) for column in list(zip(*times[1:], strict=True)))
    return form, filed, undone


def main() -> None:
    """Print the milliseconds of every press and its ratio to judging the same rows in memory; then the slowest."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["YIAN_HOME"], folder = home, Path(home)
        hand, live = opened(folder, rows_of_400(BASE))
        judging = timed(lambda: judge(live, PLAYBOOK, file=live.name, otherwise=PERIOD))
        found = len(judge(live, PLAYBOOK, file=live.name, otherwise=PERIOD).examination.findings)
        print(f"{ROWS} rows, {found} findings; judging them in memory {judging:.0f} ms")
        presses = {name: timed(lambda name=name: hand.press(name)) for name in ("check", "next", "goto_problems")}
        for name in USES:
            for step, span in zip(("form", "filed", "undone"), command_presses(folder, name), strict=True):
                presses[f"{name}, {step}"] = span
        for name, span in presses.items():
            print(f"{name}: {span:.0f} ms, {span / judging:.1f} × judging")
        slowest = max(presses, key=lambda name: presses[name])
        over = sum(span > LIMIT for span in presses.values())
        print(f"slowest of {len(presses)}: {slowest}, {presses[slowest]:.0f} ms; over {LIMIT} ms: {over}")


if __name__ == "__main__":
    main()
