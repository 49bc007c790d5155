"""Problems, actions, closures and look-backs of a plan on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from report_jobs.demo.bank import Draw, phrases
from report_jobs.demo.plan import ActionPlan, ProblemPlan, TryPlan, UnitPlan
from workbooks import choices as c
from workbooks.choices import ProblemStatus as S
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.standard import Action, Closure, LookBack, Problem

DAY = dt.timedelta(days=1)


def problem_rows(plan: UnitPlan, playbook: Playbook, day: dt.date) -> Iterator[Row]:
    """Yield every problem found so far with all that hangs on it."""
    look_backs = 0
    for number, problem in enumerate(plan.problems, start=1):
        if problem.found > day:
            continue
        problem_id = f"WT-2026-{plan.unit.code}-{number:04d}"
        actions = _with_rework(problem)
        yield _problem(plan, problem, problem_id, actions, day)
        for index, action in enumerate(actions, start=1):
            if action.start <= day:
                yield _action(plan, problem, f"{problem_id}-C{index:02d}", problem_id, action, day)
        for index, attempt in enumerate(problem.tries, start=1):
            if attempt.applied <= day:
                yield _closure(plan, problem, f"{problem_id}-X{index:02d}", problem_id, attempt, day)
        if problem.looked_back is not None and problem.looked_back <= day:
            look_backs += 1
            yield _look_back(plan, problem, f"HTK-2026-{plan.unit.code}-{look_backs:02d}", problem_id)


def _with_rework(problem: ProblemPlan) -> list[ActionPlan]:
    """Add the action that a refused application leads to."""
    actions = list(problem.actions)
    for attempt, following in zip(problem.tries, problem.tries[1:], strict=False):
        start, done = attempt.decided + 2 * DAY, following.applied - DAY
        draw = Draw(f"{problem.topic.text}rework", "municipal")
        text = draw.fill(draw.one(problem.topic.theme["action"]), matter=problem.topic.matter)
        due = max(start, min(problem.due, done))
        actions.append(ActionPlan(text, "process", problem.owner, start, due, done))
    return actions


def _status(problem: ProblemPlan, actions: list[ActionPlan], day: dt.date) -> S:
    """Return where a problem stands: the last of its events that has come."""
    if problem.voided is not None and problem.voided <= day:
        return S.VOID
    if problem.rebounds and problem.looked_back is not None and problem.looked_back <= day:
        return S.REBOUND
    if problem.settled_long_term is not None and problem.settled_long_term <= day:
        return S.LONG_TERM
    if problem.voided is not None or day < problem.claimed:
        return S.UNCLAIMED
    for attempt in reversed(problem.tries):
        if attempt.applied <= day:
            if day < attempt.decided:
                return S.REVIEWING
            if attempt.agreed:
                return S.CLOSED
            if day < attempt.decided + 2 * DAY:
                return S.SENT_BACK
            break
    started = [action for action in actions if action.start <= day]
    return S.FIXED if started and all(action.done <= day for action in started) else S.FIXING


def _problem(plan: UnitPlan, problem: ProblemPlan, problem_id: str, actions: list[ActionPlan], day: dt.date) -> Problem:
    status = _status(problem, actions, day)
    extended = problem.extension if problem.extension is not None and problem.extension[0] <= day else None
    draw = Draw(f"{problem_id}text", plan.unit.kind)
    long_term = problem.fix_type == c.FixType.LONG_TERM
    return Problem(
        problem_id=problem_id,
        case_id=problem.case_id,
        source=problem.source,
        source_ref=problem.source_ref,
        problem=problem.topic.text,
        ptype=problem.topic.theme["ptype"],
        root=problem.root,
        focus=draw.one(("central", "livelihood", "key_posts")),
        field=problem.topic.theme["field"],
        severity=problem.severity,
        fix_type=problem.fix_type,
        acceptance=problem.acceptance,
        lead=problem.lead,
        lead_dept=problem.topic.dept,
        owner=problem.owner,
        found_date=problem.found,
        due_date=problem.due,
        ext_reason=draw.text("ext_reason", day=draw.day(extended[0] - 3 * DAY)) if extended else None,
        ext_apply=extended[0] if extended else None,
        ext_approver=phrases()["texts"]["office_reviewers"][0] if extended else None,
        ext_due=extended[1] if extended else None,
        stage_goal=draw.text("stage_goal", matter=problem.topic.matter) if long_term else None,
        next_review=problem.found + 80 * DAY if long_term else None,
        status=status.value,
        void_reason=draw.text("void_reason") if status is S.VOID else None,
    )


def _action(
    plan: UnitPlan, problem: ProblemPlan, action_id: str, problem_id: str, action: ActionPlan, day: dt.date
) -> Action:
    done = action.done <= day
    draw = Draw(f"{action_id}{action.done if done else day}", plan.unit.kind)
    span = max(1, (action.done - action.start).days)
    percent = 100 if done else min(95, 5 * (19 * (day - action.start).days // span))
    shown = draw.day(min(day, action.done) - draw.days(0, 2))
    number = action.regulation
    return Action(
        action_id=action_id,
        problem_id=problem_id,
        action=action.text,
        act_type=action.act_type,
        owner=action.owner,
        start_date=action.start,
        due_date=action.due,
        week_progress=draw.text("done" if done else "progress", day=shown, owner=action.owner),
        pct=percent,
        status=(c.ActionStatus.DONE if done else c.ActionStatus.RUNNING).value,
        done_date=action.done if done else None,
        evidence=draw.one(phrases()["evidence"]).format(box=action_id[-8:-4], page=1) if done else None,
        regulation_id=f"ZD-{plan.unit.code}-{number + 1:03d}" if number is not None else None,
        recovered=Decimal(action.recovered) if action.recovered and done else None,
        blocker=action.blocker if not done else None,
    )


def _closure(
    plan: UnitPlan, problem: ProblemPlan, closure_id: str, problem_id: str, attempt: TryPlan, day: dt.date
) -> Closure:
    decided = attempt.decided <= day
    draw = Draw(closure_id, plan.unit.kind)
    passed, agree = c.Pass.PASS.value, c.CloseResult.AGREE.value
    reviewer = draw.one(phrases()["texts"]["office_reviewers"])
    refused = decided and not attempt.agreed
    terms = {"action": problem.actions[0].text, "lead": problem.lead, "owner": problem.owner}
    return Closure(
        closure_id=closure_id,
        problem_id=problem_id,
        apply_date=attempt.applied,
        applicant=problem.owner,
        result=draw.text("result", day=draw.day(attempt.applied), **terms),
        evidence=draw.one(phrases()["evidence"]).format(box=closure_id[-8:-4], page=2),
        gate1=passed if decided else None,
        gate2=passed if decided else None,
        gate3=(c.Pass.FAIL.value if refused else passed) if decided else None,
        gate4=passed if decided else None,
        head_opinion=agree,
        head=plan.staff.head,
        head_date=attempt.applied,
        upper_opinion=agree if problem.severity == c.Severity.MAJOR else None,
        office_result=(c.CloseResult.SEND_BACK.value if refused else agree) if decided else None,
        office_reviewer=reviewer if decided else None,
        office_date=attempt.decided if decided else None,
        rework=draw.text("rework") if refused else None,
    )


def _look_back(plan: UnitPlan, problem: ProblemPlan, number: str, problem_id: str) -> LookBack:
    draw = Draw(number, plan.unit.kind)
    back = problem.rebounds
    deepen = not back and draw.chance(0.2)
    yes, day = c.Score.YES.value, problem.looked_back or problem.found
    result = c.LookBackResult.REBOUND if back else c.LookBackResult.DEEPEN if deepen else c.LookBackResult.FIRM
    return LookBack(
        lb_id=number,
        case_id=problem.case_id,
        problem_id=problem_id,
        way=("documents", "site"),
        check_date=day,
        leader=plan.staff.verifier,
        result=result.value,
        finding=draw.text("lookback" if back else "deepen") if back or deepen else None,
        in_people=yes,
        in_time=yes,
        in_content=(c.Score.MOSTLY if back else c.Score.YES).value,
        in_effect=(c.Score.NO if back else c.Score.YES).value,
        redo_due=day + 20 * DAY if back else None,
        handle="admonition" if back else "none",
    )
