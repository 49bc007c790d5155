"""Pages and protection: paper, print titles, footers, and locks against slips."""

from __future__ import annotations

import math

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.standard import Cover
from workbooks.template import words as w
from workbooks.template.plan import Plan

A4, A3 = 9, 8
FROZEN = "B"
"""Column of a wide table that is repeated on every page: its key."""
A4_WIDTH, A3_WIDTH = 165.0, 235.0
"""Characters that can be read on one page; a wider sheet goes to more pages side by side."""


def mark(plan: Plan) -> str:
    """Return the internal mark for the footers: the cover's, or else the programme's."""
    cover = plan.sheets.get("cover")
    rows = cover.rows if cover else ()
    chosen = rows[0].mark if rows and isinstance(rows[0], Cover) else None
    return plan.playbook.label("mark", chosen or plan.playbook.programme.default_mark)


def lay_out(
    worksheet: Worksheet, plan: Plan, *, width: float, titles: str = "", portrait: bool = False, signed: bool = False
) -> None:
    """Set paper, pages side by side, repeated rows (`titles`, such as "1:3"), mark, page number and unit.

    A sheet without repeated rows goes on one page. A `signed` page has room for two
    signatures in its footer; mark and page number move to its header.
    """
    setup = worksheet.page_setup
    setup.orientation = "portrait" if portrait else "landscape"
    setup.paperSize = A3 if width > A4_WIDTH else A4
    setup.fitToWidth, setup.fitToHeight = max(1, math.ceil(width / A3_WIDTH)), 0 if titles else 1
    if worksheet.sheet_properties.pageSetUpPr is not None:
        worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.75, header=0.3, footer=0.35)
    worksheet.print_options.horizontalCentered = True
    if titles:
        worksheet.print_title_rows = titles
    if width > A3_WIDTH:
        worksheet.print_title_cols = f"{FROZEN}:{FROZEN}"
    whose = plan.unit.name if plan.unit else plan.playbook.programme.office
    texts = (_plain(mark(plan)), w.PAGES, _plain(f"{whose} {plan.period}"))
    _texts(worksheet, "oddHeader" if signed else "oddFooter", texts)
    if signed:
        _texts(worksheet, "oddFooter", (w.SIGN_LEFT, "", w.SIGN_RIGHT))


def name_print_area(worksheet: Worksheet, first: str, depth: str, columns: int) -> None:
    """Print from the cell `first` as many rows as the formula `depth` counts: blank rows are not printed.

    LibreOffice reads no formula here and prints the whole sheet.
    """
    letters, number = first.rstrip("0123456789"), first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    area = f"OFFSET('{worksheet.title}'!${letters}${number},0,0,{depth},{columns})"
    worksheet.defined_names["_xlnm.Print_Area"] = DefinedName("_xlnm.Print_Area", attr_text=area)


def _texts(worksheet: Worksheet, part: str, texts: tuple[str, str, str]) -> None:
    item = getattr(worksheet, part)
    for side, text in zip((item.left, item.center, item.right), texts, strict=True):
        if text:
            side.text = text
            side.size = 9


def _plain(text: str) -> str:
    """Keep an ampersand from being read as a code of the footer."""
    return text.replace("&", "&&")


def protect(worksheet: Worksheet) -> None:
    """Lock what is locked, without a password: it keeps from slips, it keeps no secret.

    Filtering, sorting, widths, heights and new rows stay allowed.
    """
    protection = worksheet.protection
    protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows"):
        setattr(protection, allowed, False)  # in this part of the format False means: not forbidden
