"""The first sheet: what to do in six steps, what the colours mean, where each sheet is."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.row import OFFICE
from workbooks.template import styles as s
from workbooks.template import words as w
from workbooks.template.cells import put_text
from workbooks.template.forms import VALUE, is_stamped, moments
from workbooks.template.notes import lines_needed
from workbooks.template.page import lay_out, protect
from workbooks.template.plan import FORM_FIRST_ROW, HEAD_ROW, ROOM, Plan, SheetPlan
from workbooks.template.styles import Look, Styles
from workbooks.template.tables import is_locked

_WIDTHS = {"A": 3, "B": 22, "C": 46, "D": 30, "E": 12, "F": 12, "G": 3}
_WIDE = sum(_WIDTHS[letter] for letter in "CDEF")


class _Writer:
    """Writes downwards, one line after the other."""

    def __init__(self, worksheet: Worksheet, styles: Styles) -> None:
        self.worksheet, self.styles, self.row = worksheet, styles, 1

    def cell(self, letter: str, text: str, look: Look) -> Cell:
        cell: Cell = self.worksheet[f"{letter}{self.row}"]
        if text:
            put_text(cell, text)
        self.styles.dress(cell, look)
        return cell

    def down(self, height: float = 21, *, merge: str = "") -> None:
        if merge:
            first, last = merge.split(":")
            self.worksheet.merged_cells.add(f"{first}{self.row}:{last}{self.row}")
        self.worksheet.row_dimensions[self.row].height = height
        self.row += 1

    def section(self, text: str) -> None:
        self.down(10)
        self.cell("B", text, Look.SECTION)
        self.down(26)


def write_guide(worksheet: Worksheet, plan: Plan, prints: tuple[str, ...], styles: Styles) -> None:
    """Write the guide; `prints` are the titles of the printed views."""
    for letter, width in _WIDTHS.items():
        worksheet.column_dimensions[letter].width = width
    out = _Writer(worksheet, styles)
    office = plan.book is OFFICE
    _title(out, plan)
    _steps(out, w.OFFICE_STEPS if office else w.STEPS)
    _sheets(out, plan)
    if prints:
        _prints(out, prints)
    _legend(out)
    _rules(out, w.OFFICE_RULES if office else w.RULES)
    out.section(w.CONTACT_TITLE)
    out.cell("B", w.CONTACT.format(office=plan.playbook.programme.office), Look.BODY)
    out.down(24, merge="B:F")
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.tabSelected = True
    worksheet.sheet_properties.tabColor = s.RED
    lay_out(worksheet, plan, width=0, portrait=True)
    protect(worksheet)


def _title(out: _Writer, plan: Plan) -> None:
    programme = plan.playbook.programme
    out.down(12)
    out.cell("B", f"{programme.id} {w.GUIDE_TITLE}", Look.TITLE)
    out.down(38)
    line = w.OFFICE_LINE if plan.unit is None else w.GUIDE_LINE
    unit = plan.unit.name if plan.unit else ""
    for letter in "CDEF":
        out.cell(letter, "", Look.RULED)
    out.cell("B", line.format(unit=unit, **moments(plan)), Look.RULED)
    out.down(26)


def _steps(out: _Writer, steps: tuple[tuple[str, str], ...]) -> None:
    out.section(w.STEPS_TITLE)
    for number, (what, how) in enumerate(steps, start=1):
        out.cell("B", w.STEP.format(number, what), Look.BODY_BOLD)
        out.cell("C", how, Look.BODY)
        out.down(10 + 15 * lines_needed(how, _WIDE), merge="C:F")


def _sheets(out: _Writer, plan: Plan) -> None:
    out.section(w.SHEETS_TITLE)
    for letter, text in zip("BCDEF", w.SHEETS_HEAD, strict=True):
        out.cell(letter, text, Look.VIEW_HEAD)
    out.down(24)
    first = out.row
    for sheet_plan in plan.sheets.values():
        purpose, when = w.PURPOSES[sheet_plan.sheet.name]
        _link(out.cell("B", sheet_plan.title, Look.LINK), sheet_plan.title)
        out.cell("C", purpose, Look.BODY)
        out.cell("D", when, Look.REMARK)
        filled, missing = out.cell("E", "", Look.COUNT), out.cell("F", "", Look.COUNT_LINK)
        if sheet_plan.sheet.form:
            filled.value = w.FORM_COUNT
            missing.value = _form_gaps(sheet_plan, plan)
        else:
            filled.value = f'=SUMPRODUCT(--({sheet_plan.fixed(sheet_plan.sheet.key[0])}<>""))'
            missing.value = ArrayFormula(missing.coordinate, _gaps(sheet_plan, plan))
        out.down(22)
    gap = Rule("cellIs", operator="greaterThan", formula=["0"], dxf=s.MISSING)
    out.worksheet.conditional_formatting.add(f"F{first}:F{out.row - 1}", gap)
    out.cell("B", w.SHEETS_NOTE, Look.REMARK)
    out.down(21, merge="B:F")


def _link(cell: Cell, title: str) -> None:
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!A1")


def _form_gaps(plan: SheetPlan, whole: Plan) -> str:
    """Return a formula for the number of required lines that are blank, which leads to the form."""
    lines = [n for n, f in enumerate(plan.fields, FORM_FIRST_ROW) if f.required and not is_stamped(f, plan)]
    gaps = "+".join(f"(LEN(TRIM('{plan.title}'!${VALUE}${number}))=0)" for number in lines)
    return f"""=HYPERLINK("#'{plan.title}'!{VALUE}{FORM_FIRST_ROW}",{gaps})"""


def _gaps(plan: SheetPlan, whole: Plan) -> str:
    """Return an array formula for the number of required cells missing, which leads to the first such row."""
    started = f'({plan.fixed(plan.sheet.key[0])}<>"")'
    wanted = [plan.fixed(f.name) for f in plan.fields[1:] if f.required and not is_locked(f, whole)]
    blank = "+".join(f'({cells}="")' for cells in wanted)
    count, first = f"SUM({started}*({blank}))", f"MATCH(TRUE,{started}*({blank})>0,0)"
    return f"""=IFERROR(HYPERLINK("#'{plan.title}'!{plan.first_letter}"&{HEAD_ROW}+{first},{count}),0)"""


def _prints(out: _Writer, prints: tuple[str, ...]) -> None:
    out.section(w.PRINTS_TITLE)
    for title in prints:
        _link(out.cell("B", title, Look.LINK), title)
        out.down(21)
    out.cell("B", w.PRINTS_NOTE, Look.REMARK)
    out.down(21, merge="B:F")


def _legend(out: _Writer) -> None:
    out.section(w.LEGEND_TITLE)
    for look, word, meaning in w.LEGEND:
        out.cell("B", word, Look(look))
        out.cell("C", meaning, Look.BODY)
        out.down(24, merge="C:F")
    out.cell("B", w.LEGEND_NOTE, Look.REMARK)
    out.down(21, merge="B:F")


def _rules(out: _Writer, rules: tuple[str, ...]) -> None:
    out.section(w.RULES_TITLE)
    for rule in rules:
        out.cell("B", w.RULE.format(rule.format(room=ROOM)), Look.BODY)
        out.down(22, merge="B:F")
