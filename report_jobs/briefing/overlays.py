"""What is laid over a table's measured rows: bars with their numbers, lights with their words, a target line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pptx.dml.color import RGBColor

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import ALIGN, MIDDLE, Canvas, Run
from report_jobs.briefing.look import Box
from report_jobs.briefing.text import width_of
from report_jobs.outline.model import Cell, Column, Table

BAR_TEXT = 1.75
"""Room for the number beside a bar."""


def draw_overlays(
    canvas: Canvas, table: Table, box: Box, widths: Sequence[float], pad: float, head: float, rows: Sequence[float]
) -> None:
    """Draw bars, lights and the target line; heights are exact and so known."""
    lefts = [0.0, *accumulate(widths)]
    tops = [box.top + head + height for height in (0.0, *accumulate(rows))]
    for number, row in enumerate(table.rows):
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            place = Box(box.left + lefts[index] + pad, tops[number], widths[index] - 2 * pad, rows[number])
            if cell.bar is not None:
                _bar(canvas, cell, place)
            elif cell.light:
                _light(canvas, cell, place, column)
    barred = next((i for i, cell in enumerate(table.rows[0]) if cell.bar is not None), None)
    if barred is not None and table.target is not None:
        at = box.left + lefts[barred] + pad + (widths[barred] - 2 * pad - BAR_TEXT) * table.target
        _target(canvas, table, at, tops[0], tops[-1])


def _bar(canvas: Canvas, cell: Cell, place: Box) -> None:
    room = max(0.4, place.width - max(BAR_TEXT, width_of(cell.text, 12) + 0.3))
    thick = min(0.34, place.height * 0.5)
    top = place.top + (place.height - thick) / 2
    canvas.rect(Box(place.left, top, room, thick), look.BAR_BACK, name="bar_back")
    length = room * min(1.0, max(0.0, cell.bar or 0.0))
    if length > 0.01:
        canvas.rect(Box(place.left, top, length, thick), _color(cell), name="bar")
    text = Box(place.left + room + 0.1, place.top, place.width - room - 0.1, place.height)
    made = canvas.text(text, [Run(cell.text, 12, look.INK)], anchor=MIDDLE, name="bar_text")
    if cell.figure is not None:
        canvas.link(made, cell.figure)


def _color(cell: Cell) -> RGBColor:
    if cell.light in ("red", "yellow"):
        return look.LIGHTS[cell.light]
    return look.LIGHTS["green"] if cell.tone == "good" else look.BAR


def _light(canvas: Canvas, cell: Cell, place: Box, column: Column) -> None:
    size, gap = min(0.42, place.height * 0.6), 0.18
    width = size + gap + width_of(cell.text, 12)
    left = place.left if column.align == "left" else place.left + (place.width - width) / 2
    canvas.dot(left, place.top + place.height / 2 - size / 2, size, cell.light, w.LIGHT_WORDS[cell.light])
    text = Box(left + size + gap, place.top, width_of(cell.text, 12) + 0.4, place.height)
    canvas.text(text, [Run(cell.text, 12, look.INK)], anchor=MIDDLE, name="light_word")


def _target(canvas: Canvas, table: Table, at: float, top: float, bottom: float) -> None:
    canvas.line(at, top, at, bottom, look.GOLD, 1.25, dash=True, name="target")
    runs = [Run(table.target_label, 10, look.GOLD_TEXT)]
    label = Box(at - 1.5, bottom + 0.06, 3.0, 0.45)
    canvas.text(label, runs, align=ALIGN["center"], anchor=MIDDLE, name="target_label")
