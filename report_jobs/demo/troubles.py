"""Making the problems of a unit, with actions, applications, regulations, and what comes back."""

from __future__ import annotations

import dataclasses
import datetime as dt

from report_jobs.demo.bank import Draw, Topic
from report_jobs.demo.plan import ActionPlan, CasePlan, CheckPlan, ProblemPlan, RegulationPlan, Staff, TryPlan
from workbooks import choices as c
from workbooks.playbook.model import Unit

BEGIN = dt.date(2026, 9, 28)
EARLY = dt.date(2026, 8, 31)
"""From here on the few problems were found that were closed before or soon after the programme began."""
DAY = dt.timedelta(days=1)

Made = tuple[tuple[ProblemPlan, ...], tuple[CheckPlan, ...], tuple[RegulationPlan, ...]]


def make_problems(
    unit: Unit, staff: Staff, draw: Draw, pace: float, cases: tuple[CasePlan, ...], checks: tuple[CheckPlan, ...]
) -> Made:
    """Make problems from comparisons, analyses, letters and other sources, in the order of finding."""
    wanted = draw.random.randint(14, 26) + (6 if pace > 1.2 else 0)
    seeds: list[tuple[dt.date, str, str | None, str | None, int | None]] = []
    seeds += [(EARLY + draw.days(0, 14), "public", None, None, None) for _ in range(4)]
    for case in cases:
        for number in draw.random.sample(range(1, len(case.roots) + 1), 3):
            day = case.roots[number - 1].day + draw.days(1, 4)
            seeds.append((max(day, BEGIN), "analysis", f"{case.case_id}-A{number:02d}", case.case_id, None))
        for _ in range(2):
            letter = f"WS-2026-{unit.code}-{cases.index(case) + 1:02d}"
            seeds.append((max(case.letter_day, BEGIN) + draw.days(2, 6), "letter", letter, case.case_id, None))
    chosen = sorted(draw.random.sample(range(len(checks)), min(len(checks), 8)))
    seeds += [(checks[i].day, "six_checks", f"DZ-{unit.code}-{i + 1:04d}", None, i) for i in chosen]
    while len(seeds) < wanted:
        seeds.append((BEGIN + draw.days(3, 48), draw.one(("public", "other")), None, None, None))
    problems: list[ProblemPlan] = []
    regulations: list[RegulationPlan] = [_kept(draw, staff) for _ in range(4)]
    told = list(checks)
    for found, source, ref, case_id, check in sorted(seeds, key=lambda seed: (seed[0], seed[2] or "")):
        made = _problem(draw, staff, pace, found, source, ref, case_id, len(problems), regulations)
        if check is not None:
            told[check] = dataclasses.replace(told[check], text=made.topic.text, problem=len(problems))
        problems.append(made)
    return tuple(_look_back(problems, draw, unit)), tuple(told), tuple(regulations)


def _problem(
    draw: Draw,
    staff: Staff,
    pace: float,
    found: dt.date,
    source: str,
    ref: str | None,
    case_id: str | None,
    index: int,
    regulations: list[RegulationPlan],
) -> ProblemPlan:
    topic = draw.topic()
    early = found < BEGIN
    fix = (
        c.FixType.BY_DATE
        if early
        else draw.one((c.FixType.BY_DATE,) * 7 + (c.FixType.INSTANT,) * 2 + (c.FixType.LONG_TERM,))
    )
    claimed = found + (DAY if fix is c.FixType.INSTANT else draw.days(2, 5))
    due = found + (dt.timedelta(days=7) if fix is c.FixType.INSTANT else draw.days(24, 52))
    owner = draw.one((*staff.dept_heads, *staff.members))
    actions = _actions(draw, topic, owner, claimed, due, min(pace, 0.7) if early else pace, index, regulations)
    last = max(action.done for action in actions)
    extension = None
    if last > due + 2 * DAY and fix is c.FixType.BY_DATE and draw.chance(0.45):
        extension = (due - 4 * DAY, due + draw.days(14, 28))
    void = not early and source in ("public", "other") and draw.chance(0.05)
    return ProblemPlan(
        topic=topic,
        source=source,
        source_ref=ref,
        case_id=case_id,
        root=draw.one(list(c.Root)),
        severity=draw.one((c.Severity.ORDINARY,) * 5 + (c.Severity.SERIOUS,) * 3 + (c.Severity.MAJOR,)),
        fix_type=fix,
        lead=draw.one((staff.head, *staff.leaders)),
        owner=owner,
        found=found,
        claimed=claimed,
        due=due,
        acceptance=draw.text("acceptance"),
        actions=actions if not void else (),
        tries=() if void or fix is c.FixType.LONG_TERM else _tries(draw, last, due),
        extension=extension,
        settled_long_term=min(last, due) - 2 * DAY if fix is c.FixType.LONG_TERM else None,
        voided=found + draw.days(3, 9) if void else None,
    )


