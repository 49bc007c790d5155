"""The list of results in the workbook: one line a finding or a change, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.catalogue import severity_of, word
from workbooks.findings import Finding
from workbooks.template.tools import RESULT_ROWS, TOOL_FIRST_ROW
from workbooks.titles import RESULTS_SHEET
from xl_addin.live import words as w
from xl_addin.live.book import LiveBook
from xl_addin.live.refusal import RefusalError

Line = tuple[str, str, str, str, str, str, str, str]
"""Severity, sheet, cell, heading, key of the row, what is the matter, what to do, example."""
BLANK_LINE: Line = ("", "", "", "", "", "", "", "")


def lines_of(findings: Sequence[Finding]) -> list[Line]:
    """Return findings as lines, the gravest first."""
    ordered = sorted(findings, key=lambda found: severity_of(found).rank)
    told = (word(found) for found in ordered)
    return [(t.severity, t.sheet, t.cell, t.heading, t.row_key, t.message, t.fix, t.example) for t in told]


def list_out(book: LiveBook, lines: Sequence[Line]) -> None:
    """Write the lines into the list, over whatever stood there; what has no room is counted in the last one."""
    if RESULTS_SHEET not in book.sheet_names:
        raise RefusalError(w.NO_FORM.format(sheet=RESULTS_SHEET))
    kept = list(lines[:RESULT_ROWS])
    if len(lines) > RESULT_ROWS:
        kept[-1] = ("", "", "", "", "", w.MORE.format(count=len(lines) - RESULT_ROWS + 1), "", "")
    standing = len(book.grid(RESULTS_SHEET)) - TOOL_FIRST_ROW + 1
    blank = max(1, min(standing, RESULT_ROWS) - len(kept)) if len(kept) < RESULT_ROWS else 0
    book.fill(RESULTS_SHEET, TOOL_FIRST_ROW, [*kept, *[BLANK_LINE] * blank])
    if kept:
        book.fit(RESULTS_SHEET, TOOL_FIRST_ROW, TOOL_FIRST_ROW + len(kept) - 1)
