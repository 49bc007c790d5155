"""Slides 6A and 13: what moved since the last issue, and whether closures hold."""

from __future__ import annotations

from collections import Counter

from report_jobs.consolidate.balances import ACCOUNTS
from report_jobs.consolidate.changes import CORRECTED, GONE, PROMISE
from report_jobs.metrics.comparable import common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cards, Cell, Chart, Column, Page, Sentence, Table
from report_jobs.register import words as labels
from report_jobs.tallies.work import GATES
from workbooks.standard import Assessment, Closure, LookBack

_MOVES = ("before", "added", "rebounded", "closed_now", "corrected", "after")


def changed(ground: Ground) -> Page:
    """Slide 6A: now = before + added + rebounded - closed ± corrected, for each count that is balanced."""
    frozen = ground.frozen
    codes = [account.code for account in ACCOUNTS]
    terms = {name: ground.count("balance", "M08_open", name) for name in _MOVES}
    shown = {name: f"{value:,}".replace("-", w.MINUS) for name, value in terms.items()}
    way = "first" if frozen.previous is None else "up" if terms["after"] > terms["before"] else "down"
    if way != "first" and terms["after"] == terms["before"]:
        way = "flat"
    rows = tuple(_moves(ground, code) for code in codes)
    columns = tuple(map(Column, w.BALANCE_HEADS, (0.22, *(0.13,) * 6), ("left", *("center",) * 6)))
    table = Table(columns=columns, rows=rows, remark=w.BALANCE_REMARK, size=14, lines=1, strong=frozenset((1,)))
    counts = Counter(change.kind for change in frozen.changes)
    told = w.CHANGED.format(promises=counts[PROMISE], corrected=counts[CORRECTED], gone=counts[GONE])
    missing = "" if is_like_for_like(frozen) else w.CHANGED_UNITS.format(count=len(common_units(frozen)))
    sheets = (labels.BALANCES, labels.CHANGES, labels.PROMISES)
    return ground.page(
        "6A", "table_sentence", w.BALANCE_TITLE[way].format(**shown), table, Sentence(w.CHANGED_HEAD, told + missing),
        sheets=sheets, codes=tuple(codes), tables=("balance",),
    )  # fmt: skip


def _moves(ground: Ground, code: str) -> tuple[Cell, ...]:
    cells = []
    for column in _MOVES:
        figure = ground.tally("balance", code, column)
        value = ground.count("balance", code, column)
        sign = "+" if value > 0 and column in ("added", "rebounded", "corrected") else ""
        tone = "bad" if column == "corrected" and value else ""
        cells.append(
            Cell(
                text=sign + figure.text.replace("-", w.MINUS),
                figure=figure,
                tone=tone,
                bold=column in ("before", "after"),
            )
        )
    return (Cell(text=METRICS[code].name, bold=True), *cells)


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
