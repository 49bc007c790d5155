"""Where each figure comes from: the sheet, and the rows that were counted in its part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_jobs.frozen import CITY, Frozen, Return
from report_jobs.metrics.cases import RUNNING
from report_jobs.metrics.prevention import ISSUED, NOT_FIRM
from workbooks.checks.prevention import LIFE_MEETINGS
from workbooks.choices import (
    ActivityType,
    CloseResult,
    Form,
    Grade,
    ItemStatus,
    ProblemStatus,
    RegulationAction,
    RiskStatus,
)
from workbooks.lights import is_open, is_overdue, was_sent_back
from workbooks.row import Row
from workbooks.rows import NO_ROWS
from workbooks.standard import (
    Accountability,
    Action,
    Activity,
    Case,
    Closure,
    FourForm,
    LookBack,
    Pair,
    Problem,
    Regulation,
    Risk,
    Stage,
)

Counted = Callable[[Frozen, Return], Iterator[Row]]
"""Yields the rows of one return that a figure was counted from."""


def _having(row_type: type[Row], **wanted: object) -> Counted:
    """Rows of a sheet whose fields have one of the wanted values."""
    values = {name: value if isinstance(value, tuple) else (value,) for name, value in wanted.items()}

    def counted(frozen: Frozen, found: Return) -> Iterator[Row]:
        for row in found.rows.of(row_type):
            if all(getattr(row, name) in allowed for name, allowed in values.items()):
                yield row

    return counted


def _filled(row_type: type[Row], name: str, **wanted: object) -> Counted:
    """Rows of a sheet in which a number is filled and not zero."""
    chosen = _having(row_type, **wanted)
    return lambda frozen, found: (row for row in chosen(frozen, found) if getattr(row, name))


def _problems(test: Callable[[Frozen, Return, Problem], bool]) -> Counted:
    return lambda frozen, found: (p for p in found.rows.of(Problem) if test(frozen, found, p))


def _status_before(frozen: Frozen, found: Return, problem: Problem) -> str | None:
    old = frozen.before.get(found.unit, NO_ROWS).keyed(Problem).get(problem.problem_id)
    return old.status if old else None


def _is_new(frozen: Frozen, found: Return, problem: Problem) -> bool:
    known = frozen.before.get(found.unit, NO_ROWS).keyed(Problem)
    return problem.problem_id not in known and problem.status != ProblemStatus.VOID


def _never_refused(frozen: Frozen, found: Return, problem: Problem) -> bool:
    mine = (closure for closure in found.rows.of(Closure) if closure.problem_id == problem.problem_id)
    return problem.status == ProblemStatus.CLOSED and not any(map(was_sent_back, mine))


def _lit(name: str) -> Counted:
    def test(frozen: Frozen, found: Return, problem: Problem) -> bool:
        lit = frozen.lights.get(found.unit, {}).get(problem.problem_id)
        return lit is not None and lit.light == name

    return _problems(test)


def _agreed(frozen: Frozen, found: Return) -> Iterator[Row]:
    seen = set()
    for closure in found.rows.of(Closure):
        day = closure.office_date
        inside = day is not None and frozen.previous_cutoff.date() < day <= frozen.today
        if closure.office_result == CloseResult.AGREE and inside and closure.problem_id not in seen:
            seen.add(closure.problem_id)
            yield closure


def _verified(frozen: Frozen, found: Return) -> Iterator[Row]:
    running = {case.case_id for case in found.rows.of(Case) if case.status in RUNNING}
    return (p for p in found.rows.of(Pair) if p.case_id in running and p.status == ItemStatus.VERIFIED)


def _in_time(frozen: Frozen, found: Return) -> Iterator[Row]:
    for stage in found.rows.of(Stage):
        due = stage.plan_end is not None and stage.plan_end <= frozen.today
        if due and stage.act_end is not None and stage.plan_end is not None and stage.act_end <= stage.plan_end:
            yield stage


def _repealed(frozen: Frozen, found: Return) -> Iterator[Row]:
    for row in found.rows.of(Regulation):
        if row.action == RegulationAction.REPEAL and row.repeal_date is not None and row.repeal_date <= frozen.today:
            yield row


def _regulations(frozen: Frozen, found: Return) -> Iterator[Row]:
    for code in ("M13_new", "M13_revised", "M13_repealed"):
        yield from COUNTED[code](frozen, found)


def _high(frozen: Frozen, found: Return) -> Iterator[Row]:
    return (r for r in found.rows.of(Risk) if r.grade == Grade.HIGH and r.status != RiskStatus.WITHDRAWN)


_OVERDUE = _problems(lambda frozen, found, p: is_overdue(p, frozen.today))
_CLOSED = _having(Problem, status=ProblemStatus.CLOSED)
_LIFE = tuple(LIFE_MEETINGS)

COUNTED: dict[str, Counted] = {
    "M01": _having(Case, status=tuple(RUNNING)),
    "M02": _verified,
    "M03": _in_time,
    "M04": _problems(lambda frozen, found, p: p.status != ProblemStatus.VOID),
    "M05": _problems(_is_new),
    "M06": _agreed,
    "M06_total": _CLOSED,
    "M06_longterm": _having(Problem, status=ProblemStatus.LONG_TERM),
    "M06_rebound": _problems(
        lambda frozen, found, p: (
            p.status == ProblemStatus.REBOUND and _status_before(frozen, found, p) != ProblemStatus.REBOUND
        )
    ),
    "M07": _CLOSED,
    "M08": _OVERDUE,
    "M08_open": _problems(lambda frozen, found, p: is_open(p)),
    "M08_overdue": _OVERDUE,
    "M09_green": _lit("green"),
    "M09_blue": _lit("blue"),
    "M09_yellow": _lit("yellow"),
    "M09_red": _lit("red"),
    "M10": _problems(_never_refused),
    "M11": _having(LookBack, result=tuple(NOT_FIRM)),
    "M11_sampled": _having(LookBack),
    "M12": _high,
    "M13": _regulations,
    "M13_new": _having(Regulation, action=RegulationAction.CREATE, status=tuple(ISSUED)),
    "M13_revised": _having(Regulation, action=(RegulationAction.REVISE, RegulationAction.MERGE), status=tuple(ISSUED)),
    "M13_repealed": _repealed,
    "M14": _filled(Activity, "educated"),
    "M14_educated": _filled(Activity, "educated"),
    "M14_rallies": _having(Activity, act_type=ActivityType.RALLY),
    "M15": _having(Activity, act_type=_LIFE),
    "M15_meetings": _having(Activity, act_type=_LIFE),
    "M15_criticism": _having(Activity, act_type=_LIFE),
    "M16": _filled(FourForm, "persons"),
    "M16_first": _filled(FourForm, "persons", form=Form.FIRST),
    "M16_second": _filled(FourForm, "persons", form=Form.SECOND),
    "M16_third": _filled(FourForm, "persons", form=Form.THIRD),
    "M16_fourth": _filled(FourForm, "persons", form=Form.FOURTH),
    "M16_share": _filled(FourForm, "persons", form=Form.FIRST),
    "M17": _filled(Action, "recovered"),
    "M18": _filled(Accountability, "persons"),
}
"""The rows behind every metric but M19 (submissions) and M20 (other metrics)."""

SHEETS_OF: dict[str, str] = {
    **{code: "problems" for code in COUNTED if code[:3] in ("M04", "M05", "M06", "M07", "M08", "M09", "M10")},
    "M01": "cases",
    "M02": "pairs",
    "M03": "stages",
    "M06": "closures",
    **{code: "lookbacks" for code in COUNTED if code.startswith("M11")},
    "M12": "risks",
    **{code: "regulations" for code in COUNTED if code.startswith("M13")},
    **{code: "activities" for code in COUNTED if code[:3] in ("M14", "M15")},
    **{code: "four_forms" for code in COUNTED if code.startswith("M16")},
    "M17": "actions",
    "M18": "accountability",
}
"""The sheet that each metric is counted in."""


def rows_behind(code: str, unit: str, frozen: Frozen) -> list[tuple[str, Row]]:
    """Return unit and row of everything that a figure was counted from, in the order of the returns."""
    if code not in COUNTED:
        return []
    returns = frozen.returns if unit == CITY else [r for r in frozen.returns if r.unit == unit]
    return [(found.unit, row) for found in returns for row in COUNTED[code](frozen, found)]
