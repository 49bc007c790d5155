"""Rows as JSON and back, exactly: what the ledger keeps of a frozen return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workbooks.row import Kind, Row, Value
from workbooks.rows import Rows
from workbooks.standard import SHEETS

Json = dict[str, Any]


def to_json(rows: Rows) -> Json:
    """Return rows as {sheet: {"fields": [...], "rows": [[at, value, ...], ...]}}."""
    return {
        row_type.__sheet__.name: {
            "fields": [field.name for field in row_type.__sheet__.fields],
            "rows": [[row.at, *(_encode(value) for _, value in row.items())] for row in found],
        }
        for row_type, found in rows.by_type.items()
    }


def from_json(data: Mapping[str, Any]) -> Rows:
    """Return the rows of `to_json`; sheets and fields that the standard no longer has are left out."""
    rows: list[Row] = []
    for name, table in data.items():
        sheet = SHEETS.get(name)
        if sheet is None:
            continue
        kinds = {field.name: field.kind for field in sheet.fields}
        for at, *values in table["rows"]:
            given = zip(table["fields"], values, strict=True)
            decoded = {field: _decode(kinds[field], value) for field, value in given if field in kinds}
            rows.append(sheet.row_type(at=at, **decoded))
    return Rows.collect(rows)


def _encode(value: Value) -> Any:
    if isinstance(value, (Decimal, dt.date)):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _decode(kind: Kind, value: Any) -> Value:
    if kind is Kind.CHOICES:
        return tuple(value or ())
    if value is None:
        return None
    if kind is Kind.DATE:
        return dt.date.fromisoformat(value)
    return Decimal(value) if kind is Kind.MONEY else value
