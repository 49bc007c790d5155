"""Protected and filtered sheets: opened for a moment, and left as they were found.

The sheets are xlwings' own objects, whose `api` is Excel's; this module imports nothing
of either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xl_addin.live import words as w
from xl_addin.live.refusal import RefusalError

ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip
"""What Excel's `Worksheet.Protection` allows, by the names of its `Protect` method."""


@contextmanager
def unlocked(sheet: Any) -> Iterator[None]:
    """Lift a sheet's protection and set it again with the same permissions.

    Raises RefusalError when a password guards it.
    """
    api = sheet.api
    if not api.ProtectContents:
        yield
        return
    allowed = {name: bool(getattr(api.Protection, name)) for name in ALLOWED}
    allowed |= {"DrawingObjects": bool(api.ProtectDrawingObjects), "Scenarios": bool(api.ProtectScenarios)}
    try:
        api.Unprotect("")
    except Exception as error:
        raise RefusalError(w.LOCKED.format(sheet=sheet.name)) from error
    try:
        yield
    finally:
        api.Protect(**allowed)


def all_shown(sheet: Any) -> bool:
    """Show the rows that a filter hides; say whether there was one.

    A block that is written into a filtered sheet would land in the wrong rows.
    """
    if not sheet.api.FilterMode:
        return False
    sheet.api.ShowAllData()
    return True
