"""Slide 13: whether closures hold."""

from __future__ import annotations

from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cards, Cell, Chart, Column, Page, Table
from report_jobs.tallies.work import GATES
from workbooks.standard import Assessment, Closure, LookBack


def quality(ground: Ground) -> Page:
    """Slide 13: returns by the four 不放过, self against check, look-back: sampled and rebounded."""
    failed = ground.total("gates", "failed")
    some = ground.total("gates", "passed") + failed + int(ground.value("M11_sampled"))
    title = w.QUALITY_TITLE["some" if some else "none"].format(
        once=ground.text("M10"), sampled=ground.text("M11_sampled"), rate=ground.text("M11")
    )
    cards = Cards(tuple(ground.card(code) for code in ("M10", "M11_sampled", "M11", "M06_rebound")))
    sheets = tuple(row_type.__sheet__.label for row_type in (Closure, LookBack, Assessment))
    return ground.page(
        "13", "quality", title, cards, _gates(ground), _lookbacks(ground), _marks(ground),
        sheets=sheets, codes=("M10", "M11_sampled", "M11", "M06_rebound"), tables=("gates", "lookbacks", "marks"),
    )  # fmt: skip


def _gates(ground: Ground) -> Chart:
    values = (
        w.VALUE.format(ground.row_label("gates", gate), ground.tally("gates", gate, "failed").text) for gate in GATES
    )
    return Chart(
        title=w.GATES_CHART,
        measure=w.TIMES,
        categories=tuple(ground.row_label("gates", gate) for gate in GATES),
        bars=(ground.series(w.GATES_CHART, "gates", GATES, "failed"),),
        horizontal=True,
        alt=w.ALT.format(title=w.GATES_CHART, values=w.COMMA.join(values)),
        empty=w.GATES_NONE,
    )


def _lookbacks(ground: Ground) -> Chart:
    rows = ground.tallies.rows("lookbacks")
    values = (
        w.VALUE.format(ground.row_label("lookbacks", r), ground.tally("lookbacks", r, "count").text) for r in rows
    )
    return Chart(
        title=w.LOOKBACK_CHART,
        measure=w.WATCH_MEASURE,
        categories=tuple(ground.row_label("lookbacks", row) for row in rows),
        bars=(ground.series(w.LOOKBACK_CHART, "lookbacks", rows, "count"),),
        horizontal=True,
        alt=w.ALT.format(title=w.LOOKBACK_CHART, values=w.COMMA.join(values)),
        empty=w.LOOKBACK_NONE,
    )


def _marks(ground: Ground) -> Table:
    columns = ("yes", "mostly", "no", "verified", "lowered_by_check")
    rows = tuple(
        (
            Cell(text=ground.row_label("marks", row)),
            *(
                Cell(
                    text=ground.tally("marks", row, column).text,
                    figure=ground.tally("marks", row, column),
                    tone="bad" if column in ("no", "lowered_by_check") and ground.count("marks", row, column) else "",
                )
                for column in columns
            ),
        )
        for row in ground.tallies.rows("marks")
        if any(ground.count("marks", row, column) for column in columns)
    )
    heads = tuple(map(Column, w.WHETHER_HEADS, (0.34, 0.11, 0.16, 0.11, 0.13, 0.15), ("left", *("center",) * 5)))
    return Table(columns=heads, rows=rows, title=w.WHETHER_TITLE, second=True, size=11, lines=1, empty=w.WHETHER_NONE)
