"""Words of the register: titles of tabs, headings, and the sentences for what is empty."""

from __future__ import annotations

from report_jobs.metrics.words import MISSING, NONE

__all__ = ["MISSING", "NONE"]

# Tabs, in the groups in which the first page lists them.
HOME = "首页"
SUBMISSIONS = "报送登记"
FIGURES = "指标"
RANKING = "单位排名"
ALERTS = "预警清单"
TALLIES = "分类统计"
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
GROUPS = {
    "overview": "总体情况",
    "office": "领导小组",
    "data": "各单位数据",
    "movement": "变化与核对",
    "basis": "参数与口径",
    "folder": "会议材料",
}

BACK = "←首页"
NOTE = "　{0}"
COMMA = "、"
CITY = "全市"
CUT = "……（原文过长，此处截断，全文见来源文件）"
ROW_LINK = "第 {0} 行"
PAGE = "第 &P 页，共 &N 页"
ISSUE = "第 {0} 期"
FOOTER = "第 {issue} 期　截至 {moment}"
MOMENT = "{0.year}年{0.month}月{0.day}日{0.hour}时"
DAY = "{0.month}月{0.day}日"
POINTS_FORMAT = '+0.0"个百分点";-0.0"个百分点";"持平"'
CHANGE_FORMAT = '+{0};-{0};"持平"'
ROWS_FORMAT = '#,##0" 行";;"无"'

# What a tab says above its headings, and instead of them when it has no rows.
NOTES = {
    SUBMISSIONS: "收到的每份文件一行；点文件名打开原件。{reported}。",
    FIGURES: "每个指标先全市、后各单位；比率按原始精度保存。“来源”通向计入该数的各行。{reported}。",
    RANKING: "按综合分排列，右侧各项为综合分的组成；未报单位不排名、不计零。红榜 ≥{red} 分，黑榜 <{black} 分。",
    ALERTS: "未报单位在前，红灯、黄灯问题按逾期天数排列；建议由系统提出，由办公室决定。",
    "decisions": "共 {total} 项，未办结 {open} 项，其中逾期 {late} 项。",
    "orders": "共 {total} 件，未办结 {open} 件，其中逾期 {late} 件。",
    TALLIES: "简报各页的分类计数，每个数值一个命名单元格；“来源”通向计入该数的各行。{reported}。",
    CHANGES: "与各单位上一次计入的报送逐格比对。",
    BALANCES: (
        "本期＝上期＋新增＋反弹－销号（转出）＋更正；“核对”是公式，逐行重算本期，全市行另与各单位之和比对。"
        "比率记分子、分母，综合分记分项（六位小数）；上期或本期未报的单位不作零，增减列在“更正”。{reported}。"
    ),
    CONFLICTS: "把各单位的报送放在一起才看得出的重复和矛盾，由办公室核对。",
    FINDINGS: "全部校验结果，含被退回的文件；须改的不计入，请核的须答复，已代改的供知悉。",
    PROMISES: "单位改动已承诺的时限、责任人、责任领导、牵头科室和验收标准。",
    PARAMETERS: "本期采用的版本、阈值、权重、单位、阶段、机制名称和选项表，取自工作手册。",
    LEDGER: "截至 {moment} 未销号的问题，共 {total} 个；不含长期坚持和作废。{reported}。",
    HIGH_RISKS: "风险等级为高且未撤销的风险点，共 {total} 个。{reported}。",
    REGULATIONS: "清理结论为修订、废止、宣布失效、合并、新建的制度，共 {total} 项。{reported}。",
}
DATA_NOTE = "{note}按单位代码、来源行排列，点“来源文件”打开原件。{reported}。"
REPORTED = "应报 {due} 家，实报 {counted} 家"
NOT_COUNTED = "，{missing} 家未报、未计入"
EMPTY = {
    SUBMISSIONS: "本期没有应报单位，也没有收到文件。",
    RANKING: "本期没有可排名的单位。",
    ALERTS: "本期没有红灯、黄灯问题，也没有未报单位。",
    "decisions": "无未办结事项，也没有登记过议定事项和批示。",
    "orders": "没有登记过督办单。",
    CHANGES: "与上期相比没有变化，或没有上期可比。",
    CONFLICTS: "没有发现单位之间的重复和冲突。",
    FINDINGS: "本期没有校验结果。",
    PROMISES: "没有单位改动已承诺的时限、责任人和验收标准。",
    LEDGER: "没有未销号的问题。{reported}。",
    HIGH_RISKS: "没有登记高风险点。{reported}。",
    REGULATIONS: "没有登记制度废改立事项。{reported}。",
}
DATA_EMPTY = "本期没有单位填报此表。{reported}。"
DATA_OFF = "工作手册没有启用此表。"

