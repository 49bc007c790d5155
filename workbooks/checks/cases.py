"""Checks of cases with their duties, stages and analyses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.keys import MASKED_PERSON
from workbooks.rows import Rows
from workbooks.standard import Analysis, Case, Pair, Stage
from workbooks.words import LISTING

_HEAVY_PARTY = (c.PartySanction.REMOVED_FROM_POST, c.PartySanction.PROBATION, c.PartySanction.EXPELLED)
_LIGHT_PARTY = (c.PartySanction.WARNING, c.PartySanction.SERIOUS_WARNING)


@check("V-07a", "V-07b", sees=Sees.BOOK)
def expansion(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-07: a case has its 14 duties and its four stages, each once."""
    pairs, stages = rows.grouped(Pair, "case_id"), rows.grouped(Stage, "case_id")
    for case in rows.of(Case):
        duties = [f"{p.mech}{p.side}" for p in pairs.get(case.case_id, ()) if p.mech and p.side]
        owed = [f"{mech}{side}" for mech in c.Pair for side in c.Side]
        if sorted(duties) != sorted(owed):
            wrong = [d for d in owed if duties.count(d) != 1]
            yield finding("V-07a", at(case, "case_id"), count=len(duties), wrong=LISTING.join(wrong))
        held = [s.stage for s in stages.get(case.case_id, ())]
        if sorted(map(str, held)) != sorted(c.Stage):
            labels = [context.playbook.label("stage", s) for s in c.Stage if held.count(s) != 1]
            yield finding("V-07b", at(case, "case_id"), count=len(held), wrong=LISTING.join(labels))


@check("V-09a", "V-09b", sees=Sees.BOOK)
def analysed(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-09: a case past its second stage is analysed for all three roots and by both subjects."""
    analyses = rows.grouped(Analysis, "case_id")
    past = {s.case_id for s in rows.of(Stage) if s.stage == c.Stage.S2 and s.act_end is not None}
    for case in rows.of(Case):
        if case.case_id not in past:
            continue
        found = analyses.get(case.case_id, ())
        roots = [context.playbook.label("root", r) for r in c.Root if r not in {a.root for a in found}]
        if roots:
            yield finding("V-09a", at(case, "case_id"), missing=LISTING.join(roots))
        owed = (c.Subject.DISCIPLINE_ORGAN, c.Subject.UNIT_PARTY)
        subjects = [context.playbook.label("subject", s) for s in owed if s not in {a.subject for a in found}]
        if subjects:
            yield finding("V-09b", at(case, "case_id"), missing=LISTING.join(subjects))


@check("V-14", sees=Sees.ROW)
def form_and_sanction(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-14: the form of discipline goes with the sanction (administrative grades by our own mapping)."""
    for case in rows.of(Case):
        if None in (case.form, case.party_sanction, case.admin_sanction, case.judicial):
            continue
        expected = _expected_form(case)
        if case.form != expected:
            label = context.playbook.label
            yield finding("V-14", at(case, "form"), value=label("form", case.form), expected=label("form", expected))


def _expected_form(case: Case) -> c.Form:
    if case.judicial == c.YesNo.YES:
        return c.Form.FOURTH
    heavy_admin = (c.AdminSanction.DEMOTED, c.AdminSanction.REMOVED, c.AdminSanction.DISMISSED)
    if case.party_sanction in _HEAVY_PARTY or case.admin_sanction in heavy_admin:
        return c.Form.THIRD
    if case.party_sanction in _LIGHT_PARTY or case.admin_sanction != c.AdminSanction.NONE:
        return c.Form.SECOND
    return c.Form.FIRST


@check("V-18a", sees=Sees.ROW)
def masked(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-18: a case subject is written as surname and 某; the finding does not repeat the name."""
    for case in rows.of(Case):
        name = case.person_masked
        if name is not None and "*" not in name and not re.fullmatch(MASKED_PERSON, name):
            yield finding("V-18a", at(case, "person_masked"), length=len(name))


@check("V-40", "V-41", "V-44", sees=Sees.BOOK)
def case_columns(rows: Rows, context: Context) -> Iterator[Finding]:
    """Columns of a case: close watch, late announcement, the fourth stage within the planned close."""
    days = context.playbook.thresholds.announce_days
    ends = {s.case_id: s.plan_end for s in rows.of(Stage) if s.stage == c.Stage.S4 and s.plan_end is not None}
    for case in rows.of(Case):
        if c.Focus.NONE in case.focus and len(case.focus) > 1:
            labels = LISTING.join(context.playbook.label("focus", f) for f in case.focus)
            yield finding("V-40", at(case, "focus"), value=labels)
        if case.decision_date is not None and case.announce_date is not None and not case.announce_reason:
            limit = case.decision_date + dt.timedelta(days=days)
            if case.announce_date > limit:
                yield finding("V-41", at(case, "announce_reason"), value=case.announce_date, limit=limit)
        end = ends.get(case.case_id)
        if end is not None and case.plan_close is not None and end > case.plan_close:
            yield finding("V-44", at(case, "plan_close"), value=case.plan_close, limit=end)


@check("V-42", "V-43", sees=Sees.BOOK)
def plan_of_case(rows: Rows, context: Context) -> Iterator[Finding]:
    """A duty is planned within its stage; a stage is not planned to begin before the one before it."""
    stages = {(s.case_id, s.stage): s for s in rows.of(Stage)}
    for pair in rows.of(Pair):
        plan = context.playbook.pairs.get(pair.mech or "")
        stage = stages.get((pair.case_id, plan.stage)) if plan else None
        if stage is None or None in (pair.plan_date, stage.plan_start, stage.plan_end):
            continue
        if not stage.plan_start <= pair.plan_date <= stage.plan_end:  # type: ignore[operator]
            label = context.playbook.label("stage", stage.stage)
            yield finding(
                "V-42",
                at(pair, "plan_date"),
                value=pair.plan_date,
                stage=label,
                low=stage.plan_start,
                high=stage.plan_end,
            )
    order = list(c.Stage)
    for (case_id, name), stage in stages.items():
        before = stages.get((case_id, order[order.index(c.Stage(name)) - 1])) if name in order[1:] else None
        if before and before.plan_start and stage.plan_start and stage.plan_start < before.plan_start:
            yield finding("V-43", at(stage, "plan_start"), value=stage.plan_start, limit=before.plan_start)
