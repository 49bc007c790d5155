"""Activities, four forms, letters, assessments and accountability of a plan on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from report_jobs.demo.bank import Draw, phrases
from report_jobs.demo.plan import CasePlan, UnitPlan
from workbooks import choices as c
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.standard import Accountability, Activity, Assessment, FourForm, Letter

AGENDA = ("read_notice", "announce", "notify", "film", "statement", "speech")
ASSESSED = dt.date(2026, 11, 2)
"""From here on units rate themselves for the stage assessment."""


def meetings(plan: UnitPlan, playbook: Playbook, period: Period, day: dt.date) -> Iterator[Row]:
    """Yield what was held, counted, received and rated so far."""
    yield from _activities(plan, day)
    yield from _forms(plan, playbook, period)
    for number, case in enumerate(plan.cases, start=1):
        if case.letter_day <= day:
            yield _letter(plan, case, number, day)
        if case.stages[1].start <= day:
            yield _accountability(plan, case, number)
    if day >= ASSESSED:
        yield from _assessments(plan)


def _held(plan: UnitPlan) -> list[tuple[dt.date, str, str | None]]:
    held: list[tuple[dt.date, str, str | None]] = []
    for kind, days in plan.extra.items():
        held += [(day, kind, None) for day in days]
    for case in plan.cases:
        held.append((case.rally, "rally", case.case_id))
        held.append((case.life_meeting, "democratic_life", case.case_id))
        held.append((case.rally + dt.timedelta(days=6), "confession_study", case.case_id))
    return sorted(held, key=lambda item: (item[0], item[1], item[2] or ""))


def _activities(plan: UnitPlan, day: dt.date) -> Iterator[Activity]:
    for number, (held, kind, case_id) in enumerate(_held(plan), start=1):
        if held > day:
            continue
        draw = Draw(f"{plan.unit.code}activity{number}", plan.unit.kind)
        rally = kind == c.ActivityType.RALLY
        life = kind in (c.ActivityType.DEMOCRATIC_LIFE, c.ActivityType.ORGANISATION_LIFE)
        invited = (
            plan.unit.to_educate
            if rally
            else plan.unit.team + draw.random.randint(0, 6)
            if life
            else draw.random.randint(8, 45)
        )
        attended = invited - int(invited * draw.random.uniform(0.0, 0.07))
        small = kind in (c.ActivityType.LEADING_GROUP, c.ActivityType.INTEGRITY_TALK)
        yield Activity(
            act_id=f"HD-{plan.unit.code}-{number:04d}",
            case_id=case_id,
            act_type=kind,
            topic=phrases()["topics"][kind],
            act_date=held,
            host=plan.staff.head if rally or life else draw.one(plan.staff.team),
            agenda=AGENDA if rally else (),
            invited=invited,
            attended=attended,
            educated=0 if small or life else attended,
            head_present=c.YesNo.YES.value,
            n_problems=draw.random.randint(8, 24) if life else None,
            n_criticism=draw.random.randint(12, 40) if life else None,
            evidence=draw.one(phrases()["evidence"]).format(box=f"{number:02d}", page=1),
        )


def _forms(plan: UnitPlan, playbook: Playbook, period: Period) -> Iterator[FourForm]:
    """One or two counts for each week so far, most of them of the first form."""
    week = Period.parse(playbook.programme.first_week)
    while week <= period:
        draw = Draw(f"{plan.unit.code}{week}forms", plan.unit.kind)
        for number in range(1, draw.random.randint(1, 2) + 1):
            form = draw.one(("first",) * 8 + ("second", "second", "third"))
            persons = draw.random.randint(1, 6 if form == "first" else 2)
            yield FourForm(
                form_row_id=f"{plan.unit.code}-{week}-{number:02d}",
                week_id=str(week),
                form=form,
                measure=draw.one(playbook.allowed_measures[form]),
                persons=persons,
                key_posts=draw.random.randint(0, persons),
            )
        week = week.shift(1)


def _letter(plan: UnitPlan, case: CasePlan, number: int, day: dt.date) -> Letter:
    letter_id = f"WS-2026-{plan.unit.code}-{number:02d}"
    listed = sum(p.source_ref == letter_id and p.found <= day for p in plan.problems)
    issues = sum(p.source_ref == letter_id for p in plan.problems)
    answered = case.letter_day + dt.timedelta(days=34)
    status = c.LetterStatus.FIXING if listed >= issues else c.LetterStatus.DELIVERED
    if day >= answered and status is c.LetterStatus.FIXING:
        status = c.LetterStatus.ANSWERED
    draw = Draw(letter_id, plan.unit.kind)
    done = status is c.LetterStatus.ANSWERED
    return Letter(
        letter_id=letter_id,
        letter_type="advice",
        case_id=case.case_id,
        issuer=draw.one(phrases()["texts"]["issuers"]),
        n_issues=issues,
        n_advice=4,
        issue_date=case.letter_day - dt.timedelta(days=2),
        deliver_date=case.letter_day,
        deliver_way="direct",
        receiver=plan.staff.head,
        reply_due=case.letter_day + dt.timedelta(days=30),
        reply_date=answered if done else None,
        n_adopted=4 if done else None,
        status=status.value,
    )


def _accountability(plan: UnitPlan, case: CasePlan, number: int) -> Accountability:
    draw = Draw(f"{case.case_id}dual", plan.unit.kind)
    opened = draw.chance(0.35)
    decided = case.stages[1].start if opened else None
    return Accountability(
        acc_id=f"ZZ-2026-{plan.unit.code}-{number:02d}",
        case_id=case.case_id,
        dual=(c.YesNo.YES if opened else c.YesNo.NO).value,
        no_reason=None if opened else phrases()["texts"]["no_dual"],
        obj="leadership" if opened else None,
        cause=case.topic.matter + case.topic.defect if opened else None,
        way="ordered_review" if opened else None,
        persons=draw.random.randint(1, 3) if opened else None,
        decide_date=decided,
        evidence=draw.one(phrases()["evidence"]).format(box="31", page=number) if opened else None,
    )


def _assessments(plan: UnitPlan) -> Iterator[Assessment]:
    for indicator in c.Indicator:
        draw = Draw(f"{plan.unit.code}{indicator}", plan.unit.kind)
        rating = draw.one(
            (c.Score.YES, c.Score.YES, c.Score.MOSTLY) if plan.pace < 1.2 else (c.Score.MOSTLY, c.Score.NO)
        )
        yield Assessment(
            assess_id=f"{plan.unit.code}-T1-{indicator}",
            period="stage",
            indicator=indicator.value,
            self=rating.value,
            self_basis=draw.text("self_basis"),
        )
