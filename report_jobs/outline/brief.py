"""The brief of one unit: one page about its own lights, counters, open problems and what it must do by next week."""

from __future__ import annotations

import dataclasses
import datetime as dt

from report_jobs.frozen import Frozen, State, Submission
from report_jobs.metrics.comparable import change
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.outline import words as w
from report_jobs.outline import words_brief as b
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Card, Cards, Cell, Column, Counts, Outline, Page, Sentence, Table
from report_jobs.outline.tasks import Task, last_rows, tasks
from report_jobs.register import words as labels
from workbooks.lights import Light, effective_due, is_open, is_overdue
from workbooks.standard import Problem

REGISTER = "../register.xlsx"
"""The register as seen from a brief in its own folder of the run."""
LISTED_PROBLEMS, LISTED_TASKS = 7, 7
CODES = ("M04", "M06_total", "M07", "M08_open", "M08_overdue")
_LAMPS = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)
_WIDTHS = (0.085, 0.215, 0.3, 0.085, 0.08, 0.1, 0.135)


def brief(frozen: Frozen, unit: str) -> Outline:
    """Return the outline of a unit's brief; `frozen` is the unit's own view of the period."""
    ground = Ground(frozen)
    submission = next(s for s in frozen.submissions if s.unit == unit and s.state is not State.SUPERSEDED)
    counted = frozen.return_of(unit) is not None
    page = _counted(ground, unit, submission) if counted else _absent(ground, unit, submission)
    programme = frozen.playbook.programme
    return Outline(
        masthead=programme.masthead,
        office=programme.office,
        issue=b.ISSUE.format(issue=frozen.issue),
        year_issue=w.YEAR_ISSUE.format(year=frozen.cutoff.year, issue=frozen.issue),
        date=w.DATE.format(frozen.cutoff),
        mark=frozen.playbook.label("mark", frozen.mark),
        when=frozen.cutoff,
        copies="",
        pages=(page,),
        register=REGISTER,
    )


def _counted(ground: Ground, unit: str, submission: Submission) -> Page:
    light = ground.unit_light(unit)
    todo = tasks(ground.frozen, submission, last_rows(ground.frozen, unit))
    lamps = tuple((lamp, b.LAMPS[lamp], ground.figure(f"M09_{lamp}", unit)) for lamp in _LAMPS)
    remark = b.COUNTS_REMARK.format(
        state=labels.STATES[submission.state],
        must=submission.must_fix,
        ask=submission.confirm,
        healed=submission.healed,
    )
    kind = "open" if ground.value("M08_overdue", unit) else "in_time" if ground.value("M08_open", unit) else "clear"
    blocks = (
        Cards(tuple(_card(ground, code, unit) for code in CODES)),
        Counts(lamps, remark, b.PROBLEMS),
        _open_table(ground, unit),
        _task_table(ground, todo),
    )
    title = b.TITLE[kind].format(
        light=b.LIGHT.format(b.LAMPS[light]),
        open=ground.text("M08_open", unit),
        overdue=ground.text("M08_overdue", unit),
        **_terms(ground, unit, todo),
    )
    codes = (*CODES, *(f"M09_{lamp}" for lamp in _LAMPS))
    return _page(ground, unit, "brief", title, blocks, (w.FIGURES, Problem.__sheet__.label), codes)


def _absent(ground: Ground, unit: str, submission: Submission) -> Page:
    """A unit that is not in the figures: it is said, and no number of this period stands anywhere."""
    frozen = ground.frozen
    refused = submission.state is State.REFUSED
    todo = tasks(frozen, submission, last_rows(frozen, unit))
    text = (b.REFUSED_TEXT if refused else b.MISSING_TEXT).format(
        unit=unit,
        issue=frozen.issue,
        cutoff=w.MOMENT.format(frozen.cutoff),
        due=w.MOMENT.format(submission.due),
        received=w.MOMENT.format(submission.received) if submission.received else w.DASH,
        must=submission.must_fix,
    )
    alert = next((found for found in frozen.alerts if found.unit == unit and not found.problem_id), None)
    if alert is not None and alert.weeks > 1:
        text += b.STREAK.format(weeks=alert.weeks, advice=labels.ADVICE[alert.advice])
    head = b.REFUSED_HEAD if refused else b.MISSING_HEAD
    blocks = (Sentence(head, text), _last_table(ground, unit), _task_table(ground, todo))
    title = b.TITLE["refused" if refused else "missing"].format(**_terms(ground, unit, todo))
    return _page(ground, unit, "brief_absent", title, blocks, (w.SUBMISSIONS,), ())


def _terms(ground: Ground, unit: str, todo: list[Task]) -> dict[str, object]:
    return {"unit": ground.name(unit), "day": w.DAY.format(_until(ground)), "tasks": len(todo)}


def _until(ground: Ground) -> dt.date:
    return ground.frozen.period.shift(1).due_day(ground.frozen.playbook.rhythm)


def _card(ground: Ground, code: str, unit: str) -> Card:
    previous = ground.frozen.previous
    unknown = previous is not None and previous.get(code, unit) is None
    rate = METRICS[code].shown is Shown.RATE
    card = ground.card(code)
    return dataclasses.replace(
        card,
        figure=ground.figure(code, unit),
        delta=change(ground.frozen, code, unit),
        versus=w.VERSUS,
        remark=b.NO_FIGURE if unknown else "",
        accent=code == "M08_overdue" and bool(ground.value(code, unit)),
        delta_measure=w.POINTS if rate else "",
    )


