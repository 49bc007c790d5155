"""周环比, 承诺变动 and 差额账: what differs from last time, and why a count is what it is."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.consolidate.changes import PROMISE
from report_jobs.frozen import CITY, Change
from report_jobs.metrics.declared import METRICS
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.table import Cell, Line, Table, columns
from workbooks.standard import SHEETS

_TONES = {"gone": Tone.RED, "promise": Tone.YELLOW, "corrected": Tone.BLUE, "added": Tone.GREEN}
_SPECS = (
    *((10, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (14, Look.SHORT), (27, Look.SHORT)),
    *((18, Look.TEXT), (36, Look.TEXT), (36, Look.TEXT), (11, Look.LINK)),
)
_CHANGES = columns(
    w.CHANGE_HEADS, _SPECS, {w.CHANGE_HEADS[0]: {w.CHANGE_KINDS[kind]: tone for kind, tone in _TONES.items()}}
)
_BALANCES = columns(
    w.BALANCE_HEADS,
    (
        *((18, Look.SHORT), (10, Look.SHORT), (18, Look.SHORT), (9, Look.COUNT), (9, Look.COUNT), (9, Look.COUNT)),
        *((13, Look.COUNT), (9, Look.COUNT), (9, Look.COUNT)),
    ),
)


def write_changes(register: Register) -> None:
    """Write every cell and row that differs from the unit's last counted return."""
    _write(register, w.CHANGES, register.frozen.changes)


def write_promises(register: Register) -> None:
    """Write the changed deadlines, owners and measures of success alone."""
    _write(register, w.PROMISES, tuple(c for c in register.frozen.changes if c.kind == PROMISE))


def _write(register: Register, title: str, changes: tuple[Change, ...]) -> None:
    table = Table(title=title, columns=_CHANGES, note=w.NOTES[title], empty=w.EMPTY[title], pinned=3, band=1)
    register.write(table, (_change(register, change) for change in changes))


def _change(register: Register, change: Change) -> Line:
    declared = SHEETS[change.sheet]
    row = register.keys.get((declared.label, change.unit, change.row_key))
    return (
        *(w.CHANGE_KINDS[change.kind], change.unit, register.name_of(change.unit), declared.label, change.row_key),
        declared.field(change.field).label if change.field else "",
        *(change.before, change.now, register.row_link(declared.label, row)),
    )


def write_balances(register: Register) -> None:
    """Write for each count what was, what moved and what is; the city first, then its units."""
    table = Table(
        title=w.BALANCES,
        columns=_BALANCES,
        note=w.NOTES[w.BALANCES],
        empty=w.EMPTY[w.BALANCES],
        pinned=3,
        strong=lambda line: line[1] == CITY,
    )
    register.write(table, _balances(register))


def _balances(register: Register) -> Iterator[Line]:
    balances = register.frozen.balances
    if not any(b.before or b.now for b in balances):
        return
    figures, previous = register.frozen.figures, register.frozen.previous
    for b in balances:
        corrected = Cell(b.corrected, tone=Tone.RED if b.corrected else None)
        name = register.name_of(b.unit)
        before = _counted(b.before, previous is None or previous.get(b.code, b.unit) is not None)
        now = _counted(b.now, figures.get(b.code, b.unit) is not None)
        yield (METRICS[b.code].name, b.unit, name, before, b.added, b.rebounded, b.closed, corrected, now)


def _counted(count: int, reported: bool) -> Cell:
    """Return a count, 未报 for a unit that was not counted then: it is never a zero."""
    return Cell(count) if reported else Cell(w.MISSING, tone=Tone.RED)
