"""Metrics of look-backs, risks, regulations, education, forms and accountability (M11 to M16, M18)."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from report_jobs.metrics.frames import total, where
from report_jobs.metrics.ground import Ground
from workbooks.checks.prevention import LIFE_MEETINGS, controls_of
from workbooks.choices import (
    ActivityType,
    Form,
    Grade,
    LookBackResult,
    RegulationAction,
    RegulationStatus,
    RiskStatus,
)
from workbooks.standard import Accountability, Activity, FourForm, LookBack, Regulation, Risk

NOT_FIRM = (LookBackResult.PARTLY, LookBackResult.SHAM, LookBackResult.REBOUND)
ISSUED = (RegulationStatus.ISSUED, RegulationStatus.AUDITED)


def sampled(ground: Ground) -> pd.Series:
    """M11 (whole): look-backs made."""
    return ground.count(ground.frame(LookBack))


def not_firm(ground: Ground) -> pd.Series:
    """M11 (part): look-backs that found the problem partly open, sham or back again."""
    data = ground.frame(LookBack)
    return ground.count(where(data, data["result"].isin(NOT_FIRM)))


def high_risks(ground: Ground) -> pd.Series:
    """M12 (whole): high risk points that were not withdrawn."""
    return ground.by_unit({r.unit: len(_high(r.rows.of(Risk))) for r in ground.returns})


def controlled_risks(ground: Ground) -> pd.Series:
    """M12 (part): those with two controls, a regulation, a leader, and a review that is not out of date."""
    limits = ground.playbook.thresholds
    oldest = ground.today - dt.timedelta(days=limits.longterm_review_days)

    def controlled(risk: Risk) -> bool:
        reviewed = risk.last_review is not None and risk.last_review >= oldest
        return bool(reviewed and risk.regulation_id and risk.lead and controls_of(risk) >= limits.high_risk_controls)

    return ground.by_unit({r.unit: sum(map(controlled, _high(r.rows.of(Risk)))) for r in ground.returns})


def _high(risks: tuple[Risk, ...]) -> list[Risk]:
    return [risk for risk in risks if risk.grade == Grade.HIGH and risk.status != RiskStatus.WITHDRAWN]


def regulations(ground: Ground, *actions: RegulationAction) -> pd.Series:
    """M13: regulations in force by what was decided; repeals count from their day."""
    data = ground.frame(Regulation)
    data = where(data, data["action"].isin(actions))
    repealed = [day is not None and day <= ground.today for day in data["repeal_date"]]
    done = data["status"].isin(ISSUED) if RegulationAction.REPEAL not in actions else repealed
    return ground.count(data.loc[done])


def educated(ground: Ground) -> pd.Series:
    """M14_educated: persons educated, added up over the activities."""
    return total(ground.frame(Activity), "educated", ground.units)


def to_educate(ground: Ground) -> pd.Series:
    """M14 (whole): persons to be educated, by the playbook."""
    return ground.by_unit({unit.code: unit.to_educate for unit in ground.playbook.units})


def covered(ground: Ground) -> pd.Series:
    """M14 (part): persons educated, at most those to be educated."""
    return pd.concat([educated(ground), to_educate(ground)], axis=1).min(axis=1).astype(object)


def activities(ground: Ground, *types: ActivityType) -> pd.Series:
    """Count activities of some types."""
    data = ground.frame(Activity)
    return ground.count(where(data, data["act_type"].isin(types)))


def at_life_meetings(ground: Ground, column: str) -> pd.Series:
    """Add up one column over the life meetings."""
    data = ground.frame(Activity)
    return total(where(data, data["act_type"].isin(LIFE_MEETINGS)), column, ground.units)


def persons(ground: Ground, *forms: Form) -> pd.Series:
    """M16: persons dealt with by some of the four forms."""
    data = ground.frame(FourForm)
    return total(where(data, data["form"].isin(forms)), "persons", ground.units)


def accountable(ground: Ground) -> pd.Series:
    """M18: persons held to account."""
    return total(ground.frame(Accountability), "persons", ground.units)
