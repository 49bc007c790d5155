"""Words of the add-in's package: what its VBA says, what its lint and its installer say."""

from __future__ import annotations

STRINGS = {
    "title": "以案促改工作台",
    "bad_button": "这个按钮的编号不正确，没有办理。请重新安装加载项。",
    "no_workbook": "没有打开的工作簿。请先打开领导小组办公室下发的标准工作簿。",
    "press_failed": "没有办理：调用 Python 时出错。请按信息部门说明检查 Python 是否安装；编号",
    "load_failed": "加载项没有完全载入，请重新打开 Excel；编号",
}
"""The strings of the hidden sheet, by key."""

NO_TOOLS = '没有安装生成加载项的组件（{name}）。请运行：pip install "yian[addin]"。'
XLWINGS_CHANGED = (
    "xlwings 的 VBA 模块与预期不符，没有生成：找不到“{text}”。请安装 xlwings 0.37.8 以上、1.0 以下的版本。"
)
XLWINGS_MISSING = "没有找到 xlwings 自带的 VBA 模块 {file}，没有生成。请重新安装 xlwings。"
TEMPLATE_CHANGED = "生成工具的空白加载项与预期不符，没有生成：找不到“{text}”。请安装 pyOpenVBA 6.5。"
ICON_MISSING = "按钮“{button}”没有图标 {file}，没有生成。请运行：python -m xl_addin.ribbon.icons。"

FAULTS = {
    "R01": "功能区 XML 不是良好格式：{value}。",
    "R02": "功能区的根元素或命名空间不对：{value}，应为 customUI（2009/07）。",
    "R03": "这里不允许元素“{value}”。",
    "R04": "这里不允许属性“{value}”。",
    "R05": "属性值不允许：{value}。",
    "R06": "缺少 id（{value}）。",
    "R07": "id“{value}”不合法，只能用字母、数字、下划线、点和减号，字母开头。",
    "R08": "id 重复 {value} 次。",
    "R09": "label 与 getLabel 不能同时使用（{value}）。",
    "R10": "没有文字：缺少 label。",
    "R11": "文字为空或过长：{value}。",
    "R12": "image 与 imageMso 不能同时使用（{value}）。",
    "R13": "未知的内置图标“{value}”。",
    "R14": "找不到图标部件“{value}”。",
    "R15": "缺少回调 {value}。",
    "R16": "回调“{value}”在 VBA 中不存在或不是公共过程。",
    "R17": "回调“{value}”的参数个数或 ByRef 不对。",
    "R18": "按键提示“{value}”与同一层的另一个重复或是其开头。",
    "V01": "模块“{value}”缺少或多余。",
    "V02": "文件中的模块“{value}”与源文本不一致。",
    "V03": "VBA 分析：{value}",
    "V04": "源文本含非 ASCII 字符。",
    "V05": "缺少 Option Explicit。",
    "V06": "不允许使用“{value}”。",
    "V07": "没有错误处理（On Error GoTo）。",
    "V08": "缺少哨兵函数。",
    "V09": "字符串表中没有“{value}”。",
    "V10": "扫描器认为可疑：{value}。",
    "C00": "打不开：不是 Office 文件。",
    "C01": "内容类型中缺少 {value}。",
    "C02": "缺少指向功能区的关系。",
    "C03": "XML 不是良好格式：{value}。",
    "C04": "codeName 与文档模块“{value}”不一致。",
    "C05": "VBA 工程不是复合文件。",
    "C06": "复合文件版本是 {value}，应为 3。",
    "C07": "_VBA_PROJECT 的头是 {value}，应为 cc61ffff000100。",
    "C10": "dir 流中有兼容版本记录（0x4A），别的程序写的文件不应有。",
    "C11": "缺少部件 {value}。",
    "C12": "VBA 工程已损坏，读不出模块（{value}）。请重新生成加载项。",
    "C13": "dir 流的语言（LCID）不是 0x409。",
    "C14": "VBA 工程没有引用类型库 {value}。",
    "C15": "模块源文本不在流的开头，偏移为 {value}，应为 0。",
    "C08": "PROJECT 中缺少 {value}。",
    "C09": "PROJECT 与模块不一致：{value}。",
}
"""What each rule of the lint says."""

STEPS = {
    "copy": "复制 {name} 到 {target}",
    "unmark": "清除 {target} 的“来自网络”标记（安装程序写出的文件本来没有）",
    "set": "注册表 HKCU\\{target}：{name} = {value}",
    "unset": "注册表 HKCU\\{target}：删除 {name}",
    "delete_key": "注册表 HKCU\\{target}：删除受信任位置",
    "delete": "删除 {target}",
    "write": "写入 {target}",
}
"""One step of installing or removing."""
EXCEL_RUNS = "Excel 正在运行，没有安装也没有卸载：它关闭时会改写加载项列表。请先关闭 Excel，再运行一次。"
