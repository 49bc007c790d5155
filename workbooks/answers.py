"""Answers to what a slip asked: the unit's word goes with the finding that it is about.

An answer about a cell stands in later weeks too, while the cell shows the same: nobody is
asked twice. What a check finds by looking at earlier weeks is asked each time.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence

from workbooks import words
from workbooks.catalogue import severity_of
from workbooks.checks import REGISTRY, Sees
from workbooks.checks.text import number_in
from workbooks.engine import Examination
from workbooks.findings import Finding, Place, Severity, finding
from workbooks.playbook.model import Playbook
from workbooks.slip import Correction

ANSWER = "answer"
"""Fact of a finding that holds what the unit said of it."""
SINCE = "since"
"""Fact of a finding whose answer was given in an earlier week: that week."""
LONGEST = 300
"""Characters of an answer that are kept."""
Answers = Mapping[tuple[str, ...], tuple[str, str]]
"""What a unit said and in which week, by what the finding is known by: code, sheet, row, field, what the cell shows."""


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


def standing_answers(findings: Iterable[Finding], shown: Mapping[tuple[str, str], str], period: str) -> Answers:
    """Return the answers of a week's findings that stand in later weeks."""
    of_history = {code for registered in REGISTRY if registered.sees is Sees.HISTORY for code in registered.codes}
    return {
        _known_by(found, shown): (found.fact(ANSWER), found.fact(SINCE) or period)
        for found in findings
        if found.fact(ANSWER) and found.place.field and found.code not in of_history
    }


def with_standing(examination: Examination, answers: Answers) -> Examination:
    """Return an examination whose questions bear the answers that were given in earlier weeks."""
    found = []
    for item in examination.findings:
        said, since = answers.get(_known_by(item, examination.shown), ("", ""))
        facts = ((ANSWER, said), (SINCE, since)) if said and severity_of(item) is Severity.CONFIRM else ()
        found.append(dataclasses.replace(item, facts=(*item.facts, *facts)) if facts else item)
    return dataclasses.replace(examination, findings=tuple(found))


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
    key = _known_by(found, shown)
    if key not in given:
        return found
    used.add(key)
    facts = tuple(fact for fact in found.facts if fact[0] not in (ANSWER, SINCE))
    return dataclasses.replace(found, facts=(*facts, (ANSWER, given[key])))


def _known_by(found: Finding, shown: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    place = found.place
    return _key(found.code, place, shown.get((place.title, place.cell), ""))


def _key(code: str, place: Place | Correction, shows: str) -> tuple[str, ...]:
    """Return what a finding is known by: the row by its key, else by the cell; a sheet of no standard by its title."""
    sheet = place.sheet or (place.title if isinstance(place, Place) else "")
    return (code, sheet, place.row_key or place.cell, place.field, shows)
