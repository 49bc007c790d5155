"""Cells of the tests' Excel: values in blocks, formats, colours, notes, and what Excel does to careless writers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from xlwings import base_classes as base

if TYPE_CHECKING:
    from tests.live.engine import Book
    from tests.live.sheets import Sheet

EPOCH = dt.datetime(1899, 12, 30)
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


class ComError(Exception):
    """What Excel raises when it refuses."""


class ErrorValue(str):
    """An error value, as Excel's error number."""

    __slots__ = ()


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
        lines = dict.fromkeys(range(self.box[0], self.box[2] + 1), 1)
        for (number, _), cell in ws._cells.items():
            if number in lines and isinstance(cell._value, str) and cell.data_type == "s":
                column = ws.column_dimensions[cell.column_letter]
                if not column.hidden:
                    needed = -(-len(cell._value.encode("gbk", "replace")) // max(1, int(column.width) - 3))
                    lines[number] = max(lines[number], needed)
        for number, count in lines.items():
            ws.row_dimensions[number].height = 15.0 * count + 5

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
    if cell.data_type == "s":
        return value
    if cell.data_type == "f" or hasattr(value, "text"):
        value = book.result(cell.parent.title, (cell.row, cell.column))
    elif cell.data_type == "e":
        return ErrorValue(value)
    if isinstance(value, str) and value in ERRORS:
        return ErrorValue(value)
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
