"""One engine: the button, `yian check` and the Monday run say the same of the same workbook, byte for byte."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from report_jobs.collect.child import Ground, Task, examine_all
from tests.books import BASE, PERIOD, PLAYBOOK
from tests.grids import book, saved, table
from tests.live.engine import open_book
from workbooks.book import Cell, MemoryBook
from workbooks.catalogue import word
from workbooks.engine import Examination
from workbooks.row import Row
from workbooks.standard import ROW_TYPES, SHEETS
from workbooks.template.cells import shown_value
from xl_addin.checking import judge
from xl_addin.cli import main
from xl_addin.live.book import LiveBook, plain

BOOKS, PART = 500, 50
ODD: tuple[Cell, ...] = (
    None, "", "   ", 0, -1, 3, 3.0, 2.5, 1e15, 12345678901234567, True, False, "是", "否", "通过", "不通过", "同意", "已销号", "整改中",
    dt.datetime(2026, 11, 9), dt.datetime(2026, 11, 9, 10, 30), dt.datetime(2099, 1, 1), "2026-11-09", "2026年11月9日",
    "20261109", "11/9", "=1+1", "=HYPERLINK(\"x\")", "\u200b李某某", "李某某", "赵钱孙", "13900001234", "４２", "0012", "3-5",
    "甲" * 400, "多行\n内容", "#N/A 待补", "AJ-2026-SZ012-001", "WT-2026-SZ012-0001", "中心工作、关键岗位", "𠮷野家", "é\u0301",
)  # fmt: skip
"""What people, other programs and bad luck put into a cell."""


def _lines(row_type: type[Row]) -> list[dict[str, Any]]:
    rows = BASE.of(row_type)
    return [{f.name: plain(shown_value(f, value, PLAYBOOK)) for f, value in row.items()} for row in rows]


SOUND = {t.__sheet__.name: _lines(t) for t in ROW_TYPES if BASE.of(t) and not t.__sheet__.form}


def generated(seed: int) -> MemoryBook:
    """A workbook that is more or less wrong: cells, rows, columns, headings, sheets, the stamp."""
    rng = random.Random(seed)  # noqa: S311 (a fixed seed, no secret)
    sheets = {name: table(name, _spoilt(rng, lines)) for name, lines in SOUND.items()}
    for name in rng.sample(sorted(sheets), rng.randint(0, 2)):
        _bend(rng, sheets[name])
    stamp: dict[str, str] = {}
    if rng.random() < 0.06:
        key = rng.choice(["programme", "standard_version", "playbook_version", "unit", "period"])
        stamp[key] = rng.choice(["", "V0.9", "ZZ999", "2026-W99", "SZ013"])
    made = dict(book(sheets, **stamp).sheets)
    if rng.random() < 0.1:
        gone = rng.choice([SHEETS[name].label for name in SOUND])
        made[rng.choice([f"{gone} (2)", "我的表"])] = made.pop(gone)
    if rng.random() < 0.05:
        made.pop(rng.choice(list(made)))
    return MemoryBook(made)


def _spoilt(rng: random.Random, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [dict(line) for line in lines if rng.random() > 0.05]
    for line in kept:
        for name in list(line):
            if rng.random() < 0.02:
                line[name] = rng.choice(ODD)
    if kept and rng.random() < 0.1:
        kept.append(dict(rng.choice(kept)))
    return kept


def _bend(rng: random.Random, grid: list[list[Cell]]) -> None:
    """Lose, double, swap or rename a column, or leave a stray cell beside the table."""
    column = rng.randrange(len(grid[1]))
    how = rng.choice(["lost", "renamed", "swapped", "stray", "nameless"])
    for number, line in enumerate(grid):
        if number and how == "lost" and column < len(line):
            line[column] = None
        if number and how == "swapped" and len(line) > column >= 1:
            line[column], line[column - 1] = line[column - 1], line[column]
    if how == "renamed":
        grid[2][column] = "别的栏目"
    if how == "nameless":
        grid[1] = [None] * len(grid[1])
    if how == "stray":
        grid[-1] = [*grid[-1], None, "旁注"]


def _text(told: object) -> str:
    """JSON as the command line prints it."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _as_json(examination: Examination) -> list[dict[str, str]]:
    return [word(found).as_dict() for found in examination.findings]


def _by_button(path: Path) -> dict[str, object]:
    wrapped, _ = open_book(path)
    return judge(LiveBook(wrapped), PLAYBOOK, file=path.name, otherwise=PERIOD).as_json()


def _on_monday(files: list[Path]) -> Iterator[list[dict[str, str]]]:
    """The findings of the weekly run, whose children read the submitted files."""
    today = PERIOD.cutoff(PLAYBOOK.rhythm).date()
    answers = examine_all(Ground(PLAYBOOK, PERIOD, today), [Task(f.name, f.read_bytes()) for f in files])
    for answer in answers:
        assert isinstance(answer, Examination), answer
        yield _as_json(answer)


@pytest.mark.parametrize("first", range(0, BOOKS, PART))
def test_button_check_and_monday__500_generated_books__identical_json(
    first: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    files = [tmp_path / f"{seed:03d}.xlsx" for seed in range(first, first + PART)]
    for seed, path in enumerate(files, start=first):
        path.write_bytes(saved(generated(seed)))
    with pytest.raises(SystemExit):
        main(["check", "--json", *map(str, files)])
    checked = {told["file"]: told for told in json.loads(capsys.readouterr().out)}
    assert len(checked) == PART
    found = []
    for path, monday in zip(files, _on_monday(files), strict=True):
        told = checked[path.name]
        assert _text(_by_button(path)) == _text(told), path.name
        if told["period"] == str(PERIOD):  # a book for another week is none of this Monday's
            assert told["findings"] == monday
        found += [finding["code"] for finding in told["findings"]]
    assert len(found) > 5 * PART  # they are books with something to find
    assert len(set(found)) > 25


def test_generated__no_two_alike():
    books = [json.dumps(generated(seed).sheets, default=str) for seed in range(BOOKS)]
    assert len(set(books)) == BOOKS
