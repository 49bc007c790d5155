"""Return slips: what a unit gets back whose return was refused, or taken with something asked.

A slip is a new workbook of its own, and a sound one for the next return lies beside it.

The unit's file is never rewritten (invariant 7). The slip lists each finding with its cell,
the cure and an example, and gives room for the corrected value or an answer; it says
what happened to the form and what changed since the last accepted return. A list with
nothing on it says so in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.frozen import Submission
from report_jobs.slips import words as w
from report_jobs.slips.compared import Difference, differences, write_compared
from report_jobs.slips.cover import Told, write_cover
from report_jobs.slips.damaged import write_damaged
from report_jobs.slips.draw import page
from report_jobs.slips.fresh import write_fresh
from report_jobs.slips.lists import found, lines_to_fill, write_confirm, write_healed, write_must_fix
from workbooks.findings import Severity
from workbooks.kinds import clean
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.returned import Content
from workbooks.rows import NO_ROWS, Rows
from workbooks.slip import COLUMNS, SLIP_SHEET, STAMP, Correction
from workbooks.template import save
from workbooks.template.cells import cell_at, put_text
from workbooks.template.styles import use_our_font

__all__ = ["files", "is_slip", "names", "write", "write_fresh"]


def files(
    submission: Submission, playbook: Playbook, period: Period, *, before: Rows | None, again: Period | None = None
) -> dict[str, bytes]:
    """Return slip and new workbook of one submission that goes back, by their file names."""
    again = again or period.shift(1)
    slip = write(submission, playbook, period, before=before, again=again)
    fresh = write_fresh(submission, playbook, period, again, before=before or NO_ROWS)
    return dict(zip(names(submission.unit), (slip, fresh), strict=True))


def names(unit: str) -> tuple[str, str]:
    """Return the file names of a unit's slip and of the workbook beside it."""
    return w.SLIP_FILE.format(unit=unit), w.FRESH_FILE.format(unit=unit)


def is_slip(name: str) -> bool:
    """Say whether a file of the slips' folder is a slip, and not the workbook beside one."""
    return not name.endswith(w.FRESH_FILE.format(unit=""))


def write(
    submission: Submission,
    playbook: Playbook,
    period: Period,
    *,
    before: Rows | None = None,
    again: Period | None = None,
) -> bytes:
    """Return the slip of one submission as .xlsx, the same bytes for the same input.

    `before` is the unit's last accepted return, None when it has none; `again` the period for
    which the next try counts: the next one, or this one while it is still open.
    """
    again, content = again or period.shift(1), submission.content
    lines = lines_to_fill(submission)
    changed = None if before is None or content is None else differences(content, before, playbook)
    damage = content.damage if content else ()
    fillable = sum(severity is Severity.MUST_FIX for severity, _ in lines)
    in_book = len(found(submission, Severity.MUST_FIX)) - fillable
    workbook = Workbook()
    use_our_font(workbook)
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    told = Told(read=content is not None, damage=len(damage), in_book=in_book, differences=changed)
    write_cover(workbook.create_sheet(w.COVER), submission, playbook, period, again, told)
    write_must_fix(workbook.create_sheet(w.MUST_FIX), submission, lines)
    write_confirm(workbook.create_sheet(w.CONFIRM), submission, lines)
    write_healed(workbook.create_sheet(w.HEALED), submission)
    write_damaged(workbook.create_sheet(w.DAMAGED), damage, w.EMPTY[w.DAMAGED] if content else w.NOT_READ_DAMAGED)
    write_compared(workbook.create_sheet(w.COMPARED), changed or (), _nothing_compared(content, changed))
    for sheet in workbook.worksheets:
        page(sheet, playbook)
    _stamp(workbook, submission, playbook, period, lines.values())
    return save(workbook, period.cutoff(playbook.rhythm))


def _nothing_compared(content: Content | None, changed: Sequence[Difference] | None) -> str:
    if content is None:
        return w.NOT_READ_COMPARED
    return w.NO_BEFORE if changed is None else w.EMPTY[w.COMPARED]


def _stamp(
    workbook: Workbook, submission: Submission, playbook: Playbook, period: Period, lines: Iterable[Correction]
) -> None:
    """Write the very hidden stamp by which a filled slip is known again, see `workbooks.slip`."""
    sheet: Worksheet = workbook.create_sheet(SLIP_SHEET)
    sheet.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN
    told = (playbook.programme.id, submission.unit, str(period), submission.sha256)
    texts = [*zip(STAMP, told, strict=True), COLUMNS]
    texts += [tuple(str(getattr(line, name)) for name in COLUMNS) for line in lines]
    for row, line in enumerate(texts, start=1):
        for column, text in enumerate(line, start=1):
            put_text(cell_at(sheet, row, column), clean(text, lines=True))
