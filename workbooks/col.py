"""Column specifiers: one call per column in a sheet's declaration.

They live in a module of their own, used as `col.text(…)`, so that no column name can
hide them. Each returns a dataclass field that carries the half-made declaration; the
`sheet` decorator adds the name.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from workbooks.row import SPEC, Field, Kind


def _column(kind: Kind, label: str, default: Any = None, **spec: Any) -> Any:
    field = Field(name="", label=label, kind=kind, **spec)
    return dataclasses.field(default=default, metadata={SPEC: field})


def key(label: str, *, pattern: str | None = None, **spec: Any) -> Any:
    """A part of the sheet's primary key; never None in a row that was read."""
    field = Field(name="", label=label, kind=Kind.KEY, required=True, pattern=pattern, **spec)
    return dataclasses.field(metadata={SPEC: field})


def ref(label: str, to: str | tuple[str, ...], **spec: Any) -> Any:
    """A value that must exist in another sheet: "cases.case_id", or one of several such."""
    return _column(Kind.REF, label, refs=(to,) if isinstance(to, str) else to, **spec)


def text(label: str, *, max_len: int = 60, **spec: Any) -> Any:
    """A short text on one line."""
    return _column(Kind.TEXT, label, max_len=max_len, **spec)


def longtext(label: str, *, max_len: int = 1000, **spec: Any) -> Any:
    """A text of one or more paragraphs."""
    return _column(Kind.LONGTEXT, label, max_len=max_len, **spec)


def integer(label: str, **spec: Any) -> Any:
    """A whole number."""
    return _column(Kind.INT, label, **spec)


def money(label: str, *, low: int = 0, **spec: Any) -> Any:
    """An amount in 万元 with two decimals."""
    return _column(Kind.MONEY, label, low=low, **spec)


def date(label: str, **spec: Any) -> Any:
    """A calendar day."""
    return _column(Kind.DATE, label, **spec)


def choice(label: str, choices: str, **spec: Any) -> Any:
    """One value of a choice list."""
    return _column(Kind.CHOICE, label, choices=choices, **spec)


def choices(label: str, choices: str, **spec: Any) -> Any:
    """Several values of a choice list, joined by 、 in the cell, a tuple of ids in the row."""
    return _column(Kind.CHOICES, label, default=(), choices=choices, **spec)


def person(label: str, *, min_len: int = 2, max_len: int = 10, **spec: Any) -> Any:
    """The name of a member of staff (never of a case subject)."""
    return _column(Kind.PERSON, label, min_len=min_len, max_len=max_len, **spec)


def masked(label: str, **spec: Any) -> Any:
    """A case subject: surname and 某 or 某某, nothing more."""
    return _column(Kind.MASKED, label, max_len=8, **spec)


def calc(label: str, **spec: Any) -> Any:
    """A value that the workbook or the engine computes; never typed by hand."""
    return _column(Kind.CALC, label, **spec)
