"""The ribbon's own sheets in a workbook: the form that is filled, the results of a check, the marks.

They are hidden until a button shows them, hold no rows of the unit's, and are no part of
what is read. Everything that must work on them without code is laid out here: drop-downs,
links, colours; the ribbon only writes values.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.template import styles as s
from workbooks.template import words as w
from workbooks.template.cells import cell_at, put_text
from workbooks.template.formulas import quoted
from workbooks.template.page import lay_out, protect
from workbooks.template.plan import Plan
from workbooks.template.styles import Look, Styles
from workbooks.titles import FORM_SHEET, MARKS_SHEET, RESULTS_SHEET

TOOL_HEAD_ROW, TOOL_FIRST_ROW = 3, 4
FORM_ROWS, RESULT_ROWS = 30, 500
"""Room on the form and among the results."""
FORM_VALUE_COLUMN = 3
"""Column in which a form is filled; before it field and label, after it need, rule and list."""
_FORM_WIDTHS = {"A": 2, "B": 22, "C": 58, "D": 11, "E": 56, "F": 2}
_RESULT_WIDTHS = {"A": 9, "B": 9, "C": 16, "D": 9, "E": 18, "F": 24, "G": 46, "H": 46, "I": 22}


def write_form_sheet(workbook: Workbook, plan: Plan, styles: Styles) -> None:
    """Add the form: column A field, B heading, C what is typed, D need, E rule, F name of the list."""
    worksheet = _sheet(workbook, FORM_SHEET, _FORM_WIDTHS, w.TOOL_FORM_LINE, "B", styles)
    for letter in "AF":
        worksheet.column_dimensions[letter].hidden = True
    for letter, text in zip("BCDE", w.TOOL_FORM_HEAD, strict=True):
        _put(worksheet, f"{letter}{TOOL_HEAD_ROW}", text, Look.HEAD_OPTIONAL, styles)
    first, last = TOOL_FIRST_ROW, TOOL_FIRST_ROW + FORM_ROWS - 1
    for number in range(first, last + 1):
        for letter, look in zip("BCDE", (Look.BODY_BOLD, Look.FORM_TEXT, Look.REMARK, Look.REMARK), strict=True):
            styles.dress(worksheet[f"{letter}{number}"], look)
    drop_down = DataValidation("list", f"INDIRECT($F{first})", sqref=f"C{first}:C{last}", allowBlank=True)
    worksheet.add_data_validation(drop_down)
    missing = f"AND($D{first}={quoted(w.REQUIRED)},LEN(TRIM($C{first}))=0)"
    worksheet.conditional_formatting.add(f"C{first}:C{last}", Rule("expression", formula=[missing], dxf=s.MISSING))
    worksheet.freeze_panes = f"C{first}"
    lay_out(worksheet, plan, width=0)
    protect(worksheet)


def write_results_sheet(workbook: Workbook, plan: Plan, styles: Styles) -> None:
    """Add the list of what a check found; column A leads to the cell named in C and D."""
    worksheet = _sheet(workbook, RESULTS_SHEET, _RESULT_WIDTHS, w.TOOL_RESULTS_LINE, "A", styles)
    for letter, text in zip(_RESULT_WIDTHS, w.TOOL_RESULTS_HEAD, strict=True):
        _put(worksheet, f"{letter}{TOOL_HEAD_ROW}", text, Look.HEAD_OPTIONAL, styles)
    for number in range(TOOL_FIRST_ROW, TOOL_FIRST_ROW + RESULT_ROWS):
        link = cell_at(worksheet, number, 1)
        link.value = f'=IF(D{number}="","",HYPERLINK("#\'"&C{number}&"\'!"&D{number},{quoted(w.GO)}))'
        styles.dress(link, Look.LINK)
    for letter in list(_RESULT_WIDTHS)[1:]:
        styles.dress(worksheet.column_dimensions[letter], Look.VIEW_TEXT)
    worksheet.freeze_panes = f"A{TOOL_FIRST_ROW}"
    lay_out(worksheet, plan, width=0)
    protect(worksheet)


def write_marks_sheet(workbook: Workbook) -> None:
    """Add the very hidden list of cells that a check has marked: sheet, cell, colour before."""
    worksheet: Worksheet = workbook.create_sheet(MARKS_SHEET)
    worksheet.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN


def _sheet(workbook: Workbook, title: str, widths: dict[str, int], line: str, letter: str, styles: Styles) -> Worksheet:
    worksheet: Worksheet = workbook.create_sheet(title)
    worksheet.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    for column, width in widths.items():
        worksheet.column_dimensions[column].width = width
    _put(worksheet, f"{letter}1", title, Look.BANNER, styles)
    _put(worksheet, f"{letter}2", line, Look.SUBTITLE, styles)
    worksheet.row_dimensions[1].height = 32
    worksheet.row_dimensions[TOOL_HEAD_ROW].height = 24
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_properties.tabColor = s.GOLD
    return worksheet


def _put(worksheet: Worksheet, cell: str, text: str, look: Look, styles: Styles) -> None:
    put_text(worksheet[cell], text)
    styles.dress(worksheet[cell], look)
