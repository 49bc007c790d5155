"""Words of the jobs that belong to no part of its own: verification, steps of a run, the demo."""

from __future__ import annotations

FILE_GONE = "文件 {file} 不在了"
FILE_CHANGED = "文件 {file} 与运行时的指纹不符，可能被改动过"
FIGURE_ONE_SIDED = "{name} 只在台账或只在重新计算的结果中有"
FIGURE_DIFFERS = "{name}：台账为 {found}，由原始文件重新计算为 {expected}"
ACCOUNT_UNTIED = "差额账 {code} 由原始文件重新计算后不平，请联系技术人员核对"
ACCOUNT_UNCHECKED = "台账“差额账” {name} 行的核对公式被改动或缺失，请从发布的文件恢复"
SLIDE_DIFFERS = "简报第 {page} 页 {name} 显示“{found}”，由原始文件重新计算为“{expected}”"
SLIDE_UNLINKED = "简报第 {page} 页 {name} 没有指向台账的链接"
SLIDE_UNSOUND = "简报：{told}"
BRIEF_UNSOUND = "单位简报 {file}：{told}"
BRIEF_PAGES = "不是一页"
BRIEF_FOREIGN = "显示了不是本单位的数字 {name}"

DEMO_LINES = (
    "演示完成：{units} 个单位、{weeks} 周，收到 {files} 份文件，每周一次运行，用时 {seconds} 秒。",
    "简报：{run}/briefing.pptx（点击数字可到台账的单元格）",
    "台账：{run}/register.xlsx（首页、报送登记、指标、预警清单、校验结果……）",
    "退回单：{run}/slips/（被退回和有请核的单位各一份，并附新表）；简报邮件和给单位的通知：{root}/outbox/（可用邮件程序打开）",
    '再试一试：yian verify {run} 由原始文件重算全部数字；yian check "{sample}" 看一份报送件的校验结果。',
)
SOMEONE = "某"
"""What stands for a given name that is masked (G-61)."""
