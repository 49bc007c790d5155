"""The standard workbook: blank, or filled with rows.

Everything in it derives from the declarations and the playbook: headings and their notes,
drop-downs, limits, conditional colours, widths, printed views. A clerk fills it in Excel,
WPS or LibreOffice without the add-in; the reader reads it back to the same rows.
"""

from __future__ import annotations

from openpyxl import Workbook

from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import UNIT, BookKind
from workbooks.rows import NO_ROWS, Rows
from workbooks.template import styles as s
from workbooks.template import words as w
from workbooks.template.forms import write_form
from workbooks.template.guide import write_guide
from workbooks.template.hidden import name_keys, stamp, write_lists
from workbooks.template.links import name_gaps
from workbooks.template.plan import Plan
from workbooks.template.saving import save
from workbooks.template.styles import Styles
from workbooks.template.tables import write_table
from workbooks.template.tools import write_form_sheet, write_marks_sheet, write_results_sheet
from workbooks.template.views import views_of, write_view
from workbooks.titles import GUIDE_SHEET

__all__ = ["compose", "save", "write"]


def write(playbook: Playbook, unit: str, period: Period, *, rows: Rows = NO_ROWS, book: BookKind = UNIT) -> bytes:
    """Return a complete standard workbook as .xlsx, the same bytes for the same arguments.

    `unit` is the code of the unit ("" in the office's own book); version, unit and week on
    the cover are ours, whatever the rows say. Rows of sheets that do not belong to this kind
    of book are not written. Raises KeyError when the playbook has no such unit.
    """
    workbook = compose(playbook, unit, period, rows=rows, book=book)
    return save(workbook, period.cutoff(playbook.rhythm))


def compose(playbook: Playbook, unit: str, period: Period, *, rows: Rows = NO_ROWS, book: BookKind = UNIT) -> Workbook:
    """Return the workbook of `write` before it is saved, for whoever must still change a cell."""
    plan = Plan.make(playbook, unit, period, rows, book)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    styles = Styles(workbook)
    views = views_of(plan)
    write_guide(workbook.create_sheet(GUIDE_SHEET), plan, tuple(view.title for view in views), styles)
    for sheet_plan in plan.sheets.values():
        worksheet = workbook.create_sheet(sheet_plan.title)
        worksheet.sheet_properties.tabColor = s.GOLD if sheet_plan.sheet.form else None
        if sheet_plan.sheet.form:
            write_form(worksheet, plan, sheet_plan, styles)
        else:
            write_table(worksheet, plan, sheet_plan, styles)
    for view in views:
        write_view(workbook, plan, view, styles)
    write_form_sheet(workbook, plan, styles)
    write_results_sheet(workbook, plan, styles)
    write_marks_sheet(workbook)
    write_lists(workbook, plan)
    name_keys(workbook, plan)
    name_gaps(workbook, plan)
    stamp(workbook, plan)
    workbook.properties.creator = playbook.programme.office
    workbook.properties.title = w.SUBJECT.format(programme=playbook.programme.id)
    return workbook
