"""A sound book of rows for tests of checks: one case from decision to closing, nothing to be found in it.

Tests change one thing at a time with `edit`, `add` and `drop` and look at what is said.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.grids import PLAYBOOK, UNIT, WEEK
from workbooks import choices as c
from workbooks.checks import run_checks
from workbooks.checks.base import Context
from workbooks.findings import Finding
from workbooks.period import Period
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import (
    Accountability,
    Action,
    Activity,
    Analysis,
    Assessment,
    Case,
    Closure,
    Cover,
    Duty,
    FourForm,
    Letter,
    LookBack,
    Pair,
    Problem,
    Regulation,
    Risk,
    SixCheck,
    Stage,
    Weekly,
)

PERIOD, TODAY = Period.parse(WEEK), dt.date(2026, 11, 20)
CASE, P1, P2 = "AJ-2026-SZ012-001", "WT-2026-SZ012-0001", "WT-2026-SZ012-0002"
HEAD, LEADER, MEMBER, CHIEF, LIAISON = "闻仲平", "简若川", "晏怀信", "裴知远", "宁可为"


def day(month: int, number: int) -> dt.date:
    """A day of 2026."""
    return dt.date(2026, month, number)


STAGES = {
    "S1": (day(8, 10), day(8, 24)),
    "S2": (day(8, 24), day(9, 14)),
    "S3": (day(9, 14), day(10, 26)),
    "S4": (day(10, 26), day(11, 9)),
}


def _people() -> list[Row]:
    roles = [(HEAD, "first"), (LEADER, "leader"), (MEMBER, "member"), (CHIEF, "dept_head"), (LIAISON, "liaison")]
    duties = [
        Duty(
            role_id=f"SZ012-R{n:02d}",
            role=role,
            name=name,
            title="局长",
            portfolio="审批管理" if role in ("leader", "member") else None,
            phone="8000012" if role == "liaison" else None,
        )
        for n, (name, role) in enumerate(roles, start=1)
    ]
    cover = Cover(
        template_version="V1.0", unit_code=UNIT, unit_name="景澜市政务服务管理局", week_id=WEEK, return_type="normal",
        mark="internal", filler=LIAISON, phone="8000012", reviewer=CHIEF, head_signoff=HEAD, sign_date=day(11, 19),
    )  # fmt: skip
    weekly = Weekly(
        txt_done="召开党组会研究两次，现场核验两个窗口办件台账六十份，补齐限时办结公示，约谈责任人一名，更新整改台账三项。",
        txt_issue="部分容缺受理清单会签进度偏慢，已排出时间表。",
        txt_next="1. 完成清单会签，责任人：宁可为，11月27日前",
    )
    return [cover, *duties, weekly]


def _case() -> list[Row]:
    case = Case(
        case_id=CASE, case_title="李某某严重违纪违法案", person_masked="李某某", rank="county", post_type="key_department",
        focus=("key_posts",), field="other", discipline=("integrity",), form="second", party_sanction="warning",
        admin_sanction="none", judicial="no", decision_date=day(7, 27), announce_date=day(8, 12), typical_level="unit",
        start_date=day(8, 10), plan_close=day(11, 9), lead=LEADER, status="closed", close_report_date=day(11, 9),
    )  # fmt: skip
    stages = [
        Stage(
            stage_id=f"{CASE}-{name}", case_id=CASE, stage=name, plan_start=start, plan_end=end, act_start=start, act_end=end,
            summary="阶段任务 12 项全部完成，会议记录、清单、佐证归档，" * 3, signer=LEADER,
        )
        for name, (start, end) in STAGES.items()
    ]  # fmt: skip
    pairs = [
        Pair(
            pair_id=f"{CASE}-{mech}{side}", case_id=CASE, mech=mech, side=side, owner="市政务局",
            plan_date=STAGES[pair.stage][1], done_date=STAGES[pair.stage][0] + dt.timedelta(days=5), status="verified",
            evidence="档案盒 03-12", verifier=CHIEF, verify_date=STAGES[pair.stage][0] + dt.timedelta(days=8),
        )
        for mech, pair in PLAYBOOK.pairs.items()
        for side in "AB"
    ]  # fmt: skip
    analyses = [
        Analysis(
            analysis_id=f"{CASE}-A{n:02d}", case_id=CASE, subject=subject, root=root, root_short="关键环节缺少制衡",
            detail="窗口收件、审核、出证由一人包办三年，抽查 40 件有 6 件缺复核签字，风险长期未被发现。",
            weak_point="收件审核流程" if root == "institution" else None, common="no", report_name="剖析报告",
            report_date=day(9, 7), gate_reason="pass",
        )
        for n, (subject, root) in enumerate(
            [(s, r) for s in ("discipline_organ", "unit_party") for r in c.Root], start=1
        )
    ]  # fmt: skip
    return [case, *stages, *pairs, *analyses]


def _rectification() -> list[Row]:
    shared: dict[str, Any] = {
        "case_id": CASE, "ptype": "approval", "focus": "key_posts", "field": "other", "acceptance": "抽查二十件无超期且签字完整",
        "lead": LEADER, "lead_dept": "审批科", "owner": CHIEF, "status": "closed",
    }  # fmt: skip
    problems = [
        Problem(
            problem_id=P1, source="analysis", source_ref=f"{CASE}-A01", problem="窗口收件后未当日录入系统，抽查四十件有六件超时。",
            root="supervision", severity="ordinary", fix_type="instant", found_date=day(9, 16), due_date=day(9, 23), **shared,
        ),
        Problem(
            problem_id=P2, source="letter", source_ref="WS-2026-SZ012-01", problem="容缺受理没有书面清单，同类申请尺度不一，涉及三个科室。",
            root="institution", severity="serious", fix_type="by_date", found_date=day(9, 16), due_date=day(10, 19), **shared,
        ),
    ]  # fmt: skip
    actions = [
        Action(
            action_id=f"{p}-C01", problem_id=p, action=text, act_type=kind, owner=CHIEF, start_date=day(9, 17), due_date=due,
            week_progress="9月20日全部办结并签字，抽查 20 件", pct=100, status="done", done_date=done,
            evidence="整改/会议纪要.pdf", regulation_id=regulation, recovered=Decimal("1.50"), handled=1,
        )
        for p, text, kind, done, due, regulation in (
            (P1, "补录六件并逐件核对录入时间，公示限时办结清单", "process", day(9, 20), day(9, 23), None),
            (P2, "印发容缺受理办法，三个科室统一尺度并抽查二十件", "regulation", day(10, 12), day(10, 19), "ZD-SZ012-001"),
        )
    ]  # fmt: skip
    closures = [
        Closure(
            closure_id=f"{p}-X01", problem_id=p, apply_date=applied, applicant=CHIEF, evidence="整改/验收单.pdf",
            result="对照验收标准逐条整改：抽查 20 件全部当日录入、签字完整，台账、公示和会议记录归档，群众评价良好，连续两周无新增。",
            gate1="pass", gate2="pass", gate3="pass", gate4="pass", head_opinion="agree", head=HEAD, head_date=applied,
            office_result="agree", office_reviewer="楼允中", office_date=applied + dt.timedelta(days=2),
        )
        for p, applied in ((P1, day(9, 21)), (P2, day(10, 13)))
    ]  # fmt: skip
    checks = [
        SixCheck(
            check_id=f"DZ-SZ012-{n:04d}", six=six, subject_type="team", subject="领导班子", to_problem="no",
            finding="未发现问题：逐项对照近两年资料 30 份、谈话 12 人，流程完整。", check_date=day(9, 20),
        )
        for n, six in enumerate(c.Six, start=1)
    ]  # fmt: skip
    return [*problems, *actions, *closures, *checks]


def _prevention() -> list[Row]:
    def meeting(number: int, kind: str, held: dt.date, **more: Any) -> Activity:
        base: dict[str, Any] = {
            "act_id": f"HD-SZ012-{number:04d}", "act_type": kind, "topic": "以案促改", "act_date": held, "host": HEAD, "invited": 96,
            "attended": 95, "educated": 0, "head_present": "yes", "evidence": "会议/签到表.pdf",
        }  # fmt: skip
        return Activity(**{**base, **more})

    return [
        meeting(1, "leading_group", day(8, 11), invited=12, attended=12),
        meeting(2, "rally", day(9, 3), case_id=CASE, educated=95, agenda=("announce", "notify", "statement")),
        meeting(3, "democratic_life", day(10, 9), case_id=CASE, invited=6, attended=6, n_problems=12, n_criticism=18),
        Regulation(
            regulation_id="ZD-SZ012-001", name="容缺受理办法", area="approval", action="create", problem_id=P2,
            new_no="景政服〔2026〕12号", lead_dept="审批科", owner=CHIEF, plan_date=day(10, 19), status="audited",
            issue_date=day(10, 12), audit_date=day(11, 12), audit_result="抽查 20 件按新规办理",
        ),
        Risk(
            risk_id="FX-SZ012-001", dept="审批科", post="收件岗", power="approval", link="other", risk_type="process", risk="一人包办",
            manifest="收件审核出证由一人完成，没有复核环节，容易超期或漏件。", likelihood=4, consequence=4, grade="high",
            control="双人复核\n每月抽查 20 件", lead=LEADER, regulation_id="ZD-SZ012-001", case_id=CASE, last_review=day(10, 20),
            status="controlled",
        ),
        FourForm(
            form_row_id="SZ012-2026-W47-01", week_id=WEEK, form="first", measure="talk_reminder", persons=3, key_posts=1,
        ),
        Letter(
            letter_id="WS-2026-SZ012-01", letter_type="advice", case_id=CASE, issuer="派驻第三组", n_issues=1, n_advice=4,
            issue_date=day(8, 14), deliver_date=day(8, 17), deliver_way="direct", receiver=HEAD, reply_due=day(9, 16),
            reply_date=day(9, 16), n_adopted=4, status="done",
        ),
        *(
            LookBack(
                lb_id=f"HTK-2026-SZ012-{n:02d}", case_id=CASE, problem_id=p, way=("site",), check_date=day(11, 17), leader=MEMBER,
                result="firm", in_people="yes", in_time="yes", in_content="yes", in_effect="yes", handle="none",
            )
            for n, p in enumerate((P1, P2), start=1)
        ),
        *(
            Assessment(
                assess_id=f"SZ012-T1-{i}", period="final", indicator=i, self="yes", self_basis="对照台账 12 项逐项核验",
                verified="yes",
            )
            for i in c.Indicator
        ),
        Accountability(
            acc_id="ZZ-2026-SZ012-01", case_id=CASE, dual="no",
            no_reason="经核查，领导班子已履行提醒、约谈和报告职责，不具备启动条件。",
        ),
    ]  # fmt: skip


BASE = Rows.collect(
    row.replace(at=number)  # type: ignore[call-arg]
    for number, row in enumerate([*_people(), *_case(), *_rectification(), *_prevention()], start=4)
)

Edit = Callable[[Rows], Rows]


def edit(row_type: type[Row], key: str = "", /, **changes: Any) -> Edit:
    """Change fields of one row: the one with this key, or the first."""

    def change(rows: Rows) -> Rows:
        target = rows.keyed(row_type)[key] if key else rows.of(row_type)[0]
        return Rows.collect(row.replace(**changes) if row is target else row for row in rows)

    return change


def every(row_type: type[Row], /, **changes: Any) -> Edit:
    """Change fields of every row of a sheet."""
    return lambda rows: Rows.collect(row.replace(**changes) if isinstance(row, row_type) else row for row in rows)


def drop(row_type: type[Row], test: Callable[[Any], bool] = lambda row: True) -> Edit:
    """Take rows out."""
    return lambda rows: Rows.collect(row for row in rows if not (isinstance(row, row_type) and test(row)))


def add(*more: Row) -> Edit:
    """Put rows in."""
    return lambda rows: Rows.collect([*rows, *more])


def copy_of(row_type: type[Row], key: str = "", /, **changes: Any) -> Edit:
    """Put a changed copy of a row in."""

    def change(rows: Rows) -> Rows:
        target = rows.keyed(row_type)[key] if key else rows.of(row_type)[0]
        return Rows.collect([*rows, target.replace(at=900, **changes)])

    return change


def both(*edits: Edit) -> Edit:
    """Do several edits."""

    def change(rows: Rows) -> Rows:
        for one in edits:
            rows = one(rows)
        return rows

    return change


@dataclasses.dataclass(frozen=True)
class Book:
    """A book for a check: edits of the sound one, and what the unit reported before (edits of the sound one too)."""

    edits: Edit = lambda rows: rows
    before: tuple[Edit, ...] | None = None
    office: Rows = NO_ROWS
    names: frozenset[str] = frozenset()
    today: dt.date = TODAY

    def findings(self) -> list[Finding]:
        """Run every check."""
        history = tuple(change(BASE) for change in self.before or ())
        context = Context(PLAYBOOK, PERIOD, self.today, UNIT, history, self.office, self.names)
        return list(run_checks(self.edits(BASE), context))

    def codes(self) -> set[str]:
        """Return the codes that are raised."""
        return {found.code for found in self.findings()}


def same(rows: Rows) -> Rows:
    """The sound book as it is."""
    return rows
