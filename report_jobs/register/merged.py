"""The merged data sheets: every counted row of every unit, each with the file and row that it came from."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.frozen import Return
from report_jobs.register import words as w
from report_jobs.register.book import FIRST, Register
from report_jobs.register.look import Look
from report_jobs.register.standing import LIGHT_TONES
from report_jobs.register.table import Cell, Column, Line, Table, Value, columns
from workbooks.row import Field, Kind, Row, Sheet
from workbooks.standard import SHEETS, Problem
from workbooks.template.cells import shown_value

_LOOKS = {
    Kind.KEY: Look.SHORT,
    Kind.DATE: Look.DATE,
    Kind.INT: Look.COUNT,
    Kind.MONEY: Look.MONEY,
    Kind.CHOICE: Look.CENTRE,
    Kind.PERSON: Look.CENTRE,
    Kind.MASKED: Look.CENTRE,
}
_WIDTHS = {
    Kind.KEY: 25,
    Kind.REF: 12,
    Kind.TEXT: 24,
    Kind.LONGTEXT: 48,
    Kind.INT: 10,
    Kind.MONEY: 12,
    Kind.DATE: 12,
    Kind.CHOICE: 15,
    Kind.CHOICES: 24,
    Kind.PERSON: 10,
    Kind.MASKED: 10,
    Kind.CALC: 26,
}
_LEAD = columns(w.LEAD, ((10, Look.SHORT), (14, Look.SHORT), (30, Look.LINK), (9, Look.COUNT), (11, Look.CENTRE)))
_NARROW = {Kind.TEXT: 16, Kind.LONGTEXT: 40, Kind.CHOICE: 11}
"""Widths where a sheet has to fit on a page."""
_WIDE = 14
"""Columns from which a sheet is printed on A3."""


def write_merged(register: Register, declared: Sheet) -> None:
    """Write one sheet of the standard with the rows of all units, and remember where each stands."""
    lit = declared.row_type is Problem
    described = (
        *_LEAD,
        *map(column_of, declared.fields),
        *((Column(w.LIGHT, 8, Look.CENTRE, LIGHT_TONES),) if lit else ()),
    )
    reported = register.reported()
    table = Table(
        title=declared.label,
        columns=described,
        note=w.DATA_NOTE.format(note=declared.note, reported=reported),
        empty=w.DATA_EMPTY.format(reported=reported) if _is_on(register, declared) else w.DATA_OFF,
        pinned=len(_LEAD) + 1,
        band=0,
        wide=len(described) > _WIDE,
    )
    rows = [(found, row) for found in register.frozen.returns for row in found.rows.of(declared.row_type)]
    for number, (found, row) in enumerate(rows, start=FIRST + 1):
        register.places[id(row)] = (declared.label, number)
        register.keys.setdefault((declared.label, found.unit, row.row_key), number)
    register.write(table, _lines(register, rows, lit))


def _is_on(register: Register, declared: Sheet) -> bool:
    playbook = register.frozen.playbook
    return declared.core or any(declared.name in playbook.sheets_for(unit.kind) for unit in playbook.units)


def column_of(field: Field, *, narrow: bool = False) -> Column:
    """Return the column of a field; what follows a pattern is as wide as its example."""
    width: float = (_NARROW if narrow else {}).get(field.kind) or _WIDTHS[field.kind]
    sample = _sample(field)
    look = _LOOKS.get(field.kind, Look.SHORT if sample else Look.TEXT)
    return Column(field.label, max(10, len(sample) + 2) if sample else width, look)


def _sample(field: Field) -> str:
    """Return the example of a value that follows a pattern, be it the field's own or that of the key it refers to."""
    if field.pattern and field.example:
        return field.example
    examples = [SHEETS[sheet].field(name).example or "" for sheet, _, name in (to.partition(".") for to in field.refs)]
    return max(examples, key=len, default="")


def _lines(register: Register, rows: list[tuple[Return, Row]], lit: bool) -> Iterator[Line]:
    week = str(register.frozen.period)
    for found, row in rows:
        lead = (found.unit, register.name_of(found.unit), register.kept_link(found.file, found.kept), row.at, week)
        yield (*lead, *values(register, row), *((_light(register, found.unit, row.row_key),) if lit else ()))


def values(register: Register, row: Row) -> Iterator[Value]:
    """Yield a row's values as people read them: choices by their labels."""
    playbook = register.frozen.playbook
    for field, value in row.items():
        yield shown_value(field, value, playbook)


def _light(register: Register, unit: str, problem_id: str) -> Value | Cell:
    lit = register.frozen.lights.get(unit, {}).get(problem_id)
    return w.LIGHTS[lit.light] if lit else w.NONE
