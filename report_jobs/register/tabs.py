"""The tabs in their order, each with the group that it belongs to."""

from __future__ import annotations

from report_jobs.register import words as w
from workbooks.row import UNIT
from workbooks.standard import SHEETS

MERGED = tuple(sheet for sheet in SHEETS.values() if sheet.book is UNIT)
"""Declarations of the merged sheets, in the order of the standard."""

TABS: dict[str, str] = {
    **dict.fromkeys((w.HOME, w.SUBMISSIONS, w.FIGURES, w.RANKING, w.ALERTS, w.TALLIES), "overview"),
    **dict.fromkeys((SHEETS["decisions"].label, SHEETS["orders"].label), "office"),
    **dict.fromkeys((sheet.label for sheet in MERGED), "data"),
    **dict.fromkeys((w.CHANGES, w.BALANCES, w.CONFLICTS, w.FINDINGS, w.PROMISES), "movement"),
    **dict.fromkeys((w.PARAMETERS, w.DEFINITIONS), "basis"),
    **dict.fromkeys((w.LEDGER, w.HIGH_RISKS, w.REGULATIONS), "folder"),
}
"""Group of each tab by its title, in the order of the tabs."""

PRINT_SET = (
    *(w.HOME, w.RANKING, w.ALERTS, SHEETS["decisions"].label),
    *(w.LEDGER, w.HIGH_RISKS, w.REGULATIONS),
)
"""What is printed for the meeting folder."""
