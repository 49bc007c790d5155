"""议定事项与批示 and 督办单: the office's own rows, with what is overdue."""

from __future__ import annotations

from collections.abc import Sequence

from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.merged import column_of, values
from report_jobs.register.table import Cell, Column, Line, Table
from workbooks.choices import OrderColor, OrderStatus
from workbooks.standard import Decision, Order

_WIDE = 14


def write_office(register: Register) -> None:
    """Write decisions, then orders; each line ends with the unit's name and the days overdue."""
    for row_type in (Decision, Order):
        _write(register, row_type)


def _write(register: Register, row_type: type[Decision] | type[Order]) -> None:
    declared, rows = row_type.__sheet__, register.frozen.office.of(row_type)
    described = [column_of(field, narrow=True) for field in declared.fields]
    if row_type is Order:
        place = next(i for i, field in enumerate(declared.fields) if field.name == "color")
        described[place] = Column(described[place].heading, described[place].width, Look.CENTRE, _colours(register))
    described += [Column(w.OFFICE_MORE[0], 14, Look.SHORT), Column(w.OFFICE_MORE[1], 9, Look.COUNT)]
    still = [row for row in rows if row.status != OrderStatus.DONE]
    late = [row for row in still if _overdue(register, row)]
    table = Table(
        title=declared.label,
        columns=tuple(described),
        note=w.NOTES[declared.name].format(total=len(rows), open=len(still), late=len(late)),
        empty=w.EMPTY[declared.name],
        pinned=1,
        wide=len(described) > _WIDE,
        paper=True,
    )
    register.write(table, _lines(register, rows))


def _lines(register: Register, rows: Sequence[Decision | Order]) -> list[Line]:
    return [
        (
            *values(register, row),
            register.name_of(row.unit_code) if row.unit_code else None,
            Cell(_overdue(register, row) or None, tone=Tone.RED),
        )
        for row in rows
    ]


def _overdue(register: Register, row: Decision | Order) -> int:
    """Return the days that a matter is overdue, 0 when it is settled or still in time."""
    if row.status == OrderStatus.DONE or row.due_date is None:
        return 0
    return max(0, (register.frozen.today - row.due_date).days)


def _colours(register: Register) -> dict[str, Tone]:
    label = register.frozen.playbook.label
    tones = {OrderColor.RED: Tone.RED, OrderColor.YELLOW: Tone.YELLOW, OrderColor.BLUE: Tone.BLUE}
    return {label("order_color", color): tone for color, tone in tones.items()}
