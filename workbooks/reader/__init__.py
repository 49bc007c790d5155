"""Reading a book: from grids to typed rows and findings. Reading never fails.

Sheets are found by title, by the hidden row of field names, and last by their headings;
columns by field name, then by heading and alias. What is missing, extra, renamed or
moved is said in a finding; what stands in the right columns is read all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbooks.book import Book
from workbooks.findings import Finding
from workbooks.playbook.model import Playbook
from workbooks.reader.form import read_form
from workbooks.reader.layout import Layout
from workbooks.reader.locate import assign_sheets
from workbooks.reader.meta import Meta, read_meta
from workbooks.reader.table import read_table
from workbooks.row import OFFICE, UNIT, BookKind, Row
from workbooks.rows import Rows
from workbooks.standard import sheets_in

__all__ = ["Layout", "Meta", "Reading", "read", "read_meta", "read_stamped"]


@dataclass(frozen=True)
class Reading:
    """What a book says: typed rows, where they stand, and what is to be said about the reading."""

    rows: Rows
    layouts: Mapping[str, Layout]
    findings: tuple[Finding, ...]


def read(
    book: Book, playbook: Playbook, *, kind: BookKind = UNIT, switched_on: frozenset[str] | None = None
) -> Reading:
    """Read all sheets of one kind of book.

    `switched_on` names the optional sheets that must be there; None means those that the
    playbook switches on for every unit. Optional sheets that are there anyway are read too.
    """
    expected = sheets_in(kind, frozenset(playbook.sheets.on) if switched_on is None else switched_on)
    assigned, findings = assign_sheets(book, kind, expected)
    rows: list[Row] = []
    layouts: dict[str, Layout] = {}
    for sheet, title in assigned.items():
        read_sheet = read_form if sheet.form else read_table
        part = read_sheet(sheet, title, book, playbook)
        layouts[sheet.name] = part.layout
        rows += part.rows
        findings += part.findings
    return Reading(Rows.collect(rows), layouts, tuple(findings))


def read_stamped(book: Book, playbook: Playbook, meta: Meta) -> Reading:
    """Read a book as what its stamp says it is: the sheets of that kind of book, of that unit."""
    unit = playbook.unit(meta.unit)
    kind = OFFICE if meta.book == OFFICE else UNIT
    return read(book, playbook, kind=kind, switched_on=playbook.sheets_for(unit.kind) if unit else None)
