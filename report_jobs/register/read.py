"""Reading a register back by its defined names, with another library than the one that wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from report_jobs.frozen import COLUMNS
from report_jobs.register.names import ACCOUNT, AMOUNTS, LINE, figure_of, is_linked_name
from report_jobs.register.words import BALANCES, MISSING, NONE
from report_jobs.tallies.model import NAME as TALLY

_LINE = re.compile(rf"'?{BALANCES}'?!\$F\$(\d+):\$K\$\1")
Key = tuple[str, str]
"""Metric code and unit; "" for the city."""


@dataclass(frozen=True, slots=True)
class Account:
    """A line of 差额账 as it is written: its row, the six columns (None for 未报), the formula that checks them."""

    row: int
    amounts: tuple[Decimal | None, ...]
    check: str


class Written:
    """A register as it was written; its methods raise ValueError where a name of ours does not hold what it says."""

    def __init__(self, data: bytes) -> None:
        """Open a register."""
        self._workbook = load_workbook(io.BytesIO(data), read_only=True)

    def figures(self) -> dict[Key, Decimal | None]:
        """Return every figure that is shown in a named cell.

        None is a figure that has nothing to divide by. A unit that did not report has names,
        too (links lead to its 未报), but no figures.
        """
        cells = self._cells(lambda name: figure_of(name) is not None)
        return {
            key: _number(name, value)
            for name, value in cells.items()
            if (key := figure_of(name)) is not None and value != MISSING
        }

    def tallies(self) -> dict[str, Decimal | None]:
        """Return every tally that is shown in a named cell, by its name."""
        cells = self._cells(lambda name: TALLY.fullmatch(name) is not None)
        return {name: _number(name, value) for name, value in cells.items()}

    def accounts(self) -> dict[str, Account]:
        """Return the lines of 差额账 by their names."""
        rows: dict[int, str] = {}
        for name, defined in self._workbook.defined_names.items():
            if LINE.fullmatch(name) and not ACCOUNT.fullmatch(name):
                place = _LINE.fullmatch(str(defined.attr_text))
                if place is None or int(place[1]) in rows:
                    raise ValueError(f"{name} does not stand for a line of the accounts")
                rows[int(place[1])] = name
        self._columns({name: row for row, name in rows.items()})
        sheet = self._workbook[BALANCES]
        sheet.reset_dimensions()
        found = {}
        for row, cells in enumerate(sheet.iter_rows(min_col=6, max_col=12, values_only=True), start=1):
            if row in rows:
                name, *amounts, check = rows[row], *cells
                numbers = tuple(None if value == MISSING else _number(name, value) for value in amounts)
                found[name] = Account(row, numbers, str(check))
        return found

    def _columns(self, rows: Mapping[str, int]) -> None:
        """Look whether the names of the city's columns stand for the cells of its lines."""
        for name, defined in self._workbook.defined_names.items():
            if ACCOUNT.fullmatch(name):
                line, _, column = name.rpartition("_")
                place = f"'{BALANCES}'!${AMOUNTS[COLUMNS.index(column)]}${rows.get(line)}"
                if str(defined.attr_text).replace("'", "") != place.replace("'", ""):
                    raise ValueError(f"{name} does not stand for its column of the accounts")

    def _cells(self, wanted: Callable[[str], bool]) -> dict[str, object]:
        """Return the value of every cell that is named so; only sheets with such cells are read."""
        targets: dict[str, dict[tuple[int, int], str]] = {}
        for name, defined in self._workbook.defined_names.items():
            if not wanted(name):
                continue
            found = list(defined.destinations)
            if len(found) != 1 or ":" in found[0][1] or found[0][0] not in self._workbook.sheetnames:
                raise ValueError(f"{name} does not stand for one cell")
            title, place = found[0]
            targets.setdefault(title, {})[coordinate_to_tuple(place.replace("$", ""))] = name
        values: dict[str, object] = {}
        for title, places in targets.items():
            sheet = self._workbook[title]
            sheet.reset_dimensions()
            for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                for column, value in enumerate(cells, start=1):
                    if (row, column) in places:
                        values[places[row, column]] = value
        return values


def names_in(data: bytes) -> frozenset[str]:
    """Return the names that a link may lead to, those of units that did not report too."""
    workbook = load_workbook(io.BytesIO(data), read_only=True)
    return frozenset(filter(is_linked_name, workbook.defined_names))


def _number(name: str, value: object) -> Decimal | None:
    if value is None or value == NONE:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} is no number")  # noqa: TRY004 (the register is wrong, not the call)
    return Decimal(repr(value))
