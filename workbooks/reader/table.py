"""Reading a table sheet: one row class, many rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from workbooks.book import Book, Cell, Grid, cell_name
from workbooks.findings import Finding, Place, finding
from workbooks.kinds import shown
from workbooks.playbook.model import Playbook
from workbooks.reader.cells import is_filled, read_cells
from workbooks.reader.layout import Layout
from workbooks.reader.locate import Head, locate_head
from workbooks.row import Kind, Row, Sheet
from workbooks.words import ROW_LINK


@dataclass(frozen=True)
class Part:
    """What one sheet says."""

    rows: tuple[Row, ...]
    layout: Layout
    findings: tuple[Finding, ...]


def read_table(sheet: Sheet, title: str, book: Book, playbook: Playbook) -> Part:
    """Read the rows below the heading; a row without its key is reported and left out."""
    grid = book.grid(title)
    head = locate_head(sheet, title, grid, frozenset(playbook.columns.off))
    if head is None or not all(name in head.columns for name in sheet.key):
        place = Place(sheet=sheet.name, title=title)
        return Part((), Layout(title), head.findings if head else (finding("S-02", place),))
    rows: list[Row] = []
    found: list[Finding] = list(head.findings)
    layout = Layout(title, columns=head.columns, header_row=head.header_row)
    unseen = book.unseen(title)
    for number, cells in _data(grid, head):
        hidden = (
            {n: unseen[a] for n, i in head.columns.items() if (a := cell_name(number, i)) in unseen} if unseen else {}
        )
        if not any(is_filled(cell) for cell in cells.values()) and not hidden:
            continue
        row, findings = _read_row(sheet, layout, number, cells, hidden, playbook)
        found += findings
        if row is not None:
            rows.append(row)
    found += _stray(sheet, title, grid, head)
    return Part(tuple(rows), layout, tuple(found))


def _data(grid: Grid, head: Head) -> Iterator[tuple[int, dict[str, Cell]]]:
    columns = tuple(head.columns.items())
    for offset, line in enumerate(grid[head.first_row - 1 :]):
        width = len(line)
        yield head.first_row + offset, {name: line[i] if i < width else None for name, i in columns}


def _read_row(
    sheet: Sheet, layout: Layout, number: int, cells: dict[str, Cell], unseen: dict[str, str], playbook: Playbook
) -> tuple[Row | None, list[Finding]]:
    row_key = " ".join(shown(cells.get(name)).strip() for name in sheet.key)
    where = partial(_place, sheet, layout, number, row_key)
    values, findings = read_cells(sheet, cells, unseen, where, playbook)
    missing = [name for name in sheet.key if values.get(name) is None]
    if missing:
        if all(field.kind is Kind.CALC for field in sheet.fields if field.name in values) and not findings:
            return None, []
        return None, [finding("V-02b", where(missing[0]), row=number)]
    return sheet.row_type(at=number, **values), findings


def _place(sheet: Sheet, layout: Layout, number: int, row_key: str, name: str) -> Place:
    return Place(
        sheet=sheet.name, row=number, cell=layout.cell(name, number), field=name, row_key=row_key, title=layout.title
    )


def _stray(sheet: Sheet, title: str, grid: Grid, head: Head) -> Iterator[Finding]:
    """Report what stands in no column at all, once per column."""
    width = max(head.columns.values()) + 1
    headed = {
        i for line in grid[head.header_row - 1 : head.header_row] for i, cell in enumerate(line) if is_filled(cell)
    }
    told: set[int] = set()
    taken = set(head.columns.values()) | headed
    for offset, line in enumerate(grid[head.first_row - 1 :]):
        if len(line) <= width and len(taken) >= len(line):
            continue
        for index, cell in enumerate(line):
            if index not in taken and index not in told and is_filled(cell) and not _is_link(cell, index, head):
                told.add(index)
                name = cell_name(head.first_row + offset, index)
                yield finding("S-08", Place(sheet=sheet.name, cell=name, title=title), value=shown(cell)[:40])


def _is_link(cell: Cell, index: int, head: Head) -> bool:
    """Say whether a cell is the template's own link to the first gap of its row, left of all columns."""
    return index < min(head.columns.values()) and shown(cell).endswith(ROW_LINK)
