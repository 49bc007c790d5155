"""Slides 4 and 5: cases by stage with the late ones first, and the seven pairs by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from report_jobs.frozen import Return
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cards, Cell, Column, Lane, Page, Plan, Span, Table, TallyText
from report_jobs.tallies.ground import DUTIES, current_stage, is_late, running_cases
from workbooks.choices import Stage as StageId
from workbooks.lights import Light
from workbooks.standard import Case, Pair, Stage

MATRIX_ROWS = 12
"""Units of the matrix that have a line of their own."""
NAMED = 3
"""Weak columns that a title names; of more it says how many."""
SPARE_DAYS = 7


@dataclass(frozen=True)
class Track:
    """A case in hand with its four stages."""

    unit: str
    case: Case
    stages: tuple[Stage, ...]
    current: Stage

    @property
    def end(self) -> dt.date | None:
        """The last planned day."""
        return self.case.plan_close or self.stages[-1].plan_end


def stages(ground: Ground) -> Page:
    """Slide 4: how many cases are in which stage; late ones first, then those that end next; the rest folded."""
    tracks = [track for found in ground.frozen.returns for track in _tracks(found)]
    late = [track for track in tracks if is_late(ground.frozen, track.current)]
    kind = "none" if not tracks else "late" if late else "clear"
    title = w.STAGE_TITLE[kind].format(late=len(late), rate=ground.text("M03"), count=len(tracks))
    cards = Cards(
        tuple(
            ground.tally_card(
                w.STAGE_SHORT[stage],
                ("stages", stage, "cases"),
                w.CASES,
                w.STAGE_LATE.format(ground.count("stages", stage, "late")),
                accent=ground.count("stages", stage, "late") > 0,
            )
            for stage in StageId
        )
    )
    sheets = (Stage.__sheet__.label, Pair.__sheet__.label)
    blocks = (cards, _plan(ground, tracks, late)) if tracks else (Table(columns=(), rows=(), empty=w.STAGE_EMPTY),)
    layout = "stages" if tracks else "table"
    return ground.page("4", layout, title, *blocks, sheets=sheets, codes=("M01", "M03"), tables=("stages",))


def _tracks(found: Return) -> list[Track]:
    tracks = []
    for case in running_cases(found):
        mine = sorted((s for s in found.rows.of(Stage) if s.case_id == case.case_id), key=lambda s: str(s.stage))
        planned = tuple(s for s in mine if s.plan_start is not None and s.plan_end is not None)
        current = current_stage(found, case)
        if planned and current is not None:
            tracks.append(Track(found.unit, case, planned, current))
    return tracks


def _plan(ground: Ground, tracks: Sequence[Track], late: Sequence[Track]) -> Plan:
    limit = ground.frozen.playbook.thresholds.deck_late_cases
    today = ground.frozen.today
    first = sorted(late, key=lambda t: (str(t.current.plan_end), t.unit, t.case.case_id))
    others = sorted((t for t in tracks if t not in late), key=lambda t: (str(t.end), t.unit, t.case.case_id))
    listed = [*first, *others][:limit]
    days = [day for t in listed for s in t.stages for day in (s.plan_start, s.plan_end, s.act_end) if day is not None]
    return Plan(
        start=min([*days, today]) - dt.timedelta(days=min(days[0].weekday(), SPARE_DAYS) if days else 0),
        end=max([*days, today]) + dt.timedelta(days=SPARE_DAYS),
        today=today,
        today_label=w.TODAY.format(today),
        stages=(),
        lanes=tuple(_lane(ground, track) for track in listed),
        legend=w.STAGE_LEGEND,
        remark=_folded(len(late) - sum(t in late for t in listed), len(tracks) - len(late), listed, late),
    )


def _folded(late: int, on_plan: int, listed: Sequence[Track], all_late: Sequence[Track]) -> str:
    rest = on_plan - sum(t not in all_late for t in listed)
    if late:
        return w.STAGE_FOLDED_LATE.format(late=late, count=rest)
    return w.STAGE_FOLDED.format(count=rest) if rest else ""


def _lane(ground: Ground, track: Track) -> Lane:
    today = ground.frozen.today
    behind = is_late(ground.frozen, track.current)
    end = track.current.plan_end if behind else track.end
    days = abs((end - today).days) if end is not None else 0
    over = end is not None and end < today
    told = (w.STAGE_OVER if over else w.STAGE_REMARK).format(
        case=track.case.case_id, days=days, stage=w.STAGE_SHORT.get(str(track.current.stage), "")
    )
    spans = tuple(_span(stage, track, behind) for stage in track.stages)
    return Lane(ground.name(track.unit), told, Light.RED if behind else Light.GREEN, spans)


def _span(stage: Stage, track: Track, behind: bool) -> Span:
    start, end = stage.plan_start or dt.date.min, stage.plan_end or dt.date.max
    name = w.STAGE_SHORT.get(str(stage.stage), "")
    if stage.act_end is not None:
        return Span(start, end, 1.0, "done", name)
    if stage is track.current:
        return Span(start, end, 1.0, "late" if behind else "good", name)
    return Span(start, end, 0.0, "plan", name)


def pairs(ground: Ground) -> Page:
    """Slide 5: the share of verified duties by unit and duty; the weakest units first, weak columns flagged."""
    units = [row for row in ground.tallies.rows("pairs") if row != "city"]
    weak = [duty for duty in DUTIES if _share(ground, "city", duty) < ground.frozen.playbook.thresholds.matrix_flag]
    if not units:
        empty = Table(columns=(), rows=(), empty=w.STAGE_EMPTY)
        return ground.page(
            "5", "table", w.PAIRS_TITLE["none"], empty, sheets=(Pair.__sheet__.label,), tables=("pairs",)
        )
    kind = "clear" if not weak else "weak" if len(weak) <= NAMED else "many"
    names = w.COMMA.join(_duty(ground, duty) for duty in weak[:NAMED])
    title = w.PAIRS_TITLE[kind].format(rate=ground.text("M02"), names=names, count=len(weak))
    units.sort(key=lambda unit: (ground.value("M02", unit), unit))
    listed = units if len(units) <= MATRIX_ROWS else units[: MATRIX_ROWS - 1]
    rows = [
        _matrix_row(ground, "city", w.PAIRS_ALL),
        *(_matrix_row(ground, unit, ground.name(unit)) for unit in listed),
    ]
    if len(units) > len(listed):
        rows.append(_rest_row(ground, units[len(listed) :]))
    flag = {duty: w.FLAG if duty in weak else "" for duty in DUTIES}
    columns = (
        Column(w.PAIRS_HEAD, 0.135, "left"),
        *(Column(w.DUTY_HEAD.format(_duty(ground, duty), flag[duty]), 0.0575) for duty in DUTIES),
        Column(w.PAIRS_ALL, 0.06),
    )
    table = Table(columns=columns, rows=tuple(rows), remark=w.PAIRS_REMARK, size=11, lines=1, tint="olive")
    sheets = (Pair.__sheet__.label,)
    return ground.page("5", "table", title, table, sheets=sheets, codes=("M02",), tables=("pairs",))


def _duty(ground: Ground, duty: str) -> str:
    return ground.tallies.get("pairs", "city", duty).column_label


def _share(ground: Ground, row: str, duty: str) -> float:
    value = ground.tallies.get("pairs", row, duty).value
    return 1.0 if value is None else float(value)


def _matrix_row(ground: Ground, row: str, name: str) -> tuple[Cell, ...]:
    whole = ground.figure("M02", "" if row == "city" else row)
    cells = []
    for duty in DUTIES:
        tally = ground.tallies.get("pairs", row, duty)
        shade = None if tally.value is None else float(tally.value)
        cells.append(Cell(text=tally.text, figure=TallyText(tally.name, tally.text), shade=shade, hatch=shade is None))
    bold = row == "city"
    return (Cell(text=name, bold=bold), *cells, Cell(text=whole.text, figure=whole, bold=True))


def _rest_row(ground: Ground, units: Sequence[str]) -> tuple[Cell, ...]:
    """Fold the remaining units: verified over owed, added up."""
    cells = []
    for duty in (*DUTIES, ""):
        found = [ground.tallies.get("pairs", unit, d) for unit in units for d in ([duty] if duty else DUTIES)]
        part, whole = (sum(getattr(t, name) or 0 for t in found) for name in ("part", "whole"))
        cells.append(
            Cell(text=f"{part / whole:.0%}" if whole else w.DASH, shade=float(part / whole) if whole else None)
            if duty
            else Cell(text=f"{part / whole:.1%}" if whole else w.DASH, bold=True)
        )
    return (Cell(text=w.RANK_REST.format(count=len(units))), *cells)
