"""Words of the one-page brief of a unit."""

from __future__ import annotations

ISSUE = "单位简报　第 {issue} 期"
TITLE = {
    "open": "{unit}{light}：未销号 {open} 个、逾期 {overdue} 个，{day}前须办 {tasks} 件",
    "in_time": "{unit}{light}：未销号 {open} 个、没有逾期，{day}前须办 {tasks} 件",
    "clear": "{unit}{light}：没有未销号的问题，{day}前须办 {tasks} 件",
    "missing": "{unit}：本期未报，各项数字未计入；{day}前须办 {tasks} 件",
    "refused": "{unit}：本期报送被退回，各项数字未计入；{day}前须办 {tasks} 件",
}
SOURCE = (
    "数据来源：../register.xlsx〔{sheets}〕，只含本单位，截至 {cutoff}；数字链到台账单元格，台账由领导小组办公室保存"
)
COUNTS_REMARK = "本期报送：{state}；须改 {must} 处、请核 {ask} 处、已代改 {healed} 处"
PROBLEMS = "个"
LIGHT = "亮{0}"
LAMPS = {"red": "红灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯"}
SHORT_DAY = "{0.month}/{0.day}"
NO_FIGURE = "上期未报，无可比"

OPEN_TITLE = "未销号的问题"
OPEN_HEADS = ("亮灯", "问题编号", "问题", "责任人", "时限", "距时限", "原因")
OPEN_EMPTY = "没有未销号的问题。"
OPEN_REST = "另有 {count} 个未销号（其中逾期 {overdue} 个），明细见本单位工作簿“问题清单”"
LAST_TITLE = "按上次报送仍未销号的问题（不计入本期）"
LAST_HEADS = ("问题编号", "问题", "责任人", "时限", "距时限")
LAST_EMPTY = "此前没有报送过未销号的问题。"
SHORT_NUMBER = "{year}-{serial}"
OVER, LEFT, TODAY = "超 {0} 天", "余 {0} 天", "当日"

TASKS_TITLE = "{day}前须办"
TASKS_HEADS = ("事项", "期限")
TASKS_REST = "另有 {count} 件，见本单位工作簿"
AT_ONCE = "立即"
ONE, SEVERAL = "{name}", "{name} 等 {count} 个"
TASKS = {
    "resubmit": "按退回单（slips/{unit}.xlsx）逐处改正，并入第 {issue} 期工作簿报送",
    "report": "报送第 {issue} 期工作簿",
    "late_problems": "办结并销号逾期问题 {names}",
    "due_problems": "按时办结到期问题 {names}",
    "rework": "按要求重做被退回问题 {names}",
    "rebound": "重新整改反弹问题 {names}",
    "unclaimed": "认领并落实“五定” {names}",
    "stale": "更新久无进展问题 {names}",
    "actions": "完成到期的整改措施 {count} 条",
    "late_actions": "完成到期的整改措施 {count} 条，其中已逾期 {late} 条",
    "stage": "完成{stage}阶段 {case}",
    "regulations": "印发到期的制度 {count} 项",
    "review": "复核长期坚持问题 {names}",
    "order": "办结督办单 {id}：{text}",
    "decision": "落实议定事项 {id}：{text}",
    "confirm": "按核对单答复请核 {count} 处，或在工作簿中改正",
}

MISSING_HEAD, REFUSED_HEAD = "本期未报", "本期报送被退回"
MISSING_TEXT = "截至 {cutoff}，没有收到本单位第 {issue} 期工作簿（应于 {due} 前报送）。未报不作零计：本页没有本期数字。"
REFUSED_TEXT = (
    "本单位第 {issue} 期工作簿于 {received} 收到，有 {must} 处须改，已退回，各处见退回单（slips/{unit}.xlsx）。"
    "退回不作零计：本页没有本期数字。"
)
STREAK = "已连续 {weeks} 期没有计入，建议措施：{advice}。"
NOTE = "{text}：../register.xlsx 指标表 {name}；口径：{formula}"
NOTE_SCOPE = "本页只含本单位的数据，由系统按规则生成；问题、措施见本单位工作簿。"
