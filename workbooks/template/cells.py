"""Typed values as cells: choices by their labels, dates as dates, texts always as texts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import cast

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.kinds import clean
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Value
from workbooks.words import LISTING

ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What begins an escaped character in a workbook's texts, such as _x0041_ for A; typed so, it is to stay."""


def shown_value(field: Field, value: Value, playbook: Playbook) -> str | int | Decimal | dt.date | None:
    """Return what the sheet shows for a value: labels for ids, several joined, None for a blank."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return LISTING.join(playbook.label(field.choices or "", choice) for choice in value)
    if field.choices is not None and isinstance(value, str):
        return playbook.label(field.choices, value)
    return value


def cell_at(worksheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell at a 1-based row and column of a sheet; none of ours is hidden in a merge."""
    return cast("Cell", worksheet.cell(row, column))


def put_text(cell: Cell, text: str) -> None:
    """Write a text as a text, whatever it looks like: it never becomes a formula or an error value."""
    cell.value = ESCAPE.sub("_x005F_", text) if "_x" in text else text
    cell.data_type = "s"


def put(cell: Cell, value: str | int | Decimal | dt.date) -> None:
    """Write a value that came from a row, texts as the reader would clean them; the style comes after."""
    if isinstance(value, str):
        put_text(cell, clean(value, lines=True))
    else:
        cell.value = value
