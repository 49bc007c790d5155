"""Words of the register: titles of tabs, headings, sentences for what is empty."""

from __future__ import annotations

HOME = "首页"
SUBMISSIONS = "报送登记"
FIGURES = "指标"
RANKING = "单位排名"
ALERTS = "预警清单"
CHANGES = "周环比"
BALANCES = "差额账"
CONFLICTS = "重复与冲突"
FINDINGS = "校验结果"
PROMISES = "承诺变动"
PARAMETERS = "参数与字典"
DEFINITIONS = "口径"
LEDGER = "整改台账"
HIGH_RISKS = "高风险点"
REGULATIONS = "制度进度"

CITY = "全市"
BACK = "返回首页"
EMPTY = {
    "submissions": "本期没有应报单位。",
    "ranking": "本期没有可排名的单位。",
    "alerts": "本期没有预警事项。",
    "decisions": "无未办结事项。",
    "orders": "本期没有督办单。",
    "rows": "本期没有单位填报此表。",
    "changes": "与上期相比没有变化，或没有上期可比。",
    "balances": "本期没有问题数据。",
    "conflicts": "没有发现单位之间的重复和冲突。",
    "findings": "本期没有校验结果。",
    "promises": "没有改动已承诺的时限、责任人和验收标准。",
    "ledger": "没有未销号的问题。",
    "risks": "没有高风险点。",
    "regulations": "没有制度废改立事项。",
}

SUBMISSION_HEADS = (
    "单位代码",
    "单位",
    "截止时间",
    "收到时间",
    "状态",
    "迟报（小时）",
    "文件",
    "文件指纹",
    "标准版本",
    "须改",
    "请核",
    "已代改",
    "是否计入",
    "说明",
)
STATES = {
    "on_time": "按时",
    "late": "迟报",
    "missing": "漏报",
    "refused": "退回",
    "corrected": "更正",
    "superseded": "已被替换",
    "stray": "未计入",
}
COUNTED, NOT_COUNTED = "计入", "未计入"
FIGURE_HEADS = (
    "指标代码",
    "指标",
    "单位代码",
    "单位",
    "本期",
    "上期",
    "较上期",
    "计量",
    "分子",
    "分母",
    "来源",
    "备注",
)
DROPPED = "分母为零未计：{codes}"
MISSING = "未报"
SOURCE = "{sheet}（{count} 行）"
RANK_HEADS = ("名次", "单位代码", "单位", "综合分", "上期名次", "名次变化", "榜单", "整改完成率", "逾期", "未列榜原因")
LISTS = {"red": "红榜", "black": "黑榜", "": ""}
REASONS_UNRANKED = {
    "missing": "未报",
    "first_week": "首次报送",
    "few_problems": "问题少于 3 个",
    "no_score": "没有可计算的分项",
    "": "",
}
UP, DOWN, SAME, NEW = "↑{0}", "↓{0}", "—", "新列"
ALERT_HEADS = (
    "灯",
    "单位代码",
    "单位",
    "问题编号",
    "问题",
    "严重程度",
    "有效时限",
    "逾期天数",
    "连续周数",
    "原因",
    "建议",
    "责任领导",
)
LIGHTS = {"red": "红", "yellow": "黄", "blue": "蓝", "green": "绿"}
REASONS = {
    "overdue": "逾期未销号",
    "sent_back_twice": "两次以上被退回",
    "rebound": "回头看反弹",
    "lagging": "进度落后于时间",
    "sent_back": "被退回一次",
    "stale": "久未更新",
    "due_soon": "即将到期",
    "missing": "本期未报送",
    "refused": "本期报送被退回",
    "none": "",
}
ADVICE = {
    "none": "关注",
    "reminder": "提醒",
    "yellow_order": "提醒书或督办单（黄）",
    "red_order": "督办单（红），限 7 日",
    "interview": "约谈",
    "admonition": "告诫书",
    "accountability": "问责建议书",
}
LEAD = ("单位代码", "单位", "来源文件", "来源行", "周次")
LIGHT = "亮灯"
CHANGE_HEADS = ("变化", "单位代码", "单位", "工作表", "编号", "栏目", "上期", "本期")
CHANGE_KINDS = {"added": "新增", "gone": "消失", "status": "状态变化", "promise": "承诺变动", "corrected": "更正"}
BALANCE_HEADS = ("口径", "单位代码", "单位", "上期", "新增", "反弹", "销号（转出）", "更正", "本期")
CONFLICT_HEADS = ("代码", "单位代码", "单位", "工作表", "编号", "问题", "怎样办")
FINDING_HEADS = (
    "代码",
    "程度",
    "单位代码",
    "单位",
    "工作表",
    "单元格",
    "栏目",
    "编号",
    "现填内容",
    "问题",
    "怎样改",
    "示例",
)
PARAMETER_HEADS = ("类别", "名称", "代码", "值")
PARAMETER_KINDS = ("版本", "阈值", "权重", "选项表")
VERSIONS = ("标准版本", "工作手册版本", "期号")
DEFINITION_HEADS = ("代码", "指标", "计量", "计算方法", "越高越好")
BETTER = {"up": "是", "down": "否", "neither": "不评价"}
DENOMINATORS = {
    "exclude_longterm": "整改完成率的分母不含长期坚持。",
    "include_longterm": "整改完成率的分母含长期坚持。",
}
LEDGER_HEADS = (
    "序号",
    "单位",
    "问题编号",
    "问题",
    "整改目标",
    "整改措施",
    "责任领导",
    "牵头科室",
    "责任人",
    "整改时限",
    "进展情况",
    "完成率",
    "亮灯",
)
RISK_HEADS = (
    "单位",
    "科室",
    "风险类别",
    "风险点",
    "主要内容及表现形式",
    "风险等级",
    "防控措施",
    "责任领导",
    "对应制度",
)
REGULATION_HEADS = (
    "单位",
    "制度编号",
    "制度名称",
    "清理结论",
    "制度进度",
    "计划完成日期",
    "印发日期",
    "牵头科室",
    "责任人",
)

TITLE = "以案促改工作台账"
SUBTITLE = "第 {issue} 期　{period}（{monday}—{sunday}）　数据截止 {cutoff}"
REPORTED = "应报 {due}，实报 {counted}"
INCOMPLETE = "数据不全（应报 {due}，实报 {counted}）：{names} 未报，未计入。"
COMPLETE = "全部单位已报。"
CARDS = ("M01", "M04", "M06_total", "M07", "M08_overdue", "M06_longterm", "M14_educated", "M13")
CARD_DELTA = "较上期 {sign}{text}{unit}"
NO_DELTA = "首期，无上期可比"
LIGHTS_TITLE = "未销号问题亮灯"
CHANGED_TITLE = "与上期相比"
CHANGED = "新增 {added} 行，状态变化 {status} 处，承诺变动 {promise} 处，更正 {corrected} 处，消失 {gone} 行"
TABS_TITLE = "各表"
TAB_HEADS = ("工作表", "行数")
SENTENCE_TITLE = "工作简报"
PAGE = "第 &P 页，共 &N 页"
ISSUE = "第 {issue} 期"
MOMENT = "{0.year}年{0.month}月{0.day}日{0.hour}时"
DAY = "{0.month}月{0.day}日"
COMMA = "、"
POINTS = "个百分点"
