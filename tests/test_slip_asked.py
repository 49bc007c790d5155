"""A return that counts and was asked something: its slip, the answers, and a return in the form of another standard."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from report_jobs.cycle import run_period
from report_jobs.frozen import State, Submission
from report_jobs.slips import files, write
from tests.grids import PLAYBOOK
from tests.test_slip_merge import CODE, CURE, PERIOD, command, doubted, fill, line, run, said, say
from tests.validator import faults_of
from tests.workplaces import drop, make, returned
from workbooks.reader import read
from workbooks.standard import Problem
from workbooks.xlsx import open_book

__all__ = ["doubted"]
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
BEFORE = PERIOD.shift(-1)


@pytest.fixture(scope="module")
def asked() -> bytes:
    """A return that can count: a sheet too many and a text that begins like a formula are asked about."""
    return returned(CODE, PERIOD, "extra_sheet", "equals")


@pytest.fixture(scope="module")
def old() -> bytes:
    """The same return stamped with a version of the standard that is no longer read."""
    workbook = load_workbook(io.BytesIO(returned(CODE, PERIOD)))
    stamp = next(cell for row in workbook["_meta"].iter_rows() for cell in row if cell.value == "V1.0")
    stamp.value = "V0.9"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def told(data: bytes, title: str) -> str:
    """Every text of one sheet of a slip."""
    sheet = load_workbook(io.BytesIO(data))[title]
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def answered_by(submission: Submission, data: bytes, filled: bytes) -> Submission:
    found = line(run(("a.xlsx", data), ("s.xlsx", filled)))
    assert found.sha256 != submission.sha256
    return found


def test_collect__counted_with_questions__gets_a_slip_and_one_without_gets_none(asked):
    submission = line(run(("a.xlsx", asked)))
    assert (submission.state, submission.counted, submission.asked) == (State.ON_TIME, True, 2)
    assert submission.is_conditional
    assert submission.gets_slip
    plain = line(run(("a.xlsx", returned(CODE, PERIOD))))
    assert (plain.asked, plain.gets_slip, plain.content) == (0, False, None)


def test_slip__asked__says_that_it_counts_and_how_to_answer(asked, tmp_path: Path):
    submission = line(run(("a.xlsx", asked)))
    over, opened = write(submission, PLAYBOOK, PERIOD), write(submission, PLAYBOOK, PERIOD, again=PERIOD)
    for part in ("核对单", "已接收，有 2 处请核", "本期已计入", "2026-W48 报送", "答复截止", "2026年11月27日 12:00"):
        assert part in told(over, "封面")
    for part in ("可以计入；有 2 处请核", "发回填好的本核对单", "2026年11月20日 12:00"):
        assert part in told(opened, "封面")
    for data in (over, opened):
        assert not any(part in told(data, "封面") for part in ("退回单\n", "须修改后重报", "未计入", "三步"))
        assert "没有须改的内容" in told(data, "须改")
        assert faults_of(data, "slip.xlsx", tmp_path) == []


def test_answers__while_the_week_is_open__settle_what_was_asked(asked):
    submission = line(run(("a.xlsx", asked)))
    slip = write(submission, PLAYBOOK, PERIOD, again=PERIOD)
    found = answered_by(submission, asked, say(slip, answer="确认属实"))
    assert (found.state, found.counted, found.asked, found.gets_slip) == (State.CORRECTED, True, 0, False)
    half = answered_by(submission, asked, say(slip, answer="更正"))
    assert half.asked > 0, "a correction without a value answers nothing"
    assert half.gets_slip


def test_answers__after_a_correction_was_merged__find_what_was_asked_of_the_merged_workbook(doubted):
    first = fill(write(line(run(("a.xlsx", doubted))), PLAYBOOK, PERIOD, again=PERIOD), CURE)
    merged = line(run(("a.xlsx", doubted), ("s.xlsx", first)))
    assert merged.counted
    assert merged.asked == 2
    second = say(write(merged, PLAYBOOK, PERIOD, again=PERIOD), answer="确认属实")
    collected = run(("a.xlsx", doubted), ("s.xlsx", first), ("t.xlsx", second))
    assert line(collected).asked == 0
    assert set(said(collected).values()) == {"确认属实"}


def test_fresh__asked__next_weeks_book_with_what_was_accepted(asked):
    submission = line(run(("a.xlsx", asked)))
    made = files(submission, PLAYBOOK, PERIOD, before=None)
    assert list(made) == ["SZ001.xlsx", "SZ001_new.xlsx"]
    rows = read(open_book(made["SZ001_new.xlsx"]), PLAYBOOK).rows
    (accepted,) = run(("a.xlsx", asked)).returns
    assert [p.problem_id for p in rows.of(Problem)] == [p.problem_id for p in accepted.rows.of(Problem)]
    assert load_workbook(io.BytesIO(made["SZ001_new.xlsx"]))["_meta"]["B6"].value == "2026-W48"


def test_run__asked__slip_in_the_run_folder_and_a_line_that_says_so(
    tmp_path: Path, asked, capsys: pytest.CaptureFixture[str]
):
    workplace = make(tmp_path / "w")
    drop(workplace, "a.xlsx", asked, PERIOD.due(PLAYBOOK.rhythm))
    outcome = run_period(workplace, PERIOD)
    assert (outcome.asked, outcome.refused) == ((CODE,), ())
    assert sorted(p.name for p in (outcome.folder / "slips").iterdir()) == ["SZ001.xlsx", "SZ001_new.xlsx"]
    code, said_there = command(capsys, "run", "--workplace", workplace.root, "--period", PERIOD)
    assert "计入而有请核 1 家：SZ001" in said_there
    assert code == 1, "three units are missing"


def test_old_standard__goes_back_with_the_form_of_now_and_what_was_accepted_before(old):
    submission = line(run(("old.xlsx", old)))
    assert (submission.state, submission.counted, submission.must_fix) == (State.REFUSED, False, 1)
    assert [f.code for f in submission.findings] == ["F-09"]
    before = read(open_book(returned(CODE, BEFORE)), PLAYBOOK).rows
    made = files(submission, PLAYBOOK, PERIOD, before=before)
    slip, fresh = made.values()
    assert "V0.9" in told(slip, "须改")
    assert "没有读入" in told(slip, "封面")
    assert "没有读入" in told(slip, "表样损坏")
    assert "没有读入" in told(slip, "与上期对照")
    rows = read(open_book(fresh), PLAYBOOK).rows
    assert [p.problem_id for p in rows.of(Problem)] == [p.problem_id for p in before.of(Problem)]


def test_old_standard__of_nobody_or_another_week__stays_a_stray_with_its_finding(old):
    late = run(("old.xlsx", old), period=PERIOD.shift(1))
    assert line(late).state is State.MISSING
    workbook = load_workbook(io.BytesIO(old))
    next(c for row in workbook["_meta"].iter_rows() for c in row if c.value == CODE).value = "SZ999"
    buffer = io.BytesIO()
    workbook.save(buffer)
    collected = run(("old.xlsx", buffer.getvalue()))
    assert line(collected).state is State.MISSING
    (stray,) = (s for s in collected.submissions if s.state is State.STRAY)
    assert [f.code for f in stray.findings] == ["F-09"]


def test_collect__named_for_another_unit__is_asked_with_what_it_held():
    arrived = line(run(("SZ012 报送.xlsx", returned(CODE, PERIOD))))
    assert (arrived.counted, arrived.asked) == (True, 1)
    assert arrived.content is not None
