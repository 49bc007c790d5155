"""与上期对照 in a return slip: what vanished, appeared and changed, the gravest first, and nothing made up."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from report_jobs.demo.build import SEED
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.frozen import State, Submission
from report_jobs.slips import write
from report_jobs.slips.compared import ADDED, CHANGED, GONE, UNREAD, Difference, counts, differences
from tests.grids import PLAYBOOK
from workbooks.period import Period
from workbooks.returned import Content
from workbooks.row import UNIT
from workbooks.rows import Rows
from workbooks.standard import Action, Problem, Weekly, sheets_in

PERIOD = Period.parse("2026-W47")
CODE = "SZ004"
DUE = dt.datetime(2026, 11, 20, 12)


@pytest.fixture(scope="module")
def before() -> Rows:
    rows = view(make_unit(PLAYBOOK, PLAYBOOK.by_code[CODE], SEED), PLAYBOOK, PERIOD)
    return Rows.collect(row.replace(at=number) for number, row in enumerate(rows, start=5))


def held(rows: Rows, without: tuple[str, ...] = ()) -> Content:
    sheets = sheets_in(UNIT, PLAYBOOK.sheets_for(PLAYBOOK.by_code[CODE].kind))
    return Content(rows=rows, fields={s.name: tuple(f.name for f in s.fields) for s in sheets if s.name not in without})


def changed(before: Rows, **of_problem: object) -> Rows:
    """The rows with the first problem changed, the second gone, a third added under a new number."""
    first, second, *rest = before.of(Problem)
    new = rest[0].replace(problem_id=f"WT-2026-{CODE}-0099")
    others = [row for row in before if not isinstance(row, Problem)]
    assert second.problem_id != new.problem_id
    return Rows.collect([*others, first.replace(**of_problem), *rest, new])


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str, str]]:
    return [(d.kind, d.row_key, d.heading, d.nature) for d in found]


def test_differences__same_rows__none(before: Rows):
    assert differences(held(before), before, PLAYBOOK) == ()


def test_differences__planted__each_once_the_gravest_first(before: Rows):
    first, second, *_ = before.of(Problem)
    now = changed(before, due_date=dt.date(2027, 3, 1))
    found = differences(held(now), before, PLAYBOOK)
    assert told(found) == [
        (GONE, second.problem_id, "", ""),
        (CHANGED, first.problem_id, "整改时限", "承诺"),
        (ADDED, f"WT-2026-{CODE}-0099", "", ""),
    ]
    assert (found[1].before, found[1].now) == (str(first.due_date), "2027-03-01")
    assert found[0].before == second.problem
    assert counts(found) == {GONE: 1, CHANGED: 1, ADDED: 1}


def test_differences__cell_that_could_not_be_read__is_shown_as_it_stands(before: Rows):
    first = before.of(Problem)[0]
    rows = Rows.collect(r.replace(severity=None) if r == first else r for r in before)
    content = dataclasses.replace(held(rows), unread={("problems", first.at, "severity"): "要紧"})
    (found,) = differences(content, before, PLAYBOOK)
    assert (found.heading, found.now) == ("严重程度", "（无法读入）要紧")


def test_differences__sheet_that_could_not_be_read__is_told_once_and_its_rows_are_not_gone(before: Rows):
    rows = Rows.collect(r for r in before if not isinstance(r, Action))
    assert told(differences(held(rows, without=("actions",)), before, PLAYBOOK)) == [(UNREAD, "", "", "")]


def test_differences__column_that_is_not_there__is_left_to_the_damage(before: Rows):
    rows = Rows.collect(r.replace(owner=None) if isinstance(r, Problem) else r for r in before)
    content = held(rows)
    there = {**content.fields, "problems": tuple(n for n in content.fields["problems"] if n != "owner")}
    assert differences(dataclasses.replace(content, fields=there), before, PLAYBOOK) == ()


def test_differences__words_of_the_week__are_no_correction(before: Rows):
    rows = Rows.collect(r.replace(txt_done="另一周的重点工作") if isinstance(r, Weekly) else r for r in before)
    assert [d.nature for d in differences(held(rows), before, PLAYBOOK)] == ["日常"]


def test_sheet__first_return__says_that_there_is_nothing_to_compare(before: Rows):
    line = Submission(unit=CODE, state=State.REFUSED, due=DUE, content=held(before))
    for known, sentence in ((None, "没有被接收的报送件"), (before, "没有变化")):
        sheet = load_workbook(io.BytesIO(write(line, PLAYBOOK, PERIOD, before=known)))["与上期对照"]
        assert sentence in sheet["A2"].value
        assert sheet.max_row == 2
