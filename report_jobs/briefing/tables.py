"""Native tables: light rules, exceptions shaded, heat maps; bars and lights laid over measured rows."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import ALIGN, MIDDLE, Canvas, Run
from report_jobs.briefing.frame import section
from report_jobs.briefing.look import Box, on_shade, shade_of
from report_jobs.briefing.overlays import draw_overlays
from report_jobs.briefing.text import CM_PER_POINT, clean, fit, width_of, wrap
from report_jobs.outline.model import Cell, Column, Table

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
LINE = 1.25
"""Exact line spacing of cells, in ems."""
AIR = 0.045
"""Least room above and below the text of a cell (cm)."""
SPARE = 0.15
"""Width of a heading (cm) that is not counted on: bold faces are wider than the measure."""
NARROW = 0.05
"""The same for the text of a cell."""
BOLD = 1.17
"""How much wider digits are in the bold of a wide face, which stands in where the deck's own is not installed."""
SHORT = 4
NUMBER = re.compile(r"[+\u2212-]?[\d,.]+%?")
TALLEST = 1.25
SMALL = 12.0
"""Below this size cells keep closer to their edges."""
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
SECTION, REMARK, TARGET = 0.85, 0.6, 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """A table as it will stand: font size, widths, height of the heading and of each row (cm)."""

    size: float
    lines: int
    pad: float
    widths: tuple[float, ...]
    head: float
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        """The whole height."""
        return self.head + sum(self.rows)


def draw_table(canvas: Canvas, table: Table, box: Box, *, row_height: float = 0.0, size: float = 0.0) -> float:
    """Draw a table and return where it ends (cm from the top); rows share the height unless told."""
    top = box.top
    if table.title:
        section(canvas, box.left, top, table.title)
        top += SECTION
    if not table.rows:
        canvas.text(Box(box.left, top, box.width, 1.2), [Run(table.empty, 14, look.GREY)], anchor=MIDDLE, name="empty")
        return top + 1.2
    room = box.top + box.height - top - _below(table)
    grid = measured(table, box.width, room, size or table.size, row_height or TALLEST)
    place = Box(box.left, top, box.width, grid.height)
    _native(canvas, table, place, grid)
    draw_overlays(canvas, table, place, grid.widths, grid.pad, grid.head, grid.rows)
    bottom = top + grid.height
    canvas.line(box.left, bottom, box.left + box.width, bottom, look.RED, 1.5, name="table_end")
    if table.remark:
        shown = fit(table.remark, box.width, 10.5, 1)
        below = bottom + 0.12 + (TARGET if table.target is not None else 0)
        canvas.text(Box(box.left, below, box.width, 0.5), [Run(shown, 10.5, look.GREY)], anchor=MIDDLE, name="remark")
    return bottom + _below(table)


def _below(table: Table) -> float:
    return (REMARK if table.remark else 0.0) + (TARGET if table.target is not None else 0.0)


def measured(table: Table, width: float, room: float, size: float, tallest: float = TALLEST) -> Grid:
    """Measure a table: the largest font and the most lines at which it keeps to the room; rows then share the rest."""
    sizes = [size, *(s for s in SIZES if s < size)]
    tries = [(s, lines) for s in sizes for lines in range(table.lines, 0, -1)]
    even = (_grid(table, width, s, lines) for s, lines in tries)
    needed = (_grid(table, width, s, lines, _needed(table, width, s)) for s, lines in tries)
    fitting = (g for g in itertools.chain(even, needed) if g.height <= room and _whole(table, g))
    grid = next(fitting, None) or _grid(table, width, *tries[-1])
    spare = (room - grid.height) / len(grid.rows) if grid.rows else 0.0
    rows = tuple(max(row, min(tallest, row + max(0.0, spare))) for row in grid.rows)
    return dataclasses.replace(grid, rows=rows)


def _whole(table: Table, grid: Grid) -> bool:
    """Say whether every number stands on one line: a text may be cut, a number never."""
    return all(
        _takes(cell, grid.size) <= width - 2 * grid.pad - NARROW
        for row in table.rows
        for cell, width in zip(row, grid.widths, strict=True)
        if NUMBER.fullmatch(cell.text) and cell.bar is None
    )


def _takes(cell: Cell, size: float) -> float:
    """Return the width of a cell's text on one line (cm)."""
    return width_of(cell.text, size) * (BOLD if cell.bold else 1.0)


def _uncut(text: str) -> bool:
    """Say whether a text must stand whole: a number, or a word or two."""
    return NUMBER.fullmatch(text) is not None or len(text) <= SHORT


def _pad(size: float) -> float:
    return 0.22 if size >= SMALL else 0.1


def _needed(table: Table, width: float, size: float) -> tuple[float, ...] | None:
    """Return widths after what the numbers of each column take, for a table in which an even division cuts one.

    The first column keeps at least a tenth; None when there is no room for all.
    """
    others = range(1, len(table.columns))
    takes = [
        max((_takes(row[i], size) for row in table.rows if _uncut(row[i].text)), default=0.5)
        + 2 * _pad(size)
        + 2 * NARROW
        for i in others
    ]
    spare = width * 0.9 - sum(takes)
    return (width * 0.1, *(take + spare / len(takes) for take in takes)) if takes and spare >= 0 else None


