"""What one week's rows hand on to the next week's workbook."""

from __future__ import annotations

from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import Action, Cover, Weekly

WEEKLY_FIELDS: dict[type[Row], tuple[str, ...]] = {
    Cover: ("head_signoff", "sign_date", "return_type"),
    Action: ("week_progress",),
}
"""Fields that belong to the week that they were written in."""


def carried(rows: Rows) -> Rows:
    """Return the rows without what belongs to the week that they came from.

    The words of the week, the sign-off, the type of return and the progress of each action
    are for the unit to write anew: last week's text must not count as this week's.
    """
    kept: list[Row] = []
    for row in rows:
        if isinstance(row, Weekly):
            continue
        names = WEEKLY_FIELDS.get(type(row), ())
        kept.append(row.replace(**dict.fromkeys(names)) if names else row)
    return Rows.collect(kept)


def is_carried(sheet: str, field: str) -> bool:
    """Say whether the content of a column goes on into the next week."""
    if sheet == Weekly.__sheet__.name:
        return False
    return not any(t.__sheet__.name == sheet and field in names for t, names in WEEKLY_FIELDS.items())
