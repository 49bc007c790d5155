"""What a returned workbook held, for the slip that goes back with it: rows, unread cells, damage.

It is taken once, where the file is open; the slip and the new workbook are made of it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbooks.book import Book, cell_name
from workbooks.engine import Examination
from workbooks.kinds import clean, shown
from workbooks.playbook.model import Playbook
from workbooks.reader import Layout
from workbooks.reader.cells import is_filled
from workbooks.returned.damage import Damage, damage_of
from workbooks.row import Kind, Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import SHEETS

__all__ = ["Content", "Damage", "content_of", "damage_of"]


@dataclass(frozen=True, kw_only=True)
class Content:
    """What stood in a returned workbook.

    `fields` names, by sheet, the columns that were found; a sheet that could not be read has
    none. `unread` holds what a cell shows whose value could not be read, by sheet, row in the
    file (1-based) and field.
    """

    rows: Rows = NO_ROWS
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    damage: tuple[Damage, ...] = ()


def content_of(book: Book, data: bytes, examination: Examination, playbook: Playbook) -> Content:
    """Return what a workbook of ours held; `data` is the file that the book was read from."""
    found = examination.layouts
    return Content(
        rows=examination.rows,
        fields={name: tuple(layout.columns or layout.cells) for name, layout in found.items()},
        unread=dict(_unread(book, found, examination.rows)),
        damage=damage_of(book, data, examination, playbook),
    )


def _unread(book: Book, layouts: Mapping[str, Layout], rows: Rows) -> Iterator[tuple[tuple[str, int, str], str]]:
    """Yield the cells that show something of which no typed value was made."""
    for name, layout in layouts.items():
        sheet = SHEETS[name]
        read = {row.at: row for row in rows.of(sheet.row_type)}
        typed = {f.name for f in sheet.fields if f.kind is not Kind.CALC}
        grid, unseen = book.grid(layout.title), book.unseen(layout.title)
        if layout.cells:
            row = next(iter(read.values()), None)
            places = [(n, at, column) for n, (at, column) in layout.cells.items() if n in typed]
        else:
            row = None
            places = [
                (n, at, column)
                for at in range(layout.header_row + 1, len(grid) + 1)
                for n, column in layout.columns.items()
                if n in typed
            ]
        for field_name, at, column in places:
            line = grid[at - 1] if at <= len(grid) else ()
            cell = line[column] if column < len(line) else None
            if not is_filled(cell) or cell_name(at, column) in unseen or cell == field_name:
                continue
            if _is_blank(row if layout.cells else read.get(at), field_name):
                yield (name, at, field_name), clean(shown(cell), lines=True)


def _is_blank(row: Row | None, field_name: str) -> bool:
    return row is None or getattr(row, field_name) in (None, ())
