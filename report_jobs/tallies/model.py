"""What a tally is: one count in a small table, with the rows that were counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from report_jobs.tallies import words as w
from workbooks.row import Row

_ID = re.compile(r"[A-Za-z0-9_]+")
_SIX = Decimal("0.000001")
NAME = re.compile(r"tal_[a-z]+(?:_[A-Za-z0-9_]+){2}")
"""What the defined names of tallies look like."""


class Kind(StrEnum):
    """How a tally is shown: as a whole number, or as percent without decimals."""

    COUNT = "count"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One count: its table, row and column by id and label, its value, and what was counted.

    The value of a rate is None where there is nothing to divide by. `sheet` is the machine
    name of the sheet that `behind` comes from, "" when it is not counted from one.
    """

    table: str
    row: str
    column: str
    row_label: str
    column_label: str
    value: Decimal | None
    kind: Kind = Kind.COUNT
    part: Decimal | None = None
    whole: Decimal | None = None
    sheet: str = ""
    behind: tuple[Row, ...] = ()

    @property
    def name(self) -> str:
        """Defined name of its cell in the register."""
        return f"tal_{self.table}_{self.row}_{self.column}"

    @property
    def text(self) -> str:
        """The tally as people see it."""
        if self.value is None:
            return w.NONE
        if self.kind is Kind.RATE:
            return f"{(self.value * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"
        return f"{self.value:,}"


@dataclass(frozen=True)
class Tallies:
    """All tallies of one period, in the order in which they are printed."""

    values: Mapping[tuple[str, str, str], Tally] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Iterable[Tally]) -> Tallies:
        """Collect tallies."""
        return cls({(t.table, t.row, t.column): t for t in found})

    def __iter__(self) -> Iterator[Tally]:
        """Go through all tallies."""
        return iter(self.values.values())

    def get(self, table: str, row: str, column: str) -> Tally:
        """Return a tally; KeyError when there is none."""
        return self.values[table, row, column]

    def count(self, table: str, row: str, column: str) -> int:
        """Return a count, 0 where nothing was tallied."""
        found = self.values.get((table, row, column))
        return int(found.value) if found is not None and found.value is not None else 0

    def rows(self, table: str) -> tuple[str, ...]:
        """Return the rows of a table, in order."""
        return tuple(dict.fromkeys(t.row for t in self.values.values() if t.table == table))

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table, in order."""
        return tuple(dict.fromkeys(t.column for t in self.values.values() if t.table == table))


def safe(choice: str, number: int) -> str:
    """Return an id that may stand in a defined name: the choice's own, or its number in the list."""
    return choice if _ID.fullmatch(choice) else f"c{number}"


def rate(part: int, whole: int) -> Decimal | None:
    """Return a share, None where there is nothing to divide by."""
    return (Decimal(part) / whole).quantize(_SIX, ROUND_HALF_UP) if whole else None
