"""A plan over time: months and weeks above, a lane for each case, today's line through all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pptx.dml.color import RGBColor

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import CENTER, MIDDLE, Canvas, Run
from report_jobs.briefing.look import Box
from report_jobs.briefing.text import fit, shrink, width_of, wrap
from report_jobs.outline.model import Lane, Plan, Span

NAMES = 8.2
"""Width of the names of lanes."""
REMARK = 4.15
"""Where within it the remarks of lanes begin."""
MONTHS, DAYS, LEGEND = 0.62, 0.6, 0.75
TALLEST = 1.1
FILLS = {"done": look.TAUPE, "good": look.LIGHTS["green"], "late": look.LIGHTS["red"], "plan": look.WHITE}
_LEAST_MONTH = 1.6
_WEEKS = 14
"""Weeks that are marked one by one; of a longer plan every second, third … is."""


class _Scale:
    """Where a day stands on the slide."""

    def __init__(self, plan: Plan, box: Box) -> None:
        self.plan, self.left = plan, box.left + NAMES
        self.right = box.left + box.width
        self.days = max(1, (plan.end - plan.start).days)

    def at(self, day: dt.date) -> float:
        share = (day - self.plan.start).days / self.days
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))


def draw_plan(canvas: Canvas, plan: Plan, box: Box) -> None:
    """Draw a plan in a box."""
    scale = _Scale(plan, box)
    top = box.top + MONTHS + DAYS
    room = box.top + box.height - top - LEGEND
    height = min(TALLEST, room / max(1, len(plan.lanes)))
    bottom = top + height * len(plan.lanes)
    _months(canvas, scale, box.top)
    for number in range(0, len(plan.lanes), 2):
        canvas.rect(Box(box.left, top + number * height, box.width, height), look.WARM, name="lane")
    _weeks(canvas, scale, box.top + MONTHS, bottom)
    for number, lane in enumerate(plan.lanes):
        _lane(canvas, scale, lane, Box(box.left, top + number * height, box.width, height))
    _today(canvas, scale, box.top + MONTHS, bottom)
    _legend(canvas, plan, scale.left, bottom + 0.2, box.left, box.left + box.width)


def _months(canvas: Canvas, scale: _Scale, top: float) -> None:
    for first, last in _month_spans(scale.plan.start, scale.plan.end):
        left, right = scale.at(first), scale.at(last)
        canvas.rect(Box(left, top, right - left - 0.03, MONTHS), look.BAR_BACK, name="month_back")
        if right - left > _LEAST_MONTH:
            place = Box(left, top, right - left, MONTHS)
            runs = [Run(w.MONTH.format(first), 12, look.GREY, bold=True)]
            canvas.text(place, runs, align=CENTER, anchor=MIDDLE, name="month")


def _month_spans(start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    while start < end:
        following = (start.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        yield start, min(following, end)
        start = following


def _weeks(canvas: Canvas, scale: _Scale, top: float, bottom: float) -> None:
    step = 7 * max(1, -(-scale.days // (7 * _WEEKS)))
    today, told = scale.at(scale.plan.today), False
    for day in range(0, scale.days, step):
        date = scale.plan.start + dt.timedelta(days=day)
        at = scale.at(date)
        canvas.line(at, top + DAYS, at, bottom, look.RULE, 0.5, name="week")
        if at > today and not told:  # in its place among the days, so that it is read there
            _today_label(canvas, scale, top)
            told = True
        if abs(at + 0.5 - today) > 1.9 and at + 1.2 < scale.right:
            canvas.text(
                Box(at + 0.05, top, 1.3, DAYS), [Run(w.WEEK_DAY.format(date), 9, look.GREY)], anchor=MIDDLE, name="day"
            )
    if not told:
        _today_label(canvas, scale, top)


def _lane(canvas: Canvas, scale: _Scale, lane: Lane, place: Box) -> None:
    dot = min(0.42, place.height * 0.5)
    canvas.dot(place.left + 0.1, place.top + (place.height - dot) / 2, dot, lane.light, w.LIGHT_WORDS[lane.light])
    word = [Run(w.LIGHT_NAMES[lane.light][0], 11, look.INK)]
    canvas.text(Box(place.left + 0.62, place.top, 0.5, place.height), word, anchor=MIDDLE, name="light_word")
    size, lines = (9.0, 2) if len(wrap(lane.name, 2.8, 10)) > 1 else (shrink(lane.name, 2.8, (12, 11, 10), 1), 1)
    name = fit(lane.name, 2.8, size, lines)
    canvas.text(
        Box(place.left + 1.15, place.top, 2.9, place.height),
        [Run(name, size, look.INK, bold=True)],
        anchor=MIDDLE,
        name="lane_name",
    )
    tone = look.LIGHTS["red"] if lane.light == "red" else look.GREY
    told = [
        Run(fit(part, NAMES - REMARK, 9, 1), 9, tone if number else look.GREY)
        for number, part in enumerate(lane.remark.split("\u3000"))
    ]
    canvas.text(
        Box(place.left + REMARK - 0.1, place.top, NAMES - REMARK, place.height),
        [[run] for run in told],
        anchor=MIDDLE,
        name="lane_remark",
    )
    for span in lane.spans:
        _span(canvas, scale, span, place)


def _span(canvas: Canvas, scale: _Scale, span: Span, place: Box) -> None:
    left, right = scale.at(span.start), scale.at(span.end)
    thick = min(0.62, place.height * 0.66)
    box = Box(left, place.top + (place.height - thick) / 2, max(0.08, right - left - 0.05), thick)
    fill = FILLS[span.tone]
    made = canvas.rect(box, fill, line=look.RULE if span.tone == "plan" else None, name="span")
    canvas.name(made, "span", w.SPAN_ALT.format(span.text, w.TONES[span.tone]))
    if width_of(span.text, 10) + 0.2 < box.width:
        color = look.GREY if span.tone == "plan" else look.WHITE
        canvas.text(box, [Run(span.text, 10, color, bold=True)], align=CENTER, anchor=MIDDLE, name="span_text")


def _today(canvas: Canvas, scale: _Scale, top: float, bottom: float) -> None:
    """Draw today's line, over the lanes that it crosses."""
    at = scale.at(scale.plan.today)
    canvas.line(at, top + DAYS - 0.05, at, bottom, look.DEEP_RED, 1.5, dash=True, name="today")


