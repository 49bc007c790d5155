"""Cases and what hangs on each: the 14 paired duties, the four stages, the analyses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import Row, sheet
from workbooks.when import given, is_

EVIDENCE = "材料名称或存放位置（相对路径或档案盒号），不得填互联网地址。"


@sheet("案件", name="cases", en="cases", key=("case_id",), note="只登记已作出处分决定、列入以案促改的案件；姓名脱敏。")
class Case(Row):
    """A decided case, from intake to look-back."""

    case_id: str = col.key(
        "案件编号", en="case number", pattern=keys.CASE_ID, example="AJ-2026-SZ012-001", note="内部流水号，不写立案号。"
    )
    case_title: str | None = col.text("案件名称", en="case title", required=True, max_len=40, example="李某某严重违纪违法案")
    person_masked: str | None = col.masked("当事人", en="case subject (masked)", required=True, example="李某某", note="姓＋某/某某。")
    rank: str | None = col.choice("职级层次", "rank", en="rank", required=True)
    post_type: str | None = col.choice("岗位类别", "post", en="type of post", required=True)
    focus: tuple[str, ...] = col.choices("三个紧盯", "focus", en="close watch", required=True, note="选“均不涉及”则不得再选其他。")
    field: str | None = col.choice("具体领域", "domain", en="field", required=True)
    power: tuple[str, ...] = col.choices("涉及权力", "power", en="powers involved", optional=True)
    link: tuple[str, ...] = col.choices("重点环节", "link", en="key links", optional=True)
    discipline: tuple[str, ...] = col.choices("违反纪律类别", "discipline", en="discipline violated", required=True)
    form: str | None = col.choice("四种形态", "form", en="form of discipline", required=True)
    party_sanction: str | None = col.choice("党纪处分", "party_sanction", en="party sanction", required=True)
    admin_sanction: str | None = col.choice("政务处分", "admin_sanction", en="administrative sanction", required=True)
    judicial: str | None = col.choice("是否移送司法", "yes_no", en="sent to the courts", required=True)
    amount: Decimal | None = col.money("涉案金额（万元）", en="amount involved", note="未公开的留空。", optional=True)
    decision_no: str | None = col.text(
        "处分决定文号", en="decision number", pattern=keys.DOCUMENT_NO, example="某纪通〔2026〕25号", optional=True
    )
    decision_date: dt.date | None = col.date("处分决定日期", en="date of decision", required=True, past=True)
    announce_date: dt.date | None = col.date(
        "宣布日期", en="date announced", not_before="decision_date", past=True, note="处分决定后一个月内宣布。"
    )
    announce_reason: str | None = col.text(
        "逾期宣布说明", en="reason for late announcement", min_len=15, note="宣布日期晚于宣布期限时必填。"
    )
    typical_level: str | None = col.choice("典型案例层级", "typical_level", en="level as a typical case", required=True)
    start_date: dt.date | None = col.date("启动日期", en="start", required=True, not_before="decision_date")
    plan_close: dt.date | None = col.date(
        "计划办结日期", en="planned close", required=True, after="start_date", note="默认为启动日期＋91 天。"
    )
    lead: str | None = col.ref("牵头领导", "duties.name", en="leader in charge", required=True)
    status: str | None = col.choice("案件促改状态", "case_status", en="status", required=True, note="“已办结”由汇总版回写。")
    close_report_date: dt.date | None = col.date(
        "办结报告日期", en="date of closing report", when=is_("status", c.CaseStatus.CLOSING, c.CaseStatus.CLOSED),
        not_before="start_date", note="第一责任人签字。",
    )
    remark: str | None = col.text("备注", en="remark", optional=True)


@sheet("七双机制", name="pairs", en="seven paired mechanisms", key=("pair_id",), note="每案自动生成 14 行（7 项×A/B 两面）。")
class Pair(Row):
    """One side of one of the seven pairs, for one case."""

    pair_id: str = col.key("记录编号", en="record number", pattern=keys.PAIR_ID, example="AJ-2026-SZ012-001-P3B", extends="case_id")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", required=True)
    mech: str | None = col.choice("机制", "pair", en="mechanism", required=True)
    side: str | None = col.choice("面", "side", en="side", required=True)
    owner: str | None = col.text("责任主体", en="owner", required=True)
    plan_date: dt.date | None = col.date("计划日期", en="planned", required=True, note="落在所属阶段起止之内。")
    done_date: dt.date | None = col.date(
        "完成日期", en="done", when=is_("status", c.ItemStatus.DONE, c.ItemStatus.VERIFIED), past=True
    )
    status: str | None = col.choice("状态", "item_status", en="status", required=True)
    evidence: str | None = col.text(
        "佐证", en="evidence", when=is_("status", c.ItemStatus.DONE, c.ItemStatus.VERIFIED), note=EVIDENCE, example="档案盒 03-12"
    )
    verifier: str | None = col.person("核验人", en="verified by", when=is_("status", c.ItemStatus.VERIFIED), note="不得为填报人。")
    verify_date: dt.date | None = col.date(
        "核验日期", en="date verified", when=is_("status", c.ItemStatus.VERIFIED), not_before="done_date"
    )
    na_reason: str | None = col.text(
        "不适用理由", en="why not applicable", when=is_("status", c.ItemStatus.NOT_APPLICABLE), min_len=15, note="附批准文件。"
    )


@sheet("阶段推进", name="stages", en="stages", key=("stage_id",), note="每案 4 行。")
class Stage(Row):
    """One of the four stages of one case: plan, fact, summary."""

    stage_id: str = col.key("阶段记录编号", en="stage number", pattern=keys.STAGE_ID, example="AJ-2026-SZ012-001-S2", extends="case_id")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", required=True)
    stage: str | None = col.choice("阶段", "stage", en="stage", required=True)
    plan_start: dt.date | None = col.date("计划开始", en="planned start", required=True)
    plan_end: dt.date | None = col.date("计划完成", en="planned end", required=True, after="plan_start")
    act_start: dt.date | None = col.date("实际开始", en="actual start", past=True)
    act_end: dt.date | None = col.date(
        "实际完成", en="actual end", not_before="act_start", past=True, note="须满足该阶段退出条件。"
    )
    summary: str | None = col.longtext("阶段小结", en="summary", when=given("act_end"), min_len=50)
    signer: str | None = col.person("签字领导", en="signed by", when=given("act_end"))


@sheet("案件剖析", name="analyses", en="root-cause analysis", key=("analysis_id",), note="一行一条根源；双剖析两个主体都要有。")
class Analysis(Row):
    """One root of one case, as one subject sees it."""

    analysis_id: str = col.key(
        "剖析编号", en="analysis number", pattern=keys.ANALYSIS_ID, example="AJ-2026-SZ012-001-A01", extends="case_id"
    )
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", required=True)
    subject: str | None = col.choice("剖析主体", "subject", en="analysed by", required=True)
    root: str | None = col.choice("根源维度", "root", en="root", required=True)
    root_short: str | None = col.text("根源概括", en="root in short", required=True, max_len=30)
    detail: str | None = col.longtext("具体表现", en="how it showed", required=True, min_len=30, max_len=500)
    weak_point: str | None = col.text(
        "暴露的流程或制度", en="process or regulation exposed", when=is_("root", c.Root.INSTITUTION)
    )
    power: str | None = col.choice("涉及权力", "power", en="power", optional=True)
    link: str | None = col.choice("重点环节", "link", en="link", optional=True)
    common: str | None = col.choice("是否共性", "yes_no", en="common elsewhere", required=True)
    lesson: str | None = col.longtext("规律性认识", en="lesson", when=is_("common", c.YesNo.YES))
    report_name: str | None = col.text("剖析报告名称", en="report", required=True)
    report_date: dt.date | None = col.date("报告日期", en="date of report", required=True)
    gate_reason: str | None = col.choice("原因透彻核查", "passed", en="cause gate", note="四不放过之一，由核查人填。")
    back_note: str | None = col.text("退回意见", en="sent back because", when=is_("gate_reason", c.Pass.FAIL), min_len=10)
