"""register.xlsx: one period as a workbook, with a name on every figure and a way back to every row."""

from __future__ import annotations

from report_jobs.frozen import Frozen
from report_jobs.register import data, figures
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.figures import figure_name
from report_jobs.register.home import write_home
from workbooks.row import UNIT
from workbooks.standard import SHEETS

__all__ = ["figure_name", "write"]


_UNIT_SHEETS = tuple(sheet for sheet in SHEETS.values() if sheet.book is UNIT)
_OFFICE_SHEETS = (SHEETS["decisions"], SHEETS["orders"])

TABS = (
    *(w.HOME, w.SUBMISSIONS, w.FIGURES, w.RANKING, w.ALERTS),
    *(sheet.label for sheet in (*_OFFICE_SHEETS, *_UNIT_SHEETS)),
    *(w.CHANGES, w.BALANCES, w.CONFLICTS, w.FINDINGS, w.PROMISES, w.PARAMETERS, w.DEFINITIONS),
    *(w.LEDGER, w.HIGH_RISKS, w.REGULATIONS),
)
"""Titles of the tabs in their order; the last three are for the meeting folder."""


def write(frozen: Frozen) -> bytes:
    """Return the register of a frozen period, the same bytes for the same period.

    The merged sheets are written before the figures, so that a figure can link to the row
    it begins with; the first page is written last, when every tab knows its rows.
    """
    register = Register(frozen, TABS)
    data.write_submissions(register)
    for sheet in _UNIT_SHEETS:
        data.write_sheet(register, sheet)
    figures.write_figures(register)
    figures.write_ranking(register)
    figures.write_alerts(register)
    data.write_office(register)
    data.write_changes(register)
    figures.write_balances(register)
    data.write_findings(register)
    data.write_promises(register)
    data.write_parameters(register)
    figures.write_definitions(register)
    data.write_print_set(register)
    write_home(register, register.tab(w.HOME))
    return register.finish()
