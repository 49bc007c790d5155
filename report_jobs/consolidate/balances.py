"""差额账: why every metric is what it is — now = before + added + rebounded - closed + corrected.

Terms are moved row by row against the unit's last accepted return. What no movement
explains is the correction, cause by cause: a unit that was not counted last time or is not
now, a number that vanished, a row that was restated, a playbook that changed. It is shown,
never hidden in another column. `before` and `now` are the figures as they were printed, so
that a line which ties proves them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from report_jobs.consolidate.moves import Moves, moves_of
from report_jobs.consolidate.points import score_lines
from report_jobs.frozen import CITY, COLUMNS, Balance, Cause, Figures
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.ground import Ground
from report_jobs.metrics.rules import RULES, Side
from report_jobs.metrics.term import Term

REPORTING, SCORE = "M19", "M20"


def balances(ground: Ground, figures: Figures, previous: Figures | None) -> tuple[Balance, ...]:
    """Return the accounts of every metric: for each of its sides the city's line, then each unit's that has one."""
    return tuple(_all(ground, figures, previous))


def _all(ground: Ground, figures: Figures, previous: Figures | None) -> Iterator[Balance]:
    moved: dict[Term, dict[str, Moves]] = {}
    for code in METRICS:
        if code == REPORTING:
            for side in (Side.PART, Side.WHOLE):
                yield from _account(code, side, list(_duties(ground, side, first=previous is None)), figures, previous)
        elif code == SCORE:
            yield from score_lines(ground, figures, previous)
        else:
            for side, term in RULES[code].sides():
                if term not in moved:
                    moved[term] = {u: moves_of(term, ground.last.get(u), s) for u, s in ground.seen.items()}
                lines = [
                    _line(code, side, unit, moved[term], ground, figures, previous) for unit in _units(ground, previous)
                ]
                yield from _account(code, side, lines, figures, previous)


def _units(ground: Ground, previous: Figures | None) -> list[str]:
    """Return the units of the programme, and those that were counted last time and are no longer in it."""
    counted = {unit for _, unit in previous.values if unit} if previous else set()
    return [*ground.programme, *sorted(counted.difference(ground.programme))]


def _account(
    code: str, side: str, lines: list[Balance], figures: Figures, previous: Figures | None
) -> Iterator[Balance]:
    """Yield the city's line and those of the units in which there is anything."""
    causes: dict[Cause, Decimal] = defaultdict(Decimal)
    for line in lines:
        for cause, amount in line.causes:
            causes[cause] += amount
    yield Balance(
        code=code,
        side=side,
        unit=CITY,
        before=amount_in(previous, code, side, CITY),
        added=sum((line.added for line in lines), Decimal(0)),
        rebounded=sum((line.rebounded for line in lines), Decimal(0)),
        closed=sum((line.closed for line in lines), Decimal(0)),
        corrected=sum((line.corrected for line in lines), Decimal(0)),
        now=amount_in(figures, code, side, CITY),
        causes=told(causes),
    )
    yield from (line for line in lines if any(line.amounts) or line.causes)


def _line(
    code: str,
    side: str,
    unit: str,
    moved: dict[str, Moves],
    ground: Ground,
    figures: Figures,
    previous: Figures | None,
) -> Balance:
    before, now = amount_in(previous, code, side, unit), amount_in(figures, code, side, unit)
    if now is None:
        cause = Cause.MISSING if unit in ground.programme else Cause.LEFT
        return gone(code, side, unit, before, cause)
    found = moved[unit]
    causes = dict(found.causes)
    if gap := found.was - (before or Decimal(0)):
        cause = Cause.RULER if before is not None else Cause.BACK
        causes[cause] = causes.get(cause, Decimal(0)) + gap
    corrected = sum(causes.values(), Decimal(0))
    return Balance(
        code=code, side=side, unit=unit, before=before, now=now,
        corrected=corrected, causes=told(causes), **found.amounts,
    )  # fmt: skip


def _duties(ground: Ground, side: Side, *, first: bool) -> Iterator[Balance]:
    """Yield each unit's returns owed, or in time: a duty counts whether or not a return came."""
    for unit, duty in ground.duties.items():
        so_far, this = (duty.due, duty.owes) if side is Side.WHOLE else (duty.on_time, duty.in_time)
        before = Decimal(so_far - this) if duty.owed or first else None
        if unit not in ground.programme:
            yield gone(REPORTING, side, unit, before, Cause.LEFT)
            continue
        now, added = Decimal(so_far), Decimal(this)
        gap = now - (before or Decimal(0)) - added
        causes = told({Cause.BACK: gap} if gap else {})
        yield Balance(
            code=REPORTING, side=side, unit=unit, before=before, added=added, corrected=gap, now=now, causes=causes
        )


def gone(code: str, side: str, unit: str, before: Decimal | None, cause: Cause) -> Balance:
    """Return the line of a unit that is not counted now: what it had is corrected away, never closed."""
    taken = -before if before else Decimal(0)
    return Balance(
        code=code, side=side, unit=unit, before=before, corrected=taken, now=None, causes=told({cause: taken})
    )


def told(causes: dict[Cause, Decimal]) -> tuple[tuple[Cause, Decimal], ...]:
    """Return causes in their order, without those that come to nothing."""
    return tuple((cause, causes[cause]) for cause in Cause if causes.get(cause)) if causes else ()


def amount_in(figures: Figures | None, code: str, side: str, unit: str) -> Decimal | None:
    """Return what was printed of a metric's side: None for a unit not counted, 0 before the first period."""
    if figures is None:
        return Decimal(0)
    found = figures.get(code, unit)
    if found is None:
        return None
    return found.value if side == Side.COUNT else found.part if side == Side.PART else found.whole


def untied(lines: Iterable[Balance]) -> tuple[str, ...]:
    """Return the metrics of which a line does not tie, or whose units do not add up to the city in some column."""
    by_side: dict[tuple[str, str], list[Balance]] = defaultdict(list)
    for line in lines:
        by_side[line.code, line.side].append(line)
    wrong = [code for (code, _), found in by_side.items() if not _sound(code, found)]
    return tuple(dict.fromkeys([*wrong, *_unscored(by_side)]))


def _unscored(by_side: Mapping[tuple[str, str], Sequence[Balance]]) -> Iterator[str]:
    """Yield the score if somebody's components do not add up to it."""
    parts: dict[str, list[Balance]] = {line.unit: [] for line in by_side.get((SCORE, ""), ())}
    for (code, side), found in by_side.items():
        for line in found if code == SCORE and side else ():
            parts.setdefault(line.unit, []).append(line)
    totals = {line.unit: line for line in by_side.get((SCORE, ""), ())}
    if any(unit not in totals or not _adds_up(totals[unit], lines) for unit, lines in parts.items()):
        yield SCORE


def _sound(code: str, lines: Sequence[Balance]) -> bool:
    """Say whether the lines of one account tie; the city's score is made of its own rates, of no sum of units."""
    city, units = lines[0], lines[1:]
    if city.unit != CITY or len({line.unit for line in lines}) < len(lines):
        return False
    return all(line.ties for line in lines) and (code == SCORE or _adds_up(city, units))


def _adds_up(total: Balance, lines: Sequence[Balance]) -> bool:
    """Say whether lines add up to a total in each of the six columns."""
    sums = [sum((line.amounts[place] for line in lines), Decimal(0)) for place in range(len(COLUMNS))]
    return sums == list(total.amounts)
