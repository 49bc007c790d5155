"""An Excel of ours with one standard workbook open, and a hand that presses buttons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.books import BASE, PERIOD, PLAYBOOK, UNIT
from tests.live.engine import Book, open_book
from workbooks.row import UNIT as UNIT_BOOK
from workbooks.row import BookKind
from workbooks.rows import Rows
from workbooks.template import write
from workbooks.template.tools import FORM_ROWS, TOOL_FIRST_ROW
from workbooks.titles import FORM_SHEET
from xl_addin.live import desk
from xl_addin.live.book import LiveBook
from xl_addin.live.press import press

NOW = dt.datetime(2026, 11, 18, 9, 30)
"""The moment at which every button is pressed."""
Cells = dict[str, dict[str, tuple[Any, str]]]
"""Value and type of every cell that holds something, by sheet and A1 name."""


@dataclass
class Hand:
    """What a person sees and does: the open workbook and its buttons."""

    book: Book
    home: Path

    def press(self, name: str) -> str:
        """Press a button; return the one sentence that it said."""
        told = len(self.book.app.bar)
        press(name)
        said = self.book.app.bar[told:]
        assert said, name
        return str(said[-1])

    def fill(self, values: Mapping[str, str]) -> None:
        """Type values into the form that lies open, by its headings; every heading must be there."""
        sheet, missing = self.book.workbook[FORM_SHEET], dict(values)
        for number in range(TOOL_FIRST_ROW, TOOL_FIRST_ROW + FORM_ROWS):
            label = sheet.cell(number, 2).value
            if label in missing:
                cell = sheet.cell(number, 3)
                cell.value, cell.data_type = missing.pop(label), "s"  # the form's cells are formatted as text
        assert not missing, missing

    def file(self, name: str, values: Mapping[str, str]) -> str:
        """Open a command's form, fill it, file it."""
        self.press(name)
        self.fill(values)
        return self.press(name)

    def stand_on(self, title: str, cell: str) -> None:
        """Select a cell."""
        sheet = self.book.sheets(title)
        sheet.visible = True
        sheet.range(cell).select()

    def cells(self) -> Cells:
        """Everything that stands in the workbook, but for the buttons' own sheets."""
        return {
            sheet.title: {
                cell.coordinate: (cell.value if not hasattr(cell.value, "text") else cell.value.text, cell.data_type)
                for line in sheet.iter_rows()
                for cell in line
                if cell.value is not None
            }
            for sheet in self.book.workbook.worksheets
            if sheet.title not in (FORM_SHEET, "校验结果", "_marks")
        }

    def rows(self) -> Rows:
        """What the workbook says now, as the reader reads it."""
        from tests.live.reading import rows_of

        return rows_of(LiveBook(self.book_of_xlwings()))

    def book_of_xlwings(self) -> Any:
        """The same workbook as xlwings' object."""
        import xlwings as xw

        return xw.Book(impl=self.book)


Opened = Callable[..., Hand]
_WRITTEN: dict[tuple[int, str], tuple[Rows, bytes]] = {}


def written(rows: Rows, unit: str, kind: BookKind) -> bytes:
    """The workbook with these rows; the same ones are written once."""
    key = (id(rows), unit)
    if key not in _WRITTEN:
        _WRITTEN[key] = (
            rows,
            write(PLAYBOOK, unit, PERIOD, rows=rows, book=kind),
        )  # the rows stay, and so does their id
    return _WRITTEN[key][1]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a standard workbook with these rows; the sound book of tests unless told otherwise."""
    home = tmp_path / "home"
    monkeypatch.setenv("YIAN_HOME", str(home))
    monkeypatch.setattr(desk, "now_in", lambda timezone: NOW)

    def make(
        rows: Rows = BASE, *, kind: BookKind = UNIT_BOOK, data: bytes | None = None, name: str = "book.xlsx"
    ) -> Hand:
        path = tmp_path / name
        unit = UNIT if kind is UNIT_BOOK else ""
        path.write_bytes(written(rows, unit, kind) if data is None else data)
        wrapped, book = open_book(path)
        wrapped.set_mock_caller()
        return Hand(book, home)

    return make
