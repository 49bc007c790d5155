"""Lights: each reason, which one wins, and the days on which they change."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.books import BASE, P2, both, day, edit
from tests.grids import PLAYBOOK
from workbooks.escalation import Advice, advice_for
from workbooks.lights import Light, Reason, effective_due, is_open, is_overdue, lights_of, unit_light
from workbooks.standard import Action, Closure, Problem

LIMITS = PLAYBOOK.thresholds
X2 = f"{P2}-X01"
TODAY = day(10, 10)
"""P2 was found on 16 September and is due on 19 October: 24 of 33 days have passed, 73 %."""
OPEN = both(edit(Problem, P2, status="fixing"), edit(Action, f"{P2}-C01", status="running", pct=70))
SENT_BACK = edit(Closure, X2, office_result="send_back")


def lit(*edits, today: dt.date = TODAY, history=()):
    rows = both(OPEN, *edits)(BASE)
    return lights_of(rows, today, LIMITS, history).get(P2)


@pytest.mark.parametrize(
    ("edits", "light", "reason"),
    [
        ((edit(Closure, X2, office_result="agree"),), Light.GREEN, Reason.NONE),
        ((edit(Action, f"{P2}-C01", pct=60),), Light.YELLOW, Reason.LAGGING),
        ((SENT_BACK,), Light.YELLOW, Reason.SENT_BACK),
        ((edit(Problem, P2, status="rebound"),), Light.RED, Reason.REBOUND),
        ((edit(Problem, P2, status="rebound"), SENT_BACK), Light.RED, Reason.REBOUND),
    ],
)
def test_light__each_reason(edits, light: Light, reason: Reason):
    found = lit(*edits, today=day(10, 10))
    assert (found.light, found.reason) == (light, reason)


@pytest.mark.parametrize(
    ("today", "light"),
    [(day(10, 11), Light.GREEN), (day(10, 12), Light.BLUE), (day(10, 19), Light.BLUE), (day(10, 20), Light.RED)],
)
def test_light__as_the_due_day_comes__the_due_day_itself_is_in_time(today: dt.date, light: Light):
    assert lit(edit(Action, f"{P2}-C01", pct=95), today=today).light is light


def test_light__unchanged_for_three_returns__yellow():
    done = edit(Action, f"{P2}-C01", pct=95)
    before = both(OPEN, done)(BASE)
    assert lit(done, history=(before, before)).light is Light.GREEN
    stale = lit(done, history=(before, before, before))
    assert (stale.light, stale.reason) == (Light.YELLOW, Reason.STALE)


def test_light__closed_longterm_void__none():
    for status in ("closed", "long_term", "void"):
        assert lit(edit(Problem, P2, status=status)) is None


def test_due__extension_counts_only_when_approved():
    problem = BASE.keyed(Problem)[P2].replace(ext_due=day(11, 10))
    assert effective_due(problem) == day(10, 19)
    assert effective_due(problem.replace(ext_approver="楼允中")) == day(11, 10)
    late = problem.replace(status="fixing")
    assert is_open(late)
    assert is_overdue(late, day(10, 20))
    assert not is_overdue(late.replace(ext_approver="楼允中"), day(10, 20))


@pytest.mark.parametrize(
    ("severity", "count", "light"),
    [
        ("ordinary", 1, Light.YELLOW),
        ("ordinary", 2, Light.YELLOW),
        ("ordinary", 3, Light.RED),
        ("serious", 1, Light.RED),
    ],
)
def test_unit__red_for_one_grave_problem_or_three_reds(severity: str, count: int, light: Light):
    problems = [
        BASE.keyed(Problem)[P2].replace(problem_id=f"WT-2026-SZ012-{n:04d}", severity=severity) for n in range(count)
    ]
    red = lit(edit(Problem, P2, status="rebound"))
    assert unit_light(problems, {p.problem_id: red for p in problems}, LIMITS) is light


@pytest.mark.parametrize(
    ("light", "weeks", "advice"),
    [
        (Light.GREEN, 5, Advice.NONE),
        (Light.BLUE, 1, Advice.REMINDER),
        (Light.YELLOW, 1, Advice.NONE),
        (Light.YELLOW, 2, Advice.YELLOW_ORDER),
        (Light.RED, 1, Advice.RED_ORDER),
        (Light.RED, 3, Advice.INTERVIEW),
        (Light.RED, 4, Advice.ADMONITION),
        (Light.RED, 5, Advice.ACCOUNTABILITY),
    ],
)
def test_escalation__by_light_and_weeks(light: Light, weeks: int, advice: Advice):
    assert advice_for(light, weeks) is advice
