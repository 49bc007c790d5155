"""The office's own sheets: supervision orders, decisions of the leading group."""

from __future__ import annotations

import datetime as dt

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import OFFICE, Row, sheet
from workbooks.when import is_


@sheet("督办单", name="orders", en="supervision orders", key=("order_id",), book=OFFICE, note="只由领导小组办公室编号。")
class Order(Row):
    """An order to one unit to settle one matter by a day."""

    order_id: str = col.key("督办编号", en="order number", pattern=keys.ORDER_ID, example="DB-2026-003")
    subject: str | None = col.text("督办事项", en="matter", required=True, max_len=40)
    content: str | None = col.longtext("督办内容", en="content", required=True)
    source: str | None = col.choice("督办来源", "order_source", en="source", required=True)
    instructor: str | None = col.person("批示领导", en="instructed by", when=is_("source", c.OrderSource.INSTRUCTION))
    unit_code: str | None = col.text("牵头单位代码", en="unit in charge", required=True, pattern=keys.UNIT_CODE, example="SZ012")
    problem_id: str | None = col.ref("关联问题编号", "problems.problem_id", en="problem number")
    color: str | None = col.choice("颜色", "order_color", en="colour", required=True)
    issue_date: dt.date | None = col.date("交办日期", en="issued", required=True, past=True)
    due_date: dt.date | None = col.date("办结时限", en="due", required=True, after="issue_date")
    last_fb: dt.date | None = col.date("最近反馈日期", en="last answer", not_before="issue_date", past=True)
    fb_text: str | None = col.longtext("最近反馈内容", en="what was answered")
    status: str | None = col.choice("状态", "order_status", en="status", required=True)
    done_date: dt.date | None = col.date(
        "办结日期", en="settled", when=is_("status", c.OrderStatus.DONE), not_before="issue_date", past=True
    )
    approver: str | None = col.person("销号审批人", en="approved by", when=is_("status", c.OrderStatus.DONE))


@sheet("议定事项与批示", name="decisions", en="decisions of the leading group", key=("dec_id",), book=OFFICE)
class Decision(Row):
    """What the leading group decided or a leader instructed, and what became of it."""

    dec_id: str = col.key("事项编号", en="decision number", pattern=keys.DECISION_ID, example="YD-2026-003")
    source: str | None = col.text("来源会议或批示", en="meeting or instruction", required=True)
    date: dt.date | None = col.date("日期", en="date", required=True, past=True)
    kind: str | None = col.choice("议题类型", "decision_kind", en="what is asked", required=True)
    content: str | None = col.longtext("事项内容", en="matter", required=True)
    unit_code: str | None = col.text("牵头单位代码", en="unit in charge", required=True, pattern=keys.UNIT_CODE, example="SZ012")
    due_date: dt.date | None = col.date("办结时限", en="due", required=True, not_before="date")
    status: str | None = col.choice("办理状态", "order_status", en="status", required=True)
    result: str | None = col.longtext("办理结果", en="result", when=is_("status", c.OrderStatus.DONE))
    order_id: str | None = col.ref("转督办编号", "orders.order_id", en="order number")
    report_next: str | None = col.choice("下次会议是否通报", "yes_no", en="report at the next meeting", required=True)
