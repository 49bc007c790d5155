"""Excel as far as the live workbook uses it: openpyxl behind the real `xw.Book` layer.

Code under test talks to xlwings' own classes; below them stands this engine instead of
COM. What Excel does to careless writers it does too: a text that looks like a number or
begins with "=" changes into one on a cell that is not formatted as text, a protected sheet
refuses, a write into a filtered sheet is an accident, a read-only book cannot be told.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from xlwings import base_classes as base

EPOCH = dt.datetime(1899, 12, 30)
HIDDEN = {"visible": -1, "hidden": 0, "veryHidden": 2}
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


PROTECTED = {
    "DrawingObjects": "objects", "Scenarios": "scenarios", "AllowFormattingCells": "formatCells",
    "AllowFormattingColumns": "formatColumns", "AllowFormattingRows": "formatRows",
    "AllowInsertingColumns": "insertColumns", "AllowInsertingRows": "insertRows",
    "AllowInsertingHyperlinks": "insertHyperlinks", "AllowDeletingColumns": "deleteColumns",
    "AllowDeletingRows": "deleteRows", "AllowSorting": "sort", "AllowFiltering": "autoFilter",
    "AllowUsingPivotTables": "pivotTables",
}  # fmt: skip
"""Excel's names of what a protected sheet allows, and the file format's."""


class ComError(Exception):
    """What Excel raises when it refuses."""


class FakeEngine:
    """The engine: one application."""

    name = type = "desktop"

    def __init__(self) -> None:
        self.app = App(self)
        self.apps = Apps(self.app)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return value

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, _Error):
                return str(value) if err_to_str else empty_as
            if isinstance(value, bool):
                return value
            return float(value) if isinstance(value, int) else value

        return [[clean(value) for value in row] for row in data]


class _Error(str):
    """An error value, as Excel's error number."""

    __slots__ = ()


class Apps(base.Apps):
    def __init__(self, app: App) -> None:
        self.app = app

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[App]:
        yield self.app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.app


