"""须改, 请核, 已代改: the findings of a return, and which of their lines a unit can fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.frozen import Submission
from report_jobs.slips import words as w
from report_jobs.slips.draw import TEXT, Entry, Free, Heading, Shut, offer, table
from workbooks.answers import ANSWER
from workbooks.catalogue import severity_of, word
from workbooks.findings import Finding, Severity
from workbooks.row import Kind
from workbooks.slip import Correction
from workbooks.standard import SHEETS
from workbooks.words import SLIP_MENDED, SLIP_TRUE

_WIDTHS = (6, 10, 8, 13, 21, 19, 31, 29, 14)
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.INT: "0", Kind.MONEY: "0.00"}
Lines = Mapping[tuple[Severity, int], Correction]
"""The lines that can be filled, by list and number."""


def found(submission: Submission, severity: Severity) -> list[Finding]:
    """Return the findings of one severity, in the order of the lists."""
    return [f for f in submission.findings if severity_of(f) is severity]


def lines_to_fill(submission: Submission) -> Lines:
    """Return the lines in which something can be filled.

    A value: in the first line about each cell that the reader found. An answer: in every line of 请核.
    """
    cells: set[tuple[str, str]] = set()
    lines: dict[tuple[Severity, int], Correction] = {}
    for severity in (Severity.MUST_FIX, Severity.CONFIRM):
        for number, item in enumerate(found(submission, severity), start=1):
            place = item.place
            known = (place.title, place.cell) in submission.shown and bool(place.field)
            first = known and (place.sheet, place.cell) not in cells
            if severity is Severity.MUST_FIX and not first:
                continue
            cells.add((place.sheet, place.cell))
            lines[severity, number] = Correction(
                number=number,
                sheet=place.sheet or place.title,
                cell=place.cell,
                row_key=place.row_key,
                field=place.field,
                shown=submission.shown.get((place.title, place.cell), ""),
                listed=severity.value,
                code=item.code,
                fillable=first,
            )
    return lines


def write_must_fix(sheet: Worksheet, submission: Submission, lines: Lines) -> None:
    """List what must be fixed, with room for the corrected value."""
    headings = [*_headings(), Heading(w.CORRECTED, 20, filled=True)]
    rows = [
        (*told, _value(lines.get((Severity.MUST_FIX, number)), w.IN_THE_BOOK))
        for number, told in enumerate(_told(found(submission, Severity.MUST_FIX)), start=1)
    ]
    table(sheet, headings, rows, w.EMPTY[w.MUST_FIX])


def write_confirm(sheet: Worksheet, submission: Submission, lines: Lines) -> None:
    """List what is asked, with room for an answer, a value and a word; an answer given before stands there."""
    headings = [
        *_headings(),
        *(
            Heading(w.ANSWER, 12, filled=True),
            Heading(w.CORRECTED, 16, filled=True),
            Heading(w.REMARK, 20, filled=True),
        ),
    ]
    asked = found(submission, Severity.CONFIRM)
    must = {(f.place.sheet, f.place.cell) for f in found(submission, Severity.MUST_FIX)}
    rows: list[Sequence[Entry]] = []
    for number, (item, told) in enumerate(zip(asked, _told(asked), strict=True), start=1):
        elsewhere = w.SEE_MUST_FIX if (item.place.sheet, item.place.cell) in must else w.IN_THE_BOOK
        value = _value(lines.get((Severity.CONFIRM, number)), elsewhere)
        rows.append((*told, Free(), value, Free(text=item.fact(ANSWER))))
    table(sheet, headings, rows, w.EMPTY[w.CONFIRM])
    if rows:
        offer(sheet, len(headings) - 2, len(rows) + 1, (SLIP_TRUE, SLIP_MENDED), w.ANSWER_ERROR)


def write_healed(sheet: Worksheet, submission: Submission) -> None:
    """List what was read by its only meaning."""
    table(sheet, _headings(), list(_told(found(submission, Severity.HEALED))), w.EMPTY[w.HEALED])


def _headings() -> list[Heading]:
    return [Heading(text, width) for text, width in zip(w.HEADINGS, _WIDTHS, strict=True)]


def _told(items: Sequence[Finding]) -> Iterator[tuple[Entry, ...]]:
    for number, x in enumerate(map(word, items), start=1):
        yield (str(number), x.sheet, x.cell, x.heading, x.row_key, x.shown, x.message, x.fix, x.example)


def _value(line: Correction | None, elsewhere: str) -> Entry:
    """Return the cell for a corrected value, in the format in which it is typed: a code or text stays as typed."""
    if line is None or not line.fillable:
        return Shut(elsewhere)
    return Free(_FORMATS.get(SHEETS[line.sheet].field(line.field).kind, TEXT))
