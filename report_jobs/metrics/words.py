"""Words of figures: how they are shown, and the sentence that opens the briefing."""

from __future__ import annotations

MISSING = "未报"
NONE = "—"
POINTS = "个百分点"
SENTENCE = (
    "截至{month}月{day}日，全市{units}个单位开展以案促改{missing}，在办案件{M01}个；累计查摆问题{M04}个，"
    "已整改销号{M06_total}个，完成率{M07}，长期坚持{M06_longterm}个，逾期{M08_overdue}个；"
    "召开警示教育大会{M14_rallies}场、受教育{M14_educated}人次，召开专题民主（组织）生活会{M15_meetings}场；"
    "新建制度{M13_new}项、修订{M13_revised}项、废止{M13_repealed}项；"
    "运用第一种形态{M16_first}人次，追责{M18}人次，清退追缴{M17}万元。"
)
NOT_COUNTED = "（{count}个单位未报，未计入）"
RATE_FORMULAS = {
    "exclude_longterm": "累计销号 ÷（问题总数 − 长期坚持）；本期分母不含长期坚持",
    "include_longterm": "累计销号 ÷ 问题总数；本期分母含长期坚持",
}
SCORE_TERM, SCORE_TERM_DOWN = "{weight}·{code}", "{weight}·(1−{code})"
SCORE_FORMULA = "100 ×（{terms}），分母为零的项剔除后按比例放大"
PLUS = "＋"
SIDES = {"": "", "part": "分子", "whole": "分母"}
CAUSES = {
    "missing": "本期未报",
    "back": "上期未报、恢复计入",
    "left": "不在单位名单",
    "vanished": "编号消失",
    "restated": "改报",
    "ruler": "口径或参数调整",
}
SIDE_NAME = "{name}·{side}"
