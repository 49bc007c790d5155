"""The view of a plan on one day: the rows that the unit's workbook holds then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from report_jobs.demo.bank import Draw, phrases
from report_jobs.demo.plan import CasePlan, UnitPlan
from report_jobs.demo.view_meetings import meetings
from report_jobs.demo.view_problems import problem_rows
from workbooks import choices as c
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import (
    Analysis,
    Case,
    Cover,
    Duty,
    Pair,
    Regulation,
    Risk,
    SixCheck,
    Stage,
    Weekly,
)


def view(plan: UnitPlan, playbook: Playbook, period: Period) -> Rows:
    """Return what a unit reports for a period, as of the day before the due day."""
    day = period.due_day(playbook.rhythm) - dt.timedelta(days=1)
    return Rows.collect(_rows(plan, playbook, period, day))


def _rows(plan: UnitPlan, playbook: Playbook, period: Period, day: dt.date) -> Iterator[Row]:
    yield _cover(plan, playbook, period, day)
    yield from _people(plan)
    for case in plan.cases:
        if case.start <= day:
            yield from _case(case, plan, playbook, day)
    yield from _comparisons(plan, day)
    yield from problem_rows(plan, playbook, day)
    yield from _prevention(plan, day)
    yield from meetings(plan, playbook, period, day)
    yield _weekly(plan, playbook, period, day)


def _cover(plan: UnitPlan, playbook: Playbook, period: Period, day: dt.date) -> Cover:
    return Cover(
        template_version=playbook.programme.standard_version,
        unit_code=plan.unit.code,
        unit_name=plan.unit.name,
        week_id=str(period),
        return_type=c.ReturnType.NORMAL.value,
        mark=c.Mark.INTERNAL.value,
        filler=plan.staff.liaison,
        phone=f"8000{sum(map(ord, plan.unit.code)) % 1000:03d}",
        reviewer=plan.staff.reviewer,
        head_signoff=plan.staff.head,
        sign_date=day,
    )


def _people(plan: UnitPlan) -> Iterator[Duty]:
    staff = plan.staff
    roles = [(staff.head, c.Role.FIRST), *((name, c.Role.LEADER) for name in staff.leaders)]
    roles += [(name, c.Role.MEMBER) for name in staff.members]
    roles += [(name, c.Role.DEPT_HEAD) for name in staff.dept_heads] + [(staff.liaison, c.Role.LIAISON)]
    for number, (name, role) in enumerate(roles, start=1):
        yield Duty(
            role_id=f"{plan.unit.code}-R{number:02d}",
            role=role.value,
            name=name,
            title=staff.titles[name],
            portfolio=staff.portfolios.get(name),
            phone=f"8000{number:03d}" if role is c.Role.LIAISON else None,
        )


def _case(case: CasePlan, plan: UnitPlan, playbook: Playbook, day: dt.date) -> Iterator[Row]:
    sanctions = {
        "second": ("warning", "none", "no"),
        "third": ("probation", "removed", "no"),
        "fourth": ("expelled", "dismissed", "yes"),
    }
    party, admin, judicial = sanctions[case.form]
    yield Case(
        case_id=case.case_id,
        case_title=phrases()["case_title"].format(person=case.person),
        person_masked=case.person,
        rank=case.rank,
        post_type=case.post,
        focus=(case.focus,),
        field=case.topic.theme["field"],
        power=(case.topic.theme["power"],),
        link=(case.topic.theme["link"],),
        discipline=("integrity", "work"),
        form=case.form,
        party_sanction=party,
        admin_sanction=admin,
        judicial=judicial,
        amount=Decimal(len(case.topic.text) * 3) if case.form == "fourth" else None,
        decision_no=case.decision_no,
        decision_date=case.decided,
        announce_date=case.announced if case.announced <= day else None,
        announce_reason=case.announce_reason if case.announced <= day else None,
        typical_level="city" if case.form == "fourth" else "unit",
        start_date=case.start,
        plan_close=case.stages[-1].end,
        lead=case.lead,
        status=c.CaseStatus.RUNNING.value,
    )
    yield from _duties(case, plan, day)
    yield from _stages(case, day)
    yield from _analyses(case, playbook, day)


def _duties(case: CasePlan, plan: UnitPlan, day: dt.date) -> Iterator[Pair]:
    for duty in case.duties:
        status = c.ItemStatus.OPEN
        if duty.verified <= day:
            status = c.ItemStatus.VERIFIED
        elif duty.done <= day:
            status = c.ItemStatus.DONE
        elif duty.begun <= day:
            status = c.ItemStatus.RUNNING
        done, verified = duty.done <= day, duty.verified <= day
        yield Pair(
            pair_id=f"{case.case_id}-{duty.mech}{duty.side}",
            case_id=case.case_id,
            mech=duty.mech,
            side=duty.side,
            owner=plan.unit.short,
            plan_date=duty.planned,
            done_date=duty.done if done else None,
            status=status.value,
            evidence=_evidence(f"{case.case_id}{duty.mech}{duty.side}") if done else None,
            verifier=plan.staff.verifier if verified else None,
            verify_date=max(duty.verified, duty.done) if verified else None,
        )


def _evidence(seed: str) -> str:
    draw = Draw(seed, "municipal")
    return str(draw.one(phrases()["evidence"])).format(
        box=f"{draw.random.randint(1, 40):02d}", page=draw.random.randint(1, 30)
    )


def _stages(case: CasePlan, day: dt.date) -> Iterator[Stage]:
    for stage in case.stages:
        ended = stage.ended if stage.ended is not None and stage.ended <= day else None
        yield Stage(
            stage_id=f"{case.case_id}-{stage.id}",
            case_id=case.case_id,
            stage=stage.id,
            plan_start=stage.start,
            plan_end=stage.end,
            act_start=stage.began if stage.began <= day else None,
            act_end=ended,
            summary=_summary(case, stage.id) if ended else None,
            signer=case.lead if ended else None,
        )


def _summary(case: CasePlan, stage: str) -> str:
    draw = Draw(f"{case.case_id}{stage}", "municipal")
    return draw.text("summary", matter=case.topic.matter, gap=case.topic.gap)


def _analyses(case: CasePlan, playbook: Playbook, day: dt.date) -> Iterator[Analysis]:
    ended = case.stage(c.Stage.S2).ended
    for number, root in enumerate(case.roots, start=1):
        if root.day > day:
            continue
        texts, draw = phrases()["texts"], Draw(f"{case.case_id}{number}", "municipal")
        subject = playbook.label("subject", root.subject)
        yield Analysis(
            analysis_id=f"{case.case_id}-A{number:02d}",
            case_id=case.case_id,
            subject=root.subject,
            root=root.root,
            root_short=root.short,
            detail=root.detail,
            weak_point=draw.text("weak", matter=root.topic.matter) if root.root == c.Root.INSTITUTION else None,
            power=root.topic.theme["power"],
            link=root.topic.theme["link"],
            common=(c.YesNo.YES if root.common else c.YesNo.NO).value,
            lesson=texts["lesson"].format(matter=root.topic.matter, defect=root.topic.defect) if root.common else None,
            report_name=phrases()["report"].format(person=case.person, subject=subject)[:60],
            report_date=root.day,
            gate_reason=c.Pass.PASS.value if ended is not None and ended <= day else None,
        )


def _comparisons(plan: UnitPlan, day: dt.date) -> Iterator[SixCheck]:
    for number, check in enumerate(plan.checks, start=1):
        if check.day > day:
            continue
        found = check.problem is not None
        yield SixCheck(
            check_id=f"DZ-{plan.unit.code}-{number:04d}",
            six=check.six,
            subject_type=check.subject_type,
            subject=check.subject,
            finding=check.text,
            to_problem=(c.YesNo.YES if found else c.YesNo.NO).value,
            problem_id=f"WT-2026-{plan.unit.code}-{check.problem + 1:04d}" if check.problem is not None else None,
            check_date=check.day,
        )


def _prevention(plan: UnitPlan, day: dt.date) -> Iterator[Regulation | Risk]:
    draw = Draw(f"{plan.unit.code}risks", plan.unit.kind)
    for number, regulation in enumerate(plan.regulations, start=1):
        if regulation.begun > day:
            continue
        kept = regulation.action == c.RegulationAction.KEEP
        issued = kept or regulation.issued <= day
        steps = [s for s in c.RegulationStatus if s.rank < c.RegulationStatus.ISSUED.rank]
        span = max(1, (regulation.issued - regulation.begun).days)
        step = steps[min(len(steps) - 1, len(steps) * (day - regulation.begun).days // span)]
        old_no = phrases()["old_no"].format(year=2019 + number % 6, number=3 * number)
        yield Regulation(
            regulation_id=f"ZD-{plan.unit.code}-{number:03d}",
            name=regulation.name,
            area=regulation.area,
            action=regulation.action,
            problem_id=f"WT-2026-{plan.unit.code}-{regulation.problem + 1:04d}"
            if regulation.problem is not None
            else None,
            old_no=None if regulation.action == c.RegulationAction.CREATE else old_no,
            new_no=phrases()["new_no"].format(number=7 * number + 4) if issued else None,
            lead_dept=draw.dept(),
            owner=regulation.owner,
            plan_date=regulation.issued,
            status=(c.RegulationStatus.ISSUED if issued else step).value,
            issue_date=regulation.issued if issued else None,
            repeal_date=regulation.issued if regulation.action == c.RegulationAction.REPEAL else None,
        )
    yield from _risks(plan, day)


def _risks(plan: UnitPlan, day: dt.date) -> Iterator[Risk]:
    for number in range(1, plan.risks + 1):
        draw = Draw(f"{plan.unit.code}risk{number}", plan.unit.kind)
        listed = dt.date(2026, 9, 29) + draw.days(0, 30)
        topic, likelihood, consequence = draw.topic(), draw.random.randint(1, 5), draw.random.randint(2, 5)
        score = likelihood * consequence
        grade = c.Grade.HIGH if score >= 15 else c.Grade.MEDIUM if score >= 8 else c.Grade.LOW
        if listed > day:
            continue
        yield Risk(
            risk_id=f"FX-{plan.unit.code}-{number:03d}",
            dept=topic.dept,
            post=draw.text("post", matter=topic.matter),
            power=topic.theme["power"],
            link=topic.theme["link"],
            risk_type=draw.one(("moral", "duty", "process", "institution", "environment")),
            risk=draw.text("risk", matter=topic.matter, defect=topic.defect)[:40],
            manifest=topic.text,
            likelihood=likelihood,
            consequence=consequence,
            grade=grade.value,
            control=draw.text("control" if grade is c.Grade.HIGH else "control_any", matter=topic.matter),
            lead=draw.one(plan.staff.team),
            regulation_id=f"ZD-{plan.unit.code}-{draw.random.randint(1, 4):03d}",
            last_review=listed,
            status=c.RiskStatus.CONTROLLED.value,
        )


def _weekly(plan: UnitPlan, playbook: Playbook, period: Period, day: dt.date) -> Weekly:
    draw = Draw(f"{plan.unit.code}{period}", plan.unit.kind)
    topic = draw.topic()
    terms = {"dept": topic.dept, "matter": topic.matter, "gap": topic.gap, "day": draw.day(day)}
    lines = []
    for number in range(1, draw.random.randint(3, 5)):
        due = draw.day(day + dt.timedelta(days=3 + number))
        owner = draw.one(plan.staff.dept_heads)
        lines.append(
            draw.text("next_week", i=number, owner=owner, due=due, dept=draw.dept(), matter=draw.topic().matter)
        )
    return Weekly(
        txt_done=draw.text("done_week", **terms),
        txt_best=draw.text("best_week", **terms) if draw.chance(0.4) else None,
        txt_issue=draw.text("issue_week", **terms),
        txt_next="\n".join(lines),
        txt_ask=draw.text("ask", matter=topic.matter) if draw.chance(0.08) else None,
    )
