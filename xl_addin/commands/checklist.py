"""Checklists: the six comparisons, the four gates of a closure, the self-rating, the paired duties."""

from __future__ import annotations

from collections.abc import Mapping

from workbooks import choices as c
from workbooks.standard import SHEETS, Assessment, Pair, SixCheck
from xl_addin.commands import words
from xl_addin.commands.lookup import closure_of
from xl_addin.commands.outcome import Outcome, Snapshot, edits_of, refuse
from xl_addin.commands.values import next_number, read_values

GATES = ("gate1", "gate2", "gate3", "gate4")
PERIOD_CODES = {"stage": "T1", "final": "T2", "lookback": "T3"}
"""What the number of an assessment says of its period (see the example of its key)."""


def checklist(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Append the comparisons that a subject still lacks; findings are filled in row by row.

    `given` names subject and its type, and may name the case. A subject that has all six
    gets nothing more.
    """
    sheet = SHEETS["six_checks"]
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    wanted = {n: sheet.field(n).label for n in ("subject_type", "subject") if values.values.get(n) is None}
    if wanted:
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    subject = values.values["subject"]
    held = {row.six for row in snapshot.rows.of(SixCheck) if row.subject == subject}
    keys = [row.check_id for row in snapshot.rows.of(SixCheck)]
    appended = []
    for six in c.Six:
        if six not in held:
            keys.append(next_number(keys, f"DZ-{snapshot.unit}-", 4))
            appended.append(SixCheck(**{**values.values, "check_id": keys[-1], "six": six.value}))
    if not appended:
        return refuse(words.CHECKLIST_THERE.format(subject=subject))
    return Outcome(words.CHECKLIST_DONE.format(subject=subject), appended=tuple(appended))


def gates(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Note the self-check by the four questions on an application for closure.

    All four are asked for; one that is not passed is noted too, and the message says that
    the application cannot pass so.
    """
    sheet = SHEETS["closures"]
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    row = closure_of(snapshot, values.values.get("closure_id"))
    if isinstance(row, Outcome):
        return row
    if row.office_result is not None:
        return refuse(words.CLOSURE_DECIDED.format(closure_id=row.closure_id))
    answers = {name: values.values.get(name) for name in GATES}
    wanted = {name: sheet.field(name).label for name, value in answers.items() if value is None}
    if wanted:
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    failed = [sheet.field(name).label for name, value in answers.items() if value == c.Pass.FAIL]
    told = words.GATES_FAILED if failed else words.GATES_PASSED
    message = told.format(closure_id=row.closure_id, gates=words.LIST.join(failed))
    return Outcome(message, edits_of(row, answers))


def assess(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Lay out the six questions and four measures of one period; ratings are filled in row by row."""
    sheet = SHEETS["assessments"]
    if sheet.name not in snapshot.sheets_on:
        return refuse(words.SHEET_OFF.format(sheet=sheet.label))
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    period = values.values.get("period")
    if not isinstance(period, str):
        wanted = {"period": sheet.field("period").label}
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    held = {row.indicator for row in snapshot.rows.of(Assessment) if row.period == period}
    label = snapshot.playbook.label("assess_period", period)
    code = PERIOD_CODES.get(period, period.upper())
    appended = tuple(
        Assessment(assess_id=f"{snapshot.unit}-{code}-{indicator}", period=period, indicator=indicator)
        for indicator in snapshot.playbook.choice_list("indicator").values
        if indicator not in held
    )
    if not appended:
        return refuse(words.ASSESS_THERE.format(period=label))
    return Outcome(words.ASSESS_DONE.format(period=label, count=len(appended)), appended=appended)


def progress(snapshot: Snapshot, given: Mapping[str, str]) -> Outcome:
    """Note that one paired duty is done, with its evidence; verification is somebody else's."""
    sheet = SHEETS["pairs"]
    values = read_values(sheet, given, snapshot.playbook)
    if values.faults:
        return refuse("".join(values.faults))
    number = values.values.get("pair_id")
    row = snapshot.rows.keyed(Pair).get(str(number))
    if row is None:
        return refuse(words.NO_PAIR.format(pair_id=number or words.NONE, example=sheet.field("pair_id").example))
    if row.status not in (c.ItemStatus.OPEN, c.ItemStatus.RUNNING, None):
        label = snapshot.playbook.label("item_status", row.status)
        return refuse(words.PAIR_STATUS.format(pair_id=row.pair_id, status=label))
    evidence = values.values.get("evidence") or row.evidence
    if evidence is None:
        wanted = {"evidence": sheet.field("evidence").label}
        return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)
    done = values.values.get("done_date") or snapshot.today
    changed = {"done_date": done, "status": c.ItemStatus.DONE.value, "evidence": evidence}
    return Outcome(words.PAIR_DONE.format(pair_id=row.pair_id, done=done), edits_of(row, changed))