class _Filter:
    """Application.GetOpenFilename and what else is asked of the application itself."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.answers: list[str | bool] = []

    def GetOpenFilename(self, *_args: Any, **_kinds: Any) -> str | bool:  # noqa: N802
        return self.answers.pop(0) if self.answers else False


class App(base.App):
    """One Excel: its books, what its status bar said, what it alerted."""

    def __init__(self, engine: FakeEngine) -> None:
        self.engine = engine
        self._books = Books(self)
        self.alerts: list[str] = []
        self.bar: list[str | bool] = []
        self._api = _Filter(self)
        self.updating = True

    @property
    def api(self) -> Any:
        return self._api

    @property
    def books(self) -> Books:
        return self._books

    def activate(self, steal_focus: bool = False) -> None: ...

    @property
    def pid(self) -> int:
        return 1

    @property
    def version(self) -> str:
        return "16.0"

    @property
    def screen_updating(self) -> bool:
        return self.updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.updating = value

    @property
    def enable_events(self) -> bool:
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None: ...

    @property
    def calculation(self) -> str:
        return "automatic"

    @calculation.setter
    def calculation(self, value: str) -> None: ...

    @property
    def status_bar(self) -> str | bool:
        return self.bar[-1] if self.bar else False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.bar.append(value)

    @property
    def selection(self) -> Range:
        book = self.books.active
        sheet = book.sheets.active
        return sheet.range(book.selected)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: str) -> str:
        self.alerts.append(prompt)
        return "ok"


class Books(base.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.opened: list[Book] = []

    @property
    def api(self) -> Any:
        return self

    @property
    def active(self) -> Book:
        return self.opened[-1]

    def __call__(self, name_or_index: Any) -> Book:
        if isinstance(name_or_index, int):
            return self.opened[name_or_index - 1]
        return next(book for book in self.opened if book.name == name_or_index)

    def __len__(self) -> int:
        return len(self.opened)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.opened)

    def open(self, fullname: str, *_args: Any, **_kinds: Any) -> Book:
        self.opened.append(Book(self.app, Path(fullname)))
        return self.opened[-1]


class _BookApi:
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return self.book.read_only

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        self.book.workbook.save(path)


class Book(base.Book):
    """One workbook. `workbook` holds formulas, `stored` the results."""

    def __init__(self, app: App, path: Path) -> None:
        self._app, self.path = app, path
        with warnings.catch_warnings(action="ignore"):  # a print area that is a formula, which it cannot take
            self.workbook = openpyxl.load_workbook(path)
        self.read_only = False
        self.selected = "A1"
        self.filtered: set[str] = set()
        self.reads = self.writes = 0
        self._api = _BookApi(self)

    @cached_property
    def stored(self) -> dict[str, Any]:
        """The sheets with the results of formulas that the file held; read only when one is asked for."""
        with warnings.catch_warnings(action="ignore"):
            return {ws.title: ws for ws in openpyxl.load_workbook(self.path, data_only=True).worksheets}

    def result(self, sheet: str, cell: str) -> Any:
        """The result of one formula, None for one that the file does not hold."""
        kept = self.stored.get(sheet)
        return kept[cell].value if kept is not None else None

    @property
    def api(self) -> Any:
        return self._api

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self._app.books.opened.remove(self)
        self._app.books.opened.append(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.workbook.save(path or self.path)

    def close(self) -> None:
        self._app.books.opened.remove(self)


class Sheets(base.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.workbook.active)

    def __call__(self, name_or_index: Any) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self.book, self.book.workbook.worksheets[name_or_index - 1])
        if name_or_index not in self.book.workbook.sheetnames:
            raise KeyError(name_or_index)
        return Sheet(self.book, self.book.workbook[name_or_index])

    def __len__(self) -> int:
        return len(self.book.workbook.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, ws) for ws in self.book.workbook.worksheets)


class _SheetApi:
    """Protection and filters, by the names that Excel gives them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def _protection(self) -> Any:
        return self.sheet.ws.protection

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._protection.sheet)

    @property
    def Protection(self) -> _SheetApi:  # noqa: N802
        return self

    def __getattr__(self, name: str) -> bool:
        if name in ("ProtectDrawingObjects", "ProtectScenarios"):
            return bool(getattr(self._protection, PROTECTED[name[7:]]))
        return not getattr(self._protection, PROTECTED[name])  # there False means: not forbidden

    def Unprotect(self, *_password: str) -> None:  # noqa: N802
        if self._protection.password:
            raise ComError("password")
        self._protection.sheet = False

    def Protect(self, **options: bool) -> None:  # noqa: N802
        self._protection.sheet = True
        for name, value in options.items():
            setattr(self._protection, PROTECTED[name], value if name in ("DrawingObjects", "Scenarios") else not value)

    @property
    def FilterMode(self) -> bool:  # noqa: N802
        return self.sheet.name in self.sheet.book_.filtered

    def ShowAllData(self) -> None:  # noqa: N802
        self.sheet.book_.filtered.discard(self.sheet.name)


class Sheet(base.Sheet):
    def __init__(self, book: Book, ws: Any) -> None:
        self.book_, self.ws = book, ws

    @property
    def api(self) -> Any:
        return _SheetApi(self)

    @property
    def book(self) -> Book:
        return self.book_

    @property
    def name(self) -> str:
        return str(self.ws.title)

    @property
    def index(self) -> int:
        return int(self.book_.workbook.worksheets.index(self.ws)) + 1

    @property
    def visible(self) -> bool:
        return bool(self.ws.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self.ws.sheet_state = "visible" if value else "hidden"

    def activate(self) -> None:
        self.select()

    def select(self) -> None:
        if self.ws.sheet_state != "visible":
            raise ComError("a hidden sheet cannot be selected")
        self.book_.workbook.active = self.ws

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        if isinstance(arg1, Range):
            r1, c1, r2, c2 = arg1.box
            if arg2 is not None:
                _, _, r2, c2 = arg2.box
            return Range(self, (r1, c1, r2, c2))
        if isinstance(arg1, str):
            low_c, low_r, high_c, high_r = range_boundaries(arg1.replace("$", ""))
            return Range(self, (low_r or 1, low_c or 1, high_r or self.ws.max_row, high_c or self.ws.max_column))
        end = arg2 or arg1
        return Range(self, (*arg1, *end))

    @property
    def cells(self) -> Range:
        return Range(self, (1, 1, 1048576, 16384))

    @property
    def used_range(self) -> Range:
        return Range(self, (1, 1, self.ws.max_row, self.ws.max_column))

    @property
    def notes(self) -> list[Note]:
        cells = (cell for row in self.ws.iter_rows() for cell in row if cell.comment)
        return [Note(self, cell) for cell in cells]

    @property
    def tables(self) -> Tables:
        return Tables(self)


class Tables(base.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self

    @property
    def parent(self) -> Sheet:
        return self.sheet

    def __len__(self) -> int:
        return len(self.sheet.ws.tables)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, table) for table in self.sheet.ws.tables.values())

    def __call__(self, key: Any) -> Table:
        found = list(self)
        return found[key - 1] if isinstance(key, int) else next(t for t in found if t.name == key)


