"""Finding sheets, heading rows and columns in books that people have changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbooks.book import Book, Cell, Grid, cell_name
from workbooks.findings import Finding, Place, finding
from workbooks.kinds import fold, shown
from workbooks.row import BookKind, Field, Sheet
from workbooks.standard import SHEETS
from workbooks.titles import is_ours

HEAD_ROWS = 12
"""Rows looked through for headings; a standard sheet has them within the first three."""


def assign_sheets(book: Book, kind: BookKind, expected: tuple[Sheet, ...]) -> tuple[dict[Sheet, str], list[Finding]]:
    """Say which sheet of the book is which sheet of the standard."""
    findings: list[Finding] = []
    titles = [title for title in book.sheet_names if not is_ours(title)]
    by_title = {sheet.label: sheet for sheet in SHEETS.values() if sheet.book is kind}
    assigned = {by_title[title]: title for title in titles if title in by_title}
    for title in titles:
        if title in by_title or not any(_filled(row) for row in book.grid(title)):
            continue
        sheet = _recognise(title, book.grid(title), kind)
        place = Place(sheet=sheet.name if sheet else "", title=sheet.label if sheet else title)
        if sheet is None:
            findings.append(finding("S-07", place))
        elif sheet in assigned:
            findings.append(finding("S-11", place, value=title))
        else:
            assigned[sheet] = title
            findings.append(finding("S-10", place, value=title))
    findings += [finding("S-01", Place(sheet=sheet.name)) for sheet in expected if sheet not in assigned]
    return {sheet: assigned[sheet] for sheet in SHEETS.values() if sheet in assigned}, findings


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell not in (None, "") for cell in row)


def _recognise(title: str, grid: Grid, kind: BookKind) -> Sheet | None:
    """Recognise a sheet that lost its title, by a near title or by its field names and headings."""
    plain = fold(re.sub(r"[(（]\d+[)）]$", "", title.strip()))
    candidates = [sheet for sheet in SHEETS.values() if sheet.book is kind]
    for sheet in candidates:
        if fold(sheet.label) == plain:
            return sheet
    scores = {sheet: _likeness(sheet, grid) for sheet in candidates}
    best = max(candidates, key=lambda sheet: scores[sheet])
    return best if scores[best] >= 0.6 else None


def _likeness(sheet: Sheet, grid: Grid) -> float:
    """Share of a sheet's fields whose name or heading stands in one line of the grid's head."""
    wanted = {f.name for f in sheet.fields} | {fold(f.label) for f in sheet.fields}
    if sheet.form:
        lines: list[set[str]] = [{shown(row[i]) for row in grid if i < len(row)} for i in range(3)]
    else:
        lines = [{shown(cell) for cell in row} for row in grid[:HEAD_ROWS]]
    found = max((len({t if t in wanted else fold(t) for t in line if t} & wanted) for line in lines), default=0)
    return found / len(sheet.fields)


@dataclass(frozen=True)
class Head:
    """The head of a table: column of each field, heading row (1-based), first row of data."""

    columns: dict[str, int]
    header_row: int
    first_row: int
    findings: tuple[Finding, ...] = ()


def locate_head(sheet: Sheet, title: str, grid: Grid, off: frozenset[str]) -> Head | None:
    """Find the heading row and the column of every field; None when there is no heading."""
    names, labels = {f.name for f in sheet.fields}, _labels(sheet)
    name_row = _best_row(grid, lambda text: text in names, len(names))
    label_row = _best_row(grid, lambda text: fold(text) in labels, len(names))
    if name_row is None and label_row is None:
        return None
    header = label_row if label_row is not None else (name_row or 0) + 1
    found, findings = _columns(sheet, title, grid, name_row, label_row)
    found_order = [f.name for f in sheet.fields if f.name in found]
    if sorted(found_order, key=lambda name: found[name]) != found_order:
        findings.append(finding("S-05", Place(sheet=sheet.name, title=title)))
    findings += [
        finding("S-03", Place(sheet=sheet.name, field=f.name, title=title), heading=f.label)
        for f in sheet.fields
        if f.name not in found and f"{sheet.name}.{f.name}" not in off
    ]
    first = max(header, name_row if name_row is not None else header) + 1
    return Head(found, header + 1, first + 1, tuple(findings))


def _labels(sheet: Sheet) -> dict[str, Field]:
    """Every heading by which a field is known, folded."""
    return {
        **{fold(alias): field for field in sheet.fields for alias in field.aliases},
        **{fold(field.label): field for field in sheet.fields},
    }


def _best_row(grid: Grid, known: Callable[[str], bool], fields: int) -> int | None:
    """Return the 0-based row of the grid's head in which at least half of the fields are known."""
    texts = ([shown(cell) for cell in row if cell is not None] for row in grid[:HEAD_ROWS])
    counts = [len({text for text in line if known(text)}) for line in texts]
    best = max(counts, default=0)
    return counts.index(best) if best >= max(1, fields / 2) else None


def _columns(
    sheet: Sheet, title: str, grid: Grid, name_row: int | None, label_row: int | None
) -> tuple[dict[str, int], list[Finding]]:
    labels, findings = _labels(sheet), []
    found: dict[str, int] = {}
    for index, name, label in _headings(grid, name_row, label_row):
        by_label, by_name = labels.get(fold(label)) if label else None, _field(sheet, name)
        # A heading that names another field is what the person saw who filled the column.
        field = by_label or by_name
        place = Place(sheet=sheet.name, cell=cell_name((label_row or 0) + 1, index), title=title)
        if field is None:
            if label:
                findings.append(finding("S-04", place, heading=label))
        elif field.name in found:
            findings.append(finding("S-09", place, heading=field.label))
        else:
            found[field.name] = index
            if label and fold(label) != fold(field.label):
                findings.append(finding("S-06", place, value=label, heading=field.label))
    return found, findings


def _headings(grid: Grid, name_row: int | None, label_row: int | None) -> Iterator[tuple[int, str, str]]:
    """Yield index, field name and heading of each column that has either."""
    names = grid[name_row] if name_row is not None else ()
    labels = grid[label_row] if label_row is not None else ()
    for index in range(max(len(names), len(labels))):
        name = shown(names[index]).strip() if index < len(names) else ""
        label = shown(labels[index]).strip() if index < len(labels) else ""
        if name or label:
            yield index, name, label


def _field(sheet: Sheet, name: str) -> Field | None:
    return next((field for field in sheet.fields if field.name == name), None)
