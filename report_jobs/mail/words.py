"""Words of the mails."""

from __future__ import annotations

SUBJECT = "{masthead}（第 {issue} 期，{month}月{day}日）"
HELLO = "{name}："
INCOMPLETE = "本期数据不全：应报 {due} 个单位，实报 {counted} 个，{names}未报，未计入。"
INCOMPLETE_PUBLIC = "本期数据不全：应报 {due} 个单位，实报 {counted} 个。"
PUBLIC_ALERTS = "公开范围只列合计，小于 3 的数不列（以“—”表示）。"
ALERTS = "本期最需关注的三件事"
ALERT = "{unit}　{what}　{reason}，建议：{advice}"
OVERDUE = "逾期 {days} 天"
UNIT_ALERT = "本期报送"
NO_ALERTS = "本期没有预警事项。"
ATTACHED = "附件"
REGISTER = "以案促改工作台账_第{issue}期.xlsx"
DECK = "以案促改工作周报_第{issue}期.pptx"
NO_ATTACHMENTS = "按发送范围，本邮件不附台账和简报。"
SIGNED = "{office}"
MARK = "{mark}　请勿转发"
CUTOFF = "数据截止 {0.year}年{0.month}月{0.day}日{0.hour}时"
COMMA = "、"

NOTICE = "notice"
NOTICE_SUBJECTS = {
    "refused": "退回：{masthead} {period}　{unit}",
    "missing": "未报：{masthead} {period}　{unit}",
    "asked": "请核：{masthead} {period}　{unit}",
    "": "提醒：{masthead} {period}　{unit}",
}
NOTICE_STATES = {
    "refused": "{unit} {period} 的报送件已退回：须改 {must_fix} 处，本期未计入，简报中列为未报。",
    "missing": "没有收到{unit} {period} 的报送件，本期未计入，简报中列为未报。",
    "asked": "{unit} {period} 的报送件已接收并计入，有 {asked} 处请核，请随下次报送答复。",
    "": "{unit} {period} 的报送件已接收并计入。",
}
COLOURS = {"green": "绿", "yellow": "黄", "red": "红"}
STANDING = "{unit}目前为{colour}：{reasons}。"
STANDING_GREEN = "{unit}目前为绿。"
REASONS = {
    "weeks_missing": "自上次被接收以来漏报 {count} 周",
    "times_returned": "自上次被接收以来退回 {count} 周",
    "overdue": "逾期未销号的问题 {count} 个",
}
REASONS_WITHOUT_NUMBERS = {"weeks_missing": "漏报", "times_returned": "报送件被退回", "overdue": "有逾期未销号的问题"}
NEXT_DUE = "下次报送 {period}，截止 {due:%Y年%m月%d日 %H:%M}。"
ENCLOSED = "附件：{files}。"
ENCLOSED_SLIP = "先看退回单封面，按步骤办理；表样有损坏的不必修补，改新表即可。"
ENCLOSED_ASKED = "先看核对单封面，按步骤答复；新表已带入所报内容。"
ENCLOSED_BOOK = "附带的工作簿已带入上次被接收的内容，在其上接着填。"
NOT_ENCLOSED = "按收件级别，本邮件不附{files}，请向领导小组办公室领取。"
SLIP_NAME, ASKED_NAME, FRESH_NAME, BOOK_NAME = (
    "退回单_{unit}_{period}.xlsx",
    "核对单_{unit}_{period}.xlsx",
    "新表_{unit}_{again}.xlsx",
    "工作簿_{unit}_{again}.xlsx",
)
