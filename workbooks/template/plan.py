"""The plan of one workbook: which sheets and columns it has, and where everything stands.

A table sheet has a banner in row 1, the hidden field names in row 2, links to the first
gap of each column in row 3, the headings in row 4 and data from row 5; column A holds a
link to the first gap of each row, then comes one column a field. A form sheet has a banner
in row 1 and a field a line from row 3: hidden name, label, value, rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workbooks.book import column_letters
from workbooks.period import Period
from workbooks.playbook.model import Playbook, Unit
from workbooks.row import UNIT, BookKind, Field, Row, Sheet
from workbooks.rows import Rows
from workbooks.standard import sheets_in

NAME_ROW, LINK_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4, 5
FIRST_COLUMN = 2
"""Column of a table's first field, 1-based: column A holds the links of the rows."""
FORM_FIRST_ROW = 3
ROOM = 200
"""Rows that a table offers at least: on a protected sheet a table cannot grow by itself."""
SPARE = 100
"""Rows that a table offers beyond those which it holds."""


@dataclass(frozen=True, eq=False)
class SheetPlan:
    """One sheet of the workbook: its columns in order and the rows to be written."""

    sheet: Sheet
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """Title of the tab."""
        return self.sheet.label

    @property
    def last_row(self) -> int:
        """Last row for which drop-downs, colours and the table are laid out."""
        return HEAD_ROW + max(ROOM, len(self.rows) + SPARE)

    @property
    def last_letter(self) -> str:
        """Letters of the last column."""
        return column_letters(len(self.fields) + FIRST_COLUMN - 2)

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Letters of each field's column (table sheets)."""
        return {field.name: column_letters(index) for index, field in enumerate(self.fields, start=FIRST_COLUMN - 1)}

    @property
    def first_letter(self) -> str:
        """Letters of the first field's column (table sheets)."""
        return column_letters(FIRST_COLUMN - 1)

    def span(self, name: str) -> str:
        """Return the cells of one column, such as C5:C204."""
        return f"{self.letters[name]}{FIRST_ROW}:{self.letters[name]}{self.last_row}"

    def fixed(self, name: str) -> str:
        """Return the cells of one column as other sheets refer to them: 'title'!$B$5:$B$204."""
        letter = self.letters[name]
        return f"'{self.title}'!${letter}${FIRST_ROW}:${letter}${self.last_row}"

    def last_filled(self, name: str) -> str:
        """Return a formula for how many rows lie down to the last filled cell of one column."""
        cells = self.fixed(name)
        return f'SUMPRODUCT(MAX(({cells}<>"")*(ROW({cells})-{HEAD_ROW})))'

    @property
    def depth(self) -> str:
        """A formula for how many rows of the sheet lie down to the last filled key; at least one data row."""
        return f"MAX({FIRST_ROW},{HEAD_ROW}+{self.last_filled(self.sheet.key[0])})"


@dataclass(frozen=True, eq=False)
class Plan:
    """One workbook: whose it is, for which period, and its sheets in the order of the tabs."""

    playbook: Playbook
    book: BookKind
    code: str
    unit: Unit | None
    period: Period
    sheets: Mapping[str, SheetPlan]

    @classmethod
    def make(cls, playbook: Playbook, code: str, period: Period, rows: Rows, book: BookKind) -> Plan:
        """Plan a workbook: the sheets switched on for the unit's kind, and any other that has rows.

        A switched-off column comes back when a row has a value in it, so that nothing is lost.
        Raises KeyError when a unit's workbook is asked for a code that is not the programme's.
        """
        unit = playbook.unit(code)
        if book is UNIT and unit is None:
            raise KeyError(f"there is no unit {code} in the playbook")
        on = playbook.sheets_for(unit.kind) if unit else frozenset(playbook.sheets.on)
        on |= {row_type.__sheet__.name for row_type, found in rows.by_type.items() if found}
        sheets = {sheet.name: _plan_sheet(sheet, rows, playbook) for sheet in sheets_in(book, on)}
        return cls(playbook, book, code, unit, period, sheets)

    def target(self, field: Field) -> tuple[SheetPlan, str] | None:
        """Return sheet and field that a reference looks up, None where there is no one such sheet here."""
        if len(field.refs) != 1:
            return None
        sheet_name, _, field_name = field.refs[0].partition(".")
        found = self.sheets.get(sheet_name)
        return (found, field_name) if found else None


def _plan_sheet(sheet: Sheet, rows: Rows, playbook: Playbook) -> SheetPlan:
    found = rows.of(sheet.row_type)
    off = frozenset(playbook.columns.off)
    fields = tuple(
        field
        for field in sheet.fields
        if f"{sheet.name}.{field.name}" not in off or any(getattr(row, field.name) not in (None, ()) for row in found)
    )
    return SheetPlan(sheet, fields, found)
