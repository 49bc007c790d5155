"""Words of the workbooks floor that are neither a heading, a note nor a finding."""

from __future__ import annotations

import re
from decimal import Decimal

from workbooks.findings import Severity

SEVERITY = {
    Severity.MUST_FIX: "须改",
    Severity.CONFIRM: "请核",
    Severity.HEALED: "已代改",
    Severity.TIP: "提示",
}

LISTING = "、"
"""Joins the values of a multiple choice in a cell, and any list in a sentence."""

STOPS = "。.；;！!"
"""Marks at the end of a sentence."""

SENTENCE_END = re.compile("[。；;！!\n]")
CONCRETE = re.compile(
    "[0-9〇一二三四五六七八九十百两]|《|》|月|日|号|文件|台账|清单|制度|办法|细则|规程|窗口|科|处室|会议|公示"
)
"""What makes a sentence checkable: a number, a date, a document, a place."""
NEXT_LINE = re.compile(r"[\u4e00-\u9fa5]{2,4}.*(?:\d+\s*月\s*\d+\s*日|\d{4}-\d{1,2}-\d{1,2}|周[一二三四五六日])|责任人")
"""A line of next week's plan that names who and when."""

LIST_SEPARATORS = re.compile("[、,，;；/\n]")
NUMBER_UNITS = ("万元", "人次", "元", "人", "个", "条", "次", "分")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def chinese_number(text: str) -> Decimal | None:
    """Read a Chinese numeral below one hundred, such as 二十 or 三十五; None when it is none."""
    if not text or any(c not in _DIGITS and c != "十" for c in text) or text.count("十") > 1:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return Decimal(_DIGITS[ones]) if len(ones) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return Decimal((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


UNREADABLE = {
    "empty": "文件是空的",
    "locked": "文件加了密码",
    "old": "是旧格式（.xls）文件",
    "broken": "文件已损坏，或不是 .xlsx 文件",
    "timeout": "文件过大或结构异常，读取超出限度",
}
"""Why a file could not be opened, by `xlsx.UnreadableError` reason."""

FONT = "微软雅黑"
"""The typeface of every sheet and slide."""

CONFIG_SENTENCE = "{file} 的“{key}”有误：{problem}。"
CONFIG_EXAMPLE = "应如：{example}"
CONFIG_WHOLE = "文件"
CONFIG_PLACE = "第 {line} 行第 {column} 列"
CONFIG_END = "文件末尾"
CONFIG_SYNTAX = "不合 TOML 写法，多见于引号、方括号或等号不成对"
CONFIG_SYNTAX_EXAMPLE = 'due_weekday = 5 或 title = "文字"'
CONFIG_ENCODING = "不是 UTF-8 编码，请用记事本另存为 UTF-8"
CONFIG_NEAR = "，是不是“{near}”"
CONFIG_PROBLEMS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这样的项",
    "int_type": "应为整数，现为“{value}”",
    "int_parsing": "应为整数，现为“{value}”",
    "int_from_float": "应为整数，现为“{value}”",
    "float_type": "应为数字，现为“{value}”",
    "float_parsing": "应为数字，现为“{value}”",
    "decimal_parsing": "应为数字，现为“{value}”",
    "string_type": "应为文字，要加引号",
    "bool_type": "应为 true 或 false，现为“{value}”",
    "bool_parsing": "应为 true 或 false，现为“{value}”",
    "greater_than_equal": "不得小于 {ge}，现为“{value}”",
    "less_than_equal": "不得大于 {le}，现为“{value}”",
    "string_pattern_mismatch": "“{value}”不合格式 {pattern}",
    "literal_error": "只能是 {expected}，现为“{value}”",
    "tuple_type": "应为用方括号括起的一串值",
    "dict_type": "应为一组“名称 = 值”",
    "date_type": "应为日期，现为“{value}”",
    "date_parsing": "应为日期，现为“{value}”",
    "date_from_datetime_parsing": "应为日期，现为“{value}”",
    "time_type": "应为时刻，现为“{value}”",
    "time_parsing": "应为时刻，现为“{value}”",
    "value_error": "{reason}",
    "bad_week": "“{value}”不是存在的周次",
    "bad_pattern": "“{value}”不是正确的正则表达式",
    "bad_address": "“{value}”不是正确的邮件地址",
    "not_allowed": "“{value}”不在允许发往的域名之内",
    "repeated": "“{value}”写了两次",
    "labels_twice": "选项不能为空，同一选项不能出现两次",
    "synonym_unknown": "同义词指向没有的选项：{names}",
    "list_missing": "缺少这张选项表",
    "choice_missing": "缺少选项 {name}，校验规则要用到它",
    "unit_twice": "单位代码 {name} 出现两次",
    "no_unit": "没有单位",
    "kind_unknown": "{unit} 的类别 {name} 不在 [kinds] 内",
    "sheet_unknown": "没有工作表 {name}",
    "column_unknown": "{name} 不是可以关闭的栏目",
    "weights_sum": "权重合计为 {total}，应为 1.00",
    "form_unknown": "没有形态 {name}",
    "measure_unknown": "没有措施 {name}",
    "stages_differ": "阶段与 lists.stage 不一致",
    "pairs_differ": "机制与 lists.pair 不一致",
    "stage_unknown": "没有阶段 {name}",
    "red_before_yellow": "红色从 {red} 起，不得小于黄色的 {yellow}",
    "nobody_told": "至少要写一个收件角色，可写 contact、leader、office",
    "tells_fewer": "少了 {names}：{better} 时告知的人，颜色加深后也要告知",
    "enum": "只能是 {expected}，现为“{value}”",
    "office_of_unit": "领导小组办公室（office）不属于任何单位，删去 unit",
    "unit_of_contact": '要写明是哪个单位的，例如 unit = "SZ001"',
    "contact_unit": "工作手册里没有单位 {value}",
    "other": "{reason}",
}
"""What is wrong with a configuration value, by the kind of error."""

GUIDE_SHEET = "填报说明"
"""Title of the guide in a standard workbook."""
FORM_SHEET = "录入单"
"""Title of the sheet on which the ribbon's forms are filled."""
RESULTS_SHEET = "校验结果"
"""Title of the sheet on which the ribbon lists what a check found."""
PRINT_PREFIX = "打印·"
"""What the titles of printed views begin with."""

ROW_LINK = " ▸"
"""What the link of a row to its first gap ends with, in a standard workbook."""

SLIP_MUST_FIX, SLIP_CONFIRM = "须改", "请核"
SLIP_NUMBER, SLIP_CORRECTED, SLIP_ANSWER, SLIP_REMARK = "序号", "更正值", "核对答复", "说明"
"""Sheets and headings of a return slip, by which it is read back."""
SLIP_TRUE, SLIP_MENDED = "确认属实", "更正"
"""What a unit can answer to a finding that asks: it is as it stands, or it was wrong and is corrected."""
SLIP_SAID = "{answer}：{remark}"
