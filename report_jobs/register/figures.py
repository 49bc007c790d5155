"""指标 and 口径: every figure in a named cell with the rows behind it, and how it is computed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_jobs.frozen import CITY, Figure
from report_jobs.metrics.comparable import OVER_ALL, change, common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS, Metric
from report_jobs.metrics.display import BAD, GOOD, Delta
from report_jobs.metrics.formula import formula
from report_jobs.metrics.sources import SHEETS_OF, rows_behind
from report_jobs.register import words as w
from report_jobs.register.book import FIRST, Register
from report_jobs.register.look import DELTAS, LOOKS, Look, Tone
from report_jobs.register.names import figure_name
from report_jobs.register.table import Cell, Line, Table, Value, columns
from workbooks.row import Row
from workbooks.standard import SHEETS

VALUE_COLUMN = "E"
_FEW = 6
"""Rows, or runs of rows, that a source names at most."""
TONES = {GOOD: Tone.GREEN, BAD: Tone.RED}
"""Tones of changes; one that is neither good nor bad has none."""
_COLUMNS = columns(
    w.FIGURE_HEADS,
    (
        *((14, Look.SHORT), (24, Look.TEXT), (10, Look.SHORT), (16, Look.SHORT)),
        *((13, Look.COUNT), (13, Look.COUNT), (17, Look.COUNT), (8, Look.CENTRE), (11, Look.COUNT), (11, Look.COUNT)),
        *((42, Look.SHORT), (34, Look.TEXT)),
    ),
    {w.FIGURE_HEADS[4]: {w.MISSING: Tone.RED}},
)
_DEFINITIONS = columns(
    w.DEFINITION_HEADS,
    (
        *((14, Look.SHORT), (24, Look.SHORT), (8, Look.CENTRE), (76, Look.TEXT)),
        *((11, Look.CENTRE), (22, Look.TEXT), (18, Look.LINK)),
    ),
)


def write_figures(register: Register) -> None:
    """Write one row for each metric and unit, the city first; every value cell bears a defined name."""
    table = Table(
        title=w.FIGURES,
        columns=_COLUMNS,
        note=w.NOTES[w.FIGURES].format(reported=register.reported()),
        empty="",
        pinned=5,
        strong=lambda line: line[2] == CITY,
    )
    keys = [(metric, unit) for metric in METRICS.values() for unit in (CITY, *register.frozen.due_units)]
    register.write(table, _lines(register))
    for row, (metric, unit) in enumerate(keys, start=FIRST + 1):
        register.name(figure_name(metric.code, unit), w.FIGURES, row, VALUE_COLUMN)


def _lines(register: Register) -> Iterator[Line]:
    frozen = register.frozen
    for metric in METRICS.values():
        behind = rows_behind(metric.code, CITY, frozen)
        yield _line(register, metric, CITY, behind)
        for unit in frozen.due_units:
            yield _line(register, metric, unit, [(owner, row) for owner, row in behind if owner == unit])


def _line(register: Register, metric: Metric, unit: str, behind: list[tuple[str, Row]]) -> Line:
    frozen = register.frozen
    now = frozen.figures.get(metric.code, unit)
    before = frozen.previous.get(metric.code, unit) if frozen.previous else None
    look = LOOKS[metric.shown]
    parts = (now.part, now.whole) if now else (None, None)
    return (
        *(metric.code, metric.name, unit, register.name_of(unit)),
        Cell(_value(now), look),
        Cell(_value(before) if frozen.previous else None, look),
        _change(register, metric, unit),
        metric.measure,
        *(_part(part) for part in parts),
        _source(register, metric.code, unit, behind) if now else None,
        _remark(register, metric, now, unit),
    )


def _part(part: Decimal | None) -> Cell:
    return Cell(part, Look.MONEY if part is not None and part % 1 else Look.COUNT)


def _value(figure: Figure | None) -> Value:
    if figure is None:
        return w.MISSING
    return w.NONE if figure.value is None else figure.value


def amount(change: Delta) -> Decimal:
    """Return a change with its sign, at the displayed precision: what the deck says, too."""
    return Decimal(change.text.replace(",", "")) * change.direction


def _change(register: Register, metric: Metric, unit: str) -> Cell:
    found = change(register.frozen, metric.code, unit)
    return Cell(amount(found), DELTAS[metric.shown], TONES.get(found.tone)) if found else Cell(None)


def _source(register: Register, code: str, unit: str, behind: list[tuple[str, Row]]) -> Cell:
    """Lead from a figure to the merged rows that it was counted from."""
    name = SHEETS_OF.get(code)
    if name is None:
        if code == "M20":
            return Cell(w.SOURCE_SCORE, Look.LINK, link=register.to_tab(w.DEFINITIONS))
        return Cell(w.SUBMISSIONS, Look.LINK, link=register.to_tab(w.SUBMISSIONS))
    title = SHEETS[name].label
    if not behind:
        return Cell(w.SOURCE_NONE.format(sheet=title), Look.LINK, link=register.to_tab(title))
    return rows_told(register, title, [register.places[id(row)][1] for _, row in behind])


def rows_told(register: Register, title: str, rows: list[int]) -> Cell:
    """Name the rows of a merged sheet that a figure was counted from, and lead to the first."""
    runs = _runs(rows)
    told = w.SOURCE_FEW if len(runs) <= _FEW else w.SOURCE_MANY
    text = told.format(sheet=title, count=len(rows), first=rows[0], rows=w.COMMA.join(runs))
    return Cell(text, Look.LINK, link=register.to_tab(title, rows[0]))


def _runs(rows: list[int]) -> list[str]:
    """Put row numbers into words, neighbours as one run: 4, 5, 6, 9 become 4–6 and 9."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [str(first) if first == last else w.SPAN.format(first, last) for first, last in runs]


def _remark(register: Register, metric: Metric, now: Figure | None, unit: str) -> str:
    """Say what is left out: parts of the score; units of the city, and so of its change."""
    frozen = register.frozen
    told = [w.DROPPED.format(codes=w.COMMA.join(now.dropped))] if now and now.dropped else []
    if unit == CITY and frozen.missing_units:
        told.append(w.UNITS_MISSING.format(missing=len(frozen.missing_units)))
    if unit == CITY and frozen.previous and metric.code not in OVER_ALL and not is_like_for_like(frozen):
        told.append(w.COMMON_UNITS.format(count=len(common_units(frozen))))
    return w.SEMICOLON.join(told)


def write_definitions(register: Register) -> None:
    """Write how each metric is computed in this period: denominator and weights as they are in force."""
    chosen = register.frozen.playbook.thresholds.rate_denominator
    table = Table(
        title=w.DEFINITIONS,
        columns=_DEFINITIONS,
        note=w.DENOMINATOR_NOTE.format(w.DENOMINATORS[chosen]),
        empty="",
    )
    register.write(table, (_definition(register, metric) for metric in METRICS.values()))


def _definition(register: Register, metric: Metric) -> Line:
    name = SHEETS_OF.get(metric.code)
    title = SHEETS[name].label if name else w.FIGURES if metric.code == "M20" else w.SUBMISSIONS
    return (
        *(metric.code, metric.name, metric.measure, formula(register.frozen.playbook, metric), w.BETTER[metric.better]),
        w.CITY_SUM if metric.additive else w.CITY_RATIO,
        Cell(title, Look.LINK, link=register.to_tab(title)),
    )
