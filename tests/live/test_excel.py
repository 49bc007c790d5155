"""The same promises in Microsoft Excel itself: python -m pytest -m excel, on Windows. Nobody has run it yet."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.books import BASE, PERIOD, PLAYBOOK, UNIT
from tests.commands.test_commands import CASE
from workbooks.template import write
from workbooks.template.tools import FORM_ROWS, TOOL_FIRST_ROW
from workbooks.titles import FORM_SHEET
from workbooks.xlsx import open_book
from xl_addin.checking import judge
from xl_addin.live.book import LiveBook
from xl_addin.live.press import press

pytestmark = [
    pytest.mark.excel,
    pytest.mark.skipif(sys.platform != "win32", reason="needs Microsoft Excel on Windows"),
]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """A sound standard workbook, open in an Excel of its own."""
    monkeypatch.setenv("YIAN_HOME", str(tmp_path / "home"))
    path = tmp_path / "book.xlsx"
    path.write_bytes(write(PLAYBOOK, UNIT, PERIOD, rows=BASE))
    with xw.App(visible=False) as app:
        opened = app.books.open(path)
        opened.set_mock_caller()
        monkeypatch.setattr(xw.App, "alert", lambda self, *told: None)
        yield opened


def cells(book: xw.Book) -> dict[str, object]:
    """The formulas and values of every sheet but the buttons' own."""
    ours = (FORM_SHEET, "校验结果", "_marks")
    return {sheet.name: sheet.used_range.formula for sheet in book.sheets if sheet.name not in ours}


def fill(book: xw.Book, values: dict[str, str]) -> None:
    """Type values into the open form."""
    form = book.sheets[FORM_SHEET]
    for row in range(TOOL_FIRST_ROW, TOOL_FIRST_ROW + FORM_ROWS):
        label = form.range((row, 2)).value
        if label in values:
            form.range((row, 3)).value = values[label]


def test_intake_and_undo__every_cell_as_before(book: xw.Book):
    before = cells(book)
    press("intake")
    fill(book, CASE | {"当事人": "钱某", "牵头领导": "简若川", "备注": "0012"})
    press("intake")
    assert book.sheets["案件"].range("AA6").value == "0012"
    assert cells(book) != before
    press("undo")
    assert cells(book) == before


def test_check__marks_come_and_go(book: xw.Book):
    cell = book.sheets["案件"].range("D5")
    cell.value = "赵钱孙"
    press("check")
    assert cell.note is not None
    assert cell.color is not None
    cell.value = "李某某"
    press("check")
    assert cell.note is None
    assert cell.color is None
    assert book.sheets["案件"].api.ProtectContents


def test_check__same_json_as_of_the_saved_file(book: xw.Book):
    book.save()
    live = judge(LiveBook(book), PLAYBOOK, file="x", otherwise=PERIOD)
    file = judge(open_book(Path(book.fullname).read_bytes()), PLAYBOOK, file="x", otherwise=PERIOD)
    assert json.dumps(live.as_json(), sort_keys=True) == json.dumps(file.as_json(), sort_keys=True)
