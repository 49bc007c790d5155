"""The monthly annex: every unit's figures at the month's last cut-off, and its reporting week by week."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from report_jobs.consolidate import Past
from report_jobs.keep import words as w
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import display
from report_jobs.state import SavedPeriod
from workbooks.package import normalise
from workbooks.playbook import Playbook
from workbooks.words import FONT

_WIDE, _NARROW = 24, 13


def annex(playbook: Playbook, month: str, periods: Sequence[SavedPeriod], last: Past) -> bytes:
    """Return the annex as a workbook; `periods` are the month's, the oldest first, `last` the newest of them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    base = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter"}
    title = book.add_format({**base, "bold": True, "font_size": 14, "text_wrap": False})
    head = book.add_format({**base, "bold": True, "border": 1, "bg_color": "#ECEAE6"})
    cell = book.add_format({**base, "border": 1})

    def table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        page = book.add_worksheet(name)
        page.write_string(0, 0, w.ANNEX_TITLE.format(title=name, month=month, cutoff=last.cutoff), title)
        for number, line in enumerate([heads, *rows], start=1):
            for column, text in enumerate(line):
                page.write_string(number, column, text, head if number == 1 else cell)
        page.set_column(0, 0, _WIDE)
        page.set_column(1, max(1, len(heads) - 1), _NARROW)
        page.freeze_panes(2, 1)
        page.set_landscape()
        page.set_paper(8)
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)

    units = [("", w.ANNEX_CITY), *((unit.code, unit.short) for unit in playbook.units)]
    metrics = list(METRICS.values())
    table(
        w.ANNEX_FIGURES,
        [w.ANNEX_UNIT, *(f"{m.code} {m.name}" for m in metrics)],
        [[name, *(display(last.figures.get(m.code, code), m) for m in metrics)] for code, name in units],
    )
    states = [
        {s["unit"]: w.ANNEX_STATES[s["state"]] for s in p.run["submissions"] if s["state"] in w.ANNEX_STATES}
        for p in periods
    ]
    table(
        w.ANNEX_REPORTING,
        [w.ANNEX_UNIT, *(p.period for p in periods)],
        [[name, *(found.get(code, "") for found in states)] for code, name in units[1:]],
    )
    book.close()
    return normalise(buffer.getvalue(), last.cutoff)


def month_before(slot: str) -> str:
    """Return the month that an annex covers: the one before the slot's."""
    year, month = map(int, slot.split("-"))
    return (dt.date(year, month, 1) - dt.timedelta(days=1)).strftime("%Y-%m")
