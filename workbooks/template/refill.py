"""A sound workbook with what a damaged one held: typed rows, and the text of what could not be read.

Rows without a key, and cells that the reader refused, stand where they stood, as texts:
the unit corrects them there and types nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import SHEETS
from workbooks.template import compose, save
from workbooks.template.cells import cell_at, put_text
from workbooks.template.plan import FIRST_COLUMN, FIRST_ROW, FORM_FIRST_ROW, Plan, SheetPlan

FORM_VALUE = 3
"""Column of a form's values, 1-based."""
Unread = Mapping[tuple[str, int, str], str]
"""What cells show that could not be read, by sheet, row in the old file and field."""


@dataclass(frozen=True)
class Refilled:
    """The new workbook as a file, and in it the row (1-based) of each row of the old one, by sheet and old row."""

    data: bytes
    rows: Mapping[tuple[str, int], int]


def refill(
    playbook: Playbook,
    unit: str,
    period: Period,
    *,
    rows: Rows,
    unread: Unread,
    keep: Callable[[str], bool] = lambda text: True,
) -> Refilled:
    """Return a standard workbook of a unit with these contents, the same bytes for the same arguments.

    Texts for which `keep` says no are left out, whichever cell they stood in. Raises KeyError
    when the playbook has no such unit.
    """
    texts = {place: text for place, text in unread.items() if keep(text)}
    whole = Rows.collect(_in_order(rows, texts, keep))
    workbook = compose(playbook, unit, period, rows=whole)
    plan = Plan.make(playbook, unit, period, whole, SHEETS["cover"].book)
    moved: dict[tuple[str, int], int] = {}
    for name, sheet_plan in plan.sheets.items():
        worksheet = workbook[sheet_plan.title]
        if sheet_plan.sheet.form:
            _put_form(worksheet, sheet_plan, {field: t for (s, _, field), t in texts.items() if s == name})
            continue
        for number, row in enumerate(sheet_plan.rows, start=FIRST_ROW):
            moved[name, row.at] = number
            _put_row(worksheet, sheet_plan, number, row, texts)
    return Refilled(save(workbook, period.cutoff(playbook.rhythm)), moved)


def _in_order(rows: Rows, texts: Unread, keep: Callable[[str], bool]) -> list[Row]:
    """Return the rows as they stood in the old file, with one for each that had no key."""
    found: list[Row] = []
    for sheet in SHEETS.values():
        read = [_kept(row, keep) for row in rows.of(sheet.row_type)]
        there = {row.at for row in read}
        lost = sorted({at for name, at, _ in texts if name == sheet.name and at not in there} if not sheet.form else ())
        keyless = [sheet.row_type(at=at, **dict.fromkeys(sheet.key, "")) for at in lost]
        found += sorted((*read, *keyless), key=lambda row: row.at)
    return found


def _kept(row: Row, keep: Callable[[str], bool]) -> Row:
    """Return a row without the texts that are not to be kept; a key that is not to be kept is blank."""
    keys = row.__sheet__.key
    dropped = {f.name: "" if f.name in keys else None for f, v in row.items() if isinstance(v, str) and not keep(v)}
    return row.replace(**dropped) if dropped else row


def _put_row(worksheet: Worksheet, plan: SheetPlan, number: int, row: Row, texts: Unread) -> None:
    for column, field in enumerate(plan.fields, start=FIRST_COLUMN):
        text = texts.get((plan.sheet.name, row.at, field.name))
        cell = cell_at(worksheet, number, column)
        if text is not None:
            put_text(cell, text)
        elif cell.value == "":
            cell.value = None


def _put_form(worksheet: Worksheet, plan: SheetPlan, texts: Mapping[str, str]) -> None:
    for number, field in enumerate(plan.fields, start=FORM_FIRST_ROW):
        if field.name in texts:
            put_text(cell_at(worksheet, number, FORM_VALUE), texts[field.name])
