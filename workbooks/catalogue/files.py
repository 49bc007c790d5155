"""Wording of findings about whole files and whole sheets (F, S)."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries
from workbooks.findings import Severity

_FIX, _ASK, _DONE = Severity.MUST_FIX, Severity.CONFIRM, Severity.HEALED

FILES = entries(
    Entry("F-01", _FIX, "不是标准工作簿", "“{file}”不是标准工作簿，没有读入。", "用领导小组办公室下发的标准工作簿填写后重报，不要另建表格。", "标准工作簿_SZ012.xlsx"),
    Entry("F-02", _FIX, "别的专项的工作簿", "“{file}”属于“{value}”，不是本专项的工作簿，没有读入。", "换成本专项的标准工作簿重报。", "标准工作簿_SZ012.xlsx"),
    Entry("F-03", _FIX, "空文件", "“{file}”没有内容，没有读入。", "打开文件核对后重新保存、重报。", "标准工作簿_SZ012.xlsx"),
    Entry("F-04", _FIX, "周次不符", "“{file}”的报送周次是 {value}，本期是 {period}，没有计入本期。", "把封面的“报送周次”改为 {period}，核对内容后重报。", "2026-W47"),
    Entry("F-05", _ASK, "同一单位多份报送", "“{file}”与“{other}”都是 {unit} 本期报送，以后到的“{other}”为准。", "确认“{other}”是最终稿；不是的，请重报最终稿。"),
    Entry("F-06", _FIX, "打不开", "“{file}”打不开：{reason}。", "用 Excel 或 WPS 打开，另存为 .xlsx 后重报；加密的请先取消密码。", "文件 → 另存为 → Excel 工作簿（*.xlsx）"),
    Entry("F-07", _FIX, "单位不在名单内", "“{file}”的单位代码“{value}”不在本专项的单位名单内。", "核对封面的“单位代码”；新增单位请联系领导小组办公室。", "SZ012"),
    Entry("F-08", _ASK, "文件名与内容不一致", "“{file}”的文件名写的是 {value}，工作簿内是 {unit}，按工作簿内的单位读入。", "核对是否填错了别的单位的工作簿。"),
    Entry("F-09", _FIX, "标准版本不符", "“{file}”的标准版本是 {value}，现行版本是 {current}。", "把内容移到新下发的标准工作簿后重报。", "V1.0"),
    Entry("F-10", _FIX, "封面与工作簿标识不一致", "封面的“{heading}”是“{value}”，工作簿标识是“{limit}”。", "封面的“{heading}”由模板给出，请恢复为“{limit}”。"),
    Entry("F-11", _DONE, "工作手册版本较旧", "工作簿按工作手册 {value} 制作，现行为 {current}，选项表以现行为准。", "下次请用新下发的工作簿。"),
    Entry("F-12", _FIX, "别家的退回单", "退回单“{file}”是“{value}”的，不是本工作簿单位的，没有并入。", "换成本单位的退回单重报。"),
    Entry("F-13", _FIX, "退回单不是本期的", "退回单“{file}”针对 {value} 的报送，本期是 {period}，没有计入。", "打开本期工作簿，把退回单并入后重报。"),
    Entry("F-14", _FIX, "找不到退回单的原件", "退回单“{file}”针对的原件不在本期收件之内，没有并入。", "在工作簿中更正后重报整份工作簿。"),
    Entry("F-15", _FIX, "退回单没有填写", "退回单“{file}”的“更正值”栏没有内容，没有并入。", "在“须改”表的“更正值”栏填写后重报。"),
    Entry("F-16", _FIX, "更正处已有变动", "退回单所指的{sheet} {cell}“{heading}”已不是退回时的内容，现为“{now}”，没有并入。", "核对现值；仍须更正的，直接改单元格。"),
    Entry("F-17", _DONE, "已并入退回单", "已按退回单“{file}”并入 {count} 处更正，重新校验。", "无须处理；请把原工作簿照此更正，下次在其上接着填。"),
    Entry("S-01", _FIX, "缺少工作表", "缺少工作表“{sheet}”。", "从空白标准工作簿中复制“{sheet}”回来，不要删除或改名。"),
    Entry("S-02", _FIX, "找不到表头", "工作表“{sheet}”找不到表头，此表没有读入。", "恢复第 2 行的表头，或从空白标准工作簿重新复制此表。"),
    Entry("S-03", _FIX, "缺少栏目", "工作表“{sheet}”缺少栏目“{heading}”。", "恢复“{heading}”一栏；没有内容可以留空，但不要删除栏目。"),
    Entry("S-04", _ASK, "多出栏目", "工作表“{sheet}”多出栏目“{heading}”（{cell}），其内容没有读入。", "把需要的内容移到标准栏目，删去此栏。"),
    Entry("S-05", _DONE, "栏目顺序有变", "工作表“{sheet}”的栏目顺序有变，已按表头读取。", "无须处理；请不要移动栏目。"),
    Entry("S-06", _DONE, "已按旧表头读取", "工作表“{sheet}”的表头“{value}”已按“{heading}”读取。", "无须处理；下次用现行表头“{heading}”。"),
    Entry("S-07", _ASK, "多出工作表", "工作表“{sheet}”不是标准工作表，其内容没有读入。", "把需要的内容移到标准工作表，删去此表。"),
    Entry("S-08", _ASK, "表外有内容", "工作表“{sheet}”的 {cell} 在栏目之外有内容“{value}”，没有读入。", "把需要的内容移到标准栏目，清除表外内容。"),
    Entry("S-09", _FIX, "栏目重复", "工作表“{sheet}”的栏目“{heading}”出现两次，只读第一处。", "删去重复的一栏。"),
    Entry("S-10", _DONE, "工作表改了名", "工作表“{value}”已按“{sheet}”读取。", "无须处理；请不要给工作表改名。"),
    Entry("S-11", _FIX, "同名工作表重复", "工作表“{value}”与“{sheet}”内容重复，只读“{sheet}”。", "把内容并到“{sheet}”，删去“{value}”。"),
)
