"""Words of the keeper: its short mails, the monthly annex, the entries of the system's own scheduler."""

from __future__ import annotations

REMINDER_SUBJECT = "催报：{masthead} {period} 报送截止 {due:%m月%d日 %H:%M}"
REMINDER_HEAD = ("{name}：", "")
REMINDER_MISSING = "截至目前，还没有收到{unit} {period} 的报送件。"
REMINDER_REFUSED = "{unit} {period} 的报送件有 {must_fix} 处须改，目前不能计入。"
REMINDER_ASKED_SUBJECT = "请核：{masthead} {period} 答复截止 {due:%m月%d日 %H:%M}"
REMINDER_ASKED = "{unit} {period} 的报送件已收到，可以计入；有 {asked} 处请核，请在截止前答复。"
REMINDER_DUE = "报送截止：{due:%Y年%m月%d日 %H:%M}。报送前可先用 yian check 校验。"
REMINDER_SIGNED = "{office}"
LOOKBACK_SUBJECT = "到期应回头看的问题（{period}，{count} 个）"
LOOKBACK_HEAD = "下列问题销号已满 {low} 天，应在满 {high} 天前回头看："
LOOKBACK_LINE = "{unit}　{problem}　销号 {closed:%Y-%m-%d}，最迟 {last:%Y-%m-%d}{late}"
LOOKBACK_LATE = "（已过期）"
ANNEX_SUBJECT = "{masthead}：{month} 月度附表"
ANNEX_LINES = ("{month} 月度附表见附件：各单位指标明细、报送情况。", "", "{office}")
ANNEX_FILE = "以案促改月度附表_{month}.xlsx"
ANNEX_FIGURES, ANNEX_REPORTING = "各单位指标明细", "报送情况"
ANNEX_UNIT, ANNEX_CITY, ANNEX_TITLE = "单位", "全市", "{title}　{month}　数据截止 {cutoff:%Y-%m-%d %H:%M}"
ANNEX_STATES = {
    "on_time": "按时",
    "late": "迟报",
    "missing": "漏报",
    "refused": "退回",
    "corrected": "更正",
}
UNIT_DESCRIPTION = "Yian keep: {name}"
