"""Return slips: what stands in a filled one, and how its corrections go into a return.

A slip bears a very hidden stamp: whose return it is about, the hash of that file, and for
each line that can be filled the cell, the row and what stood there. So what a unit
fills in means the same wherever the slip goes: dropped into the inbox, or merged by the
button into the workbook that is open. Corrections go into cells; answers to what was
asked (请核) go with the findings, see `workbooks.answers`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from workbooks import words
from workbooks.book import Book, Cell, Grid, MemoryBook, cell_name, position
from workbooks.findings import Finding, Place, Severity, finding
from workbooks.kinds import clean, fingerprint, shown
from workbooks.reader import Layout, Reading
from workbooks.standard import SHEETS

SLIP_SHEET = "_slip"
STAMP = ("programme", "unit", "period", "digest")
COLUMNS = ("number", "sheet", "cell", "row_key", "field", "shown", "listed", "code", "fillable")
LISTS = {Severity.MUST_FIX.value: words.SLIP_MUST_FIX, Severity.CONFIRM.value: words.SLIP_CONFIRM}
"""Titles of the lists that a unit fills, by the severity of what they list."""
FILLED = (words.SLIP_CORRECTED, words.SLIP_ANSWER, words.SLIP_REMARK)
"""Headings under which a unit writes."""
HEAD_ROWS = 5
"""Rows at the top of the list among which its headings are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line that can be filled: sheet and field (machine names), A1 cell, key of the row.

    `shown` is the fingerprint of what stood in the cell when the return was read; `listed` the severity whose list
    the line stands in, `code` that of its finding, `fillable` says whether a value can be given in this line. `value`
    is what the unit wants in the cell, None while that is blank; `answer` and `remark` what it says of the finding.
    """

    number: int
    sheet: str
    cell: str
    row_key: str
    field: str
    shown: str
    listed: str = Severity.MUST_FIX.value
    code: str = ""
    fillable: bool = True
    value: Cell = None
    answer: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip: programme, unit, week and SHA-256 of the return that it is about, and its lines."""

    programme: str
    unit: str
    period: str
    digest: str
    corrections: tuple[Correction, ...] = ()

    @property
    def filled(self) -> tuple[Correction, ...]:
        """The lines in which the unit wrote what is to stand in the cell."""
        return tuple(c for c in self.corrections if c.value is not None)

    @property
    def answered(self) -> tuple[Correction, ...]:
        """The lines in which the unit said something of what it was asked."""
        return tuple(c for c in self.corrections if c.listed == Severity.CONFIRM and (c.answer or c.remark))


@dataclass(frozen=True, slots=True)
class Applied:
    """One cell that a merge changes: title of its sheet, 1-based row, 0-based column, before and after."""

    title: str
    row: int
    column: int
    before: Cell
    after: Cell
    correction: Correction


