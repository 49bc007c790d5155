"""Reading a register back by its defined names, with another library than the one that wrote it."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from report_jobs.register.names import figure_of
from report_jobs.register.words import MISSING, NONE

Key = tuple[str, str]
"""Metric code and unit; "" for the city."""


def figures_in(data: bytes) -> dict[Key, Decimal | None]:
    """Return every figure that a register shows in a named cell.

    None is a figure that has nothing to divide by. A unit that did not report has names,
    too (links lead to its 未报), but no figures. Raises ValueError when a name of ours does
    not stand for one cell, or its cell holds something else than a number.
    """
    return {key: _number(key, value) for key, value in _cells(data).items() if value != MISSING}


def names_in(data: bytes) -> frozenset[str]:
    """Return the defined names of figures, those of units that did not report too: what a link may lead to."""
    workbook = load_workbook(io.BytesIO(data), read_only=True)
    return frozenset(name for name in workbook.defined_names if figure_of(name))


def _cells(data: bytes) -> dict[Key, object]:
    """Return the value of every named cell; only sheets with such cells are read."""
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    targets: dict[str, dict[tuple[int, int], Key]] = {}
    for name, defined in workbook.defined_names.items():
        key = figure_of(name)
        if key is None:
            continue
        found = list(defined.destinations)
        if len(found) != 1 or ":" in found[0][1] or found[0][0] not in workbook.sheetnames:
            raise ValueError(f"{name} does not stand for one cell")
        title, place = found[0]
        targets.setdefault(title, {})[coordinate_to_tuple(place.replace("$", ""))] = key
    values: dict[Key, object] = {}
    for title, wanted in targets.items():
        sheet = workbook[title]
        sheet.reset_dimensions()
        for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            for column, value in enumerate(cells, start=1):
                if (row, column) in wanted:
                    values[wanted[row, column]] = value
    return values


def _number(key: Key, value: object) -> Decimal | None:
    if value is None or value == NONE:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{key[0]} {key[1]} is no number")  # noqa: TRY004 (the register is wrong, not the call)
    return Decimal(repr(value))
