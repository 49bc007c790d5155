"""Random histories: what a few units report over some weeks, lawfully or with everything that may go wrong."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from report_jobs.consolidate import freeze, past_of
from report_jobs.frozen import Frozen
from tests.frozen import collected, playbook_of
from workbooks import choices as c
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import Rows
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

UNITS = ("SZ010", "SZ011", "SZ012")
FIRST_WEEK = 44
MONDAY = dt.date(2026, 10, 26)
"""Monday of the first week."""
_OPEN = [c.ProblemStatus.UNCLAIMED, c.ProblemStatus.FIXING, c.ProblemStatus.REVIEWING]
_LAWFUL = {
    None: _OPEN,
    **{key: [*_OPEN, c.ProblemStatus.CLOSED, c.ProblemStatus.LONG_TERM, c.ProblemStatus.VOID] for key in _OPEN},
    c.ProblemStatus.CLOSED: [c.ProblemStatus.CLOSED, c.ProblemStatus.REBOUND],
    c.ProblemStatus.LONG_TERM: [c.ProblemStatus.LONG_TERM, c.ProblemStatus.REBOUND, c.ProblemStatus.CLOSED],
    c.ProblemStatus.REBOUND: [c.ProblemStatus.REBOUND, c.ProblemStatus.FIXING],
    c.ProblemStatus.VOID: [c.ProblemStatus.VOID],
}


@dataclass
class Office:
    """One unit's book as it grows; `wild` books also restate, lose and take back what they told."""

    unit: str
    chance: random.Random
    wild: bool
    rows: dict[tuple[type[Row], str], Row] = field(default_factory=dict)

    def put(self, row: Row) -> None:
        self.rows[type(row), row.row_key] = row

    def of(self, row_type: type[Row]) -> list[Row]:
        return [row for row in self.rows.values() if isinstance(row, row_type)]

    def number(self, row_type: type[Row]) -> int:
        return 1 + max((row.at for row in self.of(row_type)), default=0)

    def week(self, monday: dt.date) -> Rows:
        """Live through a week and return what is reported at its end."""
        for make in (_problem, _closure, _case, _risk, _regulation, _activity, _others):
            if self.chance.random() < 0.75:
                for row in make(self, monday):
                    self.put(row)
        for row in list(self.rows.values()):
            if self.chance.random() < 0.4:
                self.put(_moved(row, self, monday))
            if self.wild and self.chance.random() < 0.05:
                del self.rows[type(row), row.row_key]
        return Rows.collect(self.rows.values())


def _day(office: Office, monday: dt.date, least: int, most: int) -> dt.date:
    return monday + dt.timedelta(days=office.chance.randint(least, most))


def _problem(office: Office, monday: dt.date) -> Iterator[Row]:
    number = office.number(Problem)
    key = f"WT-2026-{office.unit}-{number:04d}"
    found = _day(office, monday, -30, 0)
    yield Problem(
        problem_id=key, problem=f"{office.unit}第{number}个问题", status=office.chance.choice(_OPEN), found_date=found,
        due_date=found + dt.timedelta(days=office.chance.randint(10, 60)), severity="ordinary", at=number,
    )  # fmt: skip
    yield Action(
        action_id=f"{key}-C01", problem_id=key, pct=10 * office.chance.randint(0, 9), at=number,
        recovered=Decimal(office.chance.randint(0, 500)) / 100,
    )  # fmt: skip


def _closure(office: Office, monday: dt.date) -> Iterator[Row]:
    for problem in office.of(Problem)[:1]:
        number = office.number(Closure)
        yield Closure(
            closure_id=f"{problem.row_key}-X{number:02d}", problem_id=problem.row_key, at=number,
            office_result=office.chance.choice([None, *c.CloseResult]), office_date=_day(office, monday, 0, 4),
        )  # fmt: skip
    for problem in office.of(Problem)[-1:]:
        number = office.number(LookBack)
        result = office.chance.choice(list(c.LookBackResult))
        yield LookBack(
            lb_id=f"HTK-2026-{office.unit}-{number:02d}", problem_id=problem.row_key, result=result, at=number
        )


def _case(office: Office, monday: dt.date) -> Iterator[Row]:
    number = office.number(Case)
    key = f"AJ-2026-{office.unit}-{number:03d}"
    yield Case(case_id=key, status=office.chance.choice(list(c.CaseStatus)), at=number)
    for side in ("1A", "1B", "2A"):
        status = office.chance.choice(list(c.ItemStatus))
        yield Pair(pair_id=f"{key}-P{side}", case_id=key, status=status, at=office.number(Pair))
    yield Stage(
        stage_id=f"{key}-S1", case_id=key, plan_end=_day(office, monday, -10, 20), at=number,
        act_end=office.chance.choice([None, _day(office, monday, -10, 4)]),
    )  # fmt: skip


def _risk(office: Office, monday: dt.date) -> Iterator[Row]:
    number = office.number(Risk)
    yield Risk(
        risk_id=f"FX-{office.unit}-{number:03d}", grade=office.chance.choice(list(c.Grade)), control="复核\n抽查",
        lead="林知远", regulation_id=office.chance.choice([None, "ZD-1"]), at=number,
        last_review=_day(office, monday, -100, 4), status=office.chance.choice(list(c.RiskStatus)),
    )  # fmt: skip


