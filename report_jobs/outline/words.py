"""Words of the deck: titles by rule, headings, remarks, and the sentences for what is empty."""

from __future__ import annotations

COMMA = "、"
AND_MORE = "{names}等 {count} 家"
HOME, FIGURES, RANKING, ALERTS, SUBMISSIONS, DEFINITIONS = "首页", "指标", "单位排名", "预警清单", "报送登记", "口径"
DASH = "—"
DAY = "{0.month} 月 {0.day} 日"
DATE = "{0.year} 年 {0.month} 月 {0.day} 日"
MOMENT = "{0.month} 月 {0.day} 日 {0.hour} 时"
SPAN = "{0}—{1}"
YEAR_ISSUE = "{year} 年　第 {issue} 期"
ISSUE = "{masthead}　第 {issue} 期"
SOURCE = "数据来源：register.xlsx〔{sheets}〕，应报 {due} 家、实报 {counted} 家，截至 {cutoff}"
CLICK = "；点击数字可查看来源单元格"
AUDIT_HEAD = "；送达记录末条 {head}"
COPIES = "报：领导小组组长、副组长　　送：领导小组成员单位　　发：各县（区）、市直各单位、市管企业"
WEEK = "第 {0} 期"
PENDING = "待审"
MISSING = "未报"
NOTE_FIGURE = "{text}：register.xlsx 指标表 {name}；口径：{formula}"
NOTE_TALLY = "{title}：register.xlsx 分类统计表 tal_{table}_…"
NOTE_RULE = "本页由系统按规则生成；带“待审”的文字须办公室确认后使用。"
OTHER = "其余"

# 1 cover
KEY_TITLE = "本期要点"
INCOMPLETE_HEAD = "数据不全：应报 {due} 家，实报 {counted} 家"
INCOMPLETE_BODY = "{names}未报，未计入本期各项数字。"
COMPLETE_HEAD = "应报 {due} 家全部报送"
COMPLETE_BODY = "各项数字含全部单位。"
RATE_HEAD = {
    "up": "整改完成率升至 {rate}，{versus}提高 {delta} 个百分点",
    "down": "整改完成率降至 {rate}，{versus}下降 {delta} 个百分点",
    "flat": "整改完成率 {rate}，与上期持平",
    "first": "整改完成率 {rate}，首期无上期可比",
}
RATE_BODY = (
    "累计查摆问题 {total} 个、销号 {closed} 个，长期坚持 {longterm} 个不计入销号；本周新增 {new} 个、销号 {week} 个。"
)
LIGHTS_HEAD = {
    "red": "{red} 个问题亮红灯、{yellow} 个亮黄灯，逾期 {overdue} 个",
    "clear": "没有红灯问题，{yellow} 个亮黄灯",
}
LIGHTS_BODY = "红灯集中在{units}；建议对连续亮红灯的单位发督办单。"
LIGHTS_NONE = "各单位整改按计划推进。"

# 2
DECISIONS_TITLE = {
    "open": "上次议定事项 {total} 项，办结 {done} 项，{open} 项在办，其中逾期 {late} 项",
    "clear": "上次议定事项和批示均已办结",
    "none": "无未办结事项",
}
DECISIONS_HEADS = ("事项", "牵头单位", "时限", "状态", "结果")
DECISIONS_DONE = "已办结 {count} 项，明细见台账“议定事项与批示”"
DECISIONS_EMPTY = "无未办结事项"

# 3
ONE_PAGE_TITLE = {
    "missing": "在办案件 {cases} 个，整改完成率 {rate}，{missing} 家未报",
    "overdue": "在办案件 {cases} 个，整改完成率 {rate}，逾期 {overdue} 个",
    "clear": "在办案件 {cases} 个，整改完成率 {rate}，没有逾期",
}
CARD_LABELS = {
    "M01": "查办案件（在办）",
    "M14_educated": "教育干部（受教育人次）",
    "M13": "完善制度（废改立）",
    "M06_total": "解决问题（累计销号）",
    "M04": "累计查摆问题",
    "M07": "整改完成率",
    "M08_overdue": "逾期未销号",
    "M19": "按时报送率",
    "M05": "本周新增问题",
    "M06": "本周销号",
}
VERSUS = "较上期"
VERSUS_COMMON = "较上期（可比 {count} 家）"
POINTS = "个百分点"
REPORTED = "实报 {counted}/{due}"
BRIEF = "工作简报"

