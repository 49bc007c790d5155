"""单位排名 and 预警清单: where the units stand, and what is late."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.frozen import Rank
from report_jobs.metrics.declared import METRICS
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import LOOKS, Look, Tone
from report_jobs.register.table import Cell, Column, Line, Table, Value, columns
from workbooks.standard import Problem

LIGHT_TONES = {w.LIGHTS[tone]: tone for tone in (Tone.RED, Tone.YELLOW, Tone.BLUE, Tone.GREEN)}
_LIST_TONES = {w.LISTS["red"]: Tone.RED, w.LISTS["black"]: Tone.GREY}
_COUNTS = ("M04", "M08_overdue")
_RANKS = columns(
    w.RANK_HEADS,
    (
        *((7, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (9, Look.SCORE), (9, Look.CENTRE), (9, Look.CENTRE)),
        *((8, Look.CENTRE), (10, Look.COUNT), (8, Look.COUNT)),
    ),
    {w.RANK_HEADS[6]: _LIST_TONES},
)
_ALERTS = columns(
    w.ALERT_HEADS,
    (
        *((7, Look.CENTRE), (10, Look.SHORT), (16, Look.SHORT), (21, Look.SHORT), (52, Look.TEXT), (10, Look.CENTRE)),
        *((12, Look.DATE), (10, Look.COUNT), (10, Look.COUNT), (17, Look.TEXT), (22, Look.TEXT), (10, Look.CENTRE)),
        (11, Look.LINK),
    ),
    {w.ALERT_HEADS[0]: LIGHT_TONES},
)


def write_ranking(register: Register) -> None:
    """Write the places by 综合分 with what makes it up; units that are not ranked come last, with the reason."""
    thresholds, weights = register.frozen.playbook.thresholds, tuple(register.frozen.playbook.weights)
    parts = (Column(METRICS[code].name, 13, LOOKS[METRICS[code].shown]) for code in weights)
    table = Table(
        title=w.RANKING,
        columns=(*_RANKS, *parts, Column(w.UNLISTED, 18)),
        note=w.NOTES[w.RANKING].format(red=thresholds.red_list, black=thresholds.black_list),
        empty=w.EMPTY[w.RANKING],
        pinned=3,
        paper=True,
    )
    register.write(table, (_rank(register, rank, weights) for rank in register.frozen.ranking))


def _rank(register: Register, rank: Rank, weights: tuple[str, ...]) -> Line:
    few = register.frozen.playbook.thresholds.unranked_min_problems
    return (
        *(rank.place or w.SAME, rank.unit, register.name_of(rank.unit)),
        rank.score if rank.score is not None else w.SAME,
        *(rank.previous_place or w.SAME, moved(rank), w.LISTS[rank.listed]),
        *(_figure(register, code, rank.unit) for code in (*_COUNTS, *weights)),
        w.REASONS_UNRANKED[rank.reason].format(few),
    )


def _figure(register: Register, code: str, unit: str) -> Value | Cell:
    found = register.frozen.figures.get(code, unit)
    if found is None:
        return Cell(w.MISSING, tone=Tone.RED)
    return w.NONE if found.value is None else found.value


def moved(rank: Rank) -> str:
    """Say how a unit's place changed."""
    if not rank.place:
        return w.SAME
    if not rank.previous_place:
        return w.NEW
    change = rank.previous_place - rank.place
    return w.UP.format(change) if change > 0 else w.DOWN.format(-change) if change < 0 else w.SAME


def write_alerts(register: Register) -> None:
    """Write units that did not report, then red and yellow problems, as they were frozen."""
    table = Table(
        title=w.ALERTS,
        columns=_ALERTS,
        note=w.NOTES[w.ALERTS],
        empty=w.EMPTY[w.ALERTS],
        pinned=3,
        paper=True,
    )
    register.write(table, _alerts(register))


def _alerts(register: Register) -> Iterator[Line]:
    problems = Problem.__sheet__.label
    for alert in register.frozen.alerts:
        yield (
            *(w.LIGHTS[alert.light], alert.unit, register.name_of(alert.unit), alert.problem_id, alert.problem),
            register.frozen.playbook.label("severity", alert.severity or None),
            *(alert.due, alert.days_overdue or None, alert.weeks, w.REASONS[alert.reason], w.ADVICE[alert.advice]),
            alert.lead,
            register.row_link(problems, register.keys.get((problems, alert.unit, alert.problem_id))),
        )
