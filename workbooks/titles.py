"""Titles of the sheets in a standard workbook that hold no data of the unit's own."""

from __future__ import annotations

from workbooks.words import FORM_SHEET, GUIDE_SHEET, PRINT_PREFIX, RESULTS_SHEET

__all__ = ["FORM_SHEET", "GUIDE_SHEET", "LISTS_SHEET", "MARKS_SHEET", "PRINT_PREFIX", "RESULTS_SHEET", "is_ours"]

LISTS_SHEET = "_lists"
MARKS_SHEET = "_marks"


def is_ours(title: str) -> bool:
    """Say whether a sheet is part of the template but holds no rows: guide, lists, views, the ribbon's own."""
    return title in (GUIDE_SHEET, FORM_SHEET, RESULTS_SHEET) or title.startswith(("_", PRINT_PREFIX))
