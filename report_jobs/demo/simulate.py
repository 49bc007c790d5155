"""Making the plan of a unit: people, cases, comparisons, and what else is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from report_jobs.demo.bank import Draw, phrases
from report_jobs.demo.plan import CasePlan, CheckPlan, DutyPlan, RootPlan, Staff, StagePlan, UnitPlan
from report_jobs.demo.troubles import make_problems
from workbooks import choices as c
from workbooks.playbook.model import Playbook, Unit

BEGIN = dt.date(2026, 9, 28)
"""The Monday of the first week."""
LAGGARDS = ("QY001", "SZ006", "XQ001")
STARS = ("SZ002", "SZ009", "XQ004", "QY005")
WITHOUT_CASE = ("SZ007", "SZ011", "SZ012", "XQ006", "QY004", "QY005", "QY006")
WITH_TWO_CASES = ("SZ004", "SZ005", "XQ001", "XQ002", "QY001")


def make_unit(playbook: Playbook, unit: Unit, seed: int) -> UnitPlan:
    """Make the plan of one unit; the same seed makes the same plan."""
    draw = Draw(f"{seed}-{unit.code}", unit.kind)
    staff = _staff(draw, unit)
    pace = 1.6 if unit.code in LAGGARDS else 0.62 if unit.code in STARS else 0.8 + 0.25 * draw.random.random()
    wanted = 0 if unit.code in WITHOUT_CASE else 2 if unit.code in WITH_TWO_CASES else 1
    cases = tuple(_case(playbook, unit, staff, draw, number, pace) for number in range(1, wanted + 1))
    checks = tuple(_checks(unit, staff, draw, cases))
    problems, checks, regulations = make_problems(unit, staff, draw, pace, cases, checks)
    held = {
        "leading_group": (BEGIN + draw.days(1, 4),),
        "party_lecture": tuple(BEGIN + dt.timedelta(days=14 * i) + draw.days(2, 9) for i in range(3)),
        "centre_group": tuple(BEGIN + dt.timedelta(days=21 * i) + draw.days(4, 12) for i in range(2)),
        "integrity_talk": tuple(BEGIN + dt.timedelta(days=10 * i) + draw.days(8, 14) for i in range(4)),
        "rally": () if cases else (BEGIN + draw.days(18, 30),),
        "organisation_life": () if cases else (BEGIN + draw.days(30, 44),),
    }
    return UnitPlan(unit, staff, pace, cases, problems, checks, regulations, draw.random.randint(9, 15), held)


def _staff(draw: Draw, unit: Unit) -> Staff:
    people = [draw.person() for _ in range(unit.team + 6)]
    head, *others = people
    leaders, members, rest = others[:3], others[3 : unit.team - 1], others[unit.team - 1 :]
    titles = {name: draw.one(phrases()["titles"][1:]) for name in people} | {head: phrases()["titles"][0]}
    portfolios = {name: draw.one(phrases()["portfolios"]) for name in (*leaders, *members)}
    return Staff(head, tuple(leaders), tuple(members), tuple(rest[:3]), rest[3], rest[4], rest[5], titles, portfolios)


def _case(playbook: Playbook, unit: Unit, staff: Staff, draw: Draw, number: int, pace: float) -> CasePlan:
    start = dt.date(2026, 9, 7) + dt.timedelta(days=7 * draw.random.randint(0, 4) + 14 * (number - 1))
    decided = start - draw.days(12, 26)
    late = draw.chance(0.08)
    announced = decided + (draw.days(33, 36) if late else draw.days(6, 24))
    stages = tuple(_stages(playbook, start, draw, pace, announced))
    topic = draw.topic()
    given = draw.random.choice((1, 2))
    return CasePlan(
        case_id=f"AJ-2026-{unit.code}-{number:03d}",
        person=draw.one(phrases()["subjects"]) + phrases()["masked"] * given,
        decided=decided,
        announced=announced,
        announce_reason=phrases()["texts"]["announce_reason"] if late else None,
        start=start,
        topic=topic,
        form=draw.one(("second", "second", "third", "fourth")),
        stages=stages,
        duties=tuple(_duties(playbook, stages, draw)),
        roots=tuple(_roots(draw, stages[1])),
        lead=draw.one((staff.head, *staff.leaders)),
        rank=draw.one(("county", "township", "general", "enterprise")),
        post=draw.one(("team_member", "key_department", "money", "goods", "people")),
        focus=draw.one(("central", "livelihood", "key_posts")),
        decision_no=phrases()["decision_no"].format(number=draw.random.randint(11, 480)),
        rally=stages[1].start + draw.days(6, 14),
        life_meeting=stages[2].start + draw.days(8, 16),
        letter_day=stages[0].start + draw.days(4, 9),
    )


def _stages(playbook: Playbook, start: dt.date, draw: Draw, pace: float, announced: dt.date) -> Iterator[StagePlan]:
    """Plan four stages; the first two end, some late, the third is still running when the demo ends."""
    begin, began = start, start
    for number, stage in enumerate(playbook.stages):
        end = begin + dt.timedelta(weeks=stage.weeks)
        late = draw.days(2, 9) if draw.chance(0.25 * pace) else -draw.days(0, 2)
        ended = max(end + late, announced) if number < 2 else None
        yield StagePlan(stage.id, begin, end, began, ended)
        begin, began = end, max(end, ended or end)


def _duties(playbook: Playbook, stages: tuple[StagePlan, ...], draw: Draw) -> Iterator[DutyPlan]:
    by_id = {stage.id: stage for stage in stages}
    for mech, pair in playbook.pairs.items():
        stage = by_id[pair.stage]
        for side in c.Side:
            span = (stage.ended or stage.end + dt.timedelta(days=12)) - stage.began
            begun = stage.began + span * draw.random.uniform(0.05, 0.2)
            done = stage.began + span * draw.random.uniform(0.3, 0.7)
            verified = stage.began + span * draw.random.uniform(0.75, 0.95)
            planned = stage.start + (stage.end - stage.start) * draw.random.uniform(0.4, 0.9)
            yield DutyPlan(mech, side, planned, begun, done, verified)


def _roots(draw: Draw, stage: StagePlan) -> Iterator[RootPlan]:
    for subject in (c.Subject.DISCIPLINE_ORGAN, c.Subject.UNIT_PARTY):
        for root in c.Root:
            topic = draw.topic()
            detail = draw.text("detail", matter=topic.matter, defect=topic.defect)
            span = (stage.ended or stage.end) - stage.began
            day = stage.began + span * draw.random.uniform(0.3, 0.7)
            yield RootPlan(subject, root, draw.text("root_short"), detail, topic, draw.chance(0.4), day)


def _checks(unit: Unit, staff: Staff, draw: Draw, cases: tuple[CasePlan, ...]) -> Iterator[CheckPlan]:
    """Six comparisons for the team, each member and a few departments, in October and November."""
    subjects = [(c.SubjectType.TEAM, phrases()["team"]), *((c.SubjectType.MEMBER, name) for name in staff.team)]
    subjects += [(c.SubjectType.DEPARTMENT, draw.dept()) for _ in range(2)]
    for number, (kind, subject) in enumerate(subjects):
        day = BEGIN + dt.timedelta(days=6 + 3 * number) + draw.days(0, 3)
        for six in c.Six:
            text = draw.text("nothing", matter=draw.topic().matter)
            yield CheckPlan(kind, subject, six, day, text, None)
