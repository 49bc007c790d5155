"""Table sheets: headings with notes, a native table over room for rows, the rows themselves."""

from __future__ import annotations

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.dictionary.asks import need
from workbooks.playbook.model import Playbook
from workbooks.row import OFFICE, Field, Kind, Row
from workbooks.template import words as w
from workbooks.template.cells import cell_at, put, put_text, shown_value
from workbooks.template.colours import colour_table
from workbooks.template.links import write_links
from workbooks.template.notes import display_width, lines_needed, note
from workbooks.template.page import lay_out, name_print_area, protect
from workbooks.template.plan import FIRST_COLUMN, FIRST_ROW, HEAD_ROW, NAME_ROW, Plan, SheetPlan
from workbooks.template.styles import HEADS, Look, Styles, input_look
from workbooks.template.validations import validation
from workbooks.titles import GUIDE_SHEET

TABLE_PREFIX = "tbl_"
LINE = 15.0
"""Height of a line in points."""
_WIDTHS = {
    Kind.REF: 22.0,
    Kind.TEXT: 24.0,
    Kind.LONGTEXT: 46.0,
    Kind.INT: 11.0,
    Kind.MONEY: 13.0,
    Kind.DATE: 12.5,
    Kind.CHOICES: 26.0,
    Kind.PERSON: 12.0,
    Kind.MASKED: 12.0,
    Kind.CALC: 18.0,
}


def write_table(worksheet: Worksheet, plan: Plan, sheet_plan: SheetPlan, styles: Styles) -> None:
    """Write one table sheet: head, columns, rows, table, links, drop-downs, colours, page, locks."""
    _banner(worksheet, sheet_plan, styles)
    for number, field in enumerate(sheet_plan.fields, start=FIRST_COLUMN):
        _column(worksheet, plan, sheet_plan, number, field, styles)
    _rows(worksheet, plan, sheet_plan, styles)
    _native(worksheet, sheet_plan)
    write_links(worksheet, plan, sheet_plan, styles)
    colour_table(worksheet, sheet_plan, plan.playbook)
    worksheet.freeze_panes = f"C{FIRST_ROW}"
    worksheet.sheet_view.selection[-1].activeCell = worksheet.sheet_view.selection[-1].sqref = f"B{FIRST_ROW}"
    width = sum(column_width(field, plan.playbook) for field in sheet_plan.fields)
    lay_out(worksheet, plan, width=width, titles=f"1:{HEAD_ROW}")
    name_print_area(worksheet, f"{sheet_plan.first_letter}1", sheet_plan.depth, len(sheet_plan.fields))
    protect(worksheet)


def _banner(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    title, back, remark = worksheet["B1"], worksheet["C1"], worksheet["D1"]
    put_text(title, plan.sheet.label)
    styles.dress(title, Look.BANNER)
    put_text(back, w.BACK.format(guide=GUIDE_SHEET))
    back.hyperlink = Hyperlink(ref="C1", location=f"'{GUIDE_SHEET}'!A1")
    styles.dress(back, Look.LINK)
    put_text(remark, plan.sheet.note)
    styles.dress(remark, Look.SUBTITLE)
    worksheet.row_dimensions[1].height = 30
    worksheet.row_dimensions[NAME_ROW].hidden = True
    worksheet.row_dimensions[HEAD_ROW].height = 34


def _column(worksheet: Worksheet, plan: Plan, sheet_plan: SheetPlan, number: int, field: Field, styles: Styles) -> None:
    sheet, letter = sheet_plan.sheet, sheet_plan.letters[field.name]
    locked = is_locked(field, plan)
    dimension = worksheet.column_dimensions[letter]
    dimension.width = column_width(field, plan.playbook)
    styles.dress(dimension, input_look(field.kind, locked=locked))
    name, head = cell_at(worksheet, NAME_ROW, number), cell_at(worksheet, HEAD_ROW, number)
    put_text(name, field.name)
    styles.dress(name, Look.NAMES)
    put_text(head, field.label)
    styles.dress(head, Look.HEAD_LOCKED if locked else HEADS[need(field)])
    head.comment = note(sheet, field, plan.playbook)
    if not locked:
        span = f"{letter}{FIRST_ROW}:{letter}{sheet_plan.last_row}"
        fixed = f"${letter}${FIRST_ROW}:${letter}${sheet_plan.last_row}"
        made = validation(plan, sheet, field, span, f"{letter}{FIRST_ROW}", fixed)
        worksheet.add_data_validation(made)


def is_locked(field: Field, plan: Plan) -> bool:
    """Say whether a clerk has nothing to type in a column: computed, or the office's in a unit's book."""
    return field.kind is Kind.CALC or (field.office and plan.book is not OFFICE)


def column_width(field: Field, playbook: Playbook) -> float:
    """Width for the kind and the content, in characters; at least the heading on two lines."""
    least = display_width(field.label) / 2 + 4
    if field.kind is Kind.KEY:
        return max(len(field.example or "") + 4.0, least, 18.0)
    if field.kind is Kind.CHOICE:
        longest = max(display_width(label) for label in playbook.choice_list(field.choices or "").labels)
        return max(min(longest + 4.0, 30.0), least, 12.0)
    return max(_WIDTHS[field.kind], least)


class _Fitted(RowDimension):
    """A row as high as its text, which Excel fits anew when the text changes."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 (openpyxl's name)
        """Say that nobody set this height by hand."""
        return False


def _rows(worksheet: Worksheet, plan: Plan, sheet_plan: SheetPlan, styles: Styles) -> None:
    """Write the rows below the heading, each as high as its longest text."""
    columns = [
        (number, field, column_width(field, plan.playbook), is_locked(field, plan))
        for number, field in enumerate(sheet_plan.fields, start=FIRST_COLUMN)
    ]
    for number, row in enumerate(sheet_plan.rows, start=FIRST_ROW):
        past, lines = _is_past(row, plan), 1
        for column, field, width, locked in columns:
            value = shown_value(field, getattr(row, field.name), plan.playbook)
            if value is None:
                continue
            cell = cell_at(worksheet, number, column)
            put(cell, value)
            styles.dress(cell, input_look(field.kind, locked=locked or past))
            if isinstance(value, str):
                lines = max(lines, lines_needed(value, width))
        if lines > 1:
            worksheet.row_dimensions[number] = _Fitted(worksheet, index=number, ht=min(LINE * lines + 6, 400))


def _is_past(row: Row, plan: Plan) -> bool:
    """Say whether a row belongs to an earlier week: it is kept, and locked (V-28)."""
    week = getattr(row, "week_id", None)
    return week is not None and week != str(plan.period)


def _native(worksheet: Worksheet, plan: SheetPlan) -> None:
    """Lay a table over headings and room; it has no style of its own, so that empty rows print nothing."""
    where = f"{plan.first_letter}{HEAD_ROW}:{plan.last_letter}{plan.last_row}"
    table = Table(displayName=f"{TABLE_PREFIX}{plan.sheet.name}", ref=where)
    table.tableColumns = [TableColumn(id=n, name=f.label) for n, f in enumerate(plan.fields, start=1)]
    table.autoFilter = AutoFilter(ref=where)
    worksheet.add_table(table)
