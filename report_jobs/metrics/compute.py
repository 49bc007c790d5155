"""Computing every declared metric, for each reporting unit and for the city.

A metric is a part, or a part over a whole, by unit; the city's is the sum of the parts
over the sum of the wholes, never a mean of rates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from report_jobs.frozen import CITY, Figure, Figures
from report_jobs.metrics import cases, prevention, problems
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.ground import Ground
from workbooks.checks.prevention import LIFE_MEETINGS
from workbooks.choices import ActivityType, Form, ProblemStatus, RegulationAction
from workbooks.lights import Light

SIX = Decimal("0.000001")
Series = Callable[[Ground], pd.Series]


@dataclass(frozen=True)
class Rule:
    """How a metric is counted: its part and, for rates and averages, its whole."""

    part: Series
    whole: Series | None = None


def _denominator(ground: Ground) -> pd.Series:
    """M07 (whole): all problems, less 长期坚持 unless the playbook counts them in."""
    everything = problems.registered(ground)
    if ground.playbook.thresholds.rate_denominator == "include_longterm":
        return everything
    return everything - problems.with_status(ground, ProblemStatus.LONG_TERM)


def _closed(ground: Ground) -> pd.Series:
    return problems.with_status(ground, ProblemStatus.CLOSED)


def _made(ground: Ground) -> pd.Series:
    return prevention.regulations(ground, RegulationAction.CREATE)


def _revised(ground: Ground) -> pd.Series:
    return prevention.regulations(ground, RegulationAction.REVISE, RegulationAction.MERGE)


def _repealed(ground: Ground) -> pd.Series:
    return prevention.regulations(ground, RegulationAction.REPEAL)


def _all_forms(ground: Ground) -> pd.Series:
    return prevention.persons(ground, *Form)


RULES: dict[str, Rule] = {
    "M01": Rule(cases.running),
    "M02": Rule(cases.verified_duties, cases.owed_duties),
    "M03": Rule(cases.stages_in_time, cases.due_stages),
    "M04": Rule(problems.registered),
    "M05": Rule(problems.new),
    "M06": Rule(problems.closed_this_week),
    "M06_total": Rule(_closed),
    "M06_longterm": Rule(lambda ground: problems.with_status(ground, ProblemStatus.LONG_TERM)),
    "M06_rebound": Rule(problems.rebounded_this_week),
    "M07": Rule(_closed, _denominator),
    "M08": Rule(problems.overdue, problems.open_now),
    "M08_open": Rule(problems.open_now),
    "M08_overdue": Rule(problems.overdue),
    "M09_green": Rule(lambda ground: problems.lit(ground, Light.GREEN)),
    "M09_blue": Rule(lambda ground: problems.lit(ground, Light.BLUE)),
    "M09_yellow": Rule(lambda ground: problems.lit(ground, Light.YELLOW)),
    "M09_red": Rule(lambda ground: problems.lit(ground, Light.RED)),
    "M10": Rule(problems.closed_at_once, _closed),
    "M11": Rule(prevention.not_firm, prevention.sampled),
    "M11_sampled": Rule(prevention.sampled),
    "M12": Rule(prevention.controlled_risks, prevention.high_risks),
    "M13": Rule(lambda ground: _made(ground) + _revised(ground) + _repealed(ground)),
    "M13_new": Rule(_made),
    "M13_revised": Rule(_revised),
    "M13_repealed": Rule(_repealed),
    "M14": Rule(prevention.covered, prevention.to_educate),
    "M14_educated": Rule(prevention.educated),
    "M14_rallies": Rule(lambda ground: prevention.activities(ground, ActivityType.RALLY)),
    "M15": Rule(
        lambda ground: prevention.at_life_meetings(ground, "n_problems"),
        lambda ground: prevention.activities(ground, *LIFE_MEETINGS),
    ),
    "M15_meetings": Rule(lambda ground: prevention.activities(ground, *LIFE_MEETINGS)),
    "M15_criticism": Rule(
        lambda ground: prevention.at_life_meetings(ground, "n_criticism"),
        lambda ground: prevention.at_life_meetings(ground, "attended"),
    ),
    "M16": Rule(_all_forms),
    "M16_first": Rule(lambda ground: prevention.persons(ground, Form.FIRST)),
    "M16_second": Rule(lambda ground: prevention.persons(ground, Form.SECOND)),
    "M16_third": Rule(lambda ground: prevention.persons(ground, Form.THIRD)),
    "M16_fourth": Rule(lambda ground: prevention.persons(ground, Form.FOURTH)),
    "M16_share": Rule(lambda ground: prevention.persons(ground, Form.FIRST), _all_forms),
    "M17": Rule(problems.recovered),
    "M18": Rule(prevention.accountable),
}
"""Every metric but M19 (from the submissions) and M20 (from other metrics)."""


def measure(ground: Ground) -> Figures:
    """Compute every figure of a period; a unit that did not report has none."""
    values = {(figure.code, figure.unit): figure for figure in _counted(ground)}
    values |= {("M19", figure.unit): figure for figure in _in_time(ground)}
    weights = ground.playbook.weights
    for unit in (CITY, *ground.units):
        values["M20", unit] = _score(unit, {code: values[code, unit].value for code in weights}, weights)
    order = list(METRICS)
    return Figures(dict(sorted(values.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))))


def _counted(ground: Ground) -> Iterator[Figure]:
    for code, rule in RULES.items():
        yield from figures_of(code, rule, ground)


def figures_of(code: str, rule: Rule, ground: Ground) -> Iterator[Figure]:
    """Yield one metric's figures: the city's from the sums, then each reporting unit's."""
    part = rule.part(ground)
    whole = rule.whole(ground) if rule.whole is not None else None
    yield _figure(code, CITY, sum(part, Decimal(0)), None if whole is None else sum(whole, Decimal(0)))
    for unit in ground.units:
        yield _figure(code, unit, part[unit], None if whole is None else whole[unit])