# 4
STAGE_TITLE = {
    "late": "{count} 个在办案件中 {late} 个阶段滞后，阶段按期率 {rate}",
    "clear": "{count} 个在办案件当前阶段均未超期，阶段按期率 {rate}",
    "none": "本期没有在办案件",
}
STAGE_SHORT = {"S1": "动员部署", "S2": "剖析教育", "S3": "对照整改", "S4": "总结巩固"}
STAGE_REMARK = "{case}　余 {days} 天"
STAGE_OVER = "{case}　{stage}超 {days} 天"
STAGE_LATE = "滞后 {0} 件"
STAGE_EMPTY = "本期没有在办案件。"
CASES = "件"
TODAY = "今日 {0.month}/{0.day}"
STAGE_LEGEND = (("done", "已完成"), ("good", "按计划"), ("late", "滞后"), ("plan", "计划"))
STAGE_FOLDED = "另有 {count} 个案件按计划推进，明细见台账“阶段推进”"
STAGE_FOLDED_LATE = "另有 {late} 个案件滞后、{count} 个按计划推进，明细见台账“阶段推进”"

# 5
PAIRS_TITLE = {
    "weak": "“七双”落实率 {rate}，{names}低于六成",
    "clear": "“七双”落实率 {rate}，各项均在六成以上",
    "many": "“七双”落实率 {rate}，14 项中 {count} 项低于六成",
    "none": "“七双”机制：本期没有在办案件",
}
PAIRS_HEAD = "单位"
PAIRS_ALL = "合计"
FLAG = "▼"
DUTY_HEAD = "{0}{1}"
PAIRS_REMARK = "单元格为已核验比例，颜色越深比例越高；低于 60% 的列加 ▼；斜线为不适用；单位按落实率由低到高排列"

# 6
PROBLEMS_TITLE = {
    "up": "整改完成率升至 {rate}，本周销号 {week} 个、新增 {new} 个",
    "down": "整改完成率降至 {rate}，本周新增 {new} 个、销号 {week} 个",
    "flat": "整改完成率 {rate}，本周销号 {week} 个、新增 {new} 个",
}
TREND_TITLE, TREND_MEASURE = "每周新增与销号", "个，%"
TREND_NEW, TREND_CLOSED, TREND_RATE = "本周新增", "本周销号", "整改完成率"
TREND_ALT = "最近 {count} 期每周新增、销号问题数与整改完成率"
FUNNEL_TITLE = "问题所处环节"
FUNNEL_HEADS = ("环节", "数量", "占比")

# 7
RANK_TITLE = {
    "red": "{red} 家红灯、{yellow} 家黄灯，{share} 的逾期问题出自红灯单位",
    "yellow": "没有红灯单位，{yellow} 家黄灯",
    "clear": "{green} 家单位均为绿灯",
}
RANK_HEADS = ("单位", "类别", "问题", "销号", "完成率", "较上期", "逾期", "综合分", "名次", "状态")
RANK_WORDS = {"red": "滞后", "yellow": "预警", "blue": "临期", "green": "正常"}
RANK_REMARK = "红灯、黄灯单位全部列出，绿灯单位列前 {count} 家；未报单位不排名、不计零分"
RANK_REMARK_FOLDED = "红灯、黄灯单位全部列出，绿灯单位合为一行；未报单位不排名、不计零分"
RANK_MISSING = "未报 {count} 家"
RANK_REST = "其余 {count} 家单位"
RANK_TARGET = "目标 {0:.0%}"
RANK_UP, RANK_DOWN, RANK_SAME = "↑{0}", "↓{0}", "—"
COUNT_UNIT = "家"

# 8
WATCH_TITLE = "三个紧盯：{top}未销号 {count} 个，占全部未销号问题的 {share}"
WATCH_NONE = "三个紧盯：没有未销号问题"
WATCH_MEASURE = "个"
WATCH_CARD = "{0}（未销号）"
WATCH_REMARK = "逾期 {overdue} 个，已销号 {closed} 个"
FIELDS_TITLE = "{0}：未销号问题所在领域"
FIELDS_NONE = "没有未销号问题。"
OPEN, FOUND, MOVED = "未销号", "查出问题", "转入问题清单"
VALUE = "{0} {1}"
ALT = "图表：{title}（{values}）"
HEAT_TITLE = "高、中风险点：权力类型 × 重点环节"
TOTAL = "合计"
COUNTED_NONE = "没有登记风险点。"

# 9
ROOTS_TITLE = "对照 {checks} 次、查出问题 {found} 个，问题根源中{top}占 {share}"
NOTHING_HEAD = "零问题单位"
CAUSES_NONE = "没有登记根源。"
CAUSE_HEADS = ("原因", "次数")
ROOTS_NONE = "本期没有开展六对照六查找"
SIX_CHART = "各对照项查出问题"
ROOTS_CHART = "三个根源：案件剖析与问题清单"
CAUSES = "出现最多的五个原因"
ALL_NOTHING = "六项均报“未发现问题”的单位：{names}"
ALL_NOTHING_NONE = "没有单位六项均报“未发现问题”"

