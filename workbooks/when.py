"""Conditions on other fields of the same row: when a conditional column must be filled.

A condition is data, so that the reader can test it, the template can turn it into a
conditional colour and the data dictionary can put it into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class When:
    """A condition on one field: it is one of `values`, is none of them, or is filled at all.

    A blank field never fulfils a condition, not even `is_not`: while the deciding cell is
    blank that blank is the root error, and its consequences are not reported.
    """

    field: str
    values: tuple[str, ...] = ()
    negate: bool = False

    def holds(self, row: Any) -> bool:
        """Say whether the condition holds for `row` (a Row, or a mapping of field to value)."""
        value = row.get(self.field) if isinstance(row, Mapping) else getattr(row, self.field)
        if value is None or value == ():
            return False
        if not self.values:
            return True
        found = bool(set(value) & set(self.values)) if isinstance(value, tuple) else str(value) in self.values
        return found != self.negate


def is_(field: str, *values: str) -> When:
    """The field holds one of these choice ids (for a multiple choice: at least one of them)."""
    return When(field, tuple(str(v) for v in values))


def is_not(field: str, *values: str) -> When:
    """The field is filled and holds none of these choice ids."""
    return When(field, tuple(str(v) for v in values), negate=True)


def given(field: str) -> When:
    """The field is filled."""
    return When(field)
