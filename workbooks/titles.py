"""Titles of the sheets in a standard workbook that hold no data of the unit's own."""

from __future__ import annotations

GUIDE_SHEET = "填报说明"
LISTS_SHEET = "_lists"
PRINT_PREFIX = "打印·"
"""Printed views: 打印·问题清单, 打印·责任清单, 打印·整改清单 …"""


def is_ours(title: str) -> bool:
    """Say whether a sheet is part of the template but holds no rows: guide, lists, printed views."""
    return title == GUIDE_SHEET or title.startswith(("_", PRINT_PREFIX))
