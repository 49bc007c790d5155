"""The one engine: the check button, the command line and the Monday job all call `examine`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbooks.book import Book, position
from workbooks.catalogue import severity_of
from workbooks.checks import run_checks
from workbooks.checks.base import Context
from workbooks.findings import Finding, Place, Severity, finding
from workbooks.kinds import fingerprint, shown
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import Layout, Meta, read_meta, read_stamped
from workbooks.row import UNIT
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import SHEETS, Cover


@dataclass(frozen=True)
class Examination:
    """What was read from one book and everything that is to be said about it."""

    meta: Meta | None
    rows: Rows
    layouts: Mapping[str, Layout]
    findings: tuple[Finding, ...]
    shown: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Fingerprints of what stands in the cells that findings name, by title of the sheet and A1 name."""

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(severity_of(found) is severity for found in self.findings)

    @property
    def blocked(self) -> bool:
        """Say whether something must be fixed before the book can be accepted (G-50)."""
        return any(severity_of(found) is Severity.MUST_FIX for found in self.findings)


def examine(
    book: Book,
    playbook: Playbook,
    *,
    period: Period,
    today: dt.date,
    history: tuple[Rows, ...] = (),
    office: Rows = NO_ROWS,
    names_to_mask: frozenset[str] = frozenset(),
    file: str = "",
) -> Examination:
    """Read a book and run every check over it.

    `file` is only quoted in findings. A book that is not ours, another programme's or of a
    unit that nobody knows is read no further: its one finding is the root of all others.
    """
    meta = read_meta(book)
    refusal = _refusal(meta, playbook, file)
    if meta is None or refusal:
        return Examination(meta, NO_ROWS, {}, tuple(refusal))
    reading = read_stamped(book, playbook, meta)
    context = Context(playbook, period, today, meta.unit, history, office, names_to_mask)
    found = [*reading.findings, *_stamp(meta, reading.rows, playbook, period, file), *run_checks(reading.rows, context)]
    placed = sorted({_placed(f, meta.unit, reading.layouts) for f in found}, key=_order)
    return Examination(meta, reading.rows, reading.layouts, tuple(placed), _shown(book, placed))


def _shown(book: Book, findings: list[Finding]) -> dict[tuple[str, str], str]:
    told: dict[tuple[str, str], str] = {}
    for title, cell in {(f.place.title, f.place.cell) for f in findings if f.place.title and f.place.cell}:
        row, column = position(cell)
        grid = book.grid(title)
        value = grid[row - 1][column] if 0 < row <= len(grid) and column < len(grid[row - 1]) else None
        told[title, cell] = fingerprint(shown(value) or book.unseen(title).get(cell, ""))
    return told


def _refusal(meta: Meta | None, playbook: Playbook, file: str) -> list[Finding]:
    if meta is None:
        return [finding("F-01", Place(), file=file)]
    place = Place(unit=meta.unit)
    if meta.programme != playbook.programme.id:
        return [finding("F-02", place, file=file, value=meta.programme)]
    if meta.standard_version != playbook.programme.standard_version:
        current = playbook.programme.standard_version
        return [finding("F-09", place, file=file, value=meta.standard_version, current=current)]
    if meta.book == UNIT and playbook.unit(meta.unit) is None:
        return [finding("F-07", Place(), file=file, value=meta.unit)]
    return []


def _stamp(meta: Meta, rows: Rows, playbook: Playbook, period: Period, file: str) -> Iterator[Finding]:
    """Compare the cover with what was stamped on the book, and the period with the one asked for."""
    cover = rows.one(Cover)
    if meta.playbook_version != playbook.programme.playbook_version:
        current = playbook.programme.playbook_version
        yield finding("F-11", Place(), value=meta.playbook_version, current=current)
    if cover is None:
        return
    stamped = {"unit_code": meta.unit, "template_version": meta.standard_version}
    for name, value in stamped.items():
        written = getattr(cover, name)
        if written is not None and written != value:
            yield finding("F-10", Place(sheet="cover", field=name), value=written, limit=value)
    if cover.week_id is not None and cover.week_id != str(period):
        yield finding("F-04", Place(sheet="cover", field="week_id"), file=file, value=cover.week_id, period=period)


def _placed(found: Finding, unit: str, layouts: Mapping[str, Layout]) -> Finding:
    """Add to a finding's place what the checks do not know: unit, cell and the sheet's title in the file."""
    place = found.place
    layout = layouts.get(place.sheet)
    cell = place.cell or (layout.cell(place.field, place.row) if layout else "")
    title = place.title or (layout.title if layout else "")
    return dataclasses.replace(found, place=dataclasses.replace(place, unit=unit, cell=cell, title=title))


_ORDER = {name: number for number, name in enumerate(SHEETS, start=1)}


def _order(found: Finding) -> tuple[object, ...]:
    """Sort findings as a person goes through a book: sheet, row, column, then gravity."""
    place = found.place
    sheet = SHEETS.get(place.sheet)
    names = [field.name for field in sheet.fields] if sheet else []
    column = names.index(place.field) if place.field in names else -1
    return (_ORDER.get(place.sheet, 0), place.row, column, severity_of(found).rank, found.code, place.cell, found.facts)
