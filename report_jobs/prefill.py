"""Next week's book, filled with what was accepted: nobody types twice what the office has already."""

from __future__ import annotations

from collections.abc import Mapping

from report_jobs.cycle import history_of
from report_jobs.workplace import Workplace
from workbooks.period import Period
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import Action, Cover, Weekly


def accepted_rows(workplace: Workplace, period: Period) -> Mapping[str, Rows]:
    """Return, by unit, what the books of a period begin with; nothing for units of which nothing was accepted."""
    return {unit: carried(rows[0]) for unit, rows in history_of(workplace, period).items() if rows}


def carried(rows: Rows) -> Rows:
    """Return the rows without what belongs to the week that they came from.

    The words of the week, the sign-off, the type of return and the progress of each action
    are for the unit to write anew: last week's text must not count as this week's.
    """
    kept: list[Row] = []
    for row in rows:
        if isinstance(row, Cover):
            kept.append(row.replace(head_signoff=None, sign_date=None, return_type=None))
        elif isinstance(row, Action):
            kept.append(row.replace(week_progress=None))
        elif not isinstance(row, Weekly):
            kept.append(row)
    return Rows.collect(kept)
