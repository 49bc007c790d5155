"""Letters, look-backs, assessment, accountability: whether it was really put right."""

from __future__ import annotations

import datetime as dt

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import Row, sheet
from workbooks.standard.cases import EVIDENCE
from workbooks.when import given, is_

_NOT_FIRM = (c.LookBackResult.PARTLY, c.LookBackResult.SHAM, c.LookBackResult.REBOUND)


@sheet("建议书与送达", name="letters", en="letters and service", key=("letter_id",), core=False, note="单位登记收文与反馈。")
class Letter(Row):
    """A letter of advice or decision that the unit received and must answer."""

    letter_id: str = col.key("文书编号", en="letter number", pattern=keys.LETTER_ID, example="WS-2026-SZ012-01")
    letter_type: str | None = col.choice("文书类型", "letter_type", en="type", required=True)
    doc_no: str | None = col.text("文号", en="document number", pattern=keys.DOCUMENT_NO, example="某纪建〔2026〕3号", optional=True)
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number")
    issuer: str | None = col.text("制发单位", en="issued by", required=True)
    n_issues: int | None = col.integer("指出问题数", en="problems pointed out", required=True, low=0)
    n_advice: int | None = col.integer("建议条数", en="pieces of advice", required=True, low=0)
    issue_date: dt.date | None = col.date("制发日期", en="issued", required=True)
    deliver_date: dt.date | None = col.date("送达日期", en="delivered", not_before="issue_date", past=True)
    deliver_way: str | None = col.choice("送达方式", "delivery", en="how delivered", when=given("deliver_date"))
    receiver: str | None = col.person("签收人", en="signed for by", when=given("deliver_date"), note="默认为第一责任人。")
    reply_due: dt.date | None = col.date("整改反馈期限", en="answer due", required=True, not_before="issue_date", note="默认为送达＋30 天。")
    reply_date: dt.date | None = col.date("整改反馈日期", en="answered", not_before="deliver_date", past=True)
    n_adopted: int | None = col.integer("采纳条数", en="advice adopted", when=given("reply_date"), low=0, note="不超过建议条数。")
    reject_reason: str | None = col.text("未采纳理由", en="why not adopted", note="采纳条数少于建议条数时必填。")
    status: str | None = col.choice("文书状态", "letter_status", en="status", required=True)


@sheet("回头看", name="lookbacks", en="look-back", key=("lb_id",), core=False, note="抽查已销号或长期坚持的问题。")
class LookBack(Row):
    """A second look at a closed problem."""

    lb_id: str = col.key("回头看编号", en="look-back number", pattern=keys.LOOKBACK_ID, example="HTK-2026-SZ012-01")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", optional=True)
    problem_id: str | None = col.ref("抽查问题编号", "problems.problem_id", en="problem number", required=True)
    way: tuple[str, ...] = col.choices("方式", "lookback_way", en="how", required=True)
    check_date: dt.date | None = col.date("检查日期", en="date", required=True, past=True, note="不早于销号日期＋30 天。")
    leader: str | None = col.person("检查组长", en="led by", required=True, note="不得为原复核人。")
    result: str | None = col.choice("结论", "lookback_result", en="result", required=True)
    finding: str | None = col.longtext(
        "发现说明", en="what was found", when=is_("result", c.LookBackResult.DEEPEN, *_NOT_FIRM), min_len=20
    )
    in_people: str | None = col.choice("人员到位", "score", en="people in place", required=True)
    in_time: str | None = col.choice("时间到位", "score", en="time in place", required=True)
    in_content: str | None = col.choice("内容到位", "score", en="content in place", required=True)
    in_effect: str | None = col.choice("效果到位", "score", en="effect in place", required=True)
    redo_due: dt.date | None = col.date("重新整改时限", en="redo by", when=is_("result", *_NOT_FIRM), after="check_date")
    handle: str | None = col.choice("处理措施", "handling", en="handling", required=True)


@sheet(
    "考核评价", name="assessments", en="assessment", key=("assess_id",), core=False,
    note="一行＝一个周期的一个指标（六个“是否”＋四个“到位”）。",
)
class Assessment(Row):
    """One of ten indicators, self-rated by the unit and verified by the office."""

    assess_id: str = col.key("评价编号", en="assessment number", pattern=keys.ASSESS_ID, example="SZ012-T1-W1")
    period: str | None = col.choice("周期", "assess_period", en="period", required=True)
    indicator: str | None = col.choice("指标", "indicator", en="indicator", required=True)
    self: str | None = col.choice("自评", "score", en="self-rating", required=True)
    self_basis: str | None = col.text("自评依据", en="grounds", required=True, min_len=10)
    verified: str | None = col.choice("核查结论", "score", en="verified", office=True)
    verify_note: str | None = col.text("核查说明", en="note of the office", office=True, note="与自评不一致时必填。")


@sheet("追责", name="accountability", en="one case, two inquiries; accountability", key=("acc_id",), core=False)
class Accountability(Row):
    """Whether a second inquiry was opened, and who was held to account (counts only)."""

    acc_id: str = col.key("追责编号", en="accountability number", pattern=keys.ACC_ID, example="ZZ-2026-SZ012-01")
    case_id: str | None = col.ref("案件编号", "cases.case_id", en="case number", required=True)
    dual: str | None = col.choice("是否启动一案双查", "yes_no", en="second inquiry opened", required=True)
    no_reason: str | None = col.text("不启动理由", en="why not", when=is_("dual", c.YesNo.NO), min_len=20)
    obj: str | None = col.choice("对象类别", "acc_object", en="responsibility", when=is_("dual", c.YesNo.YES))
    cause: str | None = col.text("追究事由", en="cause", when=is_("dual", c.YesNo.YES))
    way: str | None = col.choice("方式", "acc_way", en="how", when=given("decide_date"))
    persons: int | None = col.integer("人次", en="persons", when=given("decide_date"), low=1)
    decide_date: dt.date | None = col.date("决定日期", en="decided", past=True)
    evidence: str | None = col.text("佐证", en="evidence", when=given("decide_date"), note=EVIDENCE, example="档案盒 05-02")
