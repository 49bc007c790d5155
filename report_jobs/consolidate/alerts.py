"""Alerts: red and yellow problems and missing units, with what is proposed (G-40, G-41)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report_jobs.consolidate.history import Past
from report_jobs.frozen import Alert, State, Submission
from report_jobs.metrics.ground import Ground
from workbooks.escalation import Advice, advice_for
from workbooks.lights import Light, effective_due
from workbooks.standard import Duty, Problem

MISSING, REFUSED = "missing", "refused"
"""Reasons of an alert that is about a unit and not about one of its problems."""


def alerts(ground: Ground, submissions: Sequence[Submission], pasts: Sequence[Past]) -> tuple[Alert, ...]:
    """Return units that did not report, then red, then yellow problems; the longest overdue first."""
    before = pasts[-1] if pasts else None
    found = [*_units(submissions, before), *_problems(ground, before.lights if before else {})]
    return tuple(
        sorted(
            found,
            key=lambda a: (bool(a.problem_id), a.light != Light.RED, -a.days_overdue, -a.weeks, a.unit, a.problem_id),
        )
    )


def _units(submissions: Sequence[Submission], before: Past | None) -> Iterator[Alert]:
    for submission in submissions:
        if submission.state not in (State.MISSING, State.REFUSED):
            continue
        weeks = (before.streaks.get(submission.unit, 0) if before else 0) + 1
        yield Alert(
            unit=submission.unit,
            light=Light.RED if weeks > 1 else Light.YELLOW,
            problem_id="",
            problem="",
            severity="",
            days_overdue=0,
            weeks=weeks,
            reason=MISSING if submission.state is State.MISSING else REFUSED,
            advice=Advice.INTERVIEW if weeks > 2 else Advice.REMINDER,
            lead="",
            due=submission.due.date(),
        )


def _problems(ground: Ground, before: Mapping[str, tuple[str, int]]) -> Iterator[Alert]:
    for found in ground.returns:
        leads = {duty.name for duty in found.rows.of(Duty)}
        problems = found.rows.keyed(Problem)
        for problem_id, lit in ground.lights[found.unit].items():
            if lit.light not in (Light.RED, Light.YELLOW):
                continue
            problem, due = problems[problem_id], effective_due(problems[problem_id])
            light, weeks = before.get(problem_id, ("", 0))
            weeks = weeks + 1 if light == lit.light else 1
            overdue = max(0, (ground.today - due).days) if due is not None else 0
            yield Alert(
                unit=found.unit,
                light=lit.light,
                problem_id=problem_id,
                problem=problem.problem or "",
                severity=problem.severity or "",
                days_overdue=overdue,
                weeks=weeks,
                reason=lit.reason,
                advice=advice_for(lit.light, weeks),
                lead=problem.lead if problem.lead and problem.lead in leads else "",
                due=due,
            )