class Table(base.Table):
    def __init__(self, sheet: Sheet, table: Any) -> None:
        self.sheet, self.table = sheet, table

    @property
    def api(self) -> Any:
        return self

    @property
    def name(self) -> str:
        return str(self.table.displayName)

    @property
    def range(self) -> Range:
        return self.sheet.range(self.table.ref)


class Note(base.Note):
    def __init__(self, sheet: Sheet, cell: Any) -> None:
        self.sheet, self.cell = sheet, cell

    @property
    def api(self) -> Any:
        return self

    @property
    def text(self) -> str:
        return str(self.cell.comment.text)

    @text.setter
    def text(self, value: str) -> None:
        self.sheet.range(self.cell.coordinate).refuse_if_locked(always=True)
        self.cell.comment = Comment(value, "")

    @property
    def location(self) -> Range:
        return self.sheet.range(self.cell.coordinate)

    def delete(self) -> None:
        self.sheet.range(self.cell.coordinate).refuse_if_locked(always=True)
        self.cell.comment = None


class Range(base.Range):
    """Cells from (row, column) to (row, column), 1-based."""

    def __init__(self, sheet: Sheet, box: tuple[int, int, int, int]) -> None:
        self._sheet, self.box = sheet, box
        self.options: dict[str, Any] = {}

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        row, column, _, last = self.box
        if arg2 is None:
            width = last - column + 1
            arg1, arg2 = (arg1 - 1) // width + 1, (arg1 - 1) % width + 1
        return Range(self._sheet, (row + arg1 - 1, column + arg2 - 1, row + arg1 - 1, column + arg2 - 1))

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def api(self) -> Any:
        return self

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self._sheet.name, self.row, self.column, *self.shape)

    @property
    def shape(self) -> tuple[int, int]:
        return self.box[2] - self.box[0] + 1, self.box[3] - self.box[1] + 1

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        r1, c1, r2, c2 = self.box
        first, last = f"${get_column_letter(c1)}${r1}", f"${get_column_letter(c2)}${r2}"
        return first if first == last else f"{first}:{last}"

    def cells(self) -> Iterator[Any]:
        r1, c1, r2, c2 = self.box
        for row in self._sheet.ws.iter_rows(r1, r2, c1, c2):
            yield from row

    def refuse_if_locked(self, *, always: bool = False) -> None:
        """Raise where Excel would: on a protected sheet, for locked cells or for what is no content."""
        if not self._sheet.ws.protection.sheet:
            return
        if always or any(cell.protection.locked for cell in self.cells()):
            raise ComError("the cell is protected")

    @property
    def raw_value(self) -> list[list[Any]]:
        self._sheet.book_.reads += 1
        r1, c1, r2, c2 = self.box
        standing, book = self._sheet.ws._cells, self._sheet.book_
        block: list[list[Any]] = [[None] * (c2 - c1 + 1) for _ in range(r1, r2 + 1)]
        for (row, column), cell in standing.items():
            if cell._value is not None and r1 <= row <= r2 and c1 <= column <= c2:
                block[row - r1][column - c1] = _value(cell, book)
        return block

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        book = self._sheet.book_
        book.writes += 1
        self.refuse_if_locked()
        if self._sheet.name in book.filtered and self.shape[0] > 1:
            raise AssertionError("a block written into a filtered sheet lands in the wrong rows")
        for number, cell in enumerate(self.cells()):
            value = data[number // self.shape[1]][number % self.shape[1]] if isinstance(data, (list, tuple)) else data
            _type_in(cell, value)

    @property
    def formula(self) -> Any:
        lines = [
            tuple("" if cell.value is None else str(cell.value) for cell in line)
            for line in self._sheet.ws.iter_rows(*self.box[:1], self.box[2], self.box[1], self.box[3])
        ]
        return lines[0][0] if len(self) == 1 else tuple(lines)

    @formula.setter
    def formula(self, value: str) -> None:
        self.refuse_if_locked()
        for cell in self.cells():
            cell.value = value

    @property
    def number_format(self) -> str | None:
        found = {cell.number_format for cell in self.cells()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.refuse_if_locked(always=True)
        for cell in self.cells():
            cell.number_format = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        fill = next(self.cells()).fill
        if fill.fill_type is None:
            return None
        code = fill.start_color.rgb[-6:]
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)

    @color.setter
    def color(self, value: Any) -> None:
        self.refuse_if_locked(always=True)
        for cell in self.cells():
            cell.fill = (
                PatternFill()
                if value is None
                else PatternFill("solid", start_color="{:02X}{:02X}{:02X}".format(*value))
            )

    @property
    def note(self) -> Note | None:
        cell = next(self.cells())
        return Note(self._sheet, cell) if cell.comment else None

    def add_note(self, text: str) -> Note:
        self.refuse_if_locked(always=True)
        cell = next(self.cells())
        cell.comment = Comment(text, "")
        return Note(self._sheet, cell)

    def clear_contents(self) -> None:
        self.raw_value = None

    def select(self) -> None:
        self._sheet.select()
        self._sheet.book_.selected = self.address

    def autofit(self, axis: str | None = None) -> None:
        """Make whole rows as high as their longest text asks for."""
        self.refuse_if_locked(always=True)
        ws = self._sheet.ws
        for number in range(self.box[0], self.box[2] + 1):
            lines = 1
            for cell in ws[number]:
                hidden = ws.column_dimensions[cell.column_letter].hidden
                if isinstance(cell.value, str) and cell.data_type == "s" and not hidden:
                    width = ws.column_dimensions[cell.column_letter].width
                    lines = max(lines, -(-len(cell.value.encode("gbk", "replace")) // max(1, int(width) - 3)))
            ws.row_dimensions[number].height = 15.0 * lines + 5

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert whole rows; a table around them grows, as in Excel."""
        self.refuse_if_locked(always=True)
        count, ws = self.shape[0], self._sheet.ws
        ws.insert_rows(self.row, count)
        for table in ws.tables.values():
            first, last = table.ref.split(":")
            number = int(re.sub("[A-Z]", "", last))
            table.ref = f"{first}:{re.sub('[0-9]', '', last)}{number + count}"


def _value(cell: Any, book: Book) -> Any:
    value = cell.value
    if cell.data_type == "f" or hasattr(value, "text"):
        value = book.result(cell.parent.title, cell.coordinate)
    elif cell.data_type == "e":
        return _Error(value)
    if isinstance(value, str) and value in ERRORS and cell.data_type != "s":
        return _Error(value)
    if isinstance(value, dt.time):
        return dt.datetime.combine(EPOCH.date(), value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value


def _type_in(cell: Any, value: Any) -> None:
    """Write as Excel takes a value from a program: what looks like a number or a formula becomes one."""
    if not isinstance(value, str) or cell.number_format == "@":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return
    if value.startswith("'"):
        cell.value, cell.data_type = value[1:], "s"
        return
    try:
        cell.value = float(value)
    except ValueError:
        cell.value = value  # a leading "=" makes a formula here too


def open_book(path: Path) -> tuple[xw.Book, Book]:
    """Open a file as the active workbook of a new application; xlwings' book and ours."""
    engine = FakeEngine()
    engine.name = f"fake-{path.name}"
    wrapped = xw.Engine(impl=engine)
    xw.engines.add(wrapped)
    wrapped.activate()
    impl = engine.app.books.open(str(path))
    return xw.Book(impl=impl), impl
