"""Words of the live workbook: what its buttons say in the status bar and in a box."""

from __future__ import annotations

LIST = "、"
TITLE = "以案促改工作台"
UNEXPECTED = (
    "没有完成：出现了意外错误（{kind}），工作簿没有改动。请按“诊断”，把生成的文件发给领导小组办公室；编号 {number}。"
)
HALFWAY = "没有做完：出现了意外错误（{kind}），可能有几格已经写入。请按“撤销上一步”恢复，再按“诊断”；编号 {number}。"
BUSY = "Excel 正在编辑单元格或显示对话框，没有改动。请按回车或 Esc 结束编辑，再按一次按钮。"
NO_BOOK = "没有打开的工作簿。请先打开领导小组办公室下发的标准工作簿，例如 SZ012_2026-W47.xlsx。"
NOT_STANDARD = "“{book}”不是本专项的标准工作簿，没有改动。请打开领导小组办公室下发的工作簿再试。"
OTHER_PROGRAMME = "“{book}”是另一个专项（{programme}）的工作簿，没有改动。请打开本专项的工作簿再试。"
OLD_STANDARD = "“{book}”是旧版标准（{version}，现行 {current}），没有改动。请向领导小组办公室要新的工作簿。"
NO_UNIT = "“{book}”里的单位代码 {unit} 不在工作手册中，没有改动。请联系领导小组办公室。"
NOT_UNIT_BOOK = "这个按钮用于单位的工作簿，“{book}”是办公室的，没有改动。请打开单位工作簿再试。"
NOT_OFFICE_BOOK = "这个按钮用于领导小组办公室的工作簿，“{book}”是单位的，没有改动。请打开办公室工作簿再试。"
READ_ONLY = "“{book}”是只读打开的，没有改动。请另存一份，或关闭后以可编辑方式重新打开。"
LOCKED = "工作表“{sheet}”用密码保护了，没有改动。请在“审阅”中取消保护后再试。"
UNREAD = "工作簿里有没能读入的内容，没有改动：{message}{fix}"
COLUMN_ABSENT = "“{sheet}”缺少“{heading}”这一栏，没有改动。请向领导小组办公室要新的工作簿，把内容粘贴过去。"
REPORT_NAME = "诊断.txt"
SETTING_TEXT = '应是带引号的文字，例如 {name} = "D:/以案促改"'
UNFILTERED = "已取消“{sheets}”的筛选，以免写错行。"

FORM_TITLE = "{label} — 录入单"
FORM_OPEN = "录入单已打开：填好 C 列，再按一次“{label}”即登记。"
FORM_OTHER = "已换成“{label}”的录入单：填好 C 列，再按一次“{label}”即登记。"
STOP = "。"
MUST, MAY, AUTO = "必填", "选填", "可自动填"
NO_FORM = "这本工作簿里没有“{sheet}”这张表，没有改动。请向领导小组办公室要新的工作簿。"
RULE_JOIN = "；"

MARK = "【校验】"
MARK_LINE = "{mark}{severity}：{message}{fix}"
COUNTS = "校验：须改 {must} 处，请核 {ask} 处，已代改 {healed} 处。"
CHECK_BLOCKED = "{counts}须改的改完才能报送；按“下一处”逐处处理。"
CHECK_OPEN = "{counts}没有须改的，可以报送；请核的请再看一眼。"
CHECK_CLEAN = "校验通过，没有发现问题，可以报送。"
MORE = "另有 {count} 处未列出，改完后再校验一次。"
NOTHING_LEFT = "没有须改或请核的地方了。"
FINDING_AT = "第 {number}/{total} 处 {place}：{message}{fix}"
NO_CELL = "“{sheet}”"
CHECKING = "正在校验……"
WORKING = "正在办理“{label}”……"
READING = "正在读取 {done}/{total} 张表……"

COMPARE_ASK = "选择上期报送的工作簿"
COMPARE_NONE = "没有选择上期的工作簿，没有对照。"
COMPARE_BAD = "“{file}”读不出来：{reason}，没有对照。请选择上期报送的 .xlsx 工作簿。"
COMPARE_OTHER = "“{file}”是 {unit} 的工作簿，不是本单位 {mine} 的，没有对照。请选择本单位上期的工作簿。"
COMPARED = "与 {period} 对照：新增 {added} 行，减少 {gone} 行，改动 {changed} 格；明细在“{sheet}”。"
CHANGE_KINDS = {"added": "新增", "gone": "减少", "changed": "改动"}
CHANGE_ADDED = "本期新增的一行"
CHANGE_GONE = "上期有、本期没有的一行；请核对是否误删"
CHANGE_CHANGED = "上期“{before}”，本期“{now}”"
BLANK = "（空）"

