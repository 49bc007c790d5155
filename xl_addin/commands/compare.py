"""What changed between two versions of a unit's rows: new rows, rows gone, cells changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workbooks.row import Kind, Row, Value
from workbooks.rows import Rows
from workbooks.standard import ROW_TYPES, Cover
from workbooks.template.forms import STAMPED


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: a row `added` or `gone`, or one `changed` field with its value before and now.

    `row` is the row as it is now, for one that is gone as it was.
    """

    kind: Literal["added", "gone", "changed"]
    row: Row
    field: str = ""
    before: Value = None
    now: Value = None


def compare(before: Rows, now: Rows) -> tuple[Difference, ...]:
    """Return every change, in the order of the sheets and their rows; computed columns do not count.

    Rows are the same when their keys are. A form sheet has one row, whatever its key says.
    """
    return tuple(d for row_type in ROW_TYPES for d in _of_sheet(row_type, before, now))


def _of_sheet(row_type: type[Row], before: Rows, now: Rows) -> Iterator[Difference]:
    old, new = _keyed(row_type, before), _keyed(row_type, now)
    for key, row in new.items():
        earlier = old.get(key)
        if earlier is None:
            yield Difference("added", row)
            continue
        for field, value in row.items():
            was = getattr(earlier, field.name)
            stamped = row_type is Cover and field.name in STAMPED  # the week, which is another one anyway
            if field.kind is not Kind.CALC and not stamped and was != value:
                yield Difference("changed", row, field.name, was, value)
    for key, row in old.items():
        if key not in new:
            yield Difference("gone", row)


def _keyed(row_type: type[Row], rows: Rows) -> Mapping[str, Row]:
    if row_type.__sheet__.form:
        row = rows.one(row_type)
        return {"": row} if row is not None else {}
    return rows.keyed(row_type)
