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
from tests.commands.test_commands import CASE
from tests.live.conftest import Hand
from tests.live.engine import open_book
from workbooks.rows import Rows
from workbooks.standard import Action, Problem, SixCheck
from workbooks.template import write
from xl_addin.checking import judge
from xl_addin.live.book import LiveBook

ROWS, TIMES = 400, 9
"""Rows of the workbook, presses that are timed."""
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


def rows_of_400() -> Rows:
    """The sound book with as many comparisons, problems and actions as make 400 rows."""
    rows = list(BASE)
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
    spans = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        spans.append((time.perf_counter() - start) * 1000)
    return statistics.median(spans)


def main() -> None:
    """Print a line a button: milliseconds, and the ratio to judging the same rows in memory."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["YIAN_HOME"] = folder
        path = Path(folder) / "book.xlsx"
        path.write_bytes(write(PLAYBOOK, UNIT, PERIOD, rows=rows_of_400()))
        wrapped, book = open_book(path)
        wrapped.set_mock_caller()
        hand, live = Hand(book, Path(folder)), LiveBook(wrapped)
        judging = timed(lambda: judge(live, PLAYBOOK, file=path.name, otherwise=PERIOD))
        reading = timed(lambda: [LiveBook(wrapped).grid(title) for title in live.sheet_names])

        def file_and_undo() -> None:
            hand.press("intake")
            hand.fill(CASE)
            hand.press("intake")
            hand.press("undo")

        presses = {name: timed(lambda name=name: hand.press(name)) for name in ("check", "next", "goto_problems")}
        presses["intake, filed and undone (4 presses)"] = timed(file_and_undo)
        found = len(judge(live, PLAYBOOK, file=path.name, otherwise=PERIOD).examination.findings)
        print(f"{ROWS} rows, {found} findings; reading all sheets {reading:.0f} ms, judging {judging:.0f} ms")
        for name, span in presses.items():
            print(f"{name}: {span:.0f} ms, {span / judging:.1f} × judging")


if __name__ == "__main__":
    main()
