"""Damage to the form itself: sheets, columns, hidden names and drop-downs that are not as they were given out.

What the reader says of sheets and columns is taken from its findings; the hidden names are
looked for in the grid, the drop-downs in the XML of the sheets, which the reader of values
does not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbooks.book import Book, Grid, cell_name, column_letters
from workbooks.engine import Examination
from workbooks.findings import Finding
from workbooks.kinds import shown
from workbooks.playbook.model import Playbook
from workbooks.reader import Layout
from workbooks.reader.locate import HEAD_ROWS
from workbooks.returned.dropdowns import Ranges, dropdowns
from workbooks.row import Field, Kind, Sheet
from workbooks.standard import SHEETS
from workbooks.titles import LISTS_SHEET
from workbooks.words import LISTING

LIST_PREFIX = "list_"
"""What the name of a choice list begins with in a workbook (see `workbooks.template.validations`)."""
LABEL_REACH = 3
"""Columns of a form sheet in which its hidden names can stand."""
NAMED_ENOUGH = 0.5
"""Share of the columns that must bear their hidden name; with fewer the row of names counts as lost."""


class Harm(StrEnum):
    """What happened to the form."""

    SHEET_MISSING = "sheet_missing"
    SHEET_RENAMED = "sheet_renamed"
    SHEET_EXTRA = "sheet_extra"
    SHEET_TWICE = "sheet_twice"
    HEAD_LOST = "head_lost"
    COLUMN_MISSING = "column_missing"
    COLUMN_EXTRA = "column_extra"
    COLUMN_TWICE = "column_twice"
    COLUMN_RENAMED = "column_renamed"
    COLUMN_MOVED = "column_moved"
    OUTSIDE = "outside"
    NAMES_LOST = "names_lost"
    NAMES_CHANGED = "names_changed"
    CHOICES_LOST = "choices_lost"
    CHOICES_CHANGED = "choices_changed"
    LIST_CHANGED = "list_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One harm: title of the sheet in the file, where in it (cells or a column), what was there and what is."""

    harm: Harm
    title: str
    place: str = ""
    heading: str = ""
    was: str = ""
    now: str = ""


_OF_FINDINGS = {
    "S-01": Harm.SHEET_MISSING,
    "S-02": Harm.HEAD_LOST,
    "S-03": Harm.COLUMN_MISSING,
    "S-04": Harm.COLUMN_EXTRA,
    "S-06": Harm.COLUMN_RENAMED,
    "S-07": Harm.SHEET_EXTRA,
    "S-08": Harm.OUTSIDE,
    "S-09": Harm.COLUMN_TWICE,
    "S-10": Harm.SHEET_RENAMED,
    "S-11": Harm.SHEET_TWICE,
}
"""Findings of the reader that are about the form; S-05 is told column by column."""


def damage_of(book: Book, data: bytes, examination: Examination, playbook: Playbook) -> tuple[Damage, ...]:
    """Return every harm to the form of a workbook of ours, sheet by sheet; `data` is its file."""
    found = [_of_finding(f) for f in examination.findings if f.code in _OF_FINDINGS]
    meta = examination.meta
    current = meta is not None and meta.playbook_version == playbook.programme.playbook_version
    if current:
        found += _lists(book, playbook)
    controls = dropdowns(data)
    for name, layout in examination.layouts.items():
        sheet, grid = SHEETS[name], book.grid(layout.title)
        found += _moved(sheet, layout)
        found += _names(sheet, layout, grid)
        found += _choices(sheet, layout, grid, controls.get(layout.title, {}), playbook)
    order = {sheet.label: number for number, sheet in enumerate(SHEETS.values())}
    order |= {layout.title: order[SHEETS[name].label] for name, layout in examination.layouts.items()}
    return tuple(sorted(found, key=lambda d: (order.get(d.title, len(SHEETS)), d.title)))


def _of_finding(found: Finding) -> Damage:
    place, harm = found.place, _OF_FINDINGS[found.code]
    sheet = SHEETS.get(place.sheet)
    label = sheet.label if sheet else ""
    heading, title, value = found.fact("heading"), place.title or label, found.fact("value")
    if harm in (Harm.SHEET_RENAMED, Harm.SHEET_TWICE):
        return Damage(harm=harm, title=value, was=label, now=value)
    if harm is Harm.SHEET_EXTRA:
        return Damage(harm=harm, title=title, now=title)
    if harm is Harm.SHEET_MISSING:
        return Damage(harm=harm, title=label, was=label)
    if harm is Harm.HEAD_LOST:
        return Damage(harm=harm, title=title, was=LISTING.join(f.label for f in sheet.fields) if sheet else "")
    if harm is Harm.OUTSIDE:
        return Damage(harm=harm, title=title, place=place.cell, now=value)
    column = place.cell.rstrip("0123456789")
    if harm is Harm.COLUMN_MISSING:
        return Damage(harm=harm, title=title, heading=heading, was=heading)
    now = value or heading
    return Damage(harm=harm, title=title, place=column, heading=heading, was=_was(harm, heading), now=now)


def _was(harm: Harm, heading: str) -> str:
    return "" if harm is Harm.COLUMN_EXTRA else heading


def _moved(sheet: Sheet, layout: Layout) -> Iterator[Damage]:
    """Tell of each column that stands elsewhere: as few as explain the order that is there."""
    there = [f for f in sheet.fields if f.name in layout.columns]
    kept = _ascending([layout.columns[f.name] for f in there])
    by_place = sorted(there, key=lambda f: layout.columns[f.name])
    for number, field in enumerate(there):
        if number in kept:
            continue
        now = by_place.index(field)
        yield Damage(
            harm=Harm.COLUMN_MOVED,
            title=layout.title,
            place=column_letters(layout.columns[field.name]),
            heading=field.label,
            was=there[number - 1].label if number else "",
            now=by_place[now - 1].label if now else "",
        )