# 报送登记
SUBMISSION_HEADS = (
    *("单位代码", "单位", "截止时间", "收到时间", "状态", "迟报（时）", "文件", "文件指纹（SHA-256）"),
    *("标准版本", "须改", "请核", "已代改", "是否计入", "说明", "单位颜色", "并入后的工作簿"),
)
MERGED_FILE = "原件与退回单并入后"
STATES = {
    "on_time": "按时",
    "late": "迟报",
    "missing": "漏报",
    "refused": "退回",
    "corrected": "更正",
    "superseded": "已被替换",
    "stray": "不属本期",
}
COUNTED, NOT_IN = "计入", "未计入"
AND_MORE = "{first}（另有 {count} 条，见“校验结果”）"

# 分类统计
TALLY_HEADS = ("统计表", "行", "列", "数值", "分子", "分母", "来源")
SOURCE_SHEET = "“{sheet}”"

# 指标, 口径
FIGURE_HEADS = (
    *("指标代码", "指标", "单位代码", "单位", "本期", "上期", "较上期", "计量", "分子", "分母", "来源", "备注"),
)
SOURCE_NONE = "{sheet} 0 行"
SOURCE_FEW = "{sheet} {count} 行：第 {rows} 行"
SOURCE_MANY = "{sheet} {count} 行，自第 {first} 行起"
SPAN = "{0}–{1}"
SOURCE_SCORE = "各分项指标"
DROPPED = "分母为零，未计分项：{codes}"
UNITS_MISSING = "{missing} 个单位未报，未计入"
COMMON_UNITS = "较上期只比两期都计入的 {count} 家"
DEFINITION_HEADS = ("指标代码", "指标", "计量", "计算方法", "越高越好", "全市数", "来源表")
BETTER = {"up": "是", "down": "否", "neither": "不评价"}
CITY_SUM, CITY_RATIO = "各单位相加", "按全市分子、分母重算"
DENOMINATORS = {"exclude_longterm": "不含长期坚持", "include_longterm": "含长期坚持"}
DENOMINATOR_NOTE = "整改完成率本期采用的分母：{0}。长期坚持不计为已销号；未报单位不计入，不作零。"
SEMICOLON = "；"

