"""Reading a form sheet: a label and a value on each line, one row in all."""

from __future__ import annotations

from workbooks.book import Book, Cell, Grid, cell_name
from workbooks.findings import Finding, Place, finding
from workbooks.kinds import fold, shown
from workbooks.playbook.model import Playbook
from workbooks.reader.cells import read_cells
from workbooks.reader.layout import Layout
from workbooks.reader.table import Part
from workbooks.row import Field, Sheet

LABEL_COLUMNS = 6
"""Columns looked through for labels."""


def read_form(sheet: Sheet, title: str, book: Book, playbook: Playbook) -> Part:
    """Read the one row of a form; a field whose line is gone is reported as missing."""
    grid = book.grid(title)
    cells = _locate(sheet, grid)
    layout = Layout(title, cells=cells)
    if not cells:
        return Part((), layout, (finding("S-02", Place(sheet=sheet.name, title=title)),))
    off = frozenset(playbook.columns.off)
    findings: list[Finding] = [
        finding("S-03", Place(sheet=sheet.name, field=f.name, title=title), heading=f.label)
        for f in sheet.fields
        if f.name not in cells and f"{sheet.name}.{f.name}" not in off
    ]

    def where(name: str) -> Place:
        row, column = cells[name]
        return Place(sheet=sheet.name, row=row, cell=cell_name(row, column), field=name, title=title)

    unseen = {n: shows for n, (row, i) in cells.items() if (shows := book.unseen(title).get(cell_name(row, i)))}
    values, found = read_cells(sheet, {n: _value(grid, place) for n, place in cells.items()}, unseen, where, playbook)
    return Part((sheet.row_type(at=min(row for row, _ in cells.values()), **values),), layout, (*findings, *found))


def _locate(sheet: Sheet, grid: Grid) -> dict[str, tuple[int, int]]:
    """Return row (1-based) and column (0-based) of each field's value: the cell right of its label."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(grid, start=1):
        head = [shown(cell).strip() for cell in line[:LABEL_COLUMNS]]
        field, column = _field_of(sheet, head)
        if field is not None and field.name not in places:
            places[field.name] = (number, column + 1)
    return places


def _field_of(sheet: Sheet, head: list[str]) -> tuple[Field | None, int]:
    """Return the field of a line and the column of its label, by label first, then by hidden name."""
    for field in sheet.fields:
        known = {fold(field.label), *(fold(alias) for alias in field.aliases)}
        for column, text in enumerate(head):
            if text and fold(text) in known:
                return field, column
    for field in sheet.fields:
        if field.name in head:
            return field, head.index(field.name) + 1
    return None, 0


def _value(grid: Grid, place: tuple[int, int]) -> Cell:
    row, column = place
    line = grid[row - 1]
    return line[column] if column < len(line) else None
