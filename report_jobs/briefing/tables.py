"""Native tables: light rules, exceptions shaded, bars and lights laid over measured rows."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import ALIGN, MIDDLE, Canvas, Run
from report_jobs.briefing.frame import section
from report_jobs.briefing.look import Box
from report_jobs.briefing.text import fit, width_of
from report_jobs.outline.model import Cell, Column, Table

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
PAD = 0.22
HEAD = 0.95
_BAR_TEXT = 1.75
"""Room for the number beside a bar."""


def draw_table(canvas: Canvas, table: Table, box: Box, *, row_height: float = 0.0, size: float = 12.0) -> float:
    """Draw a table and return where it ends (cm from the top); rows share the height unless told."""
    top = box.top
    if table.title:
        section(canvas, box.left, top, table.title)
        top += 0.85
    if not table.rows:
        canvas.text(Box(box.left, top, box.width, 1.2), [Run(table.empty, 14, look.GREY)], anchor=MIDDLE, name="empty")
        return top + 1.2
    room = box.top + box.height - top - HEAD - (0.6 if table.remark else 0)
    height = row_height or min(1.25, room / len(table.rows))
    _native(canvas, table, Box(box.left, top, box.width, HEAD + height * len(table.rows)), height, size)
    _overlays(canvas, table, Box(box.left, top, box.width, 0), height)
    bottom = top + HEAD + height * len(table.rows)
    canvas.line(box.left, bottom, box.left + box.width, bottom, look.RED, 1.5, name="table_end")
    if table.remark:
        remark = Box(box.left, bottom + 0.12, box.width, 0.5)
        canvas.text(remark, [Run(table.remark, 10.5, look.GREY)], anchor=MIDDLE, name="remark")
    return bottom + (0.62 if table.remark else 0)


def _native(canvas: Canvas, table: Table, box: Box, height: float, size: float) -> None:
    frame = canvas.slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *box.emu)
    title = table.title or w.TABLE_ALT.format(title=table.columns[0].heading)
    canvas.name(frame, "table", w.TABLE_ALT.format(title=title))
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    made.horz_banding = False
    widths = _widths(table, box.width)
    for index, width in enumerate(widths):
        made.columns[index].width = Cm(width)
    made.rows[0].height = Cm(HEAD)
    fill = look.OLIVE if table.second else look.RED
    for index, column in enumerate(table.columns):
        _cell(canvas, made.cell(0, index), column, [Run(column.heading, size, look.WHITE, bold=True)], fill)
    for number, row in enumerate(table.rows):
        made.rows[number + 1].height = Cm(height)
        lines = 2 if height >= 2 * size * 1.25 * 2.54 / 72 else 1
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            back = look.PINK if number in table.strong else look.WHITE
            runs = _runs(cell, widths[index] - 2 * PAD, size, lines)
            _cell(canvas, made.cell(number + 1, index), column, runs, back, rule=True)


def _widths(table: Table, total: float) -> list[float]:
    whole = sum(column.width for column in table.columns)
    return [total * column.width / whole for column in table.columns]


def _runs(cell: Cell, width: float, size: float, lines: int) -> list[Run]:
    """Return a cell's text; where a bar or a light is laid over it, the text stands beside them."""
    if cell.bar is not None or cell.light:
        return []
    color = look.TONES[cell.tone] if cell.tone else look.INK
    return [Run(fit(cell.text, width, size, lines), size, color, bold=cell.bold)]


def _cell(canvas: Canvas, made: Any, column: Column, runs: list[Run], fill: RGBColor, *, rule: bool = False) -> None:
    made.fill.solid()
    made.fill.fore_color.rgb = fill
    canvas.fill_text(made, runs, align=ALIGN[column.align], anchor=MIDDLE)
    made.margin_left = made.margin_right = Cm(PAD)
    made.margin_top = made.margin_bottom = 0
    made.vertical_anchor = MIDDLE
    properties = made._tc.get_or_add_tcPr()
    for tag in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = properties.makeelement(qn(tag), {"w": "9525" if rule and tag == "a:lnB" else "0"})
        if rule and tag == "a:lnB":
            solid = line.makeelement(qn("a:solidFill"), {})
            color = solid.makeelement(qn("a:srgbClr"), {"val": str(look.RULE)})
            solid.append(color)
            line.append(solid)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        properties.insert(("a:lnL", "a:lnR", "a:lnT", "a:lnB").index(tag), line)


def _overlays(canvas: Canvas, table: Table, box: Box, height: float) -> None:
    """Draw bars, lights and links over the rows, whose heights are fixed and so known."""
    widths = _widths(table, box.width)
    for number, row in enumerate(table.rows):
        top = box.top + HEAD + number * height
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            place = Box(box.left + sum(widths[:index]) + PAD, top, widths[index] - 2 * PAD, height)
            if cell.bar is not None:
                _bar(canvas, cell, place)
            elif cell.light:
                _light(canvas, cell, place, column)
    if table.target is not None:
        _target(canvas, table, box, widths, height)


def _bar(canvas: Canvas, cell: Cell, place: Box) -> None:
    room = place.width - _BAR_TEXT
    top, thick = place.top + place.height / 2 - 0.17, 0.34
    canvas.rect(Box(place.left, top, room, thick), look.BAR_BACK, name="bar_back")
    fill = (
        look.LIGHTS[cell.light]
        if cell.light in ("red", "yellow")
        else look.LIGHTS["green"]
        if cell.tone == "good"
        else look.BAR
    )
    length = room * min(1.0, max(0.0, cell.bar or 0.0))
    if length > 0.01:
        canvas.rect(Box(place.left, top, length, thick), fill, name="bar")
    text = Box(place.left + room + 0.1, place.top, _BAR_TEXT - 0.1, place.height)
    made = canvas.text(text, [Run(cell.text, 12, look.INK)], anchor=MIDDLE, name="bar_text")
    if cell.figure is not None:
        canvas.link(made, cell.figure)


def _light(canvas: Canvas, cell: Cell, place: Box, column: Column) -> None:
    size, gap = 0.42, 0.18
    width = size + gap + width_of(cell.text, 12)
    left = place.left if column.align == "left" else place.left + (place.width - width) / 2
    canvas.dot(left, place.top + place.height / 2 - size / 2, size, cell.light, w.LIGHT_WORDS[cell.light])
    text = Box(left + size + gap, place.top, width_of(cell.text, 12) + 0.4, place.height)
    canvas.text(text, [Run(cell.text, 12, look.INK)], anchor=MIDDLE, name="light_word")


def _target(canvas: Canvas, table: Table, box: Box, widths: list[float], height: float) -> None:
    index = next((i for i, cell in enumerate(table.rows[0]) if cell.bar is not None), None)
    if index is None or table.target is None:
        return
    room = widths[index] - 2 * PAD - _BAR_TEXT
    at = box.left + sum(widths[:index]) + PAD + room * table.target
    bottom = box.top + HEAD + height * len(table.rows)
    canvas.line(at, box.top + HEAD, at, bottom, look.GOLD, 1.25, dash=True, name="target")
    label = Box(at - 1.5, bottom + 0.06, 3.0, 0.45)
    canvas.text(
        label, [Run(table.target_label, 10, look.GOLD_TEXT)], align=ALIGN["center"], anchor=MIDDLE, name="target_label"
    )
