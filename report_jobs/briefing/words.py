"""Words of the deck that belong to its form and not to its content."""

from __future__ import annotations

BODY_FONT = "微软雅黑"
MASTHEAD_FONT = "华文中宋"
PAGE = "{mark}　{number} / {total}"
NO_PREVIOUS = "首期，无上期可比"
LIGHT_WORDS = {"red": "红灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯", "missing": "未报"}
CARD_ALT = "{label} {text}{measure}"
CHART_ALT = "图表：{title}"
TABLE_ALT = "表格：{title}"
"""What follows may not stand at the beginning of a line (kinsoku)."""
NOT_FIRST = "，。、；：！？）》”’】％%·—…"
NOT_LAST = "（《“‘【"
UNITS = "家"
COMMA = "、"
MEASURE = "　（{0}）"
MONTH, WEEK_DAY = "{0.month} 月", "{0.month}/{0.day}"
SPAN_ALT = "{0}：{1}"
TONES = {"done": "已完成", "good": "按计划", "late": "滞后", "plan": "计划"}
PART = "{title}（{part}/{parts}）"
ELLIPSIS = "……"
MINUS = "−"
UP, DOWN, SAME = "▲", "▼", "—"
"""Sentences of the check of a finished deck."""
FAULTS = {
    "duplicate_id": "第 {page} 页有重复的形状编号 {what}",
    "no_title": "第 {page} 页没有标题",
    "same_title": "第 {page} 页与第 {what} 页标题相同",
    "no_alt": "第 {page} 页的“{what}”没有替代文字",
    "residue": "第 {page} 页有残留文字“{what}”",
    "dangling": "部件 {what} 的关系指向不存在的部件",
    "figure": "第 {page} 页的 {what} 显示“{shown}”，台账为“{expected}”",
    "unknown_figure": "第 {page} 页的 {what} 在台账中没有对应单元格",
    "link": "第 {page} 页的 {what} 没有指向台账的链接",
    "negative_axis": "部件 {what} 的坐标轴编号为负",
}
