"""周环比 and 承诺变动: what differs from last time."""

from __future__ import annotations

from report_jobs.consolidate.changes import PROMISE
from report_jobs.frozen import Change
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.table import Line, Table, columns
from workbooks.standard import SHEETS

_TONES = {"gone": Tone.RED, "promise": Tone.YELLOW, "corrected": Tone.BLUE, "added": Tone.GREEN}
_SPECS = (
    *((10, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (14, Look.SHORT), (27, Look.SHORT)),
    *((18, Look.TEXT), (36, Look.TEXT), (36, Look.TEXT), (11, Look.LINK)),
)
_CHANGES = columns(
    w.CHANGE_HEADS, _SPECS, {w.CHANGE_HEADS[0]: {w.CHANGE_KINDS[kind]: tone for kind, tone in _TONES.items()}}
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
