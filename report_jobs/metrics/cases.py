"""Terms of cases, duties and stages (M01 to M03)."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.metrics.term import Counted, Seen, Term, having, rows_of
from workbooks.choices import CaseStatus, ItemStatus
from workbooks.standard import Case, Pair, Stage

RUNNING = (CaseStatus.RUNNING, CaseStatus.CLOSING, CaseStatus.SENT_BACK)
DUTIES = 14
"""Duties of one case: seven pairs, two sides."""

CASES = having(Case, status=RUNNING)
"""M01: cases in hand."""


def _duties(seen: Seen, status: ItemStatus) -> Iterator[Pair]:
    running = {case.case_id for case in seen.rows.of(Case) if case.status in RUNNING}
    return (pair for pair in seen.rows.of(Pair) if pair.case_id in running and pair.status == status)


def _verified(seen: Seen) -> Iterator[Counted]:
    return ((pair, 1) for pair in _duties(seen, ItemStatus.VERIFIED))


def _owed(seen: Seen) -> Iterator[Counted]:
    yield from ((case, DUTIES) for case, _ in seen.counted(CASES))
    yield from ((pair, -1) for pair in _duties(seen, ItemStatus.NOT_APPLICABLE))


def _is_due(stage: Stage, seen: Seen) -> bool:
    return stage.plan_end is not None and stage.plan_end <= seen.today


def _in_time(stage: Stage, seen: Seen) -> bool:
    ended, planned = stage.act_end, stage.plan_end
    return ended is not None and planned is not None and ended <= planned <= seen.today


VERIFIED = Term(Pair, _verified)
"""M02 (part): verified duties of the cases in hand."""
OWED = Term(Case, _owed)
"""M02 (whole): 14 for each case in hand, less those approved as not applicable."""
STAGES_DUE = rows_of(Stage, _is_due, facts=("plan_end",))
"""M03 (whole): stages whose planned end has come."""
STAGES_IN_TIME = rows_of(Stage, _in_time, facts=("plan_end", "act_end"))
"""M03 (part): those that ended on or before the planned day."""
