"""What the office does: its conclusion on a closure, the group's decisions, its orders to units."""

from __future__ import annotations

from collections.abc import Mapping

from workbooks import choices as c
from workbooks.row import Value
from workbooks.standard import SHEETS, Closure, Decision, Order, Problem
from xl_addin.commands import words
from xl_addin.commands.lookup import closure_of, problem_of
from xl_addin.commands.outcome import Outcome, Snapshot, edits_of, refuse
from xl_addin.commands.values import ask, filled, next_number, read_values

DECIDED = {
    c.CloseResult.AGREE: c.ProblemStatus.CLOSED,
    c.CloseResult.LONG_TERM: c.ProblemStatus.LONG_TERM,
    c.CloseResult.SEND_BACK: c.ProblemStatus.SENT_BACK,
}
"""What the office's conclusion makes of the problem; 长期坚持 is never 已销号."""
OPINIONS = ("head_opinion", "upper_opinion")


def review(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Enter the office's conclusion on an application for closure, in the unit's workbook.

    Agreement needs all four questions passed and the unit's head agreeing; for a grave
    problem the level above too (G-20 to G-22). A sent-back one needs what is to be reworked.
    """
    sheet = SHEETS["closures"]
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    row = closure_of(snapshot, values.values.get("closure_id"))
    if isinstance(row, Outcome):
        return row
    if row.office_result is not None:
        return refuse(words.REVIEWED_ALREADY.format(closure_id=row.closure_id, day=row.office_date or words.NONE))
    owner = problem_of(snapshot, row.problem_id)
    if isinstance(owner, Outcome):
        return owner
    changes: dict[str, Value] = {"office_date": snapshot.today, **filled(values.values)}
    wanted = _wanted(changes)
    if wanted:
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    result = c.CloseResult(str(changes["office_result"]))
    hindrance = _hindrance(row, owner) if result is c.CloseResult.AGREE else ""
    if hindrance:
        return refuse(words.CANNOT_AGREE.format(closure_id=row.closure_id, reasons=hindrance))
    status: dict[str, Value] = {"status": DECIDED[result].value}
    told = words.REVIEWED.format(
        closure_id=row.closure_id,
        result=snapshot.playbook.label("close_result", result),
        problem_id=owner.problem_id,
        status=snapshot.playbook.label("problem_status", DECIDED[result]),
    )
    return Outcome(told, (*edits_of(row, changes), *edits_of(owner, status)))


def _wanted(changes: Mapping[str, Value]) -> dict[str, str]:
    names = ["office_result", "office_reviewer"]
    if changes.get("office_result") == c.CloseResult.SEND_BACK:
        names.append("rework")
    return {name: SHEETS["closures"].field(name).label for name in names if changes.get(name) is None}


def _hindrance(row: Closure, owner: Problem) -> str:
    """Say which of the four questions and opinions stand against closing."""
    sheet = SHEETS["closures"]
    names = [name for name in ("gate1", "gate2", "gate3", "gate4") if getattr(row, name) != c.Pass.PASS]
    opinions = OPINIONS if owner.severity == c.Severity.MAJOR else OPINIONS[:1]
    names += [name for name in opinions if getattr(row, name) != c.CloseResult.AGREE]
    return words.LIST.join(sheet.field(name).label for name in names)


def decision(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Register what the leading group decided or a leader instructed."""
    values = read_values(SHEETS["decisions"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    keys = (row.dec_id for row in snapshot.rows.of(Decision))
    proposed: dict[str, Value] = {
        "dec_id": next_number(keys, f"YD-{snapshot.today.year}-", 3),
        "date": snapshot.today,
        "status": c.OrderStatus.REGISTERED.value,
        "report_next": c.YesNo.YES.value,
    }
    row = Decision(**{**proposed, **filled(values.values)})
    return (
        _for_unit(snapshot, row.unit_code)
        or ask(row)
        or Outcome(words.DECISION_DONE.format(dec_id=row.dec_id, unit=row.unit_code, due=row.due_date), appended=(row,))
    )


def order(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Issue an order to one unit to settle one matter by a day."""
    values = read_values(SHEETS["orders"], given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    keys = (row.order_id for row in snapshot.rows.of(Order))
    proposed: dict[str, Value] = {
        "order_id": next_number(keys, f"DB-{snapshot.today.year}-", 3),
        "issue_date": snapshot.today,
        "status": c.OrderStatus.ASSIGNED.value,
    }
    row = Order(**{**proposed, **filled(values.values)})
    return (
        _for_unit(snapshot, row.unit_code)
        or ask(row)
        or Outcome(
            words.ORDER_DONE.format(order_id=row.order_id, unit=row.unit_code, due=row.due_date), appended=(row,)
        )
    )


def _for_unit(snapshot: Snapshot, code: str | None) -> Outcome | None:
    if code is None or snapshot.playbook.unit(code) is not None:
        return None
    return refuse(words.NO_SUCH_UNIT.format(unit=code, example=snapshot.playbook.units[0].code))
