"""What differs from the unit's last accepted return: rows, states, promises, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.frozen import Change
from report_jobs.metrics.ground import Ground
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Row, Value
from workbooks.rows import Rows
from workbooks.words import LISTING

ADDED, GONE, STATUS, PROMISE, CORRECTED = "added", "gone", "status", "promise", "corrected"
PROMISES = frozenset(
    (
        *("due_date", "ext_due", "plan_date", "plan_close", "plan_start", "plan_end", "reply_due", "next_review"),
        *("owner", "lead", "lead_dept", "acceptance"),
    )
)
"""Fields in which a unit said who will do what by when."""
LIVE = frozenset(("status", "pct", "week_progress", "week_id"))
"""Fields that are meant to change from week to week."""


def changes(ground: Ground) -> tuple[Change, ...]:
    """Compare every reporting unit with its last accepted return; a first return has nothing to compare."""
    found: list[Change] = []
    for submitted in ground.returns:
        before = ground.previous_rows(submitted.unit)
        if before is not None:
            found += _of_unit(submitted.unit, before, submitted.rows, ground.playbook)
    return tuple(found)


def _of_unit(unit: str, before: Rows, now: Rows, playbook: Playbook) -> Iterator[Change]:
    row_types = [*now.by_type, *(t for t in before.by_type if t not in now.by_type)]
    for row_type in row_types:
        sheet = row_type.__sheet__
        if not sheet.key:
            continue
        old, new = before.keyed(row_type), now.keyed(row_type)
        for key, row in new.items():
            if key not in old:
                yield Change(kind=ADDED, unit=unit, sheet=sheet.name, row_key=key, field="", before="", now="")
            else:
                yield from _of_row(unit, old[key], row, playbook)
        for key in old:
            if key not in new:
                yield Change(kind=GONE, unit=unit, sheet=sheet.name, row_key=key, field="", before="", now="")


def _of_row(unit: str, before: Row, now: Row, playbook: Playbook) -> Iterator[Change]:
    for field, value in now.items():
        old = getattr(before, field.name)
        kind = nature(field, old, value)
        if kind:
            yield Change(
                kind=kind,
                unit=unit,
                sheet=now.__sheet__.name,
                row_key=now.row_key,
                field=field.name,
                before=shown(field, old, playbook),
                now=shown(field, value, playbook),
            )


def nature(field: Field, before: Value, now: Value) -> str:
    """Say what a changed cell means, "" when it is nothing to report."""
    if before == now:
        return ""
    if field.name == "status":
        return STATUS
    if field.name in PROMISES:
        return PROMISE if before is not None else ""
    return CORRECTED if field.required and field.name not in LIVE and before not in (None, ()) else ""


def shown(field: Field, value: Value, playbook: Playbook) -> str:
    """Show a typed value as people read it in the sheet."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return LISTING.join(playbook.label(field.choices or "", choice) for choice in value)
    return playbook.label(field.choices, str(value)) if field.choices else str(value)
