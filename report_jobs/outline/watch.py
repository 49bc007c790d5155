"""Slides 8 and 9: the three close watches, the six comparisons and the roots."""

from __future__ import annotations

from collections.abc import Sequence

from report_jobs.outline import words as w
from report_jobs.outline.base import Ground, share
from report_jobs.outline.model import Cards, Cell, Chart, Column, Page, Sentence, Table
from report_jobs.tallies.ground import found_nothing
from workbooks.choices import Focus, Six
from workbooks.standard import Analysis, Problem, Risk, SixCheck

WATCHED = (Focus.CENTRAL.value, Focus.LIVELIHOOD.value, Focus.KEY_POSTS.value)
FIELDS = 6
"""Fields that a chart shows before the rest is left to the register."""


def watch(ground: Ground) -> Page:
    """Slide 8: open problems of the three close watches by field, and where power meets risk."""
    pending = {focus: ground.count("focus", focus, "open") for focus in ground.tallies.rows("focus")}
    watched = {focus: pending.get(focus, 0) for focus in WATCHED}
    top = max(watched, key=lambda focus: watched[focus])
    title = w.WATCH_NONE
    if sum(watched.values()):
        told = share(watched[top], sum(pending.values()))
        title = w.WATCH_TITLE.format(top=ground.label("focus", top), count=watched[top], share=told)
    cards = Cards(
        tuple(
            ground.tally_card(
                w.WATCH_CARD.format(ground.label("focus", focus)),
                ("focus", focus, "open"),
                w.WATCH_MEASURE,
                w.WATCH_REMARK.format(
                    overdue=ground.count("focus", focus, "overdue"), closed=ground.count("focus", focus, "closed")
                ),
                accent=focus == top and watched[top] > 0,
            )
            for focus in WATCHED
        )
    )
    fields = (_fields(ground, focus) for focus in WATCHED[:2])
    sheets = (Problem.__sheet__.label, Risk.__sheet__.label)
    return ground.page(
        "8", "watch", title, cards, *fields, _heat(ground), sheets=sheets, codes=("M08_open",),
        tables=("focus", "fields", "heat"),
    )  # fmt: skip


def _fields(ground: Ground, focus: str) -> Chart:
    rows = [row for row in ground.tallies.rows("fields") if ground.count("fields", row, focus)]
    rows.sort(key=lambda row: -ground.count("fields", row, focus))
    shown = rows[:FIELDS]
    title = w.FIELDS_TITLE.format(ground.label("focus", focus))
    return Chart(
        title=title,
        measure=w.WATCH_MEASURE,
        categories=tuple(ground.row_label("fields", row) for row in shown),
        bars=(ground.series(w.OPEN, "fields", shown, focus),),
        horizontal=True,
        alt=_told(title, ground, "fields", shown, focus),
        empty=w.FIELDS_NONE,
    )


def _told(title: str, ground: Ground, table: str, rows: Sequence[str], column: str) -> str:
    """Return a chart's alternative text: its title and its numbers."""
    values = (w.VALUE.format(ground.row_label(table, row), ground.tally(table, row, column).text) for row in rows)
    return w.ALT.format(title=title, values=w.COMMA.join(values))


def _heat(ground: Ground) -> Table:
    rows, columns = ground.tallies.rows("heat"), ground.tallies.columns("heat")
    counts = {(row, column): ground.count("heat", row, column) for row in rows for column in columns}
    most = max(counts.values(), default=0)
    if not most:
        return Table(columns=(), rows=(), title=w.HEAT_TITLE, empty=w.COUNTED_NONE, second=True)
    lines = [
        (
            Cell(text=ground.row_label("heat", row), bold=True),
            *(
                Cell(
                    text=ground.tally("heat", row, column).text,
                    figure=ground.tally("heat", row, column),
                    shade=counts[row, column] / most,
                )
                for column in columns
            ),
            Cell(text=f"{sum(counts[row, column] for column in columns):,}", bold=True),
        )
        for row in rows
    ]
    sums = [sum(counts[row, column] for row in rows) for column in columns]
    lines.append((Cell(text=w.TOTAL, bold=True), *(Cell(text=f"{n:,}", bold=True) for n in (*sums, sum(sums)))))
    heads = [ground.tallies.get("heat", rows[0], column).column_label for column in columns]
    widths = (0.2, *(0.7 / len(columns) for _ in columns), 0.1)
    return Table(
        columns=tuple(map(Column, ("", *heads, w.TOTAL), widths, ("left", *("center",) * (len(columns) + 1)))),
        rows=tuple(lines),
        title=w.HEAT_TITLE,
        second=True,
        size=11,
        lines=1,
    )