def _actions(
    draw: Draw,
    topic: Topic,
    owner: str,
    claimed: dt.date,
    due: dt.date,
    pace: float,
    index: int,
    regulations: list[RegulationPlan],
) -> tuple[ActionPlan, ...]:
    made = []
    for template in draw.random.sample(list(topic.theme["action"]), draw.one((1, 1, 2, 2, 3))):
        done = claimed + max(DAY, (due - claimed) * (pace * draw.random.uniform(0.5, 0.95)))
        text = draw.fill(template, matter=topic.matter)
        regulation = None
        kind = draw.one(("process", "supervision", "education", "punishment", "other"))
        if due - claimed > 14 * DAY and draw.chance(0.16):
            kind, regulation = "regulation", len(regulations)
            name = draw.text("regulation", matter=topic.matter)
            area = topic.theme["ptype"] if topic.theme["ptype"] != "conduct" else "other"
            action = draw.one(("create", "create", "revise", "revise", "repeal"))
            regulations.append(RegulationPlan(name, area, action, owner, claimed, done, index))
        recovered = draw.random.randint(1, 36) if topic.theme["ptype"] == "finance" and draw.chance(0.6) else 0
        blocker = draw.text("blocker", matter=topic.matter) if draw.chance(0.06) else None
        limit = due - draw.days(0, 3) if due - claimed > 5 * DAY else due
        made.append(ActionPlan(text, kind, owner, claimed, max(limit, claimed), done, regulation, recovered, blocker))
    return tuple(made)


def _tries(draw: Draw, last: dt.date, due: dt.date) -> tuple[TryPlan, ...]:
    """Apply once the work is done; one in seven applications made in time is sent back and made again."""
    applied = last + draw.days(0, 2)
    decided = applied + draw.days(2, 5)
    first = TryPlan(applied, decided, decided + 2 * DAY > due or not draw.chance(0.18))
    if first.agreed:
        return (first,)
    again = first.decided + draw.days(9, 13)
    return (first, TryPlan(again, again + draw.days(2, 5), True))


def _kept(draw: Draw, staff: Staff) -> RegulationPlan:
    """A regulation that stays as it is; risk points refer to it."""
    name = draw.text("regulation", matter=draw.topic().matter)
    return RegulationPlan(name, "other", "keep", draw.one(staff.dept_heads), BEGIN, BEGIN)


def _look_back(problems: list[ProblemPlan], draw: Draw, unit: Unit) -> list[ProblemPlan]:
    """Look again at early closures, 31 days or more after; one of them in the city has come back."""
    looked = []
    for number, problem in enumerate(problems):
        closed = next((t.decided for t in problem.tries if t.agreed), None)
        if problem.found < BEGIN and closed is not None and number < 3:
            day = closed + dt.timedelta(days=31) + draw.days(0, 4)
            looked.append(dataclasses.replace(problem, looked_back=day, rebounds=unit.code == "SZ006" and number == 0))
        else:
            looked.append(problem)
    return looked
