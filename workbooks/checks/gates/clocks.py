"""Statutory clocks (G-43): announcing a decision, reporting on its execution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.rows import Rows
from workbooks.standard import Case


def announce_limit(case: Case, days: int) -> dt.date | None:
    """Return the last day on which a decision may be announced."""
    return case.decision_date + dt.timedelta(days=days) if case.decision_date is not None else None


@check("G-43a", "G-43b", sees=Sees.ROW)
def announcing(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-43: a decision is announced within a month; a week before, a reminder."""
    limits = context.playbook.thresholds
    for case in rows.of(Case):
        limit = announce_limit(case, limits.announce_days)
        if case.announce_date is not None or limit is None:
            continue
        if context.today > limit:
            yield finding("G-43b", at(case, "announce_date"), value=limit, days=(context.today - limit).days)
        elif (limit - context.today).days <= limits.announce_warn_days:
            yield finding("G-43a", at(case, "announce_date"), value=limit, days=(limit - context.today).days)
