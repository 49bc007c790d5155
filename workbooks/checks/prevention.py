"""Checks of risks, regulations, activities, four forms, letters, look-backs, assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.checks.people import TEAM
from workbooks.findings import Finding, finding
from workbooks.rows import Rows
from workbooks.standard import (
    Activity,
    Assessment,
    Case,
    Closure,
    Cover,
    Duty,
    FourForm,
    Letter,
    LookBack,
    Problem,
    Regulation,
    Risk,
)
from workbooks.words import LISTING

LIFE_MEETINGS = (c.ActivityType.DEMOCRATIC_LIFE, c.ActivityType.ORGANISATION_LIFE)
BROADCAST = (c.ActivityType.RALLY, c.ActivityType.CENTRE_GROUP, c.ActivityType.CONFESSION_STUDY)
"""Education that others may follow by broadcast, so that more are educated than attended."""


def controls_of(risk: Risk) -> int:
    """Count the controls of a risk point: one a line, or separated by semicolons."""
    text = (risk.control or "").replace("；", "\n").replace(";", "\n")
    return sum(1 for line in text.split("\n") if line.strip())


@check("V-12a", "V-12b", "V-12c", "V-59", sees=Sees.BOOK)
def risk_points(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-12: a high risk has regulation, two controls and a leader of the team; a grade by hand has its reason."""
    limits = context.playbook.thresholds
    team = {duty.name for duty in rows.of(Duty) if duty.role in TEAM}
    for risk in rows.of(Risk):
        if risk.status == c.RiskStatus.WITHDRAWN:
            continue
        if risk.grade == c.Grade.HIGH:
            if risk.regulation_id is None:
                yield finding("V-12a", at(risk, "regulation_id"))
            if risk.control is not None and controls_of(risk) < limits.high_risk_controls:
                yield finding("V-12b", at(risk, "control"), value=controls_of(risk), limit=limits.high_risk_controls)
            if risk.lead is not None and team and risk.lead not in team:
                yield finding("V-12c", at(risk, "lead"), value=risk.lead)
        if risk.likelihood and risk.consequence and risk.grade and not risk.grade_basis:
            score = risk.likelihood * risk.consequence
            computed = _grade(score, limits.high_risk_score, limits.mid_risk_score)
            if computed != risk.grade:
                label = context.playbook.label
                yield finding(
                    "V-59",
                    at(risk, "grade_basis"),
                    value=label("grade", risk.grade),
                    score=score,
                    computed=label("grade", computed),
                )


def _grade(score: int, high: int, medium: int) -> c.Grade:
    return c.Grade.HIGH if score >= high else c.Grade.MEDIUM if score >= medium else c.Grade.LOW


