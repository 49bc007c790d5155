"""Lights: how a problem stands on the cut-off day (G-40), and what follows for unit and case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbooks import choices as c
from workbooks.playbook.model import Thresholds
from workbooks.rows import Rows
from workbooks.standard import Action, Closure, Problem

_SETTLED = (c.ProblemStatus.CLOSED, c.ProblemStatus.LONG_TERM, c.ProblemStatus.VOID)
_GRAVE = (c.Severity.MAJOR, c.Severity.SERIOUS)


class Light(StrEnum):
    """The four lights, from the best to the worst."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for green."""
        return list(Light).index(self)


class Reason(StrEnum):
    """Why a light is not green."""

    OVERDUE = "overdue"
    SENT_BACK_TWICE = "sent_back_twice"
    REBOUND = "rebound"
    LAGGING = "lagging"
    SENT_BACK = "sent_back"
    STALE = "stale"
    DUE_SOON = "due_soon"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lit:
    """A light and the reason for it."""

    light: Light
    reason: Reason


def effective_due(problem: Problem) -> dt.date | None:
    """Return the day that counts: the extended one once it is approved, else the first one."""
    if problem.ext_due is not None and problem.ext_approver:
        return problem.ext_due
    return problem.due_date


def is_open(problem: Problem) -> bool:
    """Say whether a problem still has to be put right; 长期坚持 and 作废 are not open, nor closed."""
    return problem.status is not None and problem.status not in _SETTLED


def is_overdue(problem: Problem, today: dt.date) -> bool:
    """Say whether an open problem is past its effective due date; the due day itself is in time."""
    due = effective_due(problem)
    return is_open(problem) and due is not None and today > due


def was_sent_back(closure: Closure) -> bool:
    """Say whether an application was refused, by any opinion or any of the four gates."""
    opinions = (closure.head_opinion, closure.upper_opinion, closure.office_result)
    gates = (closure.gate1, closure.gate2, closure.gate3, closure.gate4)
    return c.CloseResult.SEND_BACK in opinions or c.Pass.FAIL in gates


def light_of(
    problem: Problem,
    actions: Sequence[Action],
    closures: Sequence[Closure],
    today: dt.date,
    thresholds: Thresholds,
    weeks_unchanged: int = 0,
) -> Lit:
    """Return the light of an open problem, the gravest reason first.

    `actions` and `closures` are those of this problem; `weeks_unchanged` counts the weeks
    since the problem or one of its actions last changed.
    """
    returns = sum(map(was_sent_back, closures))
    if problem.status == c.ProblemStatus.REBOUND:
        return Lit(Light.RED, Reason.REBOUND)
    if is_overdue(problem, today):
        return Lit(Light.RED, Reason.OVERDUE)
    if returns >= 2:
        return Lit(Light.RED, Reason.SENT_BACK_TWICE)
    if _lags(problem, actions, today, thresholds):
        return Lit(Light.YELLOW, Reason.LAGGING)
    if returns == 1:
        return Lit(Light.YELLOW, Reason.SENT_BACK)
    if weeks_unchanged > thresholds.stale_warn_weeks:
        return Lit(Light.YELLOW, Reason.STALE)
    due = effective_due(problem)
    if due is not None and (due - today).days <= thresholds.light_due_days:
        return Lit(Light.BLUE, Reason.DUE_SOON)
    return Lit(Light.GREEN, Reason.NONE)


def progress(actions: Sequence[Action]) -> float:
    """Return the mean percentage of the actions, 0 when there is none."""
    return sum(action.pct or 0 for action in actions) / len(actions) if actions else 0.0


def _lags(problem: Problem, actions: Sequence[Action], today: dt.date, thresholds: Thresholds) -> bool:
    """Say whether progress is behind the share of the time that has passed, by more than is allowed."""
    due = effective_due(problem)
    if problem.found_date is None or due is None or due <= problem.found_date:
        return False
    if problem.status in (c.ProblemStatus.FIXED, c.ProblemStatus.REVIEWING):
        return False
    elapsed = 100 * (today - problem.found_date).days / (due - problem.found_date).days
    return progress(actions) < elapsed - thresholds.light_lag_points


def weeks_unchanged(problem: Problem, actions: Sequence[Action], history: Sequence[Rows]) -> int:
    """Count the earlier returns, the newest first, in which problem and actions stood just as now."""
    now = {action.action_id: action for action in actions}
    for weeks, rows in enumerate(history):
        then = {a.action_id: a for a in rows.of(Action) if a.problem_id == problem.problem_id}
        if rows.keyed(Problem).get(problem.problem_id) != problem or then != now:
            return weeks
    return len(history)


def lights_of(rows: Rows, today: dt.date, thresholds: Thresholds, history: Sequence[Rows] = ()) -> dict[str, Lit]:
    """Return the light of every open problem of a unit, by problem number."""
    actions, closures = rows.grouped(Action, "problem_id"), rows.grouped(Closure, "problem_id")
    lit = {}
    for problem in rows.of(Problem):
        if is_open(problem):
            mine = actions.get(problem.problem_id, ())
            stale = weeks_unchanged(problem, mine, history)
            lit[problem.problem_id] = light_of(
                problem, mine, closures.get(problem.problem_id, ()), today, thresholds, stale
            )
    return lit


def unit_light(problems: Iterable[Problem], lit: dict[str, Lit], thresholds: Thresholds) -> Light:
    """Return the worst light, but red only for one grave red problem or for several reds."""
    found = [(problem, lit[problem.problem_id].light) for problem in problems if problem.problem_id in lit]
    worst = max((light for _, light in found), key=lambda light: light.rank, default=Light.GREEN)
    if worst is not Light.RED:
        return worst
    red = [problem for problem, light in found if light is Light.RED]
    grave = any(problem.severity in _GRAVE for problem in red)
    return Light.RED if grave or len(red) >= thresholds.unit_red_reds else Light.YELLOW
