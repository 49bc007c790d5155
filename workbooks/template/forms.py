"""Form sheets: cover and weekly return, one field a line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.choices import ReturnType
from workbooks.dictionary.asks import need
from workbooks.row import Field, Kind, Sheet
from workbooks.standard import Cover
from workbooks.template import words as w
from workbooks.template.cells import put, put_text, shown_value
from workbooks.template.colours import colour_form
from workbooks.template.notes import note, rule_lines
from workbooks.template.page import lay_out, protect
from workbooks.template.plan import FORM_FIRST_ROW, Plan, SheetPlan
from workbooks.template.styles import LABELS, Look, Styles
from workbooks.template.validations import validation
from workbooks.titles import GUIDE_SHEET

NAME, LABEL, VALUE, RULE, COUNT = "ABCDE"
_WIDTHS = {LABEL: 22, VALUE: 52, RULE: 58, COUNT: 12}
_LONG_WIDTHS = {LABEL: 22, VALUE: 78, RULE: 44, COUNT: 12}


def write_form(worksheet: Worksheet, plan: Plan, sheet_plan: SheetPlan, styles: Styles) -> None:
    """Write the cover or the weekly return; the cover's stamp (version, unit, week) is filled in and locked."""
    sheet = sheet_plan.sheet
    widths = _LONG_WIDTHS if any(f.kind is Kind.LONGTEXT for f in sheet.fields) else _WIDTHS
    worksheet.column_dimensions[NAME].hidden = True
    for letter, width in widths.items():
        worksheet.column_dimensions[letter].width = width
    _head(worksheet, plan, sheet, styles)
    values = _values(plan, sheet_plan)
    cells: dict[str, Field] = {}
    for number, field in enumerate(sheet_plan.fields, start=FORM_FIRST_ROW):
        locked = is_stamped(field, sheet_plan)
        _line(worksheet, plan, sheet, number, field, styles, locked=locked)
        value = values.get(field.name)
        if value is not None:
            put(worksheet[f"{VALUE}{number}"], value)
        _dress_value(worksheet, number, field, styles, locked=locked)
        if not locked:
            cells[f"{VALUE}{number}"] = field
    colour_form(worksheet, cells)
    last = FORM_FIRST_ROW + len(sheet_plan.fields)
    if sheet.row_type is Cover:
        _signatures(worksheet, last + 1, styles)
    worksheet.freeze_panes = f"{NAME}{FORM_FIRST_ROW}"
    worksheet.sheet_view.showGridLines = False
    lay_out(worksheet, plan, width=0)
    protect(worksheet)


def _head(worksheet: Worksheet, plan: Plan, sheet: Sheet, styles: Styles) -> None:
    title, line = worksheet[f"{LABEL}1"], worksheet[f"{LABEL}2"]
    if sheet.row_type is Cover:
        put_text(title, plan.playbook.programme.id)
        styles.dress(title, Look.COVER_TITLE)
        put_text(line, w.COVER_LINE.format(note=sheet.note, **moments(plan)))
    else:
        put_text(title, sheet.label)
        styles.dress(title, Look.BANNER)
        put_text(line, sheet.note)
    for letter in (LABEL, VALUE, RULE):
        styles.dress(worksheet[f"{letter}2"], Look.RULED)
    back = worksheet[f"{RULE}1"]
    put_text(back, w.BACK.format(guide=GUIDE_SHEET))
    back.hyperlink = Hyperlink(ref=f"{RULE}1", location=f"'{GUIDE_SHEET}'!A1")
    styles.dress(back, Look.LINK)
    worksheet.row_dimensions[1].height, worksheet.row_dimensions[2].height = 44, 28


def moments(plan: Plan) -> dict[str, str]:
    """Return the period's dates in words."""
    period = plan.period
    return {
        "week": str(period),
        "monday": w.DAY.format(period.monday),
        "sunday": w.DAY.format(period.sunday),
        "due": w.MOMENT.format(period.due(plan.playbook.rhythm)),
    }


Shown = str | int | Decimal | dt.date
STAMPED = frozenset({"template_version", "unit_code", "unit_name", "week_id"})
"""Lines of the cover that are ours to fill, whatever the rows say."""


def is_stamped(field: Field, plan: SheetPlan) -> bool:
    """Say whether a line of a form is filled in and locked."""
    return plan.sheet.row_type is Cover and field.name in STAMPED


def _values(plan: Plan, sheet_plan: SheetPlan) -> dict[str, Shown]:
    """Return what the form shows: the row, if there is one, under our stamp."""
    rows = sheet_plan.rows
    if sheet_plan.sheet.row_type is Cover:
        programme = plan.playbook.programme
        blank = Cover(return_type=ReturnType.NORMAL, mark=programme.default_mark)
        row = (rows[0] if rows else blank).replace(
            template_version=programme.standard_version,
            unit_code=plan.code,
            unit_name=plan.unit.name if plan.unit else "",
            week_id=str(plan.period),
        )
        rows = (row,)
    shown = {f.name: shown_value(f, getattr(rows[0], f.name), plan.playbook) for f in sheet_plan.fields} if rows else {}
    return {name: value for name, value in shown.items() if value is not None}


def _line(
    worksheet: Worksheet, plan: Plan, sheet: Sheet, number: int, field: Field, styles: Styles, *, locked: bool
) -> None:
    name, label, rule = (worksheet[f"{letter}{number}"] for letter in (NAME, LABEL, RULE))
    put_text(name, field.name)
    styles.dress(name, Look.NAMES)
    put_text(label, field.label)
    styles.dress(label, Look.LABEL_OPTIONAL if locked else LABELS[need(field)])
    label.comment = note(sheet, field, plan.playbook)
    told = (
        w.LOCKED_HERE if locked else w.RULE_JOIN.join(t.rstrip(w.STOP) for t in rule_lines(sheet, field, plan.playbook))
    )
    put_text(rule, told)
    styles.dress(rule, Look.REMARK)
    long = field.kind is Kind.LONGTEXT
    worksheet.row_dimensions[number].height = 104 if long else 27
    if not locked:
        place = f"{VALUE}{number}"
        worksheet.add_data_validation(validation(plan, sheet, field, place, place))
        if long:
            counter = worksheet[f"{COUNT}{number}"]
            counter.value = "=" + w.COUNTER.format(cell=place)
            styles.dress(counter, Look.REMARK)


def _dress_value(worksheet: Worksheet, number: int, field: Field, styles: Styles, *, locked: bool) -> None:
    look = Look.FORM_DATE if field.kind is Kind.DATE else Look.FORM_TEXT
    if field.kind is Kind.LONGTEXT:
        look = Look.FORM_LONG
    styles.dress(worksheet[f"{VALUE}{number}"], Look.FORM_LOCKED if locked else look)


def _signatures(worksheet: Worksheet, number: int, styles: Styles) -> None:
    for offset, (text, look) in enumerate(((w.SIGNATURES, Look.BODY), (w.SIGNATURES_NOTE, Look.REMARK)), start=1):
        cell = worksheet[f"{LABEL}{number + offset}"]
        put_text(cell, text)
        styles.dress(cell, look)
        worksheet.merged_cells.add(f"{LABEL}{number + offset}:{RULE}{number + offset}")
        worksheet.row_dimensions[number + offset].height = 34
