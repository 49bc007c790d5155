"""Answers to what a slip asked: the unit's word goes with the finding that it is about."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence

from workbooks import words
from workbooks.catalogue import severity_of
from workbooks.checks.text import number_in
from workbooks.engine import Examination
from workbooks.findings import Finding, Place, Severity, finding
from workbooks.playbook.model import Playbook
from workbooks.slip import Correction

ANSWER = "answer"
"""Fact of a finding that holds what the unit said of it."""
LONGEST = 300
"""Characters of an answer that are kept."""


def unanswered(findings: Iterable[Finding]) -> int:
    """Count the questions (请核) of which the unit has said nothing yet."""
    return sum(severity_of(found) is Severity.CONFIRM and not found.fact(ANSWER) for found in findings)


def answered(
    examination: Examination,
    lines: Sequence[Correction],
    playbook: Playbook,
    *,
    earlier: Sequence[Correction] = (),
    file: str = "",
) -> Examination:
    """Return an examination in which findings bear the unit's answers, and what is to be said of the answering.

    `earlier` are the lines of slips before this one, whose answers stand until there is a newer
    one. A finding is known again by its code, row and field (or cell), and only while its
    cell shows what it showed when the slip was made. No answer that holds a personal number
    or a secret mark is taken.
    """
    secret = re.compile(playbook.wording.secret_mark_pattern)
    place = Place(unit=examination.meta.unit if examination.meta else "")
    told: list[Finding] = []
    given: dict[tuple[str, ...], str] = {}
    used = set[tuple[str, ...]]()
    for line in (*earlier, *lines):
        said, is_new = _said(line), line in lines
        if number_in(said) or secret.search(said):
            told += [finding("F-21", place, file=file, line=line.number)] * is_new
        elif line.answer == words.SLIP_MENDED:
            told += [finding("F-20", place, file=file, line=line.number)] * (is_new and line.value is None)
        elif said:
            given[_key(line.code, line, line.shown)] = said
    found = [_with_answer(f, given, examination.shown, used) for f in examination.findings]
    if used:
        told.append(finding("F-18", place, file=file, count=len(used)))
    if len(used) < len(given):
        told.append(finding("F-19", place, file=file, count=len(given) - len(used)))
    return dataclasses.replace(examination, findings=(*told, *found))


def _said(line: Correction) -> str:
    if line.answer and line.remark:
        return words.SLIP_SAID.format(answer=line.answer, remark=line.remark)[:LONGEST]
    return (line.answer or line.remark)[:LONGEST]


def _with_answer(
    found: Finding,
    given: Mapping[tuple[str, ...], str],
    shown: Mapping[tuple[str, str], str],
    used: set[tuple[str, ...]],
) -> Finding:
    if severity_of(found) is not Severity.CONFIRM:
        return found
    key = _key(found.code, found.place, shown.get((found.place.title, found.place.cell), ""))
    if key not in given:
        return found
    used.add(key)
    return dataclasses.replace(found, facts=(*found.facts, (ANSWER, given[key])))


def _key(code: str, place: Place | Correction, shows: str) -> tuple[str, ...]:
    """Return what a finding is known by: the row by its key, else by the cell."""
    return (code, place.sheet, place.row_key or place.cell, place.field, shows)
