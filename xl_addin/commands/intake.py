"""Case intake: one form filled, a case with its 14 paired duties and four stages made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from workbooks import choices as c
from workbooks.row import Value
from workbooks.standard import SHEETS, Case, Pair, Stage
from xl_addin.commands import words
from xl_addin.commands.outcome import Outcome, Snapshot, refuse
from xl_addin.commands.values import ask, next_number, read_values


def intake(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Register a case from the values of the form and expand what every case owes.

    The number, the title, the start and planned close, the stages' dates and the duties
    are proposed; what was given wins. Refuses, with the headings, when a required value is
    missing or unreadable.
    """
    values = read_values(SHEETS["cases"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    case = Case(**_with_proposals(snapshot, values.values))
    wanted = ask(case)
    if wanted is not None:
        return wanted
    message = words.INTAKE_DONE.format(case_id=case.case_id, plan_close=case.plan_close)
    return Outcome(message, appended=(case, *expand(snapshot, case)))


def _with_proposals(snapshot: Snapshot, values: Mapping[str, Value]) -> dict[str, Value]:
    """Fill in what can be computed and was not given."""
    given = {name: value for name, value in values.items() if value not in (None, ())}
    prefix = f"AJ-{snapshot.today.year}-{snapshot.unit}-"
    start = given.get("start_date", snapshot.today)
    weeks = sum(stage.weeks for stage in snapshot.playbook.stages)
    proposed: dict[str, Value] = {
        "case_id": next_number((case.case_id for case in snapshot.rows.of(Case)), prefix, 3),
        "status": c.CaseStatus.RUNNING.value,
        "start_date": start,
    }
    if isinstance(start, dt.date):
        proposed["plan_close"] = start + dt.timedelta(weeks=weeks)
    if isinstance(given.get("person_masked"), str):
        proposed["case_title"] = words.CASE_NAMED.format(person=given["person_masked"])
    return {**proposed, **given}


def expand(snapshot: Snapshot, case: Case) -> Iterator[Stage | Pair]:
    """Yield the stages and duties that a case owes and the book does not hold yet."""
    ends: dict[str, dt.date] = {}
    begin = case.start_date or snapshot.today
    stages, pairs = snapshot.rows.keyed(Stage), snapshot.rows.keyed(Pair)
    for stage in snapshot.playbook.stages:
        end = begin + dt.timedelta(weeks=stage.weeks)
        ends[stage.id] = end
        row = Stage(
            stage_id=f"{case.case_id}-{stage.id}", case_id=case.case_id, stage=stage.id, plan_start=begin, plan_end=end
        )
        if row.stage_id not in stages:
            yield row
        begin = end
    unit = snapshot.playbook.unit(snapshot.unit)
    for name, pair in snapshot.playbook.pairs.items():
        for side in c.Side:
            duty = Pair(
                pair_id=f"{case.case_id}-{name}{side}",
                case_id=case.case_id,
                mech=name,
                side=side.value,
                owner=unit.short if unit else snapshot.unit,
                plan_date=ends[pair.stage],
                status=c.ItemStatus.OPEN.value,
            )
            if duty.pair_id not in pairs:
                yield duty
