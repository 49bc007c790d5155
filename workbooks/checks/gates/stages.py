"""Stage exits (G-10 to G-13): a stage may have an actual end only if all of its conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.checks.gates.facts import CaseFacts, facts_of
from workbooks.checks.prevention import LIFE_MEETINGS
from workbooks.findings import Finding, finding
from workbooks.lights import effective_due
from workbooks.rows import Rows
from workbooks.standard import Case, Stage
from workbooks.words import LISTING

Exit = Callable[[CaseFacts, Context], Iterator[tuple[str, str]]]
"""Yields code and shown fact of every condition that fails."""


@check(
    "G-10a",
    "G-10b",
    "G-10c",
    "G-11a",
    "G-11b",
    "G-11c",
    "G-11d",
    "G-12a",
    "G-12b",
    "G-12c",
    "G-12d",
    "G-12e",
    "G-13a",
    "G-13b",
    "G-13c",
    "G-13d",
    sees=Sees.BOOK,
)
def exits(rows: Rows, context: Context) -> Iterator[Finding]:
    """Report every condition that fails for a stage whose actual end is set."""
    cases = rows.keyed(Case)
    facts: dict[str, CaseFacts] = {}
    for stage in rows.of(Stage):
        case = cases.get(stage.case_id or "")
        if stage.act_end is None or case is None or stage.stage not in _EXITS:
            continue
        if case.case_id not in facts:
            facts[case.case_id] = facts_of(case, rows, context)
        for code, value in _EXITS[stage.stage](facts[case.case_id].until(stage.act_end), context):
            yield finding(code, at(stage, "act_end"), value=value)


def _first(case: CaseFacts, context: Context) -> Iterator[tuple[str, str]]:
    if not any(a.act_type in (c.ActivityType.LEADING_GROUP, c.ActivityType.RALLY) for a in case.all_activities):
        yield "G-10a", ""
    if missing := case.unverified("P1A", "P1B"):
        yield "G-10b", LISTING.join(missing)
    if case.case.announce_date is None:
        yield "G-10c", ""


def _second(case: CaseFacts, context: Context) -> Iterator[tuple[str, str]]:
    if failed := [a.analysis_id for a in case.analyses if a.gate_reason != c.Pass.PASS]:
        yield "G-11a", LISTING.join(failed)
    rallies = [a for a in case.activities if a.act_type == c.ActivityType.RALLY]
    if not any(set(c.Agenda) <= set(a.agenda) for a in rallies):
        yield "G-11b", ""
    unit = context.playbook.unit(context.unit)
    educated = sum(a.educated or 0 for a in case.activities)
    if unit and unit.to_educate and educated / unit.to_educate < context.playbook.thresholds.coverage_min:
        yield "G-11c", f"{educated / unit.to_educate:.1%}"
    if missing := case.unverified("P2A", "P2B", "P3A", "P3B"):
        yield "G-11d", LISTING.join(missing)


def _third(case: CaseFacts, context: Context) -> Iterator[tuple[str, str]]:
    if not any(a.act_type in LIFE_MEETINGS for a in case.activities):
        yield "G-12a", ""
    if not case.problems or any(p.status == c.ProblemStatus.UNCLAIMED for p in case.problems):
        yield "G-12b", LISTING.join(p.problem_id for p in case.problems if p.status == c.ProblemStatus.UNCLAIMED)
    still = [p.problem_id for p in case.problems if p.fix_type == c.FixType.INSTANT and case.was_open(p)]
    if still:
        yield "G-12c", LISTING.join(still)
    late = [
        p.problem_id
        for p in case.problems
        if p.fix_type == c.FixType.BY_DATE
        and case.was_open(p)
        and (due := effective_due(p)) is not None
        and due < case.day
    ]
    if late:
        yield "G-12d", LISTING.join(late)
    if missing := case.unverified("P4A", "P4B"):
        yield "G-12e", LISTING.join(missing)


def _fourth(case: CaseFacts, context: Context) -> Iterator[tuple[str, str]]:
    still = [p.problem_id for p in case.problems if case.was_open(p)]
    if still:
        yield "G-13a", LISTING.join(still)
    unissued = [r.regulation_id for r in case.regulations if not case.is_issued(r)]
    if unissued:
        yield "G-13b", LISTING.join(unissued)
    if case.keeps("assessments") and (missing := case.unassessed()):
        yield "G-13c", LISTING.join(context.playbook.label("indicator", m) for m in missing)
    duties = [f"P{n}{side}" for n in (5, 6, 7) for side in c.Side]
    if missing_pairs := case.unverified(*duties, or_not_applicable=True):
        yield "G-13d", LISTING.join(missing_pairs)


_EXITS: dict[str, Exit] = {c.Stage.S1: _first, c.Stage.S2: _second, c.Stage.S3: _third, c.Stage.S4: _fourth}
