"""指标, 单位排名, 预警清单, 差额账: what was counted, with a name on every figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from report_jobs.frozen import CITY, Figure, Frozen, Rank
from report_jobs.metrics.declared import METRICS, Better, Metric, Shown
from report_jobs.metrics.display import rounded
from report_jobs.metrics.sources import SHEETS_OF, rows_behind
from report_jobs.register import words as w
from report_jobs.register.book import LIGHT_COLOURS, LIGHT_FILLS, RED, Register, Value
from workbooks.standard import SHEETS

FORMATS = {Shown.COUNT: "#,##0", Shown.RATE: "0.0%", Shown.MONEY: "#,##0.00", Shown.SCORE: "0.0", Shown.AVERAGE: "0.0"}


def figure_name(code: str, unit: str = CITY) -> str:
    """Return the defined name of a figure's cell: fig_M07, fig_M07_SZ012."""
    return f"fig_{code}_{unit}" if unit else f"fig_{code}"


def write_figures(register: Register) -> None:
    """One row for each metric and unit, the city first; every value cell bears a defined name."""
    frozen = register.frozen
    sheet = register.sheet(w.FIGURES, RED, w.FIGURE_HEADS, (13, 22, 10, 16, 13, 13, 13, 9, 11, 11, 26, 30))
    row = 2
    for metric in METRICS.values():
        for unit in (CITY, *frozen.due_units):
            _figure(register, sheet, row, metric, unit)
            row += 1
    sheet.autofilter(1, 0, row - 1, len(w.FIGURE_HEADS) - 1)
    sheet.freeze_panes(2, 5)
    register.counts[w.FIGURES] = row - 2


def _figure(register: Register, sheet: Worksheet, row: int, metric: Metric, unit: str) -> None:
    frozen = register.frozen
    now, before = (
        frozen.figures.get(metric.code, unit),
        frozen.previous.get(metric.code, unit) if frozen.previous else None,
    )
    style = {"num_format": FORMATS[metric.shown]}
    bold = {"bold": True} if unit == CITY else {}
    for column, text in enumerate((metric.code, metric.name, unit, register.name_of(unit))):
        register.put(sheet, row, column, text, **bold)
    if now is None:
        register.put(sheet, row, 4, w.MISSING, font_color=LIGHT_COLOURS["red"])
    else:
        register.put(sheet, row, 4, now.value, **style, **bold)
        register.workbook.define_name(figure_name(metric.code, unit), f"='{w.FIGURES}'!$E${row + 1}")
    register.put(sheet, row, 5, before.value if before else None, **style)
    register.put(
        sheet,
        row,
        6,
        _change(now, before),
        num_format="+" + FORMATS[metric.shown] + ";-" + FORMATS[metric.shown] + ";0",
    )
    for column, value in ((7, metric.measure), (8, now.part if now else None), (9, now.whole if now else None)):
        register.put(sheet, row, column, value)
    _source(register, sheet, row, metric.code, unit)
    dropped = w.COMMA.join(now.dropped) if now and now.dropped else ""
    register.put(sheet, row, 11, w.DROPPED.format(codes=dropped) if dropped else "")


def _change(now: Figure | None, before: Figure | None) -> Decimal | None:
    if now is None or before is None or now.value is None or before.value is None:
        return None
    return now.value - before.value


def _source(register: Register, sheet: Worksheet, row: int, code: str, unit: str) -> None:
    """Link a figure to the merged rows that it was counted from."""
    name = SHEETS_OF.get(code)
    if name is None:
        register.put(sheet, row, 10, w.SUBMISSIONS if code == "M19" else "")
        return
    behind = rows_behind(code, unit, register.frozen)
    label = SHEETS[name].label
    text = w.SOURCE.format(sheet=label, count=len(behind))
    style = register.cell_format("", font_color=RED, underline=1)
    first = register.first_rows.get((name, behind[0][0], behind[0][1].row_key), 2) if behind else 2
    target = f"internal:'{label}'!A{first + 1}"
    sheet.write_url(row, 10, target, style, string=text)


