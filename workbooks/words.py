"""Words of the workbooks floor that are neither a heading, a note nor a finding."""

from __future__ import annotations

import re
from decimal import Decimal

from workbooks.findings import Severity

SEVERITY = {
    Severity.MUST_FIX: "须改",
    Severity.CONFIRM: "请核",
    Severity.HEALED: "已代改",
    Severity.TIP: "提示",
}

LISTING = "、"
"""Joins the values of a multiple choice in a cell, and any list in a sentence."""

LIST_SEPARATORS = re.compile("[、,，;；/\n]")
NUMBER_UNITS = ("万元", "人次", "元", "人", "个", "条", "次", "分")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def chinese_number(text: str) -> Decimal | None:
    """Read a Chinese numeral below one hundred, such as 二十 or 三十五; None when it is none."""
    if not text or any(c not in _DIGITS and c != "十" for c in text) or text.count("十") > 1:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return Decimal(_DIGITS[ones]) if len(ones) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return Decimal((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


UNREADABLE = {
    "empty": "文件是空的",
    "locked": "文件加了密码",
    "old": "是旧格式（.xls）文件",
    "broken": "文件已损坏，或不是 .xlsx 文件",
    "timeout": "文件过大或结构异常，读取超出限度",
}
"""Why a file could not be opened, by `xlsx.UnreadableError` reason."""

FONT = "微软雅黑"
"""The typeface of every sheet and slide."""
