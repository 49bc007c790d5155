"""The problem state machine and what belongs to it (G-20 to G-25)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, at_sheet, check
from workbooks.choices import ProblemStatus as S
from workbooks.findings import Finding, finding
from workbooks.lights import is_open, is_overdue, was_sent_back
from workbooks.period import Period
from workbooks.rows import Rows
from workbooks.standard import Action, Closure, Cover, LookBack, Problem, Regulation
from workbooks.words import LISTING

STEPS: frozenset[tuple[S, S]] = frozenset(
    (
        (S.UNCLAIMED, S.FIXING),
        (S.FIXING, S.FIXED),
        (S.FIXED, S.REVIEWING),
        (S.REVIEWING, S.CLOSED),
        (S.REVIEWING, S.SENT_BACK),
        (S.SENT_BACK, S.FIXING),
        (S.FIXING, S.LONG_TERM),
        (S.LONG_TERM, S.REVIEWING),
        (S.CLOSED, S.REBOUND),
        (S.LONG_TERM, S.REBOUND),
        (S.REBOUND, S.FIXING),
        *((status, S.VOID) for status in S if status not in (S.CLOSED, S.VOID)),
    )
)
"""Single steps of the state machine (G-20); a week may take several of them in a row."""


def can_move(before: S, now: S, without: S | None = None) -> bool:
    """Say whether a chain of steps leads from one status to another, not passing through `without`."""
    reached, edge = {before}, {before}
    while edge:
        edge = {b for a, b in STEPS if a in edge and a is not without} - reached
        reached |= edge
    return now in reached


@dataclass(frozen=True)
class _Ground:
    """What the guards look at for one problem."""

    problem: Problem
    actions: tuple[Action, ...]
    closures: tuple[Closure, ...]
    look_backs: tuple[LookBack, ...]
    context: Context

    @property
    def last(self) -> Closure | None:
        return max(self.closures, key=lambda closure: closure.closure_id, default=None)


Guard = Callable[[_Ground], Iterator[tuple[str, dict[str, object]]]]


@check("G-20a", "G-20b", "G-20c", "G-20d", "G-20e", "G-20f", "G-20g", sees=Sees.HISTORY)
def states(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-20: a status is reached by listed steps only, and its guard holds in the book as it stands."""
    old = context.previous.keyed(Problem) if context.previous else {}
    actions, closures = rows.grouped(Action, "problem_id"), rows.grouped(Closure, "problem_id")
    look_backs = rows.grouped(LookBack, "problem_id")
    label = context.playbook.label
    for problem in rows.of(Problem):
        if problem.status not in list(S):
            continue
        before = old[problem.problem_id].status if problem.problem_id in old else None
        if before in list(S) and not can_move(S(before), S(problem.status)):
            shown = label("problem_status", before)
            yield finding("G-20a", at(problem, "status"), value=label("problem_status", problem.status), before=shown)
            continue
        key = problem.problem_id
        ground = _Ground(problem, actions.get(key, ()), closures.get(key, ()), look_backs.get(key, ()), context)
        guards = [guard for guard in (_GUARDS.get(S(problem.status)), _on_the_way(before, problem.status)) if guard]
        for guard in guards:
            yield from (finding(code, at(problem, "status"), **facts) for code, facts in guard(ground))


