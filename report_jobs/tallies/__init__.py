"""Tallies: the small tables that a briefing shows beside the metrics, each count a named cell of the register.

A metric is declared once and compared from week to week; a tally follows the playbook's
choice lists, whatever the office puts on them. Both are recomputed by `yian verify`.
"""

from __future__ import annotations

from report_jobs.frozen import Frozen
from report_jobs.tallies import ground, work
from report_jobs.tallies.model import Kind, Tallies, Tally

__all__ = ["Kind", "Tallies", "Tally", "tally"]

_PARTS = (
    *(ground.stages, ground.pairs, ground.funnel, ground.focus, ground.heat, ground.six, ground.roots),
    *(work.grades, work.rules, work.activities, work.gates, work.marks, work.lookbacks),
    *(work.reporting, work.office),
)


def tally(frozen: Frozen) -> Tallies:
    """Return every tally of a frozen period."""
    return Tallies.of(found for part in _PARTS for found in part(frozen))