@dataclass(frozen=True)
class Merged:
    """What a merge came to: the book with its corrections, the cells changed, what is to be said.

    `answers` counts the answers in the slip, which no cell of the book takes.
    """

    book: Book
    applied: tuple[Applied, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: int = 0


def read_slip(book: Book) -> Slip | None:
    """Return what a slip says, None when the book is no slip of ours."""
    if SLIP_SHEET not in book.sheet_names:
        return None
    lines = [[clean(shown(cell), lines=True) for cell in line] for line in book.grid(SLIP_SHEET)]
    stamp = {line[0]: line[1] for line in lines if len(line) > 1 and line[0] in STAMP}
    if set(stamp) != set(STAMP):
        return None
    values = {severity: _values(book, title) for severity, title in LISTS.items()}
    corrections = []
    for line in lines:
        number, sheet, cell, row_key, name, was, listed, code, fillable = (*line, *[""] * len(COLUMNS))[: len(COLUMNS)]
        listed = listed or Severity.MUST_FIX.value
        if not number.isdecimal() or listed not in values or (sheet not in SHEETS and fillable != str(False)):
            continue
        filled = values[listed].get(int(number), {})
        corrections.append(
            Correction(
                number=int(number),
                sheet=sheet,
                cell=cell,
                row_key=row_key,
                field=name,
                shown=was,
                listed=listed,
                code=code,
                fillable=fillable != str(False),
                value=filled.get(words.SLIP_CORRECTED) if fillable != str(False) else None,
                answer=clean(shown(filled.get(words.SLIP_ANSWER))),
                remark=clean(shown(filled.get(words.SLIP_REMARK))),
            )
        )
    return Slip(**stamp, corrections=tuple(corrections))


def _values(book: Book, title: str) -> dict[int, dict[str, Cell]]:
    """Return what was filled in on a list, by number of the line; sorted or filtered lines keep their number."""
    grid = book.grid(title) if title in book.sheet_names else ()
    for row, line in enumerate(grid[:HEAD_ROWS]):
        heads = {clean(shown(cell)): column for column, cell in enumerate(line) if cell is not None}
        if words.SLIP_NUMBER not in heads or words.SLIP_CORRECTED not in heads:
            continue
        found = {}
        for filled in grid[row + 1 :]:
            texts = {head: filled[heads[head]] for head in FILLED if head in heads and heads[head] < len(filled)}
            number = clean(shown(filled[heads[words.SLIP_NUMBER]])) if heads[words.SLIP_NUMBER] < len(filled) else ""
            if number.isdecimal():
                found[int(number)] = {head: cell for head, cell in texts.items() if clean(shown(cell))}
        return found
    return {}


def merge(book: Book, reading: Reading, slip: Slip, *, programme: str, unit: str, file: str = "") -> Merged:
    """Put the filled lines of a slip into a book that was read; the book itself is not changed.

    `programme` and `unit` are the book's; a slip of another one changes nothing. A line finds
    its row by key where the key is there once, else by its cell. A cell that no longer
    shows what the slip says is left alone and reported; one that holds the correction
    already is left alone.
    """
    if (slip.programme, slip.unit) != (programme, unit):
        return Merged(book, findings=(finding("F-12", Place(unit=unit), file=file, value=slip.unit or slip.programme),))
    if not slip.filled and not slip.answered:
        return Merged(book, findings=(finding("F-15", Place(unit=unit), file=file),))
    applied: list[Applied] = []
    findings: list[Finding] = []
    for correction in slip.filled:
        found = _applied(book, reading, correction)
        if isinstance(found, Applied):
            applied.append(found)
        elif found is not None:
            findings.append(dataclasses.replace(found, place=dataclasses.replace(found.place, unit=unit)))
    return Merged(_overlaid(book, applied), tuple(applied), tuple(findings), len(slip.answered))


def _applied(book: Book, reading: Reading, correction: Correction) -> Applied | Finding | None:
    """Say what one line changes, None when the cell holds the correction already."""
    layout = reading.layouts.get(correction.sheet)
    at = _row_of(reading, correction)
    place = _position(layout, correction, at) if layout else None
    if layout is None or place is None:
        return finding("F-16", _place(correction, "", correction.cell), now="")
    row, column = place
    title, cell = layout.title, cell_name(row, column)
    grid = book.grid(title)
    before = grid[row - 1][column] if row <= len(grid) and column < len(grid[row - 1]) else None
    seen = shown(before) or book.unseen(title).get(cell, "")
    if fingerprint(seen) == fingerprint(shown(correction.value)):
        return None
    if fingerprint(seen) != correction.shown:
        return finding("F-16", _place(correction, title, cell), now=seen)
    return Applied(title, row, column, before, correction.value, correction)


def _row_of(reading: Reading, correction: Correction) -> int:
    """Return the row whose key the line names, 0 when there is none or more than one."""
    row_type = SHEETS[correction.sheet].row_type
    rows = [row.at for row in reading.rows.of(row_type) if row.row_key == correction.row_key]
    return rows[0] if len(rows) == 1 else 0


def _position(layout: Layout, correction: Correction, at: int) -> tuple[int, int] | None:
    """Return 1-based row and 0-based column of the cell that a line is about."""
    if correction.field in layout.cells:
        return layout.cells[correction.field]
    if correction.field not in layout.columns:
        return None
    row = at or position(correction.cell)[0]
    return (row, layout.columns[correction.field]) if row > layout.header_row else None


def _place(correction: Correction, title: str, cell: str) -> Place:
    return Place(sheet=correction.sheet, cell=cell, field=correction.field, row_key=correction.row_key, title=title)


def _overlaid(book: Book, applied: list[Applied]) -> Book:
    """Return the book with some of its cells changed."""
    if not applied:
        return book
    changed = {found.title for found in applied}
    sheets: dict[str, Grid] = {}
    unseen: dict[str, Mapping[str, str]] = {}
    for title in book.sheet_names:
        grid = book.grid(title)
        cells = dict(book.unseen(title))
        if title in changed:
            lines = [list(line) for line in grid]
            for found in (f for f in applied if f.title == title):
                lines.extend([] for _ in range(found.row - len(lines)))
                line = lines[found.row - 1]
                line.extend([None] * (found.column + 1 - len(line)))
                line[found.column] = found.after
                cells.pop(cell_name(found.row, found.column), None)
            grid = lines
        sheets[title] = grid
        if cells:
            unseen[title] = cells
    return MemoryBook(sheets, unseen)