REHEARSED_BLOCKED = "预演：还不能报送，须改 {must} 处。{counts}按“下一处”逐处处理。"
REHEARSED = "预演通过：{unit} {period}，共 {rows} 行（{sheets}）；{counts}再按“报送”即生成报送件“{file}”。"
SHEET_ROWS = "{sheet} {rows} 行"
SEND_BLOCKED = "不能报送：须改 {must} 处。请按“校验本册”查看，改完再报送。"
SENT = "已生成报送件：{file}。请按领导小组办公室的要求送达（共享文件夹或邮件）。"
SENT_AGAIN = "内容与上次报送件相同，没有重复生成：{file}。"
SEND_FAILED = "报送件没有写出：{reason}。请检查文件夹 {folder} 能否写入，再按一次“报送”。"
SEND_DAMAGED = "报送件写出后核对不一致，已删除：{file}。请保存工作簿后再按一次“报送”。"
SEND_NAME = "{unit}_{period}_{digest}.xlsx"
SEND_FOLDER = "报送件"

MERGE = "退回单并入"
MERGE_ASK = "选择收到并填好的退回单"
MERGE_NONE = "没有选择退回单，没有改动。"
MERGE_BAD = "“{file}”读不出来：{reason}，没有改动。请选择领导小组办公室发回的退回单。"

GUIDE_OPENED = "已在浏览器中打开填报说明。"
GUIDE_MISSING = "没有找到填报说明文件 {file}。请重新安装加载项。"
ABOUT = "以案促改工作台 {version}；标准 {standard}，工作手册 {playbook}；Python {python}，xlwings {xlwings}，Excel {excel}。"
DIAGNOSED = "已生成诊断文件：{file}。其中没有任何单元格内容，可发给领导小组办公室。"
DIAGNOSIS = """以案促改工作台 诊断
时间：{now}
版本：{about}
系统：{system}
工作簿：标准 {standard}，工作手册 {playbook}，单位 {unit}，周次 {period}
工作表：{sheets} 张
校验：{codes}
最近的错误：
{errors}
"""
NO_ERRORS = "（没有）"
CODE_COUNT = "{code}×{count}"
GONE_TO = "“{sheet}”：第 {row} 行可以填写。"
SHEET_ABSENT = "这本工作簿里没有“{sheet}”这张表，没有跳转。需要时由领导小组办公室在工作手册中打开。"

UNDONE = "已撤销“{label}”：恢复了 {cells} 格。"
NOTHING_TO_UNDO = "没有可撤销的操作。只能撤销本工作簿中上一次由按钮写入的内容。"
UNDO_CHANGED = "“{label}”写入之后，{place} 又改过，没有撤销。请先按 Ctrl+Z 恢复那一格，或直接手工修改。"
UNDO_BROKEN = "撤销记录已损坏，没有改动。请手工修改。"

NO_JOBS = '这台电脑没有安装办公室组件（{name}），没有办理。请运行：pip install "yian[jobs]"。'
NO_WORKPLACE = "还没有指定工作目录，没有办理。请运行：yian addin install --office --workplace 目录。"
WORKPLACE_GONE = "找不到工作目录 {folder}，没有办理。请检查网络盘，或重新指定。"
CONSOLIDATED = "已汇总 {period}：应报 {due} 家，计入 {counted} 家，退回 {refused} 家，未报 {missing} 家。台账：{file}。"
CONSOLIDATED_BEFORE = "{period} 已经汇总过，结果不变：应报 {due} 家，计入 {counted} 家。台账：{file}。"
BRIEFED = "已打开 {period} 的简报：{file}。"
NOT_RUN = "{period} 还没有汇总，没有可打开的文件。请先按“汇总”。"
SLIPS = "{period} 有 {count} 份退回单，已打开所在文件夹：{folder}。"
NO_SLIPS = "{period} 没有退回单。"
VERIFIED = "核数通过：{period} 逐项重算 {checked} 项，全部一致。"
VERIFY_FAULTS = "核数发现 {count} 项不一致（共 {checked} 项）：{first}"
STEPS = {"collect": "读取报送件", "write": "生成文件"}
PROGRESS = "{step} {done}/{total}"
OFFICE_FAILED = "没有办完：{reason}。"

COMMAND_LABELS = {
    "intake": "新增案件",
    "expand": "展开该案的七双与四阶段",
    "announce": "登记送达与宣布",
    "problem": "新增问题",
    "action": "新增措施",
    "closure": "申请销号",
    "extension": "申请延期",
    "checklist": "六对照六查找",
    "gates": "四不放过自检",
    "assess": "六个是否与四到位自评",
    "progress": "七双进度",
    "review": "审核销号",
    "decision": "议定事项",
    "order": "督办单",
}
"""Labels of the commands' buttons, as sentences quote them."""
