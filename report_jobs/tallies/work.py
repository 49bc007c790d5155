"""Tallies of what was done: risks and regulations, education, quality, reporting, orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report_jobs.frozen import Frozen, State
from report_jobs.metrics.prevention import ISSUED
from report_jobs.tallies import words as w
from report_jobs.tallies.model import Tally
from report_jobs.tallies.tabulate import all_rows, choices, count, cross, named, number, share
from workbooks.choices import OrderStatus, Pass, RegulationAction, RiskStatus
from workbooks.lights import Light, unit_light
from workbooks.row import Row
from workbooks.standard import (
    Activity,
    Assessment,
    Closure,
    Decision,
    LookBack,
    Order,
    Problem,
    Regulation,
    Risk,
)

GATES = ("gate1", "gate2", "gate3", "gate4")
MADE = (RegulationAction.CREATE, RegulationAction.REVISE, RegulationAction.MERGE, RegulationAction.REPEAL)
"""What may become of a regulation that is work; the others stay as they are."""
_RANK = {"no": 0, "mostly": 1, "yes": 2}


def grades(frozen: Frozen) -> Iterator[Tally]:
    """Risk points by grade, and how they changed."""

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        if row.status != RiskStatus.WITHDRAWN:
            yield row.grade, "now"
        yield row.grade, str(row.status)

    columns = named("now", *RiskStatus)
    yield from cross("grades", choices(frozen, "grade"), columns, all_rows(frozen, Risk), cell, "risks")


def is_in_force(row: Regulation, frozen: Frozen) -> bool:
    """Say whether what was decided about a regulation has been done: issued, or repealed."""
    if row.action == RegulationAction.REPEAL:
        return row.repeal_date is not None and row.repeal_date <= frozen.today
    return row.status in ISSUED


def rules(frozen: Frozen) -> Iterator[Tally]:
    """Regulations to be made, revised, merged or repealed: under way, done, past plan."""

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        if is_in_force(row, frozen):
            yield row.action, "issued"
            return
        yield row.action, "drafts"
        if row.plan_date is not None and row.plan_date < frozen.today:
            yield row.action, "past"

    labels = choices(frozen, "regulation_action")
    rows = {action.value: labels[action] for action in MADE}
    columns = named("drafts", "issued", "past")
    yield from cross("rules", rows, columns, all_rows(frozen, Regulation), cell, "regulations")


def activities(frozen: Frozen) -> Iterator[Tally]:
    """Meetings and sessions by type: held, invited, attended, share, educated."""
    data = all_rows(frozen, Activity)
    for number_, (act, label) in enumerate(choices(frozen, "activity_type").items()):
        row = (act if act.isidentifier() else f"c{number_}", label)
        held = [a for a in data if isinstance(a, Activity) and a.act_type == act]
        invited, attended = (sum(getattr(a, name) or 0 for a in held) for name in ("invited", "attended"))
        yield count("activities", row, ("held", w.COLUMNS["held"]), held, "activities")
        yield number("activities", row, ("invited", w.COLUMNS["invited"]), invited, "activities")
        yield number("activities", row, ("attended", w.COLUMNS["attended"]), attended, "activities")
        place = ("attendance", w.COLUMNS["attendance"])
        yield share("activities", row, place, attended, invited, held, "activities")


def gates(frozen: Frozen) -> Iterator[Tally]:
    """Applications for closure by each of the four gates: passed, failed."""
    sheet = Closure.__sheet__
    labels = {gate: sheet.field(gate).label for gate in GATES}

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        for gate in GATES:
            result = getattr(row, gate)
            if result is not None:
                yield gate, "passed" if result == Pass.PASS else "failed"

    yield from cross("gates", labels, named("passed", "failed"), all_rows(frozen, Closure), cell, "closures")


def marks(frozen: Frozen) -> Iterator[Tally]:
    """The ten indicators: how units rate themselves, how many were verified, how many were marked down."""

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        if row.self is not None:
            yield row.indicator, str(row.self)
        if row.verified is not None:
            yield row.indicator, "verified"
            ranks = _RANK.get(row.verified), _RANK.get(row.self)  # the playbook may have ratings of its own
            if ranks[0] is not None and ranks[1] is not None and ranks[0] < ranks[1]:
                yield row.indicator, "lowered_by_check"

    columns = named("yes", "mostly", "no", "verified", "lowered_by_check")
    yield from cross("marks", choices(frozen, "indicator"), columns, all_rows(frozen, Assessment), cell, "assessments")


def lookbacks(frozen: Frozen) -> Iterator[Tally]:
    """Look-backs by result."""

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        yield row.result, "count"

    rows = choices(frozen, "lookback_result")
    yield from cross("lookbacks", rows, named("count"), all_rows(frozen, LookBack), cell, "lookbacks")


def reporting(frozen: Frozen) -> Iterator[Tally]:
    """Units by what became of their return, and by their light."""
    from report_jobs.register.words import STATES

    column = ("count", w.COLUMNS["count"])
    for state in (State.ON_TIME, State.CORRECTED, State.LATE, State.REFUSED, State.MISSING):
        found = sum(s.state is state for s in frozen.submissions if s.unit)
        yield number("returns", (state.value, STATES[state]), column, found)
    lights = {unit: light_of_unit(frozen, unit) for unit in frozen.counted_units}
    counts = {
        "red": sum(light is Light.RED for light in lights.values()),
        "yellow": sum(light is Light.YELLOW for light in lights.values()),
        "green": sum(light in (Light.GREEN, Light.BLUE) for light in lights.values()),
        "missing": len(frozen.missing_units),
    }
    for lamp, label in w.LAMPS.items():
        yield number("lamps", (lamp, label), column, counts[lamp])


def light_of_unit(frozen: Frozen, unit: str) -> Light:
    """Return a counted unit's light."""
    found = frozen.return_of(unit)
    problems = found.rows.of(Problem) if found else ()
    return unit_light(problems, dict(frozen.lights.get(unit, {})), frozen.playbook.thresholds)


def office(frozen: Frozen) -> Iterator[Tally]:
    """Decisions and orders: all, settled, under way, overdue."""
    for table, row_type in (("decisions", Decision), ("orders", Order)):
        rows: tuple[Any, ...] = frozen.office.of(row_type)
        running = [row for row in rows if row.status != OrderStatus.DONE]
        late = [row for row in running if row.due_date is not None and row.due_date < frozen.today]
        counted: dict[str, list[Row]] = {
            "total": list(rows),
            "done": [row for row in rows if row.status == OrderStatus.DONE],
            "running": list(running),
            "overdue_orders": list(late),
        }
        for column, found in counted.items():
            place = ("all", w.ALL), (column, w.COLUMNS[column])
            yield number(table, *place, len(found), row_type.__sheet__.name)
