"""A filled slip: read back, merged cell by cell, and taken from the inbox as a resubmission."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from report_jobs import register
from report_jobs.collect import Arrival, Collected, collect
from report_jobs.consolidate import freeze
from report_jobs.frozen import State, Submission
from report_jobs.slips import write
from tests.grids import PLAYBOOK, UNIT
from tests.workplaces import returned
from workbooks.catalogue import severity_of
from workbooks.findings import Place, Severity
from workbooks.period import Period
from workbooks.reader import read
from workbooks.slip import Merged, Slip, merge, read_slip
from workbooks.standard import Action, Problem
from workbooks.xlsx import open_book
from xl_addin.cli import main

PERIOD = Period.parse("2026-W47")
TEN = dt.datetime(2026, 11, 20, 10)
CODE = "SZ001"
CURE = "由办公室逐件核对办件台账，抽查三十件均在承诺时限内办结"


@pytest.fixture(scope="module")
def blocked() -> bytes:
    return returned(CODE, PERIOD, "missing_required")


@pytest.fixture(scope="module")
def slip_file(blocked: bytes) -> bytes:
    return write(line(run(("a.xlsx", blocked))), PLAYBOOK, PERIOD)


def run(*files: tuple[str, bytes], period: Period = PERIOD) -> Collected:
    arrivals = [Arrival(name, TEN + dt.timedelta(minutes=n), data) for n, (name, data) in enumerate(files)]
    return collect(arrivals, PLAYBOOK, period)


def line(collected: Collected, unit: str = CODE) -> Submission:
    return next(s for s in collected.submissions if s.unit == unit)


def fill(slip: bytes, value: Any, stamp: Mapping[str, str] | None = None) -> bytes:
    """The slip with every free cell of the list filled, and its stamp falsified where asked."""
    workbook = load_workbook(io.BytesIO(slip))
    sheet = workbook["须改"]
    for row in range(2, sheet.max_row + 1):
        if not sheet.cell(row, 10).protection.locked:
            sheet.cell(row, 10).value = value
    for cells in workbook["_slip"].iter_rows():
        if stamp and cells[0].value in stamp:
            cells[1].value = stamp[cells[0].value]
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def merged(blocked: bytes, slip: Slip, unit: str = CODE) -> Merged:
    book = open_book(blocked)
    return merge(book, read(book, PLAYBOOK), slip, programme=PLAYBOOK.programme.id, unit=unit, file="s.xlsx")


def slip_of(data: bytes) -> Slip:
    found = read_slip(open_book(data))
    assert found is not None
    return found


def test_read_slip__filled__unit_week_digest_and_the_cell_with_what_stood_there(blocked, slip_file):
    submission = line(run(("a.xlsx", blocked)))
    slip = slip_of(fill(slip_file, CURE))
    assert (slip.programme, slip.unit, slip.period, slip.digest) == (
        PLAYBOOK.programme.id, CODE, "2026-W47", submission.sha256,
    )  # fmt: skip
    assert ("problems", "acceptance", "", CURE) in {(c.sheet, c.field, c.shown, c.value) for c in slip.filled}
    assert slip_of(slip_file).filled == ()


def test_read_slip__standard_workbook__is_none(blocked):
    assert read_slip(open_book(blocked)) is None


def test_merge__correction__changes_that_cell_and_no_other(blocked, slip_file):
    found = merged(blocked, slip_of(fill(slip_file, CURE)))
    before, after = (read(b, PLAYBOOK).rows for b in (open_book(blocked), found.book))
    assert found.findings == ()
    (applied,) = found.applied
    key = applied.correction.row_key
    assert [(r.row_key, r.acceptance) for r in after.of(Problem) if r != before.keyed(Problem)[r.row_key]] == [
        (key, CURE)
    ]
    assert open_book(blocked).grid("责任分工") == found.book.grid("责任分工")


def test_merge__twice__changes_nothing_more(blocked, slip_file):
    slip = slip_of(fill(slip_file, CURE))
    book = merged(blocked, slip).book
    again = merge(book, read(book, PLAYBOOK), slip, programme=PLAYBOOK.programme.id, unit=CODE)
    assert (again.applied, again.findings) == ((), ())


def test_merge__row_moved__follows_its_key(blocked, slip_file):
    slip = slip_of(fill(slip_file, CURE))
    book = open_book(blocked)
    grid = list(map(list, book.grid("问题清单")))
    (correction,) = slip.filled
    at = next(r.at for r in read(book, PLAYBOOK).rows.of(Problem) if r.row_key == correction.row_key)
    target = at - 1 if at - 1 > 3 else at + 1
    grid[at - 1], grid[target - 1] = grid[target - 1], grid[at - 1]
    moved = type(book)({**book.sheets, "问题清单": grid}, book.unseen_cells)
    found = merge(moved, read(moved, PLAYBOOK), slip, programme=PLAYBOOK.programme.id, unit=CODE)
    assert [a.row for a in found.applied] == [target]


def test_merge__value_no_longer_as_shown__is_refused_as_a_finding(blocked, slip_file):
    slip = slip_of(fill(slip_file, CURE))
    (before,) = merged(blocked, slip).applied
    book = open_book(blocked)
    grid = list(map(list, book.grid(before.title)))
    grid[before.row - 1][before.column] = "单位自己已经改过的另一句验收标准"
    changed = type(book)({**book.sheets, before.title: grid}, book.unseen_cells)
    found = merge(changed, read(changed, PLAYBOOK), slip, programme=PLAYBOOK.programme.id, unit=CODE)
    assert found.applied == ()
    (refused,) = found.findings
    assert (refused.code, refused.place.sheet, refused.place.field) == ("F-16", "problems", "acceptance")
    assert found.book.grid(before.title) == grid


def test_merge__slip_of_another_unit__changes_nothing(blocked, slip_file):
    found = merged(blocked, slip_of(fill(slip_file, CURE, {"unit": UNIT})))
    assert (found.applied, [f.code for f in found.findings]) == ((), ["F-12"])


def test_collect__filled_slip__counts_as_the_resubmission(blocked, slip_file):
    collected = run(("a.xlsx", blocked), ("退回单.xlsx", fill(slip_file, CURE)))
    submission = line(collected)
    assert (submission.state, submission.counted, submission.file) == (State.CORRECTED, True, "退回单.xlsx")
    assert [f.fact("count") for f in submission.findings if f.code == "F-17"] == ["1"]
    (accepted,) = collected.returns
    assert CURE in {r.acceptance for r in accepted.rows.of(Problem)}
    assert len(collected.arrivals) == 2
    assert len(collected.kept) == 3, "both files as they came, and what they make together"
    assert [s.state for s in collected.submissions if s.file == "a.xlsx"] == [State.SUPERSEDED]


def test_collect__slip_that_cures_nothing__a_second_slip_upon_it_does(blocked, slip_file):
    first = fill(slip_file, "短")
    refused = line(run(("a.xlsx", blocked), ("b.xlsx", first)))
    assert (refused.state, refused.file) == (State.REFUSED, "b.xlsx")
    second = fill(write(refused, PLAYBOOK, PERIOD), CURE)
    submission = line(run(("a.xlsx", blocked), ("b.xlsx", first), ("c.xlsx", second)))
    assert (submission.state, submission.counted, submission.file) == (State.CORRECTED, True, "c.xlsx")


@pytest.mark.parametrize(
    ("stamp", "code"),
    [({"period": "2026-W46"}, "F-13"), ({"digest": "0" * 64}, "F-14"), ({"programme": "景澜市·安全生产"}, "F-12")],
)
def test_collect__foreign_slip__has_its_own_finding_and_the_return_stands(blocked, slip_file, stamp, code):
    collected = run(("a.xlsx", blocked), ("退回单.xlsx", fill(slip_file, CURE, stamp)))
    stray = next(s for s in collected.submissions if s.state is State.STRAY)
    assert (stray.file, [f.code for f in stray.findings]) == ("退回单.xlsx", [code])
    assert line(collected).file == "a.xlsx"


def test_collect__slip_of_another_units_return__is_refused(slip_file):
    other = returned("SZ004", PERIOD)
    digest = Arrival("o.xlsx", TEN, other).sha256
    collected = run(("o.xlsx", other), ("退回单.xlsx", fill(slip_file, CURE, {"digest": digest})))
    submission = line(collected, "SZ004")
    assert submission.file == "o.xlsx"
    assert submission.counted
    stray = next(s for s in collected.submissions if s.state is State.STRAY)
    assert [f.code for f in stray.findings] == ["F-12"]


def test_collect__empty_slip__is_told_so_and_the_return_stays_refused(blocked, slip_file):
    submission = line(run(("a.xlsx", blocked), ("退回单.xlsx", slip_file)))
    assert submission.state is State.REFUSED
    assert next(f for f in submission.findings if f.code == "F-15").place == Place(unit=CODE)


def test_fill_merge__on_the_command_line__writes_a_new_workbook_and_refuses_a_foreign_one(
    capsys, tmp_path: Path, blocked, slip_file
):
    for name, data in (("a", blocked), ("s", fill(slip_file, CURE)), ("other", returned("SZ004", PERIOD))):
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    a, s, other, new = (tmp_path / f"{name}.xlsx" for name in ("a", "s", "other", "new"))
    assert command(capsys, "fill", "merge", a, "--slip", s, "-o", new) == (
        0,
        f"已按退回单并入 1 处更正。已写入 {new}。",
    )
    assert line(run(("new.xlsx", new.read_bytes()))).counted
    assert a.read_bytes() == blocked
    code, told = command(capsys, "fill", "merge", other, "--slip", s, "-o", tmp_path / "no.xlsx")
    assert code == 1
    assert "SZ001" in told
    code, told = command(capsys, "fill", "merge", a, "--slip", other, "-o", tmp_path / "no.xlsx")
    assert (code, "不是退回单" in told) == (1, True)
    assert not (tmp_path / "no.xlsx").exists()


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0), capsys.readouterr().out.replace("\n", "")


@pytest.fixture(scope="module")
def doubted() -> bytes:
    """A return with something that must be fixed and two things that are asked."""
    return returned(CODE, PERIOD, "missing_required", "extra_sheet", "equals")


@pytest.fixture(scope="module")
def asking(doubted: bytes) -> bytes:
    return write(line(run(("a.xlsx", doubted))), PLAYBOOK, PERIOD)


def say(slip: bytes, **columns: str) -> bytes:
    """The slip with what a unit writes into every line of 请核: answer, value, remark."""
    workbook = load_workbook(io.BytesIO(slip))
    sheet = workbook["请核"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    names = {"answer": "核对答复", "value": "更正值", "remark": "说明"}
    for row in range(2, sheet.max_row + 1):
        for name, text in columns.items():
            cell = sheet.cell(row, heads[names[name]])
            if not cell.protection.locked:
                cell.value, cell.data_type = text, "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def said(collected: Collected) -> dict[str, str]:
    return {f.code: f.fact("answer") for f in line(collected).findings if severity_of(f) is Severity.CONFIRM}


def test_answers__confirmed__stand_with_their_findings_and_the_return_counts(doubted, asking):
    filled = say(fill(asking, CURE), answer="确认属实", remark="已与经办人核对")
    collected = run(("a.xlsx", doubted), ("s.xlsx", filled))
    submission = line(collected)
    assert (submission.state, submission.counted) == (State.CORRECTED, True)
    asked = [f for f in submission.findings if severity_of(f) is Severity.CONFIRM]
    assert len(asked) == submission.confirm == 2
    assert {f.fact("answer") for f in asked} == {"确认属实：已与经办人核对"}
    assert [f.fact("count") for f in submission.findings if f.code == "F-18"] == ["2"]
    assert said(run(("a.xlsx", doubted))) == {f.code: "" for f in asked}


def test_answers__without_a_correction__are_no_empty_slip_and_stay_on_the_next_one(doubted, asking):
    first = say(asking, answer="确认属实")
    collected = run(("a.xlsx", doubted), ("s.xlsx", first))
    submission = line(collected)
    assert submission.state is State.REFUSED
    assert not any(f.code == "F-15" for f in submission.findings)
    assert set(said(collected).values()) == {"确认属实"}
    second = write(submission, PLAYBOOK, PERIOD)
    sheet = load_workbook(io.BytesIO(second))["请核"]
    assert {sheet.cell(row, 12).value for row in (2, 3)} == {"确认属实"}
    third = run(("a.xlsx", doubted), ("s.xlsx", first), ("t.xlsx", fill(second, CURE)))
    assert line(third).counted
    assert set(said(third).values()) == {"确认属实"}


def test_answers__corrected__the_cell_changes_and_the_finding_is_gone(doubted, asking):
    filled = say(fill(asking, CURE), answer="更正", value="十一月底前完成三件办件的复核并公示")
    collected = run(("a.xlsx", doubted), ("s.xlsx", filled))
    assert line(collected).counted
    gone = set(said(run(("a.xlsx", doubted)))) - set(said(collected))
    assert len(gone) == 1
    (accepted,) = collected.returns
    assert "十一月底前完成三件办件的复核并公示" in {a.week_progress for a in accepted.rows.of(Action)}


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"answer": "更正"}, "F-20"),
        ({"answer": "确认属实", "remark": "经办人 11010519491231002X"}, "F-21"),
        ({"remark": "机密★三年"}, "F-21"),
    ],
)
def test_answers__that_cannot_be_taken__are_told_and_not_repeated(doubted, asking, columns, code):
    collected = run(("a.xlsx", doubted), ("s.xlsx", say(fill(asking, CURE), **columns)))
    told = [f for f in line(collected).findings if f.code == code]
    assert told
    assert not any(value in str(f) for f in line(collected).findings for value in ("11010519491231002X", "机密★"))
    assert not any(line(collected).findings and f.fact("answer") for f in line(collected).findings)


def test_answers__to_what_has_changed_since__are_not_taken(doubted, asking):
    """A cell that shows something else now is asked about anew: yesterday's answer is not about it."""
    filled = say(fill(asking, CURE), answer="确认属实", remark="无误")
    workbook = load_workbook(io.BytesIO(filled))
    for cells in workbook["_slip"].iter_rows():
        if cells[6].value == "confirm" and cells[5].value:
            cells[5].value = "0" * 16
    buffer = io.BytesIO()
    workbook.save(buffer)
    collected = run(("a.xlsx", doubted), ("s.xlsx", buffer.getvalue()))
    assert [f.fact("count") for f in line(collected).findings if f.code == "F-19"] == ["1"]
    assert sorted(said(collected).values()) == ["", "确认属实：无误"]


