"""Duplicates and conflicts that only show when the units' returns lie side by side (X)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_jobs.frozen import Return
from workbooks.checks.rectification import normal
from workbooks.findings import Finding, Place, finding
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import Case, Decision, Order, Problem


def conflicts(returns: Sequence[Return], office: Rows, playbook: Playbook) -> tuple[Finding, ...]:
    """Return what contradicts or repeats across units, by the later unit's row."""
    return (*_keys(returns), *_decisions(returns), *_texts(returns), *_office(office, playbook))


def _place(unit: str, row: Row, field: str) -> Place:
    return Place(unit=unit, sheet=row.__sheet__.name, row=row.at, field=field, row_key=row.row_key)


def _keys(returns: Sequence[Return]) -> Iterator[Finding]:
    """X-01: one number in two units."""
    seen: dict[tuple[str, str], str] = {}
    for found in returns:
        for row in found.rows:
            sheet = row.__sheet__
            if not sheet.key:
                continue
            first = seen.setdefault((sheet.name, row.row_key), found.unit)
            if first != found.unit:
                yield finding("X-01", _place(found.unit, row, sheet.key[0]), value=row.row_key, other=first)


def _decisions(returns: Sequence[Return]) -> Iterator[Finding]:
    """X-02: one decision number for cases with different titles."""
    seen: dict[str, tuple[str, Case]] = {}
    for found in returns:
        for case in found.rows.of(Case):
            if case.decision_no is None:
                continue
            unit, first = seen.setdefault(case.decision_no, (found.unit, case))
            if first.case_id != case.case_id and first.case_title != case.case_title:
                place = _place(found.unit, case, "decision_no")
                yield finding("X-02", place, value=case.decision_no, other=unit, key=first.case_id)


def _texts(returns: Sequence[Return]) -> Iterator[Finding]:
    """X-03: the same problem word for word in two units: copied, or one problem counted twice."""
    seen: dict[str, tuple[str, str]] = {}
    for found in returns:
        for problem in found.rows.of(Problem):
            if problem.problem is None:
                continue
            unit, key = seen.setdefault(normal(problem.problem), (found.unit, problem.problem_id))
            if unit != found.unit:
                yield finding("X-03", _place(found.unit, problem, "problem"), other=unit, key=key)


def _office(office: Rows, playbook: Playbook) -> Iterator[Finding]:
    """X-04: an order or a decision of the office for a unit that the programme does not have."""
    rows: tuple[Order | Decision, ...] = (*office.of(Order), *office.of(Decision))
    for row in rows:
        if row.unit_code is not None and playbook.unit(row.unit_code) is None:
            yield finding("X-04", _place("", row, "unit_code"), value=row.unit_code)
