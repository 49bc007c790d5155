"""The register's workbook: tabs in their groups, tables, links and footers; bytes in the end."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from report_jobs.frozen import Frozen
from report_jobs.register import words as w
from report_jobs.register.look import (
    ASH,
    BROWN,
    GOLD,
    LINE_HEIGHT,
    RED,
    SLATE,
    Look,
    Shade,
    Tone,
    properties,
    toned,
)
from report_jobs.register.table import Cell, Formula, Line, Table, Value
from report_jobs.register.text import fit, lines
from workbooks.choices import Mark
from workbooks.package import normalise
from workbooks.words import FONT

NAVIGATION, TITLE, HEAD, FIRST = 0, 1, 2, 3
"""Rows (0-based) of a table tab: the way home, the title, the headings, the first row of data."""
SCREEN_LINES, PRINT_LINES = 6, 26
"""Lines that a row shows at most: on screen, and where the tab is made for paper."""
LINKS = 65_000
"""Links that a tab has at most (Excel takes 65,530); later cells keep their text."""
A3, A4 = 8, 9
GROUP_COLOURS = {"overview": RED, "office": GOLD, "data": SLATE, "movement": BROWN, "basis": ASH, "folder": RED}
_KEPT = re.compile(r"(?:returns|merged)/[0-9A-Za-z_-]+\.xlsx")
_EARLIEST = 1900


class Register:
    """A register being written; `finish` gives its bytes."""

    def __init__(self, frozen: Frozen, tabs: Mapping[str, str]) -> None:
        """Begin the register of a frozen period with empty tabs: titles in their order, each with its group."""
        self.frozen = frozen
        self.tabs = dict(tabs)
        self.rows: dict[str, int] = dict.fromkeys(tabs, 0)
        """Rows of each tab."""
        self.places: dict[int, tuple[str, int]] = {}
        """Tab and row number of each merged row, by the identity of the row."""
        self.keys: dict[tuple[str, str, str], int] = {}
        """Row number of each merged row, by tab, unit and key; of rows with one key, the first."""
        self._buffer = io.BytesIO()
        never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        plain = {"font_name": FONT, "font_size": 10}
        self._workbook = xlsxwriter.Workbook(
            self._buffer, {"in_memory": True, "default_format_properties": plain, **never}
        )
        office = frozen.playbook.programme.office
        about = {"title": w.TITLE, "author": office, "company": office, "created": frozen.cutoff}
        self._workbook.set_properties(about)
        self._sheets = {title: self._workbook.add_worksheet(title) for title in tabs}
        self._formats: dict[tuple[object, ...], Format] = {}
        self._links: dict[str, int] = dict.fromkeys(tabs, 0)
        for title, sheet in self._sheets.items():
            sheet.set_tab_color(GROUP_COLOURS[self.tabs[title]])
            sheet.hide_gridlines(2)

    def sheet(self, title: str) -> Worksheet:
        """Return the worksheet of a tab."""
        return self._sheets[title]

    def style(self, look: Look, shade: Shade = Shade.PLAIN, tone: Tone | None = None, **more: Any) -> Format:
        """Return the format of a cell, made once."""
        key = (look, shade, tone, *more.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**properties(look, shade, tone), **more})
        return self._formats[key]

    def name_of(self, unit: str) -> str:
        """Return a unit's short name, 全市 for the city, the code itself when the programme does not know it."""
        known = self.frozen.playbook.unit(unit)
        return known.short if known else unit or w.CITY

    def reported(self) -> str:
        """Return how many units owed a return and how many are counted, in words."""
        frozen = self.frozen
        told = w.REPORTED.format(due=len(frozen.due_units), counted=len(frozen.counted_units))
        missing = len(frozen.missing_units)
        return told + (w.NOT_COUNTED.format(missing=missing) if missing else "")

    def to_tab(self, title: str, row: int = 1) -> str:
        """Return the link to a row (1-based) of a tab."""
        return f"internal:'{title}'!A{row}"

    def to_figure(self, name: str) -> str:
        """Return the link to the cell that a defined name stands for."""
        return f"internal:{name}"

    def to_kept(self, path: str) -> str:
        """Return the link to a kept file; ValueError when the path is not one that we make."""
        if not _KEPT.fullmatch(path):
            raise ValueError("not the path of a kept file")
        return f"external:{path}"

    def row_link(self, title: str, row: int | None) -> Cell:
        """Return a cell that leads to a merged row, blank when there is none."""
        return Cell(w.ROW_LINK.format(row), Look.LINK, link=self.to_tab(title, row)) if row else Cell(None)

    def kept_link(self, file: str, path: str) -> Cell:
        """Return a cell with a file's name as a text; the link is made of the path of the kept copy alone."""
        return Cell(file, Look.LINK, link=self.to_kept(path)) if path else Cell(file)

    def name(self, name: str, title: str, row: int, column: str, last: str = "") -> None:
        """Give a cell a defined name, or the cells of a row up to the `last` column; row 1-based."""
        end = f":${last}${row}" if last else ""
        self._workbook.define_name(name, f"='{title}'!${column}${row}{end}")

    def write(self, table: Table, content: Iterable[Line]) -> int:
        """Write a table tab and return how many rows it has; one sentence when there are none."""
        sheet, rows = self._sheets[table.title], list(content)
        self.rows[table.title] = len(rows)
        self._frame(table, sheet, bool(rows))
        if not rows:
            sheet.write_string(HEAD, 0, table.empty, self.style(Look.SENTENCE))
            sheet.print_area(TITLE, 0, HEAD, len(table.columns) - 1)
            return 0
        styles = {shade: [self.style(declared.look, shade) for declared in table.columns] for shade in Shade}
        for number, (line, shade) in enumerate(zip(rows, _shades(table, rows), strict=True), start=FIRST):
            for column, (value, style) in enumerate(zip(line, styles[shade], strict=True)):
                if isinstance(value, Cell):
                    self.put(sheet, number, column, value, table.columns[column].look, shade)
                else:
                    self._value(sheet, number, column, value, style)
        self._heights(table, sheet, rows)
        last, right = FIRST + len(rows) - 1, len(table.columns) - 1
        sheet.autofilter(HEAD, 0, last, right)
        sheet.print_area(TITLE, 0, last, right)
        for column, declared in enumerate(table.columns):
            self._tones(sheet, column, last, declared.tones)
        return len(rows)

    def _frame(self, table: Table, sheet: Worksheet, filled: bool) -> None:
        self.put(sheet, NAVIGATION, 0, Cell(w.BACK, Look.NAVIGATE, link=self.to_tab(w.HOME)))
        note, small = w.NOTE.format(table.note), self.style(Look.REMARK)
        title = self.style(Look.TITLE)
        sheet.write_rich_string(TITLE, 0, title, table.title, small, note, self.style(Look.SENTENCE))
        sheet.set_row(TITLE, 26)
        for column, declared in enumerate(table.columns):
            sheet.set_column(column, column, declared.width)
            if filled:
                sheet.write_string(HEAD, column, declared.heading, self.style(Look.HEAD))
        self.page(sheet, wide=table.wide)
        if filled:
            tallest = max(lines(c.heading, c.width - 2) for c in table.columns)
            sheet.set_row(HEAD, LINE_HEIGHT * max(2, tallest))
            sheet.freeze_panes(FIRST, table.pinned)
            sheet.repeat_rows(TITLE, HEAD)

    def _heights(self, table: Table, sheet: Worksheet, rows: Sequence[Line]) -> None:
        """Make a row as tall as its longest text, up to a limit; where nothing is set one line is shown."""
        limit = PRINT_LINES if table.paper else SCREEN_LINES
        texts = [(column, c.width) for column, c in enumerate(table.columns) if c.look is Look.TEXT]
        for number, line in enumerate(rows, start=FIRST):
            values = ((line[column], width) for column, width in texts)
            tallest = max((lines(text, width) for text, width in values if isinstance(text, str)), default=1)
            if tallest > 1:
                sheet.set_row(number, LINE_HEIGHT * min(tallest, limit) + 3)

    def put(
        self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Look = Look.TEXT, shade: Shade = Shade.PLAIN
    ) -> None:
        """Write one cell in its own look, or in that of its column."""
        style = self.style(cell.look or look, shade, cell.tone)
        if cell.link and isinstance(cell.value, str) and self._linked(sheet, row, column, cell, style):
            return
        self._value(sheet, row, column, cell.value, style)

    def _value(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        """Write a value: numbers as numbers, dates as dates, and every text as a text."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, fit(value), style)
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, style, float(value.result))
        elif not isinstance(value, dt.date):
            sheet.write_number(row, column, float(value), style)
        elif value.year < _EARLIEST:
            sheet.write_string(row, column, value.isoformat(), style)
        else:
            sheet.write_datetime(row, column, value, style)

    def _linked(self, sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> bool:
        """Write a text that leads somewhere, as long as the tab may have one more link."""
        title = sheet.get_name()
        self._links[title] += 1
        return self._links[title] <= LINKS and sheet.write_url(row, column, cell.link, style, fit(str(cell.value))) == 0

    def _tones(self, sheet: Worksheet, column: int, last: int, tones: Mapping[str, Tone]) -> None:
        for word, tone in tones.items():
            quoted = '"' + word.replace('"', '""') + '"'
            key = ("tone", tone)
            if key not in self._formats:
                self._formats[key] = self._workbook.add_format(toned(tone))
            rule = {"type": "cell", "criteria": "==", "value": quoted, "format": self._formats[key]}
            sheet.conditional_format(FIRST, column, last, column, rule)

    def page(self, sheet: Worksheet, *, wide: bool = False, one_page: bool = False) -> None:
        """Set paper, fit to width, and the footer with mark, issue, cut-off and page."""
        frozen = self.frozen
        sheet.set_landscape()
        sheet.set_paper(A3 if wide else A4)
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        marked = frozen.mark is not Mark.NONE
        mark = frozen.playbook.label("mark", frozen.mark).replace("&", "&&") if marked else ""
        middle = w.FOOTER.format(issue=frozen.issue, moment=w.MOMENT.format(frozen.cutoff))
        sheet.set_footer(f"&L{mark}&C{middle}&R{w.PAGE}")

    def finish(self) -> bytes:
        """Close the workbook and return its bytes, the same for the same period."""
        self._sheets[w.HOME].activate()
        self._workbook.close()
        return normalise(self._buffer.getvalue(), self.frozen.cutoff)


def _shades(table: Table, rows: Sequence[Line]) -> list[Shade]:
    shades, banded, before = [], True, object()
    for line in rows:
        if table.band is not None and line[table.band] != before:
            banded, before = not banded, line[table.band]
        shade = Shade.BAND if table.band is not None and banded else Shade.PLAIN
        shades.append(Shade.STRONG if table.strong(line) else shade)
    return shades
