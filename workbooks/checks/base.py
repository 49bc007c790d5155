"""What a check is: a function from rows and context to findings, registered by its codes.

Checks are grouped by what they must see. They speak of rows and fields; the engine turns
`Place.sheet`, `row` and `field` into an A1 cell and a heading. A check never raises on
data: a field that is None is somebody else's finding (C-01), so it is passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbooks.findings import Finding, Place
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows


class Sees(StrEnum):
    """What a check must see: one row, the whole book, or earlier books of the unit too."""

    ROW = "row"
    BOOK = "book"
    HISTORY = "history"


@dataclass(frozen=True)
class Context:
    """All that a check may know beside the book itself.

    `today` is the cut-off day of the period. `history` holds the unit's earlier accepted
    returns, the newest first (`history[0]` is what was frozen for the last period in which
    the unit reported). `office` holds the office's own sheets. `names_to_mask` never
    leaves the machine and never appears in a finding.
    """

    playbook: Playbook
    period: Period
    today: dt.date
    unit: str
    history: tuple[Rows, ...] = ()
    office: Rows = NO_ROWS
    names_to_mask: frozenset[str] = frozenset()

    @property
    def previous(self) -> Rows | None:
        """The unit's last accepted return, None when there is none."""
        return self.history[0] if self.history else None


Check = Callable[[Rows, Context], Iterable[Finding]]


@dataclass(frozen=True)
class Registered:
    """A check with the codes that it may report."""

    codes: tuple[str, ...]
    sees: Sees
    run: Check


REGISTRY: list[Registered] = []


def check(*codes: str, sees: Sees) -> Callable[[Check], Check]:
    """Register a check under the codes that it may report."""

    def register(function: Check) -> Check:
        REGISTRY.append(Registered(codes, sees, function))
        return function

    return register


def at(row: Row, field: str = "") -> Place:
    """Return the place of a row, or of one of its fields; the engine adds the cell."""
    return Place(sheet=row.__sheet__.name, row=row.at, field=field, row_key=row.row_key)


def at_sheet(row_type: type[Row], field: str = "") -> Place:
    """Return the place of a whole sheet, or of one of its columns."""
    return Place(sheet=row_type.__sheet__.name, field=field)


def run_checks(rows: Rows, context: Context) -> Iterator[Finding]:
    """Run every registered check, in the order of registration."""
    for registered in REGISTRY:
        yield from registered.run(rows, context)
