"""差额账: every account line by line, with a formula that recomputes what is from what was and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from report_jobs.frozen import CITY, COLUMNS, Balance, Figure
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import display, display_amount
from report_jobs.metrics.rules import Side
from report_jobs.metrics.words import CAUSES
from report_jobs.register import words as w
from report_jobs.register.book import FIRST, Register
from report_jobs.register.look import LOOKS, MOVES, Look, Tone
from report_jobs.register.names import AMOUNTS
from report_jobs.register.table import Cell, Formula, Line, Table, Value, columns

SCORE = "M20"
BEFORE, NOW = AMOUNTS[0], AMOUNTS[-1]
_HEADS = w.BALANCE_HEADS
_ABSENT = {w.MISSING: Tone.RED}
_COLUMNS = columns(
    _HEADS,
    (
        *((13, Look.SHORT), (25, Look.SHORT), (16, Look.SHORT), (10, Look.SHORT), (14, Look.SHORT)),
        *((13, Look.COUNT), (12, Look.COUNT), (9, Look.COUNT), (14, Look.COUNT), (12, Look.COUNT), (13, Look.COUNT)),
        *((10, Look.CHECK), (58, Look.SHORT)),
    ),
    {_HEADS[COLUMNS.index(name) + 5]: _ABSENT for name in ("before", "now")},
)
Place = tuple[str, str, str]
"""Code, side and unit of a line."""


def write_balances(register: Register) -> None:
    """Write each account, the city's line before those of its units; below the two sides of a rate the rate itself."""
    places: dict[Place, int] = {}
    table = Table(
        title=w.BALANCES,
        columns=_COLUMNS,
        note=w.NOTES[w.BALANCES].format(reported=register.reported()),
        empty="",
        pinned=5,
        strong=lambda line: line[3] == CITY,
    )
    register.write(table, _lines(register, places))
    for line in register.frozen.balances:
        row = places[line.code, line.side, line.unit]
        register.name(line.name, w.BALANCES, row, BEFORE, NOW)
        if line.unit == CITY:
            for name, column in zip(COLUMNS, AMOUNTS, strict=True):
                register.name(f"{line.name}_{name}", w.BALANCES, row, column)


def check_formula(row: int, units: int) -> str:
    """Return the formula of a row's check: 0 when its columns come to 本期, and to the sum of so many units below."""
    before, added, rebounded, closed, corrected, now = (f"{column}{row}" for column in AMOUNTS)
    moved = f"ROUND(N({before})+{added}+{rebounded}-{closed}+{corrected}-N({now}),6)"
    below = f"ROUND(SUM({NOW}{row + 1}:{NOW}{row + units})-N({now}),6)"
    return f"=ABS({moved})+ABS({below})" if units else f"={moved}"


def units_below(line: Balance, lines: Sequence[Balance]) -> int:
    """Return how many lines the units of an account's city line have; the city's score is no sum of its units'."""
    return len(lines) - 1 if line.unit == CITY and line.code != SCORE else 0


def _lines(register: Register, places: dict[Place, int]) -> Iterator[Line]:
    row = FIRST + 1
    for (code, side), found in groupby(register.frozen.balances, key=lambda line: (line.code, line.side)):
        lines = list(found)
        units = sum((line.amounts[-1] for line in lines[1:]), Decimal(0))
        for line in lines:
            places[code, side, line.unit] = row
            below = units_below(line, lines)
            off = abs(_gap(line)) + abs(units - line.amounts[-1]) if below else _gap(line)
            yield _account(register, line, Formula(check_formula(row, below), off))
            row += 1
        if side == Side.WHOLE:
            yield _rate(register, code, row, places)
            row += 1


def _gap(line: Balance) -> Decimal:
    """Return what a line is off by, 0 when it ties."""
    before, added, rebounded, closed, corrected, now = line.amounts
    return before + added + rebounded - closed + corrected - now


def _account(register: Register, line: Balance, check: Formula) -> Line:
    look, (_, *moves, corrected, _) = _look(line), line.amounts
    return (
        *(line.code, METRICS[line.code].name, _side(line), line.unit, register.name_of(line.unit)),
        *(_counted(line.before, look), *(Cell(move, MOVES[look]) for move in moves)),
        Cell(corrected, MOVES[look], Tone.RED if line.causes else None),
        *(_counted(line.now, look), check, w.SEMICOLON.join(_told(register, line))),
    )


def _rate(register: Register, code: str, row: int, places: dict[Place, int]) -> Line:
    """Return what becomes of the city's two sides: the rate, divided again from their cells."""
    metric, (before, now) = METRICS[code], _figures(register, code, CITY)
    part, whole = (f"{NOW}{places[code, side, CITY]}" for side in (Side.PART, Side.WHOLE))
    divided = f"=ROUND(IF(N({whole})=0,0,N({part})/N({whole}))-N({NOW}{row}),6)"
    look = LOOKS[metric.shown]
    return (
        *(code, metric.name, w.AVERAGE_LINE if metric.shown is Shown.AVERAGE else w.RATE_LINE),
        *(CITY, register.name_of(CITY), _rate_cell(before, look), None, None, None, None, _rate_cell(now, look)),
        *(Formula(divided, Decimal(0)), _rate_change(register, code, CITY)),
    )


def _look(line: Balance) -> Look:
    shown = METRICS[line.code].shown
    if shown is Shown.SCORE:
        return Look.EXACT
    return Look.MONEY if shown is Shown.MONEY else Look.COUNT


def _side(line: Balance) -> str:
    if line.code == SCORE:
        return METRICS[line.side].name if line.side else w.SCORE_LINE
    return w.SIDES[line.side]


def _counted(count: Decimal | None, look: Look) -> Cell:
    """Return an amount, 未报 for a unit that was not counted then: it is never a zero."""
    return Cell(count, look) if count is not None else Cell(w.MISSING, Look.CENTRE)


def _rate_cell(figure: Figure | None, look: Look) -> Cell:
    value: Value = w.NONE if figure is None or figure.value is None else figure.value
    return Cell(value, look)


def _told(register: Register, line: Balance) -> Iterator[str]:
    """Yield why a line is corrected, and by the denominator of a unit how its rate changed."""
    if line.causes:
        causes = (
            w.CAUSE.format(cause=CAUSES[cause], amount=_signed(display_amount(line.code, line.side, amount)))
            for cause, amount in line.causes
        )
        yield w.CORRECTION.format(told=w.COMMA.join(causes))
    if line.side == Side.WHOLE and line.unit != CITY and (told := _rate_change(register, line.code, line.unit)):
        yield told


def _rate_change(register: Register, code: str, unit: str) -> str:
    """Tell how a rate changed, nothing where it is shown as it was."""
    before, now = (display(figure, METRICS[code]) for figure in _figures(register, code, unit))
    return w.RATE_CHANGE.format(name=METRICS[code].name, before=before, now=now) if before != now else ""


def _figures(register: Register, code: str, unit: str) -> tuple[Figure | None, Figure | None]:
    frozen = register.frozen
    return frozen.previous.get(code, unit) if frozen.previous else None, frozen.figures.get(code, unit)


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"
