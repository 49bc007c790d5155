"""What all pages draw on: figures as shown texts, names of units, the source line, notes."""

from __future__ import annotations

from decimal import Decimal

from report_jobs.frozen import CITY, Frozen
from report_jobs.metrics.comparable import change, common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import display
from report_jobs.outline import words as w
from report_jobs.outline.model import Card, FigureText, Page
from workbooks.lights import Light, unit_light
from workbooks.standard import Problem


class Ground:
    """A frozen period as pages see it."""

    def __init__(self, frozen: Frozen) -> None:
        """Look at a frozen period."""
        self.frozen = frozen

    def figure(self, code: str, unit: str = CITY) -> FigureText:
        """Return a figure as it is shown, with its key."""
        return FigureText(code, unit, display(self.frozen.figures.get(code, unit), METRICS[code]))

    def text(self, code: str, unit: str = CITY) -> str:
        """Return a figure's shown text."""
        return self.figure(code, unit).text

    def value(self, code: str, unit: str = CITY) -> Decimal:
        """Return a figure's value, 0 where there is none."""
        return self.frozen.figures.value(code, unit) or Decimal(0)

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
        found = self.frozen.return_of(unit)
        problems = found.rows.of(Problem) if found else ()
        return unit_light(problems, dict(self.frozen.lights.get(unit, {})), self.frozen.playbook.thresholds)

    @property
    def reported(self) -> dict[str, int]:
        """How many units owed a return, how many are counted."""
        return {"due": len(self.frozen.due_units), "counted": len(self.frozen.counted_units)}

    def source(self, *sheets: str) -> str:
        """Return the source line of a page."""
        cutoff = w.MOMENT.format(self.frozen.cutoff)
        return w.SOURCE.format(sheets=w.COMMA.join(sheets), cutoff=cutoff, **self.reported)

    def notes(self, *codes: str) -> tuple[str, ...]:
        """Return the speaker notes: where each number of the page comes from, and by which rule."""
        told = []
        for code in codes:
            figure = self.figure(code)
            metric = METRICS[code]
            text = f"{metric.name} {figure.text}"
            told.append(w.NOTE_FIGURE.format(text=text, name=figure.name, formula=metric.formula))
        return (*told, w.NOTE_RULE)

    @property
    def corner(self) -> str:
        """The reporting week, for the corner of a page."""
        period = self.frozen.period
        return w.SPAN.format(w.DAY.format(period.monday), w.DAY.format(period.sunday))

    def page(
        self, number: str, layout: str, title: str, *blocks: object, sheets: tuple[str, ...], codes: tuple[str, ...]
    ) -> Page:
        """Return a page with its source line and notes."""
        return Page(
            number=number,
            layout=layout,
            title=title,
            blocks=blocks,  # type: ignore[arg-type]
            corner=self.corner,
            source=self.source(*sheets),
            notes=self.notes(*codes),
        )


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """Show a share as percent without decimals, "—" where there is nothing to divide by."""
    return f"{Decimal(part) / Decimal(whole):.0%}" if whole else w.DASH
