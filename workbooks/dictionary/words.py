"""Words in which the standard's columns are described: in the data dictionary and in the template's notes."""

from __future__ import annotations

from workbooks.row import BookKind, Kind

KIND = {
    Kind.KEY: "编号（主键）",
    Kind.REF: "引用",
    Kind.TEXT: "短文本",
    Kind.LONGTEXT: "长文本",
    Kind.INT: "整数",
    Kind.MONEY: "金额（万元，两位小数）",
    Kind.DATE: "日期",
    Kind.CHOICE: "单选",
    Kind.CHOICES: "多选",
    Kind.PERSON: "工作人员姓名",
    Kind.MASKED: "脱敏姓名",
    Kind.CALC: "自动带出",
}

# What a column asks for.
REQUIRED = "必填"
NEED = {
    "Y": REQUIRED,
    "C": "按规则必填",
    "N": "选填",
    "O": "由领导小组办公室填写",
    "A": "自动带出，不用填",
}
WHEN_IS = "“{field}”为{values}时必填"
WHEN_NOT = "已填“{field}”且不是{values}时必填"
WHEN_GIVEN = "填了“{field}”时必填"
OR = "或"
QUOTED = "“{0}”"

# Which values a column takes.
LENGTH_BOTH = "{low}–{high} 字"
LENGTH_MAX = "不超过 {high} 字"
LENGTH_MIN = "至少 {low} 字"
RANGE_BOTH = "{low}–{high}"
RANGE_MIN = "不小于 {low}"
RANGE_MAX = "不大于 {high}"
STEP = "{step} 的倍数"
PAST = "不晚于今天"
NOT_BEFORE = "不早于“{field}”"
AFTER = "晚于“{field}”"
EXTENDS = "以“{field}”开头"
REFERS = "须是{targets}中已有的"
TARGET = "“{sheet}”的“{field}”"
SEPARATED = "可选多项，用“、”隔开"
OPTIONAL_COLUMN = "可由工作手册停用"
RULE_JOIN = "；"
STOP = "。"

# The data dictionary.
BOOK = {BookKind.UNIT: "单位工作簿", BookKind.OFFICE: "办公室工作簿"}
TITLE = "# 数据字典"
INTRO = """本文件由程序按标准（`workbooks/standard/`）和随产品附带的工作手册（`playbook.toml`）生成，请勿手改；更新命令：`python -m workbooks.dictionary`。
This file is generated from the standard and the default playbook; renew it with `python -m workbooks.dictionary`.

标准版本 {standard_version}，工作手册版本 {playbook_version}。
字段名（英文）是机器契约，写在工作簿每张表的隐藏行（表格）或隐藏列（表单）中；中文栏目名供人阅读。空白一律表示“未填”，不表示零。
“要求”一栏：Y 必填（required）、C 条件必填（required on a condition）、N 选填（optional）、O 由办公室填写（filled by the office）、A 自动带出（automatic）。"""
CONTENTS = "## 目录"
SHEETS_HEAD = ("工作表", "名称 name", "English", "所属", "启用", "栏目数")
CORE, SWITCHED_ON, SWITCHED_OFF = "始终启用", "工作手册启用", "工作手册未启用"
FORM, TABLE = "表单（一栏一行，全表一条记录）", "表格（一行一条记录）"
SHEET_FACTS = "{shape}；主键：{key}。"
NO_KEY = "无"
COLUMNS_HEAD = ("栏目", "字段 field", "English", "类型", "要求", "取值与规则", "示例")
KEYS = "## 编号格式"
KEYS_INTRO = "编号是内部流水号，不写立案号；一经使用不得复用。格式是整个值的正则表达式。"
KEYS_HEAD = ("工作表", "栏目", "字段 field", "格式", "示例")
LISTS = "## 选项表"
LISTS_INTRO = "依据：S 照录工作部署原文，不宜改动；F 见于公开做法；O 为本手册默认。办公室可在工作手册中改标签、增选项；编码（id）不变。"
LISTS_HEAD = ("编码 id", "选项", "也认作")
LIST_FACTS = "依据 {basis}；用于：{used}。"
LIST_LINK = "选项表 [{title}](#{anchor})"
UNUSED = "（暂无栏目使用）"
