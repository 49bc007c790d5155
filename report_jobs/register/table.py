"""What a table tab is made of: columns with a width and a look, cells that differ from their column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from report_jobs.register.look import Look, Tone


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours and what it comes to; it is made of places alone, never of anything that was typed."""

    text: str
    result: Decimal


Value = str | int | float | Decimal | dt.date | dt.datetime | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that is shown in another way than its column, or leads somewhere (see `Register.to_…`)."""

    value: Value
    look: Look | None = None
    tone: Tone | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in digits, look, and the tones of the words that it may hold."""

    heading: str
    width: float
    look: Look = Look.TEXT
    tones: Mapping[str, Tone] = field(default_factory=dict)


Line = Sequence[Value | Cell]


def _never(line: Line) -> bool:
    return False


def columns(
    heads: Sequence[str],
    specs: Iterable[tuple[float, Look]],
    tones: Mapping[str, Mapping[str, Tone]] = MappingProxyType({}),
) -> tuple[Column, ...]:
    """Return columns from headings and their widths and looks; tones are given by heading."""
    pairs = zip(heads, specs, strict=True)
    return tuple(Column(head, width, look, tones.get(head, {})) for head, (width, look) in pairs)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table tab. `empty` is its whole content when it has no rows.

    `band` is the column whose change begins a new pale band, `strong` picks the rows of
    totals, `pinned` columns stay when one scrolls. A table for `paper` shows its texts in
    full; a `wide` one is printed on A3.
    """

    title: str
    columns: tuple[Column, ...]
    note: str
    empty: str
    pinned: int = 2
    band: int | None = None
    strong: Callable[[Line], bool] = _never
    wide: bool = False
    paper: bool = False
