"""The one module that imports xlwings: an open workbook, read and written in blocks.

Whatever Excel holds comes out as a `Book`, as it does from a file. A value of the unit's
goes in as what it is: a text stays a text, whatever it looks like. Seen in xlwings 0.37
(windows): a time without a date arrives as a moment of 1899-12-30.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw

from workbooks.book import Cell, Grid, cell_name
from xl_addin.live import words as w
from xl_addin.live.refusal import RefusalError
from xl_addin.live.sheets import all_shown, unlocked

VERSION: str = xw.__version__
ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#BLOCKED!")
)
NO_DAY = dt.date(1899, 12, 30)
TEXT = "@"
"""The number format of a cell whose content is a text, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds: a value, or a formula."""

    value: Cell
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """One cell to be written: title of the sheet, 1-based row, 0-based column, content."""

    title: str
    row: int
    column: int
    content: Content

    @property
    def cell(self) -> str:
        """Return the A1 name."""
        return cell_name(self.row, self.column)


class LiveBook:
    """A workbook that is open in Excel. What was read is kept until something is written."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._grids: dict[str, list[list[Cell]]] = {}
        self._unseen: dict[str, dict[str, str]] = {}

    @classmethod
    def caller(cls) -> LiveBook:
        """Return the workbook in which a button was pressed; RefusalError when none is open."""
        try:
            return cls(xw.Book.caller())
        except Exception as error:
            if xw.apps.count and not xw.books.count:
                raise RefusalError(w.NO_BOOK) from error
            raise

    @property
    def name(self) -> str:
        """Name of the file."""
        return str(self._book.name)

    @property
    def fullname(self) -> str:
        """Path of the file, as Excel tells it."""
        return str(self._book.fullname)

    @property
    def read_only(self) -> bool:
        """Say whether the file was opened read-only."""
        return bool(self._book.api.ReadOnly)

    @property
    def excel(self) -> str:
        """Version of Excel."""
        return str(self._book.app.version)

    @cached_property
    def sheet_names(self) -> Sequence[str]:
        """Titles of all worksheets, hidden ones too; no press makes or takes away a sheet."""
        return tuple(sheet.name for sheet in self._book.sheets)

    def grid(self, title: str) -> Grid:
        """Return the values of one sheet from A1 on, read as one block."""
        if title not in self._grids:
            self._read(title)
        return self._grids[title]

    def unseen(self, title: str) -> Mapping[str, str]:
        """Return the cells that show an error value, with what they show."""
        self.grid(title)
        return self._unseen[title]

    def _read(self, title: str) -> None:
        sheet = self._book.sheets[title]
        last = sheet.used_range.last_cell
        block = sheet.range((1, 1), (last.row, last.column)).options(ndim=2, err_to_str=True).value
        unseen: dict[str, str] = {}
        for number, line in enumerate(block, start=1):
            if line.count(None) == len(line):
                continue
            for column, value in enumerate(line):
                if value is None:
                    continue
                if isinstance(value, str):
                    if value not in ERRORS:
                        continue
                    unseen[cell_name(number, column)] = value
                    line[column] = None
                elif isinstance(value, dt.datetime) and value.date() == NO_DAY and value.time() != dt.time():
                    line[column] = value.time()
        while block and not unseen and block[-1].count(None) == len(block[-1]):  # rows laid out for what is to come
            block.pop()
        self._grids[title], self._unseen[title] = block, unseen

    def content(self, title: str, row: int, column: int) -> Content:
        """Return what one cell holds now."""
        rng = self._book.sheets[title].range((row, column + 1))
        formula, value = rng.formula, self._value(title, row, column)
        if isinstance(formula, str) and formula.startswith("=") and formula != value:
            return Content(formula, formula=True)
        return Content(value)

    def _value(self, title: str, row: int, column: int) -> Cell:
        grid = self.grid(title)
        line = grid[row - 1] if row <= len(grid) else ()
        return line[column] if column < len(line) else self._unseen[title].get(cell_name(row, column))

    def put(self, puts: Iterable[Put]) -> tuple[str, ...]:
        """Write cells in blocks and return the titles of the sheets whose filter was lifted for it."""
        by_title: dict[str, list[Put]] = {}
        for put in puts:
            by_title.setdefault(put.title, []).append(put)
        shown: list[str] = []
        for title, mine in by_title.items():
            sheet = self._book.sheets[title]
            self._grids.pop(title, None)
            with unlocked(sheet):
                if all_shown(sheet):
                    shown.append(title)
                for block in blocks(mine):
                    _write(sheet, block)
        return tuple(shown)

    def fill(self, title: str, row: int, rows: Sequence[Sequence[str]]) -> None:
        """Write lines of texts from column B on, as one block."""
        block = [[plain(text, marked=True) or None for text in line] for line in rows]
        sheet = self._book.sheets[title]
        self._grids.pop(title, None)
        with unlocked(sheet):
            sheet.range((row, 2), (row + len(block) - 1, 1 + len(block[0]))).value = block

    def fit(self, title: str, first: int, last: int) -> None:
        """Make rows as high as their texts need."""
        sheet = self._book.sheets[title]
        with unlocked(sheet):
            sheet.range(f"{first}:{last}").autofit()

    def grow(self, title: str, table: str, rows: int) -> None:
        """Give a table more room: blank rows above its last one, which is kept blank.

        Drop-downs, colours and names that span the table grow with it, as Excel does for
        rows that are inserted inside; the links in column A are written anew.
        """
        sheet = self._book.sheets[title]
        last = sheet.tables[table].range.last_cell.row
        with unlocked(sheet):
            all_shown(sheet)
            sheet.range(f"{last}:{last + rows - 1}").insert("down")
            link = sheet.range((last + rows, 1)).formula
            if isinstance(link, str) and link.startswith("="):
                sheet.range((last, 1), (last + rows - 1, 1)).formula = link
        self._grids.pop(title, None)

    def last_row(self, title: str, table: str) -> int | None:
        """Return the last row of a table, None when the sheet has lost it."""
        found = next((t for t in self._book.sheets[title].tables if t.name == table), None)
        return int(found.range.last_cell.row) if found is not None else None

    def paint(self, title: str, cells: Iterable[tuple[str, tuple[int, int, int] | None, str]]) -> None:
        """Set colour and note of cells: (A1 name, colour or None, note or "" for none)."""
        sheet = self._book.sheets[title]
        with unlocked(sheet):
            for cell, colour, text in cells:
                rng = sheet.range(cell)
                rng.color = colour
                _note(rng, text)

    def note_at(self, title: str, cell: str) -> str:
        """Return the note of a cell, "" when it has none."""
        note = self._book.sheets[title].range(cell).note
        return str(note.text) if note is not None else ""

    def notes(self, title: str) -> Iterator[tuple[str, str]]:
        """Yield A1 name and text of every note of a sheet."""
        for note in self._book.sheets[title].notes:
            yield note.location.address.replace("$", ""), note.text

    def colour_at(self, title: str, cell: str) -> tuple[int, int, int] | None:
        """Return the fill of a cell, None when it has none."""
        found = self._book.sheets[title].range(cell).color
        return (found[0], found[1], found[2]) if found is not None else None

    @property
    def selected(self) -> tuple[str, int, int]:
        """Title, 1-based row and 0-based column of the active cell."""
        sheet = self._book.sheets.active
        rng = self._book.selection
        return (sheet.name, rng.row, rng.column - 1) if rng is not None else (sheet.name, 1, 0)

    def select(self, title: str, cell: str) -> None:
        """Go to a cell; a hidden sheet is shown."""
        sheet = self._book.sheets[title]
        if not sheet.visible:
            sheet.visible = True
        sheet.activate()
        sheet.range(cell).select()

    def hide(self, title: str) -> None:
        """Hide a sheet again."""
        self._book.sheets[title].visible = False

    def save_copy(self, path: Path) -> None:
        """Write the workbook as it stands to another file; the open one stays what it is."""
        self._book.api.SaveCopyAs(str(path))

    def ask_file(self, prompt: str) -> Path | None:
        """Let the person choose a workbook; None when the dialog was closed."""
        chosen = self._book.app.api.GetOpenFilename("Excel (*.xlsx),*.xlsx", 1, prompt)
        return Path(chosen) if isinstance(chosen, str) else None

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar."""
        self._book.app.status_bar = sentence

    def alert(self, sentence: str) -> None:
        """Show a sentence in a box that must be closed."""
        self._book.app.alert(sentence, w.TITLE)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Keep the screen still while cells are written."""
        app = self._book.app
        was = app.screen_updating
        app.screen_updating = False
        try:
            yield
        finally:
            app.screen_updating = was


