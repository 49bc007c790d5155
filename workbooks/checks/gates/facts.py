"""Everything in a book that belongs to one case, gathered once for the gates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from workbooks import choices as c
from workbooks.checks.base import Context
from workbooks.lights import is_open
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import (
    Accountability,
    Activity,
    Analysis,
    Assessment,
    Case,
    Letter,
    LookBack,
    Order,
    Pair,
    Problem,
    Regulation,
    Risk,
    Stage,
)

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class CaseFacts:
    """A case with its duties, stages, analyses, problems, and what hangs on them."""

    case: Case
    pairs: tuple[Pair, ...]
    stages: tuple[Stage, ...]
    analyses: tuple[Analysis, ...]
    problems: tuple[Problem, ...]
    regulations: tuple[Regulation, ...]
    risks: tuple[Risk, ...]
    activities: tuple[Activity, ...]
    all_activities: tuple[Activity, ...]
    letters: tuple[Letter, ...]
    assessments: tuple[Assessment, ...]
    accountability: tuple[Accountability, ...]
    look_backs: tuple[LookBack, ...]
    orders: tuple[Order, ...]
    kept: frozenset[str]
    day: dt.date

    def until(self, day: dt.date) -> CaseFacts:
        """Return the case as a stage that ended on a day has to answer for it: later problems do not count."""
        problems = tuple(p for p in self.problems if p.found_date is None or p.found_date <= day)
        return replace(self, problems=problems, day=day)

    @staticmethod
    def was_open(problem: Problem) -> bool:
        """Say whether a problem was never put right; one that came back later was."""
        return is_open(problem) and problem.status != c.ProblemStatus.REBOUND

    def keeps(self, sheet: str) -> bool:
        """Say whether the unit keeps an optional sheet."""
        return sheet in self.kept

    def unverified(self, *duties: str, or_not_applicable: bool = False) -> list[str]:
        """Return those of the named duties ("P1A") that are not verified."""
        good = {c.ItemStatus.VERIFIED.value} | ({c.ItemStatus.NOT_APPLICABLE.value} if or_not_applicable else set())
        done = {f"{p.mech}{p.side}" for p in self.pairs if p.status in good}
        return [duty for duty in duties if duty not in done]

    def unassessed(self) -> list[str]:
        """Return the indicators that the office has not verified."""
        verified = {a.indicator for a in self.assessments if a.verified is not None}
        return [indicator.value for indicator in c.Indicator if indicator not in verified]

    @staticmethod
    def is_issued(regulation: Regulation) -> bool:
        """Say whether a regulation is in force as decided, or needs no issue."""
        if regulation.action in (c.RegulationAction.KEEP, c.RegulationAction.LAPSE):
            return True
        return regulation.status in (c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED)


def facts_of(case: Case, rows: Rows, context: Context) -> CaseFacts:
    """Gather what belongs to a case; regulations count through the problems that they answer."""
    unit = context.playbook.unit(context.unit)

    def mine(row_type: type[R]) -> tuple[R, ...]:
        return tuple(row for row in rows.of(row_type) if getattr(row, "case_id", None) == case.case_id)

    problems = tuple(p for p in rows.of(Problem) if p.case_id == case.case_id and p.status != c.ProblemStatus.VOID)
    ids = {p.problem_id for p in problems}
    return CaseFacts(
        case=case,
        pairs=mine(Pair),
        stages=mine(Stage),
        analyses=mine(Analysis),
        problems=problems,
        regulations=tuple(r for r in rows.of(Regulation) if r.problem_id in ids),
        risks=mine(Risk),
        activities=mine(Activity),
        all_activities=rows.of(Activity),
        letters=mine(Letter),
        assessments=rows.of(Assessment),
        accountability=mine(Accountability),
        look_backs=tuple(x for x in rows.of(LookBack) if x.problem_id in ids),
        orders=tuple(o for o in context.office.of(Order) if o.problem_id in ids),
        kept=context.playbook.sheets_for(unit.kind) if unit else frozenset(),
        day=context.today,
    )
