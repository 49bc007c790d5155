"""Six comparisons, problems, actions, closures: what was found and how it is put right."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import Row, sheet
from workbooks.standard.cases import EVIDENCE
from workbooks.when import given, is_


@sheet(
    "六对照六查找", name="six_checks", en="six comparisons, six searches", key=("check_id",),
    note="领导班子、每名班子成员、关键岗位人员各覆盖六项。",
)
class SixCheck(Row):
    """One of the six comparisons made by one team, member, department or post."""

    check_id: str = col.key("对照编号", en="check number", pattern=keys.CHECK_ID, example="DZ-SZ012-0001")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", note="对照全市典型案例时可空。")
    six: str | None = col.choice("对照项", "six", en="comparison", required=True)
    subject_type: str | None = col.choice("对照主体类型", "subject_type", en="type of subject", required=True)
    subject: str | None = col.text("对照主体", en="subject", required=True, note="写科室或职务，不写个人隐私；班子成员写“责任分工”中的姓名。")
    finding: str | None = col.longtext("查找结果", en="what was found", required=True, note="写“未发现问题”时须以至少 20 字说明依据。")
    to_problem: str | None = col.choice("是否转入问题清单", "yes_no", en="made a problem", required=True)
    problem_id: str | None = col.ref("问题编号", "problems.problem_id", en="problem number", when=is_("to_problem", c.YesNo.YES))
    no_reason: str | None = col.text("不转入理由", en="why no problem", note="查找结果不是“未发现问题”而不转入时必填。")
    check_date: dt.date | None = col.date("对照日期", en="date", required=True, past=True)


@sheet("问题清单", name="problems", en="problems", key=("problem_id",), note="问题清单与责任清单同一行；编号一经使用不得复用。")
class Problem(Row):
    """A problem with its owner, deadline and measure of success."""

    problem_id: str = col.key("问题编号", en="problem number", pattern=keys.PROBLEM_ID, example="WT-2026-SZ012-0007")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", when=is_("source", c.Source.ANALYSIS))
    source: str | None = col.choice("问题来源", "source", en="source", required=True)
    source_ref: str | None = col.ref(
        "来源记录编号",
        (
            "analyses.analysis_id", "six_checks.check_id", "risks.risk_id", "activities.act_id",
            "letters.letter_id", "orders.order_id", "lookbacks.lb_id",
        ),
        en="number of the source record",
    )
    problem: str | None = col.longtext("问题描述", en="problem", required=True, min_len=15, max_len=300, note="见人见事。")
    ptype: str | None = col.choice("问题类别", "problem_type", en="class", required=True)
    root: str | None = col.choice("根源维度", "root", en="root", required=True)
    focus: str | None = col.choice("三个紧盯", "focus", en="close watch", required=True)
    field: str | None = col.choice("具体领域", "domain", en="field", required=True)
    severity: str | None = col.choice("严重程度", "severity", en="severity", required=True)
    fix_type: str | None = col.choice("整改类型", "fix_type", en="type of fix", required=True)
    acceptance: str | None = col.text("验收标准", en="measure of success", required=True, min_len=10)
    lead: str | None = col.ref("责任领导", "duties.name", en="leader in charge", required=True)
    lead_dept: str | None = col.text("牵头科室", en="department in charge", required=True, note="只能一个。")
    owner: str | None = col.person("责任人", en="owner", required=True)
    found_date: dt.date | None = col.date("发现日期", en="found", required=True, past=True)
    due_date: dt.date | None = col.date(
        "整改时限", en="due", required=True, after="found_date", note="立行立改不超过发现日期＋7 天。"
    )
    ext_reason: str | None = col.text("延期理由", en="why extended", when=given("ext_apply"), min_len=20, note="含当前进展。")
    ext_apply: dt.date | None = col.date("延期申请日期", en="extension asked", when=given("ext_due"), note="早于原整改时限。")
    ext_approver: str | None = col.person("延期批准人", en="extension approved by", note="单位主要负责人同意后由办公室填。")
    ext_due: dt.date | None = col.date("延期后时限", en="extended due", after="due_date", note="不超过原整改时限＋30 天；须有批准。")
    stage_goal: str | None = col.text("阶段目标", en="goal of this stage", when=is_("fix_type", c.FixType.LONG_TERM))
    next_review: dt.date | None = col.date("下次复核日期", en="next review", when=is_("fix_type", c.FixType.LONG_TERM))
    status: str | None = col.choice("问题状态", "problem_status", en="status", required=True)
    void_reason: str | None = col.text("作废理由", en="why void", when=is_("status", c.ProblemStatus.VOID), min_len=15)


@sheet("整改措施", name="actions", en="corrective actions", key=("action_id",), note="一行一条措施。")
class Action(Row):
    """One measure against one problem, and how far it has come."""

    action_id: str = col.key("措施编号", en="action number", pattern=keys.ACTION_ID, example="WT-2026-SZ012-0007-C02", extends="problem_id")
    problem_id: str | None = col.ref("问题编号", "problems.problem_id", en="problem number", required=True)
    action: str | None = col.longtext("措施内容", en="action", required=True, min_len=15, note="动词开头，可核验。")
    act_type: str | None = col.choice("措施类别", "action_type", en="class", required=True)
    owner: str | None = col.person("责任人", en="owner", required=True)
    start_date: dt.date | None = col.date("开始日期", en="start", required=True)
    due_date: dt.date | None = col.date("完成时限", en="due", required=True, not_before="start_date")
    week_progress: str | None = col.longtext(
        "本周进展", en="progress this week", when=is_("status", c.ActionStatus.RUNNING, c.ActionStatus.DONE), min_len=10,
        note="不得与上周完全相同。",
    )
    pct: int | None = col.integer("完成百分比", en="percent done", required=True, low=0, high=100, step=5)
    status: str | None = col.choice("措施状态", "action_status", en="status", required=True)
    done_date: dt.date | None = col.date(
        "完成日期", en="done", when=is_("status", c.ActionStatus.DONE), not_before="start_date", past=True
    )
    evidence: str | None = col.text(
        "佐证", en="evidence", when=is_("status", c.ActionStatus.DONE), note=EVIDENCE, example="整改/0007/会议纪要.pdf"
    )
    regulation_id: str | None = col.ref(
        "关联制度编号", "regulations.regulation_id", en="regulation number", when=is_("act_type", c.ActionType.REGULATION)
    )
    recovered: Decimal | None = col.money("清退追缴（万元）", en="recovered")
    handled: int | None = col.integer("处理人次", en="persons dealt with", low=0)
    blocker: str | None = col.text("困难与需协调事项", en="needs help with", note="填写后自动列为周报“提请事项”候选。")


@sheet("销号审核", name="closures", en="closures", key=("closure_id",), note="每次申请一行，保留历次。")
class Closure(Row):
    """One application to close a problem, with the four gates and three opinions."""

    closure_id: str = col.key("销号申请编号", en="closure number", pattern=keys.CLOSURE_ID, example="WT-2026-SZ012-0007-X01", extends="problem_id")
    problem_id: str | None = col.ref("问题编号", "problems.problem_id", en="problem number", required=True)
    apply_date: dt.date | None = col.date("申请日期", en="applied", required=True, past=True, note="不早于全部措施完成日期。")
    applicant: str | None = col.person("申请人", en="applicant", required=True, note="责任人或牵头科室负责人。")
    result: str | None = col.longtext("整改结果", en="result", required=True, min_len=50, note="逐条对应验收标准。")
    evidence: str | None = col.text("佐证", en="evidence", required=True, note=EVIDENCE, example="整改/0007/验收单.pdf")
    gate1: str | None = col.choice("原因分析透彻", "passed", en="cause understood")
    gate2: str | None = col.choice("风险点找准", "passed", en="risk point found")
    gate3: str | None = col.choice("整改措施过硬", "passed", en="measure holds")
    gate4: str | None = col.choice("成效显著", "passed", en="effect shown")
    head_opinion: str | None = col.choice("单位主要负责人意见", "close_result", en="opinion of the unit's head")
    head: str | None = col.person("单位主要负责人", en="unit's head", when=given("head_opinion"), note="与“责任分工”第一责任人一致。")
    head_date: dt.date | None = col.date(
        "单位签字日期", en="head signed", when=given("head_opinion"), not_before="apply_date", past=True
    )
    upper_opinion: str | None = col.choice(
        "分管市领导或主管部门意见", "close_result", en="opinion from above", note="严重程度为重大时必填。"
    )
    office_result: str | None = col.choice("领导小组办公室结论", "close_result", en="office's decision", office=True)
    office_reviewer: str | None = col.person("复核人", en="reviewed by", when=given("office_result"), office=True)
    office_date: dt.date | None = col.date(
        "复核日期", en="reviewed on", when=given("office_result"), not_before="head_date", past=True, office=True
    )
    rework: str | None = col.text(
        "补充整改要求", en="what to rework", when=is_("office_result", c.CloseResult.SEND_BACK), min_len=10
    )