def test_answers__in_the_register__stand_beside_what_was_asked(doubted, asking):
    filled = say(fill(asking, CURE), answer="确认属实", remark="=1+1")
    collected = run(("a.xlsx", doubted), ("s.xlsx", filled))
    data = register.write(freeze(PLAYBOOK, PERIOD, collected))
    sheet = load_workbook(io.BytesIO(data))["校验结果"]
    heads = next(row for row in sheet.iter_rows() if any(c.value == "单位答复" for c in row))
    column = next(c.column for c in heads if c.value == "单位答复")
    cells = [sheet.cell(row, column) for row in range(heads[0].row + 1, sheet.max_row + 1)]
    told = [c for c in cells if c.value]
    assert [c.value for c in told] == ["确认属实：=1+1"] * 2
    assert all(c.data_type == "s" for c in told)


def test_answers__on_a_slip_of_the_week_before__go_with_the_findings_that_are_there_again(doubted, asking):
    """After the week is over the corrections go into the new workbook; the word of the unit comes with the old slip."""
    now = PERIOD.shift(1)
    filled = say(asking, answer="确认属实", remark="沿用上周说明")
    collected = collect(
        [
            Arrival("now.xlsx", TEN + dt.timedelta(days=7), returned(CODE, now, "extra_sheet")),
            Arrival("old.xlsx", TEN + dt.timedelta(days=7, hours=1), filled),
        ],
        PLAYBOOK,
        now,
    )
    submission = line(collected)
    assert (submission.file, submission.counted) == ("now.xlsx", True)
    assert "确认属实：沿用上周说明" in said(collected).values()
    assert [f.fact("count") for f in submission.findings if f.code == "F-18"] == ["1"]
    stray = next(s for s in collected.submissions if s.state is State.STRAY)
    assert [f.code for f in stray.findings] == ["F-13"]
    other = collect([Arrival("o.xlsx", TEN + dt.timedelta(days=7), returned("SZ004", now, "extra_sheet")),
                     Arrival("old.xlsx", TEN + dt.timedelta(days=7, hours=1), filled)], PLAYBOOK, now)  # fmt: skip
    assert not any(f.fact("answer") for f in line(other, "SZ004").findings)
