"""Words of the return slip."""

from __future__ import annotations

from workbooks.words import SLIP_CORRECTED, SLIP_MUST_FIX, SLIP_NUMBER

MUST_FIX, CORRECTED = SLIP_MUST_FIX, SLIP_CORRECTED
TITLE = "退回单"
COVER = "封面"
CONFIRM = "请核"
HEALED = "已代改"

HEADINGS = (SLIP_NUMBER, "工作表", "单元格", "栏目", "行编号", "现填内容", "问题", "怎样改", "示例")
ANSWER = "核对答复"
IN_THE_BOOK = "请在工作簿中改"

SUBJECT = "{unit}：{period} 报送的工作簿须修改后重报"
FACTS = (
    ("单位", "{name}（{unit}）"),
    ("周次", "{period}（{monday}—{sunday}）"),
    ("收到文件", "{file}"),
    ("收到时间", "{received}"),
    ("校验结果", "须改 {must_fix} 处，请核 {confirm} 处，已代改 {healed} 处"),
    ("重报截止", "{deadline}"),
)
VERDICT = "本期未计入：有 {must_fix} 处须改。改好前，简报中本单位列为“未报，未计入”。"
STEPS_TITLE = "请按三步办理"
STEPS = (
    "1. 在“须改”表的“更正值”栏填写更正后的内容；标“请在工作簿中改”的，打开原工作簿改。",
    "2. 看“请核”表，确有其事的在“核对答复”栏写一句说明；填错的一并更正。",
    "3. 本期汇总前，发回填好的本退回单即作重报；其他情形，用“退回单并入”按钮并入工作簿后重报。",
)
NOTE = "“已代改”由系统按唯一含义读取，数值未变，供下次填写参考；工作表保护只防误改，不作保密之用。"
EMPTY = "本表没有内容。"
PAGES = "第 &P 页，共 &N 页"
MOMENT = "{0.year}年{0.month}月{0.day}日 {0.hour}:{0.minute:02d}"
DAY = "{0.year}年{0.month}月{0.day}日"