@check("V-13", "V-60", sees=Sees.ROW)
def regulations(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-13: a new regulation has no old number (the other parts are C-02); an audit comes 30 days after issue."""
    days = context.playbook.thresholds.audit_after_days
    for row in rows.of(Regulation):
        if row.action == c.RegulationAction.CREATE and row.old_no:
            yield finding("V-13", at(row, "old_no"), value=row.old_no)
        if row.issue_date and row.audit_date:
            limit = row.issue_date + dt.timedelta(days=days)
            if row.issue_date <= row.audit_date < limit:
                yield finding("V-60", at(row, "audit_date"), value=row.audit_date, limit=limit)


@check("V-16a", "V-16b", "V-16c", "V-17a", "V-17b", sees=Sees.ROW)
def attendance(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-16, V-17: attended ≤ invited, educated ≤ attended (broadcasts may reach more), rallies well attended."""
    least = context.playbook.thresholds.attendance_min
    for row in rows.of(Activity):
        if row.invited is None or row.attended is None:
            continue
        if row.attended > row.invited:
            yield finding("V-16a", at(row, "attended"), value=row.attended, limit=row.invited)
        elif row.educated is not None and row.educated > row.attended:
            code = "V-16c" if row.act_type in BROADCAST else "V-16b"
            yield finding(code, at(row, "educated"), value=row.educated, limit=row.attended)
        if row.act_type != c.ActivityType.RALLY:
            continue
        if row.invited and row.attended <= row.invited and row.attended / row.invited < least:
            rate = f"{row.attended / row.invited:.0%}"
            yield finding("V-17a", at(row, "attended"), value=rate, limit=f"{least:.0%}")
        if row.head_present == c.YesNo.NO:
            yield finding("V-17b", at(row, "head_present"))


@check("V-56", "V-57", "V-58", sees=Sees.BOOK)
def agenda(rows: Rows, context: Context) -> Iterator[Finding]:
    """A rally has its three items; rallies and life meetings have evidence and, in a unit with cases, a case."""
    has_cases = bool(rows.of(Case))
    for row in rows.of(Activity):
        if row.act_type == c.ActivityType.RALLY and row.agenda:
            missing = [context.playbook.label("agenda", item) for item in c.Agenda if item not in row.agenda]
            if missing:
                yield finding("V-56", at(row, "agenda"), missing=LISTING.join(missing))
        if row.act_type == c.ActivityType.RALLY or row.act_type in LIFE_MEETINGS:
            if not row.evidence:
                yield finding("V-57", at(row, "evidence"))
            if has_cases and row.case_id is None:
                yield finding("V-58", at(row, "case_id"))


@check("V-15", "V-28b", "V-65", sees=Sees.HISTORY)
def four_forms(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-15, V-28: a measure belongs to its form; a new row carries this week; key posts are part of the persons."""
    cover, allowed = rows.one(Cover), context.playbook.allowed_measures
    old = context.previous.keyed(FourForm) if context.previous else {}
    for row in rows.of(FourForm):
        if row.form and row.measure and row.measure not in allowed.get(row.form, ()):
            label = context.playbook.label
            permitted = LISTING.join(label("measure", m) for m in allowed.get(row.form, ()))
            yield finding("V-15", at(row, "measure"), value=label("measure", row.measure), permitted=permitted)
        fresh = context.previous is not None and row.form_row_id not in old
        if fresh and cover is not None and row.week_id and cover.week_id and row.week_id > cover.week_id:
            yield finding("V-28b", at(row, "week_id"), value=row.week_id, limit=cover.week_id)
        if row.persons is not None and row.key_posts is not None and row.key_posts > row.persons:
            yield finding("V-65", at(row, "key_posts"), value=row.key_posts, limit=row.persons)


@check("V-11", "V-61", "V-62", sees=Sees.BOOK)
def letters(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-11: every problem that a letter points out is in the list of problems once the letter is being acted on."""
    sources = [problem.source_ref for problem in rows.of(Problem)]
    for row in rows.of(Letter):
        working = row.status in list(c.LetterStatus) and c.LetterStatus(row.status).rank >= c.LetterStatus.FIXING.rank
        if working and row.n_issues is not None and sources.count(row.letter_id) < row.n_issues:
            yield finding("V-11", at(row, "n_issues"), value=row.n_issues, count=sources.count(row.letter_id))
        if row.n_adopted is None or row.n_advice is None:
            continue
        if row.n_adopted > row.n_advice:
            yield finding("V-61", at(row, "n_adopted"), value=row.n_adopted, limit=row.n_advice)
        elif row.n_adopted < row.n_advice and not row.reject_reason:
            yield finding("V-62", at(row, "reject_reason"), value=row.n_advice - row.n_adopted)


@check("V-63", "V-64", sees=Sees.BOOK)
def look_backs(rows: Rows, context: Context) -> Iterator[Finding]:
    """A look-back takes a problem that was closed, and not before 30 days have passed."""
    problems, closures = rows.keyed(Problem), rows.grouped(Closure, "problem_id")
    days = context.playbook.thresholds.lookback_min_days
    done = (c.ProblemStatus.CLOSED, c.ProblemStatus.LONG_TERM)
    for row in rows.of(LookBack):
        problem = problems.get(row.problem_id or "")
        agreed = [
            closure.office_date
            for closure in closures.get(row.problem_id, ())
            if closure.office_result in (c.CloseResult.AGREE, c.CloseResult.LONG_TERM) and closure.office_date
        ]
        if problem is not None and not agreed and problem.status not in done:
            yield finding("V-64", at(row, "problem_id"), value=row.problem_id)
        if agreed and row.check_date and row.check_date < min(agreed) + dt.timedelta(days=days):
            limit = min(agreed) + dt.timedelta(days=days)
            yield finding("V-63", at(row, "check_date"), value=row.check_date, limit=limit)


@check("V-66", sees=Sees.ROW)
def assessments(rows: Rows, context: Context) -> Iterator[Finding]:
    """A verdict of the office that differs from the self-rating says why."""
    for row in rows.of(Assessment):
        if row.verified is not None and row.self is not None and row.verified != row.self and not row.verify_note:
            label = context.playbook.label
            yield finding(
                "V-66", at(row, "verify_note"), value=label("score", row.verified), other=label("score", row.self)
            )
