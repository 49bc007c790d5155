"""Return slips: what a refused unit gets back, in a new workbook of its own.

The unit's file is never rewritten (invariant 7). The slip lists each finding with its
cell, the cure and an example, and gives room for the corrected value.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.frozen import Submission
from report_jobs.slips import words as w
from workbooks.catalogue import Worded, severity_of, word
from workbooks.findings import Finding, Severity
from workbooks.kinds import clean
from workbooks.package import normalise
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Kind
from workbooks.slip import COLUMNS, SLIP_SHEET, STAMP, Correction
from workbooks.standard import SHEETS
from workbooks.template.cells import cell_at, put_text
from workbooks.template.styles import SchemaFont, use_our_font
from workbooks.words import FONT

TEXT = "@"
RED, GOLD, GREY, FILL, INPUT = "9B1B1E", "7F611A", "595959", "F7F3EC", "FFFBE6"
THIN = Side(style="thin", color="D9D2C5")
WIDTHS = (6, 14, 9, 16, 24, 28, 38, 38, 18, 24)


def write(submission: Submission, playbook: Playbook, period: Period) -> bytes:
    """Return the slip of one refused submission as .xlsx, the same bytes for the same input."""
    workbook = Workbook()
    use_our_font(workbook)
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    _cover(workbook.create_sheet(w.COVER), submission, playbook, period)
    must_fix = _found(submission, Severity.MUST_FIX)
    lines = _lines_to_correct(submission, must_fix)
    _list(workbook.create_sheet(w.MUST_FIX), [word(found) for found in must_fix], w.CORRECTED, lines)
    _list(workbook.create_sheet(w.CONFIRM), _worded(submission, Severity.CONFIRM), w.ANSWER)
    _list(workbook.create_sheet(w.HEALED), _worded(submission, Severity.HEALED), "")
    for sheet in workbook.worksheets:
        _page(sheet, playbook)
    _stamp(workbook, submission, playbook, period, lines)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return normalise(buffer.getvalue(), period.cutoff(playbook.rhythm))


def _found(submission: Submission, severity: Severity) -> list[Finding]:
    return [found for found in submission.findings if severity_of(found) is severity]


def _worded(submission: Submission, severity: Severity) -> list[Worded]:
    return [word(found) for found in _found(submission, severity)]


def _lines_to_correct(submission: Submission, found: Sequence[Finding]) -> dict[int, Correction]:
    """Return the lines, by number, in which a value can be filled in: the first one about each cell."""
    lines: dict[int, Correction] = {}
    cells = set()
    for number, item in enumerate(found, start=1):
        place = item.place
        if (place.title, place.cell) not in submission.shown or not place.field or (place.sheet, place.cell) in cells:
            continue
        cells.add((place.sheet, place.cell))
        lines[number] = Correction(
            number=number,
            sheet=place.sheet,
            cell=place.cell,
            row_key=place.row_key,
            field=place.field,
            shown=submission.shown[place.title, place.cell],
        )
    return lines


def _stamp(
    workbook: Workbook, submission: Submission, playbook: Playbook, period: Period, lines: Mapping[int, Correction]
) -> None:
    """Write the very hidden stamp by which a filled slip is known again, see `workbooks.slip`."""
    sheet: Worksheet = workbook.create_sheet(SLIP_SHEET)
    sheet.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN
    told = (playbook.programme.id, submission.unit, str(period), submission.sha256)
    texts = [*zip(STAMP, told, strict=True), COLUMNS]
    texts += [tuple(str(getattr(line, name)) for name in COLUMNS) for line in lines.values()]
    for row, line in enumerate(texts, start=1):
        for column, text in enumerate(line, start=1):
            put_text(cell_at(sheet, row, column), clean(text, lines=True))


def _cover(sheet: Worksheet, submission: Submission, playbook: Playbook, period: Period) -> None:
    unit = playbook.unit(submission.unit)
    deadline = period.shift(1).due(playbook.rhythm)
    terms = {
        "unit": submission.unit,
        "name": unit.name if unit else submission.unit,
        "period": period,
        "monday": w.DAY.format(period.monday),
        "sunday": w.DAY.format(period.sunday),
        "file": submission.file,
        "received": w.MOMENT.format(submission.received) if submission.received else "",
        "must_fix": submission.must_fix,
        "confirm": submission.confirm,
        "healed": submission.healed,
        "deadline": w.MOMENT.format(deadline),
    }
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 76
    _put(sheet, "A1", w.TITLE, SchemaFont(name=FONT, size=22, bold=True, color=RED))
    _put(sheet, "A2", w.SUBJECT.format(**terms), SchemaFont(name=FONT, size=12, color=GREY))
    row = 4
    for label, template in w.FACTS:
        _put(sheet, f"A{row}", label, SchemaFont(name=FONT, size=11, color=GOLD), fill=FILL)
        _put(sheet, f"B{row}", template.format(**terms), SchemaFont(name=FONT, size=11))
        row += 1
    _put(sheet, f"A{row + 1}", w.VERDICT.format(**terms), SchemaFont(name=FONT, size=12, bold=True, color=RED))
    _put(sheet, f"A{row + 3}", w.STEPS_TITLE, SchemaFont(name=FONT, size=12, bold=True))
    for offset, step in enumerate(w.STEPS, start=row + 4):
        _put(sheet, f"A{offset}", step, SchemaFont(name=FONT, size=11))
    _put(sheet, f"A{row + 8}", w.NOTE, SchemaFont(name=FONT, size=10, color=GREY))
    for merged in (1, 2, row + 1, row + 3, *range(row + 4, row + 4 + len(w.STEPS)), row + 8):
        sheet.merge_cells(start_row=merged, end_row=merged, start_column=1, end_column=2)
        sheet[f"A{merged}"].alignment = Alignment(wrap_text=True, vertical="center")
    for number in range(2, row + 9):
        sheet.row_dimensions[number].height = 24
    sheet.row_dimensions[1].height, sheet.row_dimensions[row + 8].height = 40, 36


def _list(
    sheet: Worksheet, found: Sequence[Worded], answer: str, lines: Mapping[int, Correction] | None = None
) -> None:
    """One finding a row; the last column takes the unit's answer, where `lines` (None for all) has the number."""
    headings = (*w.HEADINGS, answer) if answer else w.HEADINGS
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, column)
        _put(sheet, cell.coordinate, heading, SchemaFont(name=FONT, size=11, bold=True, color="FFFFFF"), fill=RED)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column - 1]
    sheet.row_dimensions[1].height = 26
    if not found:
        _put(sheet, "A2", w.EMPTY, SchemaFont(name=FONT, size=11, color=GREY))
    for number, item in enumerate(found, start=1):
        texts = (item.sheet, item.cell, item.heading, item.row_key, item.shown, item.message, item.fix, item.example)
        for column, text in enumerate((str(number), *texts), start=1):
            place = sheet.cell(number + 1, column).coordinate
            _put(sheet, place, text, SchemaFont(name=FONT, size=10), wrap=True)
        if answer and lines is not None and number not in lines:
            place = sheet.cell(number + 1, len(headings)).coordinate
            _put(sheet, place, w.IN_THE_BOOK, SchemaFont(name=FONT, size=10, color=GREY), fill=FILL, wrap=True)
        elif answer:
            cell = sheet.cell(number + 1, len(headings))
            _put(sheet, cell.coordinate, "", SchemaFont(name=FONT, size=10), fill=INPUT, wrap=True)
            cell.value = None
            cell.number_format = _format(lines[number]) if lines else TEXT
            cell.protection = Protection(locked=False)
        sheet.row_dimensions[number + 1].height = 15 * max(
            1, *(_lines(t, width) for t, width in zip(texts, WIDTHS[1:], strict=False))
        )
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(found) + 1}" if found else None


