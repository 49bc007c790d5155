"""What the keeper's own jobs make: look-backs that fall due, the monthly annex."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from report_jobs.briefing.pdf import NoOfficeError
from report_jobs.briefs import ChangedError
from report_jobs.config import Briefing, default_jobs, parse_jobs
from report_jobs.consolidate import past_from_json, past_of, past_to_json
from report_jobs.copies import Copy
from report_jobs.keep import work
from report_jobs.keep.annex import annex, month_before
from report_jobs.keep.slots import Slot
from report_jobs.outbox.notice import parsed
from report_jobs.state import Claim, SavedPeriod, Store
from report_jobs.workplace import Workplace
from tests.frozen import playbook_of, weeks
from workbooks.choices import CloseResult
from workbooks.standard import Closure, LookBack

UNITS = ("SZ004", "XQ004")


def saved_weeks(root: Path) -> Store:
    store = Store(root / "state.db")
    frozen = weeks(UNITS, (46, 47))
    for week in frozen:
        states = [{"unit": s.unit, "state": s.state.value} for s in week.submissions]
        past = past_to_json(past_of(week, None))
        store.save_period(SavedPeriod(str(week.period), week.cutoff.isoformat(), past, {"submissions": states}), [], [])
    return store


def ground(root: Path, day: dt.date, name: str = "2026-W47") -> work.Ground:
    slot = Slot(dt.datetime.combine(day, dt.time(8, 30)), 0, "lookbacks", name, "lookbacks")
    return work.Ground(
        Workplace(root), playbook_of(UNITS), parse_jobs(default_jobs()), slot, Claim("lookbacks", name, 1)
    )


def test_look_back__closed_problems__listed_between_day_30_and_90_and_not_when_looked_at(tmp_path: Path):
    store = saved_weeks(tmp_path)
    saved = store.period("2026-W47")
    assert saved is not None
    rows = past_from_json(saved.period, saved.cutoff, saved.frozen).rows
    closed = [x for r in rows.values() for x in r.of(Closure) if x.office_result == CloseResult.AGREE and x.office_date]
    seen = {x.problem_id for r in rows.values() for x in r.of(LookBack)}
    assert closed
    first = min(x.office_date for x in closed if x.office_date)
    assert work.look_back(ground(tmp_path, first + dt.timedelta(days=29))).code == "none_due"
    made = work.look_back(ground(tmp_path, dt.date(2027, 3, 1)))
    text = parsed(made.mails[0].data).get_body(("plain",)).get_content()
    listed = {x.problem_id for x in closed if x.problem_id and x.problem_id in text}
    assert listed == {x.problem_id for x in closed} - seen
    assert "已过期" in text
    assert {m.level for m in made.mails} == {1}
    again = work.look_back(ground(tmp_path, dt.date(2027, 3, 1)))
    assert [(m.message_id, m.data) for m in again.mails] == [(m.message_id, m.data) for m in made.mails]


def test_annex__month__figures_and_reporting_and_the_same_bytes(tmp_path: Path):
    store = saved_weeks(tmp_path)
    periods = store.periods()
    past = past_from_json(periods[-1].period, periods[-1].cutoff, periods[-1].frozen)
    made = [annex(playbook_of(UNITS), "2026-11", periods, past) for _ in range(2)]
    assert made[0] == made[1]
    figures, reporting = load_workbook(io.BytesIO(made[0])).worksheets
    assert [c.value for c in reporting[2]] == ["单位", "2026-W46", "2026-W47"]
    assert reporting["B3"].value == "按时"
    assert figures["A3"].value == "全市"
    assert figures.max_row == 5
    assert month_before("2027-01") == "2026-12"


def test_annex__month_without_a_period__nothing(tmp_path: Path):
    saved_weeks(tmp_path)
    assert work.send_annex(ground(tmp_path, dt.date(2027, 3, 1), "2027-03")).code == "no_period"
    assert len(work.send_annex(ground(tmp_path, dt.date(2026, 12, 1), "2026-12")).mails) == 2


ASKED = Briefing(pdf=True, unit_briefs=True)


def consolidated(folder: Path, briefing: Briefing, patched: pytest.MonkeyPatch) -> work.Made:
    """End a consolidation, of which nothing but what is made beside it is of interest here."""
    patched.setattr("report_jobs.cycle.consolidate", lambda *_, **__: SimpleNamespace(folder=folder))
    plain = ground(folder, dt.date(2026, 11, 20))
    jobs = plain.jobs.model_copy(update={"briefing": briefing})
    return work.consolidate(dataclasses.replace(plain, jobs=jobs))


@pytest.mark.parametrize(
    ("briefs", "copies", "code"),
    [
        (None, None, ""),
        (None, NoOfficeError(), "no_office"),
        (None, OSError("full"), "no_pdf"),
        (ChangedError(Path("2026-W47"), 1), None, "no_briefs"),
        (OSError("full"), NoOfficeError(), "no_briefs"),
    ],
)
def test_consolidate__what_goes_beside_cannot_be_made__period_is_done_all_the_same(
    briefs: Exception | None, copies: Exception | None, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    called = []

    def doing(name: str, trouble: Exception | None) -> Callable[[Path], list[Copy]]:
        def do(folder: Path) -> list[Copy]:
            called.append(name)
            if trouble is not None:
                raise trouble
            return []

        return do

    monkeypatch.setattr("report_jobs.briefs.make_briefs", doing("briefs", briefs))
    monkeypatch.setattr("report_jobs.copies.make_copies", doing("copies", copies))
    assert consolidated(tmp_path, Briefing(), monkeypatch) == work.Made()
    assert called == []
    assert consolidated(tmp_path, ASKED, monkeypatch) == work.Made(code=code)
    assert called == ["briefs", "copies"]


def test_consolidate__a_pdf_that_failed__is_told_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told = Copy(tmp_path / "briefing.pptx", code="timeout")
    monkeypatch.setattr("report_jobs.copies.make_copies", lambda *_: [told])
    assert consolidated(tmp_path, Briefing(pdf=True), monkeypatch) == work.Made(code="no_pdf")
