"""Words of the return slip."""

from __future__ import annotations

from workbooks.returned.damage import Harm
from workbooks.words import SLIP_ANSWER, SLIP_CONFIRM, SLIP_CORRECTED, SLIP_MUST_FIX, SLIP_NUMBER, SLIP_REMARK

MUST_FIX, CORRECTED = SLIP_MUST_FIX, SLIP_CORRECTED
CONFIRM, ANSWER, REMARK = SLIP_CONFIRM, SLIP_ANSWER, SLIP_REMARK
TITLE = "退回单"
TITLE_ASKED = "核对单"
COVER = "封面"
HEALED = "已代改"
DAMAGED = "表样损坏"
COMPARED = "与上期对照"

HEADINGS = (SLIP_NUMBER, "工作表", "单元格", "栏目", "行编号", "现填内容", "问题", "怎样改", "示例")
IN_THE_BOOK = "请在新表中改"
SEE_MUST_FIX = "见“须改”表"

SUBJECT = "{unit}：{period} 报送的工作簿须修改后重报"
SUBJECT_ASKED = "{unit}：{period} 报送的工作簿已接收，有 {asked} 处请核"
FACTS = (
    ("单位", "{name}（{unit}）"),
    ("周次", "{period}（{monday}—{sunday}）"),
    ("收到文件", "{file}"),
    ("收到时间", "{received}"),
    ("校验结果", "须改 {must_fix} 处，请核 {confirm} 处，已代改 {healed} 处"),
    ("表样", "{damaged}"),
    ("与上期对照", "{compared}"),
    ("新表", "{fresh}"),
    ("{deadline_of}", "{deadline}"),
)
DEADLINE, DEADLINE_ASKED = "重报截止", "答复截止"
DAMAGED_SOME, DAMAGED_NONE = "损坏 {count} 处，见“表样损坏”", "完好"
NOT_READ = "没有读入"
COMPARED_SOME = "新增 {added} 行，不见 {gone} 行，改动 {changed} 格，见“与上期对照”"
COMPARED_SAME, COMPARED_FIRST = "没有变化", "此前没有被接收的报送件，无可对照"
FRESH_SAME = "{file}（{period} 的标准工作簿，已带入本单位所填内容）"
FRESH_NEXT = "{file}（{period} 的标准工作簿，已带入本单位所填内容；本周文字、进展和签批须重填）"
VERDICT_OPEN = "目前不能计入：有 {must_fix} 处须改。"
VERDICT_OVER = "本期未计入：有 {must_fix} 处须改。本期简报中本单位列为“未报，未计入”。"
VERDICT_ASKED_OPEN = "可以计入；有 {asked} 处请核，请在截止前答复。"
VERDICT_ASKED_OVER = "本期已计入；有 {asked} 处请核，请随 {again} 报送答复。"
STEPS_TITLE = "请按下列步骤办理"
STEP_MUST_FIX = "1. “须改”表：在“更正值”栏填写更正后的内容。"
STEP_IN_BOOK = "1. “须改”表：在“更正值”栏填写更正后的内容；标“请在新表中改”的 {count} 处，只能在新表中改。"
STEP_CONFIRM = "2. “请核”表：在“核对答复”栏选“确认属实”或“更正”；更正的填“更正值”，需要说明的写在“说明”栏。"
STEP_SLIP = "3. 发回填好的本退回单，即作重报；也可改好新表后报送，不必修补原表。"
STEP_BOTH = "3. 先把填好的本退回单用“退回单并入”按钮并入新表，再改完其余各处，报送新表；不必修补原表。"
STEP_NEXT = "3. 打开新表，用“退回单并入”按钮并入填好的本退回单，补填本周内容，作为 {period} 报送；有核对答复的，把本退回单一并交回。"
STEP_ANSWER = "1. “请核”表：在“核对答复”栏选“确认属实”或“更正”；更正的填“更正值”，需要说明的写在“说明”栏。"
STEP_ANSWER_SLIP = "2. 发回填好的本核对单，答复和更正值即一并读入；标“请在新表中改”的，改好新表后报送。"
STEP_ANSWER_NEXT = "2. 有更正的，打开新表，用“退回单并入”按钮并入填好的本核对单；没有更正的，直接在新表上填。"
STEP_ANSWER_BESIDE = "3. 报送 {period} 时把填好的本核对单一并交回，答复记入台账。"
NOTE = (
    "“已代改”由系统按唯一含义读取，数值未变，供下次填写参考。身份证号、银行卡号不带入新表。"
    "工作表保护只防误改，不作保密之用。"
)
EMPTY = {
    MUST_FIX: "没有须改的内容。",
    CONFIRM: "没有需要核对的内容。",
    HEALED: "没有代为修改的内容。",
    DAMAGED: "表样完好：工作表、栏目、隐藏的字段名和下拉选项都与下发时一致。",
    COMPARED: "与上期被接收的报送件相比，没有变化。",
}
NOT_READ_DAMAGED = "报送件没有读入，表样无从核对。"
NOT_READ_COMPARED = "报送件没有读入，本期没有可对照的内容。"
NO_BEFORE = "本单位此前没有被接收的报送件，本期没有可对照的内容。"
WITHHELD = "（含证件、手机或银行卡号码，不重复显示）"
PAGES = "第 &P 页，共 &N 页"
MOMENT = "{0.year}年{0.month}月{0.day}日 {0.hour}:{0.minute:02d}"
DAY = "{0.year}年{0.month}月{0.day}日"
ANSWER_ERROR = "请选“确认属实”或“更正”；其他的话写在“说明”栏。"

