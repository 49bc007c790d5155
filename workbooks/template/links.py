"""Links to what is missing or wrong, by formulas alone: for a clerk who has no add-in, or no macros.

Each column has a link in row 3 that counts its gaps and leads to the first; each row has one
in column A that leads to its first. Only what a formula can know counts: a required cell that
is blank, a choice that is not in its list, text where a date or a number belongs, a key twice.
The engine's checks see more.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.playbook.model import Playbook
from workbooks.row import OFFICE, Field, Kind
from workbooks.template import words as w
from workbooks.template.cells import cell_at, put_text
from workbooks.template.formulas import quoted
from workbooks.template.plan import FIRST_ROW, HEAD_ROW, LINK_ROW, Plan, SheetPlan
from workbooks.template.styles import Look, Styles
from workbooks.template.validations import list_name
from workbooks.when import When

GAP_WIDTH = 6.0
NUMBERS = (Kind.DATE, Kind.INT, Kind.MONEY)


def gap_name(sheet_name: str) -> str:
    """Return the defined name that gives, on any row of a sheet, the letters of its first gap."""
    return f"gap_{sheet_name}"


def write_links(worksheet: Worksheet, plan: Plan, sheet_plan: SheetPlan, styles: Styles) -> None:
    """Write the links of one table sheet; `name_gaps` defines the name that they use."""
    corner = worksheet[f"A{LINK_ROW}"]  # not beside the headings: a heading there would be a column too many
    put_text(corner, w.GAPS)
    styles.dress(corner, Look.NAMES)
    styles.dress(worksheet[f"A{HEAD_ROW}"], Look.HEAD_LOCKED)
    worksheet.column_dimensions["A"].width = GAP_WIDTH
    place = f"#'{sheet_plan.title}'!"
    name = gap_name(sheet_plan.sheet.name)
    link = f'=IF({name}="","",HYPERLINK("{place}"&{name}&ROW(),{name}&{quoted(w.GAP_ROW)}))'
    for number in range(FIRST_ROW, sheet_plan.last_row + 1):
        cell = cell_at(worksheet, number, 1)
        cell.value = link
        styles.dress(cell, Look.GAP)
    whole = _Cells(sheet_plan, plan.playbook, rows=True)
    for field in _checked(sheet_plan):
        letter = sheet_plan.letters[field.name]
        cell, gaps = worksheet[f"{letter}{LINK_ROW}"], whole.gaps(field)
        first = f"({HEAD_ROW}+MATCH(1,{gaps},0))"
        told = "&".join((quoted(w.GAP_COUNT), f"SUM({gaps})", quoted(w.GAP_FROM), first, quoted(w.GAP_ROW_OF)))
        cell.value = ArrayFormula(cell.coordinate, f'=IFERROR(HYPERLINK("{place}{letter}"&{first},{told}),"")')
        styles.dress(cell, Look.GAP)
    worksheet.row_dimensions[LINK_ROW].height = 15


def name_gaps(workbook: Workbook, plan: Plan) -> None:
    """Define for every table sheet the name that gives the letters of a row's first gap, "" for none.

    Its references are relative in their row, as seen from A1: on each row it looks at that row.
    """
    for sheet_plan in plan.sheets.values():
        if sheet_plan.sheet.form:
            continue
        cells = _Cells(sheet_plan, plan.playbook, rows=False)
        chain = '""'
        for field in reversed(_checked(sheet_plan)):
            chain = f"IF({cells.gaps(field)},{quoted(sheet_plan.letters[field.name])},{chain})"
        started = f"COUNTA('{sheet_plan.title}'!${sheet_plan.first_letter}1:${sheet_plan.last_letter}1)"
        name = gap_name(sheet_plan.sheet.name)
        workbook.defined_names[name] = DefinedName(name, attr_text=f'IF({started}=0,"",{chain})')


def _checked(plan: SheetPlan) -> list[Field]:
    """Return the fields that have something to check and are the clerk's to fill."""
    return [
        field
        for field in plan.fields
        if field.kind is not Kind.CALC
        and not (field.office and plan.sheet.book is not OFFICE)
        and (field.required or _condition(field, plan) or field.kind in (*NUMBERS, Kind.CHOICE))
    ]


def _condition(field: Field, plan: SheetPlan) -> When | None:
    return field.when if field.when is not None and field.when.field in plan.letters else None


@dataclass(frozen=True)
class _Cells:
    """Formulas over one row (as a name sees it) or, with `rows`, over all rows at once.

    Tests are joined by + and *, which hold for one cell and for many alike.
    """

    plan: SheetPlan
    playbook: Playbook
    rows: bool

    def gaps(self, field: Field) -> str:
        """1 where the cell is missing or wrong, else 0; an error value is wrong."""
        cell = self._at(field.name)
        tests = (
            [f"({self._asked(field)})*(LEN(TRIM({cell}))=0)"] if field.required or _condition(field, self.plan) else []
        )
        if field.kind is Kind.CHOICE:
            tests.append(f"(LEN(TRIM({cell}))>0)*ISNA(MATCH(TRIM({cell}),{list_name(field.choices or '')},0))")
        if field.kind in NUMBERS:
            tests.append(f"ISTEXT({cell})*(LEN(TRIM({cell}))>0)")
        if field.kind is Kind.KEY:
            tests.append(f"(COUNTIF({self.plan.fixed(field.name)},{cell})>1)*(LEN(TRIM({cell}))>0)")
        return f"IFERROR(--(({'+'.join(tests)})>0),1)"

    def _at(self, name: str) -> str:
        if self.rows:
            return self.plan.fixed(name).partition("!")[2]
        return f"'{self.plan.title}'!${self.plan.letters[name]}1"

    def _asked(self, field: Field) -> str:
        """Whether the cell must be filled: its row was started, or its condition holds."""
        when = None if field.required else _condition(field, self.plan)
        if when is None:
            first, second = self._at(self.plan.fields[0].name), self._at(self.plan.fields[1].name)
            return f"(LEN({first})+LEN({second})>0)" if self.rows else "1"
        because, cell = self.plan.sheet.field(when.field), self._at(when.field)
        if not when.values:
            return f"LEN(TRIM({cell}))>0"
        labels = [quoted(self.playbook.label(because.choices or "", value)) for value in when.values]
        if because.kind is Kind.CHOICES:
            anyone = "+".join(f"ISNUMBER(FIND({label},{cell}))" for label in labels)
        else:
            anyone = "+".join(f"(TRIM({cell})={label})" for label in labels)
        return f"(LEN(TRIM({cell}))>0)*(({anyone})=0)" if when.negate else f"({anyone})>0"
