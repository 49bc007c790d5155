"""新表: a sound standard workbook for the next try, with what the returned one held.

It lies beside the slip and not in it: as a workbook of its own it has every drop-down, note
and stamp of the standard, is filled and sent in like any other, and needs no second
reader; as sheets of the slip it would have none of that, and would bury what must be fixed.
"""

from __future__ import annotations

from report_jobs.frozen import Submission
from report_jobs.protect import Rules
from workbooks.carried import carried, is_carried
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.returned import Content
from workbooks.rows import NO_ROWS, Rows
from workbooks.template.refill import refill


def write_fresh(
    submission: Submission, playbook: Playbook, period: Period, again: Period, *, before: Rows = NO_ROWS
) -> bytes:
    """Return the workbook for the try in the period `again`, the same bytes for the same input.

    For the same period it holds everything; for a later one not what belongs to the week
    that is over. Of a return that could not be read it holds what was accepted `before`.
    Identity and card numbers are left out: the unit must not send them again.
    """
    content = submission.content or Content(rows=carried(before))
    rows, unread = content.rows, content.unread
    if again != period:
        rows = carried(rows)
        unread = {(sheet, at, field): text for (sheet, at, field), text in unread.items() if is_carried(sheet, field)}
    rules = Rules(phones=False)
    made = refill(
        playbook, submission.unit, again, rows=rows, unread=unread, keep=lambda text: not any(rules.broken_by(text))
    )
    return made.data
