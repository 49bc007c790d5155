"""Words of the deck that belong to its form and not to its content."""

from __future__ import annotations

BODY_FONT = "微软雅黑"
MASTHEAD_FONT = "华文中宋"
PAGE = "{mark}　{number} / {total}"
NO_PREVIOUS = "首期，无上期可比"
LIGHT_WORDS = {"red": "红灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯", "missing": "未报"}
"""By which words a light may be called where it stands."""
LIGHT_NAMES = {
    "red": ("红", "滞后"),
    "yellow": ("黄", "预警"),
    "blue": ("蓝", "临期"),
    "green": ("绿", "正常"),
    "missing": ("未报",),
}
CARD_ALT = "{label} {text}{measure}"
CHART_ALT = "图表：{title}"
TABLE_ALT = "表格：{title}"
"""What follows may not stand at the beginning of a line (kinsoku)."""
NOT_FIRST = "，。、；：！？）》”’】％%·—…"
NOT_LAST = "（《“‘【"
"""After what a number does not begin a line in every program."""
NOT_APART = "，。、；："
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
    "not_xml": "部件 {what} 不是完整的 XML",
    "repeated_part": "部件 {what} 在文件里出现两次",
    "no_type": "部件 {what} 没有声明类型",
    "active": "部件 {what} 可能含有会运行的内容",
    "dangling": "部件 {what} 缺失，或它的关系指向不存在的部件",
    "unreached": "部件 {what} 没有被任何部件引用",
    "stray_link": "有一个链接指向台账以外的地方：{what}",
    "duplicate_id": "第 {page} 页有重复的形状编号 {what}",
    "duplicate_name": "第 {page} 页有两个形状都叫“{what}”",
    "figure_link": "第 {page} 页的 {what} 没有指向台账中它自己的单元格",
    "no_title": "第 {page} 页没有标题",
    "order": "第 {page} 页最先读到的不是标题",
    "reading": "第 {page} 页的“{what}”应在“{other}”之前读到",
    "no_word": "第 {page} 页的“{what}”旁边没有写明是什么灯",
    "same_title": "第 {page} 页与第 {what} 页标题相同",
    "no_alt": "第 {page} 页的“{what}”没有替代文字",
    "no_notes": "第 {page} 页没有备注，看不出数字的来源",
    "residue": "第 {page} 页有残留文字“{what}”",
    "personal": "第 {page} 页有疑似证件号、手机号或卡号",
    "negative_axis": "部件 {what} 的坐标轴编号不是正数",
    "no_book": "图表 {what} 里没有数据工作簿",
    "formula": "图表的数据工作簿 {what} 里有公式",
    "chart_differs": "图表 {what} 画的数与其数据工作簿不一致",
}
"""What an own template must hold, by name, and what it says of itself."""
PLACES = {
    "title": "标题（占位符）",
    "title_bar": "标题左侧的红条",
    "corner": "右上角：期号、起止日期",
    "rule_red": "标题下的红线",
    "rule_gold": "红线下的金线",
    "rule_foot": "页脚上的细线",
    "source": "左下角：来源、数据截止时间、应报和实报",
    "page": "右下角：标识、页码",
}
LAYOUT = "页面"
TEMPLATE_TITLE = "简报模板：在幻灯片母版的版式“页面”里按名称移动各处"
TEMPLATE_LINE = "{name}　{what}"
TEMPLATE_FIXED = (
    "虚线框内为正文，由程序排版，位置不变；背景、主题字体和母版上的图形可以自行设计。这一页不会出现在简报里。"
)
TEMPLATE_KEY = "briefing.template"
TEMPLATE_NOT_DECK = "{file} 不是 PowerPoint 演示文稿（.pptx）"
TEMPLATE_SIZE = "{file} 的页面不是 33.867 × 19.05 厘米（16:9）"
TEMPLATE_MISSING = "{file} 的版式里没有名为“{name}”的形状，现有：{there}；用 yian briefing template 可得到样例"
TEMPLATE_NOTHING = "没有任何形状"
TEMPLATE_GONE = "找不到模板文件 {file}"
