"""Risk points, regulations, education and the four forms: keeping it from coming back."""

from __future__ import annotations

import datetime as dt

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import Row, sheet
from workbooks.standard.cases import EVIDENCE
from workbooks.when import is_, is_not

_LIFE_MEETINGS = (c.ActivityType.DEMOCRATIC_LIFE, c.ActivityType.ORGANISATION_LIFE)


@sheet("廉政风险点", name="risks", en="integrity risk points", key=("risk_id",), core=False, note="高、中、低三级；高风险须有制度和两条以上防控措施。")
class Risk(Row):
    """A post where power can go wrong, graded, with its controls."""

    risk_id: str = col.key("风险点编号", en="risk number", pattern=keys.RISK_ID, example="FX-SZ012-003")
    dept: str | None = col.text("科室", en="department", required=True)
    post: str | None = col.text("岗位", en="post", required=True)
    power: str | None = col.choice("权力类型", "power", en="power", required=True)
    link: str | None = col.choice("重点环节", "link", en="link", required=True)
    risk_type: str | None = col.choice("风险类别", "risk_type", en="class of risk", required=True)
    risk: str | None = col.text("风险点", en="risk point", required=True, max_len=40)
    manifest: str | None = col.longtext("主要内容及表现形式", en="how it shows", required=True, min_len=15)
    likelihood: int | None = col.integer("可能性L", en="likelihood 1–5", required=True, low=1, high=5)
    consequence: int | None = col.integer("后果C", en="consequence 1–5", required=True, low=1, high=5)
    grade: str | None = col.choice(
        "风险等级", "grade", en="grade", required=True, note="可能性×后果：15 以上为高，8–14 为中，7 以下为低；人财物岗位不低于高。"
    )
    grade_basis: str | None = col.text("等级依据", en="why this grade", note="人工等级与计算等级不同时必填。")
    control: str | None = col.longtext("防控措施", en="controls", required=True, note="每条一行；高风险不少于 2 条。")
    lead: str | None = col.ref("责任领导", "duties.name", en="leader in charge", required=True, note="高风险为班子成员以上。")
    regulation_id: str | None = col.ref(
        "对应制度编号", "regulations.regulation_id", en="regulation number", note="高风险必填。"
    )
    case_id: str | None = col.ref("对应案件编号", "cases.case_id", en="case number", optional=True)
    last_review: dt.date | None = col.date("上次复评日期", en="last review", required=True, past=True)
    status: str | None = col.choice("状态", "risk_status", en="status", required=True)
    change_reason: str | None = col.text(
        "变动原因", en="why changed",
        when=is_("status", c.RiskStatus.RAISED, c.RiskStatus.LOWERED, c.RiskStatus.WITHDRAWN),
    )


@sheet("制度废改立", name="regulations", en="regulations made, revised, repealed", key=("regulation_id",), core=False)
class Regulation(Row):
    """A regulation to be kept, revised, repealed or made, and how far it has come."""

    regulation_id: str = col.key("制度编号", en="regulation number", pattern=keys.REGULATION_ID, example="ZD-SZ012-003")
    name: str | None = col.text("制度名称", en="name", required=True, note="书名号可省。")
    area: str | None = col.choice("制度领域", "regulation_area", en="area", required=True)
    action: str | None = col.choice("清理结论", "regulation_action", en="what is to become of it", required=True)
    problem_id: str | None = col.ref(
        "暴露问题编号", "problems.problem_id", en="problem number",
        when=is_("action", c.RegulationAction.REVISE, c.RegulationAction.REPEAL, c.RegulationAction.CREATE),
    )
    old_no: str | None = col.text("原文号", en="old document number", when=is_not("action", c.RegulationAction.CREATE))
    new_no: str | None = col.text(
        "新文号", en="new document number", pattern=keys.DOCUMENT_NO, example="某发〔2026〕12号",
        when=is_("status", c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED),
    )
    lead_dept: str | None = col.text("牵头科室", en="department in charge", required=True)
    owner: str | None = col.person("责任人", en="owner", required=True)
    plan_date: dt.date | None = col.date("计划完成日期", en="planned", required=True)
    status: str | None = col.choice("制度进度", "regulation_status", en="progress", required=True)
    issue_date: dt.date | None = col.date(
        "印发日期", en="issued", when=is_("status", c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED), past=True
    )
    repeal_date: dt.date | None = col.date("废止日期", en="repealed", when=is_("action", c.RegulationAction.REPEAL))
    audit_date: dt.date | None = col.date(
        "执行检查日期", en="audited", when=is_("status", c.RegulationStatus.AUDITED), not_before="issue_date", past=True,
        note="不早于印发日期＋30 天。",
    )
    audit_result: str | None = col.text(
        "执行检查结论", en="result of the audit", when=is_("status", c.RegulationStatus.AUDITED)
    )


@sheet("教育与会议", name="activities", en="education and meetings", key=("act_id",), note="警示教育、生活会、三会一课、谈话、领导小组会议共用一张。")
class Activity(Row):
    """One meeting or session that was held."""

    act_id: str = col.key("活动编号", en="activity number", pattern=keys.ACTIVITY_ID, example="HD-SZ012-0004")
    case_id: str | None = col.ref(
        "案件编号", "cases.case_id", en="case number", note="案发单位开展警示教育大会、专题生活会时必填。"
    )
    act_type: str | None = col.choice("活动类型", "activity_type", en="type", required=True)
    topic: str | None = col.text("主题", en="topic", required=True)
    act_date: dt.date | None = col.date("日期", en="date", required=True, past=True, note="计划写在周报。")
    host: str | None = col.person("主持人", en="chaired by", required=True)
    agenda: tuple[str, ...] = col.choices(
        "议程要素", "agenda", en="agenda", when=is_("act_type", c.ActivityType.RALLY),
        note="警示教育大会必含宣布处分决定、通报典型案例、相关单位表态发言。",
    )
    invited: int | None = col.integer("应到人数", en="invited", required=True, low=1)
    attended: int | None = col.integer("实到人数", en="attended", required=True, low=0)
    educated: int | None = col.integer("受教育人数", en="educated", required=True, low=0, note="同一人同一案只计一次。")
    head_present: str | None = col.choice("主要领导是否参加", "yes_no", en="head present", required=True)
    n_problems: int | None = col.integer("查摆问题数", en="problems raised", when=is_("act_type", *_LIFE_MEETINGS), low=0)
    n_criticism: int | None = col.integer("批评意见条数", en="criticisms", when=is_("act_type", *_LIFE_MEETINGS), low=0)
    evidence: str | None = col.text("佐证", en="evidence", note=EVIDENCE, example="会议/0004/签到表.pdf")


@sheet("四种形态", name="four_forms", en="four forms of discipline (counts only)", key=("form_row_id",), core=False, note="只报人次，不报姓名。")
class FourForm(Row):
    """A count of persons for one measure of one form, in one week."""

    form_row_id: str = col.key("记录编号", en="record number", pattern=keys.FORM_ROW_ID, example="SZ012-2026-W47-01")
    week_id: str | None = col.text("周次", en="week", required=True, pattern=keys.WEEK_ID, example="2026-W47")
    form: str | None = col.choice("形态", "form", en="form", required=True)
    measure: str | None = col.choice("措施", "measure", en="measure", required=True, note="须与形态匹配。")
    persons: int | None = col.integer("人次", en="persons", required=True, low=0)
    key_posts: int | None = col.integer("其中关键岗位", en="of these in key posts", low=0, note="不超过人次。", optional=True)
    case_id: str | None = col.ref("关联案件编号", "cases.case_id", en="case number", optional=True)
