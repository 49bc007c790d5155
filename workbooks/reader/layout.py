"""Where things stand in a sheet that was read: its title and the cell of each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbooks.book import cell_name


@dataclass(frozen=True)
class Layout:
    """Where the fields of one sheet stand: `columns` of a table (0-based), `cells` of a form."""

    title: str
    columns: Mapping[str, int] = field(default_factory=dict)
    cells: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    header_row: int = 0

    def cell(self, field_name: str, row: int) -> str:
        """Return the A1 name of a field in a row, "" where it has no place in the sheet."""
        if field_name in self.cells:
            return cell_name(*self.cells[field_name])
        if field_name in self.columns and row:
            return cell_name(row, self.columns[field_name])
        return ""
