"""Plans: what will happen in a unit over the whole programme, as events with their days.

A week's return is a view of the plan at its day (`report_jobs.demo.view`), so that rows
only ever grow and no week contradicts another, whichever weeks a unit fails to report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from report_jobs.demo.bank import Topic
from workbooks.playbook.model import Unit


@dataclass(frozen=True)
class Staff:
    """The people of a unit."""

    head: str
    leaders: tuple[str, ...]
    members: tuple[str, ...]
    dept_heads: tuple[str, ...]
    liaison: str
    reviewer: str
    verifier: str
    titles: Mapping[str, str]
    portfolios: Mapping[str, str]

    @property
    def team(self) -> tuple[str, ...]:
        """The leadership."""
        return (self.head, *self.leaders, *self.members)


@dataclass(frozen=True)
class StagePlan:
    """A stage: planned span, and when it really began and ended (days that may lie in the future)."""

    id: str
    start: dt.date
    end: dt.date
    began: dt.date
    ended: dt.date | None


@dataclass(frozen=True)
class DutyPlan:
    """One of the 14 duties: when it is begun, done and verified."""

    mech: str
    side: str
    planned: dt.date
    begun: dt.date
    done: dt.date
    verified: dt.date


@dataclass(frozen=True)
class RootPlan:
    """One root of a case, as one subject analyses it."""

    subject: str
    root: str
    short: str
    detail: str
    topic: Topic
    common: bool
    day: dt.date


@dataclass(frozen=True)
class CasePlan:
    """A case and its way."""

    case_id: str
    person: str
    decided: dt.date
    announced: dt.date
    announce_reason: str | None
    start: dt.date
    topic: Topic
    form: str
    stages: tuple[StagePlan, ...]
    duties: tuple[DutyPlan, ...]
    roots: tuple[RootPlan, ...]
    lead: str
    rank: str
    post: str
    focus: str
    decision_no: str
    rally: dt.date
    life_meeting: dt.date
    letter_day: dt.date

    def stage(self, name: str) -> StagePlan:
        """Return one of the four stages."""
        return next(stage for stage in self.stages if stage.id == name)


@dataclass(frozen=True)
class ActionPlan:
    """One action against a problem; `regulation` is the number of the regulation that it makes."""

    text: str
    act_type: str
    owner: str
    start: dt.date
    due: dt.date
    done: dt.date
    regulation: int | None = None
    recovered: int = 0
    blocker: str | None = None


@dataclass(frozen=True)
class TryPlan:
    """One application for closure: applied, decided, agreed to or sent back."""

    applied: dt.date
    decided: dt.date
    agreed: bool


@dataclass(frozen=True)
class ProblemPlan:
    """A problem from finding to closure, and beyond where it comes back."""

    topic: Topic
    source: str
    source_ref: str | None
    case_id: str | None
    root: str
    severity: str
    fix_type: str
    lead: str
    owner: str
    found: dt.date
    claimed: dt.date
    due: dt.date
    acceptance: str
    actions: tuple[ActionPlan, ...]
    tries: tuple[TryPlan, ...]
    extension: tuple[dt.date, dt.date] | None = None
    settled_long_term: dt.date | None = None
    voided: dt.date | None = None
    looked_back: dt.date | None = None
    rebounds: bool = False


@dataclass(frozen=True)
class CheckPlan:
    """One comparison; `problem` is the index of the problem that came of it."""

    subject_type: str
    subject: str
    six: str
    day: dt.date
    text: str
    problem: int | None


@dataclass(frozen=True)
class RegulationPlan:
    """A regulation: what is to become of it, for which problem, and when it is issued."""

    name: str
    area: str
    action: str
    owner: str
    begun: dt.date
    issued: dt.date
    problem: int | None = None


@dataclass(frozen=True)
class UnitPlan:
    """Everything that will happen in a unit."""

    unit: Unit
    staff: Staff
    pace: float
    cases: tuple[CasePlan, ...]
    problems: tuple[ProblemPlan, ...]
    checks: tuple[CheckPlan, ...]
    regulations: tuple[RegulationPlan, ...]
    risks: int
    extra: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)