def _regulation(office: Office, monday: dt.date) -> Iterator[Row]:
    number = office.number(Regulation)
    action = office.chance.choice(list(c.RegulationAction))
    repealed = _day(office, monday, -5, 20) if action == c.RegulationAction.REPEAL else None
    status = office.chance.choice(list(c.RegulationStatus))
    key = f"ZD-{office.unit}-{number:03d}"
    yield Regulation(regulation_id=key, action=action, status=status, repeal_date=repealed, at=number)


def _activity(office: Office, monday: dt.date) -> Iterator[Row]:
    number, few = office.number(Activity), lambda: office.chance.choice([None, *range(12)])
    yield Activity(
        act_id=f"HD-{office.unit}-{number:04d}", act_type=office.chance.choice(list(c.ActivityType)), at=number,
        act_date=monday, attended=few(), educated=office.chance.randint(0, 90), n_problems=few(), n_criticism=few(),
    )  # fmt: skip


def _others(office: Office, monday: dt.date) -> Iterator[Row]:
    number = office.number(FourForm)
    yield FourForm(
        form_row_id=f"{office.unit}-{monday}-{number:02d}", form=office.chance.choice(list(c.Form)), at=number,
        persons=office.chance.randint(0, 5),
    )  # fmt: skip
    yield Accountability(acc_id=f"ZZ-{office.unit}-{number:03d}", persons=office.chance.choice([None, 1, 2]), at=number)


def _moved(row: Row, office: Office, monday: dt.date) -> Row:
    """Return a row as the work of a week leaves it; in a wild book any number and any fact may be another."""
    chance = office.chance
    if isinstance(row, Problem):
        wild = list(c.ProblemStatus) if office.wild and chance.random() < 0.3 else []
        return row.replace(status=chance.choice(wild or _LAWFUL.get(row.status, _OPEN)))
    if isinstance(row, Action):
        return row.replace(recovered=(row.recovered or Decimal(0)) + Decimal(chance.randint(0, 99)) / 100)
    if isinstance(row, Case):
        return row.replace(status=chance.choice(list(c.CaseStatus)))
    if isinstance(row, Pair):
        return row.replace(status=chance.choice(list(c.ItemStatus)))
    if isinstance(row, Stage) and row.act_end is None:
        return row.replace(act_end=_day(office, monday, -3, 4))
    return _restated(row, office) if office.wild else row


def _restated(row: Row, office: Office) -> Row:
    chance = office.chance
    changes: dict[type[Row], Callable[[], dict[str, object]]] = {
        Activity: lambda: {"educated": chance.randint(0, 90), "act_type": chance.choice(list(c.ActivityType))},
        FourForm: lambda: {"persons": chance.randint(0, 5), "form": chance.choice(list(c.Form))},
        Regulation: lambda: {"action": chance.choice(list(c.RegulationAction))},
        LookBack: lambda: {"result": chance.choice(list(c.LookBackResult))},
        Risk: lambda: {"grade": chance.choice(list(c.Grade))},
        Accountability: lambda: {"persons": chance.randint(1, 9)},
        Stage: lambda: {"plan_end": MONDAY + dt.timedelta(days=chance.randint(-10, 30))},
    }
    return row.replace(**changes[type(row)]()) if type(row) in changes else row


def playbooks(chance: random.Random, *, wild: bool) -> Iterator[Playbook]:
    """Yield the playbook of each week; in a wild history units come and go, and the office changes its rules."""
    shipped = playbook_of(UNITS)
    while True:
        changes: dict[str, object] = {}
        if wild and chance.random() < 0.2:
            changes["units"] = shipped.units[: chance.randint(1, 2)]
        if wild and chance.random() < 0.15:
            weights = dict(shipped.weights)
            first, second = chance.sample(list(weights), 2)
            weights[first], weights[second] = weights[second], weights[first]
            changes["weights"] = weights
        if wild and chance.random() < 0.15:
            limits = {"rate_denominator": "include_longterm", "high_risk_controls": 1, "light_due_days": 30}
            changes["thresholds"] = shipped.thresholds.model_copy(update=limits)
        yield shipped.model_copy(update=changes) if changes else shipped


def history(seed: int, *, wild: bool, weeks: int = 3) -> list[Frozen]:
    """Return the frozen weeks of a random history; in a wild one units fail to report, too."""
    chance = random.Random(seed)  # noqa: S311 (a history, no secret)
    offices = {unit: Office(unit, chance, wild) for unit in UNITS}
    frozen, pasts = list[Frozen](), []
    for number, playbook in zip(range(weeks), playbooks(chance, wild=wild), strict=False):
        monday, known = MONDAY + dt.timedelta(weeks=number), {unit.code for unit in playbook.units}
        told = {unit: office.week(monday) for unit, office in offices.items()}
        here = {u: rows for u, rows in told.items() if u in known and not (wild and chance.random() < 0.25)}
        period = Period.parse(f"2026-W{FIRST_WEEK + number}")
        frozen.append(freeze(playbook, period, collected(playbook, period, here), pasts))
        pasts.append(past_of(frozen[-1], pasts[-1] if pasts else None))
    return frozen
