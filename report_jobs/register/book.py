"""The register's workbook: formats, sheets with heads, filters and footers, texts that stay texts."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from report_jobs.frozen import Frozen
from report_jobs.register import words as w
from workbooks.package import normalise
from workbooks.words import FONT

RED, GOLD, INK, GREY, RULE, BAND, WARM = "#9B1B1E", "#7F611A", "#262626", "#595959", "#DDD6C8", "#FAF8F3", "#F3EBDC"
LIGHT_COLOURS = {"red": "#CC1F36", "yellow": "#8A5A00", "blue": "#1F4E9E", "green": "#23784A"}
LIGHT_FILLS = {"red": "#F9D7D9", "yellow": "#FFF2CC", "blue": "#DCE6F5", "green": "#DDEFE3"}
CELL_LIMIT = 32_767
_ILLEGAL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")

Value = str | int | float | Decimal | dt.date | dt.datetime | None


class Register:
    """A register being written; `finish` gives its bytes."""

    def __init__(self, frozen: Frozen, titles: Sequence[str]) -> None:
        """Begin the register of a frozen period, with empty tabs in their order."""
        self.frozen = frozen
        self._buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        office = frozen.playbook.programme.office
        self.workbook.set_properties({"title": w.TITLE, "author": office, "company": office, "created": frozen.cutoff})
        self._tabs = {title: self.workbook.add_worksheet(title) for title in titles}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._plain: dict[type, Format] = {}
        self.counts: dict[str, int] = dict.fromkeys(titles, 0)
        """Rows of each tab, by title."""
        self.source_format = self.cell_format("", font_color=GOLD, underline=1)
        """Format of the link from a merged row to the file that it came from."""
        self.first_rows: dict[tuple[str, str, str], int] = {}
        """Row (0-based) of each merged row, by sheet, unit and key."""

    def tab(self, title: str) -> Worksheet:
        """Return the tab of this title."""
        return self._tabs[title]

    def format(self, **properties: Any) -> Format:
        """Return the format with these properties, made once."""
        full = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", **properties}
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(full)
        return self._formats[key]

    def cell_format(self, value: Value, **properties: Any) -> Format:
        """Return the format of a table cell that holds a value."""
        kind = type(value)
        if not properties and kind in self._plain:
            return self._plain[kind]
        made = self.format(**{"border": 1, "border_color": RULE, **_looks(value), **properties})
        if not properties:
            self._plain[kind] = made
        return made

    def sheet(
        self, title: str, colour: str, heads: Sequence[str], widths: Sequence[float], *, wide: bool = False
    ) -> Worksheet:
        """Begin a table sheet: a link home, the headings, frozen; rows begin in row 3 (index 2)."""
        sheet = self.tab(title)
        sheet.set_tab_color(colour)
        self.page(sheet, wide=wide)
        sheet.write_url(0, 0, f"internal:'{w.HOME}'!A1", self.format(font_color=RED, underline=1), string=w.BACK)
        sheet.write_string(0, 1, title, self.format(font_size=13, bold=True, font_color=RED))
        head = self.format(
            bold=True, font_color="#FFFFFF", bg_color=RED, align="center", text_wrap=True, border=1, border_color=RULE
        )
        for column, (text, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(1, column, text, head)
            sheet.set_column(column, column, width)
        sheet.set_row(0, 24)
        sheet.set_row(1, 30)
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(1)
        return sheet

    def page(self, sheet: Worksheet, *, wide: bool = False, portrait: bool = False) -> None:
        """Set paper, fit to width, and the footer with the mark, the issue and the page."""
        sheet.hide_gridlines(2)
        sheet.set_paper(8 if wide else 9)
        if not portrait:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        mark = self.frozen.playbook.label("mark", self.frozen.mark)
        sheet.set_footer(f"&L{mark}&C{w.ISSUE.format(issue=self.frozen.issue)}&R{w.PAGE}")

    def rows(self, sheet: Worksheet, rows: Iterable[Sequence[Value]], columns: int, empty: str) -> int:
        """Write rows below the headings, with a filter; one sentence when there are none. Return how many."""
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self.put(sheet, number + 1, column, value)
        if number:
            sheet.autofilter(1, 0, number + 1, columns - 1)
        else:
            sheet.write_string(2, 0, empty, self.format(font_color=GREY, italic=True))
        self.counts[sheet.get_name()] = number
        return number

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, **properties: Any) -> None:
        """Write one table cell: numbers as numbers, dates as dates, and every text as a text."""
        style = self.cell_format(value, **properties)
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, clean(value), style)
        elif isinstance(value, (dt.date, dt.datetime)):
            sheet.write_datetime(row, column, value, style)
        else:
            sheet.write_number(row, column, float(value), style)

    def name_of(self, unit: str) -> str:
        """Return a unit's short name, 全市 for the city, the code itself when nobody knows it."""
        found = self.frozen.playbook.unit(unit)
        return found.short if found else unit or w.CITY

    def finish(self) -> bytes:
        """Close the workbook and return its bytes, the same for the same period."""
        self.tab(w.HOME).activate()
        self.workbook.close()
        return normalise(self._buffer.getvalue(), self.frozen.cutoff)


def _looks(value: Value) -> dict[str, Any]:
    if isinstance(value, dt.datetime):
        return {"num_format": "yyyy-mm-dd hh:mm", "align": "center"}
    if isinstance(value, dt.date):
        return {"num_format": "yyyy-mm-dd", "align": "center"}
    return {"text_wrap": True} if isinstance(value, str) else {"align": "right"}


def clean(text: str) -> str:
    """Take out what a workbook cannot hold, and cut what a cell cannot hold."""
    return _ILLEGAL.sub("", text)[:CELL_LIMIT]