def _note(rng: xw.Range, text: str) -> None:
    note = rng.note
    if note is not None and note.text == text:
        return
    if note is not None:
        note.delete()
    if text:
        rng.add_note(text)


def blocks(puts: Iterable[Put]) -> Iterator[tuple[int, int, list[list[Content]]]]:
    """Yield first row, first column (0-based) and contents of the rectangles that cover the cells."""
    runs: dict[int, list[tuple[int, list[Content]]]] = {}
    for put in sorted(puts, key=lambda p: (p.row, p.column)):
        line = runs.setdefault(put.row, [])
        if line and line[-1][0] + len(line[-1][1]) == put.column:
            line[-1][1].append(put.content)
        else:
            line.append((put.column, [put.content]))
    standing: dict[tuple[int, int], tuple[int, list[list[Content]]]] = {}
    for row, line in runs.items():
        for column, contents in line:
            first, rows = standing.get((column, len(contents)), (row, []))
            if rows and first + len(rows) != row:
                yield first, column, rows
                first, rows = row, []
            rows.append(contents)
            standing[column, len(contents)] = (first, rows)
    for (column, _), (first, rows) in standing.items():
        yield first, column, rows


def _write(sheet: xw.Sheet, block: tuple[int, int, list[list[Content]]]) -> None:
    row, column, rows = block
    values: list[list[Any]] = [[None] * len(rows[0]) for _ in rows]
    for offset in range(len(rows[0])):
        contents = [line[offset] for line in rows]
        part = sheet.range((row, column + offset + 1), (row + len(rows) - 1, column + offset + 1))
        marked = any(isinstance(content.value, str) for content in contents) and part.number_format != TEXT
        for number, content in enumerate(contents):
            values[number][offset] = None if content.formula else plain(content.value, marked=marked)
    sheet.range((row, column + 1), (row + len(rows) - 1, column + len(rows[0]))).value = values
    for i, line in enumerate(rows):
        for j, content in enumerate(line):
            if content.formula:
                sheet.range((row + i, column + j + 1)).formula = content.value


def plain(value: Any, *, marked: bool = False) -> Any:
    """Return a value as xlwings takes it: numbers as floats, days as moments.

    `marked` puts before a text the apostrophe by which Excel takes the rest as a text,
    for cells that are not formatted as text: "0012" stays, "=1+1" is no formula.
    """
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    if marked and isinstance(value, str) and value:
        return f"'{value}"
    return value