def _open_table(ground: Ground, unit: str) -> Table:
    """The open problems, the worst light and the earliest deadline first; what has no room is counted."""
    frozen = ground.frozen
    found = frozen.return_of(unit)
    lit = frozen.lights.get(unit, {})
    problems = [p for p in (found.rows.of(Problem) if found else ()) if p.problem_id in lit]
    problems.sort(key=lambda p: (-lit[p.problem_id].light.rank, effective_due(p) or dt.date.max, p.problem_id))
    listed, rest = problems[:LISTED_PROBLEMS], problems[LISTED_PROBLEMS:]
    rows = tuple(
        (
            Cell(text=labels.LIGHTS[lit[p.problem_id].light], light=lit[p.problem_id].light),
            *_cells(ground, p),
            Cell(text=labels.REASONS[lit[p.problem_id].reason]),
        )
        for p in listed
    )
    overdue = sum(is_overdue(p, frozen.today) for p in rest)
    return Table(
        columns=tuple(map(Column, b.OPEN_HEADS, _WIDTHS, ("center", "left", "left", *("center",) * 3, "left"))),
        rows=rows,
        strong=frozenset(n for n, p in enumerate(listed) if lit[p.problem_id].light is Light.RED),
        title=b.OPEN_TITLE,
        remark=b.OPEN_REST.format(count=len(rest), overdue=overdue) if rest else "",
        empty=b.OPEN_EMPTY,
        size=11.0,
        lines=3,
    )


def _cells(ground: Ground, problem: Problem) -> tuple[Cell, ...]:
    due, today = effective_due(problem), ground.frozen.today
    late = is_overdue(problem, today)
    return (
        Cell(text=problem.problem_id),
        Cell(text=problem.problem or "", bold=True),
        Cell(text=problem.owner or w.DASH),
        Cell(text=b.SHORT_DAY.format(due) if due else w.DASH, bold=late),
        Cell(text=_distance(due, today) if due else w.DASH, tone="bad" if late else "", bold=late),
    )


def _distance(due: dt.date, today: dt.date) -> str:
    days = (due - today).days
    return b.TODAY if days == 0 else (b.LEFT if days > 0 else b.OVER).format(abs(days))


def _last_table(ground: Ground, unit: str) -> Table:
    """What was open when the unit last reported, without lights: nobody knows how it stands now."""
    problems = [p for p in last_rows(ground.frozen, unit).of(Problem) if is_open(p)]
    problems.sort(key=lambda p: (effective_due(p) or dt.date.max, p.problem_id))
    listed, rest = problems[:LISTED_PROBLEMS], problems[LISTED_PROBLEMS:]
    overdue = sum(is_overdue(p, ground.frozen.today) for p in rest)
    widths = (0.21, 0.42, 0.12, 0.13, 0.12)
    return Table(
        columns=tuple(map(Column, b.LAST_HEADS, widths, ("left", "left", *("center",) * 3))),
        rows=tuple(_cells(ground, p) for p in listed),
        title=b.LAST_TITLE,
        remark=b.OPEN_REST.format(count=len(rest), overdue=overdue) if rest else "",
        empty=b.LAST_EMPTY,
        size=11.0,
        lines=3,
    )


def _task_table(ground: Ground, todo: list[Task]) -> Table:
    """What must be done by the next due day; the return itself always has its line."""
    listed = todo if len(todo) <= LISTED_TASKS else [*todo[: LISTED_TASKS - 1], todo[-1]]
    rows = tuple(
        (
            Cell(text=task.text, bold=task.late),
            Cell(
                text=b.AT_ONCE if task.late else b.SHORT_DAY.format(task.due) if task.due else w.DASH,
                tone="bad" if task.late else "",
                bold=True,
            ),
        )
        for task in listed
    )
    return Table(
        columns=tuple(map(Column, b.TASKS_HEADS, (0.8, 0.2), ("left", "center"))),
        rows=rows,
        strong=frozenset(n for n, task in enumerate(listed) if task.late),
        title=b.TASKS_TITLE.format(day=w.DAY.format(_until(ground))),
        remark=b.TASKS_REST.format(count=len(todo) - len(listed)) if len(todo) > len(listed) else "",
        second=True,
        size=11.0,
    )


def _page(
    ground: Ground,
    unit: str,
    layout: str,
    title: str,
    blocks: tuple[Cards | Counts | Sentence | Table, ...],
    sheets: tuple[str, ...],
    codes: tuple[str, ...],
) -> Page:
    figures = [(METRICS[code], ground.figure(code, unit)) for code in codes]
    told = [b.NOTE.format(text=f"{m.name} {figure.text}", name=figure.name, formula=m.formula) for m, figure in figures]
    return Page(
        number="1",
        layout=layout,
        title=title,
        blocks=blocks,
        corner=ground.corner,
        source=b.SOURCE.format(sheets=w.COMMA.join(sheets), cutoff=w.MOMENT.format(ground.frozen.cutoff)),
        notes=(*told, b.NOTE_SCOPE),
    )
