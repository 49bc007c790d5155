"""Words that the template shows beside the standard's own labels and notes."""

from __future__ import annotations

from workbooks.titles import PRINT_PREFIX
from workbooks.words import ROW_LINK

AUTHOR = "以案促改"
SUBJECT = "{programme}·标准工作簿"
DAY = "{0.month}月{0.day}日"
MOMENT = "{0.month}月{0.day}日 {0.hour}:{0.minute:02d}"

# ---------------------------------------------------------------- heads and notes
ASKED = "【{0}】"
NOTE_EXAMPLE = "示例：{example}"
NOTE_FORMAT = "格式：{example}"
NOTE_CHOICES = "可选：{choices}"
NOTE_MORE = "…等 {count} 项，见下拉列表"
NOTE_SEPARATOR = "多项用“、”隔开，如：{example}"
BACK = "◂ {guide}"
GAPS = "查漏"
GAP_ROW = ROW_LINK
GAP_COUNT, GAP_FROM, GAP_ROW_OF = "▾ ", " 处·", "行"
COUNTER = '"已写 "&LEN({cell})&" 字"'
RULE_JOIN, STOP = "；", "。"

# ---------------------------------------------------------------- what a drop-down or a refusal says
WRONG = "请核对“{label}”"
NOT_IN_LIST = "请从下拉列表中选择，不要另写。点单元格右侧的箭头可看到全部选项。"
NOT_THERE = "“{target}”中没有这一项。请先在“{target}”登记，或从下拉列表中选择。确定要先填这一项吗？"
DOUBLED = "这个编号已经用过。编号不得重复，用过的不再使用，请换一个。"
NO_DATE = "请填真实日期，如 2026-11-20，且在 {low} 至 {high} 之间。"
NO_PAST_DATE = "请填已经发生的日期，如 2026-11-20，不晚于今天。计划事项写入周报的“下周计划”。"
NO_INTEGER = "请填整数（{bounds}），只写数字，不带文字。"
NO_MONEY = "请填金额，单位万元，不小于 0，只写数字，如 12.35。"
NO_LENGTH = "这一栏应为 {bounds}。"
SHORT = "这一栏应为 {bounds}。可以先存下，报送前须补足。继续吗？"

# ---------------------------------------------------------------- cover and weekly
COVER_LINE = "标准工作簿　{week}（{monday}—{sunday}）　请于 {due} 前报送　　{note}"
LOCKED_HERE = "已填好并锁定，不用改。"
SIGNATURES = (
    "主要负责人（签字）：________________　　　审核（签字）：________________　　　填报（签字）：________________"
)
SIGNATURES_NOTE = "需要纸质签批时打印本页。"

# ---------------------------------------------------------------- page
PAGES = "第 &P 页，共 &N 页"

# ---------------------------------------------------------------- guide
GUIDE_TITLE = "填报说明"
GUIDE_LINE = "{unit}　{week}（{monday}—{sunday}）　请于 {due} 前报送"
OFFICE_LINE = "办公室工作簿　{week}（{monday}—{sunday}）"
STEPS_TITLE = "六步填报"
STEPS = (
    ("核对封面", "单位、周次、版本已填好并锁定；填报人、审核人、联系电话和签批栏由你填。"),
    (
        "从左到右填表",
        "按下方“工作表”的顺序，只填本周有变化的表。没有案件的单位，“案件”“七双机制”“阶段推进”“案件剖析”空着。",
    ),
    ("看颜色补漏", "一行只要开始填，还缺的必填格就会变成淡黄；编号重复、已经逾期会变红。填到没有淡黄为止。"),
    ("写周报", "五段文字，写清时间、对象、做法、结果；数字不用填，由系统从各表汇总。"),
    ("报送前校验", "用加载项“校验”按钮或命令 yian check 查一遍：“须改”必须改完，“请核”要能说明。"),
    ("签批后报送", "主要负责人签批后，在截止时间前报送；文件名不写人名。收到退回单，按所列单元格改正后重报。"),
)
OFFICE_STEPS = (
    ("编号", "督办单、议定事项由领导小组办公室统一编号，编号不得复用。"),
    ("登记", "每件一行；牵头单位只能一个，从下拉列表选单位代码。"),
    ("看颜色补漏", "一行只要开始填，还缺的必填格就会变成淡黄；编号重复、已经逾期会变红。"),
    ("更新", "每周更新状态和最近反馈；办结的填办结日期和审批人，不删行。"),
    ("校验", "用加载项“校验”按钮或命令 yian check 查一遍。"),
    ("汇总", "与各单位报送件一起汇总，进入台账和简报。"),
)
LEGEND_TITLE = "颜色怎么看"
LEGEND = (
    ("head_required", "必填", "红色表头：每行都要填"),
    ("head_condition", "条件必填", "金色表头：符合条件时要填，条件见表头批注"),
    ("head_optional", "选填", "灰色表头：有就填"),
    ("locked_choice", "不用填", "灰色单元格：自动带出或由办公室填，已锁定"),
    ("missing", "该填未填", "淡黄单元格：这一行还缺这一项"),
    ("wrong", "重复、逾期", "淡红单元格：编号重复，或期限已过还没办完"),
)
LEGEND_NOTE = "颜色只是提醒，含义都写在表头批注里：鼠标停在表头上就能看到要求、规则和示例。"
RULES_TITLE = "填表约定"
RULES = (
    "一行只写一件事。写错的行改成“作废”，不要删行；编号用过就不再用。",
    "日期直接输入，如 2026-11-20；多选项之间用“、”隔开；金额以万元计。",
    "当事人只写姓＋某/某某；不写身份证号、手机号、银行卡号；四种形态、追责只报人次。",
    "国家秘密不得填入本工作簿，请在涉密系统办理。",
    "佐证写材料名称或存放位置（如“档案盒 03-12”），不填互联网地址。",
    "不增删栏目，不给工作表改名；从别处粘贴时用“选择性粘贴—数值”。",
    "没有发生的事项留空，不填“无”或 0；本周没有任何变化，报送类型选“零报告”。",
    "工作表保护没有密码，只防误改，不作保密之用。每张表预留 {room} 行以上，不够时接着往下填，照样读取。",
)
OFFICE_RULES = (RULES[0], RULES[1], RULES[3], RULES[5], RULES[7])
RULE = "· {0}"
STEP = "{0}  {1}"
SHEETS_TITLE = "工作表（点名称直达）"
SHEETS_HEAD = ("工作表", "用来做什么", "什么时候填", "已填行数", "还缺必填")
SHEETS_NOTE = "点“还缺必填”的数字，跳到第一处缺项所在的行；条件必填看淡黄单元格。"
PRINTS_TITLE = "打印表（点名称直达）"
PRINTS_NOTE = "内容自动取自上面的表，不用填；字多的行可以拉高，空白页不用打印。"
CONTACT_TITLE = "联系"
CONTACT = "{office}。填报中有问题，先看表头批注和本页；仍不清楚的，请与办公室联系。"
FORM_COUNT = "—"

