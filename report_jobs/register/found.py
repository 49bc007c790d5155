"""校验结果 and 重复与冲突: every finding with its file, its cell, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from report_jobs.frozen import Submission
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.table import Cell, Line, Table, columns
from workbooks.answers import ANSWER, SINCE
from workbooks.catalogue import word
from workbooks.catalogue.across import ACROSS
from workbooks.findings import Finding, Severity
from workbooks.standard import SHEETS
from workbooks.words import SEVERITY

_TONES = {
    SEVERITY[Severity.MUST_FIX]: Tone.RED,
    SEVERITY[Severity.CONFIRM]: Tone.YELLOW,
    SEVERITY[Severity.HEALED]: Tone.BLUE,
}


_CONFLICTS = (
    *((9, Look.SHORT), (9, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (14, Look.SHORT), (18, Look.TEXT)),
    *((25, Look.SHORT), (64, Look.TEXT), (46, Look.TEXT), (11, Look.LINK)),
)
_FINDINGS = (
    *((9, Look.SHORT), (9, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (32, Look.LINK), (14, Look.SHORT)),
    *((9, Look.CENTRE), (18, Look.TEXT), (25, Look.SHORT), (26, Look.TEXT), (56, Look.TEXT), (46, Look.TEXT)),
    *((26, Look.TEXT), (32, Look.TEXT), (11, Look.LINK)),
)


def write_conflicts(register: Register) -> None:
    """Write what repeats or contradicts across units."""
    _write(register, w.CONFLICTS, w.CONFLICT_HEADS, _CONFLICTS, _conflicts(register))


def write_findings(register: Register) -> None:
    """Write every finding of every file, and those across units."""
    _write(register, w.FINDINGS, w.FINDING_HEADS, _FINDINGS, _findings(register))


def _write(
    register: Register, title: str, heads: Sequence[str], specs: Iterable[tuple[float, Look]], lines: Iterable[Line]
) -> None:
    table = Table(
        title=title,
        columns=columns(heads, specs, {heads[1]: _TONES}),
        note=w.NOTES[title],
        empty=w.EMPTY[title],
        pinned=4,
        band=2,
        wide=True,
    )
    register.write(table, lines)


def _conflicts(register: Register) -> Iterator[Line]:
    for found in register.frozen.findings:
        if found.code in ACROSS:
            x = word(found)
            unit = register.name_of(x.unit) if x.unit else ""
            yield (
                *(x.code, x.severity, x.unit, unit, x.sheet, x.heading, x.row_key, x.message, x.fix),
                _row_link(register, found),
            )


def _findings(register: Register) -> Iterator[Line]:
    files = {finding: s for s in register.frozen.submissions for finding in s.findings}
    for found in register.frozen.findings:
        x = word(found)
        unit = register.name_of(x.unit) if x.unit else ""
        yield (
            *(x.code, x.severity, x.unit, unit, _file(register, files.get(found))),
            *(x.sheet, x.cell, x.heading, x.row_key, x.shown, x.message, x.fix, x.example, _answer(found)),
            _row_link(register, found),
        )


def _answer(found: Finding) -> str:
    """Return what the unit said, and in which week if that was an earlier one."""
    said, since = found.fact(ANSWER), found.fact(SINCE)
    return w.SAID_SINCE.format(said=said, period=since) if since else said


def _file(register: Register, submission: Submission | None) -> Cell:
    return register.kept_link(submission.file, submission.merged or submission.kept) if submission else Cell(None)


def _row_link(register: Register, found: Finding) -> Cell:
    """Lead to the merged row that a finding is about, when its return is counted."""
    place = found.place
    declared = SHEETS.get(place.sheet)
    if declared is None or not place.row_key:
        return Cell(None)
    return register.row_link(declared.label, register.keys.get((declared.label, place.unit, place.row_key)))