def write_ranking(register: Register) -> None:
    """Places by 综合分; units that are not ranked come last, with the reason."""
    sheet = register.sheet(w.RANKING, RED, w.RANK_HEADS, (8, 10, 18, 10, 10, 10, 10, 12, 9, 18))
    register.rows(
        sheet, (_rank(register, rank) for rank in register.frozen.ranking), len(w.RANK_HEADS), w.EMPTY["ranking"]
    )


def _rank(register: Register, rank: Rank) -> list[Value]:
    figures = register.frozen.figures
    rate = figures.value("M07", rank.unit)
    return [
        rank.place or w.SAME,
        rank.unit,
        register.name_of(rank.unit),
        rank.score if rank.score is not None else w.SAME,
        rank.previous_place or w.SAME,
        moved(rank),
        w.LISTS[rank.listed],
        f"{rounded(rate, METRICS['M07'])}%"
        if rate is not None
        else w.SAME
        if figures.get("M07", rank.unit)
        else w.MISSING,
        figures.value("M08_overdue", rank.unit) if figures.get("M08_overdue", rank.unit) else w.MISSING,
        w.REASONS_UNRANKED[rank.reason],
    ]


def moved(rank: Rank) -> str:
    """Say how a unit's place changed."""
    if not rank.place:
        return w.SAME
    if not rank.previous_place:
        return w.NEW
    change = rank.previous_place - rank.place
    return w.UP.format(change) if change > 0 else w.DOWN.format(-change) if change < 0 else w.SAME


def write_alerts(register: Register) -> None:
    """Red and yellow problems and units that did not report; a light always with its word."""
    frozen = register.frozen
    sheet = register.sheet(w.ALERTS, RED, w.ALERT_HEADS, (6, 10, 16, 22, 52, 10, 12, 9, 9, 18, 22, 10))
    register.rows(sheet, _alerts(register, frozen), len(w.ALERT_HEADS), w.EMPTY["alerts"])
    for row, alert in enumerate(frozen.alerts, start=2):
        colours = {"font_color": LIGHT_COLOURS[alert.light], "bg_color": LIGHT_FILLS[alert.light]}
        register.put(sheet, row, 0, w.LIGHTS[alert.light], bold=True, align="center", **colours)


def _alerts(register: Register, frozen: Frozen) -> Iterator[list[Value]]:
    for alert in frozen.alerts:
        yield [
            w.LIGHTS[alert.light],
            alert.unit,
            register.name_of(alert.unit),
            alert.problem_id,
            alert.problem,
            frozen.playbook.label("severity", alert.severity or None),
            alert.due,
            alert.days_overdue or None,
            alert.weeks,
            w.REASONS[alert.reason],
            w.ADVICE[alert.advice],
            alert.lead,
        ]


def write_balances(register: Register) -> None:
    """差额账: before, movements, now; the line of the city first for each count."""
    sheet = register.sheet(w.BALANCES, RED, w.BALANCE_HEADS, (16, 10, 18, 9, 9, 9, 12, 9, 9))
    lines: Iterator[list[Value]] = (
        [
            METRICS[b.code].name,
            b.unit,
            register.name_of(b.unit),
            b.before,
            b.added,
            b.rebounded,
            b.closed,
            b.corrected,
            b.now,
        ]
        for b in register.frozen.balances
    )
    register.rows(sheet, lines, len(w.BALANCE_HEADS), w.EMPTY["balances"])


def write_definitions(register: Register) -> None:
    """口径: how each metric is computed, and which denominator is in force."""
    sheet = register.sheet(w.DEFINITIONS, "#7F7F7F", w.DEFINITION_HEADS, (14, 24, 9, 90, 12))
    lines: Iterator[list[Value]] = (
        [m.code, m.name, m.measure, m.formula, w.BETTER[Better(m.better)]] for m in METRICS.values()
    )
    count = register.rows(sheet, lines, len(w.DEFINITION_HEADS), "")
    used = w.DENOMINATORS[register.frozen.playbook.thresholds.rate_denominator]
    sheet.write_string(count + 3, 0, used, register.format(font_color=RED))
