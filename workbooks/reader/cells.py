"""Reading the cells of one row: values, findings, and whether blanks are allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbooks import words
from workbooks.book import Cell
from workbooks.findings import Finding, Place, finding
from workbooks.kinds import Note, clean, parse, shown
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Kind, Sheet, Value
from workbooks.when import When

Where = Callable[[str], Place]
"""Gives the place of a field of the row that is being read."""


def read_cells(
    sheet: Sheet, cells: Mapping[str, Cell], unseen: Mapping[str, str], where: Where, playbook: Playbook
) -> tuple[dict[str, Value], list[Finding]]:
    """Read the cells that a row has, by field name.

    `unseen` holds the fields whose blank is an error value or a formula without result.
    A cell that cannot be read leaves None and a finding; the blank that results is not
    reported once more.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    unsound: set[str] = set()
    for field in sheet.fields:
        if field.name not in cells or (cells[field.name] is None and field.name not in unseen):
            continue
        if field.name in unseen and field.kind is not Kind.CALC:
            code = "C-15" if unseen[field.name] == "=" else "C-14"
            findings.append(finding(code, where(field.name), value=unseen[field.name]))
            unsound.add(field.name)
            continue
        parsed = parse(field, cells[field.name], playbook)
        if parsed.value is not None:
            values[field.name] = parsed.value
        if not parsed.sound:
            unsound.add(field.name)
        findings += [_placed(note, where(field.name)) for note in parsed.notes]
    findings += _blanks(sheet, {name: values.get(name) for name in cells}, unsound, where, playbook)
    return values, findings


def _placed(note: Note, place: Place) -> Finding:
    code, facts = note
    return Finding(code, place, facts)


def _blanks(
    sheet: Sheet, values: Mapping[str, Value], unsound: set[str], where: Where, playbook: Playbook
) -> list[Finding]:
    findings = []
    for field in sheet.fields:
        blank = field.name in values and values[field.name] in (None, ()) and field.name not in unsound
        if not blank or field.office or field.kind is Kind.KEY:
            continue
        if field.required:
            findings.append(finding("C-01", where(field.name)))
        elif field.when is not None and field.when.field in values and field.when.holds(values):
            because = sheet.field(field.when.field)
            state = _state(because, field.when, values[because.name], playbook)
            findings.append(finding("C-02", where(field.name), because=because.label, state=state))
    return findings


def _state(field: Field, when: When, value: Value, playbook: Playbook) -> str:
    """Put into words what made a blank a fault: the deciding cell's value."""
    if field.choices is None:
        return (
            shown(value)
            if not isinstance(value, (tuple, type(None))) and not hasattr(value, "as_tuple")
            else str(value)
        )
    ids = value if isinstance(value, tuple) else (str(value),)
    told = [choice for choice in ids if not when.values or (choice in when.values) != when.negate] or list(ids)
    return words.LISTING.join(playbook.label(field.choices, choice) for choice in told)


def is_filled(cell: Cell) -> bool:
    """Say whether a cell holds anything that can be seen."""
    return cell is not None and (not isinstance(cell, str) or clean(cell) != "")
