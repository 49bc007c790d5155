"""Terms: which rows of a return count, and for how much. Figure, source and account all come from a term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from workbooks.lights import Lit
from workbooks.playbook.model import Thresholds, Unit
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows

R = TypeVar("R", bound=Row)
Weight = int | Decimal
Counted = tuple[Row | None, Weight]
"""A row and what it counts for; None stands for the unit itself, as the playbook describes it."""


@dataclass(frozen=True, eq=False)
class Seen:
    """One accepted return as the metrics see it: at its cut-off day, after the return before it.

    `since` is the cut-off day before; `earlier` are the rows of the unit's accepted return
    before this one, none when it is the first; `lights` are those of its open problems.
    """

    unit: Unit
    rows: Rows
    since: dt.date
    today: dt.date
    thresholds: Thresholds
    earlier: Rows = NO_ROWS
    lights: Mapping[str, Lit] = field(default_factory=dict)
    _counted: dict[Term, tuple[Counted, ...]] = field(default_factory=dict, init=False, repr=False)

    def counted(self, term: Term) -> tuple[Counted, ...]:
        """Return the rows that count in a term, in the order of the return; looked up once."""
        if term not in self._counted:
            self._counted[term] = tuple(term.weigh(self))
        return self._counted[term]

    def total(self, term: Term) -> Decimal:
        """Return what the rows of a term come to."""
        found = Decimal(0)
        for _, weight in self.counted(term):
            found += weight
        return found


@dataclass(frozen=True, eq=False)
class Term:
    """One quantity that is counted row by row: a count, a sum, the numerator or denominator of a rate.

    `row_type` is the sheet that it is counted in. `facts` are fields that no work changes
    once they are filled: a row that counts otherwise because one of them changed was
    restated. What a row counts for may rise from week to week if the term `grows`.
    """

    row_type: type[Row]
    weigh: Callable[[Seen], Iterable[Counted]]
    facts: tuple[str, ...] = ()
    grows: bool = False


def rows_of(row_type: type[R], test: Callable[[R, Seen], bool], *, facts: tuple[str, ...] = ()) -> Term:
    """Return the number of rows of a sheet for which a test holds."""

    def weigh(seen: Seen) -> Iterator[Counted]:
        return ((row, 1) for row in seen.rows.of(row_type) if test(row, seen))

    return Term(row_type, weigh, facts)


def having(row_type: type[Row], *, facts: tuple[str, ...] = (), **wanted: tuple[str, ...]) -> Term:
    """Return the number of rows of a sheet whose fields have one of the wanted values."""
    return rows_of(row_type, lambda row, seen: _has(row, wanted), facts=facts)


def amount(
    row_type: type[Row], name: str, *, facts: tuple[str, ...] = (), grows: bool = False, **wanted: tuple[str, ...]
) -> Term:
    """Return the sum of a number over the rows of a sheet whose fields have one of the wanted values."""

    def weigh(seen: Seen) -> Iterator[Counted]:
        for row in seen.rows.of(row_type):
            number = getattr(row, name)
            if number and _has(row, wanted):
                yield row, number

    return Term(row_type, weigh, facts, grows)


def together(*terms: Term) -> Term:
    """Return the sum of terms of one sheet that have no row in common."""

    def weigh(seen: Seen) -> Iterator[Counted]:
        for term in terms:
            yield from seen.counted(term)

    return Term(terms[0].row_type, weigh, tuple(dict.fromkeys(fact for term in terms for fact in term.facts)))


def _has(row: Row, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    return all(getattr(row, name) in values for name, values in wanted.items())
