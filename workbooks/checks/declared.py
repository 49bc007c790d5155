"""Checks that the declaration itself asks for: keys, references, the order of dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.keys import UNIT_CODE
from workbooks.row import OFFICE, UNIT, Field, Kind, Row
from workbooks.rows import Rows
from workbooks.standard import SHEETS
from workbooks.words import LISTING


@check("V-02a", "V-02c", "V-02d", sees=Sees.BOOK)
def keys(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-02: keys are unique, extend their parent's key, and carry the unit's own code."""
    for found in rows.by_type.values():
        first: dict[str, int] = {}
        for row in found:
            sheet = row.__sheet__
            if not sheet.key:
                continue
            name = sheet.key[0]
            if row.row_key in first:
                yield finding("V-02a", at(row, name), value=row.row_key, other=first[row.row_key])
                continue
            first[row.row_key] = row.at
            yield from _parent(row, sheet.field(name))
            code = re.search(UNIT_CODE, row.row_key)
            if sheet.book is UNIT and context.unit and code and code[0] != context.unit:
                yield finding("V-02d", at(row, name), value=row.row_key, found=code[0])


def _parent(row: Row, key: Field) -> Iterator[Finding]:
    parent = getattr(row, key.extends) if key.extends else None
    if parent is not None and not row.row_key.startswith(f"{parent}-"):
        other = row.__sheet__.field(key.extends or "")
        yield finding("V-02c", at(row, key.name), value=row.row_key, other=other.label, limit=parent)


@check("V-01", sees=Sees.BOOK)
def references(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-01: every reference resolves; a target sheet that the unit does not keep is passed over."""
    targets: dict[str, frozenset[object]] = {}
    for row_type, found in rows.by_type.items():
        for field in row_type.__sheet__.fields:
            if field.refs:
                known = [_known(ref, rows, context, targets) for ref in field.refs]
                yield from _unresolved(found, field, known)


def _unresolved(found: tuple[Row, ...], field: Field, known: list[frozenset[object] | None]) -> Iterator[Finding]:
    if any(values is None for values in known):
        return
    for row in found:
        value = getattr(row, field.name)
        if value is not None and not any(value in values for values in known if values is not None):
            target = LISTING.join(SHEETS[ref.split(".")[0]].label for ref in field.refs)
            yield finding("V-01", at(row, field.name), value=value, target=target)


def _known(ref: str, rows: Rows, context: Context, cache: dict[str, frozenset[object]]) -> frozenset[object] | None:
    """Return the values that a reference may have, None when nobody here can know them."""
    name, column = ref.split(".")
    sheet = SHEETS[name]
    source = rows
    if sheet.book is OFFICE and not rows.of(sheet.row_type):
        source = context.office
        if not source.by_type:
            return None
    elif sheet.book is UNIT and (
        not context.unit or not (sheet.core or rows.of(sheet.row_type) or _is_on(name, context))
    ):
        return None
    if ref not in cache:
        cache[ref] = frozenset(getattr(row, column) for row in source.of(sheet.row_type))
    return cache[ref]


def _is_on(name: str, context: Context) -> bool:
    unit = context.playbook.unit(context.unit)
    return unit is not None and name in context.playbook.sheets_for(unit.kind)


@check("V-04b", "V-05a", "V-05b", "V-05c", sees=Sees.ROW)
def dates(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-04, V-05: dates are within range, in their order, and not in the future where they tell facts."""
    thresholds = context.playbook.thresholds
    low, high = thresholds.date_from, context.today + dt.timedelta(days=thresholds.date_ahead_days)
    for row_type, found in rows.by_type.items():
        fields = [field for field in row_type.__sheet__.fields if field.kind is Kind.DATE]
        for row in found:
            for field in fields:
                value = getattr(row, field.name)
                if value is None:
                    continue
                if not low <= value <= high:
                    yield finding("V-04b", at(row, field.name), value=value, low=low, high=high)
                else:
                    yield from _order(row, field, value, context.today)


def _order(row: Row, field: Field, value: dt.date, today: dt.date) -> Iterator[Finding]:
    if field.past and value > today:
        yield finding("V-05c", at(row, field.name), value=value, limit=today)
        return
    for code, other, strict in (("V-05a", field.not_before, False), ("V-05b", field.after, True)):
        limit = getattr(row, other) if other else None
        if other and limit is not None and (value < limit or (strict and value == limit)):
            label = row.__sheet__.field(other).label
            yield finding(code, at(row, field.name), value=value, other=label, limit=limit)
