"""A return that counts and was asked something: its slip, the answers, and a return in the form of another standard."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from report_jobs.collect import Arrival, collect
from report_jobs.cycle import pasts_before, run_period
from report_jobs.frozen import State, Submission
from report_jobs.slips import files, write
from report_jobs.state import Store
from tests.grids import PLAYBOOK
from tests.test_slip_merge import CODE, CURE, PERIOD, command, doubted, fill, line, run, said, say
from tests.validator import faults_of
from tests.workplaces import drop, make, returned
from workbooks.answers import standing_answers
from workbooks.catalogue import severity_of
from workbooks.checks import REGISTRY, Sees
from workbooks.findings import Place, Severity, finding
from workbooks.period import Period
from workbooks.reader import read
from workbooks.standard import Problem
from workbooks.xlsx import open_book

__all__ = ["doubted"]
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
BEFORE, NEXT = PERIOD.shift(-1), PERIOD.shift(1)


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


def test_answers__of_an_earlier_week__stand_while_the_cell_shows_the_same(asked, tmp_path: Path):
    """The text that begins like a formula is there again: it was confirmed, so it is not asked about any more."""
    workplace = make(tmp_path / "w")
    due = PERIOD.due(PLAYBOOK.rhythm)
    slip = say(
        write(line(run(("a.xlsx", asked))), PLAYBOOK, PERIOD, again=PERIOD), answer="确认属实", remark="原文如此"
    )
    drop(workplace, "a.xlsx", asked, due - dt.timedelta(hours=3))
    drop(workplace, "s.xlsx", slip, due - dt.timedelta(hours=2))
    assert run_period(workplace, PERIOD).asked == ()
    (past,) = pasts_before(Store(workplace.state), NEXT)
    assert [(key[0], told) for key, told in past.answers[CODE].items()] == [
        ("C-09", ("确认属实：原文如此", "2026-W47"))
    ]

    same = again_next_week(asked)
    found = line(collect([Arrival("n.xlsx", due + dt.timedelta(days=7), same)], PLAYBOOK, NEXT, said=past.answers))
    assert found.asked == 1, "a sheet too many is asked about in every week: another one may have come"
    said_of = {
        f.code: (f.fact("answer"), f.fact("since")) for f in found.findings if severity_of(f) is Severity.CONFIRM
    }
    assert said_of == {"S-07": ("", ""), "C-09": ("确认属实：原文如此", "2026-W47")}
    changed = again_next_week(asked, "=另写一句")
    found = line(collect([Arrival("n.xlsx", due + dt.timedelta(days=7), changed)], PLAYBOOK, NEXT, said=past.answers))
    assert found.asked == 2, "what is not the same is asked about anew"


def test_answers__standing__survive_a_week_without_a_return_and_are_told_in_the_register(asked, tmp_path: Path):
    workplace = make(tmp_path / "w")
    due = PERIOD.due(PLAYBOOK.rhythm)
    slip = say(write(line(run(("a.xlsx", asked))), PLAYBOOK, PERIOD, again=PERIOD), answer="确认属实")
    drop(workplace, "a.xlsx", asked, due - dt.timedelta(hours=3))
    drop(workplace, "s.xlsx", slip, due - dt.timedelta(hours=2))
    run_period(workplace, PERIOD)
    run_period(workplace, NEXT)
    third = NEXT.shift(1)
    drop(workplace, "t.xlsx", again_next_week(asked, week=third), due + dt.timedelta(days=14, hours=-3))
    outcome = run_period(workplace, third)
    assert pasts_before(Store(workplace.state), third)[-1].answers[CODE]
    sheet = load_workbook(outcome.folder / "register.xlsx")["校验结果"]
    told_there = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "确认属实（2026-W47 答复，内容未变）" in told_there


def test_answers__to_what_looks_back__do_not_stand():
    """A check that compares with earlier weeks asks about the change of this week; last week's word was of another."""
    code = next(code for r in REGISTRY if r.sees is Sees.HISTORY for code in r.codes)
    place = Place(sheet="actions", field="week_progress", row_key="WT-1", cell="I6", title="整改措施")
    asked_of, shown = (finding(code, place, answer="确认属实"), finding("C-09", place, answer="确认属实")), {}
    assert [key[0] for key in standing_answers(asked_of, shown, "2026-W47")] == ["C-09"]


def again_next_week(data: bytes, text: str = "", week: Period = NEXT) -> bytes:
    """The return of the week before, stamped and signed for the next one; `text` stands where the formula stood."""
    workbook = load_workbook(io.BytesIO(data))
    for sheet in (workbook["_meta"], workbook["封面"]):
        for cell in (c for row in sheet.iter_rows() for c in row if c.value == str(PERIOD)):
            cell.value = str(week)
    if text:
        cell = next(c for row in workbook["整改措施"].iter_rows() for c in row if str(c.value).startswith("=1"))
        cell.value, cell.data_type = text, "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
