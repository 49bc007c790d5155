"""The workbook that a return and its slip make together: kept, and what the period counts from.

It is a standard workbook with the rows as they were counted; what stood outside the standard
columns stays in the original, which is kept as it came.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from workbooks.engine import Examination
from workbooks.findings import Finding
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import Layout, read
from workbooks.returned import Content
from workbooks.template.refill import refill
from workbooks.xlsx import open_book


def merged_workbook(
    examination: Examination, content: Content, playbook: Playbook, period: Period
) -> tuple[bytes, Examination]:
    """Return the workbook, and the examination with rows and findings where they stand in it.

    A blocked return's findings keep the cells of the original, which its unit has before it; so
    does one that would not read back to the same rows.
    """
    meta = examination.meta
    unit = playbook.unit(meta.unit) if meta else None
    if unit is None:
        return b"", examination
    made = refill(playbook, unit.code, period, rows=examination.rows, unread=content.unread)
    reading = read(open_book(made.data), playbook, switched_on=playbook.sheets_for(unit.kind))
    same = {t: rows for t, rows in reading.rows.by_type.items() if rows} == {
        t: rows for t, rows in examination.rows.by_type.items() if rows
    }
    if examination.blocked or not same:
        return made.data, examination
    findings = tuple(_moved(found, made.rows, reading.layouts) for found in examination.findings)
    shown = {
        (now.place.title, now.place.cell): examination.shown[was.place.title, was.place.cell]
        for was, now in zip(examination.findings, findings, strict=True)
        if (was.place.title, was.place.cell) in examination.shown
    }
    return made.data, dataclasses.replace(
        examination, rows=reading.rows, layouts=reading.layouts, findings=findings, shown=shown
    )


def _moved(found: Finding, rows: Mapping[tuple[str, int], int], layouts: Mapping[str, Layout]) -> Finding:
    """Return a finding with the row and the cell that it is about in the new workbook."""
    place, layout = found.place, layouts.get(found.place.sheet)
    if layout is None or not place.field:
        return found
    at = layout.cells[place.field][0] if place.field in layout.cells else rows.get((place.sheet, place.row), 0)
    cell = layout.cell(place.field, at)
    if not cell:
        return found
    return dataclasses.replace(found, place=dataclasses.replace(place, row=at, cell=cell, title=layout.title))
