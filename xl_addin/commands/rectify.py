"""Problems, actions, applications for closure and for more time: numbered, dated and tied together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from workbooks import choices as c
from workbooks.row import Value
from workbooks.standard import SHEETS, Action, Closure, Duty, Problem
from xl_addin.commands import words
from xl_addin.commands.lookup import problem_of
from xl_addin.commands.outcome import Edit, Outcome, Snapshot, edits_of, refuse
from xl_addin.commands.values import ask, filled, next_number, read_values

OPEN_TO_ACTIONS = (
    c.ProblemStatus.UNCLAIMED,
    c.ProblemStatus.FIXING,
    c.ProblemStatus.SENT_BACK,
    c.ProblemStatus.REBOUND,
)
OPEN_TO_CLOSURE = (c.ProblemStatus.FIXING, c.ProblemStatus.FIXED, c.ProblemStatus.LONG_TERM)


def problem(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Register a problem; its number, finding date and, for an instant fix, its deadline are proposed."""
    values = read_values(SHEETS["problems"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    prefix = f"WT-{snapshot.today.year}-{snapshot.unit}-"
    found = values.values.get("found_date") or snapshot.today
    proposed: dict[str, Value] = {
        "problem_id": next_number((row.problem_id for row in snapshot.rows.of(Problem)), prefix, 4),
        "status": c.ProblemStatus.UNCLAIMED.value,
        "found_date": found,
    }
    if values.values.get("fix_type") == c.FixType.INSTANT and isinstance(found, dt.date):
        proposed["due_date"] = found + dt.timedelta(days=snapshot.playbook.thresholds.instant_fix_days)
    row = Problem(**{**proposed, **filled(values.values)})
    return ask(row) or Outcome(words.PROBLEM_DONE.format(problem_id=row.problem_id, due=row.due_date), appended=(row,))


def action(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Register an action for a problem that is still open; an unclaimed problem becomes claimed."""
    values = read_values(SHEETS["actions"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    owner = problem_of(snapshot, values.values.get("problem_id"))
    if isinstance(owner, Outcome):
        return owner
    if owner.status not in OPEN_TO_ACTIONS:
        return _wrong_status(snapshot, owner, words.TO_ACT)
    prefix = f"{owner.problem_id}-C"
    proposed: dict[str, Value] = {
        "action_id": next_number((row.action_id for row in snapshot.rows.of(Action)), prefix, 2),
        "owner": owner.owner,
        "start_date": snapshot.today,
        "due_date": owner.due_date,
        "pct": 0,
        "status": c.ActionStatus.OPEN.value,
    }
    row = Action(**{**proposed, **filled(values.values)})
    edits: tuple[Edit, ...] = ()
    if owner.status != c.ProblemStatus.FIXING:
        edits = (Edit("problems", owner.problem_id, "status", owner.status, c.ProblemStatus.FIXING.value),)
    return ask(row) or Outcome(words.ACTION_DONE.format(action_id=row.action_id), edits, (row,))


def closure(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Apply for closure of a problem whose actions are all done; the problem goes under review."""
    values = read_values(SHEETS["closures"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    owner = problem_of(snapshot, values.values.get("problem_id"))
    if isinstance(owner, Outcome):
        return owner
    if owner.status not in OPEN_TO_CLOSURE:
        return _wrong_status(snapshot, owner, words.TO_CLOSE)
    actions = [row for row in snapshot.rows.of(Action) if row.problem_id == owner.problem_id]
    if not actions:
        return refuse(words.NO_ACTIONS.format(problem_id=owner.problem_id))
    still_open = [row.action_id for row in actions if row.status != c.ActionStatus.DONE]
    if still_open:
        return refuse(words.OPEN_ACTIONS.format(problem_id=owner.problem_id, actions=words.LIST.join(still_open)))
    head = next((duty.name for duty in snapshot.rows.of(Duty) if duty.role == c.Role.FIRST), None)
    proposed: dict[str, Value] = {
        "closure_id": next_number((row.closure_id for row in snapshot.rows.of(Closure)), f"{owner.problem_id}-X", 2),
        "applicant": owner.owner,
        "apply_date": snapshot.today,
        "head": head,
    }
    row = Closure(**{**proposed, **filled(values.values)})
    status = c.ProblemStatus.REVIEWING
    told = words.CLOSURE_DONE.format(
        problem_id=owner.problem_id,
        closure_id=row.closure_id,
        status=snapshot.playbook.label("problem_status", status),
    )
    edit = Edit("problems", owner.problem_id, "status", owner.status, status.value)
    return ask(row) or Outcome(told, (edit,), (row,))


def extension(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Apply for more time on a problem (G-24): before it is due, once, with a reason.

    The new date itself is the office's to fill when it approves.
    """
    sheet = SHEETS["problems"]
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    owner = problem_of(snapshot, values.values.get("problem_id"))
    if isinstance(owner, Outcome):
        return owner
    if owner.status not in (*OPEN_TO_ACTIONS, c.ProblemStatus.FIXED):
        return _wrong_status(snapshot, owner, words.TO_EXTEND)
    if owner.ext_apply is not None:
        return refuse(words.EXTENDED_ALREADY.format(problem_id=owner.problem_id, day=owner.ext_apply))
    day = values.values.get("ext_apply") or snapshot.today
    if owner.due_date is None or (isinstance(day, dt.date) and day >= owner.due_date):
        return refuse(words.TOO_LATE.format(problem_id=owner.problem_id, due=owner.due_date or words.NONE, day=day))
    reason = values.values.get("ext_reason")
    if reason is None:
        wanted = {"ext_reason": sheet.field("ext_reason").label}
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    told = words.EXTENSION_DONE.format(problem_id=owner.problem_id, due=owner.due_date)
    return Outcome(told, edits_of(owner, {"ext_reason": reason, "ext_apply": day}))


def _wrong_status(snapshot: Snapshot, owner: Problem, what: str) -> Outcome:
    label = snapshot.playbook.label("problem_status", owner.status)
    return refuse(words.WRONG_STATUS.format(problem_id=owner.problem_id, status=label, what=what))
