"""Terms of look-backs, risks, regulations, education, forms and accountability (M11 to M16, M18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from report_jobs.metrics.term import Counted, Seen, Term, amount, having, rows_of, together
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
_LIFE = tuple(LIFE_MEETINGS)
_DECIDED, _TYPE = ("action",), ("act_type",)


def _is_high(risk: Risk, seen: Seen) -> bool:
    return risk.grade == Grade.HIGH and risk.status != RiskStatus.WITHDRAWN


def _is_controlled(risk: Risk, seen: Seen) -> bool:
    """Say whether a high risk has its controls, a regulation, a leader, and a review that is not out of date."""
    limits = seen.thresholds
    oldest = seen.today - dt.timedelta(days=limits.longterm_review_days)
    reviewed = risk.last_review is not None and risk.last_review >= oldest
    held = reviewed and risk.regulation_id and risk.lead and controls_of(risk) >= limits.high_risk_controls
    return _is_high(risk, seen) and bool(held)


def _is_repealed(row: Regulation, seen: Seen) -> bool:
    """Say whether a repeal has come into force; repeals count from their day."""
    return row.action == RegulationAction.REPEAL and row.repeal_date is not None and row.repeal_date <= seen.today


def _covered(seen: Seen) -> Iterator[Counted]:
    """Persons educated by activity, until as many are reached as were to be educated."""
    left = seen.unit.to_educate
    for row, number in seen.counted(EDUCATED):
        taken = min(int(number), left)
        left -= taken
        if taken:
            yield row, taken


def _to_educate(seen: Seen) -> Iterator[Counted]:
    yield None, seen.unit.to_educate


SAMPLED = having(LookBack)
"""M11 (whole): look-backs made."""
NOT_HELD = having(LookBack, result=NOT_FIRM, facts=("result",))
"""M11 (part): look-backs that found the problem partly open, sham or back again."""
HIGH_RISKS = rows_of(Risk, _is_high)
"""M12 (whole): high risk points that were not withdrawn."""
CONTROLLED = rows_of(Risk, _is_controlled)
"""M12 (part): those in control."""
MADE = having(Regulation, action=(RegulationAction.CREATE,), status=ISSUED, facts=_DECIDED)
"""M13_new: regulations in force by what was decided."""
REVISED = having(Regulation, action=(RegulationAction.REVISE, RegulationAction.MERGE), status=ISSUED, facts=_DECIDED)
REPEALED = rows_of(Regulation, _is_repealed, facts=(*_DECIDED, "repeal_date"))
REGULATIONS = together(MADE, REVISED, REPEALED)
"""M13."""
EDUCATED = amount(Activity, "educated", grows=True)
"""M14_educated: persons educated, added up over the activities; a later session may add to one."""
COVERED = Term(Activity, _covered, grows=True)
"""M14 (part): persons educated, at most those to be educated."""
TO_EDUCATE = Term(Activity, _to_educate)
"""M14 (whole): persons to be educated, by the playbook."""
RALLIES = having(Activity, act_type=(ActivityType.RALLY,), facts=_TYPE)
"""M14_rallies."""
MEETINGS = having(Activity, act_type=_LIFE, facts=_TYPE)
"""M15 (whole): life meetings."""
FOUND_THERE = amount(Activity, "n_problems", act_type=_LIFE, facts=_TYPE)
"""M15 (part): problems found at life meetings."""
CRITICISM = amount(Activity, "n_criticism", act_type=_LIFE, facts=_TYPE)
ATTENDED = amount(Activity, "attended", act_type=_LIFE, facts=_TYPE)
FORMS = {form: amount(FourForm, "persons", form=(form,), facts=("form",)) for form in Form}
"""M16: persons dealt with by each of the four forms."""
ALL_FORMS = together(*FORMS.values())
ACCOUNTABLE = amount(Accountability, "persons")
"""M18: persons held to account."""
