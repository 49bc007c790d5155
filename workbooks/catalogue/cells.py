"""Wording of findings about single cells (C, V-03, V-04) and the keys and dates of one row."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries
from workbooks.findings import Severity

_FIX, _ASK, _DONE = Severity.MUST_FIX, Severity.CONFIRM, Severity.HEALED

CELLS = entries(
    Entry("C-01", _FIX, "必填项空白", "“{heading}”没有填写。", "填写“{heading}”。"),
    Entry("C-02", _FIX, "条件必填项空白", "“{because}”为“{state}”时，“{heading}”必须填写。", "填写“{heading}”，或更正“{because}”。"),
    Entry("C-03", _FIX, "文字过长", "“{heading}”有 {length} 个字，最多 {limit} 个字：“{value}”。", "压缩到 {limit} 个字以内，详情放入佐证材料。"),
    Entry("C-04", _FIX, "文字过短", "“{heading}”只有 {length} 个字，至少 {limit} 个字：“{value}”。", "补充到 {limit} 个字以上，写明时间、对象、做法、结果。"),
    Entry("C-05", _FIX, "格式不符", "“{heading}”的“{value}”不合格式。", "按格式改写，例如 {example}。"),
    Entry("C-06", _FIX, "不是数字", "“{heading}”应填数字，现为“{value}”。", "只填数字，不带文字说明。", "12"),
    Entry("C-07", _FIX, "数字超出范围", "“{heading}”的 {value} 超出范围（{low}–{high}）。", "核对后改为范围内的数字。", "5"),
    Entry("C-08", _FIX, "步长不符", "“{heading}”的 {value} 应为 {step} 的倍数。", "改为 {step} 的倍数。", "45"),
    Entry("C-09", _ASK, "以等号开头的文字", "“{heading}”以“=”开头：“{value}”，已按文字保存，不作公式。", "如确需保留等号请忽略；否则删去等号。", "见附件三"),
    Entry("C-10", _DONE, "已整理空格和全角字符", "“{heading}”原为“{value}”，已按“{now}”读取。", "无须处理；下次直接填“{now}”。"),
    Entry("C-11", _DONE, "已将文字读成数字", "“{heading}”原为文字“{value}”，已按数字 {now} 读取。", "无须处理；下次填数字 {now}。"),
    Entry("C-12", _FIX, "长数字失真", "“{heading}”是 16 位以上的数字 {value}，表格软件已丢失末尾几位。", "把单元格设为文本格式后重新输入。", "先设为文本，再输入完整编号"),
    Entry("C-13", _DONE, "已四舍五入到两位小数", "“{heading}”原为 {value}，已按 {now} 万元读取。", "无须处理；金额以万元计，保留两位小数。", "12.35"),
    Entry("C-14", _FIX, "错误值", "“{heading}”是错误值“{value}”。", "删去错误的公式，直接填写内容。", "2026-11-20"),
    Entry("C-15", _FIX, "公式没有结果", "“{heading}”是没有计算结果的公式，读不到内容。", "直接填写内容，不用公式。", "2026-11-20"),
    Entry("V-02a", _FIX, "编号重复", "编号“{value}”与第 {other} 行重复。", "给其中一行换一个没有用过的编号；编号不得复用。"),
    Entry("V-02b", _FIX, "缺少编号", "第 {row} 行有内容，但没有“{heading}”，此行未能读入。", "补上“{heading}”；多余的内容请清除。"),
    Entry("V-03a", _FIX, "不在选项表内", "“{heading}”的“{value}”不在选项表“{list}”内。", "从下拉列表中选择：{choices}。"),
    Entry("V-03b", _DONE, "已按选项表更正", "“{heading}”原为“{value}”，已按“{now}”读取。", "无须处理；下次从下拉列表中选“{now}”。"),
    Entry("V-04a", _FIX, "不是日期", "“{heading}”的“{value}”不是能识别的日期。", "按 年-月-日 填写。", "2026-11-20"),
    Entry("V-04b", _FIX, "日期超出范围", "“{heading}”的 {value} 不在 {low} 至 {high} 之间。", "核对年份后更正。", "2026-11-20"),
    Entry("V-04c", _DONE, "已将文字读成日期", "“{heading}”原为文字“{value}”，已按 {now} 读取。", "无须处理；下次填日期 {now}。"),
    Entry("V-05a", _FIX, "日期先后颠倒", "“{heading}”{value} 早于“{other}”{limit}。", "核对两个日期，“{heading}”不得早于“{other}”。", "{limit}"),
    Entry("V-05b", _FIX, "日期先后颠倒", "“{heading}”{value} 应晚于“{other}”{limit}。", "核对两个日期，“{heading}”须晚于“{other}”。", "晚于 {limit} 的日期"),
    Entry("V-05c", _FIX, "日期在将来", "“{heading}”{value} 晚于本期截止日 {limit}。", "只填已经发生的日期；计划事项写入“下周计划”。", "{limit}"),
    Entry("V-02c", _FIX, "编号与上级不符", "“{heading}”的“{value}”应以“{other}”的“{limit}”开头。", "改为以“{limit}”开头的编号，或更正“{other}”。"),
    Entry("V-02d", _FIX, "编号属于别的单位", "“{heading}”的“{value}”含单位代码 {found}，本册单位是 {unit}。", "改为含 {unit} 的编号；不是本单位的事项请删去。"),
    Entry("V-01", _FIX, "引用不存在", "“{heading}”的“{value}”在“{target}”中找不到。", "改为“{target}”中已有的编号或姓名，或先在“{target}”登记。", "从下拉列表中选择"),
)
