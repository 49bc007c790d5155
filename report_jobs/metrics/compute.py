"""Computing every declared metric, for each reporting unit and for the city.

A metric is a part, or a part over a whole, by unit; the city's is the sum of the parts
over the sum of the wholes, never a mean of rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from report_jobs.frozen import CITY, Figure, Figures
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.ground import Duty, Ground
from report_jobs.metrics.rules import RULES
from report_jobs.metrics.score import SIX, score
from report_jobs.metrics.term import Term


def measure(ground: Ground) -> Figures:
    """Compute every figure of a period; a unit that did not report has none."""
    values = {(figure.code, figure.unit): figure for figure in (*_counted(ground), *_in_time(ground))}
    weights = ground.playbook.weights
    for unit in (CITY, *ground.units):
        values["M20", unit] = score(unit, {code: values[code, unit].value for code in weights}, weights)
    order = {code: place for place, code in enumerate(METRICS)}
    return Figures(dict(sorted(values.items(), key=lambda item: (order[item[0][0]], item[0][1]))))


def _counted(ground: Ground) -> Iterator[Figure]:
    for code, rule in RULES.items():
        parts = _totals(ground, rule.part)
        wholes: Mapping[str, Decimal | None] = _totals(ground, rule.whole) if rule.whole else {}
        for unit, part in parts.items():
            yield _figure(code, unit, part, wholes.get(unit))


def _totals(ground: Ground, term: Term) -> dict[str, Decimal]:
    """Return a term for the city and for each reporting unit."""
    units = {unit: seen.total(term) for unit, seen in ground.seen.items()}
    return {CITY: sum(units.values(), Decimal(0)), **units}


def _figure(code: str, unit: str, part: Decimal, whole: Decimal | None) -> Figure:
    if METRICS[code].shown in (Shown.RATE, Shown.AVERAGE):
        value = (part / whole).quantize(SIX, ROUND_HALF_UP) if whole else None
        return Figure(code=code, unit=unit, value=value, part=part, whole=whole)
    return Figure(code=code, unit=unit, value=part)


def _in_time(ground: Ground) -> Iterator[Figure]:
    """M19: the city's counts every unit that owed a return, missing ones too."""
    duties = {unit.code: ground.duties.get(unit.code, Duty()) for unit in ground.playbook.units}
    for unit, found in ((CITY, list(duties.values())), *((unit, [duties[unit]]) for unit in ground.units)):
        on_time, due = sum(duty.on_time for duty in found), sum(duty.due for duty in found)
        yield _figure("M19", unit, Decimal(on_time), Decimal(due))


def reconcile(figures: Figures, units: list[str]) -> tuple[str, ...]:
    """Return the additive metrics whose units do not add up to the city (G-57)."""
    wrong = []
    for code, metric in METRICS.items():
        if metric.additive:
            parts = sum((figures.value(code, unit) or Decimal(0) for unit in units), Decimal(0))
            if parts != (figures.value(code) or Decimal(0)):
                wrong.append(code)
    return tuple(wrong)
