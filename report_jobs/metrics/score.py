"""M20: the weighted score, and the points that each of its components brings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from report_jobs.frozen import Figure
from report_jobs.metrics.declared import METRICS, Better

SIX = Decimal("0.000001")


def score(unit: str, values: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Figure:
    """Return the score; what cannot be computed is dropped and the rest scaled up.

    Score and points are rounded to six decimals; what rounding leaves goes to the
    components with the largest remainders, so that the points add up to the score.
    """
    scale = scales(values, weights)
    dropped = tuple(code for code in weights if code not in scale)
    if not scale:
        return Figure(code="M20", unit=unit, value=None, dropped=dropped)
    exact = {code: scale[code] * good(code, values[code] or Decimal(0)) for code in scale}
    total = sum(exact.values(), Decimal(0)).quantize(SIX, ROUND_HALF_UP)
    points = {code: value.quantize(SIX, ROUND_FLOOR) for code, value in exact.items()}
    left = int((total - sum(points.values(), Decimal(0))) / SIX)
    for code in sorted(exact, key=lambda c: points[c] - exact[c])[:left]:
        points[code] += SIX
    return Figure(code="M20", unit=unit, value=total, dropped=dropped, points=tuple(points.items()))


def scales(values: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return how many points a component brings when it is wholly good, for those that can be computed."""
    there = [code for code in weights if values.get(code) is not None]
    total = sum((weights[code] for code in there), Decimal(0))
    return {code: 100 * weights[code] / total for code in there} if total else {}


def good(code: str, value: Decimal) -> Decimal:
    """Turn a rate of which less is better into one of which more is better."""
    return 1 - value if METRICS[code].better is Better.DOWN else value
