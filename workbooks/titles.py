"""Titles of the sheets in a standard workbook that hold no data of the unit's own."""

from __future__ import annotations

from workbooks.words import GUIDE_SHEET, PRINT_PREFIX

__all__ = ["GUIDE_SHEET", "LISTS_SHEET", "PRINT_PREFIX", "is_ours"]

LISTS_SHEET = "_lists"


def is_ours(title: str) -> bool:
    """Say whether a sheet is part of the template but holds no rows: guide, lists, printed views."""
    return title == GUIDE_SHEET or title.startswith(("_", PRINT_PREFIX))
