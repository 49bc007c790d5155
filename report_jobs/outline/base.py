"""What all pages draw on: figures as shown texts, names of units, the source line, notes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from report_jobs.frozen import CITY, Frozen
from report_jobs.metrics.comparable import change, common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import display
from report_jobs.outline import words as w
from report_jobs.outline.model import Block, Card, FigureText, Page, Series, TallyText
from report_jobs.tallies import tally
from report_jobs.tallies.words import TABLES
from report_jobs.tallies.work import light_of_unit
from workbooks.lights import Light


class Ground:
    """A frozen period as pages see it."""

    def __init__(self, frozen: Frozen) -> None:
        """Look at a frozen period."""
        self.frozen = frozen
        self.tallies = tally(frozen)

    def figure(self, code: str, unit: str = CITY) -> FigureText:
        """Return a figure as it is shown, with its key."""
        return FigureText(code, unit, display(self.frozen.figures.get(code, unit), METRICS[code]))

    def text(self, code: str, unit: str = CITY) -> str:
        """Return a figure's shown text."""
        return self.figure(code, unit).text

    def value(self, code: str, unit: str = CITY) -> Decimal:
        """Return a figure's value, 0 where there is none."""
        return self.frozen.figures.value(code, unit) or Decimal(0)

    def tally(self, table: str, row: str, column: str) -> TallyText:
        """Return a tally as it is shown, with the name of its cell."""
        found = self.tallies.get(table, row, column)
        return TallyText(found.name, found.text)

    def count(self, table: str, row: str, column: str) -> int:
        """Return a count of the tallies, 0 where nothing was tallied."""
        return self.tallies.count(table, row, column)

    def total(self, table: str, column: str) -> int:
        """Add up one column of a table of tallies."""
        return sum(self.count(table, row, column) for row in self.tallies.rows(table))

    def series(self, name: str, table: str, rows: Sequence[str], column: str) -> Series:
        """Return a series of tallies over some rows of a table."""
        values = tuple(float(self.count(table, row, column)) for row in rows)
        return Series(name, values, tuple(self.tally(table, row, column) for row in rows))

    def row_label(self, table: str, row: str) -> str:
        """Return the label of a row of tallies."""
        return next(t.row_label for t in self.tallies if (t.table, t.row) == (table, row))

    def tally_card(
        self, label: str, place: tuple[str, str, str], measure: str, remark: str = "", *, accent: bool = False
    ) -> Card:
        """Return a counter that shows a tally; it has no change against the last period."""
        return Card(label=label, figure=self.tally(*place), measure=measure, remark=remark, accent=accent)

    @property
    def versus(self) -> str:
        """What changes are taken against: the last period, over the units that are in both."""
        if is_like_for_like(self.frozen):
            return w.VERSUS
        return w.VERSUS_COMMON.format(count=len(common_units(self.frozen)))

    def card(self, code: str, remark: str = "", *, accent: bool = False) -> Card:
        """Return a counter with its change against the last period."""
        metric = METRICS[code]
        rate = metric.shown is Shown.RATE
        return Card(
            label=w.CARD_LABELS.get(code, metric.name),
            figure=self.figure(code),
            measure="" if rate else metric.measure,
            delta=change(self.frozen, code),
            versus=self.versus,
            delta_measure=w.POINTS if rate else "",
            remark=remark,
            accent=accent,
        )

    def name(self, unit: str) -> str:
        """Return a unit's short name."""
        found = self.frozen.playbook.unit(unit)
        return found.short if found else unit

    def names(self, units: tuple[str, ...] | list[str], limit: int = 6) -> str:
        """List names of units, the first few and how many more."""
        shown = w.COMMA.join(map(self.name, units[:limit]))
        return shown if len(units) <= limit else w.AND_MORE.format(names=shown, count=len(units))

    def label(self, choices: str, value: str | None) -> str:
        """Return the label of a choice."""
        return self.frozen.playbook.label(choices, value)

    def unit_light(self, unit: str) -> Light:
        """Return a counted unit's light."""
        return light_of_unit(self.frozen, unit)

    @property
    def reported(self) -> dict[str, int]:
        """How many units owed a return, how many are counted."""
        return {"due": len(self.frozen.due_units), "counted": len(self.frozen.counted_units)}

    def source(self, *sheets: str) -> str:
        """Return the source line of a page."""
        cutoff = w.MOMENT.format(self.frozen.cutoff)
        return w.SOURCE.format(sheets=w.COMMA.join(sheets), cutoff=cutoff, **self.reported) + w.CLICK

    def notes(self, *codes: str, tables: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the speaker notes: where each number of the page comes from, and by which rule."""
        told = []
        for code in codes:
            figure = self.figure(code)
            metric = METRICS[code]
            text = f"{metric.name} {figure.text}"
            told.append(w.NOTE_FIGURE.format(text=text, name=figure.name, formula=metric.formula))
        told += [w.NOTE_TALLY.format(title=TABLES[table], table=table) for table in tables]
        return (*told, w.NOTE_RULE)

    @property
    def corner(self) -> str:
        """The reporting week, for the corner of a page."""
        period = self.frozen.period
        return w.SPAN.format(w.DAY.format(period.monday), w.DAY.format(period.sunday))

    def page(
        self,
        number: str,
        layout: str,
        title: str,
        *blocks: Block,
        sheets: tuple[str, ...],
        codes: tuple[str, ...] = (),
        tables: tuple[str, ...] = (),
    ) -> Page:
        """Return a page with its source line and notes."""
        return Page(
            number=number,
            layout=layout,
            title=title,
            blocks=blocks,
            corner=self.corner,
            source=self.source(*sheets),
            notes=self.notes(*codes, tables=tables),
        )


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """Show a share as percent without decimals, "—" where there is nothing to divide by."""
    return f"{Decimal(part) / Decimal(whole):.0%}" if whole else w.DASH
