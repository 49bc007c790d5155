"""Checklists: the six comparisons of one subject, laid out to be filled."""

from __future__ import annotations

from collections.abc import Mapping

from workbooks import choices as c
from workbooks.standard import SHEETS, SixCheck
from xl_addin.commands import words
from xl_addin.commands.outcome import Outcome, Snapshot, refuse
from xl_addin.commands.values import next_number, read_values


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
