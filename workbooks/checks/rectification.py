"""Checks of problems, actions and closures within one book."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.lights import effective_due, is_open
from workbooks.rows import Rows
from workbooks.standard import Action, Closure, Duty, Problem

_NOT_TEXT = re.compile(r"[\W_]+")


@check("V-06", sees=Sees.BOOK)
def within_due(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-06: an action is due no later than its problem."""
    problems = rows.keyed(Problem)
    for action in rows.of(Action):
        problem = problems.get(action.problem_id or "")
        limit = effective_due(problem) if problem is not None else None
        if action.due_date is not None and limit is not None and action.due_date > limit:
            yield finding("V-06", at(action, "due_date"), value=action.due_date, limit=limit, problem=action.problem_id)


@check("V-23a", "V-23b", sees=Sees.ROW)
def percent_and_status(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-23: 100 % and 已完成 go together."""
    for action in rows.of(Action):
        if action.pct is None or action.status is None:
            continue
        label = context.playbook.label("action_status", action.status)
        if action.pct == 100 and action.status != c.ActionStatus.DONE:
            yield finding("V-23a", at(action, "status"), value=label)
        if action.pct != 100 and action.status == c.ActionStatus.DONE:
            yield finding("V-23b", at(action, "pct"), value=action.pct)


@check("V-49", "V-50", "V-51", "V-52", sees=Sees.ROW)
def terms_of_problem(rows: Rows, context: Context) -> Iterator[Finding]:
    """Terms of a problem: instant fix, extension asked in time and not too long, next review."""
    limits = context.playbook.thresholds
    for row in rows.of(Problem):
        if row.fix_type == c.FixType.INSTANT and row.found_date and row.due_date:
            limit = row.found_date + dt.timedelta(days=limits.instant_fix_days)
            if row.due_date > limit:
                yield finding(
                    "V-49", at(row, "due_date"), value=row.due_date, limit=limit, days=limits.instant_fix_days
                )
        if row.ext_apply and row.due_date and row.ext_apply >= row.due_date:
            yield finding("V-50", at(row, "ext_apply"), value=row.ext_apply, limit=row.due_date)
        if row.ext_due and row.due_date:
            limit = row.due_date + dt.timedelta(days=limits.extension_days)
            if row.ext_due > limit:
                yield finding("V-51", at(row, "ext_due"), value=row.ext_due, limit=limit, days=limits.extension_days)
        if row.next_review and is_open(row) | (row.status == c.ProblemStatus.LONG_TERM):
            limit = context.today + dt.timedelta(days=limits.longterm_review_days)
            if row.next_review > limit:
                yield finding("V-52", at(row, "next_review"), value=row.next_review, limit=limit)


@check("V-20", sees=Sees.BOOK)
def similar_problems(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-20: a problem that another one of the unit says almost word for word."""
    least = context.playbook.thresholds.similar_problem
    seen: list[tuple[Problem, str, frozenset[str]]] = []
    for row in rows.of(Problem):
        if row.problem is None or row.status == c.ProblemStatus.VOID:
            continue
        text = normal(row.problem)
        grams = frozenset(text[i : i + 2] for i in range(len(text) - 1))
        twin = next((other for other, t, g in seen if _alike(text, t, grams, g, least)), None)
        if twin is not None:
            yield finding("V-20", at(row, "problem"), other=twin.problem_id)
        seen.append((row, text, grams))


def normal(text: str) -> str:
    """Return a text without punctuation and blanks, for comparison."""
    return _NOT_TEXT.sub("", text)


def _alike(one: str, two: str, grams: frozenset[str], others: frozenset[str], least: float) -> bool:
    """Compare two texts; the cheap tests first, since a true comparison costs a thousand times more."""
    shorter, longer = sorted((len(one), len(two)))
    if not shorter or 2 * shorter < least * (shorter + longer):
        return False
    if len(grams & others) < (2 * least - 1) * max(len(grams), len(others)):
        return False
    return difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= least


@check("V-53", "V-54", "V-55", sees=Sees.BOOK)
def applications(rows: Rows, context: Context) -> Iterator[Finding]:
    """An application for closure comes after the work, from the right person, with the opinion from above."""
    problems, actions = rows.keyed(Problem), rows.grouped(Action, "problem_id")
    heads = {duty.name for duty in rows.of(Duty) if duty.role == c.Role.DEPT_HEAD}
    for closure in rows.of(Closure):
        problem = problems.get(closure.problem_id or "")
        if problem is None:
            continue
        done = _work_applied_for(closure, actions.get(problem.problem_id, ()))
        if done and closure.apply_date and closure.apply_date < max(done):
            yield finding("V-53", at(closure, "apply_date"), value=closure.apply_date, limit=max(done))
        if closure.applicant is not None and closure.applicant not in {problem.owner, *heads}:
            yield finding("V-54", at(closure, "applicant"), value=closure.applicant, limit=problem.owner)
        opined = closure.head_opinion is not None and closure.office_result is not None
        if problem.severity == c.Severity.MAJOR and opined and closure.upper_opinion is None:
            yield finding("V-55", at(closure, "upper_opinion"))


def _work_applied_for(closure: Closure, actions: tuple[Action, ...]) -> list[dt.date]:
    """Return when the actions ended that an application rests on; what began after it belongs to a later one."""
    return [
        action.done_date
        for action in actions
        if action.done_date is not None
        and not (action.start_date and closure.apply_date and action.start_date > closure.apply_date)
    ]
