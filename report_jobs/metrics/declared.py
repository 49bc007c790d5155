"""The metrics, declared: code, name, unit of measure, how it is shown, which way is good.

A code with a suffix (`M13_new`) is a part of the metric it is named after. `additive`
metrics of the units must add up to the city's (G-57). The text of `formula` is printed on
the 口径 pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """How a value is printed: whole number, percentage with one decimal, 万元, points."""

    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    SCORE = "score"
    AVERAGE = "average"


class Better(StrEnum):
    """Whether more is good, bad, or neither."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric's declaration."""

    code: str
    name: str
    measure: str
    shown: Shown
    better: Better
    formula: str
    additive: bool = False


_C, _R, _M, _S, _A = Shown.COUNT, Shown.RATE, Shown.MONEY, Shown.SCORE, Shown.AVERAGE
_UP, _DOWN, _FLAT = Better.UP, Better.DOWN, Better.NEITHER

METRICS: dict[str, Metric] = {
    m.code: m
    for m in (
        Metric("M01", "在办案件数", "个", _C, _FLAT, "案件促改状态为进行中、申请办结、退回重做的案件", True),
        Metric("M02", "七双落实率", "%", _R, _UP, "已核验 ÷（14 × 在办案件数 − 经批准不适用）"),
        Metric("M03", "阶段按期率", "%", _R, _UP, "在计划完成日期当日或之前完成的阶段 ÷ 已到期的阶段"),
        Metric("M04", "问题总数", "个", _C, _FLAT, "问题清单累计，不含作废", True),
        Metric("M05", "本周新增", "个", _C, _FLAT, "本期有而上次冻结快照没有的问题", True),
        Metric("M06", "本周销号", "个", _C, _UP, "上次截止之后、本次截止之前由领导小组办公室同意销号的问题", True),
        Metric("M06_total", "累计销号", "个", _C, _UP, "问题状态为已销号的问题", True),
        Metric("M06_longterm", "长期坚持", "个", _C, _FLAT, "问题状态为长期坚持（阶段完成）的问题，不计为已销号", True),
        Metric("M06_rebound", "本周反弹", "个", _C, _DOWN, "本周新转为回头看反弹的问题，单列，不冲减销号", True),
        Metric("M07", "整改完成率", "%", _R, _UP, "累计销号 ÷（问题总数 − 长期坚持）"),
        Metric("M08", "逾期率", "%", _R, _DOWN, "逾期 ÷ 未销号"),
        Metric("M08_open", "未销号", "个", _C, _DOWN, "不含已销号、长期坚持、作废的问题", True),
        Metric("M08_overdue", "逾期", "个", _C, _DOWN, "截止日晚于有效时限的未销号问题", True),
        Metric("M09_green", "绿灯", "个", _C, _UP, "未销号问题中的绿灯", True),
        Metric("M09_blue", "蓝灯", "个", _C, _FLAT, "未销号问题中的蓝灯（7 天内到期）", True),
        Metric("M09_yellow", "黄灯", "个", _C, _DOWN, "未销号问题中的黄灯（进度落后、退回一次或久未更新）", True),
        Metric("M09_red", "红灯", "个", _C, _DOWN, "未销号问题中的红灯（逾期、退回两次以上或反弹）", True),
        Metric("M10", "一次销号通过率", "%", _R, _UP, "没有被退回过的已销号问题 ÷ 已销号问题"),
        Metric("M11", "回头看反弹率", "%", _R, _DOWN, "（部分未到位＋虚假或敷衍整改＋反弹）÷ 抽查数"),
        Metric("M11_sampled", "回头看抽查", "个", _C, _UP, "回头看抽查的问题", True),
        Metric("M12", "高风险点闭环率", "%", _R, _UP, "有两条以上措施、有制度、有责任领导且复评未过期的高风险点 ÷ 高风险点"),
        Metric("M13", "制度成果", "项", _C, _UP, "新建＋修订＋废止（只计已印发）", True),
        Metric("M13_new", "新建制度", "项", _C, _UP, "已印发的新建制度", True),
        Metric("M13_revised", "修订制度", "项", _C, _UP, "已印发的修订制度", True),
        Metric("M13_repealed", "废止制度", "项", _C, _FLAT, "已废止的制度", True),
        Metric("M14", "教育覆盖率", "%", _R, _UP, "受教育人数（单位内去重，以应受教育人数为限）÷ 应受教育人数"),
        Metric("M14_educated", "受教育人次", "人次", _C, _UP, "各次活动受教育人数之和", True),
        Metric("M14_rallies", "警示教育大会", "场", _C, _UP, "已召开的警示教育大会", True),
        Metric("M15", "生活会查摆问题（场均）", "个", _A, _UP, "查摆问题数 ÷ 生活会场数"),
        Metric("M15_meetings", "专题民主（组织）生活会", "场", _C, _UP, "已召开的专题民主生活会、专题组织生活会", True),
        Metric("M15_criticism", "批评意见（人均）", "条", _A, _UP, "批评意见条数 ÷ 实到人数"),
        Metric("M16", "四种形态", "人次", _C, _FLAT, "四种形态人次合计", True),
        Metric("M16_first", "第一种形态", "人次", _C, _FLAT, "运用第一种形态人次", True),
        Metric("M16_second", "第二种形态", "人次", _C, _FLAT, "运用第二种形态人次", True),
        Metric("M16_third", "第三种形态", "人次", _C, _FLAT, "运用第三种形态人次", True),
        Metric("M16_fourth", "第四种形态", "人次", _C, _FLAT, "运用第四种形态人次", True),
        Metric("M16_share", "第一种形态占比", "%", _R, _FLAT, "第一种形态 ÷ 四种形态合计"),
        Metric("M17", "清退追缴", "万元", _M, _UP, "整改措施中的清退追缴之和", True),
        Metric("M18", "追责人次", "人次", _C, _FLAT, "追责人次之和", True),
        Metric("M19", "按时报送率", "%", _R, _UP, "本专项以来按时报送次数 ÷ 应报次数"),
        Metric("M20", "综合分", "分", _S, _UP, "100 ×（0.30·M07＋0.15·M02＋0.15·M03＋0.10·M10＋0.10·(1−M08)＋0.10·M12＋0.10·M19），分母为零的项剔除后按比例放大"),
    )
}
"""Every metric by code, in the order in which they are printed."""