# 10
RISK_TITLE = {
    "past": "高风险点 {high} 个、闭环率 {rate}；制度成果 {all} 项，另有 {past} 项逾期未印发",
    "clear": "高风险点 {high} 个、闭环率 {rate}；制度成果 {all} 项，没有逾期未印发",
    "none": "本期没有登记风险点，也没有制度成果",
}
GRADES_REMARK = "中风险点 {medium} 个，低风险点 {low} 个"
HIGH_RISKS = "高风险点（现有）"
GRADE_CHART = "风险点分级"
RULES_HEADS = ("清理结论", "在办", "已印发", "其中逾期")
DRAFTS_TITLE = "逾期未印发的制度"
DRAFT_HEADS = ("单位", "制度", "计划完成", "进度")
DRAFTS_NONE = "没有逾期未印发的制度。"
DRAFTS_REST = "另有 {count} 项，见台账“制度进度”"
RULES_TITLE = "制度废改立进度"

# 11
EDU_TITLE = {
    "some": "受教育 {educated} 人次，覆盖率 {rate}；运用四种形态 {forms} 人次，第一种占 {share}",
    "none": "本期没有登记教育、会议和四种形态",
}
EDU_TABLE, EDU_NONE = "教育与会议", "没有登记教育和会议。"
FORMS_NONE = "没有运用四种形态。"
PERSONS, TIMES = "人次", "次"
ACTIVITIES_REST = "其余 {0} 类"
EDU_HEADS = ("活动类型", "场次", "应到", "实到", "到会率")
FORMS_CHART = "四种形态人次"

# 12
ALERT_TITLE = {
    "red": "{red} 个红灯、{yellow} 个黄灯问题，督办单 {orders} 件在办、{late} 件逾期",
    "yellow": "没有红灯问题，{yellow} 个黄灯；督办单 {orders} 件在办、{late} 件逾期",
    "clear": "没有红灯、黄灯问题",
}
ALERT_HEADS = ("状态", "单位", "问题", "逾期", "连续", "原因", "建议")
ALERT_EMPTY = "本期没有预警事项。"
ALERT_DAYS, ALERT_WEEKS = "{0} 天", "{0} 周"
ALERT_REST = "另有 {red} 个红灯、{yellow} 个黄灯问题，明细见台账“预警清单”"
UNIT_MISSING = "本期未报送工作簿，各项数字未计入"
UNIT_REFUSED = "本期报送的工作簿被退回，各项数字未计入"
ORDERS_TITLE = "督办单"
ORDERS_LINE = "在办 {running} 件，逾期 {late} 件，本专项累计办结 {done} 件"

# 13
QUALITY_TITLE = {
    "some": "一次销号通过率 {once}，回头看抽查 {sampled} 个、反弹率 {rate}",
    "none": "本期没有销号审核和回头看",
}
GATES_NONE, LOOKBACK_NONE = "没有因四不放过被退回的申请。", "没有开展回头看。"
LOOKBACK_CHART = "回头看结论"
WHETHER_NONE = "没有开展考核评价。"
GATES_CHART = "四不放过未通过"
WHETHER_HEADS = ("指标", "自评“是”", "“基本是”", "“否”", "已核查", "核查调低")
WHETHER_TITLE = "六个“是否”与四个“到位”"

# 14-16
ISSUES_TITLE = {
    "late": "{units} 家单位有逾期问题、共 {overdue} 个；主要问题候选 {count} 条，待办公室审定",
    "clear": "没有逾期问题；主要问题候选 {count} 条，待办公室审定",
}
ISSUE_HEAD = {
    "late": "{unit}：未销号 {total} 个，其中逾期 {overdue} 个，红灯 {red} 个、黄灯 {yellow} 个",
    "clear": "{unit}：未销号 {total} 个，没有逾期，红灯 {red} 个、黄灯 {yellow} 个",
}
ISSUE_BODY = "{text}。原因：{causes}。"
STOP = "。，、；;,. "
ISSUES_NONE = "本期没有提出存在的主要问题"
NEXT_TITLE = "下周重点工作 {count} 项，最迟 {last}完成，待办公室审定"
NEXT_NONE = "本期没有提出下周重点工作"
NEXT_HEADS = ("序号", "工作内容", "牵头单位", "责任人", "完成日期", "审核")
NEXT_REST = "由 {units} 家单位 {all} 项计划中选出，其余见台账“周报”下周计划"
NEXT_SILENT = "{0} 条没有写明责任人或日期，未列"
NUMBERING = r"^\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳])\s*[.．、)）]?\s*"
OWNER_IN = r"责任人[：:为\s]*([^，,；;。、\s：:]{1,12})"
DAY_IN = r"(\d{1,2})\s*月\s*(\d{1,2})\s*日"
SEMICOLON = "；"
ASK_TITLE = "提请领导小组研究 {count} 项"
ASK_NONE = "本次无提请研究事项"
ASK_HEADS = ("序号", "类型", "事项", "提出单位", "审核")
ASK_SECTION, ORDER_SECTION = "提请研究", "督办事项"
ORDER_HEADS = ("序号", "督办单位", "督办事项", "办结时限", "状态")
ASK_REST = "另有 {count} 项，见台账“整改措施”困难与需协调事项、“周报”提请事项"

