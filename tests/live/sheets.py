"""Sheets of the tests' Excel: protection, filters, tables, and the ranges within."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries
from xlwings import base_classes as base

from tests.live.cells import ComError, Note, Range

if TYPE_CHECKING:
    from tests.live.engine import Book

PROTECTED = {
    "DrawingObjects": "objects", "Scenarios": "scenarios", "AllowFormattingCells": "formatCells",
    "AllowFormattingColumns": "formatColumns", "AllowFormattingRows": "formatRows",
    "AllowInsertingColumns": "insertColumns", "AllowInsertingRows": "insertRows",
    "AllowInsertingHyperlinks": "insertHyperlinks", "AllowDeletingColumns": "deleteColumns",
    "AllowDeletingRows": "deleteRows", "AllowSorting": "sort", "AllowFiltering": "autoFilter",
    "AllowUsingPivotTables": "pivotTables",
}  # fmt: skip
"""Excel's names of what a protected sheet allows, and the file format's."""


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
