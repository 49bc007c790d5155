"""Consolidating: places, alerts, changes, conflicts, and what the ledger keeps."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_jobs.collect import Collected
from report_jobs.consolidate import freeze, past_from_json, past_of, past_to_json
from report_jobs.consolidate.conflicts import conflicts
from report_jobs.frozen import Return, State
from tests.books import BASE, P1, P2, both, copy_of, day, edit, every
from tests.frozen import chain, collected, playbook_of, weeks
from tests.gates.test_gates import any_row
from workbooks.catalogue import word
from workbooks.catalogue.across import ACROSS
from workbooks.period import Period
from workbooks.rows import NO_ROWS, Rows
from workbooks.rows_json import from_json, to_json
from workbooks.standard import Case, Order, Problem

PLAYBOOK = playbook_of(("SZ010", "SZ011", "SZ012"))


def three_problems(unit: str, status: str = "closed") -> Rows:
    made = [
        Problem(problem_id=f"WT-2026-{unit}-{n:04d}", problem=f"{unit}的第{n}个问题", status=status, severity="ordinary", found_date=day(9, 1), due_date=day(12, 30))
        for n in (1, 2, 3)
    ]  # fmt: skip
    return Rows.collect(made)


def test_ranking__ties_share_a_place_and_the_unranked_say_why():
    rows = {"SZ010": three_problems("SZ010"), "SZ011": three_problems("SZ011"), "SZ012": BASE}
    first, second = chain(PLAYBOOK, [46, 47], [rows, rows])
    assert {r.unit: r.reason for r in first.ranking} == dict.fromkeys(("SZ010", "SZ011", "SZ012"), "first_week")
    places = {r.unit: (r.place, r.reason) for r in second.ranking}
    assert places == {"SZ010": (1, ""), "SZ011": (1, ""), "SZ012": (0, "few_problems")}
    assert {r.listed for r in second.ranking if r.place} == {"red"}


def test_ranking__missing_unit__is_not_ranked_as_zero_and_comes_last():
    rows = {u: three_problems(u) for u in ("SZ010", "SZ011", "SZ012")}
    last = chain(PLAYBOOK, [46, 47], [rows, {u: r for u, r in rows.items() if u != "SZ010"}])[-1]
    assert [(r.unit, r.place) for r in last.ranking] == [("SZ011", 1), ("SZ012", 1), ("SZ010", 0)]
    assert (last.ranking[-1].reason, last.ranking[-1].score) == ("missing", None)


def test_alerts__missing_first_then_the_longest_overdue__weeks_in_a_row_counted():
    late = every(Problem, due_date=day(10, 1))(three_problems("SZ011", "fixing"))
    worse = edit(Problem, "WT-2026-SZ011-0002", due_date=day(9, 20))(late)
    rows = {"SZ011": worse, "SZ012": three_problems("SZ012")}
    found = chain(PLAYBOOK, [45, 46, 47], [rows, rows, rows])[-1].alerts
    assert [(a.unit, a.reason, a.weeks) for a in found[:1]] == [("SZ010", "missing", 3)]
    assert [a.problem_id[-4:] for a in found[1:]] == ["0002", "0001", "0003"]
    assert {(a.light, a.weeks, a.advice) for a in found[1:]} == {("red", 3, "interview")}


def test_changes__by_kind():
    now = both(
        edit(Problem, P1, status="rebound"),
        edit(Problem, P2, due_date=day(11, 30), acceptance="抽查三十件无超期且签字完整", ptype="finance"),
        copy_of(Problem, P1, problem_id="WT-2026-SZ012-0003"),
    )(BASE)
    last = chain(PLAYBOOK, [46, 47], [{"SZ012": BASE}, {"SZ012": now}])[-1]
    found = {(c.kind, c.row_key[-4:], c.field): (c.before, c.now) for c in last.changes}
    assert found == {
        ("status", "0001", "status"): ("已销号", "回头看反弹"),
        ("promise", "0002", "due_date"): ("2026-10-19", "2026-11-30"),
        ("promise", "0002", "acceptance"): ("抽查二十件无超期且签字完整", "抽查三十件无超期且签字完整"),
        ("corrected", "0002", "ptype"): ("行政审批", "财务管理"),
        ("added", "0003", ""): ("", ""),
    }


def test_changes__first_return__has_nothing_to_compare():
    assert chain(PLAYBOOK, [47], [{"SZ012": BASE}])[0].changes == ()


def returns(**rows: Rows) -> list[Return]:
    return [Return(unit=u, file="", kept="", rows=found) for u, found in rows.items()]


def case(number: str, title: str) -> Rows:
    return Rows.collect([Case(case_id="AJ-2026-SZ011-001", decision_no=number, case_title=title)])


BASE_NO = edit(Case, decision_no="景纪决〔2026〕7号")(BASE)
OTHERS = {
    "X-01": (returns(SZ011=BASE, SZ012=BASE), returns(SZ012=BASE)),
    "X-02": (
        returns(SZ011=case("景纪决〔2026〕7号", "王某某案"), SZ012=BASE_NO),
        returns(SZ011=case("景纪决〔2026〕8号", "王某某案"), SZ012=BASE_NO),
    ),
    "X-03": (
        returns(SZ011=Rows.collect([Problem(problem_id="WT-2026-SZ011-0001", problem="印章未登记。")]), SZ012=Rows.collect([Problem(problem_id="WT-2026-SZ012-0001", problem="印章未登记")])),
        returns(SZ011=Rows.collect([Problem(problem_id="WT-2026-SZ011-0001", problem="印章未登记。")]), SZ012=Rows.collect([Problem(problem_id="WT-2026-SZ012-0001", problem="印章未上锁")])),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_conflict__across_units__raised_and_near_miss_not(code: str):
    raised, near = OTHERS[code]
    found = [f for f in conflicts(raised, NO_ROWS, PLAYBOOK) if f.code == code]
    assert found
    assert all("{" not in word(f).message for f in found)
    assert code not in {f.code for f in conflicts(near, NO_ROWS, PLAYBOOK)}


@pytest.mark.parametrize(("unit", "raised"), [("ZZ999", True), ("SZ011", False)])
def test_conflict__order_for_a_unit_that_nobody_knows(unit: str, raised: bool):
    order = Rows.collect([Order(order_id="DB-2026-001", unit_code=unit)])
    assert ("X-04" in {f.code for f in conflicts([], order, PLAYBOOK)}) is raised


def test_conflict__every_code__has_a_case():
    assert set(OTHERS) | {"X-04"} == set(ACROSS)


@given(rows=st.lists(any_row(), max_size=12))
def test_rows_json__any_rows__there_and_back_exactly(rows):
    before = Rows.collect(rows)
    after = from_json(json.loads(json.dumps(to_json(before))))
    assert after == before
    assert [row.at for row in after] == [row.at for row in before]


def test_past__there_and_back__is_the_same():
    frozen = weeks(("SZ004", "QY001"), (46, 47), absent={47: ["QY001"]})
    past = past_of(frozen[0], None)
    for week in frozen:
        past = past_of(week, past if week is not frozen[0] else None)
        data = json.loads(json.dumps(past_to_json(past)))
        assert past_from_json(str(week.period), week.cutoff.isoformat(), data) == past
    assert past.streaks == {"SZ004": 0, "QY001": 1}
    assert (past.on_time["QY001"], past.due["QY001"]) == (1, 2)


def test_mark__the_highest_of_the_inputs():
    import dataclasses

    from workbooks.choices import Mark

    period = Period.parse("2026-W47")
    found = collected(PLAYBOOK, period, {"SZ012": BASE})
    lines = tuple(dataclasses.replace(s, mark=Mark.INTERNAL_CARE) if s.counted else s for s in found.submissions)
    assert freeze(PLAYBOOK, period, found).mark is Mark.INTERNAL
    assert freeze(PLAYBOOK, period, Collected(lines, found.returns, NO_ROWS, ())).mark is Mark.INTERNAL_CARE


def test_late__counts_as_reported_but_not_as_in_time():
    period = Period.parse("2026-W47")
    found = collected(PLAYBOOK, period, {"SZ012": BASE}, SZ012=State.LATE)
    frozen = freeze(PLAYBOOK, period, found)
    assert frozen.counted_units == ("SZ012",)
    assert frozen.figures.value("M19", "SZ012") == 0
