"""Printed views: the lists that people are used to holding, drawn from the sheets by formulas.

One array formula fills a whole column, so a view weighs a dozen cells. The views are
locked, print only the rows that are filled, and the reader passes them over.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.book import column_letters
from workbooks.row import Kind
from workbooks.standard import SHEETS
from workbooks.template import styles as s
from workbooks.template import words as w
from workbooks.template.cells import put_text, shown_value
from workbooks.template.notes import lines_needed
from workbooks.template.page import lay_out, name_print_area, protect
from workbooks.template.plan import FIRST_ROW as SOURCE_FIRST
from workbooks.template.plan import HEAD_ROW as SOURCE_HEAD
from workbooks.template.plan import Plan, SheetPlan
from workbooks.template.styles import Look, Styles
from workbooks.titles import PRINT_PREFIX

HEAD_ROW, FIRST_ROW = 3, 4
"""Layout of a view: title, line, headings, rows."""
NUMBER, UNIT, COUNT = "number", "unit", "count"
LINE, BLANK_LINES = 17.0, 3
"""Height of a line in points, and how many a row offers whose text is not known yet."""


@dataclass(frozen=True)
class Column:
    """A column of a view: a field of the sheet, or of the sheet that the row refers to.

    `field` may also be NUMBER (of the row), UNIT (its name), or "count:actions", the number
    of rows of another sheet with the row's problem.
    """

    field: str
    width: float
    of: str = ""
    heading: str = ""


@dataclass(frozen=True)
class View:
    """A printed view of one sheet; `by` is the field through which `Column.of` is looked up."""

    title: str
    sheet: str
    columns: tuple[Column, ...]
    by: str = "problem_id"
    signed: bool = False


_PROBLEM = "problems"
_EXTENSION = {"ext_due", "ext_approver"}
"""What moves a due date: an extension that was approved."""
VIEWS = (
    View(
        w.PRINT_PROBLEMS,
        "problems",
        (
            Column(NUMBER, 6),
            Column("problem_id", 21),
            Column("problem", 62),
            Column("ptype", 12),
            Column("source", 18),
            Column("severity", 10),
            Column("fix_type", 11),
        ),
    ),
    View(
        w.PRINT_OWNERS,
        "problems",
        (
            Column(NUMBER, 6),
            Column("problem_id", 21),
            Column("lead", 11),
            Column("lead_dept", 18),
            Column("owner", 11),
            Column("due_date", 13, heading=w.EFFECTIVE_DUE),
            Column("acceptance", 60),
        ),
    ),
    View(
        w.PRINT_ACTIONS,
        "actions",
        (
            Column(NUMBER, 6),
            Column("problem_id", 21),
            Column("action", 46, heading=w.MEASURES),
            Column("week_progress", 46),
            Column("done_date", 13),
            Column("evidence", 24),
            Column("status", 14, of=_PROBLEM, heading=w.CLOSE_STATE),
        ),
    ),
    View(
        w.PRINT_CLOSURES,
        "closures",
        (
            Column(NUMBER, 6),
            Column(UNIT, 16, heading=w.UNIT_COLUMN),
            Column("problem", 34, of=_PROBLEM),
            Column("count:actions", 12, heading=w.MEASURES),
            Column("due_date", 13, of=_PROBLEM, heading=w.EFFECTIVE_DUE),
            Column("owner", 10, of=_PROBLEM),
            Column("result", 46),
            Column("apply_date", 13),
            Column("gate1", 9),
            Column("gate2", 9),
            Column("gate3", 9),
            Column("gate4", 9),
            Column("head", 12, heading=w.HEAD_SIGNATURE),
            Column("office_reviewer", 10),
        ),
        signed=True,
    ),
    View(
        w.PRINT_RISKS,
        "risks",
        (
            Column(NUMBER, 6),
            Column("dept", 16),
            Column("post", 14),
            Column("risk_type", 15),
            Column("risk", 26),
            Column("manifest", 40),
            Column("grade", 9),
            Column("control", 46),
            Column("lead", 11),
        ),
    ),
)
"""The views of a unit's workbook, in the order of the tabs."""


def views_of(plan: Plan) -> tuple[View, ...]:
    """Return the views for which the workbook has the sheets."""
    return tuple(view for view in VIEWS if view.sheet in plan.sheets)


def write_view(workbook: Workbook, plan: Plan, view: View, styles: Styles) -> None:
    """Add one printed view to the workbook."""
    worksheet: Worksheet = workbook.create_sheet(view.title)
    source = plan.sheets[view.sheet]
    last = column_letters(len(view.columns) - 1)
    key = source.sheet.key[0]
    unit = plan.unit.name if plan.unit else plan.code
    put_text(worksheet["A1"], view.title.removeprefix(PRINT_PREFIX))
    styles.dress(worksheet["A1"], Look.VIEW_TITLE)
    worksheet.merged_cells.add(f"A1:{last}1")
    count = f'SUMPRODUCT(--({source.fixed(key)}<>""))'
    worksheet["A2"] = "=" + w.VIEW_LINE.format(unit=unit.replace('"', '""'), week=plan.period, count=count)
    styles.dress(worksheet["A2"], Look.SUBTITLE)
    for index, column in enumerate(view.columns):
        _column(worksheet, plan, view, column, index, styles)
    _heights(worksheet, plan, view)
    depth = f"MAX({FIRST_ROW},{HEAD_ROW}+{source.last_filled(key)})"
    name_print_area(worksheet, "A1", depth, len(view.columns))
    worksheet.conditional_formatting.add(
        f"A{FIRST_ROW}:{last}{FIRST_ROW + source.last_row - SOURCE_FIRST}",
        Rule("expression", formula=[f'$A{FIRST_ROW}<>""'], dxf=s.PRINTED),
    )
    worksheet.freeze_panes = f"A{FIRST_ROW}"
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_properties.tabColor = s.FAINT
    lay_out(worksheet, plan, width=sum(c.width for c in view.columns), titles=f"1:{HEAD_ROW}", signed=view.signed)
    protect(worksheet)