DAMAGED_HEADINGS = (SLIP_NUMBER, "工作表", "位置", "栏目", "损坏", "原样", "现状", "怎样改")
IN_FRESH = "在新表中接着填，原表不必修补。"
HARMS = {
    Harm.SHEET_MISSING: ("缺少工作表", "工作表“{was}”", "没有此表", "在新表的“{was}”中填写；原有内容可从旧文件复制。"),
    Harm.SHEET_RENAMED: ("工作表改了名", "“{was}”", "“{now}”", "已按“{was}”读入；新表中已是原名，不要改名。"),
    Harm.SHEET_EXTRA: ("多出工作表", "没有此表", "“{now}”", "没有读入。需要的内容移到新表的标准工作表，此表另存。"),
    Harm.SHEET_TWICE: (
        "同一工作表有两份",
        "只有“{was}”",
        "另有“{now}”",
        "只读了“{was}”。把“{now}”的内容并到新表的“{was}”。",
    ),
    Harm.HEAD_LOST: ("找不到表头", "{was}", "没有表头", "此表没有读入。把内容逐栏移到新表的同名工作表。"),
    Harm.COLUMN_MISSING: ("缺少栏目", "“{was}”栏", "没有此栏", "新表中已补回“{was}”栏，没有内容的留空。"),
    Harm.COLUMN_EXTRA: ("多出栏目", "没有此栏", "“{now}”栏", "没有读入。需要的内容移到新表的标准栏目。"),
    Harm.COLUMN_TWICE: (
        "栏目重复",
        "“{was}”一栏",
        "又有一栏“{now}”",
        "只读了第一栏。把此栏的内容并到新表的“{was}”栏。",
    ),
    Harm.COLUMN_RENAMED: ("栏目改了名", "“{was}”", "“{now}”", "已按“{was}”读入；新表中已是原名，不要改名。"),
    Harm.COLUMN_MOVED: ("栏目移了位置", "{was}", "{now}", "已按表头读入；新表中已回到原位，不要移动栏目。"),
    Harm.OUTSIDE: ("栏目之外有内容", "空白", "{now}", "没有读入。需要的内容移到新表的标准栏目。"),
    Harm.NAMES_LOST: ("隐藏的字段名整行丢失", "隐藏的一行（列）字段名，每栏一个", "没有", "已按表头读入；" + IN_FRESH),
    Harm.NAMES_CHANGED: ("隐藏的字段名被改动", "{was}", "{now}", "已按表头读入；" + IN_FRESH),
    Harm.CHOICES_LOST: (
        "下拉选项丢失",
        "{was}",
        "没有下拉选项",
        "多因从别处粘贴造成。" + IN_FRESH + "粘贴时选“只粘贴值”。",
    ),
    Harm.CHOICES_CHANGED: ("下拉选项被换", "{was}", "{now}", "以原选项为准；" + IN_FRESH),
    Harm.LIST_CHANGED: ("选项表被改动", "{was}", "{now}", "以原选项为准；" + IN_FRESH),
}
"""What is said of each harm: its name, what was there, what is there, and what to do."""
GONE = "没有"
LIST_OF = "选项表·{title}"
FIRST_PLACE, AFTER = "最左一栏", "在“{heading}”右边"

COMPARED_HEADINGS = (SLIP_NUMBER, "工作表", "行编号", "变化", "栏目", "性质", "上期内容", "本期内容")
ADDED_ROW, GONE_ROW, CHANGED_CELL, UNREAD_SHEET = "新增一行", "不见一行", "改动", "没有读入"
NATURES = {"promise": "承诺", "status": "状态", "corrected": "更正", "": "日常"}
UNREAD = "（无法读入）{text}"
UNREAD_SHEET_TOLD = "此表没有读入，无从对照；见“表样损坏”。"
GONE_TOLD = "已登记的内容不得删除；确属误登的，把状态改为作废并写明理由。"

FRESH_FILE = "{unit}_new.xlsx"
SLIP_FILE = "{unit}.xlsx"
