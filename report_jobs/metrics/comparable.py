"""Comparing like with like: a change of the city is taken over the units counted in both periods.

A unit that did not report takes its problems out of the city's counts; to call that an
improvement would be wrong. So changes of the city leave out whoever is missing in either
period, and say how many units they compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from report_jobs.frozen import CITY, Figure, Figures, Frozen
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import Delta, delta

_SIX = Decimal("0.000001")
OVER_ALL = ("M19", "M20")
"""Metrics whose city value is no sum over the reporting units; they are compared as they stand."""


def common_units(frozen: Frozen) -> tuple[str, ...]:
    """Return the units that are counted in this period and in the last one."""
    if frozen.previous is None:
        return ()
    return tuple(unit for unit in frozen.counted_units if frozen.previous.get("M04", unit) is not None)


def is_like_for_like(frozen: Frozen) -> bool:
    """Say whether the same units are counted in both periods."""
    if frozen.previous is None:
        return True
    before = {unit for code, unit in frozen.previous.values if code == "M04" and unit != CITY}
    return before == set(frozen.counted_units)


def over(figures: Figures, code: str, units: Sequence[str]) -> Figure | None:
    """Return a metric over some units: sums, or the ratio of sums; None when none of them has it."""
    found = [figure for unit in units if (figure := figures.get(code, unit)) is not None]
    if not found:
        return None
    if METRICS[code].shown in (Shown.RATE, Shown.AVERAGE):
        part = sum((f.part or Decimal(0) for f in found), Decimal(0))
        whole = sum((f.whole or Decimal(0) for f in found), Decimal(0))
        value = (part / whole).quantize(_SIX, ROUND_HALF_UP) if whole else None
        return Figure(code=code, unit=CITY, value=value, part=part, whole=whole)
    return Figure(code=code, unit=CITY, value=sum((f.value or Decimal(0) for f in found), Decimal(0)))


def change(frozen: Frozen, code: str, unit: str = CITY) -> Delta | None:
    """Return how a figure changed against the last period, None where there is nothing to compare."""
    if frozen.previous is None:
        return None
    metric = METRICS[code]
    if unit != CITY or code in OVER_ALL or is_like_for_like(frozen):
        return delta(frozen.figures.get(code, unit), frozen.previous.get(code, unit), metric)
    units = common_units(frozen)
    return delta(over(frozen.figures, code, units), over(frozen.previous, code, units), metric)
