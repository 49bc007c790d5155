"""Checks that look back at what the unit reported before."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from decimal import Decimal

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, at_sheet, check
from workbooks.checks.rectification import normal
from workbooks.findings import Finding, finding
from workbooks.kinds import clean
from workbooks.lights import is_open, is_overdue, was_sent_back, weeks_unchanged
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import Action, Activity, Closure, Cover, FourForm, Problem, Regulation, Risk, Weekly
from workbooks.words import NEXT_LINE, STOPS


@check("V-21a", "V-21b", sees=Sees.HISTORY)
def stale(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-21: an open problem of which nothing was updated for more than one, more than two weeks."""
    limits = context.playbook.thresholds
    actions = rows.grouped(Action, "problem_id")
    for problem in rows.of(Problem):
        if not is_open(problem):
            continue
        weeks = weeks_unchanged(problem, actions.get(problem.problem_id, ()), context.history)
        if weeks > limits.stale_warn_weeks:
            yield finding("V-21b", at(problem, "status"), value=weeks)
        elif weeks > limits.stale_tip_weeks:
            yield finding("V-21a", at(problem, "status"), value=weeks)


@check("V-22", "V-23c", sees=Sees.HISTORY)
def progress(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-22, V-23: progress is not last week's text again, and the percentage does not fall."""
    old = context.previous.keyed(Action) if context.previous else {}
    least = context.playbook.thresholds.similar_progress
    for action in rows.of(Action):
        before = old.get(action.action_id)
        if before is None:
            continue
        if action.pct is not None and before.pct is not None and action.pct < before.pct:
            yield finding("V-23c", at(action, "pct"), value=action.pct, before=before.pct)
        running = action.status == c.ActionStatus.RUNNING and before.status == c.ActionStatus.RUNNING
        if (
            running
            and action.week_progress
            and before.week_progress
            and _alike(action.week_progress, before.week_progress, least)
        ):
            yield finding("V-22", at(action, "week_progress"))


def _alike(now: str, before: str, least: float) -> bool:
    one, two = normal(now), normal(before)
    if one == two:
        return True
    if 2 * min(len(one), len(two)) < least * (len(one) + len(two)):
        return False
    return difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= least


@check("V-24", "V-67", sees=Sees.BOOK)
def weekly_words(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-24: no "无" while something is overdue or was sent back; the plan has one to five lines with who and when."""
    weekly = rows.one(Weekly)
    if weekly is None:
        return
    text = clean(weekly.txt_issue or "").rstrip(STOPS)
    if any(text == word or text.startswith(word) for word in context.playbook.wording.nothing_words):
        overdue = sum(is_overdue(problem, context.today) for problem in rows.of(Problem))
        old = context.previous.keyed(Closure) if context.previous else {}
        returned = sum(was_sent_back(x) and x.closure_id not in old for x in rows.of(Closure))
        if overdue or returned:
            yield finding("V-24", at(weekly, "txt_issue"), overdue=overdue, returned=returned)
    lines = [line for line in (weekly.txt_next or "").split("\n") if line.strip()]
    vague = [line for line in lines if not NEXT_LINE.search(line)]
    if lines and (len(lines) > 5 or vague):
        yield finding("V-67", at(weekly, "txt_next"), count=len(lines), value=(vague or lines)[0][:30])


def _counters(rows: Rows) -> dict[str, Decimal]:
    """Cumulative counts that can only grow, unless a row says why not."""
    issued = (c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED)
    return {
        "closed": Decimal(sum(p.status == c.ProblemStatus.CLOSED for p in rows.of(Problem))),
        "regulations": Decimal(sum(r.status in issued for r in rows.of(Regulation))),
        "educated": Decimal(sum(a.educated or 0 for a in rows.of(Activity))),
        "forms": Decimal(sum(f.persons or 0 for f in rows.of(FourForm))),
        "recovered": sum((a.recovered or Decimal(0) for a in rows.of(Action)), Decimal(0)),
    }


_SHEET_OF: dict[str, tuple[type[Row], str]] = {
    "closed": (Problem, "status"),
    "regulations": (Regulation, "status"),
    "educated": (Activity, "educated"),
    "forms": (FourForm, "persons"),
    "recovered": (Action, "recovered"),
}


@check("V-25", sees=Sees.HISTORY)
def counters(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-25: cumulative counts do not fall below the last snapshot, but for voided and rebounded problems.

    Rows that vanished are G-21's to tell; here only rows that are still there count.
    """
    if context.previous is None:
        return
    kept = {(type(row), row.row_key) for row in rows if row.__sheet__.key}
    before = _counters(Rows.collect(row for row in context.previous if (type(row), row.row_key) in kept))
    now = _counters(rows)
    explained = (c.ProblemStatus.VOID, c.ProblemStatus.REBOUND, c.ProblemStatus.FIXING, c.ProblemStatus.LONG_TERM)
    old = context.previous.keyed(Problem)
    excused = sum(
        p.status in explained and p.problem_id in old and old[p.problem_id].status == c.ProblemStatus.CLOSED
        for p in rows.of(Problem)
    )
    for name, count in now.items():
        allowed = before[name] - (excused if name == "closed" else 0)
        if count < allowed:
            row_type, field = _SHEET_OF[name]
            yield finding("V-25", at_sheet(row_type, field), value=count, before=before[name])


@check("V-29", sees=Sees.HISTORY)
def nothing_for_weeks(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-29: no problem and no high risk, now and in the weeks before."""
    weeks = context.playbook.thresholds.zero_weeks
    books = (rows, *context.history[: weeks - 1])
    cover = rows.one(Cover)
    if cover is not None and len(books) >= weeks and all(map(_reports_nothing, books)):
        yield finding("V-29", at_sheet(Problem), value=weeks)


def _reports_nothing(rows: Rows) -> bool:
    return not rows.of(Problem) and not any(risk.grade == c.Grade.HIGH for risk in rows.of(Risk))
