"""What a command gets and gives: a snapshot of the book in, an outcome out.

Commands are pure: they touch no file and no Excel. Whoever called them carries the
outcome out, and can carry its inverse out to undo it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row, Value
from workbooks.rows import Rows


@dataclass(frozen=True)
class Snapshot:
    """A unit's book at the moment of a click, and the day it is."""

    rows: Rows
    playbook: Playbook
    unit: str
    period: Period
    today: dt.date

    @property
    def sheets_on(self) -> frozenset[str]:
        """Names of the sheets that are switched on for this unit."""
        unit = self.playbook.unit(self.unit)
        return self.playbook.sheets_for(unit.kind) if unit else frozenset()


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell of an existing row, before and after."""

    sheet: str
    row_key: str
    field: str
    before: Value
    after: Value

    def inverse(self) -> Edit:
        """Return the edit that restores the cell."""
        return Edit(self.sheet, self.row_key, self.field, self.after, self.before)


@dataclass(frozen=True)
class Outcome:
    """What a command wants done.

    `edits` change cells of rows that exist, `appended` rows are new, `removed` rows go
    (only an inverse removes). `refused` says that nothing is to change, and `message` why.
    `asks` maps fields that must be given to their headings: they are what is marked on the form.
    """

    message: str
    edits: tuple[Edit, ...] = ()
    appended: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    refused: bool = False
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def selection(self) -> tuple[str, str] | None:
        """Sheet and row key that a person should see next: the first new row, else the first changed one."""
        for row in self.appended:
            return row.__sheet__.name, row.row_key
        return (self.edits[0].sheet, self.edits[0].row_key) if self.edits else None

    def inverse(self, message: str) -> Outcome:
        """Return the outcome that undoes this one."""
        return Outcome(message, tuple(e.inverse() for e in reversed(self.edits)), self.removed, self.appended)


def refuse(message: str, asks: Mapping[str, str] | None = None) -> Outcome:
    """Return an outcome that changes nothing and says why."""
    return Outcome(message, refused=True, asks=asks or {})


def apply(rows: Rows, outcome: Outcome) -> Rows:
    """Return the rows as they are after an outcome; the order of the rows is kept."""
    changes: dict[tuple[str, str], dict[str, Value]] = {}
    for edit in outcome.edits:
        changes.setdefault((edit.sheet, edit.row_key), {})[edit.field] = edit.after
    gone = {(row.__sheet__.name, row.row_key) for row in outcome.removed}
    kept = [
        row.replace(**changes.get((row.__sheet__.name, row.row_key), {}))
        for row in rows
        if (row.__sheet__.name, row.row_key) not in gone
    ]
    return Rows.collect([*kept, *outcome.appended])


def edits_of(row: Row, values: Mapping[str, Value]) -> tuple[Edit, ...]:
    """Return the edits that give a row these values; what it has already is no edit."""
    sheet = row.__sheet__.name
    return tuple(
        Edit(sheet, row.row_key, name, getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    )
