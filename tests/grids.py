"""Books for tests, written as values: a grid for each sheet, in the layout of the template."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from workbooks.book import Cell, MemoryBook
from workbooks.playbook import default_playbook
from workbooks.reader.meta import META_SHEET
from workbooks.standard import SHEETS

PLAYBOOK = default_playbook()
UNIT = "SZ012"
WEEK = "2026-W47"

COVER: dict[str, Cell] = {
    "template_version": "V1.0",
    "unit_code": UNIT,
    "unit_name": "景澜市政务服务管理局",
    "week_id": WEEK,
    "return_type": "正式",
    "mark": "内部",
    "filler": "宁可为",
    "phone": "8000012",
    "reviewer": "简若川",
    "head_signoff": "闻仲平",
    "sign_date": dt.date(2026, 11, 20),
}

WEEKLY: dict[str, Cell] = {
    "txt_done": "召开党组会专题研究以案促改，听取三个科室整改进展，现场核验两个窗口的办件台账，督促补齐限时办结公示，并约谈责任人一名。",
    "txt_issue": "部分窗口的容缺受理清单尚未与主管部门对齐，推进较慢。",
    "txt_next": "1. 完成容缺受理清单会签，责任人：宁可为，11月27日前",
}


def meta(**changes: str) -> list[list[Cell]]:
    """The stamp of a standard workbook."""
    stamp = {
        "programme": PLAYBOOK.programme.id,
        "book": "unit",
        "standard_version": PLAYBOOK.programme.standard_version,
        "playbook_version": PLAYBOOK.programme.playbook_version,
        "unit": UNIT,
        "period": WEEK,
        **changes,
    }
    return [[name, value] for name, value in stamp.items()]


def table(name: str, rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str] | None = None) -> list[list[Cell]]:
    """A table sheet: banner, field names, headings, rows; all columns unless told which."""
    sheet = SHEETS[name]
    names = list(columns) if columns is not None else [f.name for f in sheet.fields]
    head: list[list[Cell]] = [[sheet.label], list(names), [sheet.field(n).label for n in names]]
    return head + [[row.get(n) for n in names] for row in rows]


def form(name: str, values: Mapping[str, Any]) -> list[list[Cell]]:
    """A form sheet: field name, label, value on each line."""
    sheet = SHEETS[name]
    return [[None, sheet.label], [], *([f.name, f.label, values.get(f.name)] for f in sheet.fields)]


def book(sheets: Mapping[str, list[list[Cell]]] | None = None, **stamp: str) -> MemoryBook:
    """A standard workbook with an empty sheet of each kind, a sound cover, and the sheets given.

    `sheets` is keyed by machine name, or by any title that is no machine name.
    """
    given = dict(sheets or {})
    made: dict[str, list[list[Cell]]] = {META_SHEET: meta(**stamp)}
    for name, sheet in SHEETS.items():
        if sheet.book == "unit":
            empty = form(name, COVER if name == "cover" else WEEKLY) if sheet.form else table(name, [])
            made[sheet.label] = given.pop(name, empty)
    made.update(given)
    return MemoryBook(made)


def saved(made: MemoryBook) -> bytes:
    """The same book as a file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, grid in made.sheets.items():
        sheet = workbook.create_sheet(title)
        for number, line in enumerate(grid, start=1):
            for column, value in enumerate(line, start=1):
                if value is not None:
                    cell = sheet.cell(number, column)
                    cell.value = value
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