def _figure(code: str, unit: str, part: object, whole: object | None) -> Figure:
    counted = Decimal(str(part))
    if METRICS[code].shown in (Shown.RATE, Shown.AVERAGE):
        of = Decimal(str(whole))
        value = (counted / of).quantize(SIX, ROUND_HALF_UP) if of else None
        return Figure(code=code, unit=unit, value=value, part=counted, whole=of)
    return Figure(code=code, unit=unit, value=counted)


def _in_time(ground: Ground) -> Iterator[Figure]:
    """M19: the city's counts every unit that owed a return, missing ones too."""
    units = [unit.code for unit in ground.playbook.units]
    yield _figure("M19", CITY, sum(ground.on_time.get(u, 0) for u in units), sum(ground.due.get(u, 0) for u in units))
    for unit in ground.units:
        yield _figure("M19", unit, ground.on_time.get(unit, 0), ground.due.get(unit, 0))


def _score(unit: str, values: dict[str, Decimal | None], weights: dict[str, Decimal]) -> Figure:
    """M20: the weighted score; what cannot be computed is dropped and the rest scaled up."""
    there = {code: value for code, value in values.items() if value is not None}
    dropped = tuple(code for code in weights if code not in there)
    total = sum((weights[code] for code in there), Decimal(0))
    if not total:
        return Figure(code="M20", unit=unit, value=None, dropped=dropped)
    good = sum((weights[code] * _good(code, value) for code, value in there.items()), Decimal(0))
    return Figure(code="M20", unit=unit, value=(100 * good / total).quantize(SIX, ROUND_HALF_UP), dropped=dropped)


def _good(code: str, value: Decimal) -> Decimal:
    """Turn a rate of which less is better into one of which more is better."""
    return 1 - value if METRICS[code].better == "down" else value


def reconcile(figures: Figures, units: list[str]) -> tuple[str, ...]:
    """Return the additive metrics whose units do not add up to the city (G-57)."""
    wrong = []
    for code, metric in METRICS.items():
        if metric.additive:
            parts = sum((figures.value(code, unit) or Decimal(0) for unit in units), Decimal(0))
            if parts != (figures.value(code) or Decimal(0)):
                wrong.append(code)
    return tuple(wrong)