def _claimed(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    """Five things are settled before work begins, and there is at least one action."""
    problem = ground.problem
    wanted = ("lead", "lead_dept", "owner", "due_date", "acceptance")
    missing = [problem.__sheet__.field(name).label for name in wanted if getattr(problem, name) is None]
    if missing or not ground.actions:
        yield "G-20b", {"missing": LISTING.join(missing), "count": len(ground.actions)}


def _worked(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    still = [a.action_id for a in ground.actions if a.status != c.ActionStatus.DONE]
    if still or not ground.actions:
        yield "G-20c", {"value": LISTING.join(still)}


def _applied(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    last = ground.last
    if last is None or last.head_opinion is None or last.head is None or last.head_date is None:
        yield "G-20d", {"value": last.closure_id if last else ""}
    yield from _worked(ground)


def _closed(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    last, agree = ground.last, c.CloseResult.AGREE
    if last is None:
        yield "G-20e", {"value": "", "missing": ""}
        return
    fields = dict.fromkeys(("gate1", "gate2", "gate3", "gate4"), c.Pass.PASS.value)
    fields |= dict.fromkeys(("head_opinion", "office_result"), agree.value)
    if ground.problem.severity == c.Severity.MAJOR:
        fields["upper_opinion"] = agree.value
    missing = [last.__sheet__.field(name).label for name, value in fields.items() if getattr(last, name) != value]
    if missing:
        yield "G-20e", {"value": last.closure_id, "missing": LISTING.join(missing)}


def _sent_back(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    last, limits = ground.last, ground.context.playbook.thresholds
    if last is None or not was_sent_back(last) or len(last.rework or "") < limits.rework_min_len:
        yield "G-20f", {"value": last.closure_id if last else "", "limit": limits.rework_min_len}


def _rebounded(ground: _Ground) -> Iterator[tuple[str, dict[str, object]]]:
    bad = (c.LookBackResult.PARTLY, c.LookBackResult.SHAM, c.LookBackResult.REBOUND)
    if not any(x.result in bad and x.redo_due is not None for x in ground.look_backs):
        yield "G-20g", {}


def _on_the_way(before: str | None, now: str | None) -> Guard | None:
    """Return the guard of 回头看反弹 when no other way leads from the last status to this one."""
    if before not in list(S) or now not in list(S) or now == S.REBOUND:
        return None
    return None if can_move(S(before), S(now), without=S.REBOUND) else _rebounded


_GUARDS: dict[S, Guard] = {
    S.FIXING: _claimed,
    S.FIXED: _worked,
    S.REVIEWING: _applied,
    S.CLOSED: _closed,
    S.SENT_BACK: _sent_back,
    S.REBOUND: _rebounded,
}


@check("G-21a", "G-21b", sees=Sees.HISTORY)
def kept(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-21: no row is deleted, and no number of a problem is used again for another one."""
    if context.previous is None:
        return
    for row_type, old in context.previous.by_type.items():
        sheet = row_type.__sheet__
        if not sheet.key:
            continue
        now = {row.row_key for row in rows.of(row_type)}
        gone = [row.row_key for row in old if row.row_key not in now]
        if gone:
            yield finding("G-21a", at_sheet(row_type, sheet.key[0]), value=LISTING.join(gone[:20]), count=len(gone))
    before = context.previous.keyed(Problem)
    for problem in rows.of(Problem):
        first = before.get(problem.problem_id)
        if first and first.found_date != problem.found_date and first.problem != problem.problem:
            yield finding("G-21b", at(problem, "problem_id"), value=problem.problem_id)


@check("G-23", sees=Sees.BOOK)
def by_regulation(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-23: an action of the class 抓制度 is done when its regulation is issued (G-22 is C-02 and V-23)."""
    regulations = rows.keyed(Regulation)
    for action in rows.of(Action):
        if action.act_type != c.ActionType.REGULATION or action.status != c.ActionStatus.DONE:
            continue
        regulation = regulations.get(action.regulation_id or "")
        issued = (c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED)
        if regulation is not None and regulation.status not in issued:
            label = context.playbook.label("regulation_status", regulation.status)
            yield finding("G-23", at(action, "status"), value=regulation.regulation_id, state=label)


@check("G-24", "G-25", sees=Sees.HISTORY)
def extensions(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-24, G-25: one extension, and approved ones only; an overdue problem cannot become 长期坚持."""
    old = context.previous.keyed(Problem) if context.previous else {}
    for problem in rows.of(Problem):
        before = old.get(problem.problem_id)
        if before is None:
            continue
        granted = before.ext_due is not None and before.ext_approver is not None
        if granted and problem.ext_due != before.ext_due:
            yield finding("G-24", at(problem, "ext_due"), value=problem.ext_due or "", limit=before.ext_due)
        became = problem.status == S.LONG_TERM and is_open(before)
        if became and is_overdue(before.replace(status=S.FIXING.value), _cutoff_before(context)):
            yield finding("G-25", at(problem, "status"), value=before.due_date)


def _cutoff_before(context: Context) -> dt.date:
    """The cut-off day of the unit's last accepted return: what was overdue then could not be turned since."""
    cover = context.previous.one(Cover) if context.previous else None
    try:
        period = Period.parse(cover.week_id if cover and cover.week_id else "")
    except ValueError:
        period = context.period.shift(-1)
    return period.cutoff(context.playbook.rhythm).date()
