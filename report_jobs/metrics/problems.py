"""Metrics of problems, actions and closures (M04 to M10, M17)."""

from __future__ import annotations

import pandas as pd

from report_jobs.metrics.frames import total, where
from report_jobs.metrics.ground import Ground
from workbooks.choices import CloseResult, ProblemStatus
from workbooks.lights import Light, is_open, is_overdue, was_sent_back
from workbooks.standard import Action, Closure, Problem


def registered(ground: Ground) -> pd.Series:
    """M04: problems but for void ones."""
    data = ground.frame(Problem)
    return ground.count(where(data, data["status"] != ProblemStatus.VOID))


def new(ground: Ground) -> pd.Series:
    """M05: problems that the unit's last frozen return did not hold (all of them the first time)."""
    counts = {}
    for found in ground.returns:
        before = ground.previous_rows(found.unit)
        known = set(before.keyed(Problem)) if before else set()
        counts[found.unit] = sum(
            p.problem_id not in known and p.status != ProblemStatus.VOID for p in found.rows.of(Problem)
        )
    return ground.by_unit(counts)


def closed_this_week(ground: Ground) -> pd.Series:
    """M06: problems whose closure the office agreed to after the last cut-off day and up to this one."""
    data = ground.frame(Closure)
    days = [day is not None and ground.previous_cutoff < day <= ground.today for day in data["office_date"]]
    agreed = [result == CloseResult.AGREE for result in data["office_result"]]
    inside = where(data, [day and result for day, result in zip(days, agreed, strict=True)])
    return ground.count(inside.drop_duplicates(["unit", "problem_id"]))


def with_status(ground: Ground, status: ProblemStatus) -> pd.Series:
    """Problems in one status now."""
    data = ground.frame(Problem)
    return ground.count(where(data, data["status"] == status))


def rebounded_this_week(ground: Ground) -> pd.Series:
    """M06_rebound: problems that became 回头看反弹 since the unit's last frozen return."""
    counts = {}
    for found in ground.returns:
        before = ground.previous_rows(found.unit)
        old = before.keyed(Problem) if before else {}
        counts[found.unit] = sum(
            p.status == ProblemStatus.REBOUND
            and (p.problem_id not in old or old[p.problem_id].status != ProblemStatus.REBOUND)
            for p in found.rows.of(Problem)
        )
    return ground.by_unit(counts)


def open_now(ground: Ground) -> pd.Series:
    """M08_open: neither closed nor 长期坚持 nor void."""
    return ground.by_unit({r.unit: sum(map(is_open, r.rows.of(Problem))) for r in ground.returns})


def overdue(ground: Ground) -> pd.Series:
    """M08_overdue: open and past the effective due day."""
    return ground.by_unit(
        {r.unit: sum(is_overdue(p, ground.today) for p in r.rows.of(Problem)) for r in ground.returns}
    )


def lit(ground: Ground, light: Light) -> pd.Series:
    """M09: open problems with one light."""
    return ground.by_unit({unit: sum(x.light is light for x in lit.values()) for unit, lit in ground.lights.items()})


def closed_at_once(ground: Ground) -> pd.Series:
    """M10 (part): closed problems of which no application was ever sent back."""
    counts = {}
    for found in ground.returns:
        refused = {closure.problem_id for closure in found.rows.of(Closure) if was_sent_back(closure)}
        closed = (p for p in found.rows.of(Problem) if p.status == ProblemStatus.CLOSED)
        counts[found.unit] = sum(p.problem_id not in refused for p in closed)
    return ground.by_unit(counts)


def recovered(ground: Ground) -> pd.Series:
    """M17: money recovered, 万元."""
    return total(ground.frame(Action), "recovered", ground.units)
