"""Slides 14 and 15: what holds up the work and what comes next, as candidates until the office confirms them (G-56)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cell, Column, Page, Point, Points, Table
from report_jobs.register import words as labels
from workbooks.standard import Problem, Weekly

LISTED_ISSUES, LISTED_LINES = 3, 6
_HALF_YEAR = 183
_NUMBERING = re.compile(w.NUMBERING)
_OWNER, _DAY = re.compile(w.OWNER_IN), re.compile(w.DAY_IN)


def issues(ground: Ground) -> Page:
    """Slide 14: at most three points, each a fact with its number, the unit and the cause."""
    points = [point for unit in _worst(ground) if (point := _issue(ground, unit)) is not None][:LISTED_ISSUES]
    title = w.ISSUES_NONE
    if points:
        late = sum(bool(ground.value("M08_overdue", unit)) for unit in ground.frozen.counted_units)
        kind = "late" if late else "clear"
        title = w.ISSUES_TITLE[kind].format(count=len(points), units=late, overdue=ground.text("M08_overdue"))
    block = Points(title=w.ISSUES_NONE, points=tuple(points))
    sheets = (Weekly.__sheet__.label, Problem.__sheet__.label)
    return ground.page("14", "issues", title, block, sheets=sheets, codes=("M08_overdue", "M09_red"))


def _worst(ground: Ground) -> list[str]:
    """Return the reporting units, the one with the most overdue, then red problems first."""
    return sorted(
        ground.frozen.counted_units,
        key=lambda unit: (-ground.value("M08_overdue", unit), -ground.value("M09_red", unit), unit),
    )


def _issue(ground: Ground, unit: str) -> Point | None:
    found = ground.frozen.return_of(unit)
    weekly = found.rows.one(Weekly) if found else None
    text = (weekly.txt_issue if weekly else None) or ""
    if not text.strip() or _says_nothing(ground, text):
        return None
    reasons = Counter(alert.reason for alert in ground.frozen.alerts if alert.unit == unit and alert.problem_id)
    causes = w.COMMA.join(labels.REASONS[reason] for reason, _ in reasons.most_common(2))
    head = w.ISSUE_HEAD["late" if ground.value("M08_overdue", unit) else "clear"].format(
        unit=ground.name(unit),
        total=ground.text("M08_open", unit),
        overdue=ground.text("M08_overdue", unit),
        red=ground.text("M09_red", unit),
        yellow=ground.text("M09_yellow", unit),
    )
    body = w.ISSUE_BODY.format(text=text.strip().rstrip(w.STOP), causes=causes) if causes else text.strip()
    return Point(ground.unit_light(unit), head, " ".join(body.split()), w.PENDING)


def _says_nothing(ground: Ground, text: str) -> bool:
    bare = text.strip().rstrip(w.STOP)
    return any(bare == word for word in ground.frozen.playbook.wording.nothing_words)


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a unit's plan for next week that says who and until when."""

    unit: str
    what: str
    owner: str
    day: dt.date


def next_week(ground: Ground) -> Page:
    """Slide 15: at most six lines; one that names no owner or no day is not listed, and counted."""
    tasks, silent = _tasks(ground)
    listed = _chosen(ground, tasks)
    title = w.NEXT_NONE
    if listed:
        title = w.NEXT_TITLE.format(count=len(listed), last=w.DAY.format(listed[-1].day))
    rows = tuple(
        (
            Cell(text=str(number), bold=True, tone="accent"),
            Cell(text=task.what, bold=True),
            Cell(text=ground.name(task.unit)),
            Cell(text=task.owner),
            Cell(text=w.DAY.format(task.day), bold=True),
            Cell(text=w.PENDING),
        )
        for number, task in enumerate(listed, start=1)
    )
    widths, aligns = (0.06, 0.46, 0.15, 0.12, 0.13, 0.08), ("center", "left", *("center",) * 4)
    remarks = (
        [w.NEXT_REST.format(all=len(tasks), units=len({t.unit for t in tasks}))] if len(tasks) > len(listed) else []
    )
    remarks += [w.NEXT_SILENT.format(silent)] if silent else []
    table = Table(
        columns=tuple(map(Column, w.NEXT_HEADS, widths, aligns)),
        rows=rows,
        remark=w.SEMICOLON.join(remarks),
        empty=w.NEXT_NONE,
        size=14,
    )
    return ground.page("15", "table", title, table, sheets=(Weekly.__sheet__.label,))


def _tasks(ground: Ground) -> tuple[list[Task], int]:
    tasks, silent = [], 0
    for found in ground.frozen.returns:
        weekly = found.rows.one(Weekly)
        for line in (weekly.txt_next or "").splitlines() if weekly is not None else ():
            text = _NUMBERING.sub("", line.strip())
            if not text:
                continue
            task = _task(found.unit, text, ground.frozen.today)
            if task is None:
                silent += 1
            else:
                tasks.append(task)
    return tasks, silent


def _task(unit: str, text: str, today: dt.date) -> Task | None:
    owner, day = _OWNER.search(text), _DAY.search(text)
    if owner is None or day is None:
        return None
    try:
        due = dt.date(today.year, int(day[1]), int(day[2]))
    except ValueError:
        return None
    if (today - due).days > _HALF_YEAR:
        due = due.replace(year=due.year + 1, day=min(due.day, 28))
    what = text[: min(owner.start(), day.start())].rstrip(w.STOP)
    return Task(unit, what or text, owner[1], due)


def _chosen(ground: Ground, tasks: list[Task]) -> list[Task]:
    """Choose one line from each unit, units with the worst light first; then by day."""
    first = {task.unit: task for task in sorted(tasks, key=lambda task: task.day, reverse=True)}
    order = {unit: place for place, unit in enumerate(_worst(ground))}
    units = sorted(first, key=lambda unit: (-ground.unit_light(unit).rank, order[unit]))[:LISTED_LINES]
    return sorted((first[unit] for unit in units), key=lambda task: (task.day, order[task.unit]))
