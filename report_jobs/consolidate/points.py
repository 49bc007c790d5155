"""The account of the score (M20): what each component brought, brings, and why that changed.

A component that got better or worse moves the score by the points of its weight. Where the
weights changed, or a component has nothing to divide by in one of the periods, the others
are scaled anew: that is a correction. Points have six decimals; up to two units of the last
one are rounding and go with the movement.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from report_jobs.frozen import CITY, Balance, Cause, Figures
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.ground import Ground
from report_jobs.metrics.score import SIX, good, scales

CODE = "M20"
ROUNDING = 2 * SIX


def score_lines(ground: Ground, figures: Figures, previous: Figures | None) -> Iterator[Balance]:
    """Yield the account of the score: the total of the city and of each unit, then component by component."""
    counted = {unit for code, unit in previous.values if code == CODE} if previous else set()
    known = [CITY, *ground.programme]
    units = [*known, *sorted(counted.difference(known))]
    by_unit = {unit: _components(unit, ground, figures, previous) for unit in units}
    yield from (_total(unit, lines, figures, previous) for unit, lines in by_unit.items() if lines)
    for code in METRICS:
        yield from (lines[code] for lines in by_unit.values() if code in lines)


def _total(unit: str, lines: dict[str, Balance], figures: Figures, previous: Figures | None) -> Balance:
    causes = {
        cause: sum((a for line in lines.values() for c, a in line.causes if c is cause), Decimal(0)) for cause in Cause
    }
    return Balance(
        code=CODE,
        side="",
        unit=unit,
        before=previous.value(CODE, unit) if previous else Decimal(0),
        added=sum((line.added for line in lines.values()), Decimal(0)),
        closed=sum((line.closed for line in lines.values()), Decimal(0)),
        corrected=sum((line.corrected for line in lines.values()), Decimal(0)),
        now=figures.value(CODE, unit),
        causes=tuple((cause, amount) for cause, amount in causes.items() if amount),
    )


def _components(unit: str, ground: Ground, figures: Figures, previous: Figures | None) -> dict[str, Balance]:
    old = previous.get(CODE, unit) if previous else None
    new = figures.get(CODE, unit)
    was, brings = dict(old.points if old else ()), dict(new.points if new else ())
    values = {code: figures.value(code, unit) for code in ground.playbook.weights}
    scale = scales(values, ground.playbook.weights)
    lines = {}
    for code in (c for c in METRICS if c in was or c in brings):
        before = was.get(code, Decimal(0)) if old or not previous else None
        now = brings.get(code, Decimal(0)) if new else None
        change = (now or Decimal(0)) - (before or Decimal(0))
        moved, cause = Decimal(0), Cause.RULER
        if new is None:
            cause = Cause.MISSING if unit in ground.programme else Cause.LEFT
        elif old is None:
            cause, first = Cause.BACK, previous is None or unit not in ground.last
            moved = change if first else moved
        elif code in was and code in brings and previous is not None:
            moved = _moved(code, scale[code], values[code], previous.value(code, unit), change)
        rest = change - moved
        lines[code] = Balance(
            code=CODE, side=code, unit=unit, before=before, now=now,
            added=max(moved, Decimal(0)), closed=max(-moved, Decimal(0)),
            corrected=rest, causes=((cause, rest),) if rest else (),
        )  # fmt: skip
    return lines


def _moved(code: str, scale: Decimal, now: Decimal | None, before: Decimal | None, change: Decimal) -> Decimal:
    """Return how much of a change comes from the component itself, at its weight of now."""
    if now is None or before is None:
        return Decimal(0)
    moved = (scale * (good(code, now) - good(code, before))).quantize(SIX, ROUND_HALF_UP)
    return change if abs(change - moved) <= ROUNDING else moved
