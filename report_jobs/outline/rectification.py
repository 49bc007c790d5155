"""Slides 6, 7 and 12: problems as a whole, units by progress, warnings and orders."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from report_jobs.consolidate.alerts import MISSING, REFUSED
from report_jobs.frozen import Alert, Rank
from report_jobs.metrics.comparable import change
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import rounded
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground, share
from report_jobs.outline.model import Cards, Cell, Chart, Column, Counts, Page, Point, Points, Series, Table
from report_jobs.outline.opening import direction
from report_jobs.register import words as labels
from workbooks.choices import OrderStatus, ProblemStatus
from workbooks.lights import Light
from workbooks.standard import Order, Problem

TREND = 6
"""Periods that the trend shows, this one included."""
TARGET = Decimal("0.80")
"""Completion rate that the ranking draws a line at."""
LISTED = 11
"""Rows of the ranking before the rest is folded into one."""
_FUNNEL = (
    ProblemStatus.UNCLAIMED,
    ProblemStatus.FIXING,
    ProblemStatus.FIXED,
    ProblemStatus.REVIEWING,
    ProblemStatus.SENT_BACK,
    ProblemStatus.REBOUND,
    ProblemStatus.CLOSED,
    ProblemStatus.LONG_TERM,
)


def problems(ground: Ground) -> Page:
    """Slide 6: counters, trend, and where the problems stand; 长期坚持 stands apart from 已销号."""
    way = direction(ground, "M07")
    title = w.PROBLEMS_TITLE["flat" if way in ("first", "none") else way].format(
        rate=ground.text("M07"), week=ground.text("M06"), new=ground.text("M05")
    )
    cards = Cards(
        (
            ground.card("M04"),
            ground.card("M06_total"),
            ground.card("M07"),
            ground.card("M08_overdue", accent=bool(ground.value("M08_overdue"))),
        )
    )
    codes = ("M04", "M05", "M06", "M06_total", "M06_longterm", "M07", "M08_overdue")
    sheets = (w.FIGURES, Problem.__sheet__.label)
    return ground.page("6", "trend", title, cards, _trend(ground), _funnel(ground), sheets=sheets, codes=codes)


def _trend(ground: Ground) -> Chart:
    frozen = ground.frozen
    periods = [*frozen.trend, (frozen.period, frozen.figures)][-TREND:]

    def series(name: str, code: str) -> Series:
        values = (figures.value(code) for _, figures in periods)
        return Series(name, tuple(None if value is None else float(value) for value in values))

    return Chart(
        title=w.TREND_TITLE,
        measure=w.TREND_MEASURE,
        categories=tuple(w.WEEK.format(frozen.playbook.issue_no(period)) for period, _ in periods),
        bars=(series(w.TREND_NEW, "M05"), series(w.TREND_CLOSED, "M06")),
        line=series(w.TREND_RATE, "M07"),
        alt=w.TREND_ALT.format(count=len(periods)),
    )


def _funnel(ground: Ground) -> Table:
    counts = {status: ground.count("funnel", status, "count") for status in _FUNNEL}
    total, most = sum(counts.values()), max(counts.values()) or 1
    rows = tuple(
        (
            Cell(text=ground.label("problem_status", status), bold=status == ProblemStatus.CLOSED),
            Cell(
                text=ground.tally("funnel", status, "count").text,
                figure=ground.tally("funnel", status, "count"),
                bar=counts[status] / most,
                tone="good" if status == ProblemStatus.CLOSED else "",
            ),
            Cell(text=share(counts[status], total)),
        )
        for status in _FUNNEL
    )
    columns = tuple(map(Column, w.FUNNEL_HEADS, (0.5, 0.34, 0.16), ("left", "left", "right")))
    return Table(columns=columns, rows=rows, title=w.FUNNEL_TITLE, second=True)


def ranking(ground: Ground) -> Page:
    """Slide 7: exceptions first, the first green ones, the rest in one honest line; totals tie."""
    frozen = ground.frozen
    lights = {unit: ground.unit_light(unit) for unit in frozen.counted_units}
    counts = Counter(lights.values())
    green = counts[Light.GREEN] + counts[Light.BLUE]
    red_overdue = sum(ground.value("M08_overdue", unit) for unit, light in lights.items() if light is Light.RED)
    kind = "red" if counts[Light.RED] else "yellow" if counts[Light.YELLOW] else "clear"
    title = w.RANK_TITLE[kind].format(
        red=counts[Light.RED],
        yellow=counts[Light.YELLOW],
        green=green,
        share=share(red_overdue, ground.value("M08_overdue")),
    )
    table = _ranking_table(ground, lights)
    shown = tuple(
        (lamp, word, ground.tally("lamps", lamp, "count"))
        for lamp, word in ((Light.RED, w.RANK_WORDS["red"]), (Light.YELLOW, w.RANK_WORDS["yellow"]),
                           (Light.GREEN, w.RANK_WORDS["green"]), ("missing", w.MISSING))
    )  # fmt: skip
    listed = sum(
        lights[rank.unit].rank <= Light.BLUE.rank for rank in frozen.ranking if rank.unit in _listed(ground, lights)
    )
    remark = w.RANK_REMARK.format(count=listed) if listed else w.RANK_REMARK_FOLDED
    return ground.page(
        "7",
        "ranking",
        title,
        Counts(shown, remark),
        table,
        sheets=(w.RANKING, w.FIGURES),
        codes=("M07", "M08_overdue", "M20"),
    )


def _listed(ground: Ground, lights: dict[str, Light]) -> list[str]:
    """Return the units that have a line of their own: all exceptions, then the first green ones that fit."""
    places = {rank.unit: rank.place or 999 for rank in ground.frozen.ranking}
    exceptions = [unit for unit in lights if lights[unit].rank > Light.BLUE.rank]
    exceptions.sort(key=lambda unit: (-lights[unit].rank, ground.value("M07", unit)))
    others = sorted((unit for unit in lights if unit not in exceptions), key=lambda unit: places[unit])
    room = max(0, LISTED - len(exceptions) - bool(ground.frozen.missing_units))
    return [*exceptions, *(others if len(others) <= room else others[: max(0, room - 1)])]


def _ranking_table(ground: Ground, lights: dict[str, Light]) -> Table:
    ranks = {rank.unit: rank for rank in ground.frozen.ranking}
    listed = _listed(ground, lights)
    rest = [unit for unit in lights if unit not in listed]
    rows = [_unit_row(ground, unit, lights[unit], ranks[unit]) for unit in listed]
    if rest:
        rows.append(_rest_row(ground, rest))
    if ground.frozen.missing_units:
        rows.append(_missing_row(ground))
    widths = (0.15, 0.09, 0.08, 0.08, 0.2, 0.09, 0.08, 0.08, 0.07, 0.08)
    aligns = ("left", *("center",) * 9)
    return Table(
        columns=tuple(map(Column, w.RANK_HEADS, widths, aligns)),
        rows=tuple(rows),
        strong=frozenset(i for i, unit in enumerate(listed) if lights[unit] is Light.RED),
        target=float(TARGET),
        target_label=w.RANK_TARGET.format(TARGET),
        lines=1,
        paged=True,
    )


def _unit_row(ground: Ground, unit: str, light: Light, rank: Rank) -> tuple[Cell, ...]:
    kind = ground.frozen.playbook.by_code[unit].kind
    found = change(ground.frozen, "M07", unit)
    sign = {1: "+", -1: "−", 0: ""}[found.direction] if found else ""
    late = ground.value("M08_overdue", unit)
    return (
        Cell(text=ground.name(unit), bold=light.rank > 1),
        Cell(text=ground.frozen.playbook.kinds[kind]),
        Cell(text=ground.text("M04", unit), figure=ground.figure("M04", unit)),
        Cell(text=ground.text("M06_total", unit), figure=ground.figure("M06_total", unit)),
        Cell(
            text=ground.text("M07", unit),
            bar=float(ground.value("M07", unit)),
            light=light,
            figure=ground.figure("M07", unit),
        ),
        Cell(text=f"{sign}{found.text}" if found else w.DASH, tone=found.tone if found else ""),
        Cell(text=ground.text("M08_overdue", unit) if late else w.DASH, tone="bad" if late else "", bold=bool(late)),
        Cell(text=ground.text("M20", unit), figure=ground.figure("M20", unit)),
        Cell(text=str(rank.place) if rank.place else w.DASH),
        Cell(text=w.RANK_WORDS[light], light=light),
    )


def _rest_row(ground: Ground, units: list[str]) -> tuple[Cell, ...]:
    """Fold the remaining units into one line whose sums are theirs."""
    closed = sum((ground.value("M06_total", unit) for unit in units), Decimal(0))
    whole = sum(((f.whole or Decimal(0)) for u in units if (f := ground.frozen.figures.get("M07", u))), Decimal(0))
    rate = closed / whole if whole else Decimal(0)
    return (
        Cell(text=w.RANK_REST.format(count=len(units))),
        Cell(text=w.DASH),
        Cell(text=f"{sum(ground.value('M04', u) for u in units):,}"),
        Cell(text=f"{closed:,}"),
        Cell(text=f"{rounded(rate, METRICS['M07'])}%", bar=float(rate), light=Light.GREEN),
        Cell(text=w.DASH),
        Cell(text=f"{sum(ground.value('M08_overdue', u) for u in units) or w.DASH}"),
        Cell(text=w.DASH),
        Cell(text=w.DASH),
        Cell(text=w.RANK_WORDS["green"], light=Light.GREEN),
    )


def _missing_row(ground: Ground) -> tuple[Cell, ...]:
    told = w.RANK_MISSING.format(count=len(ground.frozen.missing_units))
    return (Cell(text=told), *(Cell(text=w.DASH) for _ in range(8)), Cell(text=w.MISSING, light="missing"))


def warnings(ground: Ground) -> Page:
    """Slide 12: at most ten alerts, the longest overdue first, and how the orders stand."""
    frozen = ground.frozen
    red, yellow = ground.value("M09_red"), ground.value("M09_yellow")
    orders = frozen.office.of(Order)
    running = [o for o in orders if o.status != OrderStatus.DONE]
    late = [o for o in running if o.due_date is not None and o.due_date < frozen.today]
    missing = len(frozen.missing_units)
    kind = "red" if red else "yellow" if yellow else "missing" if missing else "clear"
    title = w.ALERT_TITLE[kind].format(red=red, yellow=yellow, orders=len(running), late=len(late), missing=missing)
    limit = frozen.playbook.thresholds.deck_alert_rows
    listed, rest = frozen.alerts[:limit], [a for a in frozen.alerts[limit:] if a.problem_id]
    widths = (0.07, 0.11, 0.38, 0.07, 0.07, 0.13, 0.17)
    table = Table(
        columns=tuple(map(Column, w.ALERT_HEADS, widths, ("center", "left", "left", *("center",) * 4))),
        rows=tuple(_alert_row(ground, alert) for alert in listed),
        strong=frozenset(i for i, alert in enumerate(listed) if alert.light == Light.RED),
        remark=_rest_of_alerts(rest),
        empty=w.ALERT_EMPTY,
    )
    line = w.ORDERS_LINE.format(running=len(running), late=len(late), done=len(orders) - len(running))
    points = Points(title="", points=(Point("", w.ORDERS_TITLE, line),))
    sheets = (w.ALERTS, Order.__sheet__.label)
    return ground.page(
        "12", "alerts", title, table, points, sheets=sheets, codes=("M08_overdue", "M09_red", "M09_yellow")
    )


def _rest_of_alerts(rest: list[Alert]) -> str:
    counts = Counter(alert.light for alert in rest)
    return w.ALERT_REST.format(red=counts["red"], yellow=counts["yellow"]) if rest else ""


def _alert_row(ground: Ground, alert: Alert) -> tuple[Cell, ...]:
    what = {MISSING: w.UNIT_MISSING, REFUSED: w.UNIT_REFUSED}.get(alert.reason, alert.problem)
    return (
        Cell(text=labels.LIGHTS[alert.light], light=alert.light),
        Cell(text=ground.name(alert.unit), bold=True),
        Cell(text=what),
        Cell(text=w.ALERT_DAYS.format(alert.days_overdue) if alert.days_overdue else w.DASH, tone="bad", bold=True),
        Cell(text=w.ALERT_WEEKS.format(alert.weeks)),
        Cell(text=labels.REASONS[alert.reason]),
        Cell(text=labels.ADVICE[alert.advice]),
    )