def _grid(table: Table, width: float, size: float, lines: int, given: tuple[float, ...] | None = None) -> Grid:
    whole = sum(column.width for column in table.columns)
    widths = given or tuple(width * column.width / whole for column in table.columns)
    pad = _pad(size)
    line = size * LINE * CM_PER_POINT
    head = max(len(wrap(c.heading, w_ - 2 * pad - SPARE, size)) for c, w_ in zip(table.columns, widths, strict=True))
    rows = tuple(
        max(
            min(lines, len(wrap(clean(cell.text), w_ - 2 * pad - NARROW, size)))
            for cell, w_ in zip(row, widths, strict=True)
        )
        for row in table.rows
    )
    air = AIR if size < SMALL else 3 * AIR
    return Grid(size, lines, pad, widths, head * line + 4 * air, tuple(n * line + 2 * air for n in rows))


def pages_of(table: Table, width: float, room: float) -> list[Table]:
    """Divide a table that is too long for one slide into tables of about the same length."""
    grid = _grid(table, width, table.size, table.lines)
    room -= grid.head + _below(table) + (SECTION if table.title else 0)
    if not table.rows or sum(grid.rows) <= room:
        return [table]
    count = len(_breaks(grid.rows, room))
    even = max(room * 0.4, sum(grid.rows) / count + max(grid.rows))
    starts = _breaks(grid.rows, min(room, even))
    if len(starts) > count:
        starts = _breaks(grid.rows, room)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        strong = frozenset(i - start for i in table.strong if start <= i < end)
        parts.append(dataclasses.replace(table, rows=table.rows[start:end], strong=strong))
    return parts


def _breaks(heights: Sequence[float], room: float) -> list[int]:
    """Return the rows with which a new slide begins when each holds so much height."""
    starts, used = [0], 0.0
    for number, height in enumerate(heights):
        if used + height > room and used:
            starts.append(number)
            used = 0.0
        used += height
    return starts


def _native(canvas: Canvas, table: Table, box: Box, grid: Grid) -> None:
    frame = canvas.slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *box.emu)
    title = table.title or w.COMMA.join(c.heading for c in table.columns if c.heading)
    canvas.name(frame, "table", w.TABLE_ALT.format(title=title))
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    made.horz_banding = False
    for index, width in enumerate(grid.widths):
        made.columns[index].width = Cm(width)
    fill = look.OLIVE if table.second else look.RED
    lines = list(made._tbl.tr_lst)
    for tr, height in zip(lines, (grid.head, *grid.rows), strict=True):
        tr.set("h", str(int(Cm(height))))
    for tc, column in zip(lines[0].tc_lst, table.columns, strict=True):
        _fill(canvas, tc, column, [Run(column.heading, grid.size, look.WHITE, bold=True)], grid, fill)
    for number, (tr, row) in enumerate(zip(lines[1:], table.rows, strict=True)):
        back = look.PINK if number in table.strong else look.WHITE
        for tc, cell, column, width in zip(tr.tc_lst, row, table.columns, grid.widths, strict=True):
            tint = shade_of(cell.shade, table.tint) if cell.shade is not None else back
            _fill(canvas, tc, column, _runs(cell, width - 2 * grid.pad, grid, tint), grid, tint, rule=True)
            if cell.hatch:
                _hatch(tc)


def _runs(cell: Cell, width: float, grid: Grid, back: RGBColor) -> list[Run]:
    """Return a cell's text; where a bar or a light is laid over it, the text stands beside them."""
    if cell.bar is not None or cell.light:
        return []
    color = look.TONES[cell.tone] if cell.tone else look.INK
    if cell.shade is not None:
        color = on_shade(back)
    text = cell.text if NUMBER.fullmatch(cell.text) else fit(cell.text, width - NARROW, grid.size, grid.lines)
    return [Run(text, grid.size, color, bold=cell.bold, figure=cell.figure)]


def _fill(
    canvas: Canvas, tc: Any, column: Column, runs: list[Run], grid: Grid, fill: RGBColor, *, rule: bool = False
) -> None:
    """Write a cell: text with exact spacing, margins, a rule below, its ground."""
    body = tc.get_or_add_txBody()
    canvas.fill_body(body, runs, align=ALIGN[column.align], points=grid.size * LINE)
    properties = tc.get_or_add_tcPr()
    pad = str(int(Cm(grid.pad)))
    for name, value in (("marL", pad), ("marR", pad), ("marT", "0"), ("marB", "0"), ("anchor", "ctr")):
        properties.set(name, value)
    for tag in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        drawn = rule and tag == "a:lnB"
        line = properties.makeelement(qn(tag), {"w": "9525" if drawn else "0"})
        line.append(_solid(line, look.RULE) if drawn else line.makeelement(qn("a:noFill"), {}))
        properties.append(line)
    properties.append(_solid(properties, fill))


def _solid(parent: Any, color: RGBColor) -> Any:
    solid = parent.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": str(color)}))
    return solid


def _hatch(tc: Any) -> None:
    """Hatch a cell that does not apply."""
    properties = tc.get_or_add_tcPr()
    solid = properties.find(qn("a:solidFill"))
    pattern = properties.makeelement(qn("a:pattFill"), {"prst": "ltUpDiag"})
    for tag, color in (("a:fgClr", look.RULE), ("a:bgClr", look.WHITE)):
        part = pattern.makeelement(qn(tag), {})
        part.append(part.makeelement(qn("a:srgbClr"), {"val": str(color)}))
        pattern.append(part)
    properties.replace(solid, pattern)
