"""Book: the one shape in which every workbook, live, on disk or in memory, meets the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Grid = Sequence[Sequence[Cell]]


class Book(Protocol):
    """A workbook as values: its sheet titles and, for each, a grid that starts at A1."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """Titles of all sheets, hidden ones too, in tab order."""
        ...

    def grid(self, title: str) -> Grid:
        """Rows of cell values; `grid(t)[0][0]` is A1. Rows may differ in length."""
        ...

    def unseen(self, title: str) -> Mapping[str, str]:
        """A1 names of the cells whose blank in the grid is no blank, with what they show.

        A cell with an error value shows it ("#REF!"), a formula without a stored result
        shows "=".
        """
        ...


@dataclass(frozen=True)
class MemoryBook:
    """A book that is held in memory, as read from a file or made by a test."""

    sheets: Mapping[str, Grid]
    unseen_cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def sheet_names(self) -> Sequence[str]:
        """Titles in tab order."""
        return tuple(self.sheets)

    def grid(self, title: str) -> Grid:
        """Return the values of one sheet; KeyError when there is none of that title."""
        return self.sheets[title]

    def unseen(self, title: str) -> Mapping[str, str]:
        """Return the cells of one sheet whose blank is no blank."""
        return self.unseen_cells.get(title, {})


def column_letters(index: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the A1 name of a 1-based row and a 0-based column."""
    return f"{column_letters(column)}{row}"


def position(cell: str) -> tuple[int, int]:
    """Return 1-based row and 0-based column of an A1 name, (0, 0) for what is none."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not letters or not digits or not (letters.isascii() and letters.isupper()):
        return 0, 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column - 1
