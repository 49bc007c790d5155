"""Next week's book, filled with what was accepted: nobody types twice what the office has already."""

from __future__ import annotations

from collections.abc import Mapping

from report_jobs.cycle import history_of
from report_jobs.workplace import Workplace
from workbooks.carried import carried
from workbooks.period import Period
from workbooks.rows import Rows

__all__ = ["accepted_rows", "carried"]


def accepted_rows(workplace: Workplace, period: Period) -> Mapping[str, Rows]:
    """Return, by unit, what the books of a period begin with; nothing for units of which nothing was accepted."""
    return {unit: carried(rows[0]) for unit, rows in history_of(workplace, period).items() if rows}
