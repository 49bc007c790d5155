"""Cover, duties and weekly words: who reports, who answers for what, what happened."""

from __future__ import annotations

import datetime as dt

from workbooks import choices as c
from workbooks import col, keys
from workbooks.row import Row, sheet
from workbooks.when import is_


@sheet("封面", name="cover", en="cover", form=True, note="一份文件只含一个单位、一个周次。")
class Cover(Row):
    """Who sends this book, for which week, and who signed it."""

    template_version: str | None = col.text("模板版本", en="standard version", required=True, note="只读；与汇总版不一致时拒收。")
    unit_code: str | None = col.text("单位代码", en="unit code", required=True, pattern=keys.UNIT_CODE, example="SZ012")
    unit_name: str | None = col.calc("单位全称", en="unit name", note="按单位代码自动带出，禁止手填。")
    week_id: str | None = col.text("报送周次", en="reporting week", required=True, pattern=keys.WEEK_ID, example="2026-W47")
    return_type: str | None = col.choice("报送类型", "return_type", en="type of return", required=True)
    mark: str | None = col.choice("内部标志", "mark", en="internal mark", required=True, note="国家秘密不得填入本工作簿。")
    filler: str | None = col.person("填报人", en="filled in by", required=True, max_len=4)
    phone: str | None = col.text("联系电话", en="office phone", required=True, phone=True, example="8000012", note="办公电话。")
    reviewer: str | None = col.person("审核人", en="reviewed by", required=True, max_len=4, note="不得与填报人相同。")
    head_signoff: str | None = col.person(
        "主要负责人签批", en="signed off by the head", required=True, note="与“责任分工”第一责任人一致。"
    )
    sign_date: dt.date | None = col.date("签批日期", en="date of sign-off", required=True, note="不早于本周起始日。")


@sheet("责任分工", name="duties", en="responsibilities", key=("role_id",), note="一岗双责：每个班子成员至少一行。")
class Duty(Row):
    """One member of the leadership, or one contact, and the field they answer for."""

    role_id: str = col.key("责任编号", en="duty number", pattern=keys.ROLE_ID, example="SZ012-R01")
    role: str | None = col.choice("责任角色", "role", en="role", required=True, note="“第一责任人”有且仅有 1 行，“联络员”至少 1 行。")
    name: str | None = col.person("姓名", en="name", required=True, note="在职工作人员可写实名。")
    title: str | None = col.text("职务", en="title", required=True, max_len=30)
    portfolio: str | None = col.text("分管领域", en="field in charge of", when=is_("role", c.Role.LEADER, c.Role.MEMBER))
    phone: str | None = col.text("联系电话", en="office phone", when=is_("role", c.Role.LIAISON), phone=True, example="8000012")


@sheet("周报", name="weekly", en="weekly return", form=True, note="数字全部由系统汇总，只手填五段文字。")
class Weekly(Row):
    """The words of the week; every figure is computed, none is typed."""

    txt_done: str | None = col.longtext("本周重点工作", en="main work this week", required=True, min_len=50, max_len=300)
    txt_best: str | None = col.longtext(
        "典型做法", en="good practice", max_len=200, optional=True, note="须写明时间、单位、数据。"
    )
    txt_issue: str | None = col.longtext(
        "存在问题", en="open difficulties", required=True, min_len=20, note="有逾期时不得写“无”。"
    )
    txt_next: str | None = col.longtext(
        "下周计划", en="plan for next week", required=True, note="1–5 条，每条一行，含责任人与日期。",
        example="1. 完成合同评审办法送审，责任人：林知远，12月4日前",
    )
    txt_ask: str | None = col.longtext("提请领导小组协调事项", en="asked of the leading group", note="没有则留空。")