def _column(worksheet: Worksheet, plan: Plan, view: View, column: Column, index: int, styles: Styles) -> None:
    letter, source = column_letters(index), plan.sheets[view.sheet]
    head = worksheet[f"{letter}{HEAD_ROW}"]
    put_text(head, _heading(view, column))
    styles.dress(head, Look.VIEW_HEAD)
    worksheet.column_dimensions[letter].width = column.width
    styles.dress(worksheet.column_dimensions[letter], _look(view, column))
    where = f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + source.last_row - SOURCE_FIRST}"
    cell = worksheet[f"{letter}{FIRST_ROW}"]
    cell.value = ArrayFormula(where, f"={_formula(plan, view, column)}")
    styles.dress(cell, _look(view, column))


def _heading(view: View, column: Column) -> str:
    if column.heading or column.field == NUMBER:
        return column.heading or w.NUMBER
    return SHEETS[column.of or view.sheet].field(column.field).label


def _look(view: View, column: Column) -> Look:
    if column.field in (NUMBER, UNIT) or ":" in column.field:
        return Look.VIEW_CENTRE
    kind = SHEETS[column.of or view.sheet].field(column.field).kind
    if kind is Kind.DATE:
        return Look.VIEW_DATE
    return Look.VIEW_TEXT if kind in (Kind.TEXT, Kind.LONGTEXT) else Look.VIEW_CENTRE


def _formula(plan: Plan, view: View, column: Column) -> str:
    """Return the array formula of a column: blank where the row of the sheet is blank."""
    source = plan.sheets[view.sheet]
    key = source.fixed(source.sheet.key[0])
    if column.field == NUMBER:
        value = f"ROW({key})-{SOURCE_HEAD}"
    elif column.field == UNIT:
        value = '"' + (plan.unit.short if plan.unit else plan.code).replace('"', '""') + '"'
    elif column.field.startswith(COUNT):
        other = plan.sheets[column.field.partition(":")[2]]
        value = f"COUNTIF({other.fixed(view.by)},{source.fixed(view.by)})&{w.ACTIONS_COUNT}"
    elif column.of:
        value = _looked_up(source, plan.sheets[column.of], view.by, column.field)
    else:
        value = _own(source, column.field)
    return f'IF({key}="","",{value})'


def _own(source: SheetPlan, name: str) -> str:
    """A field of the row; a due date is the extended one where the extension was approved."""
    if name == "due_date" and _EXTENSION.issubset(source.letters):
        approved = f'({source.fixed("ext_approver")}<>"")*({source.fixed("ext_due")}<>"")'
        return f"IF({approved},{source.fixed('ext_due')},{source.fixed(name)})"
    cells = source.fixed(name)
    return f'IF({cells}="","",{cells})'


def _looked_up(source: SheetPlan, other: SheetPlan, by: str, name: str) -> str:
    """A field of the row that this row refers to; VLOOKUP gives 0 for a blank cell."""
    table = f"'{other.title}'!${other.first_letter}${SOURCE_FIRST}:${other.last_letter}${other.last_row}"

    def found(field: str) -> str:
        return f"VLOOKUP({source.fixed(by)},{table},{list(other.letters).index(field) + 1},FALSE)"

    value = f'IF({found(name)}=0,"",{found(name)})'
    if name == "due_date" and _EXTENSION.issubset(other.letters):
        approved = f"({found('ext_approver')}<>0)*({found('ext_due')}<>0)"
        value = f"IF({approved},{found('ext_due')},{value})"
    return f'IFERROR({value},"")'


def _heights(worksheet: Worksheet, plan: Plan, view: View) -> None:
    """Give each row room for the text that it shows now; a formula's row does not grow by itself."""
    worksheet.sheet_format.defaultRowHeight, worksheet.sheet_format.customHeight = LINE * BLANK_LINES, True
    source = plan.sheets[view.sheet]
    shown = [c for c in view.columns if not c.of and c.field in source.letters]
    fields = [(source.sheet.field(c.field), c.width) for c in shown]
    for number, row in enumerate(source.rows, start=FIRST_ROW):
        texts = [(str(shown_value(f, getattr(row, f.name), plan.playbook) or ""), width) for f, width in fields]
        lines = max(lines_needed(text, width) for text, width in texts)
        if lines > BLANK_LINES:
            worksheet.row_dimensions[number].height = min(LINE * lines, 400)
    worksheet.row_dimensions[1].height, worksheet.row_dimensions[HEAD_ROW].height = 36, 30
