"""register.xlsx: one period as a workbook, with a name on every figure and a way back to every row."""

from __future__ import annotations

from report_jobs.frozen import Frozen
from report_jobs.register.balances import write_balances
from report_jobs.register.book import Register
from report_jobs.register.figures import write_definitions, write_figures
from report_jobs.register.folder import write_folder
from report_jobs.register.found import write_conflicts, write_findings
from report_jobs.register.home import write_home
from report_jobs.register.merged import write_merged
from report_jobs.register.movements import write_changes, write_promises
from report_jobs.register.names import figure_name
from report_jobs.register.office import write_office
from report_jobs.register.parameters import write_parameters
from report_jobs.register.reporting import write_submissions
from report_jobs.register.standing import write_alerts, write_ranking
from report_jobs.register.tabs import MERGED, TABS
from report_jobs.register.tallies import write_tallies

__all__ = ["figure_name", "write"]


def write(frozen: Frozen) -> bytes:
    """Return the register of a frozen period, the same bytes for the same period.

    The merged sheets are written first, so that figures, alerts, changes and findings can
    lead to their rows; the first page is written last, when every tab knows how many it has.
    """
    register = Register(frozen, TABS)
    for sheet in MERGED:
        write_merged(register, sheet)
    for part in (
        *(write_submissions, write_figures, write_ranking, write_alerts, write_tallies, write_office),
        *(write_changes, write_balances, write_conflicts, write_findings, write_promises),
        *(write_parameters, write_definitions, write_folder, write_home),
    ):
        part(register)
    return register.finish()
