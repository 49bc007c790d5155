"""Accepted rows as frames: one frame a sheet, led by the unit, for grouping and pivots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pandas as pd

from report_jobs.frozen import Return
from workbooks.row import Row


def frame(returns: Sequence[Return], row_type: type[Row]) -> pd.DataFrame:
    """Return all rows of one sheet, with their unit in the first column; values as they are in the rows.

    Columns are objects, so that a blank stays None and money stays Decimal.
    """
    names = [field.name for field in row_type.__sheet__.fields]
    data = [
        (found.unit, *(getattr(row, name) for name in names)) for found in returns for row in found.rows.of(row_type)
    ]
    return pd.DataFrame(data, columns=["unit", *names], dtype=object)


def where(data: pd.DataFrame, test: Iterable[bool]) -> pd.DataFrame:
    """Return the rows for which a test holds; a plain list will not do, since an empty one selects columns."""
    return data[pd.Series(list(test), index=data.index, dtype=bool)]


def count(data: pd.DataFrame, units: Sequence[str]) -> pd.Series:
    """Count rows by unit, 0 for a unit without any."""
    return data.groupby("unit").size().reindex(list(units), fill_value=0).astype(object)


def total(data: pd.DataFrame, column: str, units: Sequence[str]) -> pd.Series:
    """Add up one column by unit, blanks left out; exact for Decimal."""
    filled = where(data, data[column].notna())
    sums = {unit: sum(group[column], Decimal(0)) for unit, group in filled.groupby("unit")}
    return pd.Series({unit: sums.get(unit, Decimal(0)) for unit in units}, dtype=object)
