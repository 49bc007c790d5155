"""How each unit stands: what it missed, what was sent back, what is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from report_jobs.consolidate.history import Past, rows_by_unit
from report_jobs.frozen import State, Submission
from workbooks.lights import is_overdue
from workbooks.rows import Rows
from workbooks.standard import Problem
from workbooks.standing import Standing

_NO_DUTY = (State.SUPERSEDED, State.STRAY)


def standings(
    submissions: Sequence[Submission],
    accepted: Mapping[str, Rows],
    pasts: Sequence[Past],
    today: dt.date,
    *,
    is_over: bool = True,
) -> dict[str, Standing]:
    """Return the standing of each unit that owes a return.

    `accepted` are this period's accepted rows by unit; of a unit without any the problems of its last
    accepted return count. While the period is not over (`is_over`), a return that has not
    come yet is not missing.
    """
    before, history = pasts[-1] if pasts else None, rows_by_unit(pasts)
    found: dict[str, Standing] = {}
    for line in submissions:
        if line.state in _NO_DUTY:
            continue
        missing = before.missing.get(line.unit, 0) if before else 0
        returned = before.returned.get(line.unit, 0) if before else 0
        if line.counted:
            missing, returned = 0, 0
        elif line.state is State.REFUSED:
            returned += 1
        elif is_over:
            missing += 1
        rows = accepted.get(line.unit) or next(iter(history.get(line.unit, ())), Rows())
        overdue = sum(is_overdue(problem, today) for problem in rows.of(Problem))
        found[line.unit] = Standing(weeks_missing=missing, times_returned=returned, overdue=overdue)
    return found
