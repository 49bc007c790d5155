"""Where each figure comes from: the sheet, and the rows that were counted in it."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.frozen import CITY, Frozen, Return
from report_jobs.metrics.rules import RULES
from report_jobs.metrics.term import Seen, Term
from workbooks.row import Row
from workbooks.rows import NO_ROWS

SHEETS_OF: dict[str, str] = {code: rule.part.row_type.__sheet__.name for code, rule in RULES.items()}
"""The sheet that each metric is counted in."""


def rows_behind(code: str, unit: str, frozen: Frozen) -> list[tuple[str, Row]]:
    """Return unit and row of everything that a figure's part was counted from, in the order of the returns."""
    return list(_rows(RULES[code].part, unit, frozen)) if code in RULES else []


def rows_in_whole(code: str, frozen: Frozen) -> list[tuple[str, Row]]:
    """Return unit and row of everything that the denominator of the city's rate was counted from."""
    whole = RULES[code].whole
    return list(_rows(whole, CITY, frozen)) if whole else []


def _rows(term: Term, unit: str, frozen: Frozen) -> Iterator[tuple[str, Row]]:
    for found in frozen.returns:
        if unit in (CITY, found.unit):
            for row, _ in _seen(found, frozen).counted(term):
                if row is not None:
                    yield found.unit, row


def _seen(found: Return, frozen: Frozen) -> Seen:
    """Look at a return of a frozen period as it was seen when the figures were computed."""
    return Seen(
        frozen.playbook.by_code[found.unit],
        found.rows,
        frozen.previous_cutoff.date(),
        frozen.today,
        frozen.playbook.thresholds,
        frozen.before.get(found.unit, NO_ROWS),
        frozen.lights.get(found.unit, {}),
    )