PURPOSES = {
    "cover": ("谁报、报哪一周、谁签批", "每周"),
    "duties": ("班子成员和联络员各管什么（一岗双责）", "有变化时"),
    "cases": ("已作处分决定、列入以案促改的案件", "有新案件、状态变化时"),
    "pairs": ("每个案件七双机制 14 项的责任、进度、佐证", "有案件的单位，每周"),
    "stages": ("每个案件四个阶段的计划与实际", "有案件的单位，每周"),
    "analyses": ("案件暴露的根源，一条一行", "有案件的单位，第二阶段"),
    "six_checks": ("领导班子、成员、关键岗位逐项对照查找", "第三阶段"),
    "problems": ("查出的问题、谁负责、何时改好", "每周"),
    "actions": ("每个问题的整改措施与本周进展", "每周"),
    "closures": ("问题改好后申请销号，四不放过逐项核查", "申请销号时"),
    "risks": ("岗位廉政风险点的等级与防控措施", "排查、复评时"),
    "regulations": ("制度的修订、废止、新建", "有进展时"),
    "activities": ("警示教育、生活会、三会一课等活动", "每次活动后"),
    "four_forms": ("运用四种形态的人次", "每周"),
    "letters": ("收到的建议书、通知书及反馈", "收文、反馈时"),
    "lookbacks": ("对已销号问题的回头看", "回头看后"),
    "assessments": ("六个“是否”、四个“到位”的自评", "考核时"),
    "accountability": ("一案双查与追责（只报人次）", "每案一次，有追责时"),
    "weekly": ("本周重点、做法、问题、计划、提请事项", "每周"),
    "orders": ("对单位的督办事项", "交办、反馈、办结时"),
    "decisions": ("领导小组议定事项、领导批示", "会后、批示后"),
}
"""What a sheet is for, and when a clerk fills it."""

# ---------------------------------------------------------------- printed views
PRINT_PROBLEMS = f"{PRINT_PREFIX}问题清单"
PRINT_OWNERS = f"{PRINT_PREFIX}责任清单"
PRINT_ACTIONS = f"{PRINT_PREFIX}整改清单"
PRINT_CLOSURES = f"{PRINT_PREFIX}销号申请单"
PRINT_RISKS = f"{PRINT_PREFIX}廉政风险点一览表"
VIEW_LINE = '"{unit}　　{week}　　共 "&{count}&" 条"'
ACTIONS_COUNT = '" 条，见整改清单"'
NUMBER = "序号"
UNIT_COLUMN = "单位"
EFFECTIVE_DUE = "整改时限"
MEASURES = "整改措施"
CLOSE_STATE = "销号情况"
HEAD_SIGNATURE = "单位主要负责人签字"
SIGN_LEFT = "整改单位负责人（签字）："
SIGN_RIGHT = "主管部门负责人（签字）：　　　　　　　　"

# ---------------------------------------------------------------- sheets of the ribbon
TOOL_FORM_HEAD = ("栏目", "内容", "要求", "说明")
TOOL_FORM_LINE = "由“案件录入”“检查清单”选项卡的按钮打开；没有加载项时不用这张表，直接在各表中填写。"
TOOL_RESULTS_HEAD = ("转到", "程度", "工作表", "单元格", "栏目", "编号", "问题", "怎么改", "示例")
TOOL_RESULTS_LINE = "由“校验本册”按钮写入。点“转到”跳到所在单元格。"
GO = "转到 ▸"
REQUIRED = "必填"
