"""Carrying an outcome out: its edits and new rows become cells, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from workbooks.kinds import clean
from workbooks.playbook.model import Playbook
from workbooks.reader import Layout, Reading
from workbooks.row import Kind, Row, Value
from workbooks.standard import SHEETS
from workbooks.template.cells import shown_value
from workbooks.template.tables import TABLE_PREFIX
from xl_addin.commands import Edit, Outcome
from xl_addin.live import words as w
from xl_addin.live.book import Content, LiveBook, Put, plain
from xl_addin.live.desk import Desk
from xl_addin.live.memory import Change, Memory
from xl_addin.live.refusal import RefusalError

SPARE = 20
"""Rows that a table is given beyond those which it needs, when it has to grow."""


def carry_out(desk: Desk, reading: Reading, outcome: Outcome, label: str) -> str:
    """Write what a command wants written, remember how to take it back, go to the first new row.

    Returns what is to be said. Raises RefusalError, and then nothing was written.
    """
    edits = [_edited(desk, reading, edit) for edit in outcome.edits]
    appended = [change for rows in _by_sheet(outcome.appended) for change in _appended(desk, reading, rows)]
    shown = write_down(desk, [*edits, *appended], label)
    if outcome.selection is not None:
        first = (appended or edits)[0]
        desk.book.select(first.title, first.cell)
    return outcome.message + shown


def write_down(desk: Desk, changes: Sequence[Change], label: str) -> str:
    """Write changes after remembering how to take them back; returns what is to be said of filters."""
    desk.place.write(desk.place.undo, json.dumps(Memory(desk.book.fullname, label, tuple(changes)).to_json()))
    shown = desk.book.put(Put(c.title, c.row, c.column, c.after) for c in changes)
    return w.UNFILTERED.format(sheets=w.LIST.join(shown)) if shown else ""


def _edited(desk: Desk, reading: Reading, edit: Edit) -> Change:
    sheet = SHEETS[edit.sheet]
    layout = _layout(reading, edit.sheet)
    row = next(r for r in reading.rows.of(sheet.row_type) if r.row_key == edit.row_key)
    number, column = layout.cells[edit.field] if sheet.form else (row.at, _column(layout, edit.sheet, edit.field))
    before = desk.book.content(layout.title, number, column)
    after = _content(edit.sheet, edit.field, edit.after, desk.playbook)
    return Change(layout.title, number, column, before, after)


def _appended(desk: Desk, reading: Reading, rows: Sequence[Row]) -> Iterator[Change]:
    sheet = rows[0].__sheet__
    layout = _layout(reading, sheet.name)
    columns = {
        field.name: _column(layout, sheet.name, field.name)
        for field in sheet.fields
        if field.kind is not Kind.CALC and any(getattr(row, field.name) not in (None, ()) for row in rows)
    }
    first = free_row(desk.book, layout)
    _make_room(desk.book, layout.title, sheet.name, first + len(rows) - 1)
    for number, row in enumerate(rows, start=first):
        for name, column in columns.items():
            after = _content(sheet.name, name, getattr(row, name), desk.playbook)
            yield Change(layout.title, number, column, Content(None), after)


def free_row(book: LiveBook, layout: Layout) -> int:
    """Return the first row below everything that stands in a table's own columns."""
    taken = [
        number
        for number, line in enumerate(book.grid(layout.title), start=1)
        if number > layout.header_row and any(i < len(line) and _stands(line[i]) for i in layout.columns.values())
    ]
    return max(taken, default=layout.header_row) + 1


def _stands(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or clean(value) != "")


def _make_room(book: LiveBook, title: str, sheet: str, needed: int) -> None:
    """Let the table grow before its last, blank row would be written."""
    last = book.last_row(title, f"{TABLE_PREFIX}{sheet}")
    if last is not None and needed >= last:
        book.grow(title, f"{TABLE_PREFIX}{sheet}", needed - last + SPARE)


def _layout(reading: Reading, name: str) -> Layout:
    layout = reading.layouts.get(name)
    if layout is None or not (layout.columns or layout.cells):
        raise RefusalError(w.SHEET_ABSENT.format(sheet=SHEETS[name].label))
    return layout


def _column(layout: Layout, sheet: str, name: str) -> int:
    if name not in layout.columns:
        raise RefusalError(w.COLUMN_ABSENT.format(sheet=layout.title, heading=SHEETS[sheet].field(name).label))
    return layout.columns[name]


def _content(sheet: str, name: str, value: Value, playbook: Playbook) -> Content:
    """Return a typed value as the cell that the sheet would show, as it will be read back from Excel."""
    return Content(plain(shown_value(SHEETS[sheet].field(name), value, playbook)))


def _by_sheet(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of each sheet together, in the order in which the sheets first come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.__sheet__.name, []).append(row)
    yield from map(tuple, groups.values())