# 单位排名, 预警清单
RANK_HEADS = ("名次", "单位代码", "单位", "综合分", "上期名次", "名次变化", "榜单", "问题总数", "逾期")
UNLISTED = "不列榜原因"
LISTS = {"red": "红榜", "black": "黑榜", "": ""}
REASONS_UNRANKED = {
    "missing": "未报",
    "first_week": "首次报送",
    "few_problems": "问题少于 {0} 个",
    "no_score": "没有可计算的分项",
    "": "",
}
UP, DOWN, SAME, NEW = "↑{0}", "↓{0}", "—", "新列"
ALERT_HEADS = (
    *("亮灯", "单位代码", "单位", "问题编号", "问题", "严重程度", "有效时限", "逾期天数", "连续期数"),
    *("原因", "建议", "责任领导", "问题清单"),
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

# The merged sheets and those of the office
LEAD = ("单位代码", "单位", "来源文件", "来源行", "周次")
LIGHT = "亮灯"
OFFICE_MORE = ("牵头单位", "逾期（天）")

# 周环比, 承诺变动, 差额账
CHANGE_HEADS = ("变化", "单位代码", "单位", "工作表", "编号", "栏目", "上期", "本期", "合并表")
CHANGE_KINDS = {"added": "新增", "gone": "消失", "status": "状态变化", "promise": "承诺变动", "corrected": "更正"}
BALANCE_HEADS = (
    *("指标代码", "指标", "科目", "单位代码", "单位", "上期", "新增", "反弹", "销号（转出）", "更正", "本期"),
    *("核对", "说明"),
)
SIDES = {"": "数", "part": "分子", "whole": "分母"}
RATE_LINE, AVERAGE_LINE, SCORE_LINE = "比率", "平均", "总分"
CHECK_FORMAT = '[Red]"差 "General;[Red]"差 -"General;"平"'
MOVE_FORMAT = '{0};-{0};"–"'
CORRECTION = "更正：{told}"
CAUSE = "{cause} {amount}"
RATE_CHANGE = "{name} {before}→{now}"

# 重复与冲突, 校验结果
CONFLICT_HEADS = ("代码", "程度", "单位代码", "单位", "工作表", "栏目", "编号", "问题", "怎样办", "合并表")
FINDING_HEADS = (
    *("代码", "程度", "单位代码", "单位", "来源文件", "工作表", "单元格", "栏目", "编号"),
    *("现填内容", "问题", "怎样改", "示例", "单位答复", "合并表"),
)
SAID_SINCE = "{said}（{period} 答复，内容未变）"

# 参数与字典
PARAMETER_HEADS = ("类别", "名称", "代码", "取值", "说明")
PARAMETER_KINDS = {
    "version": "版本",
    "threshold": "阈值",
    "weight": "权重",
    "escalation": "单位颜色",
    "unit": "单位",
    "stage": "阶段",
    "pair": "机制",
    "choice": "选项表",
}
ESCALATION_FROM = "{colour}色：{measure}从"
ESCALATION_TELLS = "{colour}色告知"
MEASURES = {"weeks_missing": "漏报周数", "times_returned": "退回周数", "overdue": "逾期未销号问题数"}
ROLES = {"contact": "单位联络员", "leader": "单位主要负责人", "office": "领导小组办公室"}
COLOURS = {"green": "绿", "yellow": "黄", "red": "红"}
VERSIONS = ("标准版本", "工作手册版本", "期号", "首期周次", "内部标志")
STAGE_WEEKS, SIDE_A, SIDE_B = "{0} 周", "A面", "B面"
UNIT_REMARK = "{kind}；应受教育 {educate} 人，班子成员 {team} 人"
BASIS = "依据 {0}"
THRESHOLDS = {
    "announce_days": "处分决定后宣布期限（天）",
    "announce_warn_days": "宣布期限前多少天亮黄",
    "execution_report_months": "处分执行情况报告期限（月）",
    "extension_days": "延期最多天数",
    "extensions_max": "每个问题延期次数上限",
    "instant_fix_days": "立行立改期限（天）",
    "longterm_review_days": "长期坚持下次复核最迟（天）",
    "lookback_min_days": "销号后最早回头看（天）",
    "lookback_max_days": "销号后首次回头看最迟（天）",
    "lookback_min_sample": "回头看最少抽查数",
    "lookback_share": "回头看抽查比例",
    "resample_share": "办公室复核本周销号比例",
    "similar_problem": "问题描述疑似重复的相似度",
    "similar_progress": "进展疑似照抄上周的相似度",
    "stale_tip_weeks": "多少周未更新提示",
    "stale_warn_weeks": "多少周未更新须答复",
    "attendance_min": "警示教育大会到会率下限",
    "coverage_min": "教育覆盖率下限",
    "light_lag_points": "进度落后多少个百分点亮黄",
    "light_due_days": "到期前多少天亮蓝",
    "red_list": "红榜分数线",
    "black_list": "黑榜分数线",
    "unranked_min_problems": "问题少于此数不列榜",
    "unit_red_reds": "单位亮红所需红灯数",
    "date_from": "可填的最早日期",
    "date_ahead_days": "可填的最晚日期（距今天数）",
    "rework_days": "退回重改期限（天）",
    "rework_min_len": "补充整改要求最少字数",
    "audit_after_days": "印发后多少天方可执行检查",
    "high_risk_score": "高风险分值",
    "mid_risk_score": "中风险分值",
    "high_risk_controls": "高风险最少防控措施数",
    "order_red_days": "红色督办单限办天数",
    "zero_weeks": "连续多少周零问题零高风险须答复",
    "deck_late_cases": "简报列示逾期案件上限",
    "deck_alert_rows": "简报预警清单行数上限",
    "matrix_flag": "七双矩阵低于此比例加标",
    "rate_denominator": "整改完成率分母",
}

# 整改台账, 高风险点, 制度进度
LEDGER_HEADS = (
    *("序号", "问题", "整改目标", "整改措施", "责任领导", "牵头单位（科室）", "责任人", "整改时限"),
    *("进展情况", "完成率", "亮灯", "销号日期", "备注"),
)
OVERDUE = "逾期 {0} 天"
WHERE = "{unit}／{dept}"
WHERE_LEDGER = "{unit}（{dept}）"
NUMBERED = "{0}. {1}"
RISK_HEADS = (
    *("序号", "单位／科室", "岗位", "风险类别", "风险点", "主要内容及表现形式", "风险等级", "防控措施"),
    *("责任领导", "对应制度"),
)
REGULATION_HEADS = (
    *("序号", "单位", "制度编号", "制度名称", "清理结论", "制度进度", "计划完成日期", "超期（天）"),
    *("印发日期", "新文号", "牵头科室", "责任人"),
)

# 首页
TITLE = "以案促改工作台账"
SUBTITLE = "第 {issue} 期　{period}（{monday}—{sunday}）　数据截止 {cutoff}　{office}"
INCOMPLETE = "数据不全（应报 {due}，实报 {counted}）：{missing} 个单位未报，未计入以下各数。"
COMPLETE = "应报 {due}，实报 {counted}，各单位数据齐全。"
CARDS = ("M01", "M14_educated", "M13", "M06_total", "M04", "M07", "M08_overdue", "M06_longterm")
NUMBER_FORMAT = '{number}" {measure}"'
CARD_FORMAT = '"较上期 ↑ "{number}"{measure}";"较上期 ↓ "{number}"{measure}";"与上期持平"'
CARD_POINTS = " 个百分点"
NO_DELTA = "首期，无上期可比"
NOT_COMPARABLE = "上期无此数"
OTHER_UNITS = "本期计入 {now} 家，上期计入 {before} 家；“较上期”只比两期都计入的 {common} 家。"
SENTENCE_TITLE = "工作简报"
LIGHTS_TITLE = "未销号问题亮灯"
LIGHT_FORMAT = '"{light}灯　"#,##0'
LIGHT_MISSING = "{light}灯　" + MISSING
MISSING_TITLE = "未报、未计入的单位"
MISSING_HEADS = ("单位", "情况", "连续期数", "建议")
MISSING_MORE = "另有 {count} 个，见“预警清单”"
CHANGED_TITLE = "与上期相比"
CHANGED_HEADS = ("变化", "处数")
TABS_TITLE = "各表"
