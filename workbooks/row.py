"""Rows, fields and sheets: what a declaration is made of.

One annotated class per sheet declares it once; the reader, the template, the register,
the data dictionary, the ribbon and the tests read the declaration. Nothing here knows a
file library.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from workbooks.when import When

Value = str | int | Decimal | dt.date | tuple[str, ...] | None
"""What a typed cell may hold; choices are ids, a multiple choice is a tuple of ids."""


class Kind(StrEnum):
    """What a column holds, and so how its cells are read, written and drawn."""

    KEY = "key"
    REF = "ref"
    TEXT = "text"
    LONGTEXT = "longtext"
    INT = "int"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    MASKED = "masked"
    CALC = "calc"


class BookKind(StrEnum):
    """Whose workbook a sheet stands in."""

    UNIT = "unit"
    OFFICE = "office"


UNIT = BookKind.UNIT
OFFICE = BookKind.OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a sheet (one line of a form sheet).

    `name` is the machine contract (hidden row), `label` the Chinese heading, `en` a short
    gloss. `choices` names a choice list of the playbook. `refs` are "sheet.field" targets.
    Lengths count characters; `low`, `high`, `step` bound numbers. A date may be told to lie
    `not_before` or `after` another date of the row, or in the `past` (today included). A
    key `extends` the field that it begins with. `office` columns are filled by the office
    only; `optional` columns may be switched off by the playbook; `phone` columns may hold
    telephone numbers.
    """

    name: str
    label: str
    kind: Kind
    en: str
    required: bool = False
    when: When | None = None
    choices: str | None = None
    refs: tuple[str, ...] = ()
    pattern: str | None = None
    example: str | None = None
    min_len: int | None = None
    max_len: int | None = None
    low: int | None = None
    high: int | None = None
    step: int | None = None
    not_before: str | None = None
    after: str | None = None
    past: bool = False
    extends: str | None = None
    note: str = ""
    aliases: tuple[str, ...] = ()
    office: bool = False
    phone: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """One sheet of the standard: its names, its key and its columns in order.

    A `form` sheet is a list of label and value pairs and holds one row; all others are
    tables. `core` sheets are always there, the others are switched on by the playbook.
    """

    name: str
    label: str
    en: str
    key: tuple[str, ...]
    book: BookKind
    core: bool
    form: bool
    note: str
    fields: tuple[Field, ...]
    row_type: type[Row]

    def field(self, name: str) -> Field:
        """Return the field of this name; KeyError lists what is there."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}; it has {', '.join(f.name for f in self.fields)}")


class Row:
    """Base of every row class: keyword-only, frozen, compared by value.

    `at` is the row number in the workbook that the row came from (1-based), 0 when it was
    made in memory; it takes no part in comparison.
    """

    __sheet__: ClassVar[Sheet]

    if TYPE_CHECKING:
        at: int

        def __init__(self, **values: Any) -> None: ...

    def replace(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        return dataclasses.replace(self, **changes)  # type: ignore[type-var]

    def items(self) -> Iterator[tuple[Field, Value]]:
        """Yield each declared field with its value, in column order."""
        for field in self.__sheet__.fields:
            yield field, getattr(self, field.name)

    @property
    def row_key(self) -> str:
        """The key as people read it: its parts joined by a blank."""
        return " ".join(str(getattr(self, name)) for name in self.__sheet__.key)


R = TypeVar("R", bound="Row")

SPEC = "spec"
"""Metadata key under which a specifier of `workbooks.col` leaves its half-made field."""


def sheet(
    label: str,
    *,
    name: str,
    en: str,
    key: tuple[str, ...] = (),
    book: BookKind = UNIT,
    core: bool = True,
    form: bool = False,
    note: str = "",
) -> Callable[[type[R]], type[R]]:
    """Make a row class from annotated column specifiers (see `workbooks.col`).

    Raises TypeError when an annotated line is no column, or the key names none.
    """

    def declare(plain: type[R]) -> type[R]:
        names = [n for n in plain.__annotations__ if not n.startswith("_")]
        specs = {n: getattr(plain, n, None) for n in names}
        wrong = [n for n, spec in specs.items() if not isinstance(spec, dataclasses.Field)]
        if wrong or not set(key) <= set(names):
            raise TypeError(f"{plain.__name__}: not columns: {wrong}; key: {key}")
        fields = tuple(dataclasses.replace(spec.metadata[SPEC], name=n) for n, spec in specs.items() if spec)
        plain.__annotations__["at"] = int
        plain.at = dataclasses.field(default=0, compare=False)
        made = dataclasses.dataclass(frozen=True, kw_only=True)(plain)
        made.__sheet__ = Sheet(
            name=name,
            label=label,
            en=en,
            key=key,
            book=book,
            core=core,
            form=form,
            note=note,
            fields=fields,
            row_type=made,
        )
        return made

    return declare


def sheet_of(row_type: type[Row]) -> Sheet:
    """Return the declaration behind a row class."""
    return row_type.__sheet__
