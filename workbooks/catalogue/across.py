"""Wording of findings across units (X)."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries
from workbooks.findings import Severity

_ASK = Severity.CONFIRM

ACROSS: dict[str, Entry] = entries(
    Entry("X-01", _ASK, "编号与别的单位重复", "{unit} 的编号“{value}”与 {other} 的相同。", "由办公室核对，后登记的单位换新号。", "WT-2026-SZ012-0031"),
    Entry("X-02", _ASK, "同一文号两个案名", "{unit} 的处分决定文号“{value}”与 {other} 的 {key} 相同，案名不同。", "由办公室核对文号和案名。", "某纪通〔2026〕25号"),
    Entry("X-03", _ASK, "问题与别的单位雷同", "{unit} 的 {row_key} 与 {other} 的 {key} 问题描述完全相同。", "核对是否照抄；确系同一问题的，只由牵头单位登记。", "写明本单位的科室和事项"),
    Entry("X-04", _ASK, "牵头单位不在名单内", "{row_key} 的牵头单位代码“{value}”不在本专项的单位名单内。", "更正单位代码。", "SZ012"),
)
