"""分类统计: every tally of the briefing in a named cell, with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.register import words as w
from report_jobs.register.book import FIRST, Register
from report_jobs.register.figures import rows_told
from report_jobs.register.look import Look
from report_jobs.register.table import Cell, Line, Table, columns
from report_jobs.tallies import Kind, Tally, tally
from report_jobs.tallies import words as tw
from workbooks.standard import SHEETS

VALUE_COLUMN = "D"
_COLUMNS = columns(
    w.TALLY_HEADS,
    (
        *((26, Look.SHORT), (30, Look.SHORT), (20, Look.SHORT), (11, Look.COUNT)),
        *((10, Look.COUNT), (10, Look.COUNT), (48, Look.SHORT)),
    ),
)


def write_tallies(register: Register) -> None:
    """Write one row for each tally; every value cell bears a defined name."""
    found = list(tally(register.frozen))
    table = Table(
        title=w.TALLIES,
        columns=_COLUMNS,
        note=w.NOTES[w.TALLIES].format(reported=register.reported()),
        empty="",
        pinned=3,
        band=0,
    )
    register.write(table, _lines(register, found))
    for row, told in enumerate(found, start=FIRST + 1):
        register.name(told.name, w.TALLIES, row, VALUE_COLUMN)


def _lines(register: Register, found: list[Tally]) -> Iterator[Line]:
    for told in found:
        look = Look.RATE if told.kind is Kind.RATE else Look.COUNT
        value = w.NONE if told.value is None else told.value
        yield (
            *(tw.TABLES[told.table], told.row_label, told.column_label, Cell(value, look), told.part, told.whole),
            _source(register, told),
        )


def _source(register: Register, told: Tally) -> Cell | None:
    if not told.sheet:
        return None
    title = SHEETS[told.sheet].label
    places = [place for row in told.behind if (place := register.places.get(id(row)))]
    if not places:
        return Cell(w.SOURCE_SHEET.format(sheet=title), Look.LINK, link=register.to_tab(title))
    return rows_told(register, title, [row for _, row in places])
