"""Rows: the typed rows of one book, by sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from workbooks.row import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Rows:
    """What a book says: for each row class the rows that were read, in the sheet's order."""

    by_type: Mapping[type[Row], tuple[Row, ...]] = field(default_factory=dict)

    @classmethod
    def collect(cls, rows: Iterable[Row]) -> Rows:
        """Sort rows by their class, keeping their order."""
        by_type: dict[type[Row], list[Row]] = {}
        for row in rows:
            by_type.setdefault(type(row), []).append(row)
        return cls({row_type: tuple(found) for row_type, found in by_type.items()})

    def of(self, row_type: type[R]) -> tuple[R, ...]:
        """Return the rows of one sheet; none when the sheet is absent or empty."""
        return cast("tuple[R, ...]", self.by_type.get(row_type, ()))

    def one(self, row_type: type[R]) -> R | None:
        """Return the row of a form sheet, None when it was not read."""
        found = self.of(row_type)
        return found[0] if found else None

    def keyed(self, row_type: type[R]) -> Mapping[str, R]:
        """Return the rows of one sheet by `row_key`; of rows with one key, the first."""
        return cast("Mapping[str, R]", self._keyed.get(row_type, {}))

    @cached_property
    def _keyed(self) -> dict[type[Row], dict[str, Row]]:
        keyed: dict[type[Row], dict[str, Row]] = {}
        for row_type, found in self.by_type.items():
            keyed[row_type] = {row.row_key: row for row in reversed(found)}
        return keyed

    def grouped(self, row_type: type[R], name: str) -> Mapping[Any, tuple[R, ...]]:
        """Return the rows of one sheet by the value of one field."""
        groups: dict[Any, list[R]] = {}
        for row in self.of(row_type):
            groups.setdefault(getattr(row, name), []).append(row)
        return {value: tuple(found) for value, found in groups.items()}

    def __iter__(self) -> Iterator[Row]:
        for found in self.by_type.values():
            yield from found


NO_ROWS = Rows()
"""A book that says nothing."""
