"""Drawing a sheet of the slip: texts as texts, lists with room for answers, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.protect import Rules
from report_jobs.slips import words as w
from workbooks.kinds import clean
from workbooks.playbook.model import Playbook
from workbooks.template.cells import cell_at, put_text
from workbooks.template.notes import display_width
from workbooks.template.styles import SchemaFont
from workbooks.words import FONT

TEXT = "@"
RED, GOLD, GREY, INK = "9B1B1E", "7F611A", "595959", "262626"
FILL, INPUT = "F7F3EC", "FFFBE6"
LINE = 15.0
"""Height of a line of text in points."""
TALLEST = 400.0
_NUMBERS = Rules()
_THIN = Side(style="thin", color="D9D2C5")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True, slots=True)
class Free:
    """A cell that the unit fills: the format in which it types, and what stands there already."""

    number_format: str = TEXT
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shut:
    """A cell that could take an answer elsewhere and says where."""

    text: str


Entry = str | Free | Shut


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a list: its heading, its width in characters, whether the unit writes under it."""

    text: str
    width: float
    filled: bool = False


def put(
    sheet: Worksheet, row: int, column: int, text: str, font: SchemaFont, *, fill: str = "", box: bool = False
) -> None:
    """Write a text as a text: what a unit typed never becomes a formula, and no personal number is repeated."""
    cell = cell_at(sheet, row, column)
    put_text(cell, clean(_told(text), lines=True))
    cell.font = font
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    if box:
        cell.border = _BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="left", vertical="center")


def _told(text: str) -> str:
    return w.WITHHELD if any(char.isdigit() for char in text) and any(_NUMBERS.broken_by(text)) else text


def font(size: float = 10, color: str = INK, *, bold: bool = False) -> SchemaFont:
    """Return the slip's typeface in a size, a colour and a weight."""
    return SchemaFont(name=FONT, size=size, bold=bold, color=color)


def table(sheet: Worksheet, headings: Sequence[Heading], lines: Sequence[Sequence[Entry]], empty: str) -> None:
    """Write a list under its headings, each row as high as its text; one sentence when there is nothing."""
    for column, heading in enumerate(headings, start=1):
        put(sheet, 1, column, heading.text, font(11, "FFFFFF", bold=True), fill=GOLD if heading.filled else RED)
        cell_at(sheet, 1, column).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    sheet.row_dimensions[1].height = 28
    if not lines:
        put(sheet, 2, 1, empty, font(11, GREY))
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(headings))
        cell_at(sheet, 2, 1).alignment = Alignment(horizontal="left", vertical="center", indent=1)
        sheet.row_dimensions[2].height = 30
        return
    for number, entries in enumerate(lines, start=2):
        for column, entry in enumerate(entries, start=1):
            _entry(sheet, number, column, entry)
        needed = max(_lines(entry, h.width) for entry, h in zip(entries, headings, strict=True))
        sheet.row_dimensions[number].height = min(TALLEST, LINE * needed + 4)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(lines) + 1}"


def _entry(sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
    if isinstance(entry, str):
        put(sheet, row, column, entry, font(), box=True)
        if column == 1:
            cell_at(sheet, row, column).alignment = Alignment(horizontal="center", vertical="center")
        return
    free = isinstance(entry, Free)
    put(sheet, row, column, entry.text, font(10, INK if free else GREY), fill=INPUT if free else FILL, box=True)
    if isinstance(entry, Free):
        cell = cell_at(sheet, row, column)
        if not entry.text:
            cell.value = None
        cell.number_format = entry.number_format
        cell.protection = Protection(locked=False)


def offer(sheet: Worksheet, column: int, last: int, choices: Sequence[str], error: str) -> None:
    """Offer choices in a column of a list; another text is questioned, not refused."""
    made = DataValidation("list", f'"{",".join(choices)}"', allow_blank=True, errorStyle="warning")
    made.showErrorMessage, made.error = True, error
    letter = get_column_letter(column)
    made.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(made)


def _lines(entry: Entry, width: float) -> int:
    """Lines that a text takes in a column: a Chinese character is as wide as two digits and is not cut."""
    text = entry if isinstance(entry, str) else entry.text
    usable = max(2, int(width) - 2)
    return sum(max(1, -(-display_width(line) // (usable - usable % 2))) for line in text.split("\n"))


def page(sheet: Worksheet, playbook: Playbook) -> None:
    """Set paper, repeated headings, footer and locks."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if sheet.title == w.COVER else 0
    sheet.print_options.horizontalCentered = True
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
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
