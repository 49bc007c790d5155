"""The buttons 填报说明, 诊断, 关于, and those that go to a sheet."""

from __future__ import annotations

import platform
import sys
import webbrowser
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from workbooks.book import cell_name
from workbooks.row import OFFICE
from workbooks.standard import SHEETS
from xl_addin.live import words as w
from xl_addin.live.book import VERSION
from xl_addin.live.carry import free_row
from xl_addin.live.desk import Answer, Desk, Press
from xl_addin.live.refusal import RefusalError

GUIDE = Path(__file__).parents[1] / "guide" / "guide.html"
LAST_ERRORS = 10
"""Lines of the log that go into a diagnosis."""


def guide(desk: Desk) -> Answer:
    """Open the staff guide in the browser."""
    if not GUIDE.is_file():
        raise RefusalError(w.GUIDE_MISSING.format(file=GUIDE.name))
    webbrowser.open(GUIDE.as_uri())
    return Answer(w.GUIDE_OPENED)


def about(desk: Desk) -> Answer:
    """Say which versions are at work."""
    return Answer(_about(desk), box=True)


def _about(desk: Desk) -> str:
    programme = desk.playbook.programme
    return w.ABOUT.format(
        version=version("yian"),
        standard=programme.standard_version,
        playbook=programme.playbook_version,
        python=platform.python_version(),
        xlwings=VERSION,
        excel=desk.book.excel,
    )


def diagnose(desk: Desk) -> Answer:
    """Write what support needs to know into one file: versions, codes, coordinates, never a cell's content."""
    meta = desk.meta
    codes = Counter(found.code for found in desk.judge().examination.findings)
    log = desk.place.log
    errors = log.read_text(encoding="utf-8").splitlines()[-LAST_ERRORS:] if log.is_file() else []
    text = w.DIAGNOSIS.format(
        now=desk.now.isoformat(" ", "seconds"),
        about=_about(desk),
        system=f"{platform.platform()} {sys.platform}",
        standard=meta.standard_version,
        playbook=meta.playbook_version,
        unit=meta.unit,
        period=meta.period,
        sheets=len(desk.book.sheet_names),
        codes=w.LIST.join(w.CODE_COUNT.format(code=code, count=n) for code, n in sorted(codes.items())) or w.NO_ERRORS,
        errors="\n".join(errors) or w.NO_ERRORS,
    )
    desk.place.write(desk.place.report, text)
    return Answer(w.DIAGNOSED.format(file=desk.place.report), box=True)


def go_to(name: str) -> Press:
    """Return what the button of one sheet does: go to its first free row, or its first line."""

    def press(desk: Desk) -> Answer:
        sheet = SHEETS[name]
        desk.require(OFFICE if sheet.book is OFFICE else desk.kind, writes=False)
        layout = desk.read().layouts.get(name)
        if layout is None or not (layout.columns or layout.cells):
            raise RefusalError(w.SHEET_ABSENT.format(sheet=sheet.label))
        if layout.cells:
            row, column = min(layout.cells.values())
        else:
            row, column = free_row(desk.book, layout), min(layout.columns.values())
        desk.book.select(layout.title, cell_name(row, column))
        return Answer(w.GONE_TO.format(sheet=layout.title, row=row))

    return press
