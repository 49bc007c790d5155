"""Frozen: everything that one period's register, deck, slips and mails are made of.

It is made once at consolidation and never changed. Register and deck read this and
nothing else (invariants 10 and 11), so that the same inputs give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from workbooks.answers import unanswered
from workbooks.choices import Mark
from workbooks.findings import Finding
from workbooks.lights import Lit
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.returned import Content
from workbooks.rows import NO_ROWS, Rows
from workbooks.standing import Standing

CITY = ""
"""The "unit" of figures about all units together."""


class State(StrEnum):
    """What became of a unit's duty to report (or of a file that belongs to no duty)."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    REFUSED = "refused"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    STRAY = "stray"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One line of 报送登记: a unit that owes a return, or one more file that arrived.

    `unit` is "" for a file whose unit nobody knows. `received` is local time. `kept` is
    the path of the kept raw file relative to the run folder ("returns/<hash>.xlsx"), ""
    when nothing came; `merged` that of the workbook which a slip and the return that it is
    about made together ("merged/<hash>.xlsx"), "" for a file that came as it is. `counted`
    says whether its rows are in the figures.
    """

    unit: str
    state: State
    due: dt.datetime
    received: dt.datetime | None = None
    file: str = ""
    kept: str = ""
    merged: str = ""
    sha256: str = ""
    standard_version: str = ""
    mark: Mark = Mark.NONE
    must_fix: int = 0
    confirm: int = 0
    healed: int = 0
    counted: bool = False
    findings: tuple[Finding, ...] = ()
    shown: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)
    """Fingerprints of what stands in the cells that the findings name, by title of the sheet and A1 name."""
    content: Content | None = field(default=None, compare=False, repr=False)
    """What a return that gets a slip held, for the slip and for the workbook beside it."""

    @property
    def asked(self) -> int:
        """Questions (请核) that the unit has not answered."""
        return unanswered(self.findings)

    @property
    def is_conditional(self) -> bool:
        """Say whether it counts while the unit still owes an answer."""
        return self.counted and self.asked > 0

    @property
    def gets_slip(self) -> bool:
        """Say whether it goes back with a slip: refused, or taken with something asked."""
        return self.state is State.REFUSED or self.is_conditional

    @property
    def hours_late(self) -> Decimal:
        """Hours after the due time, with one decimal; 0 when in time or never received."""
        if self.received is None or self.received <= self.due:
            return Decimal(0)
        hours = Decimal((self.received - self.due).total_seconds()) / 3600
        return hours.quantize(Decimal("0.1"))


@dataclass(frozen=True, kw_only=True)
class Return:
    """An accepted return: whose, from which kept file (of a slip: the merged one), and its typed rows."""

    unit: str
    file: str
    kept: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value of one metric for one unit (CITY for all).

    `value` is None where there is nothing to divide by; rates are fractions rounded to six
    decimals. `part` and `whole` are numerator and denominator of rates and averages; `points`
    are what each component brings to a score, and add up to it.
    """

    code: str
    unit: str
    value: Decimal | None
    part: Decimal | None = None
    whole: Decimal | None = None
    dropped: tuple[str, ...] = ()
    points: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class Figures:
    """All figures of one period. A unit that is missing has none: it is 未报, never zero."""

    values: Mapping[tuple[str, str], Figure] = field(default_factory=dict)

    def get(self, code: str, unit: str = CITY) -> Figure | None:
        """Return a figure, None when the unit did not report."""
        return self.values.get((code, unit))

    def value(self, code: str, unit: str = CITY) -> Decimal | None:
        """Return a figure's value, None when there is none."""
        found = self.get(code, unit)
        return found.value if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A unit's place by 综合分. `place` is 0 when it is not ranked (missing, first week, too few problems)."""

    unit: str
    place: int
    score: Decimal | None
    previous_place: int
    listed: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One problem with a red or yellow light, or one unit that did not report.

    `weeks` counts consecutive weeks with this light; `advice` is a code of the words
    module (reminder, yellow_order, red_order, interview, admonition).
    """

    unit: str
    light: str
    problem_id: str
    problem: str
    severity: str
    days_overdue: int
    weeks: int
    reason: str
    advice: str
    lead: str
    due: dt.date | None


COLUMNS = ("before", "added", "rebounded", "closed", "corrected", "now")
"""The six columns of 差额账."""


class Cause(StrEnum):
    """Why an account is corrected: what no movement of a row explains."""

    MISSING = "missing"
    BACK = "back"
    LEFT = "left"
    VANISHED = "vanished"
    RESTATED = "restated"
    RULER = "ruler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One line of 差额账: now = before + added + rebounded - closed + corrected, for one quantity and unit.

    `side` is "" for a metric itself, "part" or "whole" for what a rate is made of, the code of
    a component for what it brings to the score. `before` and `now` are None where the unit
    was not counted; the correction says why, cause by cause.
    """

    code: str
    side: str
    unit: str
    before: Decimal | None
    added: Decimal = Decimal(0)
    rebounded: Decimal = Decimal(0)
    closed: Decimal = Decimal(0)
    corrected: Decimal = Decimal(0)
    now: Decimal | None
    causes: tuple[tuple[Cause, Decimal], ...] = ()

    @property
    def name(self) -> str:
        """Defined name of its line in the register; for the city's each column has one: `acc_M04_before`."""
        return "_".join(filter(None, ("acc", self.code, self.side, self.unit)))

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The six columns, 0 where the unit was not counted."""
        moved = (self.added, self.rebounded, self.closed, self.corrected)
        return (self.before or Decimal(0), *moved, self.now or Decimal(0))

    @property
    def moved(self) -> bool:
        """Whether anything came in, went out or was corrected."""
        return bool(self.added or self.rebounded or self.closed or self.causes)

    @property
    def ties(self) -> bool:
        """Whether the line adds up, and its causes come to its correction."""
        before, added, rebounded, closed, corrected, now = self.amounts
        told = sum((amount for _, amount in self.causes), Decimal(0))
        return before + added + rebounded - closed + corrected == now and told == corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that differs from the last frozen snapshot, with its kind.

    `kind` is "promise" (due date, owner, measure of success: 承诺变动), "status",
    "added", "gone" or "corrected".
    """

    kind: str
    unit: str
    sheet: str
    row_key: str
    field: str
    before: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One period, frozen at its cut-off."""

    playbook: Playbook
    period: Period
    previous_cutoff: dt.datetime
    cutoff: dt.datetime
    mark: Mark
    submissions: tuple[Submission, ...]
    returns: tuple[Return, ...]
    office: Rows = NO_ROWS
    figures: Figures = field(default_factory=Figures)
    previous: Figures | None = None
    trend: tuple[tuple[Period, Figures], ...] = ()
    """Earlier periods' figures, the oldest first, at most seven; not this one's."""
    ranking: tuple[Rank, ...] = ()
    alerts: tuple[Alert, ...] = ()
    balances: tuple[Balance, ...] = ()
    changes: tuple[Change, ...] = ()
    before: Mapping[str, Rows] = field(default_factory=dict)
    """Each unit's last accepted rows, where it has any."""
    audit_head: str = ""
    """The newest link of the chain of deliveries, as it was when the period was frozen; "" when not asked for."""
    lights: Mapping[str, Mapping[str, Lit]] = field(default_factory=dict)
    """Lights of each counted unit's open problems, by problem number."""
    findings: tuple[Finding, ...] = ()
    """Every finding of every file, refused ones too, and those across units (X)."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """How each unit that owes a return stands at the cut-off."""

    @property
    def today(self) -> dt.date:
        """The cut-off day: the day that every rule calls today."""
        return self.cutoff.date()

    @property
    def issue(self) -> int:
        """Number of the issue."""
        return self.playbook.issue_no(self.period)

    @property
    def due_units(self) -> tuple[str, ...]:
        """Codes of the units that owe a return, in the playbook's order (应报)."""
        return tuple(unit.code for unit in self.playbook.units)

    @property
    def counted_units(self) -> tuple[str, ...]:
        """Codes of the units whose returns are in the figures (实报), in the playbook's order."""
        counted = {found.unit for found in self.returns}
        return tuple(code for code in self.due_units if code in counted)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """Codes of the units that are not in the figures (未报，未计入)."""
        counted = set(self.counted_units)
        return tuple(code for code in self.due_units if code not in counted)

    def return_of(self, unit: str) -> Return | None:
        """Return a unit's accepted return."""
        return next((found for found in self.returns if found.unit == unit), None)
