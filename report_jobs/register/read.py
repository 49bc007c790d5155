"""Reading a register back by its defined names, with another library than the one that wrote it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from report_jobs.register.names import ACCOUNT, LINE, figure_of, is_linked_name
from report_jobs.register.words import BALANCES, MISSING, NONE
from report_jobs.tallies.model import NAME as TALLY

_LINE = re.compile(rf"'?{BALANCES}'?!\$F\$(\d+):\$K\$\1")
Key = tuple[str, str]
"""Metric code and unit; "" for the city."""


def figures_in(data: bytes) -> dict[Key, Decimal | None]:
    """Return every figure that a register shows in a named cell.

    None is a figure that has nothing to divide by. A unit that did not report has names,
    too (links lead to its 未报), but no figures. Raises ValueError when a name of ours does
    not stand for one cell, or its cell holds something else than a number.
    """
    return {
        key: _number(name, value)
        for name, value in _cells(data).items()
        if (key := figure_of(name)) is not None and value != MISSING
    }


def tallies_in(data: bytes) -> dict[str, Decimal | None]:
    """Return every tally that a register shows in a named cell, by its name."""
    return {name: _number(name, value) for name, value in _cells(data).items() if TALLY.fullmatch(name)}


@dataclass(frozen=True, slots=True)
class Account:
    """A line of 差额账 as it is written: its row, the six columns (None for 未报), the formula that checks them."""

    row: int
    amounts: tuple[Decimal | None, ...]
    check: str


def accounts_in(data: bytes) -> dict[str, Account]:
    """Return the lines of 差额账 by their names.

    Raises ValueError when a name does not stand for the six columns of one row of its own,
    or a column holds something else than a number.
    """
    workbook = load_workbook(io.BytesIO(data), read_only=True)
    rows: dict[int, str] = {}
    for name, defined in workbook.defined_names.items():
        if LINE.fullmatch(name) and not ACCOUNT.fullmatch(name):
            place = _LINE.fullmatch(str(defined.attr_text))
            if place is None or int(place[1]) in rows:
                raise ValueError(f"{name} does not stand for a line of the accounts")
            rows[int(place[1])] = name
    sheet = workbook[BALANCES]
    sheet.reset_dimensions()
    found = {}
    for row, cells in enumerate(sheet.iter_rows(min_col=6, max_col=12, values_only=True), start=1):
        if row in rows:
            name, *amounts, check = rows[row], *cells
            numbers = tuple(None if value == MISSING else _number(name, value) for value in amounts)
            found[name] = Account(row, numbers, str(check))
    return found


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of figures and tallies, those of units that did not report too: what a link may lead to."""
    workbook = load_workbook(io.BytesIO(data), read_only=True)
    return frozenset(filter(is_linked_name, workbook.defined_names))


def _cells(data: bytes) -> dict[str, object]:
    """Return the value of every named cell; only sheets with such cells are read."""
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    targets: dict[str, dict[tuple[int, int], str]] = {}
    for name, defined in workbook.defined_names.items():
        if not is_linked_name(name):
            continue
        found = list(defined.destinations)
        if len(found) != 1 or ":" in found[0][1] or found[0][0] not in workbook.sheetnames:
            raise ValueError(f"{name} does not stand for one cell")
        title, place = found[0]
        targets.setdefault(title, {})[coordinate_to_tuple(place.replace("$", ""))] = name
    values: dict[str, object] = {}
    for title, wanted in targets.items():
        sheet = workbook[title]
        sheet.reset_dimensions()
        for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            for column, value in enumerate(cells, start=1):
                if (row, column) in wanted:
                    values[wanted[row, column]] = value
    return values


def _number(name: str, value: object) -> Decimal | None:
    if value is None or value == NONE:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} is no number")  # noqa: TRY004 (the register is wrong, not the call)
    return Decimal(repr(value))
