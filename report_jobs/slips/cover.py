"""封面: whose return, what became of it, what to do, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.frozen import Submission
from report_jobs.slips import words as w
from report_jobs.slips.compared import ADDED, CHANGED, GONE, Difference, counts
from report_jobs.slips.draw import FILL, GOLD, GREY, RED, font, put
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.template.cells import cell_at
from workbooks.template.notes import lines_needed

STEP_WIDTH = 100.0
"""Characters on a line across both columns, in the size of the steps."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the cover sums up: harms, lines that only the workbook can take, differences (None: nothing before).

    `read` says whether anything of the return could be read.
    """

    read: bool
    damage: int
    in_book: int
    differences: Sequence[Difference] | None


def write_cover(
    sheet: Worksheet, submission: Submission, playbook: Playbook, period: Period, again: Period, told: Told
) -> None:
    """Write the cover; `again` is the period for which the next try counts."""
    is_open, is_asked = again == period, submission.is_conditional
    terms = _terms(submission, playbook, period, again, told)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 96
    title, subject, verdict = _heads(is_asked=is_asked, is_open=is_open)
    put(sheet, 1, 1, title, font(22, RED, bold=True))
    put(sheet, 2, 1, subject.format(**terms), font(12, GREY))
    row = 4
    for label, template in w.FACTS:
        put(sheet, row, 1, label.format(**terms), font(11, GOLD), fill=FILL, box=True)
        put(sheet, row, 2, template.format(**terms), font(11), box=True)
        for column in (1, 2):
            cell_at(sheet, row, column).alignment = Alignment(
                wrap_text=True, horizontal="left", vertical="center", indent=1
            )
        row += 1
    look = font(12, GOLD if is_asked else RED, bold=True)
    texts = [(row + 1, verdict.format(**terms), look), (row + 3, w.STEPS_TITLE, font(12, bold=True))]
    steps = _answer_steps(again, is_open=is_open) if is_asked else _steps(told, again, is_open=is_open)
    texts += [(number, step, font(11)) for number, step in enumerate(steps, start=row + 4)]
    texts.append((row + 8, w.NOTE, font(10, GREY)))
    for number, text, look in texts:
        put(sheet, number, 1, text, look)
    for number in (1, 2, *(number for number, _, _ in texts)):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
        cell_at(sheet, number, 1).alignment = Alignment(wrap_text=True, horizontal="left", vertical="center")
    for number in range(2, row + 8):
        sheet.row_dimensions[number].height = 24
    for number, text, _ in texts:
        sheet.row_dimensions[number].height = max(24, 16 * lines_needed(text, STEP_WIDTH) + 8)
    sheet.row_dimensions[1].height = 40


def _terms(
    submission: Submission, playbook: Playbook, period: Period, again: Period, told: Told
) -> Mapping[str, object]:
    """Return what the texts of the cover are filled with."""
    unit = playbook.unit(submission.unit)
    fresh = w.FRESH_FILE.format(unit=submission.unit)
    return {
        "unit": submission.unit,
        "name": unit.name if unit else submission.unit,
        "period": period,
        "monday": w.DAY.format(period.monday),
        "sunday": w.DAY.format(period.sunday),
        "file": submission.file,
        "received": w.MOMENT.format(submission.received) if submission.received else "",
        "must_fix": submission.must_fix,
        "confirm": submission.confirm,
        "asked": submission.asked,
        "again": again,
        "healed": submission.healed,
        "damaged": _damaged(told),
        "compared": _compared(told),
        "fresh": (w.FRESH_SAME if again == period else w.FRESH_NEXT).format(file=fresh, period=again),
        "deadline_of": w.DEADLINE_ASKED if submission.is_conditional else w.DEADLINE,
        "deadline": w.MOMENT.format(again.due(playbook.rhythm)),
    }


def _heads(*, is_asked: bool, is_open: bool) -> tuple[str, str, str]:
    """Return title, subject and verdict."""
    if is_asked:
        return w.TITLE_ASKED, w.SUBJECT_ASKED, w.VERDICT_ASKED_OPEN if is_open else w.VERDICT_ASKED_OVER
    return w.TITLE, w.SUBJECT, w.VERDICT_OPEN if is_open else w.VERDICT_OVER


def _damaged(told: Told) -> str:
    if not told.read:
        return w.NOT_READ
    return w.DAMAGED_SOME.format(count=told.damage) if told.damage else w.DAMAGED_NONE


def _compared(told: Told) -> str:
    found = told.differences
    if not told.read:
        return w.NOT_READ
    if found is None:
        return w.COMPARED_FIRST
    counted = counts(found)
    some = w.COMPARED_SOME.format(added=counted[ADDED], gone=counted[GONE], changed=counted[CHANGED])
    return some if found else w.COMPARED_SAME


def _steps(told: Told, again: Period, *, is_open: bool) -> tuple[str, ...]:
    first = w.STEP_IN_BOOK.format(count=told.in_book) if told.in_book else w.STEP_MUST_FIX
    if not is_open:
        return first, w.STEP_CONFIRM, w.STEP_NEXT.format(period=again)
    return first, w.STEP_CONFIRM, w.STEP_BOTH if told.in_book else w.STEP_SLIP


def _answer_steps(again: Period, *, is_open: bool) -> tuple[str, ...]:
    if is_open:
        return w.STEP_ANSWER, w.STEP_ANSWER_SLIP
    return w.STEP_ANSWER, w.STEP_ANSWER_NEXT, w.STEP_ANSWER_BESIDE.format(period=again)