# annexes
CITY = "全市"
RECEIVED = "{0.month} 月 {0.day} 日 {0.hour:02}:{0.minute:02}"
A1_TITLE = "附表一　各单位指标明细：应报 {due} 家、实报 {counted} 家"
A1_HEADS = {
    "M01": "在办案件",
    "M02": "七双落实",
    "M03": "阶段按期",
    "M04": "问题总数",
    "M05": "本周新增",
    "M06": "本周销号",
    "M07": "完成率",
    "M08": "逾期率",
    "M09_red": "红灯",
    "M09_yellow": "黄灯",
    "M10": "一次通过",
    "M11": "反弹率",
    "M12": "高险闭环",
    "M13": "制度成果",
    "M14": "教育覆盖",
    "M15": "场均查摆",
    "M16": "四种形态",
    "M17": "追缴万元",
    "M18": "追责人次",
    "M19": "按时报送",
}
A2_TITLE = (
    "附表二　报送情况：按时 {on_time} 家、更正 {corrected} 家、迟报 {late} 家、退回 {refused} 家、漏报 {missing} 家"
)
A2_HEADS = ("单位", "状态", "收到时间", "迟报（小时）", "须改", "请核", "已代改", "累计未按时（次）")
A3_TITLE = "附表三　数据口径：{count} 项指标的计算方法和现行阈值"
A3_HEADS = ("代码", "名称", "计算方法或取值")
VERSIONS, VERSION_NAME = "版本", "标准与手册"
VERSION_TEXT = "标准工作簿 V{standard}，工作手册（选项表、阈值、权重）V{playbook}"
THRESHOLD = "阈值"
THRESHOLDS = (
    (
        "红榜、黑榜",
        "综合分 {limits.red_list} 以上列红榜，{limits.black_list} 以下列黑榜；问题少于 {limits.unranked_min_problems} 个不列榜",
    ),
    (
        "亮灯",
        "进度落后 {limits.light_lag_points} 个百分点以上亮黄灯；到期前 {limits.light_due_days} 天内亮蓝灯；{limits.unit_red_reds} 个以上红灯问题的单位亮红灯",
    ),
    ("七双矩阵", "落实率低于 {limits.matrix_flag:.0%} 的列加标"),
    ("警示教育", "到会率下限 {limits.attendance_min:.0%}，覆盖率下限 {limits.coverage_min:.0%}"),
    ("高风险点", "可能性×后果 {limits.high_risk_score} 分以上为高，防控措施不少于 {limits.high_risk_controls} 条"),
    (
        "延期",
        "每个问题最多延期 {limits.extensions_max} 次、{limits.extension_days} 天；退回重改 {limits.rework_days} 天",
    ),
    (
        "回头看",
        "销号后第 {limits.lookback_min_days} 至 {limits.lookback_max_days} 天，抽查不少于 {limits.lookback_min_sample} 个且不低于 {limits.lookback_share:.0%}",
    ),
)

# 6A
BALANCE_TITLE = {
    "down": "未销号问题由 {before} 减至 {after} 个：新增 {added}、反弹 {rebounded}、转出 {closed_now}、更正 {corrected}",
    "up": "未销号问题由 {before} 增至 {after} 个：新增 {added}、反弹 {rebounded}、转出 {closed_now}、更正 {corrected}",
    "flat": "未销号问题仍为 {after} 个：新增 {added}、反弹 {rebounded}、转出 {closed_now}、更正 {corrected}",
    "first": "首期立账：未销号问题 {after} 个",
}
BALANCE_HEADS = ("账目", "上期", "新增", "反弹", "销号（转出）", "更正", "本期")
BALANCE_REMARK = "本期＝上期＋新增＋反弹－销号（转出）＋更正；上期或本期未报单位的增减列在“更正”"
CHANGED_HEAD = "承诺变动与更正"
CHANGED = "改动整改时限、责任人或验收标准等承诺 {promises} 处，更正已报内容 {corrected} 处，上期有而本期没有的记录 {gone} 行；逐项见台账“承诺变动”“周环比”。"
CHANGED_UNITS = "两期都计入的单位 {count} 家，其余单位的增减不是工作变化。"
MINUS = "−"
