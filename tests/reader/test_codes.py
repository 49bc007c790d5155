"""For every code of the reader and the engine: one book that raises it and a near miss that does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.grids import COVER, PLAYBOOK, WEEK, book, form, table
from workbooks.book import MemoryBook
from workbooks.catalogue import CATALOGUE, word
from workbooks.catalogue.cells import CELLS
from workbooks.catalogue.files import FILES
from workbooks.engine import Examination, examine
from workbooks.period import Period
from workbooks.standard import SHEETS

BY_CHECKS = {"V-01", "V-02a", "V-02c", "V-02d", "V-04b", "V-05a", "V-05b", "V-05c"}
"""Cell codes that checks raise; their tests stand in tests/checks."""
BY_COLLECT = {"F-03", "F-05", "F-06", "F-08"}
BY_SLIPS = {"F-12", "F-13", "F-14", "F-15", "F-16", "F-17", "F-18", "F-19", "F-20", "F-21"}
"""File codes that collecting raises; their tests stand in tests/test_collect.py."""

DUTY = {"role_id": "SZ012-R01", "role": "第一责任人", "name": "闻仲平", "title": "局长"}
MONEY = {"action_id": "WT-2026-SZ012-0007-C02", "problem_id": "WT-2026-SZ012-0007"}
Made = Callable[[], MemoryBook]


def _duties(**changes: object) -> MemoryBook:
    return book({"duties": table("duties", [{**DUTY, **changes}])})


def _actions(**changes: object) -> MemoryBook:
    return book({"actions": table("actions", [{**MONEY, **changes}])})


def _activities(**changes: object) -> MemoryBook:
    return book({"activities": table("activities", [{"act_id": "HD-SZ012-0001", **changes}])})


def _weekly(**changes: object) -> MemoryBook:
    return book({"weekly": form("weekly", changes)})


def _cover(**changes: object) -> MemoryBook:
    return book({"cover": form("cover", {**COVER, **changes})})


def _without(name: str) -> MemoryBook:
    made = book()
    return MemoryBook({title: grid for title, grid in made.sheets.items() if title != SHEETS[name].label})


def _columns(names: list[str], *, extra: object = None) -> MemoryBook:
    grid = table("duties", [DUTY], columns=names)
    if extra is not None:
        grid[2].append(extra)
    return book({"duties": grid})


def _headed(heading: str) -> MemoryBook:
    grid = table("duties", [DUTY])
    grid[2][3] = heading
    return book({"duties": grid})


def _titled(title: str, *, keep: bool = False) -> MemoryBook:
    made = book({"duties": table("duties", [DUTY])})
    sheets = {("责任分工" if t == "责任分工" else t): g for t, g in made.sheets.items()}
    grid = sheets["责任分工"] if keep else sheets.pop("责任分工")
    return MemoryBook({**sheets, title: grid})


def _unseen(shows: str, cell: str = "C4") -> MemoryBook:
    return replace(_duties(name=None), unseen_cells={"责任分工": {cell: shows}})


NAMES = [f.name for f in SHEETS["duties"].fields]
LONG = "推进审批流程再造，明确岗位职责和办理时限，逐项核对台账并公示结果。" * 2

CASES: dict[str, tuple[Made, Made]] = {
    "C-01": (lambda: _duties(title=None), _duties),
    "C-02": (
        lambda: _duties(role="班子成员", portfolio=None),
        lambda: _duties(role="班子成员", portfolio="审批管理"),
    ),
    "C-03": (lambda: _duties(title="局" * 31), lambda: _duties(title="局" * 30)),
    "C-04": (lambda: _weekly(txt_done="开会部署。"), lambda: _weekly(txt_done=LONG)),
    "C-05": (lambda: _duties(role_id="SZ12-R1"), _duties),
    "C-06": (lambda: _activities(invited="很多"), lambda: _activities(invited=40)),
    "C-07": (lambda: _actions(pct=120), lambda: _actions(pct=100)),
    "C-08": (lambda: _actions(pct=42), lambda: _actions(pct=45)),
    "C-09": (lambda: _duties(title="=1+1"), lambda: _duties(title="1+1=2")),
    "C-10": (lambda: _duties(title="副 \u3000局长"), lambda: _duties(title="副局长")),
    "C-11": (lambda: _activities(invited="二十"), lambda: _activities(invited=20.0)),
    "C-12": (lambda: _duties(title=3301021990010112345.0), lambda: _duties(title="330102199001011234X")),
    "C-13": (lambda: _actions(recovered=1.239), lambda: _actions(recovered=1.24)),
    "C-14": (lambda: _unseen("#REF!"), _duties),
    "C-15": (lambda: _unseen("="), lambda: _unseen("=", cell="Z99")),
    "V-02b": (lambda: _duties(role_id=None), _duties),
    "V-03a": (lambda: _duties(role="组长"), _duties),
    "V-03b": (lambda: _duties(role="第一 责任人"), _duties),
    "V-04a": (lambda: _actions(start_date="下周"), lambda: _actions(start_date=dt.date(2026, 11, 2))),
    "V-04c": (lambda: _actions(start_date="2026年11月2日"), lambda: _actions(start_date=dt.datetime(2026, 11, 2))),
    "F-01": (lambda: MemoryBook({"Sheet1": [["单位", "问题"]]}), book),
    "F-02": (lambda: book(programme="景澜市·安全生产"), book),
    "F-04": (lambda: _cover(week_id="2026-W46"), lambda: _cover(week_id=WEEK)),
    "F-07": (lambda: book(unit="SZ999"), book),
    "F-09": (lambda: book(standard_version="V0.9"), book),
    "F-10": (lambda: _cover(unit_code="SZ011"), _cover),
    "F-11": (lambda: book(playbook_version="2025.4"), book),
    "S-01": (lambda: _without("actions"), book),
    "S-02": (
        lambda: book({"duties": [["责任分工"], ["张三", "局长"]]}),
        lambda: book({"duties": table("duties", [])}),
    ),
    "S-03": (lambda: _columns([n for n in NAMES if n != "title"]), lambda: _columns(NAMES)),
    "S-04": (lambda: _columns(NAMES, extra="政治面貌"), lambda: _columns(NAMES)),
    "S-05": (lambda: _columns([*NAMES[:2], NAMES[3], NAMES[2], *NAMES[4:]]), lambda: _columns(NAMES)),
    "S-06": (lambda: _headed("现任职务"), lambda: _headed("职务")),
    "S-07": (lambda: book({"草稿": [["随手记"]]}), lambda: book({"草稿": []})),
    "S-08": (
        lambda: book({"duties": [*table("duties", [DUTY]), [None] * 9 + ["见附件"]]}),
        lambda: book({"duties": [*table("duties", [DUTY]), [None] * 9 + [" "]]}),
    ),
    "S-09": (lambda: _columns(NAMES, extra="职务"), lambda: _columns(NAMES)),
    "S-10": (lambda: _titled("责任分工表"), lambda: _titled("责任分工")),
    "S-11": (lambda: _titled("责任分工 (2)", keep=True), lambda: _titled("责任分工 (2)")),
}


def run(made: MemoryBook) -> Examination:
    return examine(made, PLAYBOOK, period=Period.parse(WEEK), today=dt.date(2026, 11, 20), file="报送.xlsx")


@pytest.mark.parametrize("code", CASES)
def test_code__faulty_book__is_raised_and_worded(code: str):
    found = [f for f in run(CASES[code][0]()).findings if f.code == code]
    assert found
    for finding in found:
        worded = word(finding)
        assert worded.message
        assert worded.fix
        assert "{" not in worded.message + worded.fix + worded.example
        if code[0] in "CV":
            assert worded.cell, "a finding about a cell names the cell"


@pytest.mark.parametrize("code", CASES)
def test_code__near_miss__is_not_raised(code: str):
    assert code not in {f.code for f in run(CASES[code][1]()).findings}


def test_codes__of_reader_and_engine__all_have_cases():
    assert set(CASES) == (set(CELLS) | set(FILES)) - BY_CHECKS - BY_COLLECT - BY_SLIPS


def test_catalogue__every_code__says_what_and_how_to_cure():
    for code, entry in CATALOGUE.items():
        assert entry.code == code
        assert entry.title
        assert entry.message.endswith(("。", "？")), code
        assert entry.fix.endswith(("。", "？")), code
