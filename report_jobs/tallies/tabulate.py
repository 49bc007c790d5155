"""Tabulating: rows of accepted returns sorted into the cells of a small table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

import pandas as pd

from report_jobs.frozen import Frozen
from report_jobs.tallies import words as w
from report_jobs.tallies.model import Kind, Tally, rate, safe
from workbooks.row import Row

Labels = Mapping[str, str]
"""Ids and labels, in order."""
Test = Callable[[Row], bool]


def all_rows(frozen: Frozen, row_type: type[Row]) -> list[Row]:
    """Return every accepted row of a sheet, in the order of the returns."""
    return [row for found in frozen.returns for row in found.rows.of(row_type)]


def choices(frozen: Frozen, name: str) -> dict[str, str]:
    """Return ids and labels of a choice list."""
    return dict(frozen.playbook.choice_list(name).values)


def named(*columns: str) -> dict[str, str]:
    """Return columns that are no choice of a list, with their words."""
    return {column: w.COLUMNS[column] for column in columns}


def count(table: str, row: tuple[str, str], column: tuple[str, str], behind: Iterable[Row], sheet: str = "") -> Tally:
    """Return the count of some rows."""
    rows = tuple(behind)
    return Tally(
        table=table, row=row[0], column=column[0], row_label=row[1], column_label=column[1],
        value=Decimal(len(rows)), sheet=sheet, behind=rows,
    )  # fmt: skip


def number(table: str, row: tuple[str, str], column: tuple[str, str], value: int | Decimal, sheet: str = "") -> Tally:
    """Return a number that is no count of rows."""
    return Tally(
        table=table, row=row[0], column=column[0], row_label=row[1], column_label=column[1],
        value=Decimal(value), sheet=sheet,
    )  # fmt: skip


def share(
    table: str,
    row: tuple[str, str],
    column: tuple[str, str],
    part: int,
    whole: int,
    behind: Iterable[Row] = (),
    sheet: str = "",
) -> Tally:
    """Return a share."""
    return Tally(
        table=table, row=row[0], column=column[0], row_label=row[1], column_label=column[1],
        value=rate(part, whole), kind=Kind.RATE, part=Decimal(part), whole=Decimal(whole),
        sheet=sheet, behind=tuple(behind),
    )  # fmt: skip


def cross(
    table: str,
    rows: Labels,
    columns: Labels,
    data: Iterable[Row],
    cell: Callable[[Row], Iterable[tuple[str | None, str]]],
    sheet: str,
) -> Iterator[Tally]:
    """Count rows in the cells of a table; `cell` says in which cells a row is counted, None for none of the rows."""
    entries = pd.DataFrame(
        ((*place, row) for row in data for place in cell(row)), columns=["row", "column", "behind"], dtype=object
    )
    found = entries.groupby(["row", "column"], sort=False)["behind"].agg(tuple).to_dict()
    for i, (row_id, row_label) in enumerate(rows.items()):
        for j, (column_id, column_label) in enumerate(columns.items()):
            place = (safe(row_id, i), row_label), (safe(column_id, j), column_label)
            yield count(table, *place, found.get((row_id, column_id), ()), sheet)
