"""For every code of the gates and of the closing: one book that raises it, and a near miss that does not."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import (
    BASE,
    CASE,
    CHIEF,
    HEAD,
    LIAISON,
    MEMBER,
    P1,
    P2,
    PERIOD,
    TODAY,
    Book,
    add,
    both,
    copy_of,
    day,
    drop,
    edit,
    every,
    same,
)
from tests.grids import PLAYBOOK
from workbooks.catalogue import word
from workbooks.catalogue.closing import CLOSING
from workbooks.catalogue.gates import GATES
from workbooks.checks import REGISTRY, Context, run_checks
from workbooks.checks.gates.problems import STEPS, can_move
from workbooks.choices import ProblemStatus
from workbooks.row import Field, Kind, Row
from workbooks.rows import Rows
from workbooks.standard import (
    ROW_TYPES,
    Accountability,
    Action,
    Activity,
    Analysis,
    Assessment,
    Case,
    Closure,
    Cover,
    Letter,
    LookBack,
    Order,
    Pair,
    Problem,
    Regulation,
    Risk,
    Stage,
)

C1, C2, X1 = f"{P1}-C01", f"{P2}-C01", f"{P1}-X01"
RALLY, LIFE, KICK_OFF = "HD-SZ012-0002", "HD-SZ012-0003", "HD-SZ012-0001"
S = ProblemStatus
RUNNING = edit(Case, status="running")


def book(*edits, **more) -> Book:
    return Book(both(*edits), **more)


def pair(name: str, **changes: object):
    return edit(Pair, f"{CASE}-{name}", **changes)


def problem(status: str, *edits, key: str = P1, **more) -> Book:
    return Book(both(RUNNING, edit(Problem, key, status=status), *edits), **more)


def office(**changes: object) -> Rows:
    order = {
        "order_id": "DB-2026-001", "subject": "容缺受理整改", "content": "限期办结", "source": "overdue", "unit_code": "SZ012",
        "problem_id": P2, "color": "red", "issue_date": day(11, 2), "due_date": day(11, 27), "status": "running",
    }  # fmt: skip
    return Rows.collect([Order(**{**order, **changes})])


SENT_BACK = edit(Closure, X1, office_result="send_back", gate3="fail", rework="补充近三个月抽查记录并附签字材料")
EXTENDED = edit(Problem, P2, ext_due=day(11, 10), ext_approver="楼允中")

CASES: dict[str, tuple[Book, Book]] = {
    "G-10a": (book(drop(Activity, lambda a: a.act_type in ("leading_group", "rally"))), book(drop(Activity, lambda a: a.act_type == "rally"))),
    "G-10b": (book(pair("P1B", status="done")), book(pair("P2B", status="done"))),
    "G-10c": (book(edit(Case, announce_date=None)), book(edit(Case, announce_date=day(8, 24)))),
    "G-11a": (book(edit(Analysis, gate_reason="fail")), book(RUNNING, edit(Analysis, gate_reason="fail"), edit(Stage, f"{CASE}-S2", act_end=None))),
    "G-11b": (book(edit(Activity, RALLY, agenda=("notify", "statement"))), book(edit(Activity, RALLY, agenda=("film", "announce", "notify", "statement")))),
    "G-11c": (book(edit(Activity, RALLY, educated=86)), book(edit(Activity, RALLY, educated=87))),
    "G-11d": (book(pair("P3B", status="done")), book(pair("P4B", status="done"))),
    "G-12a": (book(edit(Activity, LIFE, act_type="party_lecture")), book(edit(Activity, LIFE, act_type="organisation_life"))),
    "G-12b": (book(edit(Problem, P2, status="unclaimed")), book(RUNNING, edit(Problem, P2, status="unclaimed", found_date=day(10, 27)))),
    "G-12c": (book(edit(Problem, P1, status="fixing")), book(edit(Problem, P2, status="fixing"))),
    "G-12d": (book(edit(Problem, P2, status="fixing")), book(edit(Problem, P2, status="fixing", due_date=day(10, 26)))),
    "G-12e": (book(pair("P4A", status="running")), book(pair("P5A", status="running"))),
    "G-13a": (book(edit(Problem, P2, status="reviewing")), book(edit(Problem, P2, status="long_term"))),
    "G-13b": (book(edit(Regulation, status="adopted")), book(edit(Regulation, status="issued"))),
    "G-13c": (book(edit(Assessment, verified=None)), book(edit(Assessment, verified="mostly"))),
    "G-13d": (book(pair("P7B", status="done")), book(pair("P7B", status="not_applicable"))),
    "G-20a": (problem("unclaimed", before=(same,), key=P2), problem("rebound", before=(same,), key=P2)),
    "G-20b": (problem("fixing", drop(Action, lambda a: a.problem_id == P1)), problem("fixing")),
    "G-20c": (problem("fixed", edit(Action, C1, status="running")), problem("fixed")),
    "G-20d": (problem("reviewing", edit(Closure, X1, head_date=None)), problem("reviewing")),
    "G-20e": (problem("closed", edit(Closure, X1, gate4="fail")), problem("closed")),
    "G-20f": (problem("sent_back", SENT_BACK, edit(Closure, X1, rework="补材料")), problem("sent_back", SENT_BACK)),
    "G-20g": (problem("rebound"), problem("rebound", edit(LookBack, result="rebound", redo_due=day(12, 10)))),
    "G-21a": (book(drop(Activity, lambda a: a.act_id == KICK_OFF), before=(same,)), book(before=(same,))),
    "G-21b": (
        book(edit(Problem, P1, problem="印章借出登记簿缺签字，三枚印章未登记。", found_date=day(9, 17)), before=(same,)),
        book(edit(Problem, P1, problem="窗口收件后未当日录入系统，四十件中六件超时。"), before=(same,)),
    ),
    "G-23": (book(edit(Regulation, status="drafting")), book(edit(Regulation, status="issued"))),
    "G-24": (book(EXTENDED, edit(Problem, P2, ext_due=day(11, 18)), before=(EXTENDED,)), book(EXTENDED, before=(EXTENDED,))),
    "G-25": (
        problem("long_term", key=P2, before=(both(edit(Problem, P2, status="fixing"), edit(Cover, week_id="2026-W46")),)),
        problem("long_term", key=P2, before=(both(edit(Problem, P2, status="fixing"), edit(Cover, week_id="2026-W41")),)),
    ),
    "G-26a": (book(edit(Cover, reviewer=LIAISON)), book(edit(Cover, reviewer=CHIEF))),
    "G-26b": (book(edit(Closure, X1, office_reviewer=HEAD)), book(edit(Closure, X1, office_reviewer=MEMBER))),
    "G-26c": (book(edit(LookBack, leader="楼允中")), book(edit(LookBack, leader=CHIEF))),
    "G-26d": (book(pair("P1A", verifier=LIAISON)), book(pair("P1A", verifier=LIAISON, status="done"))),
    "G-31b": (
        Book(add(*office(due_date=day(11, 19)).of(Order))),
        Book(add(*office(due_date=day(11, 20)).of(Order))),
    ),
    "G-43a": (book(edit(Case, announce_date=None), today=day(8, 20)), book(edit(Case, announce_date=None), today=day(8, 19))),
    "G-43b": (book(edit(Case, announce_date=None), today=day(8, 28)), book(edit(Case, announce_date=None), today=day(8, 27))),
    "G-60": (book(edit(Case, person_masked="李**")), book(edit(Case, person_masked="李某某"))),
    "G-61": (book(copy_of(Case, case_id="AJ-2026-SZ012-002")), book(copy_of(Case, case_id="AJ-2026-SZ012-002", person_masked="李某某乙"))),
    "G-30a": (book(pair("P6A", status="done")), book(pair("P6A", status="not_applicable"))),
    "G-30b": (book(edit(Stage, f"{CASE}-S4", act_end=None)), book(edit(Stage, f"{CASE}-S4", act_end=day(11, 10)))),
    "G-30c": (book(edit(Case, announce_date=None)), book(RUNNING, edit(Case, announce_date=None))),
    "G-30d": (book(edit(Problem, P2, status="reviewing")), book(edit(Problem, P2, status="void"))),
    "G-30e": (book(edit(Problem, P2, status="long_term", severity="major")), book(edit(Problem, P2, status="long_term"))),
    "G-30f": (book(edit(Problem, P2, root="education")), book(edit(Problem, P1, root="education"))),
    "G-30g": (book(edit(Risk, control="双人复核")), book(edit(Risk, grade="medium", control="双人复核"))),
    "G-30h": (book(edit(Activity, LIFE, evidence=None)), book(edit(Activity, KICK_OFF, evidence=None))),
    "G-30i": (book(edit(Letter, status="answered")), book(edit(Letter, status="answered", case_id=None))),
    "G-30j": (book(drop(Accountability)), book(edit(Accountability, dual="yes"))),
    "G-30k": (book(edit(Assessment, "SZ012-T1-W1", verified="mostly"), edit(Assessment, "SZ012-T1-W2", verified="mostly")), book(edit(Assessment, "SZ012-T1-W1", verified="mostly"))),
    "G-30l": (book(edit(Assessment, "SZ012-T1-D1", verified="no")), book(edit(Assessment, "SZ012-T1-D1", verified="mostly"))),
    "G-30m": (Book(office=office()), Book(office=office(status="done"))),
    "G-30n": (book(pair("P5B", evidence=None)), book(pair("P5B", evidence=None, status="not_applicable"))),
    "G-30o": (book(edit(Case, close_report_date=None)), book(RUNNING, edit(Case, close_report_date=None))),
    "G-31a": (book(drop(LookBack, lambda x: x.problem_id == P1)), book()),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_gate__condition_fails__is_raised_and_worded(code: str):
    found = [f for f in CASES[code][0].findings() if f.code == code]
    assert found
    for finding in found:
        worded = word(finding)
        for text in (worded.message, worded.fix, worded.example):
            assert text
            assert "{" not in text


@pytest.mark.parametrize("code", CASES)
def test_gate__near_miss__is_not_raised(code: str):
    assert code not in CASES[code][1].codes()


def test_codes__all_have_cases_and_all_are_registered():
    assert set(CASES) == set(GATES) | set(CLOSING)
    assert set(CASES) <= {code for check in REGISTRY for code in check.codes}


def test_registry__every_code_is_in_the_catalogue_and_the_other_way_round():
    from workbooks.catalogue import CATALOGUE
    from workbooks.catalogue.across import ACROSS
    from workbooks.catalogue.cells import CELLS
    from workbooks.catalogue.files import FILES

    registered = {code for check in REGISTRY for code in check.codes}
    by_others = set(FILES) | set(ACROSS) | (set(CELLS) - registered)
    assert registered <= set(CATALOGUE)
    assert set(CATALOGUE) == registered | by_others


@pytest.mark.parametrize(("before", "now"), [(a, b) for a in S for b in S])
def test_steps__a_week_may_take_several__but_only_listed_ones(before: S, now: S):
    """Walk the listed steps by hand: what can be reached may happen, what cannot may not."""
    reached, edge = {before}, [before]
    while edge:
        at = edge.pop()
        for start, end in STEPS:
            if start is at and end not in reached:
                reached.add(end)
                edge.append(end)
    assert can_move(before, now) == (now in reached)


def test_steps__closed_and_at_work_again__needs_the_look_back_that_says_why():
    assert "G-20g" in problem("fixing", before=(same,), key=P2).codes()
    found = edit(LookBack, "HTK-2026-SZ012-02", result="rebound", redo_due=day(12, 10))
    assert "G-20g" not in problem("fixing", found, before=(same,), key=P2).codes()


def test_steps__nothing_leads_out_of_void_and_closed_reopens_only_by_rebound():
    assert [b for a, b in STEPS if a is S.VOID] == []
    assert [b for a, b in STEPS if a is S.CLOSED] == [S.REBOUND]


@pytest.mark.parametrize(
    "way",
    [
        (S.UNCLAIMED, S.FIXING, S.FIXED, S.REVIEWING, S.CLOSED),
        (S.REVIEWING, S.SENT_BACK, S.FIXING, S.FIXED),
        (S.FIXING, S.LONG_TERM, S.REVIEWING, S.CLOSED, S.REBOUND, S.FIXING),
        (S.UNCLAIMED, S.VOID),
    ],
)
def test_steps__ways_of_the_rule_book__are_accepted(way: tuple[S, ...]):
    assert all((a, b) in STEPS for a, b in pairwise(way))


TYPED = st.characters(exclude_characters="{", exclude_categories=["Cs"])
"""Without what marks a gap in our own sentences, since these quote what was typed."""


def _value(field: Field):
    choices = list(PLAYBOOK.choice_list(field.choices).values) if field.choices else []
    by_kind = {
        Kind.INT: st.integers(-3, 10**6),
        Kind.MONEY: st.decimals(0, 10**6, places=2),
        Kind.DATE: st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    }
    if field.kind is Kind.CHOICES:
        return st.lists(st.sampled_from(choices), max_size=3).map(tuple)
    if field.kind is Kind.CHOICE:
        return st.one_of(st.none(), st.sampled_from(choices))
    return st.one_of(
        st.none(),
        by_kind.get(field.kind, st.one_of(st.text(TYPED, max_size=12), st.sampled_from([P1, P2, CASE, HEAD]))),
    )


@st.composite
def any_row(draw) -> Row:
    row_type = draw(st.sampled_from(ROW_TYPES))
    sheet = row_type.__sheet__
    values = {field.name: draw(_value(field)) for field in sheet.fields}
    for name in sheet.key:
        values[name] = draw(st.one_of(st.text(TYPED, min_size=1, max_size=12), st.sampled_from([P1, P2, CASE, C1, X1])))
    return row_type(at=draw(st.integers(1, 99)), **values)


@given(rows=st.lists(any_row(), max_size=10), old=st.lists(any_row(), max_size=6))
def test_checks__any_rows_with_any_history__never_raise(rows: list[Row], old: list[Row]):
    history = (Rows.collect(old), BASE)
    context = Context(PLAYBOOK, PERIOD, TODAY, "SZ012", history, Rows.collect(old), frozenset({"骆松年"}))
    for finding in run_checks(Rows.collect([*BASE, *rows]), context):
        assert "{" not in word(finding).fix


def test_waived__duty_that_may_not_be__told_at_the_closing():
    assert "G-30a" in book(pair("P3A", status="not_applicable")).codes()


def test_extension__approved__counts_for_actions_and_unapproved_does_not():
    late = edit(Action, C2, due_date=day(10, 25))
    assert "V-06" in book(late, edit(Problem, P2, ext_due=day(11, 1))).codes()
    assert "V-06" not in book(late, edit(Problem, P2, ext_due=day(11, 1), ext_approver="楼允中")).codes()


def test_every__edits_all_rows_of_a_sheet():
    assert {p.owner for p in every(Problem, owner="甲")(BASE).of(Problem)} == {"甲"}
