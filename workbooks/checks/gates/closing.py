"""The closing of a case (G-30) and the look-back after it (G-31): every failure is listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.checks.gates.facts import CaseFacts, facts_of
from workbooks.checks.prevention import LIFE_MEETINGS, controls_of
from workbooks.findings import Finding, finding
from workbooks.lights import effective_due, is_open
from workbooks.rows import Rows
from workbooks.standard import Case, Closure
from workbooks.words import LISTING

_NEVER_WAIVED = ("P1A", "P2A", "P3A", "P3B")
_CLOSED = (c.CaseStatus.CLOSED, c.CaseStatus.LOOKING_BACK, c.CaseStatus.ARCHIVED)

Failure = tuple[str, str]
"""Code and the fact that it shows."""


@check(*(f"G-30{letter}" for letter in "abcdefghijklmno"), sees=Sees.BOOK)
def closing(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-30: a case is closed only if all conditions hold (p, the sign-off dates, are not in the standard)."""
    for case in rows.of(Case):
        if case.status not in _CLOSED and case.status != c.CaseStatus.CLOSING:
            continue
        facts = facts_of(case, rows, context)
        for part in (_work, _problems, _prevention, _judgement):
            for code, value in part(facts, context):
                yield finding(code, at(case, "status"), value=value)


def _work(case: CaseFacts, context: Context) -> Iterator[Failure]:
    duties = [f"{mech}{side}" for mech in c.Pair for side in c.Side]
    waived = {f"{p.mech}{p.side}" for p in case.pairs if p.status == c.ItemStatus.NOT_APPLICABLE}
    still = case.unverified(*duties, or_not_applicable=True) + [d for d in _NEVER_WAIVED if d in waived]
    if still:
        yield "G-30a", LISTING.join(still)
    unended = [str(s.stage) for s in case.stages if s.act_end is None]
    if unended:
        yield "G-30b", LISTING.join(context.playbook.label("stage", s) for s in unended)
    if case.case.announce_date is None:
        yield "G-30c", ""
    if case.case.close_report_date is None:
        yield "G-30o", ""
    bare = [p.pair_id for p in case.pairs if p.status == c.ItemStatus.VERIFIED and not p.evidence]
    if bare:
        yield "G-30n", LISTING.join(bare)


def _problems(case: CaseFacts, context: Context) -> Iterator[Failure]:
    still = [p.problem_id for p in case.problems if is_open(p)]
    overdue = [
        p.problem_id
        for p in case.problems
        if is_open(p) and (due := effective_due(p)) is not None and context.today > due
    ]
    if still:
        yield "G-30d", LISTING.join(still) if not overdue else LISTING.join(sorted({*still, *overdue}))
    major = [
        p.problem_id for p in case.problems if p.severity == c.Severity.MAJOR and p.status == c.ProblemStatus.LONG_TERM
    ]
    if major:
        yield "G-30e", LISTING.join(major)
    if any(a.root == c.Root.INSTITUTION for a in case.analyses):
        answered = any(p.root == c.Root.INSTITUTION for p in case.problems)
        if not answered or (case.keeps("regulations") and not any(map(case.is_issued, case.regulations))):
            yield "G-30f", ""


def _prevention(case: CaseFacts, context: Context) -> Iterator[Failure]:
    weak = [
        r.risk_id
        for r in case.risks
        if r.grade == c.Grade.HIGH
        and (not r.regulation_id or not r.lead or controls_of(r) < context.playbook.thresholds.high_risk_controls)
    ]
    if weak:
        yield "G-30g", LISTING.join(weak)
    held = {a.act_type for a in case.activities if a.evidence}
    if c.ActivityType.RALLY not in held or not held & set(LIFE_MEETINGS):
        yield "G-30h", ""
    unanswered = [x.letter_id for x in case.letters if x.status != c.LetterStatus.DONE]
    if unanswered:
        yield "G-30i", LISTING.join(unanswered)
    if case.keeps("accountability") and not any(a.dual is not None for a in case.accountability):
        yield "G-30j", ""


def _judgement(case: CaseFacts, context: Context) -> Iterator[Failure]:
    if case.keeps("assessments"):
        scores = {a.indicator: a.verified for a in case.assessments}
        whether = [scores.get(i) for i in c.Indicator if i.startswith("W")]
        if None in whether or c.Score.NO in whether or whether.count(c.Score.MOSTLY.value) > 1:
            yield "G-30k", ""
        in_place = [scores.get(i) for i in c.Indicator if i.startswith("D")]
        if None in in_place or c.Score.NO in in_place:
            yield "G-30l", ""
    unsettled = [o.order_id for o in case.orders if o.status != c.OrderStatus.DONE]
    if unsettled:
        yield "G-30m", LISTING.join(unsettled)


@check("G-31a", sees=Sees.BOOK)
def look_back_due(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-31: after closing, a first look-back takes place within 90 days, on enough closed problems."""
    limits = context.playbook.thresholds
    for case in rows.of(Case):
        if case.status not in (c.CaseStatus.CLOSED, c.CaseStatus.LOOKING_BACK):
            continue
        facts = facts_of(case, rows, context)
        closed = [p for p in facts.problems if p.status == c.ProblemStatus.CLOSED]
        ids = {p.problem_id for p in facts.problems}
        dates = [x.office_date for x in rows.of(Closure) if x.problem_id in ids and x.office_date]
        owed = min(len(closed), max(limits.lookback_min_sample, round(limits.lookback_share * len(closed))))
        looked = len({x.problem_id for x in facts.look_backs})
        if closed and dates and looked < owed:
            due = max(dates) + dt.timedelta(days=limits.lookback_max_days)
            yield finding("G-31a", at(case, "status"), value=looked, limit=owed, due=due)
