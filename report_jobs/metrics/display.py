"""Figures as people see them: one precision for slides, register, mails and verification."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from report_jobs.frozen import Figure
from report_jobs.metrics import words
from report_jobs.metrics.declared import METRICS, Better, Metric, Shown

_STEPS = {
    Shown.COUNT: Decimal(1),
    Shown.RATE: Decimal("0.1"),
    Shown.MONEY: Decimal("0.01"),
    Shown.SCORE: Decimal("0.1"),
    Shown.AVERAGE: Decimal("0.1"),
}


def rounded(value: Decimal, metric: Metric) -> Decimal:
    """Round a value to the displayed precision; a rate becomes percent."""
    shown = value * 100 if metric.shown is Shown.RATE else value
    return shown.quantize(_STEPS[metric.shown], ROUND_HALF_UP)


def display(figure: Figure | None, metric: Metric) -> str:
    """Show a figure: "未报" for a unit that did not report, "—" where there is nothing to divide by."""
    if figure is None:
        return words.MISSING
    if figure.value is None:
        return words.NONE
    shown = f"{rounded(figure.value, metric):,}"
    return f"{shown}%" if metric.shown is Shown.RATE else shown


def show(code: str, value: Decimal | None) -> str:
    """Show a value of a metric."""
    return display(Figure(code=code, unit="", value=value), METRICS[code])


def display_amount(code: str, side: str, value: Decimal) -> str:
    """Show an amount of 差额账: whole numbers and 万元 as they are, points of the score with all their decimals."""
    shown = METRICS[code].shown
    if shown is Shown.SCORE:
        return f"{value:,.6f}"
    if shown is Shown.MONEY and not side:
        return f"{value.quantize(_STEPS[shown], ROUND_HALF_UP):,}"
    return f"{value.quantize(Decimal(1)):,}" if value == value.to_integral_value() else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Delta:
    """A change against the last period: its text without sign, its direction, whether it is good."""

    text: str
    direction: int
    tone: str


GOOD, BAD, FLAT = "good", "bad", "flat"


def delta(now: Figure | None, before: Figure | None, metric: Metric) -> Delta | None:
    """Compare two figures at the displayed precision; None where either is missing."""
    if now is None or before is None or now.value is None or before.value is None:
        return None
    change = rounded(now.value, metric) - rounded(before.value, metric)
    direction = (change > 0) - (change < 0)
    tone = FLAT
    if direction and metric.better is not Better.NEITHER:
        tone = GOOD if (direction > 0) == (metric.better is Better.UP) else BAD
    return Delta(f"{abs(change):,}", direction, tone)