def _today_label(canvas: Canvas, scale: _Scale, top: float) -> None:
    at = scale.at(scale.plan.today)
    width = width_of(scale.plan.today_label, 11) + 0.5
    left = min(at - width / 2, scale.right - width)
    box = Box(left, top + 0.04, width, DAYS - 0.08)
    canvas.rect(box, look.DEEP_RED, name="today_back")
    runs = [Run(scale.plan.today_label, 11, look.WHITE, bold=True)]
    canvas.text(box, runs, align=CENTER, anchor=MIDDLE, name="today_label")


def _legend(canvas: Canvas, plan: Plan, left: float, top: float, edge: float, right: float) -> None:
    for tone, word in plan.legend:
        fill: RGBColor = FILLS[tone]
        canvas.rect(Box(left, top + 0.1, 0.7, 0.3), fill, line=look.RULE if tone == "plan" else None, name="legend_box")
        canvas.text(Box(left + 0.85, top, 2.0, 0.5), [Run(word, 10.5, look.GREY)], anchor=MIDDLE, name="legend")
        left += 1.5 + width_of(word, 10.5) + 0.3
    if plan.remark:
        told = fit(plan.remark, right - left - 0.3, 10.5, 1)
        place = Box(left + 0.3, top, right - left - 0.3, 0.5)
        canvas.text(place, [Run(told, 10.5, look.GREY)], anchor=MIDDLE, name="remark")