def roots(ground: Ground) -> Page:
    """Slide 9: what the six comparisons found, the three roots, the causes named most, who found nothing."""
    checks, found = ground.total("six", "checks"), ground.total("six", "found")
    rows = ground.tallies.rows("roots")
    top = max(rows, key=lambda row: ground.count("roots", row, "problems"))
    told = share(ground.count("roots", top, "problems"), ground.total("roots", "problems"))
    title = w.ROOTS_NONE
    if checks:
        title = w.ROOTS_TITLE.format(
            checks=f"{checks:,}", found=f"{found:,}", top=ground.row_label("roots", top), share=told
        )
    sheets = tuple(row_type.__sheet__.label for row_type in (SixCheck, Analysis, Problem))
    return ground.page(
        "9", "roots", title, _six(ground), _by_root(ground), _causes(ground), _nothing(ground), sheets=sheets,
        tables=("six", "roots", "causes"),
    )  # fmt: skip


def _six(ground: Ground) -> Chart:
    rows = ground.tallies.rows("six")
    return Chart(
        title=w.SIX_CHART,
        measure=w.WATCH_MEASURE,
        categories=tuple(ground.row_label("six", row).split(" ")[-1] for row in rows),
        bars=(ground.series(w.FOUND, "six", rows, "found"), ground.series(w.MOVED, "six", rows, "moved")),
        horizontal=True,
        alt=_told(w.SIX_CHART, ground, "six", rows, "found"),
        empty=w.SIX_NONE,
    )


def _by_root(ground: Ground) -> Chart:
    rows = ground.tallies.rows("roots")
    return Chart(
        title=w.ROOTS_CHART,
        measure=w.WATCH_MEASURE,
        categories=tuple(ground.row_label("roots", row) for row in rows),
        bars=(
            ground.series(Analysis.__sheet__.label, "roots", rows, "analyses"),
            ground.series(Problem.__sheet__.label, "roots", rows, "problems"),
        ),
        alt=_told(w.ROOTS_CHART, ground, "roots", rows, "problems"),
        empty=w.BY_ROOT_NONE,
    )


def _causes(ground: Ground) -> Table:
    rows = ground.tallies.rows("causes")
    most = max((ground.count("causes", row, "count") for row in rows), default=1)
    lines = tuple(
        (
            Cell(text=ground.row_label("causes", row)),
            Cell(
                text=ground.tally("causes", row, "count").text,
                figure=ground.tally("causes", row, "count"),
                bar=ground.count("causes", row, "count") / most,
            ),
        )
        for row in rows
    )
    columns = tuple(map(Column, w.CAUSE_HEADS, (0.62, 0.38), ("left", "left")))
    return Table(columns=columns, rows=lines, title=w.CAUSES, second=True, empty=w.CAUSES_NONE)


def _nothing(ground: Ground) -> Sentence:
    """Name the units that made all six comparisons and found nothing in any of them."""
    units = []
    for found in ground.frozen.returns:
        checks = found.rows.of(SixCheck)
        if {row.six for row in checks} >= set(Six) and all(found_nothing(ground.frozen, row) for row in checks):
            units.append(found.unit)
    told = w.ALL_NOTHING.format(names=ground.names(units)) if units else w.ALL_NOTHING_NONE
    return Sentence(w.NOTHING_HEAD, told)
