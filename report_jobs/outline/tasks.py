"""What one unit must have done by the next return, drawn from its own rows and from what the office asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from report_jobs.frozen import Frozen, State, Submission
from report_jobs.outline import words as w
from report_jobs.outline import words_brief as b
from workbooks.choices import ActionStatus, OrderStatus, ProblemStatus
from workbooks.lights import Reason, effective_due, is_open, is_overdue
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import Action, Case, Decision, Order, Problem, Regulation, Stage


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do and until when; what is late is to be done at once."""

    text: str
    due: dt.date | None
    late: bool = False


def tasks(frozen: Frozen, submission: Submission, rows: Rows) -> list[Task]:
    """Return what a unit must do by the next due day, the late ones first; the next return comes last.

    `frozen` is the unit's own view of the period, `rows` what it last had accepted.
    """
    until = frozen.period.shift(1).due_day(frozen.playbook.rhythm)
    found = [task for part in _PARTS for task in part(frozen, rows, until)]
    if submission.is_conditional:
        found.append(Task(b.TASKS["confirm"].format(count=submission.asked), until))
    kind = "resubmit" if submission.state is State.REFUSED else "report"
    last = Task(b.TASKS[kind].format(unit=submission.unit, issue=frozen.issue + 1), until)
    return [*sorted(found, key=lambda task: not task.late), last]


def named(ids: Sequence[str]) -> str:
    """Name the first of some problems by year and serial number, and say how many there are."""
    year, serial = ids[0].split("-")[1::2]
    first = b.SHORT_NUMBER.format(year=year, serial=serial)
    return (b.ONE if len(ids) == 1 else b.SEVERAL).format(name=first, count=len(ids))


def _problems(frozen: Frozen, rows: Rows, until: dt.date) -> Iterator[Task]:
    """Yield lines about problems, each problem in one of them: where it hurts most."""
    left = [problem for problem in rows.of(Problem) if is_open(problem)]
    lit = next(iter(frozen.lights.values()), {})
    kinds: tuple[tuple[str, Callable[[Problem], bool], bool], ...] = (
        ("rebound", lambda p: p.status == ProblemStatus.REBOUND, True),
        ("late_problems", lambda p: is_overdue(p, frozen.today), True),
        ("rework", lambda p: p.status == ProblemStatus.SENT_BACK, False),
        ("unclaimed", lambda p: p.status == ProblemStatus.UNCLAIMED, False),
        ("due_problems", lambda p: (effective_due(p) or dt.date.max) <= until, False),
        ("stale", lambda p: p.problem_id in lit and lit[p.problem_id].reason is Reason.STALE, False),
    )
    for kind, belongs, late in kinds:
        found = sorted(filter(belongs, left), key=lambda p: (effective_due(p) or dt.date.max, p.problem_id))
        if found:
            left = [problem for problem in left if problem not in found]
            first = effective_due(found[0])
            due = until if late or first is None else min(first, until)
            yield Task(b.TASKS[kind].format(names=named([p.problem_id for p in found])), due, late)


def _actions(frozen: Frozen, rows: Rows, until: dt.date) -> Iterator[Task]:
    problems = rows.keyed(Problem)
    found = [
        action
        for action in rows.of(Action)
        if action.status != ActionStatus.DONE and action.due_date is not None and action.due_date <= until
        if (problem := problems.get(action.problem_id or "")) is not None and is_open(problem)
    ]
    late = sum(action.due_date is not None and action.due_date < frozen.today for action in found)
    if found:
        text = b.TASKS["late_actions" if late else "actions"].format(count=len(found), late=late)
        yield Task(text, _first(action.due_date for action in found), bool(late))


def _stages(frozen: Frozen, rows: Rows, until: dt.date) -> Iterator[Task]:
    cases = rows.keyed(Case)
    for stage in rows.of(Stage):
        if stage.act_end is None and stage.plan_end is not None and stage.plan_end <= until and stage.case_id in cases:
            name = w.STAGE_SHORT.get(stage.stage or "", stage.stage or "")
            text = b.TASKS["stage"].format(stage=name, case=stage.case_id)
            yield Task(text, stage.plan_end, stage.plan_end < frozen.today)


def _others(frozen: Frozen, rows: Rows, until: dt.date) -> Iterator[Task]:
    from report_jobs.tallies.work import MADE, is_in_force

    drafts = [
        row.plan_date
        for row in rows.of(Regulation)
        if row.action in MADE and not is_in_force(row, frozen) and row.plan_date is not None and row.plan_date <= until
    ]
    if drafts:
        late = min(drafts) < frozen.today
        yield Task(b.TASKS["regulations"].format(count=len(drafts)), min(drafts), late)
    reviews = [
        (row.next_review, row.problem_id)
        for row in rows.of(Problem)
        if row.status == ProblemStatus.LONG_TERM and row.next_review is not None and row.next_review <= until
    ]
    if reviews:
        names = named([name for _, name in sorted(reviews)])
        first = min(reviews)[0]
        yield Task(b.TASKS["review"].format(names=names), first, first < frozen.today)


def _office(frozen: Frozen, rows: Rows, until: dt.date) -> Iterator[Task]:
    """Yield what the office wants of the unit: orders and decisions that are late or due."""
    asked = [
        *(("order", o.order_id, o.subject, o.due_date, o.status) for o in frozen.office.of(Order)),
        *(("decision", d.dec_id, d.content, d.due_date, d.status) for d in frozen.office.of(Decision)),
    ]
    for kind, name, text, due, status in asked:
        if status != OrderStatus.DONE and due is not None and due <= until:
            yield Task(b.TASKS[kind].format(id=name, text=text or ""), due, due < frozen.today)


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


_PARTS = (_problems, _office, _stages, _actions, _others)


def last_rows(frozen: Frozen, unit: str) -> Rows:
    """Return a unit's rows of this period, those of its last accepted return where this one is not counted."""
    found = frozen.return_of(unit)
    return found.rows if found is not None else frozen.before.get(unit, NO_ROWS)