def _ascending(places: Sequence[int]) -> set[int]:
    """Return the indexes of a longest ascending run of places."""
    best: list[tuple[int, int]] = []
    for index, place in enumerate(places):
        before = [(best[i][0], i) for i in range(index) if places[i] < place]
        length, previous = max(before, key=lambda found: (found[0], -found[1]), default=(0, -1))
        best.append((length + 1, previous))
    index = max(range(len(best)), key=lambda i: (best[i][0], -i), default=-1)
    kept = set()
    while index >= 0:
        kept.add(index)
        index = best[index][1]
    return kept


def _names(sheet: Sheet, layout: Layout, grid: Grid) -> Iterator[Damage]:
    """Tell when the hidden names of the columns (of a form: of its lines) are gone or differ."""
    known = {f.name for f in sheet.fields}
    here: Mapping[str, object] = layout.columns or layout.cells
    if layout.cells:
        named = {shown(c) for line in grid for c in line[:LABEL_REACH] if c is not None} & known
        row = 0
    else:
        lines = [{shown(c): i for i, c in enumerate(line) if c is not None} for line in grid[:HEAD_ROWS]]
        row, best = max(enumerate(lines, start=1), key=lambda found: len(found[1].keys() & known), default=(0, {}))
        named = {name for name, column in layout.columns.items() if best.get(name) == column}
    missing = [f for f in sheet.fields if f.name in here and f.name not in named]
    if len(here) - len(missing) < NAMED_ENOUGH * len(here):
        yield Damage(harm=Harm.NAMES_LOST, title=layout.title)
        return
    for field in missing:
        column = column_letters(layout.columns[field.name]) if layout.columns else ""
        told = shown(grid[row - 1][layout.columns[field.name]]) if _is_in(grid, row, layout, field) else ""
        yield Damage(
            harm=Harm.NAMES_CHANGED,
            title=layout.title,
            place=f"{column}{row}" if column else "",
            heading=field.label,
            was=field.name,
            now=told,
        )


def _is_in(grid: Grid, row: int, layout: Layout, field: Field) -> bool:
    return 0 < row <= len(grid) and layout.columns.get(field.name, 10**6) < len(grid[row - 1])


def _choices(
    sheet: Sheet, layout: Layout, grid: Grid, controls: Mapping[str, Ranges], playbook: Playbook
) -> Iterator[Damage]:
    """Tell of drop-downs that are gone, from a column or from filled cells of it, or offer something else."""
    for field in sheet.fields:
        if field.kind is not Kind.CHOICE or field.office or field.choices is None:
            continue
        if field.name in layout.cells:
            rows, column = [layout.cells[field.name][0]], layout.cells[field.name][1]
        elif field.name in layout.columns:
            column = layout.columns[field.name]
            rows = [n for n in range(layout.header_row + 1, len(grid) + 1) if _any(grid[n - 1], layout)]
        else:
            continue
        options = LISTING.join(playbook.choice_list(field.choices).labels)
        yield from _of_column(layout, field, rows, column, controls, options)


def _of_column(
    layout: Layout, field: Field, rows: Sequence[int], column: int, controls: Mapping[str, Ranges], options: str
) -> Iterator[Damage]:
    ours = LIST_PREFIX + (field.choices or "")
    right = next((ranges for formula, ranges in controls.items() if formula.lower() == ours.lower()), Ranges(()))
    last = max(rows, default=0)
    covered = right.held(column, last)
    bare = [row for row in rows if row not in covered]
    if not bare and (rows or right.touches(column)):
        return
    others: dict[str, list[int]] = {}
    for formula, ranges in controls.items():
        held = ranges.held(column, last) if ranges is not right else set()
        others[formula] = [row for row in bare if row in held]
    for formula, cells in others.items():
        if cells:
            yield Damage(
                harm=Harm.CHOICES_CHANGED, title=layout.title, place=_span(cells, column), heading=field.label,
                was=options, now=formula.strip('"').replace(",", LISTING),
            )  # fmt: skip
    told = {row for cells in others.values() for row in cells}
    lost = [row for row in bare if row not in told]
    if lost or not rows:
        place = _span(lost, column) if lost else column_letters(column)
        yield Damage(harm=Harm.CHOICES_LOST, title=layout.title, place=place, heading=field.label, was=options)


def _span(rows: Sequence[int], column: int) -> str:
    """Name cells of one column: G7, G7:G9, and so on, runs joined."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    named = [cell_name(a, column) if a == b else f"{cell_name(a, column)}:{cell_name(b, column)}" for a, b in runs]
    return LISTING.join(named)


def _any(line: Sequence[object], layout: Layout) -> bool:
    return any(i < len(line) and line[i] not in (None, "") for i in layout.columns.values())


def _lists(book: Book, playbook: Playbook) -> Iterator[Damage]:
    """Compare the hidden lists, from which the drop-downs are fed, with the playbook's."""
    grid = book.grid(LISTS_SHEET) if LISTS_SHEET in book.sheet_names else ()
    there = {shown(cell): i for i, cell in enumerate(grid[0] if grid else ()) if cell is not None}
    for name, choices in playbook.lists.items():
        column = there.get(LIST_PREFIX + name)
        found: tuple[str, ...] = ()
        if column is not None:
            found = tuple(shown(line[column]) for line in grid[1:] if column < len(line) and line[column] is not None)
        if found != choices.labels:
            was, now = LISTING.join(choices.labels), LISTING.join(found)
            yield Damage(harm=Harm.LIST_CHANGED, title=choices.title, was=was, now=now)
