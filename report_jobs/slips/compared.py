"""与上期对照: what a return changed since the unit's last accepted one, row by row and cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.consolidate.changes import CORRECTED, PROMISE, STATUS, nature, shown
from report_jobs.slips import words as w
from report_jobs.slips.draw import Heading, table
from workbooks.carried import is_carried
from workbooks.playbook.model import Playbook
from workbooks.returned import Content
from workbooks.row import Kind, Row, Sheet
from workbooks.rows import Rows
from workbooks.standard import SHEETS

_WIDTHS = (6, 12, 24, 12, 16, 9, 50, 50)
_STAMPED = frozenset(("template_version", "unit_code", "week_id"))
"""Fields of the cover that say which week it is: they differ each week."""
ADDED, GONE, CHANGED, UNREAD = "added", "gone", "changed", "unread"
_GRAVITY = (
    *((UNREAD, ""), (GONE, "")),
    *((CHANGED, w.NATURES[kind]) for kind in (PROMISE, CORRECTED, STATUS)),
    *((ADDED, ""), (CHANGED, w.NATURES[""])),
)
"""Kinds of differences with their natures, the gravest first."""
_LABELS = {ADDED: w.ADDED_ROW, GONE: w.GONE_ROW, CHANGED: w.CHANGED_CELL, UNREAD: w.UNREAD_SHEET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that appeared or vanished, or one cell that changed; texts as people read them."""

    kind: str
    sheet: str
    row_key: str = ""
    heading: str = ""
    nature: str = ""
    before: str = ""
    now: str = ""


def differences(content: Content, before: Rows, playbook: Playbook) -> tuple[Difference, ...]:
    """Compare what a return held with the rows of the last accepted one, the gravest first, then as in the standard.

    A sheet that could not be read is told of once, and its rows do not count as gone; a
    column that is not there is left out; a cell that could not be read is shown as it stands.
    """
    found: list[Difference] = []
    for sheet in SHEETS.values():
        old, new = before.of(sheet.row_type), content.rows.of(sheet.row_type)
        if not content.fields.get(sheet.name):
            found += [Difference(kind=UNREAD, sheet=sheet.label, now=w.UNREAD_SHEET_TOLD)] if old else []
        elif sheet.form:
            found += _of_row(sheet, old[0], new[0], content, playbook) if old and new else []
        else:
            found += _of_table(sheet, before, content, playbook)
    return tuple(sorted(found, key=lambda d: _GRAVITY.index((d.kind, d.nature))))


def counts(found: Sequence[Difference]) -> dict[str, int]:
    """Count rows that appeared, rows that vanished and cells that changed."""
    counted = Counter(difference.kind for difference in found)
    return {kind: counted[kind] for kind in (ADDED, GONE, CHANGED)}


def write_compared(sheet: Worksheet, found: Sequence[Difference], nothing: str) -> None:
    """List the differences; `nothing` is said where there is none to list."""
    headings = [Heading(text, width) for text, width in zip(w.COMPARED_HEADINGS, _WIDTHS, strict=True)]
    rows = [
        (str(number), d.sheet, d.row_key, _LABELS[d.kind], d.heading, d.nature, d.before, d.now)
        for number, d in enumerate(found, start=1)
    ]
    table(sheet, headings, rows, nothing)


def _of_table(sheet: Sheet, before: Rows, content: Content, playbook: Playbook) -> Iterator[Difference]:
    old, new = before.keyed(sheet.row_type), content.rows.keyed(sheet.row_type)
    for key, row in _first(before, sheet):
        if key not in new:
            told = _gist(row, playbook)
            yield Difference(kind=GONE, sheet=sheet.label, row_key=key, before=told, now=w.GONE_TOLD)
    for key, row in _first(content.rows, sheet):
        if key in old:
            yield from _of_row(sheet, old[key], row, content, playbook)
        else:
            yield Difference(kind=ADDED, sheet=sheet.label, row_key=key, now=_gist(row, playbook))


def _first(rows: Rows, sheet: Sheet) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a sheet in its order with their keys; of rows with one key, the first."""
    seen: set[str] = set()
    for row in rows.of(sheet.row_type):
        if row.row_key not in seen:
            seen.add(row.row_key)
            yield row.row_key, row


def _of_row(sheet: Sheet, before: Row, now: Row, content: Content, playbook: Playbook) -> Iterator[Difference]:
    there = content.fields[sheet.name]
    for field, value in now.items():
        old = getattr(before, field.name)
        unread = content.unread.get((sheet.name, now.at, field.name))
        if field.name not in there or field.kind is Kind.CALC or (sheet.form and field.name in _STAMPED):
            continue
        if old == value or (not old and not value and unread is None):
            continue
        yield Difference(
            kind=CHANGED,
            sheet=sheet.label,
            row_key="" if sheet.form else now.row_key,
            heading=field.label,
            nature=w.NATURES[nature(field, old, value) if is_carried(sheet.name, field.name) else ""],
            before=shown(field, old, playbook),
            now=w.UNREAD.format(text=unread) if unread is not None else shown(field, value, playbook),
        )


def _gist(row: Row, playbook: Playbook) -> str:
    """Return what a row is about: its first text, or what it shows beside its key."""
    sheet = row.__sheet__
    texts = [
        (f, v) for f, v in row.items() if v not in (None, ()) and f.name not in sheet.key and f.kind is not Kind.REF
    ]
    found = next(((f, v) for f, v in texts if f.kind in (Kind.LONGTEXT, Kind.TEXT)), texts[0] if texts else None)
    return shown(*found, playbook) if found else ""
