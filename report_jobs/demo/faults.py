"""Planted faults: what really happens to workbooks before they arrive, and what must be said of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.demo.bank import phrases
from workbooks.package import normalise
from workbooks.reader.meta import META_SHEET
from workbooks.standard import SHEETS
from workbooks.template.plan import FIRST_ROW, HEAD_ROW, NAME_ROW


@dataclass(frozen=True)
class Fault:
    """A defect, the code of the finding that it must lead to, and how it is made."""

    name: str
    expected: str
    edit: Callable[[Workbook], None] | None = None
    damage: Callable[[bytes], bytes] | None = None


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    found: Worksheet = workbook[SHEETS[name].label]
    return found


def _column(sheet: Worksheet, field: str) -> int:
    return next(c for c in range(1, sheet.max_column + 1) if sheet.cell(NAME_ROW, c).value == field)


def _cell(workbook: Workbook, name: str, field: str, value: Callable[[object], object], row: int = 0) -> None:
    """Change one cell: the first filled row's, or the n-th after it."""
    sheet = _sheet(workbook, name)
    column = _column(sheet, field)
    filled = [r for r in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(r, column).value is not None]
    if filled:
        cell = sheet.cell(filled[min(row, len(filled) - 1)], column)
        cell.value = value(cell.value)  # type: ignore[assignment]
        if isinstance(cell.value, str):
            cell.data_type = "s"


def _set(name: str, field: str, value: Callable[[object], object], row: int = 0) -> Callable[[Workbook], None]:
    return lambda workbook: _cell(workbook, name, field, value, row)


def _always(value: object) -> Callable[[object], object]:
    return lambda before: value if before is not None else None


def _worded(name: str) -> Callable[[object], object]:
    return lambda before: phrases()["faults"][name] if before is not None else None


def _cover(field: str, value: object) -> Callable[[Workbook], None]:
    def edit(workbook: Workbook) -> None:
        sheet = _sheet(workbook, "cover")
        row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == field)
        sheet.cell(row, 3).value = value  # type: ignore[assignment]

    return edit


def _old_heading(workbook: Workbook) -> None:
    sheet = _sheet(workbook, "problems")
    sheet.cell(HEAD_ROW, _column(sheet, "problem")).value = phrases()["faults"]["old_heading"]


def _renamed(workbook: Workbook) -> None:
    _sheet(workbook, "activities").title = phrases()["faults"]["renamed"]


def _extra_sheet(workbook: Workbook) -> None:
    sheet = workbook.create_sheet(phrases()["faults"]["draft"])
    sheet["A1"] = phrases()["faults"]["draft_text"]


def _extra_column(workbook: Workbook) -> None:
    sheet = _sheet(workbook, "duties")
    last = max(c for c in range(1, sheet.max_column + 1) if sheet.cell(NAME_ROW, c).value)
    sheet.cell(HEAD_ROW, last + 1).value = phrases()["faults"]["extra"]
    sheet.cell(FIRST_ROW, last + 1).value = phrases()["faults"]["extra_value"]


def _duplicate(workbook: Workbook) -> None:
    sheet = _sheet(workbook, "actions")
    column = _column(sheet, "action_id")
    sheet.cell(FIRST_ROW + 1, column).value = sheet.cell(FIRST_ROW, column).value


def _other_programme(workbook: Workbook) -> None:
    workbook[META_SHEET]["B1"] = phrases()["faults"]["programme"]


FOREIGN = dt.datetime(2026, 9, 1, 9)
"""When the table that is no standard workbook was made: it is the demo's, and so no clock's."""


def _not_standard(data: bytes) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in phrases()["faults"]["table"]:
        sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return normalise(buffer.getvalue(), FOREIGN)


def _text_date(value: object) -> object:
    return f"{value:%Y.%m.%d}" if hasattr(value, "year") else value


FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault("old_heading", "S-06", _old_heading),
        Fault("renamed_sheet", "S-10", _renamed),
        Fault("extra_sheet", "S-07", _extra_sheet),
        Fault("extra_column", "S-04", _extra_column),
        Fault("text_date", "V-04c", _set("problems", "found_date", _text_date, 3)),
        Fault("full_width", "C-10", _set("activities", "topic", lambda v: f"{v}\u3000（２）")),
        Fault("number_as_text", "C-11", _set("activities", "attended", str)),
        Fault("synonym", "V-03b", _set("problems", "status", lambda v: f" {v}", 2)),
        Fault("equals", "C-09", _set("actions", "week_progress", lambda v: f"={v}", 1)),
        Fault("duplicate_key", "V-02a", _duplicate),
        Fault("broken_ref", "V-01", _set("actions", "problem_id", lambda v: f"{str(v)[:-4]}9{str(v)[-3:]}", 2)),
        Fault("missing_required", "C-01", _set("problems", "acceptance", _always(None), 1)),
        Fault("bad_choice", "V-03a", _set("problems", "severity", _worded("severity"), 2)),
        Fault("not_a_date", "V-04a", _set("problems", "due_date", _worded("date"), 4)),
        Fault("id_number", "V-19a", _set("risks", "manifest", lambda v: f"{v}{phrases()['faults']['number']}")),
        Fault("percent", "V-23b", _set("actions", "pct", lambda v: 90 if v == 100 else v)),
        Fault("wrong_week", "F-04", _cover("week_id", "2026-W39")),
        Fault("unsigned", "C-01", _cover("head_signoff", None)),
        Fault("other_programme", "F-02", _other_programme),
        Fault("not_standard", "F-01", damage=_not_standard),
        Fault("empty", "F-03", damage=lambda data: data[:0]),
        Fault("truncated", "F-06", damage=lambda data: data[: len(data) // 2]),
    )
}
"""Every planted fault by name; healed and confirmable ones first, then those that lead to refusal."""

HARMLESS = (
    "old_heading",
    "renamed_sheet",
    "extra_sheet",
    "extra_column",
    "text_date",
    "full_width",
    "number_as_text",
    "synonym",
    "equals",
)
REFUSED = ("duplicate_key", "broken_ref", "missing_required", "bad_choice", "not_a_date", "id_number", "unsigned")
STRAY = ("wrong_week", "other_programme", "not_standard", "empty", "truncated")
