"""Metrics of cases, duties and stages (M01 to M03)."""

from __future__ import annotations

import pandas as pd

from report_jobs.metrics.frames import where
from report_jobs.metrics.ground import Ground
from workbooks.choices import CaseStatus, ItemStatus
from workbooks.standard import Case, Pair, Stage

RUNNING = (CaseStatus.RUNNING, CaseStatus.CLOSING, CaseStatus.SENT_BACK)
DUTIES = 14
"""Duties of one case: seven pairs, two sides."""


def running(ground: Ground) -> pd.Series:
    """M01: cases in hand."""
    data = ground.frame(Case)
    return ground.count(where(data, data["status"].isin(RUNNING)))


def _duties(ground: Ground, status: ItemStatus) -> pd.Series:
    cases, pairs = ground.frame(Case), ground.frame(Pair)
    running_ids = set(where(cases, cases["status"].isin(RUNNING))["case_id"])
    mine = where(pairs, pairs["case_id"].isin(running_ids) & (pairs["status"] == status))
    return ground.count(mine)


def verified_duties(ground: Ground) -> pd.Series:
    """M02 (part): verified duties of the cases in hand."""
    return _duties(ground, ItemStatus.VERIFIED)


def owed_duties(ground: Ground) -> pd.Series:
    """M02 (whole): 14 for each case in hand, less those approved as not applicable."""
    return DUTIES * running(ground) - _duties(ground, ItemStatus.NOT_APPLICABLE)


def due_stages(ground: Ground) -> pd.Series:
    """M03 (whole): stages whose planned end has come."""
    return ground.count(_due(ground))


def stages_in_time(ground: Ground) -> pd.Series:
    """M03 (part): those that ended on or before the planned day."""
    data = _due(ground)
    ended = [end is not None and end <= plan for end, plan in zip(data["act_end"], data["plan_end"], strict=True)]
    return ground.count(data.loc[ended])


def _due(ground: Ground) -> pd.DataFrame:
    data = ground.frame(Stage)
    return where(data, [plan is not None and plan <= ground.today for plan in data["plan_end"]])
