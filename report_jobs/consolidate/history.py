"""What earlier periods froze, as far as later ones need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from report_jobs.frozen import Figure, Figures, Frozen, State
from report_jobs.metrics.term import Seen
from workbooks.answers import Answers, standing_answers
from workbooks.lights import lights_of
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.rows import NO_ROWS, Rows
from workbooks.rows_json import from_json, to_json

KEPT_RETURNS = 3
"""Earlier returns of a unit that checks and lights look back at."""
TREND = 7
"""Earlier periods that a trend shows."""

IN_TIME = (State.ON_TIME, State.CORRECTED)


@dataclass(frozen=True, kw_only=True)
class Past:
    """One frozen period: its figures, accepted rows, places, lights, and the counts so far.

    `on_time` and `due` count, by unit, the periods up to this one; `streaks` the periods
    in a row in which a unit was not in time; `missing` and `returned` those since its last
    accepted return in which nothing came, or what came was sent back. `lights` gives, by
    problem, its light and for how many periods in a row it has had it; `answers`, by unit, what
    it said of what it was asked, as far as that stands.
    """

    period: Period
    cutoff: dt.datetime
    figures: Figures
    rows: Mapping[str, Rows] = field(default_factory=dict)
    office: Rows = NO_ROWS
    places: Mapping[str, int] = field(default_factory=dict)
    lights: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    on_time: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, int] = field(default_factory=dict)
    streaks: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    returned: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Answers] = field(default_factory=dict)


def rows_by_unit(pasts: Sequence[Past]) -> dict[str, tuple[Rows, ...]]:
    """Return each unit's earlier accepted rows, the newest first."""
    found: dict[str, list[Rows]] = {}
    for past in reversed(pasts):
        for unit, rows in past.rows.items():
            found.setdefault(unit, []).append(rows)
    return {unit: tuple(rows[:KEPT_RETURNS]) for unit, rows in found.items()}


def last_seen(pasts: Sequence[Past], playbook: Playbook) -> dict[str, Seen]:
    """Return how each unit's last accepted return was seen at its own cut-off, by the playbook in force."""
    found, programme = dict[str, Seen](), {unit.code: unit for unit in playbook.units}
    for place in range(len(pasts) - 1, -1, -1):
        past, older = pasts[place], None
        for unit in (code for code in past.rows if code not in found and code in programme):
            older = older if older is not None else rows_by_unit(pasts[:place])
            since = pasts[place - 1].cutoff if place else past.period.shift(-1).cutoff(playbook.rhythm)
            rows, history = past.rows[unit], older.get(unit, ())
            today, limits = past.cutoff.date(), playbook.thresholds
            lights = lights_of(rows, today, limits, history)
            before = history[0] if history else NO_ROWS
            found[unit] = Seen(programme[unit], rows, since.date(), today, limits, before, lights)
    return found


def past_of(frozen: Frozen, before: Past | None) -> Past:
    """Return what later periods need of a period."""
    states = {s.unit: s for s in frozen.submissions if s.state not in (State.SUPERSEDED, State.STRAY)}
    in_time = {unit: is_in_time(states[unit].state, states[unit].hours_late) for unit in states}
    on_time, due, streaks = dict(before.on_time if before else {}), dict(before.due if before else {}), {}
    for unit, good in in_time.items():
        on_time[unit] = on_time.get(unit, 0) + good
        due[unit] = due.get(unit, 0) + 1
        streaks[unit] = 0 if good else (before.streaks.get(unit, 0) if before else 0) + 1
    return Past(
        period=frozen.period,
        cutoff=frozen.cutoff,
        figures=frozen.figures,
        rows={found.unit: found.rows for found in frozen.returns},
        office=frozen.office,
        places={rank.unit: rank.place for rank in frozen.ranking},
        lights={a.problem_id: (a.light, a.weeks) for a in frozen.alerts if a.problem_id},
        on_time=on_time,
        due=due,
        streaks=streaks,
        missing={unit: standing.weeks_missing for unit, standing in frozen.standings.items()},
        returned={unit: standing.times_returned for unit, standing in frozen.standings.items()},
        answers=_answers(frozen, before),
    )


def _answers(frozen: Frozen, before: Past | None) -> dict[str, Answers]:
    """Return the answers in the returns that count; those of the other units stay as they were."""
    stand, week = dict(before.answers if before else {}), str(frozen.period)
    stand |= {s.unit: standing_answers(s.findings, s.shown, week) for s in frozen.submissions if s.counted}
    return {unit: said for unit, said in stand.items() if said}


def is_in_time(state: State, hours_late: Decimal) -> bool:
    """Say whether a submission counts as in time; a correction does when it came before the due time."""
    return state in IN_TIME and hours_late == 0


def past_to_json(past: Past) -> dict[str, Any]:
    """Return a past for the ledger."""
    return {
        "figures": [_figure_to_json(figure) for figure in past.figures.values.values()],
        "rows": {unit: to_json(rows) for unit, rows in past.rows.items()},
        "office": to_json(past.office),
        "places": dict(past.places),
        "lights": {problem: list(lit) for problem, lit in past.lights.items()},
        "on_time": dict(past.on_time),
        "due": dict(past.due),
        "streaks": dict(past.streaks),
        "missing": dict(past.missing),
        "returned": dict(past.returned),
        "answers": {unit: [[*key, *told] for key, told in said.items()] for unit, said in past.answers.items()},
    }


def past_from_json(period: str, cutoff: str, data: Mapping[str, Any]) -> Past:
    """Return the past of `past_to_json`."""
    return Past(
        period=Period.parse(period),
        cutoff=dt.datetime.fromisoformat(cutoff),
        figures=Figures({(row[0], row[1]): _figure(row) for row in data["figures"]}),
        rows={unit: from_json(rows) for unit, rows in data["rows"].items()},
        office=from_json(data["office"]),
        places=data["places"],
        lights={problem: (light, weeks) for problem, (light, weeks) in data["lights"].items()},
        on_time=data["on_time"],
        due=data["due"],
        streaks=data["streaks"],
        missing=data.get("missing", {}),
        returned=data.get("returned", {}),
        answers={
            unit: {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}
            for unit, rows in data.get("answers", {}).items()
        },
    )


def _figure_to_json(figure: Figure) -> list[Any]:
    numbers = (None if v is None else str(v) for v in (figure.value, figure.part, figure.whole))
    points = [[code, str(value)] for code, value in figure.points]
    return [figure.code, figure.unit, *numbers, list(figure.dropped), points]


def _figure(row: Sequence[Any]) -> Figure:
    """Return a figure; in a ledger from before accounts were kept, a score is its own one component."""
    code, unit, value, part, whole, dropped, *points = row
    value, part, whole = (None if v is None else Decimal(v) for v in (value, part, whole))
    told = tuple((component, Decimal(number)) for component, number in (points[0] if points else ()))
    if not points and code == "M20" and value is not None:
        told = ((code, value),)
    return Figure(code=code, unit=unit, value=value, part=part, whole=whole, dropped=tuple(dropped), points=told)
