"""Case intake: one form filled, a case with its 14 paired duties and four stages made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from workbooks import choices as c
from workbooks.checks.gates.clocks import announce_limit
from workbooks.row import Value
from workbooks.standard import SHEETS, Case, Letter, Pair, Stage
from xl_addin.commands import words
from xl_addin.commands.outcome import Edit, Outcome, Snapshot, edits_of, refuse
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


def expansion(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Add the stages and duties that a registered case still lacks."""
    values = read_values(SHEETS["cases"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    case = _case(snapshot, values.values.get("case_id"))
    if isinstance(case, Outcome):
        return case
    appended = tuple(expand(snapshot, case))
    if not appended:
        return refuse(words.EXPANDED_ALREADY.format(case_id=case.case_id))
    pairs = sum(isinstance(row, Pair) for row in appended)
    told = words.EXPANDED.format(case_id=case.case_id, pairs=pairs, stages=len(appended) - pairs)
    return Outcome(told, appended=appended)


def announce(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Note when a decision was announced, and when a letter of the case was served.

    The date of the announcement goes to the case; date, way and receiver of the service go
    to the letter that is named. A late announcement asks for its reason (G-43).
    """
    letters = {"letter_id", "deliver_date", "deliver_way", "receiver"}
    served = {f.name for f in SHEETS["letters"].fields if f.name in letters}
    labels = {SHEETS["letters"].field(name).label for name in served} | served
    of_letter = {name: text for name, text in given.items() if name.strip() in labels}
    values = read_values(SHEETS["cases"], {k: v for k, v in given.items() if k not in of_letter}, snapshot.playbook)
    letter_values = read_values(SHEETS["letters"], of_letter, snapshot.playbook)
    if values.faults or letter_values.faults:
        return refuse("".join((*values.faults, *letter_values.faults)))
    case = _case(snapshot, values.values.get("case_id"))
    if isinstance(case, Outcome):
        return case
    announced = _announced(snapshot, case, values.values)
    if isinstance(announced, Outcome):
        return announced
    delivered = _delivered(snapshot, letter_values.values)
    if isinstance(delivered, Outcome):
        return delivered
    if not announced and not delivered:
        wanted = {"announce_date": SHEETS["cases"].field("announce_date").label}
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    return Outcome(words.ANNOUNCED.format(case_id=case.case_id), (*announced, *delivered))


def _case(snapshot: Snapshot, case_id: Value) -> Case | Outcome:
    """Return the case that a number names, or a refusal that says what is wrong."""
    found = snapshot.rows.keyed(Case).get(str(case_id))
    if found is not None:
        return found
    example = SHEETS["cases"].field("case_id").example
    return refuse(words.NO_CASE.format(case_id=case_id or words.NONE, example=example))


def _announced(snapshot: Snapshot, case: Case, values: Mapping[str, Value]) -> tuple[Edit, ...] | Outcome:
    day, reason = values.get("announce_date"), values.get("announce_reason") or case.announce_reason
    if not isinstance(day, dt.date):
        return ()
    if case.decision_date is not None and day < case.decision_date:
        return refuse(words.ANNOUNCED_EARLY.format(day=day, decided=case.decision_date))
    if day > snapshot.today:
        return refuse(words.NOT_YET.format(day=day, today=snapshot.today))
    limit = announce_limit(case, snapshot.playbook.thresholds.announce_days)
    least = SHEETS["cases"].field("announce_reason").min_len or 0
    if limit is not None and day > limit and len(str(reason or "")) < least:
        wanted = {"announce_reason": SHEETS["cases"].field("announce_reason").label}
        return refuse(words.ANNOUNCED_LATE.format(limit=limit, least=least), wanted)
    return edits_of(case, {"announce_date": day, "announce_reason": reason})


def _delivered(snapshot: Snapshot, values: Mapping[str, Value]) -> tuple[Edit, ...] | Outcome:
    given = {name: value for name, value in values.items() if value is not None and name != "letter_id"}
    number = values.get("letter_id")
    if number is None and not given:
        return ()
    row = snapshot.rows.keyed(Letter).get(str(number))
    if row is None:
        example = SHEETS["letters"].field("letter_id").example
        return refuse(words.NO_LETTER.format(letter_id=number or words.NONE, example=example))
    sheet = SHEETS["letters"]
    wanted = {n: sheet.field(n).label for n in ("deliver_date", "deliver_way", "receiver") if n not in given}
    if wanted:
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    return edits_of(row, given)
