"""Findings: what software found in a workbook, as data.

A finding is a code, a place and facts; it is worded late, from one catalogue
(`workbooks.catalogue`), and compared by value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: it blocks, needs an answer, tells of a correction, or advises."""

    MUST_FIX = "must_fix"
    CONFIRM = "confirm"
    HEALED = "healed"
    TIP = "tip"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where: unit, sheet (machine name), A1 cell, field name, sheet row, key of the row.

    What is not known or does not apply is "" or 0: a finding about a whole workbook has
    only a unit. `title` is the name of the sheet as it stands in the file.
    """

    unit: str = ""
    sheet: str = ""
    row: int = 0
    cell: str = ""
    field: str = ""
    row_key: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check at one place."""

    code: str
    place: Place
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return one fact, or "" when the finding does not state it."""
        return dict(self.facts).get(name, "")


def finding(code: str, place: Place, **facts: object) -> Finding:
    """Make a finding; facts are kept as text, in the order given."""
    return Finding(code, place, tuple((name, str(value)) for name, value in facts.items()))