def _format(line: Correction) -> str:
    """Return the number format in which a corrected value is typed: a code or text stays as it is typed."""
    kind = SHEETS[line.sheet].field(line.field).kind
    return {Kind.DATE: "yyyy-mm-dd", Kind.INT: "0", Kind.MONEY: "0.00"}.get(kind, TEXT)


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column: a Chinese character is about two widths of a digit."""
    return -(-sum(2 if ord(c) > 0x2E7F else 1 for c in text) // max(1, width - 2))


def _put(sheet: Worksheet, place: str, text: str, font: SchemaFont, *, fill: str = "", wrap: bool = False) -> None:
    """Write a text as a text: what a unit typed never becomes a formula."""
    cell = sheet[place]
    put_text(cell, clean(text, lines=True))
    cell.font = font
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    if fill or wrap:
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
        cell.alignment = Alignment(wrap_text=True, vertical="top" if wrap else "center")


def _page(sheet: Worksheet, playbook: Playbook) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    if sheet.title != w.COVER:
        sheet.print_title_rows = "1:1"
    mark = playbook.label("mark", playbook.programme.default_mark)
    footer = sheet.oddFooter
    if footer is not None:  # openpyxl always makes one; its types do not say so
        footer.left.text, footer.center.text, footer.right.text = mark, playbook.programme.office, w.PAGES
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
