"""Annexes: all units by all metrics, who reported how, and what every figure means."""

from __future__ import annotations

from report_jobs.frozen import CITY, State, Submission
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.formula import formula
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cell, Column, Page, Table
from report_jobs.register import words as labels

CODES = (
    *("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09_red", "M09_yellow", "M10", "M11", "M12", "M13"),
    *("M14", "M15", "M16", "M17", "M18", "M19"),
)
"""Columns of the first annex."""
_ORDER = (State.MISSING, State.REFUSED, State.LATE, State.CORRECTED, State.ON_TIME)


def all_units(ground: Ground) -> Page:
    """Annex 1: every unit by M01 to M19, the city first; a unit that did not report is 未报."""
    head = (Column(w.PAIRS_HEAD, 0.088, "left"), *(Column(w.A1_HEADS[code], 0.0456) for code in CODES))
    rows = [_unit_row(ground, CITY, w.CITY), *(_unit_row(ground, u, ground.name(u)) for u in ground.frozen.due_units)]
    table = Table(columns=head, rows=tuple(rows), size=9, lines=2, paged=True, strong=frozenset((0,)))
    title = w.A1_TITLE.format(**ground.reported)
    return ground.page("A1", "annex", title, table, sheets=(w.FIGURES,), codes=CODES)


def _unit_row(ground: Ground, unit: str, name: str) -> tuple[Cell, ...]:
    if unit != CITY and ground.frozen.return_of(unit) is None:
        return (Cell(text=name), Cell(text=w.MISSING, tone="bad"), *(Cell(text=w.DASH) for _ in CODES[1:]))
    cells = (Cell(text=ground.text(code, unit), figure=ground.figure(code, unit), bold=unit == CITY) for code in CODES)
    return (Cell(text=name, bold=unit == CITY), *cells)


def reporting(ground: Ground) -> Page:
    """Annex 2: what became of every unit's return, the missing and refused ones first."""
    owed = [s for s in ground.frozen.submissions if s.state in _ORDER and s.unit]
    place = {unit: number for number, unit in enumerate(ground.frozen.due_units)}
    owed.sort(key=lambda s: (_ORDER.index(s.state), place.get(s.unit, len(place))))
    counts = {state.value: ground.count("returns", state.value, "count") for state in _ORDER}
    title = w.A2_TITLE.format(**counts)
    widths = (0.2, 0.1, 0.22, 0.12, 0.09, 0.09, 0.09, 0.14)
    table = Table(
        columns=tuple(map(Column, w.A2_HEADS, widths, ("left", *("center",) * 7))),
        rows=tuple(_return_row(ground, submission) for submission in owed),
        size=10.5,
        lines=1,
        paged=True,
    )
    sheets = (w.SUBMISSIONS,)
    return ground.page("A2", "annex", title, table, sheets=sheets, codes=("M19",), tables=("returns",))


def _return_row(ground: Ground, submission: Submission) -> tuple[Cell, ...]:
    bad = submission.state in (State.MISSING, State.REFUSED)
    received = w.RECEIVED.format(submission.received) if submission.received else w.DASH
    on_time = ground.frozen.figures.get("M19", submission.unit)
    found = on_time is not None and on_time.part is not None and on_time.whole is not None
    missed = f"{on_time.whole - on_time.part:,}" if found else w.DASH  # type: ignore[union-attr, operator]
    counts = (submission.must_fix, submission.confirm, submission.healed)
    return (
        Cell(text=ground.name(submission.unit), bold=bad),
        Cell(text=labels.STATES[submission.state], tone="bad" if bad else "", bold=bad),
        Cell(text=received),
        Cell(text=f"{submission.hours_late}" if submission.hours_late else w.DASH),
        *(Cell(text=f"{count:,}" if count else w.DASH) for count in counts),
        Cell(text=missed),
    )


def definitions(ground: Ground) -> Page:
    """Annex 3: how each figure is computed, the thresholds in force, the versions."""
    playbook = ground.frozen.playbook
    widths, aligns = (0.12, 0.2, 0.68), ("left", "left", "left")
    rows = [
        (Cell(text=metric.code[:3]), Cell(text=metric.name, bold=True), Cell(text=formula(playbook, metric)))
        for metric in METRICS.values()
    ]
    programme = playbook.programme
    rows.append((Cell(text=w.VERSIONS), Cell(text=w.VERSION_NAME, bold=True), Cell(text=w.VERSION_TEXT.format(
        standard=programme.standard_version, playbook=programme.playbook_version))))  # fmt: skip
    limits = playbook.thresholds
    rows += [
        (Cell(text=w.THRESHOLD), Cell(text=name, bold=True), Cell(text=text.format(limits=limits)))
        for name, text in w.THRESHOLDS
    ]
    table = Table(
        columns=tuple(map(Column, w.A3_HEADS, widths, aligns)), rows=tuple(rows), size=10.5, lines=2, paged=True
    )
    return ground.page("A3", "annex", w.A3_TITLE.format(count=len(METRICS)), table, sheets=(w.DEFINITIONS,))
